/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "reader.h"

/* ---- The end line ---- */

/* Compares what the end line counted with what was read: a line that got lost is seen here.  */
static bool
counts_agree (struct reader *reader, const json_t *object, const char *key,
              const size_t counts[VERDICT_COUNT])
{
  const json_t *counted = json_object_get (object, key);

  for (int i = 0; i < VERDICT_COUNT; i++)
    {
      const char *name = verdict_name ((enum verdict) i);
      const json_t *value = json_object_get (counted, name);

      if (!json_is_integer (value))
        {
          COMPLAIN (reader, "\"%s\" of the end line lacks a count of \"%s\"", key, name);
          return false;
        }
      if (json_integer_value (value) != (json_int_t) counts[i])
        {
          COMPLAIN (reader, "\"%s\" says %" JSON_INTEGER_FORMAT " times %s, and %zu are in the "
                            "record: lines of it are lost or damaged",
                    key, json_integer_value (value), name, counts[i]);
          return false;
        }
    }
  return true;
}

static void
read_end (struct reader *reader, const json_t *object)
{
  struct record *record = reader->record;
  const char *finished = string_of (reader, object, "finished");

  reader->ended = true;
  if (finished != NULL)
    copy_bounded (reader, "finished", record->finished, sizeof record->finished, finished);
  record->complete = counts_agree (reader, object, "counts", record->counts.behaviours)
                     && counts_agree (reader, object, "cells", record->counts.cells);
}

/* ---- Lines ---- */

static const struct
{
  const char *type;
  void (*read) (struct reader *reader, const json_t *object);
} types[] = {
  { "platform", read_platform },
  { "behaviour", read_result },
  { "end", read_end },
};

/* Reads a line that is JSON; false if it is not a line of a record.  */
static bool
read_object (struct reader *reader, const json_t *object)
{
  const char *type = json_string_value (json_object_get (object, "type"));

  for (size_t i = 0; type != NULL && i < sizeof types / sizeof *types; i++)
    if (strcmp (types[i].type, type) == 0)
      {
        if (reader->ended)
          COMPLAIN (reader, "this stands after the end of the record: passed over");
        else
          types[i].read (reader, object);
        return true;
      }
  return false;
}

/* A line that does not parse is noise, unless it looks like what is left of a record's line.  */
static void
read_line (struct reader *reader)
{
  struct lines *lines = &reader->lines;
  bool looks_like_ours;
  json_error_t error;
  json_t *object;

  if (!lines->too_long && read_result_again (reader))
    return;
  looks_like_ours = strstr (lines->text, "{\"type\":") != NULL;
  if (lines->too_long && looks_like_ours)
    COMPLAIN (reader, "the line is longer than %d bytes: passed over", (int) LINE_SIZE_LIMIT);
  if (lines->too_long)
    {
      reader->record->noise++;
      return;
    }
  object = json_loadb (lines->text, lines->length, JSON_REJECT_DUPLICATES, &error);
  if (object == NULL && looks_like_ours)
    COMPLAIN (reader, "a damaged line of a record, or one cut short (%s): passed over", error.text);
  else if (object == NULL || !read_object (reader, object))
    reader->record->noise += strspn (lines->text, " \t\r") < lines->length;
  json_decref (object);
}

/* Says what is wrong with the file as a whole.  */
static void
complain_of_whole (struct reader *reader)
{
  struct record *record = reader->record;

  if (reader->lines.number == 0)
    record_complain (record, 0, "the file is empty: it is no record");
  else if (!record->usable)
    record_complain (record, 0, "there is no platform line that can be used: it is no record of "
                                "anonmap, or its beginning is lost");
  else if (!reader->ended)
    record_complain (record, 0, "the record is incomplete, it has no end line: run anonmap again");
}

void
record_empty (struct record *record, const char *path, enum extent extent)
{
  memset (record, 0, sizeof *record);
  record->path = path;
  record->silent = extent != ALL_LINES;
}

bool
record_read (struct record *record, const char *path, FILE *stream, enum extent extent)
{
  struct reader reader = { record, .ids = ids_make () };
  bool fine;

  record_empty (record, path, extent);
  lines_open (&reader.lines, stream, LINE_SIZE_LIMIT);
  while (lines_next (&reader.lines) && !(extent == ONLY_PLATFORM && record->usable))
    read_line (&reader);
  fine = !ferror (stream);
  if (!fine)
    record_complain (record, 0, "cannot be read: %s", strerror (errno));
  else
    complain_of_whole (&reader);
  lines_close (&reader.lines);
  ids_free (reader.ids);
  return fine;
}

void
record_free (struct record *record)
{
  texts_free (&record->texts);
  free (record->results);
  free (record->recorded);
  free (record->lines);
}
