/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "diff.h"
#include "safe.h"

static void
begin (struct diff *diff)
{
  (void) diff;
}

/* ---- Pairs ---- */

static void
write_side (FILE *stream, const char *label, const struct result *result)
{
  if (result == NULL)
    return;
  fprintf (stream, "      %s  %s: ", label, verdict_name (result->verdict));
  wrap_line (stream, 13 + strlen (verdict_name (result->verdict)), 13, result->observation);
}

static void
write_rule (FILE *stream, const struct ruling *ruling)
{
  if (*ruling->expected != '\0')
    {
      fputs ("      expected ", stream);
      wrap_line (stream, 15, 15, ruling->expected);
    }
  fprintf (stream, "      %s ", force_name (ruling->force));
  wrap_line (stream, 7 + strlen (force_name (ruling->force)), 15, ruling->source);
}

static void
write_pair (FILE *stream, const struct pair *pair)
{
  fprintf (stream, "  %s\n", pair_result (pair)->id);
  write_side (stream, "old", pair->old);
  write_side (stream, "new", pair->new);
  if (pair->change == REGRESSION || pair->change == ACCEPTED || pair->change == NEWLY_FAILING)
    write_rule (stream, &pair_result (pair)->ruling);
  if (pair->acceptance != NULL)
    {
      fprintf (stream, "      accepted until %s: ", pair->acceptance->until);
      wrap_line (stream, 33, 15, pair->acceptance->reason);
    }
}

static void
write_class (FILE *stream, const struct comparison *comparison, enum change change)
{
  if (comparison->counts[change] == 0)
    return;
  fprintf (stream, "\n%s: %zu (%s)\n", change_name (change), comparison->counts[change],
           change_meaning (change));
  for (size_t i = 0; i < comparison->count; i++)
    if (comparison->pairs[i].change == change)
      write_pair (stream, &comparison->pairs[i]);
}

/* ---- Platforms ---- */

static void
write_record (FILE *stream, const char *label, const struct record *record)
{
  struct wrap wrap = { stream, strlen (label) + 2, 5, false };
  char description[512];

  if (!record->usable)
    return;
  platform_describe (&record->platform, description, sizeof description);
  fprintf (stream, "%s: ", label);
  wrap_words (&wrap, description);
  if (!record->complete)
    wrap_words (&wrap, "(incomplete)");
  putc ('\n', stream);
}

static void
write_name (const struct diff *diff, const char *name)
{
  fputs (diff->written > 0 ? "\n== " : "== ", diff->stream);
  text_safe (diff->stream, name);
  fputs (" ==\n", diff->stream);
}

static void
platform (struct diff *diff, const struct comparison *comparison)
{
  FILE *stream = diff->stream;
  bool comparable = *comparison->obstacle == '\0';

  if (diff->several && comparable && comparison->counts[UNCHANGED] == comparison->count)
    return;
  if (diff->several)
    write_name (diff, comparison->name);
  write_record (stream, "old", comparison->old);
  write_record (stream, "new", comparison->new);
  if (!comparable)
    {
      fputs ("not comparable: ", stream);
      wrap_line (stream, 16, 5, comparison->obstacle);
    }
  for (int change = 0; change < UNCHANGED; change++)
    write_class (stream, comparison, (enum change) change);
}

static void
alone (struct diff *diff, const char *name, bool old)
{
  fprintf (diff->stream, "only %s: ", old ? "old" : "new");
  text_safe (diff->stream, name);
  putc ('\n', diff->stream);
}

/* ---- The end ---- */

static void
write_budget (FILE *stream, const struct budget *budget)
{
  for (size_t i = 0; i < budget->count; i++)
    {
      const struct acceptance *acceptance = &budget->acceptances[i];
      const char *trouble = acceptance_trouble (acceptance);

      if (trouble == NULL)
        continue;
      putc ('\n', stream);
      text_safe (stream, budget->path);
      fprintf (stream, ":%lu: %s\n  ", acceptance->line, trouble);
      text_safe (stream, acceptance->platform);
      putc (' ', stream);
      text_safe (stream, acceptance->id);
      fprintf (stream, ", until %s\n  ", acceptance->until);
      wrap_line (stream, 2, 2, acceptance->reason);
    }
}

static void
end (struct diff *diff)
{
  char outcome[256];

  write_budget (diff->stream, diff->budget);
  diff_outcome (diff, outcome, sizeof outcome);
  putc ('\n', diff->stream);
  wrap_line (diff->stream, 0, 0, outcome);
}

const struct diff_writer diff_text = { "text", begin, platform, alone, end };
