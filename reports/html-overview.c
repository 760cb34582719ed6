/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader wants to know first: how much there is, and how much of it agrees.  */
#include <config.h>

#include "html.h"

#include <stdbool.h>
#include <stdlib.h>

#include "nothing.h"

/* What the records say of all rows together: a row counts once, where it is gravest.  */
struct totals
{
  size_t alike; /* rows on which all platforms that answered agree */
  size_t unequal;
  size_t broken;  /* a rule, somewhere */
  size_t unknown; /* what could not be found out */
  size_t known;   /* failures that are listed */
};

static bool
has_verdict (const struct row *row, enum verdict verdict)
{
  for (size_t i = 0; i < row->answer_count; i++)
    if (row->answers[i].asked && row->answers[i].verdict == verdict)
      return true;
  return false;
}

static struct totals
count_rows (const struct survey *survey)
{
  struct totals totals = { 0, 0, 0, 0, 0 };
  size_t count;
  struct contrast *found = contrasts_find (survey, &count);

  for (size_t i = 0; i < count; i++)
    totals.unequal += found[i].differing > 0;
  for (size_t i = 0; i < survey->row_count; i++)
    {
      const struct row *row = &survey->rows[i];

      if (has_verdict (row, VERDICT_NONCONFORMING) || has_verdict (row, VERDICT_DEVIATES))
        totals.broken++;
      else if (has_verdict (row, VERDICT_ERROR))
        totals.unknown++;
      else
        totals.known += has_verdict (row, VERDICT_KNOWN);
    }
  totals.alike = survey->row_count - totals.unequal;
  free (found);
  return totals;
}

static void
write_platform (const struct html *html)
{
  char description[512];

  platform_describe (&html->survey->platform[0]->platform, description, sizeof description);
  fputs ("<p class=\"lead\">", html->stream);
  html_text (html->stream, description);
  fputs (".</p>\n", html->stream);
}

static void
write_figure (const struct html *html, const char *class, size_t number, const char *what)
{
  fprintf (html->stream, "<li%s><b>%zu</b> %s</li>\n", class, number, what);
}

static void
write_nothing (const struct html *html)
{
  for (size_t i = 0; i < html->survey->nothing_count; i++)
    {
      const struct record *record = html->survey->nothing[i];
      char text[512];

      platform_describe (&record->platform, text, sizeof text);
      fputs ("<p><b>", html->stream);
      html_text (html->stream, record->name);
      fputs ("</b> (", html->stream);
      html_text (html->stream, text);
      fputs ("): ", html->stream);
      nothing_sentence (&record->platform, text, sizeof text);
      html_text (html->stream, text);
      fputs ("</p>\n", html->stream);
    }
}

static void
write_figures (const struct html *html)
{
  const struct survey *survey = html->survey;
  struct totals totals = count_rows (survey);

  fputs ("<ul class=\"figures\">\n", html->stream);
  if (survey->platforms > 1)
    write_figure (html, "", survey->platforms, "platforms");
  write_figure (html, "", survey->row_count, "behaviours");
  if (survey->platforms > 1)
    {
      write_figure (html, "", totals.alike, "answered alike by all");
      write_figure (html, "", totals.unequal, "answered differently");
    }
  write_figure (html, totals.broken > 0 ? " class=bad" : " class=fine", totals.broken,
                survey->platforms > 1 ? "break a rule somewhere" : "break a rule");
  if (totals.unknown > 0)
    write_figure (html, " class=bad", totals.unknown, "could not be found out");
  if (totals.known > 0)
    write_figure (html, " class=warn", totals.known, "fail in a known way");
  fputs ("</ul>\n", html->stream);
}

void
html_overview (const struct html *html)
{
  if (html->survey->platforms == 1)
    write_platform (html);
  if (html->survey->platforms > 0)
    write_figures (html);
  write_nothing (html);
}
