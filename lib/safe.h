/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Safe text: strings that came from outside, written so that they can neither drive a terminal nor
   break a line, and words on a page of 80 columns.  */
#ifndef ANONMAP_SAFE_H
#define ANONMAP_SAFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { TEXT_WIDTH = 80 };

/* The longest safe form of one character, with its terminating null.  */
enum { SAFE_SIZE = 8 };

/* Takes one character from TEXT, which is not empty, and writes its safe form into PIECE: itself, or
   "\x1b" for a control character and for a byte that is not UTF-8, or "\u202e" for one that changes
   the direction or breaks the line.  Returns the number of bytes taken.  */
size_t safe_next (const char *text, char piece[SAFE_SIZE]);

/* Writes TEXT with each character in its safe form.  */
void text_safe (FILE *stream, const char *text);

/* A paragraph in the writing.  COLUMN is where the line is now; further lines begin at INDENT.  */
struct wrap
{
  FILE *stream;
  size_t column;
  size_t indent;
  bool open; /* a word stands before, so the next is set off by a blank or a new line */
};

/* Adds the words of TEXT, made safe, so that lines stay within TEXT_WIDTH columns where they can.  */
void wrap_words (struct wrap *wrap, const char *text);

/* The same for one paragraph alone, with the end of its line.  */
void wrap_line (FILE *stream, size_t column, size_t indent, const char *text);

#endif
