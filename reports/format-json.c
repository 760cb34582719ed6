/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document: what was asked, what the textbooks claim, and each platform's results.  */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "behaviour.h"
#include "evidence.h"
#include "formats.h"
#include "json.h"

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
standings_object (const struct records *records, const struct claim *claim)
{
  json_t *object = json_object ();

  for (size_t i = 0; i < records->count; i++)
    {
      const struct record *record = &records->record[i];
      struct evidence evidence = claim_evidence (claim, record->results, record->count);
      json_t *standing = json_object ();
      json_t *contradicting = json_array ();

      for (size_t j = 0; j < record->count; j++)
        if (claim_contradicted (claim, &record->results[j]))
          json_array_append_new (contradicting, json_text (record->results[j].id));
      json_add (standing, "standing", json_text (standing_phrase (evidence.standing)));
      json_add (standing, "agreeing", json_integer ((json_int_t) evidence.agreeing));
      json_add (standing, "contradicting", contradicting);
      json_add (object, record->name, standing);
    }
  return object;
}

static json_t *
claims_array (const struct records *records)
{
  json_t *array = json_array ();

  for (size_t i = 0; i < claim_count; i++)
    {
      json_t *object = json_object ();

      json_add (object, "id", json_text (claims[i].id));
      json_add (object, "texts", words_array (claims[i].texts));
      json_add (object, "sentence", json_text (claims[i].sentence));
      json_add_text (object, "untested", claims[i].untested);
      json_add (object, "platforms", standings_object (records, &claims[i]));
      json_array_append_new (array, object);
    }
  return array;
}

/* ---- The platforms ---- */

static json_t *
result_object (const struct result *result, const struct result *recorded)
{
  json_t *object = json_object ();

  json_add (object, "id", json_text (result->id));
  json_add (object, "verdict", json_text (verdict_name (result->verdict)));
  if (recorded->verdict != result->verdict)
    json_add (object, "verdict_at_run_time", json_text (verdict_name (recorded->verdict)));
  json_add (object, "observation", json_text (result->observation));
  json_add (object, "expected", json_text (result->ruling.expected));
  json_add (object, "force", json_text (force_name (result->ruling.force)));
  json_add (object, "source", json_text (result->ruling.source));
  if (result->was_known)
    json_add (object, "was_known", json_true ());
  if (id_is_unknown (result->id))
    json_add (object, "known_id", json_false ());
  json_add (object, "duration_us", json_integer (result->duration_us));
  return object;
}

static json_t *
results_array (const struct record *record, bool cells)
{
  json_t *array = json_array ();

  for (size_t i = 0; i < record->count; i++)
    if (result_is_cell (record->results[i].id) == cells)
      json_array_append_new (array, result_object (&record->results[i], &record->recorded[i]));
  return array;
}

static json_t *
record_object (const struct record *record)
{
  json_t *object = json_object ();

  json_add (object, "name", json_text (record->name));
  json_add (object, "platform", json_platform (&record->platform));
  json_add (object, "complete", json_boolean (record->complete));
  json_add (object, "lines_passed_over", json_integer ((json_int_t) record->noise));
  json_add_text (object, "finished", record->finished);
  json_add (object, "counts", json_counts (record->counts.behaviours));
  json_add (object, "cell_counts", json_counts (record->counts.cells));
  json_add (object, "fails", json_boolean (counts_fail (&record->counts)));
  json_add (object, "results", results_array (record, false));
  json_add (object, "cells", results_array (record, true));
  return object;
}

void
write_json (FILE *stream, const struct records *records)
{
  json_t *document = json_object ();
  json_t *platforms = json_array ();

  for (size_t i = 0; i < records->count; i++)
    json_array_append_new (platforms, record_object (&records->record[i]));
  json_add (document, "generator", json_text (PACKAGE_STRING));
  json_add (document, "judged_by", json_text (records->as_recorded ? "records" : "rules"));
  json_add (document, "rules_version", json_text (rules_version));
  json_add (document, "platforms", platforms);
  json_add (document, "behaviours", behaviours_array ());
  json_add (document, "claims", claims_array (records));
  json_write (stream, document);
}
