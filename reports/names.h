/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for records, of what they were made on: KERNEL-LIBC-ARCH[-LAYER...][-without-FACILITY...],
   and as much more of the platform as it takes to tell two apart.  */
#ifndef ANONMAP_NAMES_H
#define ANONMAP_NAMES_H

#include <stddef.h>

#include "platform.h"

enum { NAME_SIZE = 256 };

/* The ways to tell two platforms of one name apart, tried one after the other.  */
enum detail
{
  BY_FILE, /* see reports/arrange.c: no fact of the platform */
  BY_RELEASE,
  BY_LIBC_VERSION,
  BY_PAGE_SIZE,
  BY_OFF_T,
  BY_COMPILER,
  BY_FLAGS,
  BY_RULES,
  BY_START,
  DETAILS
};

/* Writes the name without any detail.  */
void name_platform (const struct platform *platform, char name[NAME_SIZE]);

/* Writes the detail as it would stand in a name; "" where it is not known.  */
void name_detail (const struct platform *platform, enum detail detail, char text[NAME_SIZE]);

/* Appends "-TEXT" in lower case, with what may not stand in a file name replaced; cut to fit.  */
void name_append (char name[NAME_SIZE], const char *text);

#endif
