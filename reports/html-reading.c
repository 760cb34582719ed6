/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "html.h"

/* Where a corrected rule, and no new run, has changed a verdict; among several platforms the table of
   them counts.  */
static void
write_rejudged (const struct html *html, const struct record *record)
{
  if (record_rejudged (record) == 0)
    return;
  fputs ("<details><summary>", html->stream);
  html_text (html->stream, record->name);
  fprintf (html->stream, ": %zu verdicts are not those of the run</summary>\n<ul>\n",
           record_rejudged (record));
  for (size_t i = 0; i < record->count; i++)
    if (record->results[i].verdict != record->recorded[i].verdict)
      {
        fputs ("<li>", html->stream);
        html_code (html->stream, record->results[i].id);
        fprintf (html->stream, ": %s, then %s</li>\n", verdict_name (record->results[i].verdict),
                 verdict_name (record->recorded[i].verdict));
      }
  fputs ("</ul></details>\n", html->stream);
}

void
html_reading (const struct html *html)
{
  const struct survey *survey = html->survey;

  html_heading (html, "reading", "How to read and to repeat this");
  fputs ("<p>An observation is what happened, in words of a fixed list. A verdict holds it against "
         "a rule: what POSIX demands, else what the platform's own documentation or source says. "
         "A rule that is only measured, inferred or unknown binds nobody.</p>\n<p>",
         html->stream);
  if (survey->records->as_recorded)
    fputs ("The verdicts are those that the records give.", html->stream);
  else
    fprintf (html->stream,
             "The verdicts are by the rules of this anonmap-report (%s), whichever the records were "
             "made with.",
             rules_version);
  fputs ("</p>\n", html->stream);
  if (survey->platforms == 1)
    write_rejudged (html, survey->platform[0]);
  fputs ("<p>How many programs a behaviour broke is the number of those whose public reports stand "
         "in <code>lib/threads.tsv</code>: a lower bound, there to be corrected. What other "
         "systems document is from the tables in <code>lib/rules/</code>; nothing of that was "
         "observed.</p>\n"
         "<p>To ask one question again: <code>anonmap ID</code>; to read all that is known about "
         "it: <code>anonmap --explain=ID</code>; to see every id: <code>anonmap --list</code>.</p>\n",
         html->stream);
}
