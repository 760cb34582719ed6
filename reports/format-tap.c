/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdlib.h>

#include "formats.h"
#include "tap.h"

/* Several records make one stream, in which the platform's name stands before the id.  */
static void
write_point (FILE *stream, const struct records *records, const struct record *record,
             size_t number, const struct result *result)
{
  struct result point = *result;
  char id[sizeof record->name + 128];

  if (records->count > 1)
    {
      snprintf (id, sizeof id, "%s: %s", record->name, result->id);
      point.id = id;
    }
  tap_point (stream, TAP_13, number, &point);
}

static size_t
count_points (const struct records *records)
{
  size_t sum = 0;

  for (size_t i = 0; i < records->count; i++)
    {
      size_t count;

      free (record_points (&records->record[i], &count));
      sum += count;
    }
  return sum;
}

void
write_tap (FILE *stream, const struct records *records)
{
  size_t number = 0;

  tap_begin (stream, TAP_13, NULL, count_points (records));
  for (size_t i = 0; i < records->count; i++)
    {
      const struct record *record = &records->record[i];
      size_t count;
      const struct result **points = record_points (record, &count);
      char description[512];

      platform_describe (&record->platform, description, sizeof description);
      tap_comment (stream, description);
      if (!record->complete)
        tap_comment (stream, "the record is incomplete");
      for (size_t j = 0; j < count; j++)
        write_point (stream, records, record, ++number, points[j]);
      free (points);
    }
}
