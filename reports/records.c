/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "records.h"

#include <limits.h>
#include <stdlib.h>

#include "behaviour.h"
#include "xalloc.h"

void
records_title (const struct records *records, char *buffer, size_t size)
{
  if (records->count == 1)
    snprintf (buffer, size, "Anonymous memory mappings on %s", records->record[0].name);
  else
    snprintf (buffer, size, "Anonymous memory mappings on %zu platforms", records->count);
}

void
records_free (struct records *records)
{
  for (size_t i = 0; i < records->count; i++)
    record_free (&records->record[i]);
  free (records->record);
}

/* ---- What stands out ---- */

size_t
record_rejudged (const struct record *record)
{
  size_t count = 0;

  for (size_t i = 0; i < record->count; i++)
    count += record->results[i].verdict != record->recorded[i].verdict;
  return count;
}

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

long
durations_add (long sum, long duration_us)
{
  return duration_us > LONG_MAX - sum ? LONG_MAX : sum + duration_us;
}
