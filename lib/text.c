/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "text.h"

#include <string.h>

#include "cells.h"
#include "evidence.h"
#include "groups.h"
#include "nothing.h"

/* The columns where names, labels and values begin below a heading.  */
enum { NAME_COLUMN = 2, LABEL_COLUMN = 6, VALUE_COLUMN = 18 };

/* ---- Pieces ---- */

static const char *
colour_of (enum verdict verdict)
{
  if (verdict_fails (verdict))
    return "\033[31m";
  return verdict == VERDICT_KNOWN || verdict == VERDICT_UNSUPPORTED ? "\033[33m" : "\033[32m";
}

static void
write_verdict (FILE *stream, enum verdict verdict, bool colour)
{
  fprintf (stream, "%*s%s%s %s%s", NAME_COLUMN, "", colour ? colour_of (verdict) : "",
           verdict_symbol (verdict), verdict_name (verdict), colour ? "\033[0m" : "");
}

static void
write_heading (FILE *stream, bool colour, const char *heading)
{
  fprintf (stream, "\n%s%s%s\n", colour ? "\033[1m" : "", heading, colour ? "\033[0m" : "");
}

/* "      observed  VALUE", wrapped.  */
static void
write_value (FILE *stream, const char *label, const char *value)
{
  fprintf (stream, "%*s%-*s", LABEL_COLUMN, "", VALUE_COLUMN - LABEL_COLUMN, label);
  wrap_line (stream, VALUE_COLUMN, VALUE_COLUMN, value);
}

/* "NAME (VARIANTS)" */
static void
wrap_group (struct wrap *wrap, const struct group *group)
{
  char variants[512];
  char quoted[sizeof variants + 2];

  wrap_words (wrap, group_name (group));
  group_variants (group, variants, sizeof variants);
  if (*variants == '\0')
    return;
  snprintf (quoted, sizeof quoted, "(%s)", variants);
  wrap_words (wrap, quoted);
}

/* ---- The platform and the counts ---- */

static void
write_platform (FILE *stream, const struct platform *platform)
{
  struct wrap wrap = { stream, 0, NAME_COLUMN, false };
  char description[512];

  platform_describe (platform, description, sizeof description);
  wrap_words (&wrap, "anonmap");
  wrap_words (&wrap, platform->suite);
  wrap_words (&wrap, "on");
  wrap_words (&wrap, description);
  for (size_t i = 0; i < platform->without_count; i++)
    {
      wrap_words (&wrap, i == 0 ? "without" : "and");
      wrap_words (&wrap, platform->without[i]);
    }
  putc ('\n', stream);
}

static void
write_outcome (FILE *stream, const struct text_record *record)
{
  const struct counts *counts = record->counts;
  size_t failures = 0;

  for (int i = 0; i < VERDICT_COUNT; i++)
    if (verdict_fails ((enum verdict) i))
      failures += counts->behaviours[i] + counts->cells[i];
  if (!record->complete)
    wrap_line (stream, 0, 0, "INCOMPLETE: the record's end is missing, or lines of it are: what "
                             "follows is not all that was asked.");
  fprintf (stream, "%zu behaviours asked: ", counts_behaviours (counts));
  if (failures > 0)
    fprintf (stream, "%zu failed.\n", failures);
  else
    fputs (counts_fail (counts) ? "nothing was observed.\n" : "nothing failed.\n", stream);
}

static void
write_counts (FILE *stream, const struct counts *counts, bool colour)
{
  for (int i = 0; i < VERDICT_COUNT; i++)
    {
      enum verdict verdict = (enum verdict) i;

      if (counts->behaviours[i] == 0)
        continue;
      write_verdict (stream, verdict, colour);
      fprintf (stream, "%*zu  %s\n", (int) (20 - strlen (verdict_name (verdict))),
               counts->behaviours[i], verdict_meaning (verdict));
    }
}

/* In the place of the outcome, and of all that would follow.  */
static void
write_nothing (FILE *stream, const struct text_record *record)
{
  char sentence[512];

  nothing_sentence (record->platform, sentence, sizeof sentence);
  wrap_line (stream, 0, 0, sentence);
  fprintf (stream, "All %zu behaviours that were asked are unsupported.\n",
           counts_behaviours (record->counts));
}

/* ---- Disagreements ---- */

static bool
is_disagreement (const struct result *result, const void *data)
{
  (void) data;
  return verdict_fails (result->verdict) || result->verdict == VERDICT_KNOWN || result->was_known;
}

static void
write_disagreement (FILE *stream, const struct group *group, bool colour)
{
  const struct result *result = group->members[0];
  size_t column = NAME_COLUMN + 2 + strlen (verdict_name (result->verdict));
  struct wrap wrap = { stream, column, LABEL_COLUMN, true };

  write_verdict (stream, result->verdict, colour);
  wrap_group (&wrap, group);
  putc ('\n', stream);
  if (group->declaration != NULL)
    write_value (stream, "usually", group->declaration->title);
  write_value (stream, "observed", result->observation);
  if (*result->ruling.expected != '\0')
    write_value (stream, "expected", result->ruling.expected);
  if (*result->ruling.source != '\0')
    write_value (stream, force_name (result->ruling.force), result->ruling.source);
  if (result->was_known)
    write_value (stream, "request", "a known failure that shows no more: please remove its entry "
                                    "from lib/rules/");
}

static void
write_disagreements (FILE *stream, const struct text_record *record, bool colour)
{
  struct groups groups = groups_make (record->results, record->result_count, ALIKE_IN_RULE,
                                      is_disagreement, NULL);

  if (groups.count > 0)
    write_heading (stream, colour, "Disagreements");
  for (size_t i = 0; i < groups.count; i++)
    write_disagreement (stream, &groups.group[i], colour);
  groups_free (&groups);
}

/* ---- Claims ---- */

static bool
contradicts (const struct result *result, const void *claim)
{
  return !result_is_cell (result->id) && claim_contradicted (claim, result);
}

static bool
same_contradiction (const struct claim *claim, const struct group *a, const struct group *b)
{
  const struct result *x = a->members[0];
  const struct result *y = b->members[0];

  return strcmp (x->observation, y->observation) == 0
         && strcmp (claim_predicts (claim, x->id), claim_predicts (claim, y->id)) == 0;
}

static void
wrap_difference (struct wrap *wrap, const struct claim *claim, const struct result *result)
{
  char predicted[512];

  wrap_words (wrap, result->observation);
  wrap_words (wrap, "instead of");
  snprintf (predicted, sizeof predicted, "%s:", claim_predicts (claim, result->id));
  wrap_words (wrap, predicted);
}

/* "EINVAL instead of mapped: offset.unaligned (all 4 variants), offset.largest": all behaviours of
   which that is true, at the first of them.  */
static void
write_contradiction (FILE *stream, const struct claim *claim, const struct groups *groups,
                     size_t first)
{
  struct wrap wrap = { stream, LABEL_COLUMN, LABEL_COLUMN + 4, false };

  for (size_t i = 0; i < first; i++)
    if (same_contradiction (claim, &groups->group[i], &groups->group[first]))
      return;
  fprintf (stream, "%*s", LABEL_COLUMN, "");
  wrap_difference (&wrap, claim, groups->group[first].members[0]);
  for (size_t i = first; i < groups->count; i++)
    if (same_contradiction (claim, &groups->group[i], &groups->group[first]))
      wrap_group (&wrap, &groups->group[i]);
  putc ('\n', stream);
}

/* The cells of the visibility matrix, which are too many to be named.  */
static void
write_contradicting_cells (FILE *stream, const struct claim *claim,
                           const struct text_record *record)
{
  struct wrap wrap = { stream, LABEL_COLUMN, LABEL_COLUMN + 4, false };
  const struct result *first = NULL;
  size_t cells = 0;
  char phrase[80];

  for (size_t i = 0; i < record->result_count; i++)
    if (result_is_cell (record->results[i].id) && claim_contradicted (claim, &record->results[i]))
      {
        first = first != NULL ? first : &record->results[i];
        cells++;
      }
  if (cells == 0)
    return;
  fprintf (stream, "%*s", LABEL_COLUMN, "");
  wrap_difference (&wrap, claim, first);
  snprintf (phrase, sizeof phrase, "%zu cells of the visibility matrix, the first", cells);
  wrap_words (&wrap, phrase);
  wrap_words (&wrap, first->id);
  putc ('\n', stream);
}

static void
write_claim (FILE *stream, const struct claim *claim, const struct text_record *record)
{
  struct groups groups
    = groups_make (record->results, record->result_count, ALIKE_IN_OUTCOME, contradicts, claim);
  struct evidence evidence = claim_evidence (claim, record->results, record->result_count);
  struct wrap wrap = { stream, NAME_COLUMN, LABEL_COLUMN, false };

  fprintf (stream, "%*s", NAME_COLUMN, "");
  wrap_words (&wrap, claim->id);
  wrap_words (&wrap, claim->sentence);
  putc ('\n', stream);
  for (size_t i = 0; i < groups.count; i++)
    write_contradiction (stream, claim, &groups, i);
  write_contradicting_cells (stream, claim, record);
  if (evidence.agreeing > 0)
    fprintf (stream, "%*s%zu other observation%s with it\n", LABEL_COLUMN, "", evidence.agreeing,
             evidence.agreeing == 1 ? " agrees" : "s agree");
  groups_free (&groups);
}

static void
write_claims (FILE *stream, const struct text_record *record, bool colour)
{
  bool begun = false;

  for (size_t i = 0; i < claim_count; i++)
    {
      struct evidence evidence
        = claim_evidence (&claims[i], record->results, record->result_count);

      if (evidence.contradicting == 0)
        continue;
      if (!begun)
        write_heading (stream, colour, "What the textbooks say that is not so here");
      begun = true;
      write_claim (stream, &claims[i], record);
    }
}

/* ---- What was not answered ---- */

static bool
is_unsupported (const struct result *result, const void *observation)
{
  return result->verdict == VERDICT_UNSUPPORTED && !result_is_cell (result->id)
         && (observation == NULL || strcmp (result->observation, observation) == 0);
}

static size_t
count_unsupported (const struct text_record *record, size_t from, const char *observation)
{
  size_t count = 0;

  for (size_t i = from; i < record->result_count; i++)
    count += is_unsupported (&record->results[i], observation);
  return count;
}

/* A line for each reason, where it first appears.  */
static void
write_unsupported (FILE *stream, const struct text_record *record, bool colour)
{
  if (count_unsupported (record, 0, NULL) == 0)
    return;
  write_heading (stream, colour, "Unsupported here");
  for (size_t i = 0; i < record->result_count; i++)
    {
      const struct result *result = &record->results[i];
      size_t count;

      if (!is_unsupported (result, NULL))
        continue;
      count = count_unsupported (record, i, result->observation);
      if (count < count_unsupported (record, 0, result->observation))
        continue;
      fprintf (stream, "%*s%4zu  ", NAME_COLUMN, "", count);
      wrap_line (stream, NAME_COLUMN + 6, NAME_COLUMN + 6, result->observation);
    }
}

/* ---- Visibility ---- */

/* The macro sets under which one mode hides the name, or all but those that show it if these are
   fewer.  */
static void
wrap_sets (struct wrap *wrap, const struct matrix *matrix, size_t name, size_t mode)
{
  enum visibility wanted = CELL_HIDDEN;
  size_t hidden = 0;
  size_t visible = 0;

  for (size_t set = 0; set < matrix->sets.count; set++)
    {
      hidden += matrix_cell (matrix, name, mode, set) == CELL_HIDDEN;
      visible += matrix_cell (matrix, name, mode, set) == CELL_VISIBLE;
    }
  if (visible == 0)
    {
      wrap_words (wrap, "whatever is defined");
      return;
    }
  if (visible < hidden)
    {
      wanted = CELL_VISIBLE;
      wrap_words (wrap, "all but");
    }
  for (size_t set = 0; set < matrix->sets.count; set++)
    if (matrix_cell (matrix, name, mode, set) == wanted)
      wrap_words (wrap, matrix->sets.label[set]);
}

/* "      c99 c11 c17: none _XOPEN_SOURCE_700", once for all modes that hide it alike.  */
static void
write_modes (FILE *stream, const struct matrix *matrix, size_t name)
{
  for (size_t mode = 0; mode < matrix->modes.count; mode++)
    {
      struct wrap wrap = { stream, LABEL_COLUMN, LABEL_COLUMN + 4, false };
      bool hides = false;
      bool seen = false;

      for (size_t set = 0; set < matrix->sets.count; set++)
        hides |= matrix_cell (matrix, name, mode, set) == CELL_HIDDEN;
      for (size_t other = 0; other < mode; other++)
        seen |= matrix_same_mode (matrix, name, mode, other);
      if (!hides || seen)
        continue;
      fprintf (stream, "%*s", LABEL_COLUMN, "");
      for (size_t other = mode; other < matrix->modes.count; other++)
        if (matrix_same_mode (matrix, name, mode, other))
          wrap_words (&wrap, matrix->modes.label[other]);
      wrap_words (&wrap, "with");
      wrap_sets (&wrap, matrix, name, mode);
      putc ('\n', stream);
    }
}

/* One name, together with those that are visible in exactly the same cells.  */
static void
write_name (FILE *stream, const struct matrix *matrix, size_t name)
{
  struct wrap wrap = { stream, NAME_COLUMN, LABEL_COLUMN, false };
  size_t hidden = matrix_count (matrix, name, CELL_HIDDEN);
  size_t visible = matrix_count (matrix, name, CELL_VISIBLE);
  char phrase[80];

  for (size_t other = 0; other < name; other++)
    if (matrix_same_name (matrix, name, other))
      return;
  fprintf (stream, "%*s", NAME_COLUMN, "");
  for (size_t other = name; other < matrix->names.count; other++)
    if (matrix_same_name (matrix, name, other))
      wrap_words (&wrap, matrix->names.label[other]);
  if (hidden == 0 || visible == 0)
    snprintf (phrase, sizeof phrase, "%s in all %zu cells", hidden == 0 ? "visible" : "hidden",
              hidden + visible);
  else
    snprintf (phrase, sizeof phrase, "hidden in %zu of %zu cells:", hidden, hidden + visible);
  wrap_words (&wrap, phrase);
  putc ('\n', stream);
  if (hidden > 0 && visible > 0)
    write_modes (stream, matrix, name);
}

static void
write_visibility (FILE *stream, const struct text_record *record, bool colour)
{
  struct matrix matrix;

  /* None was asked about, or there is no such header.  */
  if (record->counts->cells[VERDICT_UNSUPPORTED] == counts_cells (record->counts))
    return;
  matrix = matrix_make (record->results, record->result_count);
  write_heading (stream, colour, "Where <sys/mman.h> hides the names");
  for (size_t name = 0; name < matrix.names.count; name++)
    write_name (stream, &matrix, name);
  matrix_free (&matrix);
}

/* ---- The whole ---- */

static void
write_answers (FILE *stream, const struct text_record *record, bool colour)
{
  write_outcome (stream, record);
  write_counts (stream, record->counts, colour);
  write_disagreements (stream, record, colour);
  write_claims (stream, record, colour);
  write_unsupported (stream, record, colour);
}

void
text_report (FILE *stream, const struct text_record *record, bool colour)
{
  write_platform (stream, record->platform);
  if (record->complete && nothing_to_test (record->results, record->result_count))
    write_nothing (stream, record);
  else
    write_answers (stream, record, colour);
  write_visibility (stream, record, colour);
  putc ('\n', stream);
  if (record->path != NULL)
    {
      fputs ("The record, of ", stream);
      text_safe (stream, record->platform->started);
      fputs (":\n  ", stream);
      text_safe (stream, record->path);
      putc ('\n', stream);
    }
  fputs ("More on one behaviour: anonmap --explain=ID\n", stream);
}
