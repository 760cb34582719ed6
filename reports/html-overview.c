/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader wants to know first: how much there is, and how much of it agrees.  */
#include <config.h>

#include "html.h"

#include <stdbool.h>
#include <stdlib.h>

/* What the records say of all rows together.  */
struct totals
{
  size_t alike;    /* rows on which all platforms that answered agree */
  size_t unequal;
  size_t breaking; /* rows in which a rule is broken somewhere, or nothing could be found out */
};

static struct totals
count_rows (const struct survey *survey)
{
  struct totals totals = { 0, 0, 0 };
  size_t count;
  struct contrast *found = contrasts_find (survey, &count);

  for (size_t i = 0; i < count; i++)
    {
      totals.unequal += found[i].differing > 0;
      totals.breaking += found[i].failing > 0;
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

void
html_overview (const struct html *html)
{
  const struct survey *survey = html->survey;
  struct totals totals = count_rows (survey);

  if (survey->platforms == 1)
    write_platform (html);
  fputs ("<ul class=\"figures\">\n<li><b>", html->stream);
  fprintf (html->stream, "%zu</b> %s", survey->platforms,
           survey->platforms == 1 ? "platform" : "platforms");
  fprintf (html->stream, "</li>\n<li><b>%zu</b> behaviours</li>\n", survey->row_count);
  if (survey->platforms > 1)
    fprintf (html->stream,
             "<li><b>%zu</b> answered alike by all</li>\n"
             "<li><b>%zu</b> answered differently</li>\n",
             totals.alike, totals.unequal);
  fprintf (html->stream, "<li class=\"%s\"><b>%zu</b> where a rule is broken</li>\n</ul>\n",
           totals.breaking > 0 ? "bad" : "fine", totals.breaking);
}
