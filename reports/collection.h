/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that a report is about: looked at first, to name and to order them, and then read one at
   a time, so that ten thousand need little more memory than one.  */
#ifndef ANONMAP_COLLECTION_H
#define ANONMAP_COLLECTION_H

#include <stdio.h>

#include "names.h"
#include "records.h"

struct source
{
  char *path;    /* as it is spoken of; "standard input" for "-" */
  FILE *copy;    /* of what can be read only once; else NULL */
  int error;     /* why there is none, as errno has it; else 0 */
  char *name;    /* NULL before they are arranged */
  char *details; /* one after the other, each with its null; NULL once they are arranged */
};

struct collection
{
  struct source *source;
  size_t count;
  bool as_recorded; /* the verdicts are those of the records, not this program's */
  bool damaged;     /* something was wrong in one that was read */
  bool unreadable;  /* or in reading it */
};

/* Reads one of them, not judged and not named; returns false if reading failed.  */
bool source_read (const struct source *source, struct record *record, enum extent extent);
void source_free (struct source *source);

/* Makes a collection of files, of the *.jsonl files in directories, and of standard input for "-".
   What cannot be read is said when it is to be read; a directory that cannot, at once.  */
void collection_open (struct collection *collection, char *const *paths, size_t count,
                      bool as_recorded);

/* Orders them by what they were made on, whatever the order they were given in, and gives each a
   name of its own.  What cannot be used is said and left out.  */
void collection_arrange (struct collection *collection);

/* Reads one, judges it and names it; record_free frees it.  */
void collection_read (struct collection *collection, size_t i, struct record *record);

/* The same for what is read twice: nothing is said.  */
void collection_read_again (struct collection *collection, size_t i, struct record *record);

/* Reads all of them; records_free frees them.  */
struct records collection_read_all (struct collection *collection);

void collection_close (struct collection *collection);

#endif
