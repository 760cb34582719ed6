/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "read.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "behaviour.h"
#include "lines.h"
#include "safe.h"
#include "xalloc.h"

struct reader
{
  struct record *record;
  struct lines lines;
  json_t *seen; /* the ids so far, as keys */
  bool ended;
};

/* ---- Messages ---- */

void
record_complain (struct record *record, unsigned long line, const char *message, ...)
{
  char text[1024];
  va_list arguments;

  if (++record->problems > MESSAGES_LIMIT + 1)
    return;
  fputs ("anonmap-report: ", stderr);
  text_safe (stderr, record->path);
  if (line > 0)
    fprintf (stderr, ":%lu", line);
  fputs (": ", stderr);
  va_start (arguments, message);
  vsnprintf (text, sizeof text, message, arguments);
  va_end (arguments);
  text_safe (stderr, record->problems <= MESSAGES_LIMIT ? text : "and more of this kind");
  putc ('\n', stderr);
}

#define COMPLAIN(reader, ...)                                                                      \
  record_complain ((reader)->record, (reader)->lines.number, __VA_ARGS__)

/* ---- Values ---- */

/* Copies FROM, cut between two characters where it does not fit; says so.  */
static void
copy_bounded (struct reader *reader, const char *key, char *to, size_t size, const char *from)
{
  size_t length = strlen (from);

  if (length >= size)
    {
      COMPLAIN (reader, "\"%s\" has %zu bytes, more than %zu: cut", key, length, size - 1);
      for (length = size - 1; length > 0 && (from[length] & 0xC0) == 0x80;)
        length--;
    }
  memcpy (to, from, length);
  to[length] = '\0';
}

/* The string under KEY, or NULL; says so if it is missing or no string.  */
static const char *
string_of (struct reader *reader, const json_t *object, const char *key)
{
  const json_t *value = json_object_get (object, key);

  if (value == NULL)
    COMPLAIN (reader, "\"%s\" is missing", key);
  else if (!json_is_string (value))
    COMPLAIN (reader, "\"%s\" is not a string", key);
  else
    return json_string_value (value);
  return NULL;
}

/* The whole number under KEY, from LEAST up; FALLBACK if it is wrong, or missing where it may.  */
static long
number_of (struct reader *reader, const json_t *object, const char *key, long least, long fallback,
           bool may_miss)
{
  const json_t *value = json_object_get (object, key);

  if (value == NULL && may_miss)
    return fallback;
  if (!json_is_integer (value) || json_integer_value (value) < least
      || json_integer_value (value) > LONG_MAX)
    {
      COMPLAIN (reader, "\"%s\" is missing, or is not a whole number from %ld up", key, least);
      return fallback;
    }
  return (long) json_integer_value (value);
}

/* The truth value under KEY; FALLBACK if it is missing or wrong.  */
static bool
truth_of (struct reader *reader, const json_t *object, const char *key, bool fallback)
{
  const json_t *value = json_object_get (object, key);

  if (value == NULL)
    return fallback;
  if (!json_is_boolean (value))
    {
      COMPLAIN (reader, "\"%s\" is neither true nor false", key);
      return fallback;
    }
  return json_is_true (value);
}

/* ---- The platform line ---- */

#define FIELD(member)                                                                              \
  { #member, offsetof (struct platform, member), sizeof ((struct platform *) 0)->member }

static const struct
{
  const char *key;
  size_t offset;
  size_t size;
} platform_texts[] = {
  FIELD (suite), FIELD (rules_version), FIELD (rules),        FIELD (kernel), FIELD (release),
  FIELD (arch),  FIELD (libc),          FIELD (libc_version), FIELD (started),
};

static void
read_facts (struct reader *reader, const json_t *object, const char *key, struct facts *facts)
{
  json_t *members = json_object_get (object, key);
  const char *name;
  json_t *value;

  if (!json_is_object (members))
    {
      COMPLAIN (reader, "\"%s\" is missing, or is not an object", key);
      return;
    }
  json_object_foreach (members, name, value)
    {
      struct fact fact;

      if (facts->count == PLATFORM_FACTS)
        {
          COMPLAIN (reader, "\"%s\" has more than %d members: the rest is left out", key,
                    (int) PLATFORM_FACTS);
          return;
        }
      if (!json_is_string (value))
        {
          COMPLAIN (reader, "\"%s\" has a member that is not a string: left out", key);
          continue;
        }
      copy_bounded (reader, key, fact.name, sizeof fact.name, name);
      copy_bounded (reader, key, fact.value, sizeof fact.value, json_string_value (value));
      facts->fact[facts->count++] = fact;
    }
}

static bool
add_layer (struct platform *platform, const json_t *element)
{
  const char *name = json_string_value (json_object_get (element, "name"));
  const char *version = json_string_value (json_object_get (element, "version"));
  char text[256];
  int length;

  if (name == NULL || version == NULL || strchr (name, '/') != NULL)
    return false;
  length = snprintf (text, sizeof text, "%s/%s", name, version);
  return length > 0 && (size_t) length < sizeof text && platform_add_layer (platform, text);
}

static bool
add_without (struct platform *platform, const json_t *element)
{
  return json_is_string (element) && platform_add_without (platform, json_string_value (element));
}

static void
read_elements (struct reader *reader, const json_t *object, const char *key,
               bool (*add) (struct platform *platform, const json_t *element))
{
  json_t *elements = json_object_get (object, key);
  json_t *element;
  size_t i;

  if (!json_is_array (elements))
    COMPLAIN (reader, "\"%s\" is missing, or is not an array", key);
  json_array_foreach (elements, i, element)
    if (!add (&reader->record->platform, element))
      {
        COMPLAIN (reader, "\"%s\" has an element that is malformed or too many: left out", key);
        return;
      }
}

static bool
is_time (const char *text)
{
  static const char pattern[] = "dddd-dd-ddTdd:dd:ddZ";
  size_t i;

  for (i = 0; pattern[i] != '\0' && text[i] != '\0'; i++)
    if (pattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i])
      return false;
  return pattern[i] == text[i];
}

/* True if this program knows the schema that the platform line names.  */
static bool
schema_is_known (struct reader *reader, const json_t *object)
{
  long version = number_of (reader, object, "schema_version", 1, 0, false);

  if (version > SCHEMA_VERSION)
    COMPLAIN (reader, "the record has schema_version %ld, and this program knows %d: use a newer "
                      "anonmap-report",
              version, (int) SCHEMA_VERSION);
  return version >= 1 && version <= SCHEMA_VERSION;
}

static void
read_platform (struct reader *reader, const json_t *object)
{
  struct platform *platform = &reader->record->platform;

  if (reader->record->usable)
    {
      COMPLAIN (reader, "another record begins here: only the first is read; put each into a file "
                        "of its own");
      reader->ended = true;
      return;
    }
  if (!schema_is_known (reader, object))
    return;
  for (size_t i = 0; i < sizeof platform_texts / sizeof *platform_texts; i++)
    {
      const char *text = string_of (reader, object, platform_texts[i].key);

      if (text != NULL)
        copy_bounded (reader, platform_texts[i].key, (char *) platform + platform_texts[i].offset,
                      platform_texts[i].size, text);
    }
  if (*platform->started != '\0' && !is_time (platform->started))
    {
      COMPLAIN (reader, "\"started\" is no time as 2026-11-22T08:16:00Z: left out");
      *platform->started = '\0';
    }
  platform->page_size = number_of (reader, object, "page_size", 1, 0, false);
  read_elements (reader, object, "layers", add_layer);
  read_elements (reader, object, "without", add_without);
  platform->mmu = truth_of (reader, object, "mmu", true);
  read_facts (reader, object, "build", &platform->build);
  read_facts (reader, object, "limits", &platform->limits);
  read_facts (reader, object, "environment", &platform->environment);
  reader->record->usable = true;
}

/* ---- The lines of behaviours ---- */

static bool
is_id (const char *id)
{
  return *id != '\0' && strlen (id) < BEHAVIOUR_ID_SIZE
         && id[strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")]
              == '\0';
}

/* A copy of the string under KEY; "" if it is missing or no string, which is said.  */
static char *
copy_of (struct reader *reader, const json_t *object, const char *key)
{
  const char *text = string_of (reader, object, key);
  char bounded[TEXT_SIZE_LIMIT];

  if (text == NULL)
    return xstrdup ("");
  copy_bounded (reader, key, bounded, sizeof bounded, text);
  return xstrdup (bounded);
}

static enum force
force_of (struct reader *reader, const json_t *object)
{
  const char *name = string_of (reader, object, "force");
  enum force force = FORCE_NONE;

  if (name != NULL && !force_find (name, &force))
    COMPLAIN (reader, "\"force\" is \"%.40s\", which is none: taken as \"none\"", name);
  return force;
}

/* Adds a result, whose strings the record then owns.  */
static void
add_result (struct record *record, const struct result *result, unsigned long line)
{
  if (record->count == record->capacity)
    {
      record->results = x2nrealloc (record->results, &record->capacity, sizeof *record->results);
      record->recorded = xnrealloc (record->recorded, record->capacity, sizeof *record->recorded);
      record->lines = xnrealloc (record->lines, record->capacity, sizeof *record->lines);
    }
  record->results[record->count] = record->recorded[record->count] = *result;
  record->lines[record->count] = line;
  record->count++;
  counts_add (&record->counts, result);
}

/* The id and the verdict of a line, without which it is nothing; false if they cannot be used.  */
static bool
read_identity (struct reader *reader, const json_t *object, const char **id, enum verdict *verdict)
{
  const char *name = string_of (reader, object, "verdict");

  *id = string_of (reader, object, "id");
  if (*id == NULL || name == NULL)
    return false;
  if (!is_id (*id))
    COMPLAIN (reader, "\"%.40s\" cannot be an id: passed over", *id);
  else if (!verdict_find (name, verdict))
    COMPLAIN (reader, "%s: \"%.40s\" is no verdict: passed over", *id, name);
  else if (json_object_get (reader->seen, *id) != NULL)
    COMPLAIN (reader, "%s stands here a second time: passed over", *id);
  else if (reader->record->count == RESULTS_LIMIT)
    COMPLAIN (reader, "there are more than %d results: passed over", (int) RESULTS_LIMIT);
  else
    return true;
  return false;
}

static void
read_behaviour (struct reader *reader, const json_t *object)
{
  const char *id;
  struct result result;

  memset (&result, 0, sizeof result);
  if (!reader->record->usable)
    {
      COMPLAIN (reader, "a result before a platform line that can be used: passed over");
      return;
    }
  if (!read_identity (reader, object, &id, &result.verdict))
    return;
  json_object_set_new (reader->seen, id, json_true ());
  result.id = xstrdup (id);
  result.observation = copy_of (reader, object, "observation");
  result.ruling.expected = copy_of (reader, object, "expected");
  result.ruling.source = copy_of (reader, object, "source");
  result.ruling.force = force_of (reader, object);
  result.was_known = truth_of (reader, object, "was_known", false);
  result.duration_us = number_of (reader, object, "duration_us", 0, 0, true);
  add_result (reader->record, &result, reader->lines.number);
}

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
  { "behaviour", read_behaviour },
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
  bool looks_like_ours = strstr (lines->text, "{\"type\":") != NULL;
  json_error_t error;
  json_t *object;

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

static bool
read_lines (struct record *record, FILE *stream)
{
  struct reader reader;
  bool fine;

  memset (&reader, 0, sizeof reader);
  reader.record = record;
  reader.seen = json_object ();
  lines_open (&reader.lines, stream, LINE_SIZE_LIMIT);
  while (lines_next (&reader.lines))
    read_line (&reader);
  fine = !ferror (stream);
  if (!fine)
    record_complain (record, 0, "cannot be read: %s", strerror (errno));
  else if (reader.lines.number == 0)
    record_complain (record, 0, "the file is empty: it is no record");
  else if (!record->usable)
    record_complain (record, 0, "there is no platform line that can be used: it is no record of "
                                "anonmap, or its beginning is lost");
  else if (!reader.ended)
    record_complain (record, 0, "the record is incomplete, it has no end line: run anonmap again");
  lines_close (&reader.lines);
  json_decref (reader.seen);
  return fine;
}

bool
record_read (const char *path, struct record *record)
{
  bool is_stdin = strcmp (path, "-") == 0;
  FILE *stream = is_stdin ? stdin : fopen (path, "rb");
  bool fine;

  memset (record, 0, sizeof *record);
  record->path = is_stdin ? "standard input" : path;
  if (stream == NULL)
    {
      record_complain (record, 0, "cannot be opened: %s", strerror (errno));
      return false;
    }
  fine = read_lines (record, stream);
  if (!is_stdin)
    fclose (stream);
  return fine;
}

void
record_free (struct record *record)
{
  for (size_t i = 0; i < record->count; i++)
    {
      struct result *result = &record->recorded[i];

      free ((char *) result->id);
      free ((char *) result->observation);
      free ((char *) result->ruling.expected);
      free ((char *) result->ruling.source);
    }
  free (record->results);
  free (record->recorded);
  free (record->lines);
}
