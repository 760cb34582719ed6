/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document: each platform's results, what was asked, and what the textbooks claim.  What there may
   be ten thousand of is written as it is read; the rest is made with jansson.  */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "behaviour.h"
#include "evidence.h"
#include "formats.h"
#include "json.h"
#include "record.h"

/* ---- Members, each with the comma before it ---- */

static void
write_flag (FILE *stream, const char *key, bool flag)
{
  fprintf (stream, ",\"%s\":%s", key, flag ? "true" : "false");
}

static void
write_value (FILE *stream, const char *key, json_t *value)
{
  fprintf (stream, ",\"%s\":", key);
  json_write_compact (stream, value);
}

/* ---- The platforms ---- */

static void
write_result (FILE *stream, const struct result *result, const struct result *recorded)
{
  fputs ("{\"id\":", stream);
  record_string (stream, result->id);
  record_member (stream, "verdict", verdict_name (result->verdict));
  if (recorded->verdict != result->verdict)
    record_member (stream, "verdict_at_run_time", verdict_name (recorded->verdict));
  record_member (stream, "observation", result->observation);
  record_member (stream, "expected", result->ruling.expected);
  record_member (stream, "force", force_name (result->ruling.force));
  record_member (stream, "source", result->ruling.source);
  if (result->was_known)
    write_flag (stream, "was_known", true);
  if (id_is_unknown (result->id))
    write_flag (stream, "known_id", false);
  fprintf (stream, ",\"duration_us\":%ld}", result->duration_us);
}

static void
write_results (FILE *stream, const char *key, const struct record *record, bool cells)
{
  const char *separator = "\n";

  fprintf (stream, ",\n\"%s\":[", key);
  for (size_t i = 0; i < record->count; i++)
    if (result_is_cell (record->results[i].id) == cells)
      {
        fputs (separator, stream);
        write_result (stream, &record->results[i], &record->recorded[i]);
        separator = ",\n";
      }
  putc (']', stream);
}

static void
write_standing (FILE *stream, const struct claim *claim, const struct record *record)
{
  struct evidence evidence = claim_evidence (claim, record->results, record->count);
  const char *separator = "";

  record_string (stream, claim->id);
  fputs (":{\"standing\":", stream);
  record_string (stream, standing_phrase (evidence.standing));
  fprintf (stream, ",\"agreeing\":%zu,\"contradicting\":[", evidence.agreeing);
  for (size_t i = 0; evidence.contradicting > 0 && i < record->count; i++)
    if (claim_contradicted (claim, &record->results[i]))
      {
        fputs (separator, stream);
        record_string (stream, record->results[i].id);
        separator = ",";
      }
  fputs ("]}", stream);
}

static void
write_standings (FILE *stream, const struct record *record)
{
  fputs (",\n\"claims\":{", stream);
  for (size_t i = 0; i < claim_count; i++)
    {
      fputs (i > 0 ? ",\n" : "\n", stream);
      write_standing (stream, &claims[i], record);
    }
  putc ('}', stream);
}

static void
write_record (FILE *stream, const struct record *record)
{
  fputs ("{\"name\":", stream);
  record_string (stream, record->name);
  write_value (stream, "platform", json_platform (&record->platform));
  write_flag (stream, "complete", record->complete);
  fprintf (stream, ",\"lines_passed_over\":%lu", record->noise);
  if (*record->finished != '\0')
    record_member (stream, "finished", record->finished);
  write_value (stream, "counts", json_counts (record->counts.behaviours));
  write_value (stream, "cell_counts", json_counts (record->counts.cells));
  write_flag (stream, "fails", counts_fail (&record->counts));
  write_results (stream, "results", record, false);
  write_results (stream, "cells", record, true);
  write_standings (stream, record);
  putc ('}', stream);
}

static void
write_platforms (FILE *stream, struct collection *collection)
{
  fputs (",\n\"platforms\":[", stream);
  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      fputs (i > 0 ? ",\n" : "\n", stream);
      collection_read (collection, i, &record);
      write_record (stream, &record);
      record_free (&record);
    }
  putc (']', stream);
}

/* ---- What was asked ---- */

/* Blank-separated words as an array.  */
static json_t *
words_array (const char *words)
{
  json_t *array = json_array ();

  while (words != NULL && *words != '\0')
    {
      size_t span = strcspn (words, " ");
      char word[96];

      snprintf (word, sizeof word, "%.*s", (int) span, words);
      json_array_append_new (array, json_text (word));
      words += span + strspn (words + span, " ");
    }
  return array;
}

static json_t *
behaviours_array (void)
{
  json_t *array = json_array ();

  for (size_t i = 0; i < behaviour_count; i++)
    {
      const struct declaration *declaration = behaviours[i].declaration;
      json_t *object = json_object ();

      json_add (object, "id", json_text (behaviours[i].id));
      json_add (object, "title", json_text (declaration->title));
      json_add_text (object, "variant", behaviours[i].variant->name);
      json_add (object, "claims", words_array (declaration->claims));
      json_add_text (object, "shall", behaviour_shall (&behaviours[i]));
      if (behaviour_shall (&behaviours[i]) != NULL)
        json_add_text (object, "shall_source", declaration->shall_source);
      json_add_text (object, "why", declaration->why);
      json_add_text (object, "portable", declaration->portable);
      json_array_append_new (array, object);
    }
  return array;
}

/* ---- What the textbooks claim ---- */

static json_t *
claims_array (void)
{
  json_t *array = json_array ();

  for (size_t i = 0; i < claim_count; i++)
    {
      json_t *object = json_object ();

      json_add (object, "id", json_text (claims[i].id));
      json_add (object, "texts", words_array (claims[i].texts));
      json_add (object, "sentence", json_text (claims[i].sentence));
      json_add_text (object, "untested", claims[i].untested);
      json_array_append_new (array, object);
    }
  return array;
}

/* ---- The whole ---- */

void
write_json (FILE *stream, struct collection *collection)
{
  fputs ("{\"generator\":", stream);
  record_string (stream, PACKAGE_STRING);
  record_member (stream, "judged_by", collection->as_recorded ? "records" : "rules");
  record_member (stream, "rules_version", rules_version);
  write_platforms (stream, collection);
  putc ('\n', stream);
  write_value (stream, "behaviours", behaviours_array ());
  putc ('\n', stream);
  write_value (stream, "claims", claims_array ());
  fputs ("}\n", stream);
}
