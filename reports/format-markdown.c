/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For job summaries: what disagrees first, alike platforms together, and then a line a platform.  */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "disagreements.h"
#include "evidence.h"
#include "formats.h"
#include "markdown.h"
#include "nothing.h"
#include "xalloc.h"

/* What is known when all records were read.  */
struct summary
{
  size_t records;
  size_t failing; /* records */
  size_t nothing; /* records, of platforms with nothing to test */
  size_t rejudged; /* results */
  struct disagreements disagreements;
  struct standings *standings;  /* of each claim */
  struct markdown platforms;    /* the table of them */
};

/* How many platforms a claim stands on, and how.  */
struct standings
{
  size_t counts[CLAIM_UNTESTED + 1];
  char observation[96]; /* the first that contradicts it */
  char id[96];
};

/* ---- Reading ---- */

static void
add_contradiction (struct standings *standings, const struct claim *claim,
                   const struct record *record)
{
  for (size_t i = 0; i < record->count; i++)
    if (claim_contradicted (claim, &record->results[i]))
      {
        snprintf (standings->observation, sizeof standings->observation, "%.90s",
                  record->results[i].observation);
        snprintf (standings->id, sizeof standings->id, "%s", record->results[i].id);
        return;
      }
}

static void
add_claims (struct summary *summary, const struct record *record)
{
  for (size_t i = 0; i < claim_count; i++)
    {
      struct evidence evidence = claim_evidence (&claims[i], record->results, record->count);

      summary->standings[i].counts[evidence.standing]++;
      if (evidence.contradicting > 0 && *summary->standings[i].id == '\0')
        add_contradiction (&summary->standings[i], &claims[i], record);
    }
}

static void
add_platform (struct markdown *markdown, const struct record *record, bool nothing)
{
  char description[512];

  platform_describe (&record->platform, description, sizeof description);
  markdown_mark (markdown, "| ");
  markdown_text (markdown, record->name);
  markdown_mark (markdown, " | ");
  markdown_text (markdown, description);
  if (nothing)
    {
      nothing_sentence (&record->platform, description, sizeof description);
      markdown_mark (markdown, ". ");
      markdown_text (markdown, description);
    }
  if (!record->complete)
    markdown_mark (markdown, " **The record is incomplete.**");
  for (int i = 0; i < VERDICT_COUNT; i++)
    markdown_format (markdown, " | %zu", record->counts.behaviours[i]);
  markdown_format (markdown, " | %zu |\n", counts_cells (&record->counts));
  markdown_block (markdown);
}

static void
add_record (struct summary *summary, const struct record *record)
{
  bool nothing = nothing_to_test (record->results, record->count);

  summary->records++;
  summary->failing += counts_fail (&record->counts) && !nothing;
  summary->nothing += nothing;
  summary->rejudged += record_rejudged (record);
  disagreements_add (&summary->disagreements, record);
  add_claims (summary, record);
  add_platform (&summary->platforms, record, nothing);
}

/* ---- Writing ---- */

static void
write_where (struct markdown *markdown, const struct summary *summary,
             const struct disagreement *disagreement)
{
  enum { FIRST = sizeof disagreement->first / sizeof *disagreement->first };

  if (disagreement->platforms == summary->records && summary->records > 1)
    {
      markdown_format (markdown, "all %zu", summary->records);
      return;
    }
  if (summary->records > 1)
    markdown_format (markdown, "%zu of %zu: ", disagreement->platforms, summary->records);
  for (size_t i = 0; i < FIRST && i < disagreement->platforms; i++)
    {
      markdown_mark (markdown, i > 0 ? ", " : "");
      markdown_text (markdown, disagreement->first[i]);
    }
  if (disagreement->platforms > FIRST)
    markdown_mark (markdown, " …");
}

static void
write_disagreement (struct markdown *markdown, const struct summary *summary,
                    const struct disagreement *disagreement)
{
  const struct result *result = &disagreement->result;

  markdown_mark (markdown, "| ");
  markdown_verdict (markdown, result->verdict);
  markdown_mark (markdown, " | ");
  markdown_code (markdown, disagreement->name);
  if (*disagreement->variants != '\0')
    markdown_mark (markdown, " ");
  markdown_text (markdown, disagreement->variants);
  markdown_mark (markdown, " | ");
  markdown_code (markdown, result->observation);
  if (result->was_known)
    markdown_mark (markdown, ": a known failure that shows no more; please remove its entry");
  markdown_mark (markdown, " | ");
  if (result->ruling.force != FORCE_NONE)
    {
      markdown_code (markdown, result->ruling.expected);
      markdown_format (markdown, " %s: ", force_name (result->ruling.force));
      markdown_text (markdown, result->ruling.source);
    }
  markdown_mark (markdown, " | ");
  write_where (markdown, summary, disagreement);
  markdown_mark (markdown, " | ");
  if (disagreement->declaration != NULL)
    markdown_text (markdown, disagreement->declaration->portable);
  markdown_mark (markdown, " |\n");
  markdown_block (markdown);
}

static void
write_disagreements (struct markdown *markdown, struct summary *summary)
{
  struct disagreements *disagreements = &summary->disagreements;

  markdown_heading (markdown, "##", "Disagreements");
  if (disagreements->count == 0)
    {
      markdown_mark (markdown, "None.\n");
      markdown_block (markdown);
      return;
    }
  disagreements_sort (disagreements);
  markdown_table (markdown, " verdict | behaviour | observed | expected | where | portably ");
  for (size_t i = 0; i < disagreements->count; i++)
    write_disagreement (markdown, summary, &disagreements->list[i]);
}

static void
write_claim (struct markdown *markdown, const struct claim *claim,
             const struct standings *standings)
{
  markdown_mark (markdown, "| ");
  markdown_code (markdown, claim->id);
  markdown_mark (markdown, " ");
  markdown_text (markdown, claim->sentence);
  markdown_format (markdown, " | %zu | %zu | %zu | ", standings->counts[CLAIM_HOLDS],
                   standings->counts[CLAIM_HOLDS_IN_PART], standings->counts[CLAIM_FAILS]);
  markdown_code (markdown, standings->observation);
  markdown_mark (markdown, " for ");
  markdown_code (markdown, standings->id);
  markdown_mark (markdown, " |\n");
  markdown_block (markdown);
}

static void
write_claims (struct markdown *markdown, const struct summary *summary)
{
  bool begun = false;

  for (size_t i = 0; i < claim_count; i++)
    if (*summary->standings[i].id != '\0')
      {
        if (!begun)
          {
            markdown_heading (markdown, "##", "What the textbooks say that is not so");
            markdown_table (markdown, " claim | holds | in part | does not | first observed ");
          }
        begun = true;
        write_claim (markdown, &claims[i], &summary->standings[i]);
      }
}

static void
write_outcome (struct markdown *markdown, const struct summary *summary, bool as_recorded)
{
  markdown_format (markdown, "%zu record%s; %zu fail%s.", summary->records,
                   summary->records == 1 ? "" : "s", summary->failing,
                   summary->failing == 1 ? "s" : "");
  if (summary->nothing > 0)
    markdown_format (markdown, " On %zu there is nothing to test.", summary->nothing);
  if (as_recorded)
    markdown_mark (markdown, " The verdicts are those that the records give.");
  else if (summary->rejudged > 0)
    markdown_format (markdown,
                     " %zu results are judged otherwise than at run time, by the rules of this "
                     "anonmap-report.",
                     summary->rejudged);
  markdown_mark (markdown, "\n");
  markdown_block (markdown);
}

/* ---- The whole ---- */

static void
begin_platforms (struct markdown *markdown)
{
  markdown_begin (markdown, MARKDOWN_LIMIT / 3);
  markdown_heading (markdown, "##", "Platforms");
  markdown_table (markdown, " name | platform | ✅ conforms | ✅ documented | • recorded | "
                            "❌ nonconforming | ❌ deviates | 🚩 known | – unsupported | ❓ error | "
                            "cells of the visibility matrix ");
}

static void
write_summary (FILE *stream, struct summary *summary, bool as_recorded)
{
  struct markdown markdown;

  markdown_begin (&markdown, MARKDOWN_LIMIT - MARKDOWN_LIMIT / 3);
  markdown_mark (&markdown, "# Anonymous memory mappings\n\n");
  write_outcome (&markdown, summary, as_recorded);
  write_disagreements (&markdown, summary);
  write_claims (&markdown, summary);
  markdown_write (&markdown, stream);
  markdown_write (&summary->platforms, stream);
  markdown_write_cut (markdown.left_out + summary->platforms.left_out
                        + summary->disagreements.left_out,
                      stream);
  markdown_end (&markdown);
}

void
write_markdown (FILE *stream, struct collection *collection)
{
  struct summary summary = { .records = 0 };

  summary.standings = xcalloc (claim_count, sizeof *summary.standings);
  disagreements_begin (&summary.disagreements);
  begin_platforms (&summary.platforms);
  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      add_record (&summary, &record);
      record_free (&record);
    }
  write_summary (stream, &summary, collection->as_recorded);
  markdown_end (&summary.platforms);
  disagreements_end (&summary.disagreements);
  free (summary.standings);
}
