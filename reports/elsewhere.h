/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elsewhere: what the documentation or the source of other systems says of a row, as the rule tables
   have it.  Nothing here was observed.  */
#ifndef ANONMAP_ELSEWHERE_H
#define ANONMAP_ELSEWHERE_H

#include "survey.h"

enum { ELSEWHERE_SYSTEMS = 64, EXPECTED_SIZE = 160 };

/* Systems that are said to answer alike.  */
struct saying
{
  char expected[EXPECTED_SIZE]; /* their variants' different expectations, cut */
  const char *system[ELSEWHERE_SYSTEMS];
  size_t systems;
  bool refuses; /* what is expected is an error */
};

struct elsewhere
{
  struct saying saying[ELSEWHERE_SYSTEMS]; /* the commonest first */
  size_t sayings;
  size_t systems; /* that say anything which binds */
  size_t refusing;
};

void elsewhere_find (struct elsewhere *elsewhere, const struct row *row);

#endif
