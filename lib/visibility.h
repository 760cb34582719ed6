/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visibility matrix: what configure found <sys/mman.h> to show, in each language mode of the
   compiler, under each set of feature macros.  */
#ifndef ANONMAP_VISIBILITY_H
#define ANONMAP_VISIBILITY_H

#include <stddef.h>

struct visibility_cell
{
  const char *id;          /* macro.NAME.MODE-SET, as in macro.MAP_ANON.c99-none */
  const char *observation; /* hidden or visible; `, warns` if the compiler objects to the set */
};

extern const struct visibility_cell visibility_cells[];
extern const size_t visibility_cell_count;

#endif
