/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dietlibc's, and what Check calls and its library lacks.  */
#ifndef ANONMAP_DIETLIBC_MATH_H
#define ANONMAP_DIETLIBC_MATH_H

#include_next <math.h>

/* Only numbers of seconds are rounded, none of them negative.  */
#define floor(x) ((double) (long) (x))

#endif
