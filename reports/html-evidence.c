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
  const char *separator = "";

  for (size_t i = 0; i < html->survey->platforms; i++)
    if (on[i] && (i == 0 || !on[i - 1]))
      {
        size_t last = i;

        while (last + 1 < html->survey->platforms && on[last + 1])
          last++;
        fprintf (html->stream, last > i ? "%s%zu-%zu" : "%s%zu", separator, i + 1, last + 1);
        separator = " ";
      }
}

/* Values stand in quotation marks here: elements would be more than the whole matrix has.  */
static void
write_value (void *stream, const char *text)
{
  fputs ("“", stream);
  html_text (stream, text);
  fputs ("”", stream);
}

static struct words
quoting_words (const struct html *html)
{
  struct words words = html_words (html);

  words.code = write_value;
  return words;
}

/* Which variants, and where: the script takes the line to end with this.  */
static void
write_extent (const struct html *html, const struct evidence_item *item)
{
  struct words words = quoting_words (html);
  char variants[512];

  group_variants (&item->group, variants, sizeof variants);
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
  const struct result *result = item->group.members[0];

  fprintf (html->stream, "%s %s ", html_symbol (result->verdict), verdict_name (result->verdict));
  write_value (html->stream, result->observation);
  if (result->was_known)
    fputs (" (this was a known failure and shows no more: please remove its entry from lib/rules/)",
           html->stream);
  write_extent (html, item);
}

static void
write_rule (const struct html *html, const struct evidence_item *item)
{
  const struct ruling *ruling = &item->group.members[0]->ruling;

  if (ruling->force == FORCE_NONE)
    fputs ("No rule", html->stream);
  else
    {
      fprintf (html->stream, "Rule, %s: ", force_name (ruling->force));
      write_value (html->stream, ruling->expected);
      fputs (" (", html->stream);
      write_source (html, ruling->source);
      putc (')', html->stream);
    }
  write_extent (html, item);
}

/* Marks what fails in one piece: it stands first.  */
static void
mark_failing (const struct html *html, bool *marked, bool fails)
{
  if (fails != *marked)
    fputs (fails ? "<em>" : "</em>", html->stream);
  *marked = fails;
}

/* A line each, in one element; where each holds stands in data-on, in the same order.  */
static void
write_items (const struct html *html, const char *class, struct evidence_item *items, size_t count,
             void (*write) (const struct html *html, const struct evidence_item *item))
{
  bool marked = false;

  fprintf (html->stream, "<p class=%s data-on=\"", class);
  for (size_t i = 0; i < count; i++)
    {
      fputs (i > 0 ? "|" : "", html->stream);
      write_on (html, items[i].on);
    }
  fputs ("\">", html->stream);
  for (size_t i = 0; i < count; i++)
    {
      fputs (i > 0 ? "\n" : "", html->stream);
      if (write == write_outcome)
        mark_failing (html, &marked, verdict_fails (items[i].group.members[0]->verdict));
      write (html, &items[i]);
    }
  mark_failing (html, &marked, false);
  fputs ("</p>\n", html->stream);
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
  fputs ("\nClaims:", html->stream);
  while (*words != '\0')
    {
      int span = (int) strcspn (words, " ");

      fprintf (html->stream, " <a href=\"#claim-%.*s\">%.*s</a>", span, words, span, words);
      words += span + (int) strspn (words + span, " ");
    }
}

static void
write_threads (const struct html *html, const char *name)
{
  const char *separator = "\nPrograms that it broke: ";

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
}

static void
write_declaration (const struct html *html, const struct row *row)
{
  const struct declaration *declaration = row->declaration;
  struct words words = quoting_words (html);

  fputs ("<p>", html->stream);
  html_prose (html->stream, declaration->title);
  fputs (".</p>\n<p>Why it matters: ", html->stream);
  html_prose (html->stream, declaration->why);
  fputs ("\nPortably: ", html->stream);
  html_prose (html->stream, declaration->portable);
  putc (' ', html->stream);
  write_documented (&words, row);
  write_threads (html, row->name);
  write_claims (html, declaration->claims);
}

/* The command that asks this again.  */
static void
write_command (const struct html *html, const struct row *row)
{
  bool variants = row->declaration != NULL
                  && strcmp (behaviours[row->first].id, row->declaration->id) != 0;

  fprintf (html->stream, variants ? "\nAsk again: <code>anonmap '%s.*'</code></p>\n"
                                  : "\nAsk again: <code>anonmap %s</code></p>\n",
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
    fputs ("<p>This program does not know the id.", html->stream);
  write_command (html, row);
  write_answers (html, row);
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
