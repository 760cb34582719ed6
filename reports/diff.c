/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "diff.h"

#include <string.h>

const struct diff_writer *
diff_writer_find (const char *format)
{
  static const struct diff_writer *const writers[]
    = { &diff_text, &diff_markdown, &diff_json };

  for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
    if (strcmp (writers[i]->format, format) == 0)
      return writers[i];
  return NULL;
}

/* ---- The outcome ---- */

bool
diff_fails (const struct diff *diff)
{
  return diff->counts[REGRESSION] > 0;
}

bool
diff_is_partial (const struct diff *diff)
{
  return diff->compared == 0 || diff->incomparable > 0;
}

void
diff_outcome (const struct diff *diff, char *buffer, size_t size)
{
  const char *verdict = diff_fails (diff)       ? "there are regressions"
                        : diff->compared == 0   ? "nothing could be compared"
                        : diff->incomparable > 0 ? "no regression in what could be compared"
                                                 : "no regression";
  size_t used = 0;

  if (diff->several)
    used = (size_t) snprintf (buffer, size,
                              "%zu platform%s compared, %zu not comparable, %zu only old, "
                              "%zu only new; ",
                              diff->compared, diff->compared == 1 ? "" : "s", diff->incomparable,
                              diff->only_old, diff->only_new);
  if (used < size)
    snprintf (buffer + used, size - used, "%zu of %zu unchanged; %s.", diff->counts[UNCHANGED],
              diff->pairs, verdict);
}

/* ---- Pairs of records ---- */

static void
count (struct diff *diff, const struct comparison *comparison)
{
  if (*comparison->obstacle != '\0')
    {
      diff->incomparable++;
      return;
    }
  diff->compared++;
  diff->pairs += comparison->count;
  for (int change = 0; change < CHANGES; change++)
    diff->counts[change] += comparison->counts[change];
}

/* Compares one record of each; a null NAME is to be made of the new one's platform.  */
static void
compare (struct diff *diff, const struct diff_writer *writer, struct collection *olds, size_t i,
         struct collection *news, size_t j, const char *name)
{
  struct comparison comparison;
  struct record old;
  struct record new;
  char platform[NAME_SIZE];

  collection_read (olds, i, &old);
  collection_read (news, j, &new);
  name_platform (&new.platform, platform);
  if (name == NULL)
    name = platform;
  comparison = (struct comparison){ .name = name, .old = &old, .new = &new };
  comparison_find_obstacle (&comparison, olds->as_recorded);
  if (*comparison.obstacle == '\0')
    comparison_make (&comparison, name, &old, &new, diff->budget);
  count (diff, &comparison);
  writer->platform (diff, &comparison);
  diff->written++;
  comparison_free (&comparison);
  record_free (&old);
  record_free (&new);
}

/* The name of the file without what all have.  */
static void
file_name (const struct source *source, char name[NAME_SIZE])
{
  const char *slash = strrchr (source->path, '/');

  snprintf (name, NAME_SIZE, "%s", slash != NULL ? slash + 1 : source->path);
  if (strlen (name) > strlen (".jsonl")
      && strcmp (name + strlen (name) - strlen (".jsonl"), ".jsonl") == 0)
    name[strlen (name) - strlen (".jsonl")] = '\0';
}

/* Both are in the order of their file names.  */
static void
compare_directories (struct diff *diff, const struct diff_writer *writer, struct collection *old,
                     struct collection *new)
{
  size_t i = 0;
  size_t j = 0;

  while (i < old->count || j < new->count)
    {
      char old_name[NAME_SIZE];
      char new_name[NAME_SIZE];
      int order;

      if (i < old->count)
        file_name (&old->source[i], old_name);
      if (j < new->count)
        file_name (&new->source[j], new_name);
      order = i == old->count ? 1 : j == new->count ? -1 : strcmp (old_name, new_name);
      if (order == 0)
        compare (diff, writer, old, i++, new, j++, old_name);
      else
        {
          writer->alone (diff, order < 0 ? old_name : new_name, order < 0);
          diff->written++;
          diff->only_old += order < 0;
          diff->only_new += order > 0;
          i += order < 0;
          j += order > 0;
        }
    }
}

void
diff_run (struct diff *diff, const struct diff_writer *writer, struct collection *old,
          struct collection *new)
{
  writer->begin (diff);
  if (diff->several)
    compare_directories (diff, writer, old, new);
  else
    compare (diff, writer, old, 0, new, 0, NULL);
  writer->end (diff);
}
