/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cells.h"
#include "page-sections.h"
#include "xalloc.h"

static void
write_cell (struct page *page, const struct matrix *matrix, size_t name, size_t mode, size_t set)
{
  static const struct
  {
    const char *word;
    const char *class;
  } shown[] = {
    [CELL_MISSING] = { "", "missing" },
    [CELL_HIDDEN] = { "no", "hidden" },
    [CELL_VISIBLE] = { "yes", "visible" },
    [CELL_OTHER] = { "?", "missing" },
  };
  enum visibility cell = matrix_cell (matrix, name, mode, set);

  page_open (page, MARK_CELL, shown[cell].class);
  page_text (page, shown[cell].word);
  if (matrix_warns (matrix, name, mode, set))
    page_text (page, "!");
  page_close (page, MARK_CELL);
}

static void
write_rows (struct page *page, const struct matrix *matrix, size_t name)
{
  page_open (page, MARK_ROW, NULL);
  page_simple (page, MARK_COLUMN_HEAD, NULL, "mode");
  for (size_t set = 0; set < matrix->sets.count; set++)
    page_simple (page, MARK_COLUMN_HEAD, "upright", matrix->sets.label[set]);
  page_close (page, MARK_ROW);
  for (size_t mode = 0; mode < matrix->modes.count; mode++)
    {
      page_open (page, MARK_ROW, NULL);
      page_simple (page, MARK_ROW_HEAD, NULL, matrix->modes.label[mode]);
      for (size_t set = 0; set < matrix->sets.count; set++)
        write_cell (page, matrix, name, mode, set);
      page_close (page, MARK_ROW);
    }
}

/* One table for all names that show alike.  */
static void
write_name (struct page *page, const struct matrix *matrix, size_t name)
{
  char caption[CELL_LABELS * 4 + 64] = "";
  size_t length = 0;

  for (size_t other = 0; other < name; other++)
    if (matrix_same_name (matrix, name, other))
      return;
  for (size_t other = name; other < matrix->names.count && length < sizeof caption; other++)
    if (matrix_same_name (matrix, name, other))
      length += (size_t) snprintf (caption + length, sizeof caption - length, "%s%s",
                                   length > 0 ? ", " : "", matrix->names.label[other]);
  if (length < sizeof caption)
    snprintf (caption + length, sizeof caption - length, ": is the name visible?");
  page_open (page, MARK_TABLE, caption);
  write_rows (page, matrix, name);
  page_close (page, MARK_TABLE);
}

static void
write_count (struct page *page, const struct matrix *matrix)
{
  for (size_t name = 0; name < matrix->names.count; name++)
    page_format (page, "%s %s hidden in %zu of %zu", name > 0 ? ";" : ":",
                 matrix->names.label[name], matrix_count (matrix, name, CELL_HIDDEN),
                 matrix_count (matrix, name, CELL_HIDDEN)
                   + matrix_count (matrix, name, CELL_VISIBLE));
  if (matrix->left_out > 0)
    page_format (page, "; %zu cells have no place here", matrix->left_out);
}

/* One matrix for all platforms that show it alike, at the first of them.  */
static void
write_matrix (struct page *page, const struct matrix *matrices, size_t first)
{
  for (size_t i = 0; i < first; i++)
    if (matrix_same (&matrices[i], &matrices[first]))
      return;
  page_open (page, MARK_FOLD, NULL);
  page_open (page, MARK_SUMMARY, NULL);
  for (size_t i = first; i < page->records->count; i++)
    if (matrix_same (&matrices[i], &matrices[first]))
      {
        if (i > first)
          page_text (page, ", ");
        page_text (page, page->records->record[i].name);
      }
  if (matrices[first].names.count == 0)
    page_text (page, ": nothing was asked");
  write_count (page, &matrices[first]);
  page_close (page, MARK_SUMMARY);
  for (size_t name = 0; name < matrices[first].names.count; name++)
    write_name (page, &matrices[first], name);
  page_close (page, MARK_FOLD);
}

void
page_visibility (struct page *page)
{
  const struct records *records = page->records;
  struct matrix *matrices = xnmalloc (records->count, sizeof *matrices);

  for (size_t i = 0; i < records->count; i++)
    matrices[i] = matrix_make (records->record[i].results, records->record[i].count);
  page_simple (page, MARK_PARAGRAPH, NULL,
               "Whether a name is defined by the header depends on the language mode of the "
               "compiler and on the feature macros defined before it: rows are modes, columns are "
               "macros. An exclamation mark: the compiler warns about the macro itself.");
  for (size_t i = 0; i < records->count; i++)
    write_matrix (page, matrices, i);
  for (size_t i = 0; i < records->count; i++)
    matrix_free (&matrices[i]);
  free (matrices);
}
