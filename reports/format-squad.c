/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three files of a submission to SQUAD, which is one a platform: several records make a
   directory each.  */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "json.h"
#include "output.h"
#include "xalloc.h"

/* "suite/test": the topic and the rest of the id.  */
static void
add_test (json_t *tests, const struct result *result)
{
  static const char *const outcomes[VERDICT_COUNT] = {
    [VERDICT_CONFORMS] = "pass",      [VERDICT_DOCUMENTED] = "pass", [VERDICT_RECORDED] = "pass",
    [VERDICT_NONCONFORMING] = "fail", [VERDICT_DEVIATES] = "fail",   [VERDICT_KNOWN] = "xfail",
    [VERDICT_UNSUPPORTED] = "skip",   [VERDICT_ERROR] = "fail",
  };
  char name[128];
  char *dot;

  snprintf (name, sizeof name, "%s", result->id);
  dot = strchr (name, '.');
  if (dot != NULL)
    *dot = '/';
  json_add (tests, name, json_text (outcomes[result->verdict]));
}

static json_t *
tests_object (const struct record *record)
{
  json_t *tests = json_object ();
  size_t count;
  const struct result **points = record_points (record, &count);

  for (size_t i = 0; i < count; i++)
    add_test (tests, points[i]);
  free (points);
  return tests;
}

static json_t *
metrics_object (const struct record *record)
{
  json_t *metrics = json_object ();
  long duration = 0;

  for (int i = 0; i < VERDICT_COUNT; i++)
    {
      char name[64];

      snprintf (name, sizeof name, "behaviours/%s", verdict_name ((enum verdict) i));
      json_add (metrics, name, json_integer ((json_int_t) record->counts.behaviours[i]));
    }
  for (size_t i = 0; i < record->count; i++)
    duration = durations_add (duration, record->results[i].duration_us);
  json_add (metrics, "suite/duration_us", json_integer (duration));
  return metrics;
}

/* SQUAD's metadata is flat.  */
static json_t *
metadata_object (const struct record *record)
{
  json_t *metadata = json_platform (&record->platform);
  json_t *layers = json_array ();

  for (size_t i = 0; i < record->platform.layer_count; i++)
    json_array_append_new (layers, json_text (record->platform.layers[i].name));
  json_add (metadata, "layers", layers);
  json_object_del (metadata, "build");
  json_object_del (metadata, "limits");
  json_object_del (metadata, "environment");
  json_add (metadata, "job_id", json_text (record->name));
  json_add_text (metadata, "datetime", record->platform.started);
  json_add (metadata, "complete", json_boolean (record->complete));
  return metadata;
}

static bool
write_file (const char *directory, const char *name, json_t *document)
{
  size_t size = strlen (directory) + strlen (name) + 2;
  char *path = xmalloc (size);
  struct output output;
  bool fine;

  snprintf (path, size, "%s/%s", directory, name);
  fine = output_open (&output, path);
  if (fine)
    {
      json_write (output.stream, document);
      fine = output_close (&output);
    }
  else
    json_decref (document);
  free (path);
  return fine;
}

static bool
write_record (const char *directory, const struct record *record)
{
  return output_directory (directory)
         && write_file (directory, "tests.json", tests_object (record))
         && write_file (directory, "metrics.json", metrics_object (record))
         && write_file (directory, "metadata.json", metadata_object (record));
}

/* One of several, in a directory of its name.  */
static bool
write_below (const char *directory, const struct record *record)
{
  size_t size = strlen (directory) + strlen (record->name) + 2;
  char *path = xmalloc (size);
  bool fine;

  snprintf (path, size, "%s/%s", directory, record->name);
  fine = write_record (path, record);
  free (path);
  return fine;
}

bool
write_squad (const char *directory, struct collection *collection)
{
  bool fine = output_directory (directory);

  for (size_t i = 0; fine && i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      fine = collection->count == 1 ? write_record (directory, &record)
                                    : write_below (directory, &record);
      record_free (&record);
    }
  return fine;
}
