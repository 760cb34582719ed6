/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of records, which a report is about.  */
#ifndef ANONMAP_RECORDS_H
#define ANONMAP_RECORDS_H

#include "read.h"

struct records
{
  struct record *record; /* only usable ones, each with a name of its own */
  size_t count;
  bool as_recorded;      /* the verdicts are those of the records, not this program's */
};

/* Judges each result by the rules that this program was built with.  */
void record_judge (struct record *record);

/* Writes what a report on them is called, cut to SIZE bytes.  */
void records_title (const struct records *records, char *buffer, size_t size);

/* Frees the records and the array.  */
void records_free (struct records *records);

/* The number of results that are judged otherwise now than when the record was made; likewise, of
   ids that the registry does not have.  */
size_t record_rejudged (const struct record *record);
size_t record_unknown_ids (const struct record *record);

/* True if the program does not know what the id asks.  */
bool id_is_unknown (const char *id);

/* True if this is one of what the report is read for: it fails, or is or was a known failure.  */
bool result_disagrees (const struct result *result);

/* The point by which formats for machines say that a record is incomplete: an error.  */
extern const struct result incomplete_result;

/* The results that formats for machines list: the behaviours, cells of the visibility matrix only
   if they disagree, and incomplete_result if need be.  The caller frees the array.  */
const struct result **record_points (const struct record *record, size_t *count);

/* The sum of two durations, in microseconds; LONG_MAX if it is more, for a record may hold any number.  */
long durations_add (long sum, long duration_us);

#endif
