/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of any length, and of any bytes, with a bound on what is kept of one.  */
#ifndef ANONMAP_LINES_H
#define ANONMAP_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct lines
{
  FILE *stream;
  size_t limit;         /* the longest line that is kept, in bytes */
  char *text;           /* the present line, without its end; null-terminated, may hold nulls */
  size_t length;
  size_t capacity;
  unsigned long number; /* of the present line, from 1 */
  bool too_long;        /* it is longer than the limit, and text holds its beginning only */
  bool cut;             /* the file ends without a newline here */
  char *block;          /* what was read of the file, and how much of that was taken */
  size_t filled;
  size_t taken;
};

void lines_open (struct lines *lines, FILE *stream, size_t limit);

/* Reads the next line; false at the end of the file, or if reading failed (see ferror).  */
bool lines_next (struct lines *lines);

/* Frees what it holds; the stream is left open.  */
void lines_close (struct lines *lines);

#endif
