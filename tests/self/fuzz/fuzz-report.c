/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libFuzzer calls: reads records out of the bytes that it makes up, and writes a report of them.
   The first byte says which report; records are separated by the byte 0x1e.  Only what must never
   happen ends the program: a sanitizer's finding, a report that is not the JSON or the text it should
   be, one that is another the second time, two records of one name.  */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "check.h"
#include "diff.h"
#include "formats.h"
#include "fuzz.h"
#include "xalloc.h"

/* In the first byte, beside the report's number.  */
enum { AS_RECORDED = 0x80, TWICE = 0x40, NUMBER = 0x3f };

enum { SEPARATOR = 0x1e };

/* What the records are called in turn: some are told apart by it.  */
static const char *const paths[] = {
  "linux-glibc-x86_64.jsonl",
  "data/linux-glibc-x86_64-nodev.jsonl",
  "linux-glibc-x86_64-qemu-user-page64k.jsonl",
  "record.jsonl",
  "standard input",
};
enum { PATHS = sizeof paths / sizeof *paths, RECORDS = 100 };

static const char *const diffs[] = { "text", "markdown", "json" };
enum { DIFFS = sizeof diffs / sizeof *diffs };

/* What is written.  */
struct report
{
  char *text;
  size_t size;
  FILE *stream;
};

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

/* A collection of the records that the bytes hold.  */
static void
make_collection (struct collection *collection, const uint8_t *bytes, size_t size, bool as_recorded)
{
  *collection = (struct collection){ .as_recorded = as_recorded };
  collection->source = xcalloc (RECORDS, sizeof *collection->source);
  while (collection->count < RECORDS && (size > 0 || collection->count == 0))
    {
      const uint8_t *separator = size > 0 ? memchr (bytes, SEPARATOR, size) : NULL;
      size_t length = separator != NULL ? (size_t) (separator - bytes) : size;
      struct source *source = &collection->source[collection->count];

      source->path = xstrdup (paths[collection->count++ % PATHS]);
      source->copy = fmemopen (NULL, length + 1, "w+");
      fwrite (bytes, 1, length, source->copy);
      fflush (source->copy);
      bytes += length + (separator != NULL);
      size -= length + (separator != NULL);
    }
}

static void
check_names (const struct collection *collection)
{
  for (size_t i = 0; i < collection->count; i++)
    for (size_t j = 0; j < i; j++)
      if (strcmp (collection->source[i].name, collection->source[j].name) == 0)
        abort ();
}

void
check_text (const char *text, size_t size, bool json)
{
  json_t *value = json ? json_loadb (text, size, JSON_REJECT_DUPLICATES, NULL) : json_stringn (text, size);

  if (value == NULL)
    abort ();
  json_decref (value);
  for (size_t i = 0; i < size; i++)
    if (((unsigned char) text[i] < ' ' && text[i] != '\n' && text[i] != '\t') || text[i] == '\177')
      abort ();
}

static void
report_begin (struct report *report)
{
  report->stream = open_memstream (&report->text, &report->size);
}

static void
report_end (struct report *report, const char *format)
{
  fclose (report->stream);
  check_text (report->text, report->size,
              strcmp (format, "json") == 0 || strcmp (format, "kcidb") == 0);
}

static void
write_stream (struct report *report, const struct format *format, struct collection *collection)
{
  report_begin (report);
  if (format->write != NULL)
    format->write (report->stream, collection);
  else
    {
      struct records records = collection_read_all (collection);

      format->write_at_once (report->stream, &records);
      records_free (&records);
    }
  report_end (report, format->name);
}

static void
write_report (struct report *report, const struct format *format, struct collection *collection)
{
  collection_arrange (collection);
  check_names (collection);
  if (collection->count == 0)
    return;
  if (format->write_files == NULL)
    write_stream (report, format, collection);
  else
    format->write_files ("squad", collection);
}

static void
check_all (struct report *report, struct collection *collection)
{
  report_begin (report);
  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      check_record (report->stream, &record);
      record_free (&record);
    }
  report_end (report, "check");
}

/* The first record against the second, or the first two against the two after these, with a budget
   made of what follows.  */
static void
compare (struct report *report, struct collection *collection, const char *format, bool several)
{
  size_t half = several ? 2 : 1;
  struct budget budget = { NULL, NULL, 0 };
  struct diff diff = { .several = several, .budget = &budget };
  struct collection old = { .source = &collection->source[0], .count = half,
                            .as_recorded = collection->as_recorded };
  struct collection new = { .source = &collection->source[half], .count = half,
                            .as_recorded = collection->as_recorded };
  size_t last = 2 * half;

  if (collection->count < last)
    return;
  if (several)
    {
      /* One file name on both sides, and one on each alone.  */
      free (new.source[0].path);
      new.source[0].path = xstrdup (paths[1]);
    }
  if (collection->count > last)
    {
      rewind (collection->source[last].copy);
      budget_read_stream (&budget, "budget.tsv", collection->source[last].copy, "2026-11-22");
    }
  report_begin (report);
  diff.stream = report->stream;
  diff_run (&diff, diff_writer_find (format), &old, &new);
  report_end (report, format);
  budget_free (&budget);
}

static struct report
make_report (const uint8_t *bytes, size_t size)
{
  size_t choice = (bytes[0] & NUMBER) % (format_count + 1 + 2 * DIFFS);
  struct report report = { NULL, 0, NULL };
  struct collection collection;

  make_collection (&collection, bytes + 1, size - 1, (bytes[0] & AS_RECORDED) != 0);
  if (choice < format_count)
    write_report (&report, &formats[choice], &collection);
  else if (choice == format_count)
    check_all (&report, &collection);
  else
    {
      choice -= format_count + 1;
      compare (&report, &collection, diffs[choice % DIFFS], choice >= DIFFS);
    }
  collection_close (&collection);
  return report;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  (void) argc;
  (void) argv;
  /* What the reporter says of the records; libFuzzer itself writes to the descriptor.  */
  stderr = fopen ("/dev/null", "w");
  return stderr == NULL;
}

/* The second time, what the reporter remembers of lines and judgements is made use of.  */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  struct report report;

  if (size == 0)
    return 0;
  report = make_report (bytes, size);
  if ((bytes[0] & TWICE) != 0)
    {
      struct report again = make_report (bytes, size);

      if (report.size != again.size
          || (report.size > 0 && memcmp (report.text, again.text, report.size) != 0))
        abort ();
      free (again.text);
    }
  free (report.text);
  return 0;
}
