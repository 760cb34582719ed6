/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "disagreements.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "xalloc.h"

/* A report has no room for more, whatever the records hold; twice as many slots.  */
enum { LIMIT = 8192, SLOTS = 2 * LIMIT, FIRST = 4 };

void
disagreements_begin (struct disagreements *disagreements)
{
  *disagreements = (struct disagreements){ .count = 0 };
  disagreements->slots = xcalloc (SLOTS, sizeof *disagreements->slots);
}

void
disagreements_end (struct disagreements *disagreements)
{
  free (disagreements->list);
  free (disagreements->slots);
  texts_free (&disagreements->texts);
}

/* ---- Collecting ---- */

static bool
disagrees (const struct result *result, const void *data)
{
  (void) data;
  return result_disagrees (result);
}

static const char *
keep (struct disagreements *disagreements, const char *text)
{
  return texts_add (&disagreements->texts, text, strlen (text) + 1);
}

/* The slot of the key, which is 0 if there is none yet.  */
static size_t *
slot_of (const struct disagreements *disagreements, const char *key)
{
  size_t i = hash_bytes (key, strlen (key)) % SLOTS;

  while (disagreements->slots[i] != 0
         && strcmp (disagreements->list[disagreements->slots[i] - 1].key, key) != 0)
    i = (i + 1) % SLOTS;
  return &disagreements->slots[i];
}

static struct disagreement *
make (struct disagreements *disagreements, const struct group *group, const char *key,
      const char *variants)
{
  struct disagreement *made;

  if (disagreements->count == disagreements->capacity)
    disagreements->list = x2nrealloc (disagreements->list, &disagreements->capacity,
                                      sizeof *disagreements->list);
  made = &disagreements->list[disagreements->count++];
  *made = (struct disagreement){ .declaration = group->declaration,
                                 .key = keep (disagreements, key),
                                 .name = keep (disagreements, group_name (group)),
                                 .variants = keep (disagreements, variants),
                                 .result = *group->members[0] };
  made->result.id = keep (disagreements, made->result.id);
  made->result.observation = keep (disagreements, made->result.observation);
  made->result.ruling.expected = keep (disagreements, made->result.ruling.expected);
  made->result.ruling.source = keep (disagreements, made->result.ruling.source);
  return made;
}

static void
add_group (struct disagreements *disagreements, const char *platform, const struct group *group)
{
  const struct result *result = group->members[0];
  char variants[512];
  char key[512 + 96 + 4 * TEXT_SIZE_LIMIT];
  struct disagreement *disagreement;
  size_t *slot;

  group_variants (group, variants, sizeof variants);
  snprintf (key, sizeof key, "%d%d\n%d\n%s\n%s\n%s\n%s\n%s", (int) result->verdict,
            (int) result->was_known, (int) result->ruling.force, group_name (group), variants,
            result->observation, result->ruling.expected, result->ruling.source);
  slot = slot_of (disagreements, key);
  if (*slot == 0 && disagreements->count == LIMIT)
    {
      disagreements->left_out++;
      return;
    }
  if (*slot == 0)
    {
      make (disagreements, group, key, variants);
      *slot = disagreements->count;
    }
  disagreement = &disagreements->list[*slot - 1];
  if (disagreement->platforms < FIRST)
    disagreement->first[disagreement->platforms] = keep (disagreements, platform);
  disagreement->platforms++;
}

void
disagreements_add (struct disagreements *disagreements, const struct record *record)
{
  struct groups groups
    = groups_make (record->results, record->count, ALIKE_IN_RULE, disagrees, NULL);

  for (size_t i = 0; i < groups.count; i++)
    add_group (disagreements, record->name, &groups.group[i]);
  groups_free (&groups);
}

/* ---- Order ---- */

static int
compare (const void *x, const void *y)
{
  const struct disagreement *a = x;
  const struct disagreement *b = y;
  bool a_fails = verdict_fails (a->result.verdict);
  bool b_fails = verdict_fails (b->result.verdict);

  if (a_fails != b_fails)
    return a_fails ? -1 : 1;
  if (a->platforms != b->platforms)
    return a->platforms > b->platforms ? -1 : 1;
  return strcmp (a->name, b->name) != 0 ? strcmp (a->name, b->name) : strcmp (a->key, b->key);
}

void
disagreements_sort (struct disagreements *disagreements)
{
  if (disagreements->count > 0)
    qsort (disagreements->list, disagreements->count, sizeof *disagreements->list, compare);
}
