/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results: one behaviour's observation and what it was judged to be.  */
#ifndef ANONMAP_RESULT_H
#define ANONMAP_RESULT_H

#include <stdbool.h>
#include <stddef.h>

#include "rules.h"
#include "verdict.h"

/* Strings are owned by whoever made the result and outlive the call it is passed to.  */
struct result
{
  const char *id;
  enum verdict verdict;
  const char *observation;
  struct ruling ruling;
  bool was_known;   /* a known failure that no longer shows */
  long duration_us; /* microseconds */
};

/* How often each verdict was given; the cells of the visibility matrix are counted apart.  */
struct counts
{
  size_t behaviours[VERDICT_COUNT];
  size_t cells[VERDICT_COUNT];
  size_t was_known;
};

/* Adds a result to its count.  */
void counts_add (struct counts *counts, const struct result *result);

size_t counts_behaviours (const struct counts *counts);
size_t counts_cells (const struct counts *counts);

/* True if something failed, or if nothing was observed at all.  */
bool counts_fail (const struct counts *counts);

/* True if ID names a cell of the visibility matrix, "macro.NAME.MODE-SET".  */
bool result_is_cell (const char *id);

#endif
