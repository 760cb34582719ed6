/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "formats.h"
#include "text.h"

/* "  zero.every-byte: conforms, was recorded" */
static void
write_rejudged (FILE *stream, const struct record *record)
{
  if (record_rejudged (record) == 0)
    return;
  fputs ("\nJudged otherwise than at run time, by the rules of this program\n", stream);
  for (size_t i = 0; i < record->count; i++)
    if (record->results[i].verdict != record->recorded[i].verdict)
      fprintf (stream, "  %s: %s, was %s\n", record->results[i].id,
               verdict_name (record->results[i].verdict),
               verdict_name (record->recorded[i].verdict));
}

static void
write_unknown (FILE *stream, const struct record *record)
{
  if (record_unknown_ids (record) == 0)
    return;
  fputs ("\nNot known to this program\n", stream);
  for (size_t i = 0; i < record->count; i++)
    if (id_is_unknown (record->results[i].id))
      {
        fprintf (stream, "  %s: ", record->results[i].id);
        wrap_line (stream, strlen (record->results[i].id) + 4, 4, record->results[i].observation);
      }
}

static void
write_record (FILE *stream, const struct record *record)
{
  struct text_record text = { &record->platform, record->results,  record->count,
                              &record->counts,   record->complete, record->path };

  text_report (stream, &text, false);
  write_rejudged (stream, record);
  write_unknown (stream, record);
  if (record->noise > 0)
    fprintf (stream, "\n%lu line%s not the record's %s passed over.\n", record->noise,
             record->noise == 1 ? " that is" : "s that are", record->noise == 1 ? "was" : "were");
}

void
write_text (FILE *stream, struct collection *collection)
{
  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      if (i > 0)
        fprintf (stream, "\n%.*s\n\n", TEXT_WIDTH,
                 "----------------------------------------"
                 "----------------------------------------");
      collection_read (collection, i, &record);
      write_record (stream, &record);
      record_free (&record);
    }
}
