/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdlib.h>

#include "formats.h"
#include "tap.h"

/* Several records make one stream, in which the platform's name stands before the id.  */
static void
write_point (FILE *stream, bool several, const struct record *record, size_t number,
             const struct result *result)
{
  struct result point = *result;
  char id[sizeof record->name + 128];

  if (several)
    {
      snprintf (id, sizeof id, "%s: %s", record->name, result->id);
      point.id = id;
    }
  tap_point (stream, TAP_13, number, &point);
}

/* Writes the points of a record after NUMBER others; returns how many there are then.  */
static size_t
write_record (FILE *stream, bool several, const struct record *record, size_t number)
{
  size_t count;
  const struct result **points = record_points (record, &count);
  char description[512];

  platform_describe (&record->platform, description, sizeof description);
  tap_comment (stream, description);
  if (!record->complete)
    tap_comment (stream, "the record is incomplete");
  for (size_t i = 0; i < count; i++)
    write_point (stream, several, record, ++number, points[i]);
  free (points);
  return number;
}

/* The plan comes first, so that an end that is missing is seen: the records are read for it alone.  */
static size_t
count_points (struct collection *collection)
{
  size_t sum = 0;

  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;
      size_t count;

      collection_read_again (collection, i, &record);
      free (record_points (&record, &count));
      record_free (&record);
      sum += count;
    }
  return sum;
}

void
write_tap (FILE *stream, struct collection *collection)
{
  size_t number = 0;

  tap_begin (stream, TAP_13, NULL, count_points (collection));
  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      number = write_record (stream, collection->count > 1, &record, number);
      record_free (&record);
    }
}
