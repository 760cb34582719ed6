/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libFuzzer calls: reads records out of the bytes that it makes up, and writes a report of them.
   The first byte says which report; records are separated by the byte 0x1e.  Only what must never
   happen ends the program: a sanitizer's finding, a report that is not the JSON it should be, two
   records of one name.  */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "check.h"
#include "diff.h"
#include "formats.h"
#include "xalloc.h"

enum { RECORDS = 3, SEPARATOR = 0x1e };

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
      struct source *source = &collection->source[collection->count++];

      source->path = xstrdup ("record.jsonl");
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

/* Nothing in a record can make a report that is no JSON.  */
static void
check_json (const char *name, const char *text, size_t size)
{
  json_error_t error;
  json_t *document;

  if (strcmp (name, "json") != 0 && strcmp (name, "kcidb") != 0)
    return;
  document = json_loadb (text, size, JSON_REJECT_DUPLICATES, &error);
  if (document == NULL)
    abort ();
  json_decref (document);
}

static void
write_stream (const struct format *format, struct collection *collection)
{
  char *text;
  size_t size;
  FILE *stream = open_memstream (&text, &size);

  if (format->write != NULL)
    format->write (stream, collection);
  else
    {
      struct records records = collection_read_all (collection);

      format->write_at_once (stream, &records);
      records_free (&records);
    }
  fclose (stream);
  check_json (format->name, text, size);
  free (text);
}

static void
write_report (const struct format *format, struct collection *collection)
{
  collection_arrange (collection);
  check_names (collection);
  if (collection->count == 0)
    return;
  if (format->write_files == NULL)
    {
      write_stream (format, collection);
      return;
    }
  if (collection->count == 1)
    format->write_files ("squad", collection);
}

static void
check_all (struct collection *collection)
{
  FILE *stream = fopen ("/dev/null", "w");

  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      check_record (stream, &record);
      record_free (&record);
    }
  fclose (stream);
}

/* The first record against the second, with a budget made of the third's bytes.  */
static void
compare (struct collection *collection, const char *format)
{
  struct budget budget = { NULL, NULL, 0 };
  struct diff diff = { .budget = &budget };
  struct collection old = { .source = &collection->source[0], .count = 1 };
  struct collection new = { .source = &collection->source[1], .count = 1 };
  char *text;
  size_t size;

  if (collection->count < 2)
    return;
  if (collection->count == RECORDS)
    {
      rewind (collection->source[2].copy);
      budget_read_stream (&budget, "budget.tsv", collection->source[2].copy, "2026-11-22");
    }
  diff.stream = open_memstream (&text, &size);
  diff_run (&diff, diff_writer_find (format), &old, &new);
  fclose (diff.stream);
  check_json (format, text, size);
  free (text);
  budget_free (&budget);
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

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  static const char *const diffs[] = { "text", "markdown", "json" };
  enum { DIFFS = sizeof diffs / sizeof *diffs };
  struct collection collection;
  size_t choice;

  if (size == 0)
    return 0;
  choice = bytes[0] % (format_count + 1 + DIFFS);
  make_collection (&collection, bytes + 1, size - 1, (bytes[0] & 0x80) != 0);
  if (choice < format_count)
    write_report (&formats[choice], &collection);
  else if (choice == format_count)
    check_all (&collection);
  else
    compare (&collection, diffs[choice - format_count - 1]);
  collection_close (&collection);
  return 0;
}
