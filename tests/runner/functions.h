/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_FUNCTIONS_H
#define ANONMAP_FUNCTIONS_H

#include "harness/observe.h"

/* The test function of a behaviour; the table is made by lib/registry.awk.  */
behaviour_function *function_of (const struct behaviour *behaviour);

#endif
