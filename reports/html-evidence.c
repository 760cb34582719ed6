/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence: behind each row of the matrix who answered what, by which rule, and how to ask again.
   The panel of the matrix is filled from here.  */
#include <config.h>

#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "pattern.h"
#include "threads.h"

/* A source is the suite's own words, unless the records' verdicts were kept.  */
static void
write_source (const struct html *html, const char *source)
{
  if (html->survey->records->as_recorded)
    html_text (html->stream, source);
  else
    html_prose (html->stream, source);
}

/* The platforms as ranges of their numbers, for the script.  */
static void
write_on (const struct html *html, const bool *on)
{
  const char *separator = " data-on=\"";

  for (size_t i = 0; i < html->survey->platforms; i++)
    if (on[i] && (i == 0 || !on[i - 1]))
      {
        size_t last = i;

        while (last + 1 < html->survey->platforms && on[last + 1])
          last++;
        fprintf (html->stream, last > i ? "%s%zu-%zu" : "%s%zu", separator, i + 1, last + 1);
        separator = " ";
      }
  fputs ("\">", html->stream);
}

/* Which variants, and where.  */
static void
write_extent (const struct html *html, const struct evidence_item *item)
{
  struct words words = html_words (html);
  char variants[512];

  group_variants (item->group, variants, sizeof variants);
  if (*variants != '\0')
    fprintf (html->stream, ", %s", variants);
  if (html->survey->platforms > 1)
    {
      fputs (", on ", html->stream);
      write_platforms (&words, html->survey, item->on);
    }
}

static void
write_outcome (const struct html *html, const struct evidence_item *item)
{
  const struct result *result = item->group->members[0];

  fprintf (html->stream, "<li class=%s", html_class (result->verdict));
  write_on (html, item->on);
  fprintf (html->stream, "%s ", verdict_name (result->verdict));
  html_code (html->stream, result->observation);
  write_extent (html, item);
  if (result->was_known)
    fputs ("; this was a known failure and shows no more: please remove its entry from lib/rules/",
           html->stream);
  fputs ("</li>\n", html->stream);
}

static void
write_rule (const struct html *html, const struct evidence_item *item)
{
  const struct ruling *ruling = &item->group->members[0]->ruling;

  fputs ("<li", html->stream);
  write_on (html, item->on);
  if (ruling->force == FORCE_NONE)
    fputs ("no rule", html->stream);
  else
    {
      fprintf (html->stream, "%s: ", force_name (ruling->force));
      html_code (html->stream, ruling->expected);
      fputs (" (", html->stream);
      write_source (html, ruling->source);
      putc (')', html->stream);
    }
  write_extent (html, item);
  fputs ("</li>\n", html->stream);
}

static void
write_items (const struct html *html, const char *class, struct evidence_item *items, size_t count,
             void (*write) (const struct html *html, const struct evidence_item *item))
{
  fprintf (html->stream, "<ul class=\"%s\">\n", class);
  for (size_t i = 0; i < count; i++)
    write (html, &items[i]);
  fputs ("</ul>\n", html->stream);
  evidence_items_free (items, count);
}

static void
write_answers (const struct html *html, const struct row *row)
{
  size_t count;
  struct evidence_item *items = row_outcomes (html->survey, row, &count);

  write_items (html, "outcomes", items, count, write_outcome);
  items = row_rules (html->survey, row, &count);
  write_items (html, "rules", items, count, write_rule);
}

static void
write_claims (const struct html *html, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  fputs ("<p>Claims:", html->stream);
  while (*words != '\0')
    {
      int span = (int) strcspn (words, " ");

      fprintf (html->stream, " <a href=\"#claim-%.*s\">%.*s</a>", span, words, span, words);
      words += span + (int) strspn (words + span, " ");
    }
  fputs ("</p>\n", html->stream);
}

static void
write_threads (const struct html *html, const char *name)
{
  const char *separator = "<p>Programs that it broke: ";

  for (size_t i = 0; i < thread_count; i++)
    if (pattern_matches (threads[i].pattern, name))
      {
        fprintf (html->stream,
                 "%s<a rel=\"noreferrer\" href=\"https://github.com/%s/issues/%s\">%s#%s</a> (",
                 separator, threads[i].repository, threads[i].number, threads[i].repository,
                 threads[i].number);
        html_text (html->stream, threads[i].what);
        putc (')', html->stream);
        separator = ", ";
      }
  if (*separator == ',')
    fputs ("</p>\n", html->stream);
}

static void
write_declaration (const struct html *html, const struct row *row)
{
  const struct declaration *declaration = row->declaration;
  struct words words = html_words (html);

  fputs ("<p>", html->stream);
  html_prose (html->stream, declaration->title);
  fputs (".</p>\n<p>Why it matters: ", html->stream);
  html_prose (html->stream, declaration->why);
  fputs ("</p>\n<p>Portably: ", html->stream);
  html_prose (html->stream, declaration->portable);
  fputs ("</p>\n<p>", html->stream);
  write_documented (&words, row);
  fputs ("</p>\n", html->stream);
  write_threads (html, row->name);
  write_claims (html, declaration->claims);
}

/* The command that asks this again.  */
static void
write_command (const struct html *html, const struct row *row)
{
  bool variants = row->declaration != NULL
                  && strcmp (behaviours[row->first].id, row->declaration->id) != 0;

  fprintf (html->stream, variants ? "<p>Ask again: <code>anonmap '%s.*'</code></p>\n"
                                  : "<p>Ask again: <code>anonmap %s</code></p>\n",
           row->name);
}

static void
write_entry (const struct html *html, const struct row *row)
{
  fputs ("<article id=\"", html->stream);
  html_text (html->stream, row->name);
  fputs ("\"><h3>", html->stream);
  html_text (html->stream, row->name);
  fputs ("</h3>\n", html->stream);
  if (row->declaration != NULL)
    write_declaration (html, row);
  else
    fputs ("<p>This program does not know the id.</p>\n", html->stream);
  write_answers (html, row);
  write_command (html, row);
  fputs ("</article>\n", html->stream);
}

void
html_evidence (const struct html *html)
{
  html_heading (html, "evidence", "The evidence");
  fputs ("<p>Who answered what, by which rule, and how to ask again. Numbers are those of the "
         "<a href=\"#platforms\">platforms</a>.</p>\n",
         html->stream);
  for (size_t i = 0; i < html->survey->row_count; i++)
    write_entry (html, &html->survey->rows[i]);
}
