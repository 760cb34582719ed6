/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Disagreements, collected over the records of a report: what is alike on many platforms is one.  */
#ifndef ANONMAP_DISAGREEMENTS_H
#define ANONMAP_DISAGREEMENTS_H

#include "groups.h"
#include "records.h"

/* Variants of one behaviour that came out alike, by one rule.  The strings are the collection's.  */
struct disagreement
{
  const struct declaration *declaration; /* NULL if this program does not know the id */
  const char *key;      /* all that it is told apart by */
  const char *name;     /* "topic.case" */
  const char *variants; /* see group_variants */
  struct result result; /* of the first */
  size_t platforms;
  const char *first[4]; /* the names of the first of them; NULL where there are no more */
};

struct disagreements
{
  struct disagreement *list;
  size_t count;
  size_t capacity;
  size_t left_out; /* for which there was no room */
  size_t *slots;   /* places in the list, plus 1, by the hash of their keys */
  struct texts texts;
};

void disagreements_begin (struct disagreements *disagreements);
void disagreements_add (struct disagreements *disagreements, const struct record *record);

/* Puts them in order: what fails before what is excused, and what is on many platforms first.  */
void disagreements_sort (struct disagreements *disagreements);
void disagreements_end (struct disagreements *disagreements);

#endif
