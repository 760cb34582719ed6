/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "page-sections.h"
#include "xalloc.h"

/* The results of all records, grouped for the cells of the tables and for the details below.  */
struct survey
{
  struct groups *outcomes; /* one a record */
  struct groups *rules;
};

static bool
is_behaviour (const struct result *result, const void *data)
{
  (void) data;
  return !result_is_cell (result->id);
}

static void
survey_make (struct survey *survey, const struct records *records)
{
  survey->outcomes = xnmalloc (records->count, sizeof *survey->outcomes);
  survey->rules = xnmalloc (records->count, sizeof *survey->rules);
  for (size_t i = 0; i < records->count; i++)
    {
      const struct record *record = &records->record[i];

      survey->outcomes[i]
        = groups_make (record->results, record->count, ALIKE_IN_OUTCOME, is_behaviour, NULL);
      survey->rules[i]
        = groups_make (record->results, record->count, ALIKE_IN_RULE, is_behaviour, NULL);
    }
}

static void
survey_free (struct survey *survey, size_t count)
{
  for (size_t i = 0; i < count; i++)
    {
      groups_free (&survey->outcomes[i]);
      groups_free (&survey->rules[i]);
    }
  free (survey->outcomes);
  free (survey->rules);
}

/* The groups of one name, which stand together: *COUNT of them, from the one returned on.  */
static const struct group *
groups_named (const struct groups *groups, const char *name, size_t *count)
{
  for (size_t i = 0; i < groups->count; i++)
    if (strcmp (group_name (&groups->group[i]), name) == 0)
      {
        for (*count = 1; i + *count < groups->count; ++*count)
          if (strcmp (group_name (&groups->group[i + *count]), name) != 0)
            break;
        return &groups->group[i];
      }
  *count = 0;
  return NULL;
}

/* ---- One row ---- */

static void
write_claims_of (struct page *page, const char *words)
{
  page_open (page, MARK_FIELD, "claims");
  while (*words != '\0')
    {
      char id[32];
      char anchor[48];
      size_t span = strcspn (words, " ");

      snprintf (id, sizeof id, "%.*s", (int) span, words);
      snprintf (anchor, sizeof anchor, "claim-%s", id);
      page_simple (page, MARK_LINK, anchor, id);
      page_text (page, " ");
      words += span + strspn (words + span, " ");
    }
  page_close (page, MARK_FIELD);
}

static void
write_declaration (struct page *page, const struct declaration *declaration)
{
  page_open (page, MARK_FIELD, "why it matters");
  page_prose (page, declaration->why);
  page_close (page, MARK_FIELD);
  page_open (page, MARK_FIELD, "portably");
  page_prose (page, declaration->portable);
  page_close (page, MARK_FIELD);
  if (declaration->claims != NULL && *declaration->claims != '\0')
    write_claims_of (page, declaration->claims);
}

/* What one record says: a line for each rule and answer.  */
static void
write_answers (struct page *page, const struct record *record, const struct group *groups,
               size_t count)
{
  page_open (page, MARK_FIELD, record->name);
  for (size_t i = 0; i < count; i++)
    {
      const struct result *result = groups[i].members[0];
      char variants[512];

      if (i > 0)
        page_break (page);
      page_verdict (page, result->verdict);
      page_text (page, " ");
      page_code (page, result->observation);
      group_variants (&groups[i], variants, sizeof variants);
      if (*variants != '\0')
        page_format (page, ", %s", variants);
      page_text (page, "; ");
      page_rule (page, &result->ruling);
    }
  page_close (page, MARK_FIELD);
}

static void
write_details (struct page *page, const struct survey *survey, const struct group *group)
{
  const char *name = group_name (group);

  page_open (page, MARK_FOLD, NULL);
  page_open (page, MARK_SUMMARY, NULL);
  if (group->declaration != NULL)
    page_prose (page, group->declaration->title);
  else
    page_text (page, "This program does not know the id");
  page_text (page, " ");
  page_code (page, name);
  page_close (page, MARK_SUMMARY);
  if (group->declaration != NULL)
    write_declaration (page, group->declaration);
  for (size_t i = 0; i < page->records->count; i++)
    {
      size_t count;
      const struct group *answers = groups_named (&survey->rules[i], name, &count);

      if (count > 0)
        write_answers (page, &page->records->record[i], answers, count);
    }
  page_open (page, MARK_FIELD, "ask again");
  page_command (page, group);
  page_close (page, MARK_FIELD);
  page_close (page, MARK_FOLD);
}

/* Each verdict that is given to one of the group: a variant may be bound by another rule.  */
static void
write_verdicts (struct page *page, const struct group *group)
{
  for (int i = 0; i < VERDICT_COUNT; i++)
    for (size_t j = 0; j < group->count; j++)
      if (group->members[j]->verdict == (enum verdict) i)
        {
          page_verdict (page, (enum verdict) i);
          page_text (page, " ");
          break;
        }
}

static void
write_cell (struct page *page, const struct group *groups, size_t count)
{
  page_open (page, MARK_CELL, count > 0 ? verdict_name (groups[0].members[0]->verdict) : "missing");
  if (count == 0)
    page_text (page, "not asked");
  for (size_t i = 0; i < count; i++)
    {
      char variants[512];

      if (i > 0)
        page_break (page);
      write_verdicts (page, &groups[i]);
      page_code (page, groups[i].members[0]->observation);
      group_variants (&groups[i], variants, sizeof variants);
      if (count > 1 && *variants != '\0')
        page_format (page, " %s", variants);
    }
  page_close (page, MARK_CELL);
}

static void
write_row (struct page *page, const struct survey *survey, const struct group *group)
{
  const char *name = group_name (group);
  char anchor[BEHAVIOUR_ID_SIZE + 8];

  snprintf (anchor, sizeof anchor, "b-%s", name);
  page_open (page, MARK_ROW, anchor);
  page_open (page, MARK_ROW_HEAD, NULL);
  write_details (page, survey, group);
  page_close (page, MARK_ROW_HEAD);
  for (size_t i = 0; i < page->records->count; i++)
    {
      size_t count;
      const struct group *answers = groups_named (&survey->outcomes[i], name, &count);

      write_cell (page, answers, count);
    }
  page_close (page, MARK_ROW);
}

/* ---- Topics ---- */

struct topics
{
  struct page *page;
  const struct survey *survey;
  char open[BEHAVIOUR_ID_SIZE]; /* the topic whose table is being written, or "" */
};

static void
end_topic (struct topics *topics)
{
  if (topics->open[0] != '\0')
    page_close (topics->page, MARK_TABLE);
  topics->open[0] = '\0';
}

static void
begin_topic (struct topics *topics, const char *topic)
{
  struct page *page = topics->page;
  char caption[BEHAVIOUR_ID_SIZE + 64];

  if (strcmp (topics->open, topic) == 0)
    return;
  end_topic (topics);
  snprintf (topics->open, sizeof topics->open, "%s", topic);
  snprintf (caption, sizeof caption, "What was observed, by behaviour: %s", topic);
  page_simple (page, MARK_SUBSECTION, NULL, topic);
  page_open (page, MARK_TABLE, caption);
  page_open (page, MARK_ROW, NULL);
  page_simple (page, MARK_COLUMN_HEAD, NULL, "behaviour");
  for (size_t i = 0; i < page->records->count; i++)
    page_simple (page, MARK_COLUMN_HEAD, NULL, page->records->record[i].name);
  page_close (page, MARK_ROW);
}

/* Writes the row of one name if some record has it.  */
static void
write_name (struct topics *topics, const char *name)
{
  for (size_t i = 0; i < topics->page->records->count; i++)
    {
      size_t count;
      const struct group *group = groups_named (&topics->survey->outcomes[i], name, &count);
      char topic[BEHAVIOUR_ID_SIZE];

      if (count == 0)
        continue;
      snprintf (topic, sizeof topic, "%.*s", (int) strcspn (name, "."), name);
      begin_topic (topics, group->declaration != NULL ? topic : "unknown to this program");
      write_row (topics->page, topics->survey, group);
      return;
    }
}

static int
compare_names (const void *x, const void *y)
{
  return strcmp (*(const char *const *) x, *(const char *const *) y);
}

/* The ids that the registry does not have, in the order of C, each once.  */
static void
write_unknown_names (struct topics *topics)
{
  const struct records *records = topics->page->records;
  const char **names;
  size_t count = 0;

  for (size_t i = 0; i < records->count; i++)
    count += record_unknown_ids (&records->record[i]);
  names = xnmalloc (count + 1, sizeof *names);
  count = 0;
  for (size_t i = 0; i < records->count; i++)
    for (size_t j = 0; j < records->record[i].count; j++)
      if (id_is_unknown (records->record[i].results[j].id))
        names[count++] = records->record[i].results[j].id;
  qsort (names, count, sizeof *names, compare_names);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || strcmp (names[i], names[i - 1]) != 0)
      write_name (topics, names[i]);
  free (names);
}

void
page_behaviours (struct page *page)
{
  struct survey survey;
  struct topics topics = { page, &survey, "" };

  survey_make (&survey, page->records);
  for (size_t i = 0; i < behaviour_count; i++)
    if (i == 0 || behaviours[i].declaration != behaviours[i - 1].declaration)
      write_name (&topics, behaviours[i].declaration->id);
  write_unknown_names (&topics);
  end_topic (&topics);
  survey_free (&survey, page->records->count);
}
