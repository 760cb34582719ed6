/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visibility matrix, folded apart: one for all platforms that show it alike, one line for all
   names and all modes that do.  */
#include <config.h>

#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "cells.h"
#include "xalloc.h"

static void
write_sets (const struct html *html, const struct matrix *matrix, size_t name, size_t mode,
            enum visibility visibility)
{
  const char *separator = "<td>";

  for (size_t set = 0; set < matrix->sets.count; set++)
    if (matrix_cell (matrix, name, mode, set) == visibility)
      {
        fputs (separator, html->stream);
        html_text (html->stream, matrix->sets.label[set]);
        if (matrix_warns (matrix, name, mode, set))
          putc ('!', html->stream);
        separator = ", ";
      }
  if (*separator == '<')
    fputs ("<td>", html->stream);
}

/* The labels of those of an axis that are alike, from FIRST on.  */
static void
write_mode (const struct html *html, const struct matrix *matrix, size_t name, size_t first)
{
  for (size_t mode = 0; mode < first; mode++)
    if (matrix_same_mode (matrix, name, mode, first))
      return;
  fputs ("<tr><th scope=row>", html->stream);
  for (size_t mode = first; mode < matrix->modes.count; mode++)
    if (matrix_same_mode (matrix, name, first, mode))
      {
        fputs (mode > first ? ", " : "", html->stream);
        html_text (html->stream, matrix->modes.label[mode]);
      }
  write_sets (html, matrix, name, first, CELL_VISIBLE);
  write_sets (html, matrix, name, first, CELL_HIDDEN);
  write_sets (html, matrix, name, first, CELL_OTHER);
  putc ('\n', html->stream);
}

static void
write_names (const struct html *html, const struct matrix *matrix, size_t first)
{
  for (size_t name = 0; name < first; name++)
    if (matrix_same_name (matrix, name, first))
      return;
  fputs ("<table><caption>", html->stream);
  for (size_t name = first; name < matrix->names.count; name++)
    if (matrix_same_name (matrix, first, name))
      {
        fputs (name > first ? ", " : "", html->stream);
        html_text (html->stream, matrix->names.label[name]);
      }
  fprintf (html->stream, ": hidden in %zu of %zu</caption>\n", matrix_count (matrix, first, CELL_HIDDEN),
           matrix_count (matrix, first, CELL_HIDDEN) + matrix_count (matrix, first, CELL_VISIBLE));
  fputs ("<thead><tr><th scope=col>mode of the compiler<th scope=col>visible with"
         "<th scope=col>hidden with<th scope=col>not answered with</thead>\n<tbody>\n",
         html->stream);
  for (size_t mode = 0; mode < matrix->modes.count; mode++)
    write_mode (html, matrix, first, mode);
  fputs ("</table>\n", html->stream);
}

static void
write_matrix (const struct html *html, const struct matrix *matrices, size_t first, bool *on)
{
  struct words words = html_words (html);
  const struct matrix *matrix = &matrices[first];

  for (size_t i = 0; i < html->survey->platforms; i++)
    {
      on[i] = matrix_same (&matrices[i], matrix);
      if (on[i] && i < first)
        return;
    }
  fputs ("<details><summary>", html->stream);
  write_platforms (&words, html->survey, on);
  if (matrix->names.count == 0)
    fputs (": nothing was asked", html->stream);
  if (matrix->left_out > 0)
    fprintf (html->stream, "; %zu cells have no place here", matrix->left_out);
  fputs ("</summary>\n", html->stream);
  for (size_t name = 0; name < matrix->names.count; name++)
    write_names (html, matrix, name);
  fputs ("</details>\n", html->stream);
}

void
html_visibility (const struct html *html)
{
  size_t platforms = html->survey->platforms;
  struct matrix *matrices = xnmalloc (platforms, sizeof *matrices);
  bool *on = xnmalloc (platforms, sizeof *on);

  for (size_t i = 0; i < platforms; i++)
    {
      const struct record *record = html->survey->platform[i];

      matrices[i] = matrix_make (record->results, record->count);
    }
  html_heading (html, "visibility", "Where the header shows the names");
  fputs ("<p>Whether a name is defined by the header depends on the language mode of the compiler "
         "and on the feature macros defined before it. An exclamation mark: the compiler warns "
         "about the macro itself.",
         html->stream);
  fprintf (html->stream,
           " A name that was not there broke %zu programs that we know of"
           " (<code>MAP_ANONYMOUS</code>) and %zu (<code>MAP_ANON</code>).</p>\n",
           programs_broken ("macro.MAP_ANONYMOUS."), programs_broken ("macro.MAP_ANON."));
  for (size_t i = 0; i < platforms; i++)
    write_matrix (html, matrices, i, on);
  for (size_t i = 0; i < platforms; i++)
    matrix_free (&matrices[i]);
  free (matrices);
  free (on);
}
