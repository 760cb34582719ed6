/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rule tables are of.  */
#ifndef ANONMAP_STAND_H
#define ANONMAP_STAND_H

enum stand
{
  STANDS_ALONE,   /* a kernel, with the library that belongs to it */
  STANDS_AS_LIBC, /* a C library for Linux */
  STANDS_AS_LAYER /* what stands between the program and the kernel */
};

enum stand stand_of (const char *system);

#endif
