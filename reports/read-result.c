/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines that say what was observed.  */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "behaviour.h"
#include "hash.h"
#include "line-cache.h"
#include "reader.h"
#include "xalloc.h"

/* ---- Ids ---- */

/* Places in the record's results, plus 1, where the hash of the id says; twice as many as needed.  */
struct ids
{
  uint16_t slots[2 * RESULTS_LIMIT];
};

struct ids *
ids_make (void)
{
  return xzalloc (sizeof (struct ids));
}

void
ids_free (struct ids *ids)
{
  free (ids);
}

/* The slot of the id; 0 stands in it if the record does not have the id.  */
static uint16_t *
slot_of (const struct reader *reader, const char *id)
{
  enum { SLOTS = sizeof reader->ids->slots / sizeof *reader->ids->slots };
  uint16_t *slots = reader->ids->slots;
  size_t i = hash_bytes (id, strlen (id)) % SLOTS;

  while (slots[i] != 0 && strcmp (reader->record->results[slots[i] - 1].id, id) != 0)
    i = (i + 1) % SLOTS;
  return &slots[i];
}

/* "topic.case", with as many more parts as there are.  */
static bool
is_id (const char *id)
{
  size_t size = strlen (id) + 1;
  size_t parts = 0;

  for (;; id++, parts++)
    {
      size_t span
        = strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

      id += span;
      if (span == 0 || (*id != '.' && *id != '\0'))
        return false;
      if (*id == '\0')
        return parts > 0 && size <= BEHAVIOUR_ID_SIZE;
    }
}

/* ---- Results ---- */

/* Adds a result, whose strings the record owns, under an id that it does not have.  */
static void
add_result (struct reader *reader, const struct result *result)
{
  struct record *record = reader->record;

  if (record->count == record->capacity)
    {
      record->results = x2nrealloc (record->results, &record->capacity, sizeof *record->results);
      record->recorded = xnrealloc (record->recorded, record->capacity, sizeof *record->recorded);
      record->lines = xnrealloc (record->lines, record->capacity, sizeof *record->lines);
    }
  record->results[record->count] = record->recorded[record->count] = *result;
  record->lines[record->count] = reader->lines.number;
  *slot_of (reader, result->id) = (uint16_t) ++record->count;
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
  else if (*slot_of (reader, *id) != 0)
    COMPLAIN (reader, "%s stands here a second time: passed over", *id);
  else if (reader->record->count == RESULTS_LIMIT)
    COMPLAIN (reader, "there are more than %d results: passed over", (int) RESULTS_LIMIT);
  else
    return true;
  return false;
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

/* The strings of a line, one after the other.  */
struct strings
{
  char bytes[4 * TEXT_SIZE_LIMIT];
  size_t size;
};

/* Adds the string under KEY, "" if it is missing or none, which is said; returns the copy.  */
static const char *
add_string (struct reader *reader, const json_t *object, const char *key, struct strings *strings)
{
  const char *text = string_of (reader, object, key);
  char *copy = strings->bytes + strings->size;

  copy_bounded (reader, key, copy, TEXT_SIZE_LIMIT, text != NULL ? text : "");
  strings->size += strlen (copy) + 1;
  return copy;
}

static void
remember (const struct reader *reader, const struct result *result, const struct strings *strings)
{
  const struct lines *lines = &reader->lines;
  long duration;
  size_t length = line_cache_key (lines->text, lines->length, &duration);

  if (length > 0)
    line_cache_add (lines->text, length, result, strings->bytes, strings->size);
}

void
read_result (struct reader *reader, const json_t *object)
{
  struct record *record = reader->record;
  unsigned long problems = record->problems;
  struct result result = { .duration_us = 0 };
  struct strings strings = { .size = 0 };

  if (!record->usable)
    {
      COMPLAIN (reader, "a result before a platform line that can be used: passed over");
      return;
    }
  if (!read_identity (reader, object, &result.id, &result.verdict))
    return;
  result.id = add_string (reader, object, "id", &strings);
  result.observation = add_string (reader, object, "observation", &strings);
  result.ruling.expected = add_string (reader, object, "expected", &strings);
  result.ruling.source = add_string (reader, object, "source", &strings);
  result.ruling.force = force_of (reader, object);
  result.was_known = truth_of (reader, object, "was_known", false);
  if (record->problems == problems)
    remember (reader, &result, &strings);
  result.duration_us = number_of (reader, object, "duration_us", 0, 0, true);
  result = result_moved (&result, strings.bytes,
                         texts_add (&record->texts, strings.bytes, strings.size));
  add_result (reader, &result);
}

bool
read_result_again (struct reader *reader)
{
  struct record *record = reader->record;
  long duration;
  size_t length = line_cache_key (reader->lines.text, reader->lines.length, &duration);
  const struct cached_line *cached
    = length > 0 ? line_cache_find (reader->lines.text, length) : NULL;
  struct result result;
  const char *copy;

  /* What is wrong in this place is found and said by reading the line.  */
  if (cached == NULL || !record->usable || reader->ended || record->count == RESULTS_LIMIT
      || *slot_of (reader, cached->result.id) != 0)
    return false;
  copy = texts_add (&record->texts, cached->texts, cached->texts_size);
  result = result_moved (&cached->result, cached->texts, copy);
  result.duration_us = duration;
  add_result (reader, &result);
  return true;
}
