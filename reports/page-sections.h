/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of the page, and the pieces they are written with.  */
#ifndef ANONMAP_PAGE_SECTIONS_H
#define ANONMAP_PAGE_SECTIONS_H

#include "groups.h"
#include "page.h"

void page_platforms (struct page *page);
void page_disagreements (struct page *page);
void page_claims (struct page *page);
void page_behaviours (struct page *page);
void page_visibility (struct page *page);
void page_reading (struct page *page);

/* See struct page_writer.  */
void page_open (struct page *page, enum mark mark, const char *argument);
void page_close (struct page *page, enum mark mark);
void page_text (struct page *page, const char *text);
void page_code (struct page *page, const char *text);
void page_prose (struct page *page, const char *text);
void page_verdict (struct page *page, enum verdict verdict);
void page_break (struct page *page);

/* Text by a printf format, cut to 1023 bytes.  */
void page_format (struct page *page, const char *format, ...);

/* A mark with nothing but text in it.  */
void page_simple (struct page *page, enum mark mark, const char *argument, const char *text);

/* "topic.case (variants)" */
void page_group (struct page *page, const struct group *group);

/* Who says so: with links, where the words are the suite's own.  */
void page_source (struct page *page, const char *source);

/* "shall: zero (POSIX.1-2024 mmap)" */
void page_rule (struct page *page, const struct ruling *ruling);

/* The command that asks this again.  */
void page_command (struct page *page, const struct group *group);

#endif
