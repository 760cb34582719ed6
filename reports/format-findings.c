/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The findings: what platforms differ in or do against a rule, with the rule and its source, sorted as
   on the page.  */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "contrasts.h"
#include "formats.h"
#include "markdown.h"
#include "nothing.h"
#include "pattern.h"
#include "threads.h"

struct findings
{
  struct markdown markdown;
  const struct survey *survey;
  struct words words;
};

static void
words_text (void *markdown, const char *text)
{
  markdown_text (markdown, text);
}

static void
words_code (void *markdown, const char *text)
{
  markdown_code (markdown, text);
}

static const char *
title_of (const struct row *row)
{
  return row->declaration != NULL ? row->declaration->title : row->name;
}

/* ---- One finding ---- */

/* A reference to a note on one finding becomes a link to it: both are published side by side.  */
static void
write_source (struct markdown *markdown, const char *source)
{
  static const char notes[] = "reports/findings/";

  if (strncmp (source, notes, strlen (notes)) == 0)
    {
      int length;

      source += strlen (notes);
      length = (int) strspn (source, "abcdefghijklmnopqrstuvwxyz0123456789-.");
      markdown_format (markdown, "[%.*s](findings/%.*s)", length, source, length, source);
      source += length;
    }
  markdown_text (markdown, source);
}

static void
write_extent (struct findings *findings, const struct evidence_item *item)
{
  char variants[512];

  group_variants (&item->group, variants, sizeof variants);
  if (*variants != '\0')
    {
      markdown_mark (&findings->markdown, ", ");
      markdown_code (&findings->markdown, variants);
    }
  if (findings->survey->platforms > 1)
    {
      markdown_mark (&findings->markdown, ", on ");
      write_platforms (&findings->words, findings->survey, item->on);
    }
}

static void
write_outcome (struct findings *findings, const struct evidence_item *item)
{
  const struct result *result = item->group.members[0];

  markdown_mark (&findings->markdown, "- ");
  markdown_verdict (&findings->markdown, result->verdict);
  markdown_mark (&findings->markdown, " ");
  markdown_code (&findings->markdown, result->observation);
  write_extent (findings, item);
  if (result->verdict == VERDICT_KNOWN)
    {
      markdown_mark (&findings->markdown, ": ");
      write_source (&findings->markdown, result->ruling.source);
    }
  if (result->was_known)
    markdown_mark (&findings->markdown, "; this was a known failure and shows no more");
  markdown_mark (&findings->markdown, "\n");
}

static void
write_rule (struct findings *findings, const struct evidence_item *item)
{
  const struct result *result = item->group.members[0];

  if (result->ruling.force == FORCE_NONE || result->verdict == VERDICT_KNOWN)
    return;
  markdown_format (&findings->markdown, "- rule, %s: ", force_name (result->ruling.force));
  markdown_code (&findings->markdown, result->ruling.expected);
  markdown_mark (&findings->markdown, " (");
  write_source (&findings->markdown, result->ruling.source);
  markdown_mark (&findings->markdown, ")");
  write_extent (findings, item);
  markdown_mark (&findings->markdown, "\n");
}

static void
write_items (struct findings *findings, struct evidence_item *items, size_t count,
             void (*write) (struct findings *findings, const struct evidence_item *item))
{
  for (size_t i = 0; i < count; i++)
    write (findings, &items[i]);
  evidence_items_free (items, count);
}

static void
write_programs (struct markdown *markdown, const char *name)
{
  const char *separator = "Broke: ";

  for (size_t i = 0; i < thread_count; i++)
    if (pattern_matches (threads[i].pattern, name))
      {
        markdown_format (markdown, "%s[%s#%s](https://github.com/%s/issues/%s)", separator,
                         threads[i].repository, threads[i].number, threads[i].repository,
                         threads[i].number);
        separator = ", ";
      }
  if (*separator == ',')
    markdown_mark (markdown, ".\n\n");
}

static void
write_finding (struct findings *findings, const struct contrast *one)
{
  struct markdown *markdown = &findings->markdown;
  const struct row *row = one->row;
  size_t count;
  struct evidence_item *items;

  markdown_format (markdown, "\n## <a id=\"%s\"></a>", row->name);
  markdown_text (markdown, title_of (row));
  markdown_mark (markdown, "\n\n");
  markdown_code (markdown, row->name);
  markdown_mark (markdown, ". ");
  if (one->failing > 0)
    markdown_format (markdown, "Against a rule on %zu of %zu. ", one->failing,
                     findings->survey->platforms);
  if (one->differing > 0)
    markdown_format (markdown, "Otherwise than on most on %zu of %zu. ", one->differing,
                     findings->survey->platforms);
  write_documented (&findings->words, row);
  markdown_mark (markdown, "\n\n");
  write_programs (markdown, row->name);
  items = row_outcomes (findings->survey, row, &count);
  write_items (findings, items, count, write_outcome);
  items = row_rules (findings->survey, row, &count);
  write_items (findings, items, count, write_rule);
  if (row->declaration != NULL)
    {
      markdown_mark (markdown, "\nPortably: ");
      markdown_text (markdown, row->declaration->portable);
      markdown_mark (markdown, "\n");
    }
  markdown_block (markdown);
}

/* ---- The whole ---- */

static void
write_numbers (struct findings *findings)
{
  if (findings->survey->platforms == 0)
    return;
  markdown_heading (&findings->markdown, "##", "Platforms");
  for (size_t i = 0; i < findings->survey->platforms; i++)
    {
      char description[512];

      platform_describe (&findings->survey->platform[i]->platform, description,
                         sizeof description);
      markdown_format (&findings->markdown, "%zu. ", i + 1);
      markdown_text (&findings->markdown, findings->survey->platform[i]->name);
      markdown_mark (&findings->markdown, ": ");
      markdown_text (&findings->markdown, description);
      if (!findings->survey->platform[i]->complete)
        markdown_mark (&findings->markdown, "; the record is incomplete");
      markdown_mark (&findings->markdown, "\n");
      markdown_block (&findings->markdown);
    }
}

static void
write_nothing (struct findings *findings)
{
  for (size_t i = 0; i < findings->survey->nothing_count; i++)
    {
      const struct record *record = findings->survey->nothing[i];
      char sentence[512];

      nothing_sentence (&record->platform, sentence, sizeof sentence);
      markdown_mark (&findings->markdown, "\n");
      markdown_text (&findings->markdown, record->name);
      markdown_mark (&findings->markdown, ": ");
      markdown_text (&findings->markdown, sentence);
      markdown_mark (&findings->markdown, "\n");
      markdown_block (&findings->markdown);
    }
}

static void
write_beginning (struct findings *findings, size_t count)
{
  struct markdown *markdown = &findings->markdown;
  size_t records = findings->survey->records->count;

  markdown_format (markdown,
                   "# Findings\n\nMade by `anonmap-report --format=findings` from the records of "
                   "%zu platform%s; do not edit.\n",
                   records, records == 1 ? "" : "s");
  if (findings->survey->platforms == 0)
    return;
  markdown_format (markdown, "\n%zu behaviours come out differently among them, or against a rule. ",
                   count);
  markdown_mark (markdown,
                 "First stands what broke most programs that we know of (`lib/threads.tsv`), then "
                 "what differs or fails on most platforms. What other systems document is from "
                 "`lib/rules/`, and was not observed. Numbers of platforms are those "
                 "[at the end](#platforms).\n");
  markdown_block (markdown);
}

/* A number where there is something to count.  */
static void
write_number (struct markdown *markdown, size_t number)
{
  if (number > 0)
    markdown_format (markdown, " %zu |", number);
  else
    markdown_mark (markdown, " |");
}

static void
write_overview (struct findings *findings, const struct contrast *contrasts, size_t count)
{
  struct markdown *markdown = &findings->markdown;

  if (count == 0)
    return;
  markdown_mark (markdown, "\n");
  markdown_table (markdown, "behaviour|programs broken|platforms against a rule|platforms otherwise "
                            "than most|systems documented to refuse");
  for (size_t i = 0; i < count; i++)
    {
      const struct row *row = contrasts[i].row;

      markdown_mark (markdown, "| [");
      markdown_text (markdown, title_of (row));
      markdown_format (markdown, "](#%s) |", row->name);
      write_number (markdown, contrasts[i].programs);
      write_number (markdown, contrasts[i].failing);
      write_number (markdown, contrasts[i].differing);
      write_number (markdown, contrasts[i].refusing);
      markdown_mark (markdown, "\n");
      markdown_block (markdown);
    }
}

void
write_findings (FILE *stream, const struct records *records)
{
  struct survey survey;
  struct findings findings = { .survey = &survey };
  struct contrast *contrasts;
  size_t count;
  size_t here = 0;

  survey_make (&survey, records);
  findings.words = (struct words){ &findings.markdown, words_text, words_code };
  markdown_begin (&findings.markdown, SIZE_MAX);
  contrasts = contrasts_find (&survey, &count);
  while (here < count && contrasts[here].here)
    here++;
  write_beginning (&findings, here);
  write_nothing (&findings);
  write_overview (&findings, contrasts, here);
  for (size_t i = 0; i < here; i++)
    write_finding (&findings, &contrasts[i]);
  write_numbers (&findings);
  markdown_write (&findings.markdown, stream);
  markdown_end (&findings.markdown);
  free (contrasts);
  survey_free (&survey);
}
