/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facilities by name.  One is added in facility-table.c, with a check if the headers alone do
   not decide.  */
#ifndef ANONMAP_FACILITY_TABLE_H
#define ANONMAP_FACILITY_TABLE_H

#include <stddef.h>

struct facility
{
  const char *name;
  int (*check) (void); /* NULL: FOUND is known from the headers */
  int found;           /* PRESENT, ABSENT or an errno */
};

extern struct facility facilities[];
extern const size_t facility_count;

#endif
