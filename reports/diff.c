/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "diff.h"

#include <stdlib.h>
#include <string.h>

#include "safe.h"
#include "xalloc.h"

/* In the order in which they are written.  */
enum change
{
  REGRESSION,
  NEWLY_FAILING,
  STILL_FAILING,
  LOST,
  FIXED,
  NEWLY_PASSING,
  CHANGED,
  APPEARED,
  DISAPPEARED,
  UNCHANGED,
  CHANGES
};

static const struct
{
  const char *name;
  const char *meaning;
} changes[CHANGES] = {
  [REGRESSION] = { "regression", "was as it should be, or an excused failure, and now fails" },
  [NEWLY_FAILING] = { "newly failing", "had no answer and now fails, or fails and is excused" },
  [STILL_FAILING] = { "still failing", "failed, and does" },
  [LOST] = { "lost", "was answered, and is not any more" },
  [FIXED] = { "fixed", "failed, and is as it should be" },
  [NEWLY_PASSING] = { "newly passing", "had no answer and is as it should be" },
  [CHANGED] = { "changed", "does not fail, and is not the same" },
  [APPEARED] = { "appeared", "only the new record has it" },
  [DISAPPEARED] = { "disappeared", "only the old record has it" },
  [UNCHANGED] = { "unchanged", "" },
};

/* From the old verdict, a row, to the new one, a column.  Where the class is UNCHANGED, another
   observation makes it CHANGED.  */
#define R REGRESSION
#define N NEWLY_FAILING
#define S STILL_FAILING
#define L LOST
#define F FIXED
#define P NEWLY_PASSING
#define C CHANGED
#define o UNCHANGED
static const enum change table[VERDICT_COUNT][VERDICT_COUNT] = {
  /*                 conforms documented recorded nonconforming deviates known unsupported error */
  /* conforms */      { o,       C,         C,       R,            R,       N,    L,          L },
  /* documented */    { C,       o,         C,       R,            R,       N,    L,          L },
  /* recorded */      { C,       C,         o,       R,            R,       N,    L,          L },
  /* nonconforming */ { F,       F,         F,       S,            S,       S,    L,          L },
  /* deviates */      { F,       F,         F,       S,            S,       S,    L,          L },
  /* known */         { F,       F,         F,       R,            R,       S,    L,          L },
  /* unsupported */   { P,       P,         P,       N,            N,       N,    o,          N },
  /* error */         { P,       P,         P,       N,            N,       N,    C,          S },
};
#undef R
#undef N
#undef S
#undef L
#undef F
#undef P
#undef C
#undef o

/* One id with its results, of which one may be NULL.  */
struct pair
{
  const struct result *old;
  const struct result *new;
  enum change change;
};

static enum change
classify (const struct result *old, const struct result *new)
{
  enum change change;

  if (old == NULL || new == NULL)
    return old == NULL ? APPEARED : DISAPPEARED;
  change = table[old->verdict][new->verdict];
  if (change == UNCHANGED && strcmp (old->observation, new->observation) != 0)
    return CHANGED;
  return change;
}

/* ---- Pairing ---- */

static int
compare_results (const void *x, const void *y)
{
  const struct result *const *a = x;
  const struct result *const *b = y;

  return strcmp ((*a)->id, (*b)->id);
}

static const struct result **
sorted_results (const struct record *record)
{
  const struct result **sorted = xnmalloc (record->count + 1, sizeof *sorted);

  for (size_t i = 0; i < record->count; i++)
    sorted[i] = &record->results[i];
  qsort (sorted, record->count, sizeof *sorted, compare_results);
  return sorted;
}

/* Pairs, in the order of the ids, that the caller frees.  */
static struct pair *
make_pairs (const struct record *old, const struct record *new, size_t *count)
{
  struct pair *pairs = xnmalloc (old->count + new->count + 1, sizeof *pairs);
  const struct result **olds = sorted_results (old);
  const struct result **news = sorted_results (new);
  size_t i = 0;
  size_t j = 0;

  for (*count = 0; i < old->count || j < new->count; ++*count)
    {
      int order = i == old->count   ? 1
                  : j == new->count ? -1
                                    : strcmp (olds[i]->id, news[j]->id);
      struct pair *pair = &pairs[*count];

      pair->old = order <= 0 ? olds[i++] : NULL;
      pair->new = order >= 0 ? news[j++] : NULL;
      pair->change = classify (pair->old, pair->new);
    }
  free (olds);
  free (news);
  return pairs;
}

/* ---- Writing ---- */

static void
write_side (FILE *stream, const char *label, const struct result *result)
{
  if (result == NULL)
    return;
  fprintf (stream, "      %s  %s: ", label, verdict_name (result->verdict));
  wrap_line (stream, 13 + strlen (verdict_name (result->verdict)), 13, result->observation);
}

static void
write_pair (FILE *stream, const struct pair *pair)
{
  const struct result *result = pair->new != NULL ? pair->new : pair->old;

  fprintf (stream, "  %s\n", result->id);
  write_side (stream, "old", pair->old);
  write_side (stream, "new", pair->new);
  if (pair->change == REGRESSION || pair->change == NEWLY_FAILING)
    {
      if (*result->ruling.expected != '\0')
        {
          fputs ("      expected ", stream);
          wrap_line (stream, 15, 15, result->ruling.expected);
        }
      fprintf (stream, "      %s ", force_name (result->ruling.force));
      wrap_line (stream, 7 + strlen (force_name (result->ruling.force)), 15, result->ruling.source);
    }
}

/* What only one record has is listed by name, since there is nothing to compare.  */
static void
write_class (FILE *stream, const struct pair *pairs, size_t count, enum change change)
{
  size_t members = 0;

  for (size_t i = 0; i < count; i++)
    members += pairs[i].change == change;
  if (members == 0)
    return;
  fprintf (stream, "\n%s: %zu (%s)\n", changes[change].name, members, changes[change].meaning);
  for (size_t i = 0; i < count; i++)
    if (pairs[i].change == change)
      write_pair (stream, &pairs[i]);
}

static void
write_record (FILE *stream, const char *label, const struct record *record)
{
  struct wrap wrap = { stream, strlen (label) + 2, 5, false };
  char description[512];

  platform_describe (&record->platform, description, sizeof description);
  fprintf (stream, "%s: ", label);
  wrap_words (&wrap, description);
  if (!record->complete)
    wrap_words (&wrap, "(incomplete)");
  putc ('\n', stream);
}

bool
diff_write (FILE *stream, const struct record *old, const struct record *new)
{
  size_t count;
  struct pair *pairs = make_pairs (old, new, &count);
  size_t unchanged = 0;
  bool regression = false;

  write_record (stream, "old", old);
  write_record (stream, "new", new);
  for (size_t i = 0; i < count; i++)
    {
      regression |= pairs[i].change == REGRESSION;
      unchanged += pairs[i].change == UNCHANGED;
    }
  for (int change = 0; change < UNCHANGED; change++)
    write_class (stream, pairs, count, (enum change) change);
  fprintf (stream, "\n%zu of %zu unchanged; %s\n", unchanged, count,
           regression ? "there are regressions." : "no regression.");
  free (pairs);
  return regression;
}
