/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "page-sections.h"

static void
write_verdicts (struct page *page)
{
  page_open (page, MARK_LIST, NULL);
  for (int i = 0; i < VERDICT_COUNT; i++)
    {
      page_open (page, MARK_ITEM, NULL);
      page_verdict (page, (enum verdict) i);
      page_text (page, ": ");
      page_text (page, verdict_meaning ((enum verdict) i));
      if (verdict_fails ((enum verdict) i))
        page_text (page, " (fails a run)");
      page_close (page, MARK_ITEM);
    }
  page_close (page, MARK_LIST);
}

/* Where a corrected rule, and no new run, has changed a verdict.  */
static void
write_rejudged (struct page *page, const struct record *record)
{
  if (record_rejudged (record) == 0)
    return;
  page_open (page, MARK_FOLD, NULL);
  page_open (page, MARK_SUMMARY, NULL);
  page_format (page, "%s: %zu verdicts are not those of the run", record->name,
               record_rejudged (record));
  page_close (page, MARK_SUMMARY);
  page_open (page, MARK_LIST, NULL);
  for (size_t i = 0; i < record->count; i++)
    if (record->results[i].verdict != record->recorded[i].verdict)
      {
        page_open (page, MARK_ITEM, NULL);
        page_code (page, record->results[i].id);
        page_format (page, ": %s, then %s", verdict_name (record->results[i].verdict),
                     verdict_name (record->recorded[i].verdict));
        page_close (page, MARK_ITEM);
      }
  page_close (page, MARK_LIST);
  page_close (page, MARK_FOLD);
}

static void
write_judges (struct page *page)
{
  const struct records *records = page->records;

  page_open (page, MARK_PARAGRAPH, NULL);
  if (records->as_recorded)
    page_text (page, "The verdicts are those that the records give.");
  else
    page_format (page, "The verdicts are by the rules of this anonmap-report (%s), whichever the "
                       "records were made with.",
                 rules_version);
  page_close (page, MARK_PARAGRAPH);
  for (size_t i = 0; i < records->count; i++)
    write_rejudged (page, &records->record[i]);
}

void
page_reading (struct page *page)
{
  page_simple (page, MARK_PARAGRAPH, NULL,
               "An observation is what happened, in words of a fixed list. A verdict holds it "
               "against a rule: what POSIX demands, else what the platform's own documentation or "
               "source says. A rule that is only measured, inferred or unknown binds nobody.");
  write_verdicts (page);
  write_judges (page);
  page_open (page, MARK_PARAGRAPH, NULL);
  page_text (page, "To ask one question again: ");
  page_code (page, "anonmap ID");
  page_text (page, "; to read all that is known about it: ");
  page_code (page, "anonmap --explain=ID");
  page_text (page, "; to see every id: ");
  page_code (page, "anonmap --list");
  page_text (page, ".");
  page_close (page, MARK_PARAGRAPH);
}
