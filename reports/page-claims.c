/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "evidence.h"
#include "page-sections.h"

/* ---- The observations that contradict a claim ---- */

static bool
contradicts (const struct result *result, const void *claim)
{
  return !result_is_cell (result->id) && claim_contradicted (claim, result);
}

static void
write_difference (struct page *page, const struct claim *claim, const struct result *result)
{
  page_code (page, result->observation);
  page_text (page, ", not ");
  page_code (page, claim_predicts (claim, result->id));
  page_text (page, ": ");
}

static void
write_cells (struct page *page, const struct claim *claim, const struct record *record)
{
  const struct result *first = NULL;
  size_t cells = 0;

  for (size_t i = 0; i < record->count; i++)
    if (result_is_cell (record->results[i].id) && claim_contradicted (claim, &record->results[i]))
      {
        first = first != NULL ? first : &record->results[i];
        cells++;
      }
  if (cells == 0)
    return;
  page_break (page);
  write_difference (page, claim, first);
  page_format (page, "%zu cells of the visibility matrix, as ", cells);
  page_code (page, first->id);
}

static void
write_standing (struct page *page, const struct claim *claim, const struct record *record)
{
  struct evidence evidence = claim_evidence (claim, record->results, record->count);
  struct groups groups
    = groups_make (record->results, record->count, ALIKE_IN_OUTCOME, contradicts, claim);

  page_simple (page, MARK_STRONG, NULL, standing_phrase (evidence.standing));
  if (evidence.agreeing + evidence.contradicting > 0)
    page_format (page, " (%zu of %zu observations agree)", evidence.agreeing,
                 evidence.agreeing + evidence.contradicting);
  for (size_t i = 0; i < groups.count; i++)
    {
      page_break (page);
      write_difference (page, claim, groups.group[i].members[0]);
      page_group (page, &groups.group[i]);
    }
  write_cells (page, claim, record);
  groups_free (&groups);
}

/* ---- The tables ---- */

static const char *
texts_of (const struct claim *claim)
{
  bool tutorial = strstr (claim->texts, "S1") != NULL;
  bool book = strstr (claim->texts, "S2") != NULL;

  if (tutorial && book)
    return "the tutorial and the book";
  return tutorial ? "the tutorial" : book ? "the book" : "follows from them";
}

static const char *
class_of (enum standing standing)
{
  static const char *const classes[] = {
    [CLAIM_HOLDS] = "holds",     [CLAIM_HOLDS_IN_PART] = "partly", [CLAIM_FAILS] = "fails",
    [CLAIM_SILENT] = "silent",   [CLAIM_UNTESTED] = "silent",
  };

  return classes[standing];
}

static void
write_claim (struct page *page, const struct claim *claim)
{
  const struct records *records = page->records;
  char anchor[64];

  snprintf (anchor, sizeof anchor, "claim-%s", claim->id);
  page_open (page, MARK_ROW, anchor);
  page_open (page, MARK_ROW_HEAD, NULL);
  page_code (page, claim->id);
  page_text (page, " ");
  page_prose (page, claim->sentence);
  page_format (page, " (%s)", texts_of (claim));
  if (*claim->untested != '\0')
    {
      page_break (page);
      page_prose (page, claim->untested);
    }
  page_close (page, MARK_ROW_HEAD);
  for (size_t i = 0; i < records->count; i++)
    {
      const struct record *record = &records->record[i];

      page_open (page, MARK_CELL,
                 class_of (claim_evidence (claim, record->results, record->count).standing));
      write_standing (page, claim, record);
      page_close (page, MARK_CELL);
    }
  page_close (page, MARK_ROW);
}

static bool
fails_somewhere (const struct records *records, const struct claim *claim)
{
  for (size_t i = 0; i < records->count; i++)
    if (claim_evidence (claim, records->record[i].results, records->record[i].count).contradicting
        > 0)
      return true;
  return false;
}

/* The claims that fail somewhere, or the others; returns how many there are, and with a null
   CAPTION only counts.  */
static size_t
write_table (struct page *page, bool failing, const char *caption)
{
  size_t count = 0;

  if (caption != NULL)
    {
      page_open (page, MARK_TABLE, caption);
      page_open (page, MARK_ROW, NULL);
      page_simple (page, MARK_COLUMN_HEAD, NULL, "claim");
      for (size_t i = 0; i < page->records->count; i++)
        page_simple (page, MARK_COLUMN_HEAD, NULL, page->records->record[i].name);
      page_close (page, MARK_ROW);
    }
  for (size_t i = 0; i < claim_count; i++)
    if (fails_somewhere (page->records, &claims[i]) == failing)
      {
        count++;
        if (caption != NULL)
          write_claim (page, &claims[i]);
      }
  if (caption != NULL)
    page_close (page, MARK_TABLE);
  return count;
}

void
page_claims (struct page *page)
{
  size_t failing = write_table (page, true, NULL);

  page_open (page, MARK_PARAGRAPH, NULL);
  page_format (page,
               "Of %zu claims of the two texts that taught many people anonymous mappings, in our "
               "words, %zu are not or not wholly so %s.",
               claim_count, failing, page->records->count == 1 ? "here" : "somewhere");
  page_close (page, MARK_PARAGRAPH);
  if (failing > 0)
    write_table (page, true, "Claims that an observation contradicts");
  page_open (page, MARK_FOLD, NULL);
  page_simple (page, MARK_SUMMARY, NULL, "The other claims");
  write_table (page, false, "Claims that nothing contradicts");
  page_close (page, MARK_FOLD);
}
