/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rule tables are of.  Each says it itself; lib/rules.awk makes rules.c of them.  */
#ifndef ANONMAP_STAND_H
#define ANONMAP_STAND_H

#include <stddef.h>

enum stand
{
  STANDS_ALONE,   /* a kernel, with the library that belongs to it */
  STANDS_AS_LIBC, /* a C library for Linux */
  STANDS_AS_LAYER /* what stands between the program and the kernel */
};

/* One rule table.  */
struct system
{
  const char *name;
  enum stand stand;
};

extern const struct system systems[];
extern const size_t system_count;

/* A system without a table counts as one that stands alone.  */
enum stand stand_of (const char *system);

#endif
