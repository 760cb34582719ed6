/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cells.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* Kept beside the visibility in a cell's byte.  */
enum { WARNS = 0x10 };

/* Finds or adds the label of LENGTH bytes; returns CELL_LABELS if there is no room.  */
static size_t
axis_place (struct axis *axis, const char *label, size_t length)
{
  size_t i;

  if (length == 0 || length >= CELL_LABEL_SIZE)
    return CELL_LABELS;
  for (i = 0; i < axis->count; i++)
    if (strlen (axis->label[i]) == length && memcmp (axis->label[i], label, length) == 0)
      return i;
  if (axis->count < CELL_LABELS)
    {
      memcpy (axis->label[i], label, length);
      axis->label[i][length] = '\0';
      axis->count++;
    }
  return i;
}

/* An id has no "=": what is "_XOPEN_SOURCE-700" there means "_XOPEN_SOURCE=700".  */
static void
restore_values (struct axis *sets)
{
  for (size_t i = 0; i < sets->count; i++)
    {
      char *value = strchr (sets->label[i], '-');

      if (value != NULL)
        *value = '=';
    }
}

/* Where the cell macro.NAME.MODE-SET stands; false if it is none or there is no room for it.  */
static bool
find_place (struct matrix *matrix, const char *id, size_t place[3])
{
  const char *name = id + strlen ("macro.");
  const char *mode;
  const char *set;

  if (!result_is_cell (id) || (mode = strchr (name, '.')) == NULL
      || (set = strchr (mode, '-')) == NULL)
    return false;
  place[0] = axis_place (&matrix->names, name, (size_t) (mode - name));
  place[1] = axis_place (&matrix->modes, mode + 1, (size_t) (set - mode - 1));
  place[2] = axis_place (&matrix->sets, set + 1, strlen (set + 1));
  return place[0] < CELL_LABELS && place[1] < CELL_LABELS && place[2] < CELL_LABELS;
}

static unsigned char
read_cell (const char *observation)
{
  unsigned char cell = CELL_OTHER;

  if (strncmp (observation, "hidden", strlen ("hidden")) == 0)
    cell = CELL_HIDDEN;
  else if (strncmp (observation, "visible", strlen ("visible")) == 0)
    cell = CELL_VISIBLE;
  if (strstr (observation, "warns") != NULL)
    cell |= WARNS;
  return cell;
}

static unsigned char *
cell_at (const struct matrix *matrix, size_t name, size_t mode, size_t set)
{
  return &matrix->cells[(name * matrix->modes.count + mode) * matrix->sets.count + set];
}

struct matrix
matrix_make (const struct result *results, size_t count)
{
  struct matrix matrix;
  size_t place[3];

  memset (&matrix, 0, sizeof matrix);
  for (size_t i = 0; i < count; i++)
    if (result_is_cell (results[i].id) && !find_place (&matrix, results[i].id, place))
      matrix.left_out++;
  matrix.cells
    = xcalloc (matrix.names.count * matrix.modes.count * matrix.sets.count + 1, 1);
  for (size_t i = 0; i < count; i++)
    if (find_place (&matrix, results[i].id, place))
      *cell_at (&matrix, place[0], place[1], place[2]) = read_cell (results[i].observation);
  restore_values (&matrix.sets);
  return matrix;
}

void
matrix_free (struct matrix *matrix)
{
  free (matrix->cells);
  matrix->cells = NULL;
}

enum visibility
matrix_cell (const struct matrix *matrix, size_t name, size_t mode, size_t set)
{
  return (enum visibility) (*cell_at (matrix, name, mode, set) & ~WARNS);
}

bool
matrix_warns (const struct matrix *matrix, size_t name, size_t mode, size_t set)
{
  return (*cell_at (matrix, name, mode, set) & WARNS) != 0;
}

size_t
matrix_count (const struct matrix *matrix, size_t name, enum visibility visibility)
{
  size_t cells = 0;

  for (size_t mode = 0; mode < matrix->modes.count; mode++)
    for (size_t set = 0; set < matrix->sets.count; set++)
      cells += matrix_cell (matrix, name, mode, set) == visibility;
  return cells;
}

bool
matrix_same_mode (const struct matrix *matrix, size_t name, size_t mode, size_t other)
{
  return memcmp (cell_at (matrix, name, mode, 0), cell_at (matrix, name, other, 0),
                 matrix->sets.count)
         == 0;
}

bool
matrix_same_name (const struct matrix *matrix, size_t name, size_t other)
{
  return memcmp (cell_at (matrix, name, 0, 0), cell_at (matrix, other, 0, 0),
                 matrix->modes.count * matrix->sets.count)
         == 0;
}

static bool
same_axis (const struct axis *axis, const struct axis *other)
{
  if (axis->count != other->count)
    return false;
  for (size_t i = 0; i < axis->count; i++)
    if (strcmp (axis->label[i], other->label[i]) != 0)
      return false;
  return true;
}

bool
matrix_same (const struct matrix *matrix, const struct matrix *other)
{
  return same_axis (&matrix->names, &other->names) && same_axis (&matrix->modes, &other->modes)
         && same_axis (&matrix->sets, &other->sets)
         && memcmp (matrix->cells, other->cells,
                    matrix->names.count * matrix->modes.count * matrix->sets.count)
              == 0;
}
