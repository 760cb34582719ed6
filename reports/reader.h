/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of one record, taken apart: the values of a line, and each kind of line.  */
#ifndef ANONMAP_READER_H
#define ANONMAP_READER_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "complain.h"
#include "lines.h"
#include "read.h"

struct reader
{
  struct record *record;
  struct lines lines;
  struct ids *ids; /* those so far */
  bool ended;
};

/* Says what is wrong with the line that is being read.  */
#define COMPLAIN(reader, ...)                                                                      \
  record_complain ((reader)->record, (reader)->lines.number, __VA_ARGS__)

/* ---- Values: what is missing or of another type is said ---- */

/* Copies FROM, cut between two characters where it does not fit SIZE bytes, which is said.  */
void copy_bounded (struct reader *reader, const char *key, char *to, size_t size, const char *from);

/* The string under KEY, or NULL.  */
const char *string_of (struct reader *reader, const json_t *object, const char *key);

/* The whole number under KEY, from LEAST up; FALLBACK if it is wrong, or missing where it may.  */
long number_of (struct reader *reader, const json_t *object, const char *key, long least,
                long fallback, bool may_miss);

/* The truth value under KEY; FALLBACK if it is missing, which it may be, or wrong.  */
bool truth_of (struct reader *reader, const json_t *object, const char *key, bool fallback);

/* ---- Lines, already parsed ---- */

void read_platform (struct reader *reader, const json_t *object);
void read_result (struct reader *reader, const json_t *object);

/* Takes a line of a result over without parsing it, if one that differs in nothing but its duration
   was parsed before and had nothing wrong.  Returns false if the line has to be parsed.  */
bool read_result_again (struct reader *reader);

/* The ids of one record, so that none is taken twice.  ids_make returns an empty set.  */
struct ids *ids_make (void);
void ids_free (struct ids *ids);

#endif
