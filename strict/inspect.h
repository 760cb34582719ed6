/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to be known of a call beside its arguments.  */
#ifndef STRICT_INSPECT_H
#define STRICT_INSPECT_H

#include "call.h"

/* Fills in the members from `page` to `nothing`, as far as an order depends on them.  May change
   errno.  */
void inspect (struct call *call);

#endif
