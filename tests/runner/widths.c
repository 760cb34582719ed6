/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As wide as in the behaviours, with whose flags this is compiled.  */
#include "harness/system.h"

#include <limits.h>
#include <sys/types.h>

#include "harness/observe.h"

const unsigned harness_pointer_bits = sizeof (void *) * CHAR_BIT;
const unsigned harness_off_t_bits = sizeof (off_t) * CHAR_BIT;
