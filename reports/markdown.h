/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GitHub-flavoured Markdown of a bounded size: job summaries are refused above 1024 KiB, so what does not
   fit is left out by whole blocks, which are rows and paragraphs, and that is said.  */
#ifndef ANONMAP_MARKDOWN_H
#define ANONMAP_MARKDOWN_H

#include <stddef.h>
#include <stdio.h>

#include "verdict.h"

/* In bytes; the rest of the 1024 KiB is for others' summaries.  */
enum { MARKDOWN_LIMIT = 900 * 1024 };

struct markdown
{
  char *text; /* whole blocks, and behind them the one that is being written */
  size_t length;
  size_t capacity;
  size_t whole;    /* the length of the whole blocks */
  size_t limit;    /* of that */
  size_t left_out; /* blocks */
};

void markdown_begin (struct markdown *markdown, size_t limit);

/* Writes the whole blocks to the stream.  */
void markdown_write (const struct markdown *markdown, FILE *stream);

/* Says how much is left out, if anything is, in one paragraph.  */
void markdown_write_cut (size_t left_out, FILE *stream);

void markdown_end (struct markdown *markdown);

/* Ends a block: it is kept if it and all before it have fitted.  */
void markdown_block (struct markdown *markdown);

/* What is Markdown already, and the same by a printf format.  */
void markdown_mark (struct markdown *markdown, const char *mark);
void markdown_format (struct markdown *markdown, const char *format, ...);

/* Text, none of which becomes a mark; the same as code; a verdict with its symbol.  */
void markdown_text (struct markdown *markdown, const char *text);
void markdown_code (struct markdown *markdown, const char *text);
void markdown_verdict (struct markdown *markdown, enum verdict verdict);

/* A heading, and a table's first row with its cells separated by "|": a block each.  */
void markdown_heading (struct markdown *markdown, const char *mark, const char *text);
void markdown_table (struct markdown *markdown, const char *cells);

#endif
