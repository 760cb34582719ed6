/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Check calls and dietlibc lacks, included before each of Check's files.  */
#include <math.h>

/* Only numbers of seconds are rounded, none of them negative.  */
#define floor(x) ((double) (long) (x))
