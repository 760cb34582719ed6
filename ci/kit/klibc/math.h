/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of <math.h> that Check names, by the compiler: klibc has no such header.  */
#ifndef ANONMAP_KLIBC_MATH_H
#define ANONMAP_KLIBC_MATH_H

#define NAN __builtin_nanf ("")
#define INFINITY __builtin_inff ()
#define isnan(x) __builtin_isnan (x)
#define isinf(x) __builtin_isinf (x)
#define isfinite(x) __builtin_isfinite (x)
#define fabs(x) __builtin_fabs (x)
#define fabsl(x) __builtin_fabsl (x)
/* Only numbers of seconds are rounded, none of them negative.  */
#define floor(x) ((double) (long) (x))

#endif
