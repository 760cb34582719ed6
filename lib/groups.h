/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups: the results of one declaration that came out alike, so that a report needs one line where
   a behaviour has six variants.  */
#ifndef ANONMAP_GROUPS_H
#define ANONMAP_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "behaviour.h"
#include "result.h"

struct group
{
  const struct declaration *declaration; /* NULL if the registry does not have the id */
  const struct result **members;         /* in the registry's order */
  size_t count;                          /* at least 1 */
};

struct groups
{
  struct group *group; /* in the registry's order; ids that it does not have come last */
  size_t count;
  const struct result **members; /* of all groups, one after the other */
};

/* What makes two results alike.  */
enum likeness
{
  ALIKE_IN_OUTCOME, /* the observation, and the verdict unless both are fine */
  ALIKE_IN_RULE     /* those, the verdict, and what was expected by which rule */
};

/* Groups those of the results that SELECT accepts (DATA is handed to it); NULL accepts all.  The
   results are pointed to, and must outlive the groups.  groups_free frees the rest.  */
struct groups groups_make (const struct result *results, size_t count, enum likeness likeness,
                           bool (*select) (const struct result *result, const void *data),
                           const void *data);
void groups_free (struct groups *groups);

/* "topic.case" of a group with a declaration, else the whole id.  */
const char *group_name (const struct group *group);

/* Writes which variants are meant: "" if there is but one, "all 6 variants", "private-MAP_ANON",
   "{private,shared}-MAP_ANON", or a list; cut to SIZE bytes.  */
void group_variants (const struct group *group, char *buffer, size_t size);

#endif
