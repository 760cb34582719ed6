/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call held against the orders: let through, changed or refused.  */
#ifndef STRICT_HANDLE_H
#define STRICT_HANDLE_H

#include <stdint.h>

#include "call.h"

/* Returns what the system's function returned, with errno; -1 and errno for a call that is refused.
   SITE is the address that the program's call returns to.  */
intptr_t handle (struct call *call, const void *site);

#endif
