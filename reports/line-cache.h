/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of results that were parsed before.  The records of a matrix have most lines in common but
   for the durations, and to parse a line takes longer than all else that is done with it.  */
#ifndef ANONMAP_LINE_CACHE_H
#define ANONMAP_LINE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "result.h"

struct cached_line
{
  char *line; /* up to its duration; the texts stand behind it */
  size_t length;
  char *texts; /* the strings of the result, one after the other, with their nulls */
  size_t texts_size;
  struct result result; /* without its duration */
};

/* The length of the line without `,"duration_us":NUMBER}`, and the number; 0 if it does not end so.  */
size_t line_cache_key (const char *line, size_t length, long *duration);

/* What was parsed from a line that begins with these LENGTH bytes and ends with a duration, or NULL.
   It is there until the next line is added.  */
const struct cached_line *line_cache_find (const char *line, size_t length);

/* Remembers a copy of the line and of its result, whose strings stand in TEXTS.  The memory that this
   takes is bounded: the line may push out another one.  */
void line_cache_add (const char *line, size_t length, const struct result *result,
                     const char *texts, size_t texts_size);

/* RESULT with its strings, which stand in TEXTS, pointed to at the same places in COPY.  */
struct result result_moved (const struct result *result, const char *texts, const char *copy);

#endif
