/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The survey: what all records say, side by side, a row for each declaration and a column for each
   platform, for the reports that compare.  A platform with nothing to test is named, and is not among
   those that are compared.  */
#ifndef ANONMAP_SURVEY_H
#define ANONMAP_SURVEY_H

#include "groups.h"
#include "records.h"

/* In bytes: the longest text of a cell, with its terminating null.  */
enum { ANSWER_TEXT_SIZE = 64 };

/* What one or more platforms answered to all variants of a row alike.  */
struct answer
{
  size_t example;   /* one such platform */
  size_t platforms; /* how many there are */
  bool asked;       /* false: they were asked nothing of this row */
  enum verdict verdict;        /* the gravest of the variants' */
  char text[ANSWER_TEXT_SIZE]; /* their different observations, cut with "…" */
};

/* Where a platform's groups of a row stand among its groups.  */
struct slice
{
  size_t first;
  size_t count;
};

struct row
{
  const char *name; /* "topic.case"; the whole id if the registry does not have it */
  const struct declaration *declaration; /* or NULL */
  size_t first;     /* the place of its first variant in the registry */
  size_t variants;  /* at least 1 */
  const struct result **results; /* [platform * variants + variant]; NULL where it was not asked */
  struct slice *slices;          /* by platform */
  struct answer *answers;        /* the commonest first */
  size_t answer_count;
  size_t *answer_of; /* by platform */
};

/* Platforms of one family, kernel, libc and page size that answered everything alike.  */
struct column
{
  size_t first; /* platform */
  size_t count;
};

struct survey
{
  const struct records *records;
  const struct record **platform; /* by family, kernel, libc, page size, then name */
  size_t platforms;
  const struct record **nothing; /* those on which there is nothing to test, in the same order */
  size_t nothing_count;
  struct groups *groups; /* by platform: alike in rule */
  struct column *columns;
  size_t column_count;
  struct row *rows; /* in the registry's order; what it does not have comes last */
  size_t row_count;
};

/* The records are pointed to, and must outlive the survey.  */
void survey_make (struct survey *survey, const struct records *records);
void survey_free (struct survey *survey);

/* "Linux", "BSD": what a kernel belongs to.  */
const char *platform_family (const struct platform *platform);

/* What a platform answered.  */
const struct answer *row_answer (const struct row *row, size_t platform);

/* True if the two answered a row, and alike: what they observed counts, not the verdict.  */
bool row_alike (const struct row *row, size_t platform, size_t other);

/* Results of one row that are alike on one or more platforms.  */
struct evidence_item
{
  struct group group;         /* of the first of them */
  const struct result **own;  /* its members, unless they are the survey's */
  bool *on;                   /* by platform */
  size_t platforms;
};

/* What was observed and how it was judged, what disagrees first; and by which rules.
   evidence_items_free frees them.  */
struct evidence_item *row_outcomes (const struct survey *survey, const struct row *row,
                                    size_t *count);
struct evidence_item *row_rules (const struct survey *survey, const struct row *row, size_t *count);
void evidence_items_free (struct evidence_item *items, size_t count);

#endif
