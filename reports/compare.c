/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing two records.  */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "diff.h"
#include "xalloc.h"

static const struct
{
  const char *name;
  const char *meaning;
} changes[CHANGES] = {
  [REGRESSION] = { "regression", "was as it should be, or an excused failure, and now fails" },
  [ACCEPTED] = { "accepted", "a regression, but for the budget" },
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

const char *
change_name (enum change change)
{
  return changes[change].name;
}

const char *
change_meaning (enum change change)
{
  return changes[change].meaning;
}

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

/* ---- Obstacles ---- */

/* Notes that what both should have in common is not; true if so.  */
static bool
differ (struct comparison *comparison, const char *what, const char *old, const char *new)
{
  if (strcmp (old, new) == 0)
    return false;
  snprintf (comparison->obstacle, sizeof comparison->obstacle, "%s: %.80s and %.80s", what,
            *old != '\0' ? old : "unknown", *new != '\0' ? new : "unknown");
  return true;
}

/* "qemu-user valgrind" */
static void
layers_of (const struct platform *platform, char *buffer, size_t size)
{
  size_t used = 0;

  snprintf (buffer, size, "none");
  for (size_t i = 0; i < platform->layer_count && used < size; i++)
    used += (size_t) snprintf (buffer + used, size - used, "%s%s", i > 0 ? " " : "",
                               platform->layers[i].name);
}

/* True if they were made on two platforms: on what a diff of releases is not about.  */
static bool
platforms_differ (struct comparison *comparison)
{
  const struct platform *old = &comparison->old->platform;
  const struct platform *new = &comparison->new->platform;
  char old_text[256];
  char new_text[256];

  if (differ (comparison, "they are of two kernels", old->kernel, new->kernel)
      || differ (comparison, "they are of two architectures", old->arch, new->arch)
      || differ (comparison, "they are of two C libraries", old->libc, new->libc))
    return true;
  snprintf (old_text, sizeof old_text, "%ld", old->page_size);
  snprintf (new_text, sizeof new_text, "%ld", new->page_size);
  if (differ (comparison, "they are of two page sizes", old_text, new_text))
    return true;
  layers_of (old, old_text, sizeof old_text);
  layers_of (new, new_text, sizeof new_text);
  if (differ (comparison, "something else stands between", old_text, new_text))
    return true;
  name_detail (old, BY_OFF_T, old_text);
  name_detail (new, BY_OFF_T, new_text);
  return differ (comparison, "they are of two sizes of off_t", old_text, new_text);
}

void
comparison_find_obstacle (struct comparison *comparison, bool as_recorded)
{
  const struct record *old = comparison->old;
  const struct record *new = comparison->new;

  if (!old->usable || !new->usable)
    snprintf (comparison->obstacle, sizeof comparison->obstacle, "the %s one cannot be used",
              old->usable ? "new" : "old");
  else if (!old->complete || !new->complete)
    snprintf (comparison->obstacle, sizeof comparison->obstacle,
              "the %s one is incomplete, so that nobody knows what is missing",
              old->complete ? "new" : "old");
  else if (differ (comparison, "they are of two versions of the suite", old->platform.suite,
                   new->platform.suite)
           || platforms_differ (comparison)
           || differ (comparison, "they are judged by the rules of two systems",
                      old->platform.rules, new->platform.rules))
    return;
  else if (as_recorded)
    differ (comparison, "they were judged by two versions of the rules",
            old->platform.rules_version, new->platform.rules_version);
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

static void
make_pairs (struct comparison *comparison)
{
  const struct record *old = comparison->old;
  const struct record *new = comparison->new;
  const struct result **olds = sorted_results (old);
  const struct result **news = sorted_results (new);
  size_t i = 0;
  size_t j = 0;

  comparison->pairs = xnmalloc (old->count + new->count + 1, sizeof *comparison->pairs);
  while (i < old->count || j < new->count)
    {
      struct pair *pair = &comparison->pairs[comparison->count++];
      int order = i == old->count   ? 1
                  : j == new->count ? -1
                                    : strcmp (olds[i]->id, news[j]->id);

      pair->old = order <= 0 ? olds[i++] : NULL;
      pair->new = order >= 0 ? news[j++] : NULL;
      pair->change = classify (pair->old, pair->new);
      pair->acceptance = NULL;
    }
  free (olds);
  free (news);
}

const struct result *
pair_result (const struct pair *pair)
{
  return pair->new != NULL ? pair->new : pair->old;
}

/* ---- The budget ---- */

static void
apply_budget (struct comparison *comparison, struct budget *budget)
{
  budget_ask (budget, comparison->name);
  for (size_t i = 0; i < comparison->count; i++)
    {
      struct pair *pair = &comparison->pairs[i];

      if (pair->new == NULL || !verdict_fails (pair->new->verdict))
        continue;
      pair->acceptance = budget_accepts (budget, comparison->name, pair->new);
      if (pair->acceptance != NULL && pair->change == REGRESSION)
        pair->change = ACCEPTED;
    }
}

void
comparison_make (struct comparison *comparison, const char *name, const struct record *old,
                 const struct record *new, struct budget *budget)
{
  *comparison = (struct comparison){ .name = name, .old = old, .new = new };
  make_pairs (comparison);
  apply_budget (comparison, budget);
  for (size_t i = 0; i < comparison->count; i++)
    comparison->counts[comparison->pairs[i].change]++;
}

void
comparison_free (struct comparison *comparison)
{
  free (comparison->pairs);
}
