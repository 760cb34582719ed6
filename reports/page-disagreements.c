/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "page-sections.h"

static bool
disagrees (const struct result *result, const void *data)
{
  (void) data;
  return result_disagrees (result);
}

static void
write_prose_field (struct page *page, const char *name, const char *prose)
{
  if (prose == NULL || *prose == '\0')
    return;
  page_open (page, MARK_FIELD, name);
  page_prose (page, prose);
  page_close (page, MARK_FIELD);
}

static void
write_evidence (struct page *page, const struct group *group)
{
  const struct result *result = group->members[0];

  page_open (page, MARK_FIELD, "observed");
  page_code (page, result->observation);
  page_close (page, MARK_FIELD);
  page_open (page, MARK_FIELD, "expected");
  page_rule (page, &result->ruling);
  page_close (page, MARK_FIELD);
  if (result->was_known)
    page_simple (page, MARK_FIELD, "request",
                 "This was a known failure and shows no more: please remove its entry from "
                 "lib/rules/.");
}

static void
write_disagreement (struct page *page, const struct group *group)
{
  const struct declaration *declaration = group->declaration;

  page_open (page, MARK_FOLD, "open");
  page_open (page, MARK_SUMMARY, NULL);
  page_verdict (page, group->members[0]->verdict);
  page_text (page, " ");
  page_group (page, group);
  page_close (page, MARK_SUMMARY);
  if (declaration != NULL)
    write_prose_field (page, "usually", declaration->title);
  write_evidence (page, group);
  if (declaration != NULL)
    {
      write_prose_field (page, "why it matters", declaration->why);
      write_prose_field (page, "portably", declaration->portable);
    }
  page_open (page, MARK_FIELD, "ask again");
  page_command (page, group);
  page_close (page, MARK_FIELD);
  page_close (page, MARK_FOLD);
}

static void
write_record (struct page *page, const struct record *record)
{
  struct groups groups
    = groups_make (record->results, record->count, ALIKE_IN_RULE, disagrees, NULL);

  if (groups.count > 0 && page->records->count > 1)
    page_simple (page, MARK_SUBSECTION, NULL, record->name);
  for (size_t i = 0; i < groups.count; i++)
    write_disagreement (page, &groups.group[i]);
  groups_free (&groups);
}

static bool
any_disagreement (const struct record *record)
{
  for (size_t i = 0; i < record->count; i++)
    if (result_disagrees (&record->results[i]))
      return true;
  return false;
}

void
page_disagreements (struct page *page)
{
  const struct records *records = page->records;
  bool any = false;

  for (size_t i = 0; i < records->count; i++)
    any |= any_disagreement (&records->record[i]);
  page_simple (page, MARK_PARAGRAPH, NULL,
               any ? "Where a system does not behave as POSIX demands or as its own documentation "
                     "says, where the suite could not find out, and what is known to fail."
                   : "None: every answer is as POSIX or the platform's own documentation has it, "
                     "or nothing binds.");
  for (size_t i = 0; i < records->count; i++)
    write_record (page, &records->record[i]);
}
