/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "records.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "behaviour.h"
#include "xalloc.h"

/* ---- Judging ---- */

/* What the runner found out that no rule can tell: that there was no answer.  */
static enum verdict
unanswered (const struct result *result)
{
  static const struct
  {
    const char *prefix;
    enum verdict verdict;
  } reasons[] = {
    { "absent: ", VERDICT_UNSUPPORTED },
    { "denied: ", VERDICT_UNSUPPORTED },
    { "error: ", VERDICT_ERROR },
  };

  if (!verdict_answers (result->verdict))
    return result->verdict;
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (strncmp (result->observation, reasons[i].prefix, strlen (reasons[i].prefix)) == 0)
      return reasons[i].verdict;
  return VERDICT_COUNT;
}

void
record_judge (struct record *record)
{
  memset (&record->counts, 0, sizeof record->counts);
  for (size_t i = 0; i < record->count; i++)
    {
      struct result *result = &record->results[i];

      result->verdict
        = rules_judge (&record->platform, result->id, result->observation,
                       unanswered (&record->recorded[i]), &result->ruling, &result->was_known);
      counts_add (&record->counts, result);
    }
}

size_t
record_rejudged (const struct record *record)
{
  size_t count = 0;

  for (size_t i = 0; i < record->count; i++)
    count += record->results[i].verdict != record->recorded[i].verdict;
  return count;
}

/* ---- Names ---- */

/* Appends "-TEXT" in lower case, with what may not stand in a file name replaced.  */
static void
append_part (char *name, size_t size, const char *text)
{
  size_t length = strlen (name);

  if (length > 0 && length + 1 < size)
    name[length++] = '-';
  for (; *text != '\0' && length + 1 < size; text++)
    {
      char byte = (char) tolower ((unsigned char) *text);

      if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_'
          || (byte == '.' && length > 0))
        name[length++] = byte;
      else if (length > 0 && name[length - 1] != '-')
        name[length++] = '-';
    }
  while (length > 0 && name[length - 1] == '-')
    length--;
  name[length] = '\0';
}

/* The ways to tell two platforms of the same name apart, tried one after the other.  */
enum detail { BY_NAME, BY_RELEASE, BY_LIBC_VERSION, BY_PAGE_SIZE, BY_RULES, BY_START, DETAILS };

static void
append_detail (char *name, size_t size, const struct platform *platform, enum detail detail)
{
  char page[32];

  switch (detail)
    {
    case BY_RELEASE:
      append_part (name, size, platform->release);
      break;
    case BY_LIBC_VERSION:
      append_part (name, size, platform->libc_version);
      break;
    case BY_PAGE_SIZE:
      snprintf (page, sizeof page, "page%ldk", platform->page_size / 1024);
      append_part (name, size, page);
      break;
    case BY_RULES:
      append_part (name, size, platform->rules);
      break;
    case BY_START:
      append_part (name, size, platform->started);
      break;
    default:
      break;
    }
}

static void
basic_name (char *name, size_t size, const struct platform *platform)
{
  append_part (name, size, platform->kernel);
  if (strcmp (platform->kernel, platform->libc) != 0)
    append_part (name, size, platform->libc);
  append_part (name, size, platform->arch);
  for (size_t i = 0; i < platform->layer_count; i++)
    append_part (name, size, platform->layers[i].name);
  for (size_t i = 0; i < platform->without_count; i++)
    {
      append_part (name, size, "without");
      append_part (name, size, platform->without[i]);
    }
  if (*name == '\0')
    append_part (name, size, "unknown");
}

/* The detail alone, as it would stand in a name.  */
static const char *
detail_of (const struct record *record, enum detail detail, char *buffer, size_t size)
{
  *buffer = '\0';
  append_detail (buffer, size, &record->platform, detail);
  return buffer;
}

static int
compare_details (const struct record *a, const struct record *b, enum detail detail)
{
  char detail_a[128];
  char detail_b[128];

  return strcmp (detail_of (a, detail, detail_a, sizeof detail_a),
                 detail_of (b, detail, detail_b, sizeof detail_b));
}

/* Orders records by all that names are made of, then by what is in them.  */
static int
compare_records (const void *x, const void *y)
{
  const struct record *a = x;
  const struct record *b = y;
  int order = strcmp (a->name, b->name);

  for (int detail = BY_RELEASE; order == 0 && detail < DETAILS; detail++)
    order = compare_details (a, b, (enum detail) detail);
  if (order == 0)
    order = (a->count > b->count) - (a->count < b->count);
  for (size_t i = 0; order == 0 && i < a->count; i++)
    {
      order = strcmp (a->results[i].id, b->results[i].id);
      if (order == 0)
        order = strcmp (a->results[i].observation, b->results[i].observation);
    }
  return order != 0 ? order : strcmp (a->path, b->path);
}

/* The number of records from FIRST on that have its name.  */
static size_t
length_of_run (const struct records *records, size_t first)
{
  size_t length = 1;

  while (first + length < records->count
         && strcmp (records->record[first].name, records->record[first + length].name) == 0)
    length++;
  return length;
}

/* Adds the detail to the names of those that have one name and differ in it.  */
static void
tell_apart (struct records *records, enum detail detail)
{
  for (size_t first = 0, length; first < records->count; first += length)
    {
      struct record *run = &records->record[first];
      bool differ = false;

      length = length_of_run (records, first);
      for (size_t i = 1; i < length; i++)
        differ |= compare_details (&run[0], &run[i], detail) != 0;
      for (size_t i = 0; differ && i < length; i++)
        append_detail (run[i].name, sizeof run[i].name, &run[i].platform, detail);
    }
}

/* What cannot be told apart is numbered.  */
static void
number_the_rest (struct records *records)
{
  for (size_t first = 0, length; first < records->count; first += length)
    {
      length = length_of_run (records, first);
      for (size_t i = 1; i < length; i++)
        {
          char number[24];

          snprintf (number, sizeof number, "%zu", i + 1);
          append_part (records->record[first + i].name, sizeof records->record[first + i].name,
                       number);
        }
    }
}

void
records_arrange (struct records *records)
{
  size_t usable = 0;

  for (size_t i = 0; i < records->count; i++)
    if (records->record[i].usable)
      records->record[usable++] = records->record[i];
    else
      record_free (&records->record[i]);
  records->count = usable;
  for (size_t i = 0; i < usable; i++)
    basic_name (records->record[i].name, sizeof records->record[i].name,
                &records->record[i].platform);
  qsort (records->record, usable, sizeof *records->record, compare_records);
  for (int detail = BY_RELEASE; detail < DETAILS; detail++)
    tell_apart (records, (enum detail) detail);
  number_the_rest (records);
}

void
records_free (struct records *records)
{
  for (size_t i = 0; i < records->count; i++)
    record_free (&records->record[i]);
  free (records->record);
}

/* ---- What stands out ---- */

bool
id_is_unknown (const char *id)
{
  return !result_is_cell (id) && behaviour_find (id) == NULL;
}

size_t
record_unknown_ids (const struct record *record)
{
  size_t count = 0;

  for (size_t i = 0; i < record->count; i++)
    count += id_is_unknown (record->results[i].id);
  return count;
}

bool
result_disagrees (const struct result *result)
{
  return verdict_fails (result->verdict) || result->verdict == VERDICT_KNOWN || result->was_known;
}

const struct result incomplete_result = {
  .id = "record.complete",
  .verdict = VERDICT_ERROR,
  .observation = "error: the record is incomplete",
  .ruling = { "", FORCE_NONE, "" },
};

const struct result **
record_points (const struct record *record, size_t *count)
{
  const struct result **points = xnmalloc (record->count + 1, sizeof *points);

  *count = 0;
  for (size_t i = 0; i < record->count; i++)
    if (!result_is_cell (record->results[i].id) || result_disagrees (&record->results[i]))
      points[(*count)++] = &record->results[i];
  if (!record->complete)
    points[(*count)++] = &incomplete_result;
  return points;
}
