/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* ---- The table ---- */

static void
write_layers (const struct html *html, const struct record *record)
{
  const struct platform *platform = &record->platform;
  const char *separator = "";

  for (size_t i = 0; i < platform->layer_count; i++)
    {
      fputs (separator, html->stream);
      html_text (html->stream, platform->layers[i].name);
      putc (' ', html->stream);
      html_text (html->stream, platform->layers[i].version);
      separator = ", ";
    }
  for (size_t i = 0; i < platform->without_count; i++)
    {
      fprintf (html->stream, "%swithout ", separator);
      html_text (html->stream, platform->without[i]);
      separator = ", ";
    }
  if (!platform->mmu)
    fprintf (html->stream, "%sno MMU", separator);
}

static void
write_counts (const struct html *html, const struct record *record)
{
  const char *separator = "";

  for (int i = 0; i < VERDICT_COUNT; i++)
    if (record->counts.behaviours[i] > 0)
      {
        fprintf (html->stream, "%s%zu %s", separator, record->counts.behaviours[i],
                 verdict_name ((enum verdict) i));
        separator = ", ";
      }
  if (record_rejudged (record) > 0)
    fprintf (html->stream, "; %zu verdicts are not those of the run", record_rejudged (record));
  if (record->noise > 0)
    fprintf (html->stream, "; %lu lines passed over that are not the record's", record->noise);
  if (!record->complete)
    fputs ("; the record is incomplete: its end is missing, or lines of it are", html->stream);
}

static void
write_cell (const struct html *html, const char *text, const char *more)
{
  fputs ("<td>", html->stream);
  html_text (html->stream, text);
  if (*more != '\0')
    {
      putc (' ', html->stream);
      html_text (html->stream, more);
    }
}

static void
write_row (const struct html *html, size_t number, const struct record *record)
{
  const struct platform *platform = &record->platform;

  fprintf (html->stream, "<tr><td>%zu<th scope=row>", number);
  html_text (html->stream, record->name);
  write_cell (html, platform->kernel, platform->release);
  write_cell (html, platform->arch, "");
  fprintf (html->stream, "<td>%ld", platform->page_size);
  write_cell (html, platform->libc, platform->libc_version);
  fputs ("<td>", html->stream);
  write_layers (html, record);
  fputs (counts_fail (&record->counts) || !record->complete ? "<td class=v>" : "<td>",
         html->stream);
  write_counts (html, record);
  putc ('\n', html->stream);
}

static void
write_table (const struct html *html)
{
  const struct survey *survey = html->survey;

  fputs ("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of platforms\">"
         "<table id=\"platform-table\"><caption>What the records were made on, and how many "
         "behaviours, each variant counted, came out how</caption>\n<thead><tr>"
         "<th scope=col>number<th scope=col>platform<th scope=col>kernel<th scope=col>processor"
         "<th scope=col>page, bytes<th scope=col>libc<th scope=col>between<th scope=col>verdicts"
         "</thead>\n<tbody>\n",
         html->stream);
  for (size_t i = 0; i < survey->platforms; i++)
    write_row (html, i + 1, survey->platform[i]);
  fputs ("</table></div>\n", html->stream);
}

/* ---- What a record was made with ---- */

static bool
same_facts (const struct facts *a, const struct facts *b)
{
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++)
    if (strcmp (a->fact[i].name, b->fact[i].name) != 0
        || strcmp (a->fact[i].value, b->fact[i].value) != 0)
      return false;
  return true;
}

static bool
made_alike (const struct platform *a, const struct platform *b)
{
  return strcmp (a->suite, b->suite) == 0 && strcmp (a->rules, b->rules) == 0
         && same_facts (&a->build, &b->build) && same_facts (&a->limits, &b->limits)
         && same_facts (&a->environment, &b->environment);
}

static void
write_facts (const struct html *html, const char *name, const struct facts *facts)
{
  if (facts->count == 0)
    return;
  fprintf (html->stream, ". %s: ", name);
  for (size_t i = 0; i < facts->count; i++)
    {
      fputs (i > 0 ? "; " : "", html->stream);
      html_text (html->stream, facts->fact[i].name);
      putc (' ', html->stream);
      html_text (html->stream,
                 facts->fact[i].value[0] != '\0' ? facts->fact[i].value : "(empty)");
    }
}

static void
write_made_with (const struct html *html, const bool *on, const struct platform *platform)
{
  struct words words = html_words (html);

  fputs ("<p>", html->stream);
  write_platforms (&words, html->survey, on);
  fputs (": suite ", html->stream);
  html_text (html->stream, platform->suite);
  fputs (", rules of ", html->stream);
  html_text (html->stream, platform->rules);
  write_facts (html, "Build", &platform->build);
  write_facts (html, "Limits", &platform->limits);
  write_facts (html, "Environment", &platform->environment);
  fputs ("</p>\n", html->stream);
}

static void
write_all_made_with (const struct html *html)
{
  const struct survey *survey = html->survey;
  bool *on = xnmalloc (survey->platforms, sizeof *on);
  bool *done = xcalloc (survey->platforms, sizeof *done);

  fputs ("<details><summary>How the records were made</summary>\n", html->stream);
  for (size_t i = 0; i < survey->platforms; i++)
    {
      for (size_t j = 0; j < survey->platforms; j++)
        on[j] = j >= i && !done[j]
                && made_alike (&survey->platform[i]->platform, &survey->platform[j]->platform);
      if (on[i])
        write_made_with (html, on, &survey->platform[i]->platform);
      for (size_t j = i; j < survey->platforms; j++)
        done[j] |= on[j];
    }
  fputs ("</details>\n", html->stream);
  free (on);
  free (done);
}

void
html_platforms (const struct html *html)
{
  html_heading (html, "platforms", "Platforms");
  write_table (html);
  write_all_made_with (html);
}
