/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KernelCI's report data, schema 5.3.  It is about Linux kernels, so other records are left out; a
   checkout and a build stand for the kernel and the system that were found, since anonmap tests
   what is installed.  */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "json.h"
#include "safe.h"

#define ORIGIN "anonmap"

static json_t *
origin_id (const struct record *record, const char *part)
{
  char id[sizeof record->name + 160];

  snprintf (id, sizeof id, ORIGIN ":%s-%s%s%s", record->name, record->platform.started,
            *part != '\0' ? "/" : "", part);
  return json_text (id);
}

static json_t *
new_object (json_t *id)
{
  json_t *object = json_object ();

  json_add (object, "id", id);
  json_add (object, "origin", json_text (ORIGIN));
  return object;
}

static json_t *
checkout_object (const struct record *record)
{
  json_t *object = new_object (origin_id (record, ""));
  char comment[sizeof record->platform.release + 64];

  snprintf (comment, sizeof comment, "the running kernel, %s", record->platform.release);
  json_add (object, "comment", json_text (comment));
  return object;
}

static json_t *
build_object (const struct record *record)
{
  json_t *object = new_object (origin_id (record, ""));
  const char *arch = record->platform.arch;

  json_add (object, "checkout_id", origin_id (record, ""));
  if (arch[strspn (arch, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0')
    json_add (object, "architecture", json_text (arch));
  json_add (object, "misc", json_platform (&record->platform));
  return object;
}

static const char *
status_of (enum verdict verdict)
{
  static const char *const statuses[VERDICT_COUNT] = {
    [VERDICT_CONFORMS] = "PASS",      [VERDICT_DOCUMENTED] = "PASS", [VERDICT_RECORDED] = "DONE",
    [VERDICT_NONCONFORMING] = "FAIL", [VERDICT_DEVIATES] = "FAIL",   [VERDICT_KNOWN] = "FAIL",
    [VERDICT_UNSUPPORTED] = "SKIP",   [VERDICT_ERROR] = "ERROR",
  };

  return statuses[verdict];
}

static json_t *
test_object (const struct record *record, const struct result *result)
{
  json_t *object = new_object (origin_id (record, result->id));
  json_t *misc = json_object ();
  char path[sizeof ORIGIN + 128];

  snprintf (path, sizeof path, ORIGIN ".%s", result->id);
  json_add (object, "build_id", origin_id (record, ""));
  json_add (object, "path", json_text (path));
  json_add (object, "status", json_text (status_of (result->verdict)));
  json_add (object, "comment", json_text (result->observation));
  if (record->platform.started[0] != '\0')
    json_add (object, "start_time", json_text (record->platform.started));
  json_add (object, "duration", json_real ((double) result->duration_us / 1e6));
  json_add (misc, "verdict", json_text (verdict_name (result->verdict)));
  json_add (misc, "expected", json_text (result->ruling.expected));
  json_add (misc, "force", json_text (force_name (result->ruling.force)));
  json_add (misc, "source", json_text (result->ruling.source));
  json_add (object, "misc", misc);
  return object;
}

static void
add_tests (json_t *tests, const struct record *record)
{
  size_t count;
  const struct result **points = record_points (record, &count);

  for (size_t i = 0; i < count; i++)
    json_array_append_new (tests, test_object (record, points[i]));
  free (points);
}

static json_t *
version_object (void)
{
  json_t *object = json_object ();

  json_add (object, "major", json_integer (5));
  json_add (object, "minor", json_integer (3));
  return object;
}

/* The arrays of a report.  */
struct arrays
{
  json_t *checkouts;
  json_t *builds;
  json_t *tests;
};

static void
add_record (struct arrays *arrays, const struct record *record)
{
  if (strcmp (record->platform.kernel, "linux") != 0)
    {
      fprintf (stderr, "anonmap-report: %s is left out: KCIDB is about Linux kernels only\n",
               record->name);
      return;
    }
  json_array_append_new (arrays->checkouts, checkout_object (record));
  json_array_append_new (arrays->builds, build_object (record));
  add_tests (arrays->tests, record);
}

void
write_kcidb (FILE *stream, struct collection *collection)
{
  struct arrays arrays = { json_array (), json_array (), json_array () };
  json_t *document = json_object ();

  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      add_record (&arrays, &record);
      record_free (&record);
    }
  json_add (document, "version", version_object ());
  json_add (document, "checkouts", arrays.checkouts);
  json_add (document, "builds", arrays.builds);
  json_add (document, "tests", arrays.tests);
  json_write (stream, document);
}
