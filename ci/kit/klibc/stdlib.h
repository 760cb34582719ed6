/* SPDX-License-Identifier: GPL-3.0-or-later */
/* klibc's, and what Check and gnulib call and klibc lacks.  */
#ifndef ANONMAP_KLIBC_STDLIB_H
#define ANONMAP_KLIBC_STDLIB_H

#include_next <stdlib.h>

/* The multiplier of time-outs is a whole number.  */
static inline double
strtod (const char *text, char **end)
{
  return (double) strtol (text, end, 10);
}

/* For messages.  */
static inline const char *
getprogname (void)
{
  return "anonmap";
}

#endif
