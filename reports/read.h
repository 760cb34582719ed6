/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, read.  Nothing in a record is trusted: whatever is in the file, what is handed out here
   are whole strings of valid UTF-8 and of bounded length, ids that are ids, and enums in range.  */
#ifndef ANONMAP_READ_H
#define ANONMAP_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "platform.h"
#include "result.h"
#include "texts.h"

/* The path that is spoken of for "-".  */
#define STANDARD_INPUT "standard input"

enum
{
  LINE_SIZE_LIMIT = 1 << 20, /* bytes; a longer line is passed over */
  RESULTS_LIMIT = 8192,      /* results; more are passed over */
  TEXT_SIZE_LIMIT = 1024     /* bytes of one string of a result, its terminating null included */
};

struct record
{
  const char *path; /* as given; "standard input" for "-" */
  bool silent;      /* nothing is said of it */
  char name[256];   /* unique among the records of a report: see names.h */
  struct platform platform;
  bool usable;             /* it has a platform line of a schema that is known */
  bool complete;           /* it has its end line, and what that counts */
  struct result *results;  /* in the order of the file, each id once, as they are judged now */
  struct result *recorded; /* the same, as they were judged when the record was made */
  unsigned long *lines;    /* where each stands */
  size_t count;
  size_t capacity;
  struct counts counts;    /* of results */
  char finished[32];       /* ISO 8601, UTC; empty if it has no end line */
  unsigned long noise;     /* lines that are no lines of a record */
  unsigned long problems;  /* messages about it, also those not printed */
  struct texts texts;      /* the strings of the results */
};

/* How much of a record is wanted.  */
enum extent
{
  ALL_LINES,
  ALL_LINES_SILENTLY, /* for what is read twice */
  ONLY_PLATFORM       /* no more than it takes to find the platform line, silently */
};

/* Reads a record from STREAM, of which PATH is spoken as where it is.  What is wrong is said on
   stderr, with file and line; what is left is read nevertheless.  *RECORD is set in any case and
   freed with record_free; PATH must outlive it.  Returns false if reading itself failed.  */
bool record_read (struct record *record, const char *path, FILE *stream, enum extent extent);

/* Makes a record of which nothing is known: what record_read begins with.  */
void record_empty (struct record *record, const char *path, enum extent extent);

void record_free (struct record *record);

#endif
