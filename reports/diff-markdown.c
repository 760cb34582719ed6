/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For job summaries: the outcome first.  */
#include <config.h>

#include <stdlib.h>

#include "diff.h"
#include "markdown.h"
#include "xalloc.h"

static void
begin (struct diff *diff)
{
  diff->state = xmalloc (sizeof (struct markdown));
  markdown_begin (diff->state, MARKDOWN_LIMIT - MARKDOWN_LIMIT / 8);
}

/* ---- Platforms ---- */

static void
write_side (struct markdown *markdown, const struct result *result)
{
  markdown_mark (markdown, " | ");
  if (result == NULL)
    return;
  markdown_verdict (markdown, result->verdict);
  markdown_mark (markdown, " ");
  markdown_code (markdown, result->observation);
}

static void
write_pair (struct markdown *markdown, const struct pair *pair)
{
  const struct ruling *ruling = &pair_result (pair)->ruling;

  markdown_mark (markdown, pair->change == REGRESSION ? "| **" : "| ");
  markdown_text (markdown, change_name (pair->change));
  markdown_mark (markdown, pair->change == REGRESSION ? "** | " : " | ");
  markdown_code (markdown, pair_result (pair)->id);
  write_side (markdown, pair->old);
  write_side (markdown, pair->new);
  markdown_mark (markdown, " | ");
  if (pair->acceptance != NULL)
    {
      markdown_format (markdown, "accepted until %s: ", pair->acceptance->until);
      markdown_text (markdown, pair->acceptance->reason);
    }
  else if (ruling->force != FORCE_NONE)
    {
      markdown_code (markdown, ruling->expected);
      markdown_format (markdown, " %s: ", force_name (ruling->force));
      markdown_text (markdown, ruling->source);
    }
  markdown_mark (markdown, " |\n");
  markdown_block (markdown);
}

static void
write_description (struct markdown *markdown, const char *label, const struct record *record,
                   const char *end)
{
  char description[512];

  if (!record->usable)
    return;
  platform_describe (&record->platform, description, sizeof description);
  markdown_mark (markdown, label);
  markdown_text (markdown, description);
  markdown_mark (markdown, end);
}

static void
write_sides (struct markdown *markdown, const struct comparison *comparison)
{
  write_description (markdown, "Old: ", comparison->old, "  \n");
  write_description (markdown, "New: ", comparison->new, "\n\n");
  if (*comparison->obstacle != '\0')
    {
      markdown_mark (markdown, "**Not comparable:** ");
      markdown_text (markdown, comparison->obstacle);
      markdown_mark (markdown, "\n");
    }
  markdown_block (markdown);
}

static void
platform (struct diff *diff, const struct comparison *comparison)
{
  struct markdown *markdown = diff->state;

  if (*comparison->obstacle == '\0' && comparison->counts[UNCHANGED] == comparison->count)
    return;
  markdown_heading (markdown, "##", comparison->name);
  write_sides (markdown, comparison);
  if (*comparison->obstacle != '\0')
    return;
  markdown_table (markdown, " class | behaviour | old | new | expected ");
  for (int change = 0; change < UNCHANGED; change++)
    for (size_t i = 0; i < comparison->count; i++)
      if (comparison->pairs[i].change == (enum change) change)
        write_pair (markdown, &comparison->pairs[i]);
}

static void
alone (struct diff *diff, const char *name, bool old)
{
  struct markdown *markdown = diff->state;

  markdown_format (markdown, "\nOnly %s: ", old ? "old" : "new");
  markdown_text (markdown, name);
  markdown_mark (markdown, "\n");
  markdown_block (markdown);
}

/* ---- The beginning, which is known at the end ---- */

static void
write_classes (struct markdown *markdown, const struct diff *diff)
{
  markdown_table (markdown, " class | number | meaning ");
  for (int change = 0; change < UNCHANGED; change++)
    if (diff->counts[change] > 0)
      {
        markdown_format (markdown, "| %s | %zu | %s |\n", change_name ((enum change) change),
                         diff->counts[change], change_meaning ((enum change) change));
        markdown_block (markdown);
      }
}

static void
write_budget (struct markdown *markdown, const struct budget *budget)
{
  bool begun = false;

  for (size_t i = 0; i < budget->count; i++)
    {
      const struct acceptance *acceptance = &budget->acceptances[i];
      const char *trouble = acceptance_trouble (acceptance);

      if (trouble == NULL)
        continue;
      if (!begun)
        {
          markdown_heading (markdown, "##", "The budget");
          markdown_table (markdown, " line | entry | last day | reason | what is wrong ");
        }
      begun = true;
      markdown_format (markdown, "| %lu | ", acceptance->line);
      markdown_code (markdown, acceptance->platform);
      markdown_mark (markdown, " ");
      markdown_code (markdown, acceptance->id);
      markdown_format (markdown, " | %s | ", acceptance->until);
      markdown_text (markdown, acceptance->reason);
      markdown_format (markdown, " | %s |\n", trouble);
      markdown_block (markdown);
    }
}

static void
end (struct diff *diff)
{
  struct markdown *body = diff->state;
  struct markdown head;
  char outcome[256];

  diff_outcome (diff, outcome, sizeof outcome);
  markdown_begin (&head, MARKDOWN_LIMIT / 8);
  markdown_format (&head, "# %s\n\n",
                   diff_fails (diff)        ? "❌ Regressions"
                   : diff_is_partial (diff) ? "❓ Not everything could be compared"
                                            : "✅ No regression");
  markdown_text (&head, outcome);
  markdown_mark (&head, "\n\n");
  markdown_block (&head);
  if (diff->counts[UNCHANGED] < diff->pairs)
    write_classes (&head, diff);
  write_budget (&head, diff->budget);
  markdown_write (&head, diff->stream);
  markdown_write (body, diff->stream);
  markdown_write_cut (head.left_out + body->left_out, diff->stream);
  markdown_end (&head);
  markdown_end (body);
  free (body);
}

const struct diff_writer diff_markdown = { "markdown", begin, platform, alone, end };
