/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed between two records, or between the records of one name in two directories.  */
#ifndef ANONMAP_DIFF_H
#define ANONMAP_DIFF_H

#include <stdbool.h>
#include <stdio.h>

#include "budget.h"
#include "collection.h"

/* The classes, in the order in which they are written.  */
enum change
{
  REGRESSION,
  ACCEPTED,
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

const char *change_name (enum change change);
const char *change_meaning (enum change change);

/* One id with its results, of which one may be NULL.  */
struct pair
{
  const struct result *old;
  const struct result *new;
  enum change change;
  const struct acceptance *acceptance; /* of one that is accepted */
};

/* The result by which the pair is spoken of: the new one, where there is one.  */
const struct result *pair_result (const struct pair *pair);

/* One platform, in both records.  */
struct comparison
{
  const char *name;
  const struct record *old;
  const struct record *new;
  char obstacle[256];  /* why they cannot be compared; "" if they can */
  struct pair *pairs;  /* in the order of the ids */
  size_t count;
  size_t counts[CHANGES];
};

/* All of a diff, so far.  */
struct diff
{
  FILE *stream;
  bool several; /* directories */
  struct budget *budget;
  size_t written;  /* platforms, whichever way */
  size_t compared;
  size_t incomparable;
  size_t only_old; /* platforms that one side has alone */
  size_t only_new;
  size_t pairs; /* of results */
  size_t counts[CHANGES];
  void *state; /* the writer's own */
};

/* A way to write diffs.  */
struct diff_writer
{
  const char *format;
  void (*begin) (struct diff *diff);
  void (*platform) (struct diff *diff, const struct comparison *comparison);
  void (*alone) (struct diff *diff, const char *name, bool old); /* only one side has it */
  void (*end) (struct diff *diff);
};

extern const struct diff_writer diff_text;
extern const struct diff_writer diff_markdown;
extern const struct diff_writer diff_json;

/* The writer for a format, or NULL.  */
const struct diff_writer *diff_writer_find (const char *format);

/* True if a change that fails a diff was found, and nothing accepts it.  */
bool diff_fails (const struct diff *diff);

/* True if there was nothing to compare, or something that could not be compared.  */
bool diff_is_partial (const struct diff *diff);

/* A sentence on the outcome, cut to SIZE bytes.  */
void diff_outcome (const struct diff *diff, char *buffer, size_t size);

/* Compares two collections: of one record each, or of directories if SEVERAL, where records of one
   file name belong together.  Sets the counts of *DIFF.  */
void diff_run (struct diff *diff, const struct diff_writer *writer, struct collection *old,
               struct collection *new);

/* Compares two records by their results; comparison_free frees what it holds.  */
void comparison_make (struct comparison *comparison, const char *name, const struct record *old,
                      const struct record *new, struct budget *budget);
void comparison_free (struct comparison *comparison);

/* Sets the obstacle, if there is one.  */
void comparison_find_obstacle (struct comparison *comparison, bool as_recorded);

#endif
