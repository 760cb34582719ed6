/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "diff.h"
#include "record.h"

static void
begin (struct diff *diff)
{
  fputs ("{\"generator\":", diff->stream);
  record_string (diff->stream, PACKAGE_STRING);
  fputs (",\n\"platforms\":[", diff->stream);
}

/* What stands before a platform.  */
static void
write_name (const struct diff *diff, const char *name)
{
  fputs (diff->written > 0 ? ",\n{\"name\":" : "\n{\"name\":", diff->stream);
  record_string (diff->stream, name);
}

static void
write_side (FILE *stream, const char *key, const struct result *result)
{
  if (result == NULL)
    return;
  fprintf (stream, ",\"%s\":{\"verdict\":", key);
  record_string (stream, verdict_name (result->verdict));
  record_member (stream, "observation", result->observation);
  record_member (stream, "expected", result->ruling.expected);
  record_member (stream, "force", force_name (result->ruling.force));
  record_member (stream, "source", result->ruling.source);
  putc ('}', stream);
}

static void
write_pair (FILE *stream, const struct pair *pair)
{
  fputs ("{\"id\":", stream);
  record_string (stream, pair_result (pair)->id);
  record_member (stream, "class", change_name (pair->change));
  write_side (stream, "old", pair->old);
  write_side (stream, "new", pair->new);
  if (pair->acceptance != NULL)
    {
      record_member (stream, "accepted_until", pair->acceptance->until);
      record_member (stream, "reason", pair->acceptance->reason);
    }
  putc ('}', stream);
}

static void
write_counts (FILE *stream, const size_t counts[CHANGES])
{
  fputs (",\"counts\":{", stream);
  for (int change = 0; change < CHANGES; change++)
    fprintf (stream, "%s\"%s\":%zu", change > 0 ? "," : "", change_name ((enum change) change),
             counts[change]);
  putc ('}', stream);
}

static void
write_description (FILE *stream, const char *key, const struct record *record)
{
  char description[512];

  if (!record->usable)
    return;
  platform_describe (&record->platform, description, sizeof description);
  record_member (stream, key, description);
}

static void
platform (struct diff *diff, const struct comparison *comparison)
{
  FILE *stream = diff->stream;
  const char *separator = "\n";

  write_name (diff, comparison->name);
  write_description (stream, "old", comparison->old);
  write_description (stream, "new", comparison->new);
  if (*comparison->obstacle != '\0')
    record_member (stream, "not_comparable", comparison->obstacle);
  else
    write_counts (stream, comparison->counts);
  fputs (",\"changes\":[", stream);
  for (size_t i = 0; i < comparison->count; i++)
    if (comparison->pairs[i].change != UNCHANGED)
      {
        fputs (separator, stream);
        write_pair (stream, &comparison->pairs[i]);
        separator = ",\n";
      }
  fputs ("]}", stream);
}

static void
alone (struct diff *diff, const char *name, bool old)
{
  write_name (diff, name);
  record_member (diff->stream, "only", old ? "old" : "new");
  putc ('}', diff->stream);
}

static void
write_acceptance (FILE *stream, const struct acceptance *acceptance)
{
  const char *trouble = acceptance_trouble (acceptance);

  fprintf (stream, "{\"line\":%lu", acceptance->line);
  record_member (stream, "platform", acceptance->platform);
  record_member (stream, "behaviour", acceptance->id);
  record_member (stream, "observation", acceptance->observation);
  record_member (stream, "until", acceptance->until);
  record_member (stream, "reason", acceptance->reason);
  if (trouble != NULL)
    record_member (stream, "trouble", trouble);
  putc ('}', stream);
}

static void
end (struct diff *diff)
{
  FILE *stream = diff->stream;
  char outcome[256];

  fputs ("],\n\"budget\":[", stream);
  for (size_t i = 0; i < diff->budget->count; i++)
    {
      fputs (i > 0 ? ",\n" : "\n", stream);
      write_acceptance (stream, &diff->budget->acceptances[i]);
    }
  fprintf (stream, "],\n\"compared\":%zu,\"not_comparable\":%zu,\"only_old\":%zu,\"only_new\":%zu",
           diff->compared, diff->incomparable, diff->only_old, diff->only_new);
  write_counts (stream, diff->counts);
  diff_outcome (diff, outcome, sizeof outcome);
  record_member (stream, "outcome", outcome);
  fprintf (stream, ",\"regression\":%s}\n", diff_fails (diff) ? "true" : "false");
}

const struct diff_writer diff_json = { "json", begin, platform, alone, end };
