/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdio.h>

#include "page-sections.h"

static void
write_counts (struct page *page, const struct record *record)
{
  const char *separator = " ";

  page_format (page, "%zu behaviours were asked:", counts_behaviours (&record->counts));
  for (int i = 0; i < VERDICT_COUNT; i++)
    if (record->counts.behaviours[i] > 0)
      {
        page_format (page, "%s%zu %s", separator, record->counts.behaviours[i],
                     verdict_name ((enum verdict) i));
        separator = ", ";
      }
  page_format (page, "; and %zu cells of the visibility matrix. ", counts_cells (&record->counts));
  page_open (page, MARK_STRONG, NULL);
  if (!record->complete)
    page_text (page, "The record is incomplete: its end is missing, or lines of it are. ");
  page_text (page, counts_fail (&record->counts) ? "The run fails." : "Nothing fails.");
  page_close (page, MARK_STRONG);
}

/* ---- The table of counts ---- */

static bool
anywhere (const struct records *records, int verdict)
{
  for (size_t i = 0; i < records->count; i++)
    if (records->record[i].counts.behaviours[verdict] > 0)
      return true;
  return false;
}

static void
write_table (struct page *page)
{
  const struct records *records = page->records;

  page_open (page, MARK_TABLE, "How many behaviours came out how; what the verdicts mean stands "
                               "at the end");
  page_open (page, MARK_ROW, NULL);
  page_simple (page, MARK_COLUMN_HEAD, NULL, "platform");
  for (int i = 0; i < VERDICT_COUNT; i++)
    if (anywhere (records, i))
      {
        page_open (page, MARK_COLUMN_HEAD, NULL);
        page_verdict (page, (enum verdict) i);
        page_close (page, MARK_COLUMN_HEAD);
      }
  page_close (page, MARK_ROW);
  for (size_t k = 0; k < records->count; k++)
    {
      page_open (page, MARK_ROW, NULL);
      page_simple (page, MARK_ROW_HEAD, NULL, records->record[k].name);
      for (int i = 0; i < VERDICT_COUNT; i++)
        if (anywhere (records, i))
          {
            page_open (page, MARK_CELL, "number");
            page_format (page, "%zu", records->record[k].counts.behaviours[i]);
            page_close (page, MARK_CELL);
          }
      page_close (page, MARK_ROW);
    }
  page_close (page, MARK_TABLE);
}

/* ---- What a record was made with ---- */

static void
write_field (struct page *page, const char *name, const char *value)
{
  if (*value != '\0')
    page_simple (page, MARK_FIELD, name, value);
}

static void
write_facts (struct page *page, const char *name, const struct facts *facts)
{
  if (facts->count == 0)
    return;
  page_open (page, MARK_FIELD, name);
  for (size_t i = 0; i < facts->count; i++)
    {
      if (i > 0)
        page_text (page, "; ");
      page_text (page, facts->fact[i].name);
      page_text (page, " ");
      if (facts->fact[i].value[0] != '\0')
        page_code (page, facts->fact[i].value);
      else
        page_text (page, "(empty)");
    }
  page_close (page, MARK_FIELD);
}

static void
write_made_with (struct page *page, const struct record *record)
{
  const struct platform *platform = &record->platform;

  page_open (page, MARK_FOLD, NULL);
  page_open (page, MARK_SUMMARY, NULL);
  page_format (page, "%s: how the record was made", record->name);
  page_close (page, MARK_SUMMARY);
  write_field (page, "suite", platform->suite);
  write_field (page, "rules of", platform->rules);
  write_field (page, "rules version at run time", platform->rules_version);
  write_field (page, "started", platform->started);
  write_field (page, "finished", record->finished);
  write_field (page, "memory protection", platform->mmu ? "page by page" : "none (no MMU)");
  write_facts (page, "build", &platform->build);
  write_facts (page, "limits", &platform->limits);
  write_facts (page, "environment", &platform->environment);
  if (record->noise > 0)
    {
      page_open (page, MARK_FIELD, "passed over");
      page_format (page, "%lu lines that are not the record's", record->noise);
      page_close (page, MARK_FIELD);
    }
  page_close (page, MARK_FOLD);
}

static void
write_platform (struct page *page, const struct record *record)
{
  char description[512];

  platform_describe (&record->platform, description, sizeof description);
  page_open (page, MARK_ITEM, NULL);
  page_simple (page, MARK_STRONG, NULL, record->name);
  page_text (page, ": ");
  page_text (page, description);
  for (size_t i = 0; i < record->platform.without_count; i++)
    {
      page_text (page, i == 0 ? ", without " : " and ");
      page_text (page, record->platform.without[i]);
    }
  page_text (page, ". ");
  write_counts (page, record);
  page_close (page, MARK_ITEM);
}

void
page_platforms (struct page *page)
{
  const struct records *records = page->records;

  page_open (page, MARK_LIST, NULL);
  for (size_t i = 0; i < records->count; i++)
    write_platform (page, &records->record[i]);
  page_close (page, MARK_LIST);
  write_table (page);
  for (size_t i = 0; i < records->count; i++)
    write_made_with (page, &records->record[i]);
}
