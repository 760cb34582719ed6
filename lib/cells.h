/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visibility matrix: where each language mode and each set of feature macros shows a name.  */
#ifndef ANONMAP_CELLS_H
#define ANONMAP_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "result.h"

enum { CELL_LABEL_SIZE = 40, CELL_LABELS = 48 };

/* The labels along one side of the matrix, in the order in which the record has them.  */
struct axis
{
  char label[CELL_LABELS][CELL_LABEL_SIZE];
  size_t count;
};

enum visibility
{
  CELL_MISSING, /* the record does not have it */
  CELL_HIDDEN,
  CELL_VISIBLE,
  CELL_OTHER /* not answered */
};

struct matrix
{
  struct axis names; /* "MAP_ANON" */
  struct axis modes; /* "c99" */
  struct axis sets;  /* "none", "_XOPEN_SOURCE=700" */
  unsigned char *cells;
  size_t left_out; /* cells for whose labels there was no room */
};

/* Collects the cells among the results; matrix_free frees what it holds.  */
struct matrix matrix_make (const struct result *results, size_t count);
void matrix_free (struct matrix *matrix);

enum visibility matrix_cell (const struct matrix *matrix, size_t name, size_t mode, size_t set);

/* True if the compiler warns about the macro set itself.  */
bool matrix_warns (const struct matrix *matrix, size_t name, size_t mode, size_t set);

/* How many cells of the name are so.  */
size_t matrix_count (const struct matrix *matrix, size_t name, enum visibility visibility);

/* True if two names, two modes of one name, or two whole matrices show the same.  */
bool matrix_same_name (const struct matrix *matrix, size_t name, size_t other);
bool matrix_same_mode (const struct matrix *matrix, size_t name, size_t mode, size_t other);
bool matrix_same (const struct matrix *matrix, const struct matrix *other);

#endif
