/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JUnit XML, in the dialect that Jenkins' schema accepts: no `skipped` on the root, which has no sums at
   all, since they would have to be known before the first record is written; and with the platform in
   classname, since readers take two cases of one name for the same.  */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "xml.h"

/* What a suite's start tag counts.  */
struct sums
{
  size_t tests, failures, errors, skipped;
  long microseconds;
};

static struct sums
sums_of (const struct result *const *points, size_t count)
{
  struct sums sums = { 0, 0, 0, 0, 0 };

  for (size_t i = 0; i < count; i++)
    {
      enum verdict verdict = points[i]->verdict;

      sums.tests++;
      sums.errors += verdict == VERDICT_ERROR;
      sums.failures += verdict == VERDICT_NONCONFORMING || verdict == VERDICT_DEVIATES;
      sums.skipped += verdict == VERDICT_UNSUPPORTED || verdict == VERDICT_KNOWN;
      sums.microseconds = durations_add (sums.microseconds, points[i]->duration_us);
    }
  return sums;
}

static void
write_attribute (FILE *stream, const char *name, const char *value)
{
  fprintf (stream, " %s=\"", name);
  xml_text (stream, value);
  putc ('"', stream);
}

static void
write_property (FILE *stream, const char *name, const char *value)
{
  fputs ("   <property", stream);
  write_attribute (stream, "name", name);
  write_attribute (stream, "value", value);
  fputs ("/>\n", stream);
}

static void
write_facts (FILE *stream, const char *prefix, const struct facts *facts)
{
  for (size_t i = 0; i < facts->count; i++)
    {
      char name[96];

      snprintf (name, sizeof name, "%s.%s", prefix, facts->fact[i].name);
      write_property (stream, name, facts->fact[i].value);
    }
}

static void
write_properties (FILE *stream, const struct record *record)
{
  const struct platform *platform = &record->platform;
  char number[32];

  snprintf (number, sizeof number, "%ld", platform->page_size);
  fputs ("  <properties>\n", stream);
  write_property (stream, "suite", platform->suite);
  write_property (stream, "rules", platform->rules);
  write_property (stream, "kernel", platform->kernel);
  write_property (stream, "release", platform->release);
  write_property (stream, "arch", platform->arch);
  write_property (stream, "page_size", number);
  write_property (stream, "libc", platform->libc);
  write_property (stream, "libc_version", platform->libc_version);
  for (size_t i = 0; i < platform->layer_count; i++)
    write_property (stream, platform->layers[i].name, platform->layers[i].version);
  for (size_t i = 0; i < platform->without_count; i++)
    write_property (stream, "without", platform->without[i]);
  write_facts (stream, "build", &platform->build);
  write_facts (stream, "limits", &platform->limits);
  write_facts (stream, "environment", &platform->environment);
  write_property (stream, "complete", record->complete ? "yes" : "no");
  fputs ("  </properties>\n", stream);
}

/* The element that says what is not a pass.  */
static void
write_outcome (FILE *stream, const struct result *result)
{
  static const char *const elements[VERDICT_COUNT] = {
    [VERDICT_NONCONFORMING] = "failure", [VERDICT_DEVIATES] = "failure",
    [VERDICT_KNOWN] = "skipped",         [VERDICT_UNSUPPORTED] = "skipped",
    [VERDICT_ERROR] = "error",
  };
  const char *element = elements[result->verdict];

  if (element == NULL)
    return;
  fprintf (stream, "   <%s", element);
  if (strcmp (element, "skipped") != 0)
    write_attribute (stream, "type", verdict_name (result->verdict));
  fprintf (stream, " message=\"%s: observed ", verdict_name (result->verdict));
  xml_text (stream, result->observation);
  if (*result->ruling.expected != '\0')
    {
      fputs (", expected ", stream);
      xml_text (stream, result->ruling.expected);
    }
  fputs ("\">", stream);
  xml_text (stream, result->ruling.source);
  fprintf (stream, "</%s>\n", element);
}

static void
write_case (FILE *stream, const struct record *record, const struct result *result)
{
  size_t topic = strcspn (result->id, ".");
  const char *name = result->id[topic] == '.' ? result->id + topic + 1 : result->id;
  long duration = result->duration_us;
  char class[sizeof record->name + 128];

  snprintf (class, sizeof class, "%s.%.*s", record->name, (int) topic, result->id);
  fputs ("  <testcase", stream);
  write_attribute (stream, "classname", class);
  write_attribute (stream, "name", name);
  fprintf (stream, " time=\"%ld.%06ld\">\n", duration / 1000000, duration % 1000000);
  write_outcome (stream, result);
  fprintf (stream, "   <system-out>%s: ", verdict_name (result->verdict));
  xml_text (stream, result->observation);
  fputs ("</system-out>\n  </testcase>\n", stream);
}

static void
write_suite (FILE *stream, const struct record *record)
{
  size_t count;
  const struct result **points = record_points (record, &count);
  struct sums sums = sums_of (points, count);

  fputs (" <testsuite", stream);
  write_attribute (stream, "name", record->name);
  fprintf (stream,
           " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%ld.%06ld\"",
           sums.tests, sums.failures, sums.errors, sums.skipped, sums.microseconds / 1000000,
           sums.microseconds % 1000000);
  if (record->platform.started[0] != '\0')
    write_attribute (stream, "timestamp", record->platform.started);
  fputs (">\n", stream);
  write_properties (stream, record);
  for (size_t i = 0; i < count; i++)
    write_case (stream, record, points[i]);
  fputs (" </testsuite>\n", stream);
  free (points);
}

void
write_junit (FILE *stream, struct collection *collection)
{
  fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"anonmap\">\n", stream);
  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      write_suite (stream, &record);
      record_free (&record);
    }
  fputs ("</testsuites>\n", stream);
}
