/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, read.  Nothing in a record is trusted: whatever is in the file, what is handed out here
   are whole strings of valid UTF-8 and of bounded length, ids that are ids, and enums in range.  */
#ifndef ANONMAP_READ_H
#define ANONMAP_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "platform.h"
#include "result.h"

enum
{
  LINE_SIZE_LIMIT = 1 << 20, /* bytes; a longer line is passed over */
  RESULTS_LIMIT = 8192,      /* results; more are passed over */
  TEXT_SIZE_LIMIT = 1024,    /* bytes of one string of a result, its terminating null included */
  MESSAGES_LIMIT = 20        /* about one record; the rest are only counted */
};

struct record
{
  const char *path; /* as given; "standard input" for "-" */
  char name[256];   /* unique among the records of a report: see records.h */
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
};

/* Reads a record from PATH, or from standard input if that is "-".  What is wrong is said on
   stderr, with file and line; what is left is read nevertheless.  *RECORD is set in any case and
   freed with record_free; PATH must outlive it.  Returns false if reading itself failed.  */
bool record_read (const char *path, struct record *record);

/* Says on stderr what is wrong with the record, and counts it; LINE 0 means the whole.  MESSAGE is
   a printf format; all that it makes is written as safe text.  */
void record_complain (struct record *record, unsigned long line, const char *message, ...);

void record_free (struct record *record);

#endif
