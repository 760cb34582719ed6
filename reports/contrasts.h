/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contrasts: the rows on which platforms or systems differ, by how much that would break.  */
#ifndef ANONMAP_CONTRASTS_H
#define ANONMAP_CONTRASTS_H

#include "elsewhere.h"
#include "survey.h"

struct contrast
{
  const struct row *row;
  size_t programs;  /* that are known to have been broken: lib/threads.tsv */
  size_t failing;   /* platforms where it breaks a rule, is or was known to, or was not found out */
  size_t differing; /* platforms that answer otherwise than most */
  size_t refusing;  /* documented systems: see struct elsewhere */
  bool here;        /* in the records; else only by the documentation of other systems */
};

/* Sorted by programs, then platforms, then documented systems.  The caller frees the array.  */
struct contrast *contrasts_find (const struct survey *survey, size_t *count);

/* The number of programs that stand in lib/threads.tsv for "topic.case", each once.  */
size_t programs_broken (const char *name);

/* How sentences are written: TEXT escapes all of it, CODE marks it as a value.  */
struct words
{
  void *state;
  void (*text) (void *state, const char *text);
  void (*code) (void *state, const char *text);
};

/* Writes "all 40 platforms", "linux-glibc-i386 and linux-musl-x86_64", "29 of 40 platforms", or
   "12 platforms (1–9, 14–16)": numbers are places in the survey, from 1.  */
void write_platforms (const struct words *words, const struct survey *survey, const bool *on);

/* The portability verdict: a sentence on the records, with the two commonest answers; and one on the
   documented systems that are the exception, after a blank, if there are any.  */
void write_observed (const struct words *words, const struct survey *survey,
                     const struct row *row);
void write_exceptions (const struct words *words, const struct row *row);

/* What each of the documented systems says.  */
void write_documented (const struct words *words, const struct row *row);

#endif
