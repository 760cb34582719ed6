/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Behaviours: the questions that the suite asks, as data.  The text of each stands in a BEHAVIOUR
   declaration above its test function in tests/; lib/registry.awk collects them into registry.c,
   so that the reporter knows every question without being able to ask it.  */
#ifndef ANONMAP_BEHAVIOUR_H
#define ANONMAP_BEHAVIOUR_H

#include <stdbool.h>
#include <stddef.h>

/* How a mapping under test is shared, and the technique that makes it.  */
enum sharing { SHARING_NONE, SHARING_PRIVATE, SHARING_SHARED };
enum technique { TECHNIQUE_NONE, TECHNIQUE_MAP_ANONYMOUS, TECHNIQUE_MAP_ANON, TECHNIQUE_DEV_ZERO };

/* One row of lib/variants.tsv: the last part of an id, and what it stands for.  */
struct variant
{
  const char *name; /* "private-MAP_ANON"; "" where a behaviour has no variants */
  enum sharing sharing;
  enum technique technique;
};

/* Where a behaviour's test function runs.  */
enum process
{
  TEST_PROCESS, /* in the process that Check forks for it */
  FRESH_PROCESS /* in a new image of the runner: for what depends on the heap's history */
};

/* What a behaviour costs; the slow and the large are listed apart by `make bench`.  */
enum cost { QUICK, SLOW, LARGE };

/* What a BEHAVIOUR declaration says.  All strings are constants; NULL where nothing was declared.  */
struct declaration
{
  const char *function; /* the test function's name, and so the declaration's */
  const char *file;
  int line;
  const char *id;     /* topic.case */
  const char *title;  /* the question as one sentence that states the usual answer, no full stop */
  const char *claims; /* ids of lib/claims.tsv, separated by blanks */
  const char *shall;  /* the observation that POSIX demands: see rules.h on alternatives */
  const char *shall_source; /* where: "POSIX.1-2024 mmap, DESCRIPTION" */
  const char *needs;        /* facilities of tests/runner/facility-table.c, separated by blanks */
  const char *faults;       /* faults of tests/self/faults.tsv that turn it, separated by blanks */
  const char *why;          /* why it matters, with the report of a real failure where there is one */
  const char *portable;     /* the portable way to write it */
  unsigned forks;           /* processes that its test function makes itself, exec included */
  enum process process;
  enum cost cost;
};

/* One behaviour: a declaration in one of its variants.  */
struct behaviour
{
  const char *id; /* topic.case[.variant] */
  const struct declaration *declaration;
  const struct variant *variant;
};

/* Every behaviour, in the order of the files and of the declarations in them.  */
extern const struct behaviour behaviours[];
extern const size_t behaviour_count;

/* The longest id that the build accepts, with its terminating null.  */
enum { BEHAVIOUR_ID_SIZE = 96 };

/* The behaviour with this id, or NULL.  */
const struct behaviour *behaviour_find (const char *id);

/* True if one of the declaration's blank-separated words (claims, needs, faults) is WORD.  */
bool declaration_lists (const char *words, const char *word);

/* Writes the title and the variant as one phrase, cut to SIZE bytes.  */
void behaviour_title (const struct behaviour *behaviour, char *buffer, size_t size);

/* POSIX binds what it specifies: never a mapping of /dev/zero (POSIX.1-2024 mmap leaves mapping any
   other type of file unspecified).  NULL where it demands nothing.  */
const char *behaviour_shall (const struct behaviour *behaviour);

#endif
