/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nothing.h"
#include "xalloc.h"

/* ---- The order of the platforms ---- */

const char *
platform_family (const struct platform *platform)
{
  static const struct
  {
    const char *kernel;
    const char *family;
  } families[] = {
    { "linux", "Linux" },     { "freebsd", "BSD" },       { "openbsd", "BSD" },
    { "netbsd", "BSD" },      { "dragonfly", "BSD" },     { "midnightbsd", "BSD" },
    { "darwin", "Darwin" },   { "sunos", "System V" },    { "aix", "System V" },
    { "hp-ux", "System V" },  { "windows", "Windows" },   { "cygwin", "Windows" },
    { "wasi", "WebAssembly" }, { "emscripten", "WebAssembly" }, { "gnu", "Hurd" },
  };

  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (strcmp (families[i].kernel, platform->kernel) == 0)
      return families[i].family;
  return "other";
}

/* Linux first, as most records are of it.  */
static int
compare_families (const struct platform *a, const struct platform *b)
{
  const char *x = platform_family (a);
  const char *y = platform_family (b);
  int order = strcmp (y, "Linux") == 0 ? strcmp (x, "Linux") != 0 : 0;

  if (order == 0 && strcmp (x, "Linux") == 0)
    order = -(strcmp (y, "Linux") != 0);
  return order != 0 ? order : strcmp (x, y);
}

/* 0 if both stand under the same heads.  */
static int
compare_heads (const struct platform *a, const struct platform *b)
{
  int order = compare_families (a, b);

  if (order == 0)
    order = strcmp (a->kernel, b->kernel);
  if (order == 0)
    order = strcmp (a->libc, b->libc);
  if (order == 0)
    order = (a->page_size > b->page_size) - (a->page_size < b->page_size);
  return order;
}

static int
compare_platforms (const void *x, const void *y)
{
  const struct record *a = *(const struct record *const *) x;
  const struct record *b = *(const struct record *const *) y;
  int order = compare_heads (&a->platform, &b->platform);

  return order != 0 ? order : strcmp (a->name, b->name);
}

/* ---- Rows ---- */

/* The ids that the registry does not have, in the order of C, each once.  */
struct unknown
{
  const char **id;
  size_t count;
};

static int
compare_ids (const void *x, const void *y)
{
  return strcmp (*(const char *const *) x, *(const char *const *) y);
}

static struct unknown
find_unknown (const struct records *records)
{
  struct unknown unknown = { NULL, 0 };
  size_t capacity = 0;
  size_t kept = 0;

  for (size_t i = 0; i < records->count; i++)
    for (size_t j = 0; j < records->record[i].count; j++)
      if (id_is_unknown (records->record[i].results[j].id))
        {
          if (unknown.count == capacity)
            unknown.id = x2nrealloc (unknown.id, &capacity, sizeof *unknown.id);
          unknown.id[unknown.count++] = records->record[i].results[j].id;
        }
  if (unknown.count == 0)
    return unknown;
  qsort (unknown.id, unknown.count, sizeof *unknown.id, compare_ids);
  for (size_t i = 0; i < unknown.count; i++)
    if (i == 0 || strcmp (unknown.id[i], unknown.id[i - 1]) != 0)
      unknown.id[kept++] = unknown.id[i];
  unknown.count = kept;
  return unknown;
}

static void
row_begin (struct row *row, const char *name, const struct declaration *declaration, size_t first,
           size_t platforms)
{
  *row = (struct row){ .name = name, .declaration = declaration, .first = first, .variants = 1 };
  while (declaration != NULL && first + row->variants < behaviour_count
         && behaviours[first + row->variants].declaration == declaration)
    row->variants++;
  row->results = xcalloc (platforms * row->variants, sizeof *row->results);
  row->slices = xcalloc (platforms, sizeof *row->slices);
  row->answer_of = xcalloc (platforms, sizeof *row->answer_of);
}

static void
row_free (struct row *row)
{
  free (row->results);
  free (row->slices);
  free (row->answers);
  free (row->answer_of);
}

/* A row for each declaration and each unknown id.  */
static void
begin_rows (struct survey *survey, const struct unknown *unknown)
{
  survey->rows = xnmalloc (behaviour_count + unknown->count, sizeof *survey->rows);
  survey->row_count = 0;
  for (size_t i = 0; i < behaviour_count; i++)
    if (i == 0 || behaviours[i].declaration != behaviours[i - 1].declaration)
      row_begin (&survey->rows[survey->row_count++], behaviours[i].declaration->id,
                 behaviours[i].declaration, i, survey->platforms);
  for (size_t i = 0; i < unknown->count; i++)
    row_begin (&survey->rows[survey->row_count++], unknown->id[i], NULL, behaviour_count,
               survey->platforms);
}

/* The row that a group belongs to, at or after FROM: both are in one order.  */
static size_t
row_of_group (const struct survey *survey, const struct group *group, size_t from)
{
  const char *name = group_name (group);

  while (survey->rows[from].declaration != group->declaration
         || strcmp (survey->rows[from].name, name) != 0)
    from++;
  return from;
}

static void
place_results (struct row *row, size_t platform, const struct group *group)
{
  for (size_t i = 0; i < group->count; i++)
    {
      size_t variant = 0;

      while (row->declaration != NULL
             && strcmp (behaviours[row->first + variant].id, group->members[i]->id) != 0)
        variant++;
      row->results[platform * row->variants + variant] = group->members[i];
    }
}

static bool
is_behaviour (const struct result *result, const void *data)
{
  (void) data;
  return !result_is_cell (result->id);
}

static void
place_platform (struct survey *survey, size_t platform)
{
  const struct record *record = survey->platform[platform];
  struct groups *groups = &survey->groups[platform];
  size_t row = 0;

  *groups = groups_make (record->results, record->count, ALIKE_IN_RULE, is_behaviour, NULL);
  for (size_t i = 0; i < groups->count; i++)
    {
      struct slice *slice;

      row = row_of_group (survey, &groups->group[i], row);
      slice = &survey->rows[row].slices[platform];
      if (slice->count++ == 0)
        slice->first = i;
      place_results (&survey->rows[row], platform, &groups->group[i]);
    }
}

/* ---- Answers ---- */

/* Of two verdicts in one cell the graver is shown; of those that are fine, what binds more.  */
static int
gravity (enum verdict verdict)
{
  static const int gravities[VERDICT_COUNT] = {
    [VERDICT_NONCONFORMING] = 8, [VERDICT_DEVIATES] = 7, [VERDICT_ERROR] = 6,
    [VERDICT_KNOWN] = 5,         [VERDICT_CONFORMS] = 4, [VERDICT_DOCUMENTED] = 3,
    [VERDICT_RECORDED] = 2,      [VERDICT_UNSUPPORTED] = 1,
  };

  return gravities[verdict];
}

static bool
same_result (const struct result *a, const struct result *b, bool verdict_too)
{
  if (a == NULL || b == NULL)
    return a == b;
  return strcmp (a->observation, b->observation) == 0
         && (!verdict_too || (a->verdict == b->verdict && a->was_known == b->was_known));
}

static bool
same_answers (const struct row *row, size_t platform, size_t other, bool verdict_too)
{
  for (size_t i = 0; i < row->variants; i++)
    if (!same_result (row->results[platform * row->variants + i],
                      row->results[other * row->variants + i], verdict_too))
      return false;
  return true;
}

/* Appends at most what fits of TEXT, whole characters only.  */
static void
append_cut (char *buffer, size_t size, const char *text)
{
  static const char ellipsis[] = "…";
  size_t length = strlen (buffer);
  size_t room = size - length - sizeof ellipsis;
  size_t taken = strlen (text);

  if (taken <= room)
    {
      memcpy (buffer + length, text, taken + 1);
      return;
    }
  for (taken = room; taken > 0 && ((unsigned char) text[taken] & 0xC0) == 0x80; taken--)
    continue;
  memcpy (buffer + length, text, taken);
  memcpy (buffer + length + taken, ellipsis, sizeof ellipsis);
}

/* Fills in the verdict and the text from the example.  */
static void
describe_answer (const struct row *row, struct answer *answer)
{
  const struct result **results = &row->results[answer->example * row->variants];

  for (size_t i = 0; i < row->variants; i++)
    {
      bool again = results[i] == NULL;

      for (size_t j = 0; !again && j < i; j++)
        again = results[j] != NULL
                && strcmp (results[i]->observation, results[j]->observation) == 0;
      if (results[i] != NULL
          && (!answer->asked || gravity (results[i]->verdict) > gravity (answer->verdict)))
        answer->verdict = results[i]->verdict;
      if (again)
        continue;
      if (answer->asked && strstr (answer->text, "…") == NULL)
        append_cut (answer->text, sizeof answer->text, " / ");
      if (strstr (answer->text, "…") == NULL)
        append_cut (answer->text, sizeof answer->text, results[i]->observation);
      answer->asked = true;
    }
}

static int
compare_answers (const void *x, const void *y)
{
  const struct answer *a = x;
  const struct answer *b = y;
  int order = (int) b->asked - (int) a->asked;

  if (order == 0)
    order = (b->platforms > a->platforms) - (b->platforms < a->platforms);
  return order != 0 ? order : (a->example > b->example) - (a->example < b->example);
}

static void
find_answers (const struct survey *survey, struct row *row)
{
  row->answers = xcalloc (survey->platforms, sizeof *row->answers);
  row->answer_count = 0;
  for (size_t i = 0; i < survey->platforms; i++)
    {
      size_t k = 0;

      while (k < row->answer_count && !same_answers (row, i, row->answers[k].example, true))
        k++;
      if (k == row->answer_count)
        {
          row->answers[k].example = i;
          describe_answer (row, &row->answers[k]);
          row->answer_count++;
        }
      row->answers[k].platforms++;
    }
  qsort (row->answers, row->answer_count, sizeof *row->answers, compare_answers);
  for (size_t i = 0; i < survey->platforms; i++)
    while (!same_answers (row, i, row->answers[row->answer_of[i]].example, true))
      row->answer_of[i]++;
}

const struct answer *
row_answer (const struct row *row, size_t platform)
{
  return &row->answers[row->answer_of[platform]];
}

bool
row_alike (const struct row *row, size_t platform, size_t other)
{
  return row->answer_of[platform] == row->answer_of[other]
         || same_answers (row, platform, other, false);
}

static void
fill_rows (struct survey *survey)
{
  size_t kept = 0;

  for (size_t i = 0; i < survey->platforms; i++)
    place_platform (survey, i);
  for (size_t i = 0; i < survey->row_count; i++)
    {
      struct row *row = &survey->rows[i];

      find_answers (survey, row);
      if (row->answer_count > 0 && row->answers[0].asked)
        survey->rows[kept++] = *row;
      else
        row_free (row);
    }
  survey->row_count = kept;
}

static void
empty_rows (struct survey *survey)
{
  for (size_t i = 0; i < survey->row_count; i++)
    row_free (&survey->rows[i]);
  free (survey->rows);
  for (size_t i = 0; i < survey->platforms; i++)
    groups_free (&survey->groups[i]);
}

/* ---- Columns ---- */

static bool
same_column (const struct survey *survey, size_t platform, size_t other)
{
  if (compare_heads (&survey->platform[platform]->platform, &survey->platform[other]->platform)
      != 0)
    return false;
  for (size_t i = 0; i < survey->row_count; i++)
    if (survey->rows[i].answer_of[platform] != survey->rows[i].answer_of[other])
      return false;
  return true;
}

/* Finds the columns, and reorders the platforms so that those of one column stand together.  */
static void
find_columns (struct survey *survey)
{
  const struct record **ordered = xnmalloc (survey->platforms, sizeof *ordered);
  bool *placed = xcalloc (survey->platforms, sizeof *placed);
  size_t count = 0;

  survey->columns = xnmalloc (survey->platforms, sizeof *survey->columns);
  survey->column_count = 0;
  for (size_t i = 0; i < survey->platforms; i++)
    {
      struct column column = { count, 0 };

      for (size_t j = i; j < survey->platforms; j++)
        if (!placed[j] && (j == i || same_column (survey, i, j)))
          {
            ordered[count++] = survey->platform[j];
            placed[j] = true;
          }
      column.count = count - column.first;
      if (column.count > 0)
        survey->columns[survey->column_count++] = column;
    }
  memcpy (survey->platform, ordered, count * sizeof *ordered);
  free (ordered);
  free (placed);
}

/* ---- The whole ---- */

static void
take_platforms (struct survey *survey, const struct records *records)
{
  survey->platform = xnmalloc (records->count, sizeof *survey->platform);
  survey->nothing = xnmalloc (records->count, sizeof *survey->nothing);
  for (size_t i = 0; i < records->count; i++)
    {
      const struct record *record = &records->record[i];

      if (nothing_to_test (record->results, record->count))
        survey->nothing[survey->nothing_count++] = record;
      else
        survey->platform[survey->platforms++] = record;
    }
  qsort (survey->platform, survey->platforms, sizeof *survey->platform, compare_platforms);
  qsort (survey->nothing, survey->nothing_count, sizeof *survey->nothing, compare_platforms);
}

void
survey_make (struct survey *survey, const struct records *records)
{
  struct unknown unknown = find_unknown (records);

  *survey = (struct survey){ .records = records };
  take_platforms (survey, records);
  survey->groups = xcalloc (survey->platforms, sizeof *survey->groups);
  begin_rows (survey, &unknown);
  fill_rows (survey);
  find_columns (survey);
  empty_rows (survey); /* once more, in the order that was found */
  begin_rows (survey, &unknown);
  fill_rows (survey);
  free (unknown.id);
}

void
survey_free (struct survey *survey)
{
  empty_rows (survey);
  free (survey->groups);
  free (survey->platform);
  free (survey->nothing);
  free (survey->columns);
}

/* ---- Evidence ---- */

static bool
same_members (const struct group *a, const struct group *b)
{
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++)
    if (strcmp (a->members[i]->id, b->members[i]->id) != 0)
      return false;
  return true;
}

static bool
same_outcome (const struct group *a, const struct group *b)
{
  return same_result (a->members[0], b->members[0], true) && same_members (a, b);
}

static bool
same_ruling (const struct result *a, const struct result *b)
{
  return a->ruling.force == b->ruling.force && strcmp (a->ruling.expected, b->ruling.expected) == 0
         && strcmp (a->ruling.source, b->ruling.source) == 0;
}

static bool
same_rule (const struct group *a, const struct group *b)
{
  return same_ruling (a->members[0], b->members[0]) && same_members (a, b);
}

static int
compare_items (const void *x, const void *y)
{
  const struct evidence_item *a = x;
  const struct evidence_item *b = y;
  const struct result *one = a->group.members[0];
  const struct result *other = b->group.members[0];
  int order = result_disagrees (other) - result_disagrees (one);

  if (order == 0)
    order = (b->platforms > a->platforms) - (b->platforms < a->platforms);
  if (order == 0)
    order = strcmp (one->id, other->id);
  if (order == 0)
    order = strcmp (one->observation, other->observation);
  return order != 0 ? order : strcmp (one->ruling.source, other->ruling.source);
}

struct items
{
  struct evidence_item *item;
  size_t count;
  size_t capacity;
  size_t platforms; /* of the survey */
};

/* Notes that a platform has the group; true if it is a new item.  */
static bool
add_item (struct items *items, const struct group *group, size_t platform,
          bool (*alike) (const struct group *a, const struct group *b))
{
  size_t i = 0;
  bool new;

  while (i < items->count && !alike (&items->item[i].group, group))
    i++;
  new = i == items->count;
  if (new)
    {
      if (items->count == items->capacity)
        items->item = x2nrealloc (items->item, &items->capacity, sizeof *items->item);
      items->item[items->count++]
        = (struct evidence_item){ *group, NULL, xcalloc (items->platforms, sizeof (bool)), 0 };
    }
  items->item[i].platforms += !items->item[i].on[platform];
  items->item[i].on[platform] = true;
  return new;
}

static struct evidence_item *
sorted_items (struct items *items, size_t *count)
{
  if (items->count > 0)
    qsort (items->item, items->count, sizeof *items->item, compare_items);
  *count = items->count;
  return items->item;
}

struct evidence_item *
row_outcomes (const struct survey *survey, const struct row *row, size_t *count)
{
  struct items items = { .platforms = survey->platforms };

  for (size_t i = 0; i < survey->platforms; i++)
    for (size_t j = 0; j < row->slices[i].count; j++)
      add_item (&items, &survey->groups[i].group[row->slices[i].first + j], i, same_outcome);
  return sorted_items (&items, count);
}

/* The results of a platform for which the rule of its FIRST variant holds, too, whatever was observed;
   none if an earlier variant has that rule.  */
static size_t
under_one_rule (const struct row *row, size_t platform, size_t first,
                const struct result **members)
{
  const struct result **results = &row->results[platform * row->variants];
  size_t count = 0;

  for (size_t i = 0; i < row->variants && results[first] != NULL; i++)
    if (results[i] != NULL && same_ruling (results[i], results[first]))
      {
        if (i < first)
          return 0;
        members[count++] = results[i];
      }
  return count;
}

struct evidence_item *
row_rules (const struct survey *survey, const struct row *row, size_t *count)
{
  struct items items = { .platforms = survey->platforms };
  const struct result **members = NULL;

  for (size_t i = 0; i < survey->platforms; i++)
    for (size_t j = 0; j < row->variants; j++)
      {
        struct group group = { .declaration = row->declaration };

        if (members == NULL)
          members = xnmalloc (row->variants, sizeof *members);
        group.members = members;
        group.count = under_one_rule (row, i, j, members);
        if (group.count > 0 && add_item (&items, &group, i, same_rule))
          {
            items.item[items.count - 1].own = members;
            members = NULL;
          }
      }
  free (members);
  return sorted_items (&items, count);
}

void
evidence_items_free (struct evidence_item *items, size_t count)
{
  for (size_t i = 0; i < count; i++)
    {
      free (items[i].on);
      free (items[i].own);
    }
  free (items);
}
