/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* A result with what it is sorted by.  */
struct member
{
  const struct result *result;
  size_t place; /* in the registry; behaviour_count if it is not there */
  size_t first; /* the place of its declaration's first variant */
  enum likeness likeness;
};

static struct member
make_member (const struct result *result, enum likeness likeness)
{
  struct member member = { result, behaviour_count, behaviour_count, likeness };
  const struct behaviour *behaviour = behaviour_find (result->id);

  if (behaviour != NULL)
    {
      member.place = member.first = (size_t) (behaviour - behaviours);
      while (member.first > 0
             && behaviours[member.first - 1].declaration == behaviour->declaration)
        member.first--;
    }
  return member;
}

static int
compare_sizes (size_t a, size_t b)
{
  return (a > b) - (a < b);
}

/* Verdicts that say that all is well are one.  */
static int
outcome_of (const struct result *result)
{
  return result->verdict == VERDICT_DOCUMENTED || result->verdict == VERDICT_RECORDED
           ? VERDICT_CONFORMS
           : result->verdict;
}

/* 0 if the two belong into one group.  */
static int
compare_likeness (const struct member *a, const struct member *b)
{
  const struct result *x = a->result;
  const struct result *y = b->result;
  int order = compare_sizes (a->first, b->first);

  if (order == 0 && a->place == behaviour_count)
    order = strcmp (x->id, y->id);
  if (order == 0)
    order = outcome_of (x) - outcome_of (y);
  if (order == 0)
    order = strcmp (x->observation, y->observation);
  if (order == 0)
    order = x->was_known - y->was_known;
  if (order != 0 || a->likeness == ALIKE_IN_OUTCOME)
    return order;
  order = compare_sizes (x->verdict, y->verdict);
  if (order == 0)
    order = compare_sizes (x->ruling.force, y->ruling.force);
  if (order == 0)
    order = strcmp (x->ruling.expected, y->ruling.expected);
  if (order == 0)
    order = strcmp (x->ruling.source, y->ruling.source);
  return order;
}

static int
compare_members (const void *x, const void *y)
{
  const struct member *a = x;
  const struct member *b = y;
  int order = compare_likeness (a, b);

  if (order == 0)
    order = compare_sizes (a->place, b->place);
  if (order == 0)
    order = (a->result > b->result) - (a->result < b->result);
  return order;
}

struct groups
groups_make (const struct result *results, size_t count, enum likeness likeness,
             bool (*select) (const struct result *result, const void *data), const void *data)
{
  struct member *members = xnmalloc (count + 1, sizeof *members);
  struct groups groups = { NULL, 0, NULL };
  size_t chosen = 0;

  for (size_t i = 0; i < count; i++)
    if (select == NULL || select (&results[i], data))
      members[chosen++] = make_member (&results[i], likeness);
  qsort (members, chosen, sizeof *members, compare_members);

  groups.group = xnmalloc (chosen + 1, sizeof *groups.group);
  groups.members = xnmalloc (chosen + 1, sizeof *groups.members);
  for (size_t i = 0; i < chosen; i++)
    {
      const struct behaviour *behaviour
        = members[i].place < behaviour_count ? &behaviours[members[i].place] : NULL;

      groups.members[i] = members[i].result;
      if (i > 0 && compare_likeness (&members[i - 1], &members[i]) == 0)
        groups.group[groups.count - 1].count++;
      else
        groups.group[groups.count++]
          = (struct group){ behaviour != NULL ? behaviour->declaration : NULL,
                            &groups.members[i], 1 };
    }
  free (members);
  return groups;
}

void
groups_free (struct groups *groups)
{
  free (groups->group);
  free (groups->members);
  *groups = (struct groups){ NULL, 0, NULL };
}

const char *
group_name (const struct group *group)
{
  return group->declaration != NULL ? group->declaration->id : group->members[0]->id;
}

static const char *const sharings[] = { "", "private", "shared" };
static const char *const techniques[] = { "", "MAP_ANONYMOUS", "MAP_ANON", "dev-zero" };

/* Appends the names whose bits are set, in braces if there are several; returns how many.  */
static size_t
append_set (char *buffer, size_t size, const char *const *names, size_t count, unsigned set)
{
  size_t members = 0;
  size_t length = strlen (buffer);

  for (size_t i = 0; i < count; i++)
    members += set >> i & 1;
  if (members > 1)
    length += (size_t) snprintf (buffer + length, size - length, "{");
  for (size_t i = 0, written = 0; i < count; i++)
    if (set >> i & 1)
      length += (size_t) snprintf (buffer + length, size - length, "%s%s", written++ ? "," : "",
                                   names[i]);
  if (members > 1)
    snprintf (buffer + length, size - length, "}");
  return members;
}

/* Writes "{private,shared}-MAP_ANON" if the members are all combinations of two sets.  */
static bool
write_product (const struct group *group, char *buffer, size_t size)
{
  char product[96] = "";
  unsigned sharing = 0;
  unsigned technique = 0;
  size_t combinations;

  for (size_t i = 0; i < group->count; i++)
    {
      const struct variant *variant = behaviour_find (group->members[i]->id)->variant;

      sharing |= 1U << variant->sharing;
      technique |= 1U << variant->technique;
    }
  combinations = append_set (product, sizeof product, sharings, 3, sharing);
  if (sharing > 1 && technique > 1)
    strcat (product, "-");
  combinations *= append_set (product, sizeof product, techniques, 4, technique);
  if (combinations != group->count)
    return false;
  snprintf (buffer, size, "%s", product);
  return true;
}

static size_t
variants_of (const struct declaration *declaration)
{
  size_t variants = 0;

  for (size_t i = 0; i < behaviour_count; i++)
    variants += behaviours[i].declaration == declaration;
  return variants;
}

void
group_variants (const struct group *group, char *buffer, size_t size)
{
  size_t variants = group->declaration != NULL ? variants_of (group->declaration) : 1;
  size_t length = 0;

  *buffer = '\0';
  if (variants == 1)
    return;
  if (group->count == variants)
    {
      snprintf (buffer, size, "all %zu variants", variants);
      return;
    }
  if (write_product (group, buffer, size))
    return;
  for (size_t i = 0; i < group->count && length < size; i++)
    length += (size_t) snprintf (buffer + length, size - length, "%s%s", i > 0 ? ", " : "",
                                 behaviour_find (group->members[i]->id)->variant->name);
}
