/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "html.h"

#include <stdlib.h>

/* So many are shown at once; the rest is folded, and with more platforms only counted.  */
enum { SHOWN = 12, FEW_PLATFORMS = 60 };

/* The gravest verdict of a row.  */
static void
write_gravest (const struct html *html, const struct row *row)
{
  static const enum verdict order[]
    = { VERDICT_NONCONFORMING, VERDICT_DEVIATES, VERDICT_ERROR, VERDICT_KNOWN };

  for (size_t i = 0; i < sizeof order / sizeof *order; i++)
    for (size_t j = 0; j < row->answer_count; j++)
      if (row->answers[j].asked && row->answers[j].verdict == order[i])
        {
          html_verdict (html->stream, order[i]);
          putc (' ', html->stream);
          return;
        }
}

static void
write_title (const struct html *html, const struct row *row)
{
  fputs ("<a href=\"#", html->stream);
  html_text (html->stream, row->name);
  fputs ("\">", html->stream);
  html_text (html->stream, row->declaration != NULL ? row->declaration->title : row->name);
  fputs ("</a>", html->stream);
}

static void
write_sentences (const struct html *html, const struct contrast *one)
{
  struct words words = html_words (html);

  fputs ("<br>", html->stream);
  write_observed (&words, html->survey, one->row);
  write_exceptions (&words, one->row);
}

/* In full, or without what the evidence has, too.  */
static void
write_disagreement (const struct html *html, const struct contrast *one, bool full)
{
  fputs ("<li>", html->stream);
  write_gravest (html, one->row);
  write_title (html, one->row);
  if (one->programs > 0)
    {
      fputs (" <b class=\"broke\">broke ", html->stream);
      html_count (html->stream, one->programs, "program");
      fputs ("</b>", html->stream);
    }
  if (full)
    write_sentences (html, one);
  else
    fprintf (html->stream, " %zu differ, %zu fail", one->differing, one->failing);
  fputs ("</li>\n", html->stream);
}

static void
write_list (const struct html *html, const struct contrast *first, size_t count, bool full)
{
  fputs ("<ol class=\"disagreements\">\n", html->stream);
  for (size_t i = 0; i < count; i++)
    write_disagreement (html, &first[i], full);
  fputs ("</ol>\n", html->stream);
}

static void
write_folded (const struct html *html, const struct contrast *first, size_t count,
              bool full, const char *what)
{
  if (count == 0)
    return;
  fprintf (html->stream, "<details><summary>%zu %s</summary>\n", count, what);
  write_list (html, first, count, full);
  fputs ("</details>\n", html->stream);
}

/* What differs among these platforms.  */
static void
write_here (const struct html *html, const struct contrast *found, size_t count)
{
  size_t shown = count < SHOWN ? count : SHOWN;

  html_heading (html, "disagreements", "Disagreements");
  if (count == 0)
    {
      fputs (html->survey->platforms > 1
               ? "<p>None here: all platforms answer alike, and no rule is broken.</p>\n"
               : "<p>No rule is broken here.</p>\n",
             html->stream);
      return;
    }
  fputs ("<p>Where platforms differ or break a rule; first what broke most programs that we know of, "
         "then what differs on most platforms.</p>\n",
         html->stream);
  write_list (html, found, shown, true);
  write_folded (html, found + shown, count - shown, html->survey->platforms <= FEW_PLATFORMS,
                "more on which these platforms differ");
}

/* What does not differ here, and is not portable all the same.  */
static void
write_elsewhere (const struct html *html, const struct contrast *found, size_t count)
{
  size_t shown = 0;

  if (count == 0)
    return;
  while (shown < count && found[shown].programs > 0)
    shown++;
  html_heading (html, "elsewhere", html->survey->platforms > 1
                                     ? "Alike here, and otherwise elsewhere"
                                     : "As it is here, and otherwise elsewhere");
  fputs ("<p>What other systems document or do by their source, so that it is not portable; first "
         "what broke most programs that we know of.</p>\n",
         html->stream);
  write_list (html, found, shown, true);
  write_folded (html, found + shown, count - shown, true, "more that systems document differently");
}

void
html_disagreements (const struct html *html)
{
  size_t count;
  size_t here = 0;
  struct contrast *found = contrasts_find (html->survey, &count);

  while (here < count && found[here].here)
    here++;
  write_here (html, found, here);
  write_elsewhere (html, found + here, count - here);
  free (found);
}
