/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of who behaves like whom: a square for each two columns of the matrix, the darker the more
   of what both answered they answered differently; and the same as a table.  */
#include <config.h>

#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* With so many columns or fewer the squares have numbers, and the table has them all.  */
enum { FEW = 16, SIDE = 12, FEW_SIDE = 34 };

/* The largest number of differing rows of each shade; the last has all that is more.  */
static const size_t shades[] = { 0, 2, 5, 10, 20, 40, 80 };
enum { SHADES = sizeof shades / sizeof *shades + 1 };

struct resemblance
{
  size_t *differing; /* [column * columns + other]: rows that both answered, differently */
  size_t *compared;  /* rows that both answered */
  size_t columns;
  size_t label; /* the width of the names beside the picture */
};

/* Room for the longest name, in letters that are not narrow.  */
static size_t
label_width (const struct survey *survey)
{
  enum { LETTER = 7, AROUND = 5 };
  size_t longest = 0;

  for (size_t i = 0; i < survey->column_count; i++)
    {
      size_t length = strlen (survey->platform[survey->columns[i].first]->name);

      longest = length > longest ? length : longest;
    }
  return (longest + AROUND) * LETTER;
}

static bool
answers (const struct row *row, size_t platform)
{
  const struct answer *answer = row_answer (row, platform);

  return answer->asked && verdict_answers (answer->verdict);
}

static struct resemblance
find_likeness (const struct survey *survey)
{
  size_t columns = survey->column_count;
  struct resemblance likeness = { xcalloc (columns * columns, sizeof (size_t)),
                               xcalloc (columns * columns, sizeof (size_t)), columns,
                                   label_width (survey) };

  for (size_t i = 0; i < columns; i++)
    for (size_t j = 0; j < columns; j++)
      for (size_t k = 0; k < survey->row_count; k++)
        {
          const struct row *row = &survey->rows[k];
          size_t one = survey->columns[i].first;
          size_t other = survey->columns[j].first;

          if (!answers (row, one) || !answers (row, other))
            continue;
          likeness.compared[i * columns + j]++;
          likeness.differing[i * columns + j] += !row_alike (row, one, other);
        }
  return likeness;
}

static size_t
shade_of (size_t differing)
{
  size_t shade = 0;

  while (shade < SHADES - 1 && differing > shades[shade])
    shade++;
  return shade;
}

/* ---- The picture ---- */

/* All squares of one shade are one path: neighbours in a line are one square.  */
static void
write_shade (const struct html *html, const struct resemblance *likeness, size_t shade, size_t side)
{
  size_t columns = likeness->columns;

  fprintf (html->stream, "<path class=\"s%zu\" d=\"", shade);
  for (size_t i = 0; i < columns; i++)
    for (size_t j = 0, span; j < columns; j += span)
      {
        for (span = 1; j + span < columns
                       && shade_of (likeness->differing[i * columns + j + span]) == shade;
             span++)
          continue;
        if (shade_of (likeness->differing[i * columns + j]) == shade)
          fprintf (html->stream, "M%zu %zuh%zuv%zuh-%zuz", likeness->label + j * side, (i + 1) * side,
                   span * side, side, span * side);
        else
          span = 1;
      }
  fputs ("\"/>\n", html->stream);
}

static void
write_labels (const struct html *html, const struct resemblance *likeness, size_t side)
{
  const struct survey *survey = html->survey;

  for (size_t i = 0; i < survey->column_count; i++)
    {
      const struct column *column = &survey->columns[i];
      size_t middle = side / 2 + 4;

      fprintf (html->stream, "<text x=\"%zu\" y=\"%zu\" text-anchor=\"end\">",
               likeness->label - 4,
               (i + 1) * side + middle);
      html_text (html->stream, survey->platform[column->first]->name);
      fprintf (html->stream, " %zu</text>\n", column->first + 1);
      if (side == FEW_SIDE)
        fprintf (html->stream, "<text x=\"%zu\" y=\"%zu\" text-anchor=\"middle\">%zu</text>\n",
                 likeness->label + i * side + side / 2, side - 5, column->first + 1);
    }
}

static void
write_numbers (const struct html *html, const struct resemblance *likeness, size_t side)
{
  size_t columns = likeness->columns;

  for (size_t i = 0; i < columns; i++)
    for (size_t j = 0; j < columns; j++)
      {
        size_t differing = likeness->differing[i * columns + j];

        fprintf (html->stream, "<text class=\"t%zu\" x=\"%zu\" y=\"%zu\" text-anchor=\"middle\">%zu"
                               "</text>\n",
                 shade_of (differing), likeness->label + j * side + side / 2, (i + 1) * side + side / 2 + 4,
                 differing);
      }
}

static void
write_key (const struct html *html)
{
  fputs ("<ul class=\"key\">", html->stream);
  for (size_t i = 0; i < SHADES; i++)
    {
      size_t least = i == 0 ? 0 : shades[i - 1] + 1;

      fprintf (html->stream,
               "<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\"><path class=\"s%zu\" "
               "d=\"M0 0h14v14h-14z\"/></svg> %zu",
               i, least);
      if (i + 1 == SHADES)
        fputs (" or more", html->stream);
      else if (shades[i] > least)
        fprintf (html->stream, "–%zu", shades[i]);
      fputs ("</li>", html->stream);
    }
  fputs ("</ul>\n", html->stream);
}

static void
write_picture (const struct html *html, const struct resemblance *likeness)
{
  size_t side = likeness->columns <= FEW ? FEW_SIDE : SIDE;
  size_t width = likeness->label + likeness->columns * side;
  size_t height = (likeness->columns + 1) * side;

  fprintf (html->stream,
           "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Picture\">"
           "<svg id=\"heat\" role=\"img\" aria-label=\"On how many behaviours each two platforms "
           "differ; the table below has the numbers\" width=\"%zu\" height=\"%zu\" "
           "viewBox=\"0 0 %zu %zu\">\n",
           width, height, width, height);
  for (size_t i = 0; i < SHADES; i++)
    write_shade (html, likeness, i, side);
  write_labels (html, likeness, side);
  if (likeness->columns <= FEW)
    write_numbers (html, likeness, side);
  fputs ("</svg></div>\n", html->stream);
  write_key (html);
}

/* ---- The table ---- */

/* The nearest or the farthest other column.  */
static size_t
extreme (const struct resemblance *likeness, size_t column, bool nearest)
{
  size_t best = column == 0;

  for (size_t i = 0; i < likeness->columns; i++)
    {
      size_t here = likeness->differing[column * likeness->columns + i];
      size_t there = likeness->differing[column * likeness->columns + best];

      if (i != column && (nearest ? here < there : here > there))
        best = i;
    }
  return best;
}

static void
write_other (const struct html *html, const struct resemblance *likeness, size_t column, size_t other)
{
  size_t place = column * likeness->columns + other;

  fputs ("<td>", html->stream);
  html_text (html->stream,
             html->survey->platform[html->survey->columns[other].first]->name);
  fprintf (html->stream, ": %zu of %zu", likeness->differing[place], likeness->compared[place]);
}

static void
write_table (const struct html *html, const struct resemblance *likeness)
{
  const struct survey *survey = html->survey;

  fputs ("<details><summary>The same as a table</summary><div class=\"scroll\" tabindex=\"0\" "
         "role=\"region\" aria-label=\"Likeness\"><table><caption>On how many behaviours that "
         "both answered two platforms differ</caption>\n<thead><tr><th scope=col>platform"
         "<th scope=col>most alike<th scope=col>least alike",
         html->stream);
  if (likeness->columns <= FEW)
    for (size_t i = 0; i < likeness->columns; i++)
      fprintf (html->stream, "<th scope=col>%zu", survey->columns[i].first + 1);
  fputs ("</thead>\n<tbody>\n", html->stream);
  for (size_t i = 0; i < likeness->columns; i++)
    {
      fprintf (html->stream, "<tr><th scope=row>%zu ", survey->columns[i].first + 1);
      html_text (html->stream, survey->platform[survey->columns[i].first]->name);
      write_other (html, likeness, i, extreme (likeness, i, true));
      write_other (html, likeness, i, extreme (likeness, i, false));
      if (likeness->columns <= FEW)
        for (size_t j = 0; j < likeness->columns; j++)
          fprintf (html->stream, "<td>%zu", likeness->differing[i * likeness->columns + j]);
      putc ('\n', html->stream);
    }
  fputs ("</table></div></details>\n", html->stream);
}

void
html_likeness (const struct html *html)
{
  struct resemblance likeness;

  if (html->survey->column_count < 2)
    return;
  likeness = find_likeness (html->survey);
  html_heading (html, "likeness", "Who behaves like whom");
  fputs ("<p>The darker a square, the more behaviours come out differently on the two platforms; "
         "platforms that answer everything alike are one.</p>\n",
         html->stream);
  write_picture (html, &likeness);
  write_table (html, &likeness);
  free (likeness.differing);
  free (likeness.compared);
}
