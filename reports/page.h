/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: what HTML and Markdown have in common, written once in terms of marks.  */
#ifndef ANONMAP_PAGE_H
#define ANONMAP_PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "records.h"

/* What encloses text; in brackets, what the argument of page_open is.  */
enum mark
{
  MARK_TITLE,       /* [anchor] */
  MARK_SECTION,     /* a heading [anchor] */
  MARK_SUBSECTION,  /* a lesser heading [anchor] */
  MARK_PARAGRAPH,
  MARK_LIST,
  MARK_ITEM,
  MARK_TABLE,       /* [caption] */
  MARK_ROW,         /* [anchor, or NULL] */
  MARK_COLUMN_HEAD, /* a cell that names its column; the first row has no others */
  MARK_ROW_HEAD,    /* a cell that names its row */
  MARK_CELL,        /* [class, or NULL] */
  MARK_FOLD,        /* what can be folded away [NULL, or "open"]; its summary comes first */
  MARK_SUMMARY,
  MARK_FIELD,       /* a named paragraph [name] */
  MARK_STRONG,
  MARK_LINK,        /* [where to: an anchor of this page] */
  MARK_COUNT
};

enum style
{
  STYLE_PLAIN,
  STYLE_CODE,
  STYLE_PROSE /* from the suite, not from a record: addresses in it may become links */
};

struct page;

/* A way to write pages.  */
struct page_writer
{
  void (*open) (struct page *page, enum mark mark, const char *argument);
  void (*close) (struct page *page, enum mark mark);
  void (*text) (struct page *page, const char *text, enum style style); /* escapes all of it */
  void (*verdict) (struct page *page, enum verdict verdict);            /* word and symbol */
  void (*line_break) (struct page *page);
  bool has_links; /* within the page */
};

struct page
{
  const struct page_writer *writer;
  const struct records *records;
  void *state; /* the writer's own */
};

/* Writes all of the page's content, between what the writer puts before and after it.  */
void page_write (struct page *page);

/* The title, for where a document has it a second time; cut to SIZE bytes.  */
void page_title (const struct records *records, char *buffer, size_t size);

#endif
