/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of the HTML page, and the pieces they are written with.  */
#ifndef ANONMAP_HTML_H
#define ANONMAP_HTML_H

#include <stdio.h>

#include "contrasts.h"
#include "survey.h"

struct html
{
  FILE *stream;
  const struct survey *survey;
};

void html_overview (const struct html *html);
void html_disagreements (const struct html *html);
void html_claims (const struct html *html);
void html_matrix (const struct html *html);
void html_likeness (const struct html *html);
void html_evidence (const struct html *html);
void html_visibility (const struct html *html);
void html_platforms (const struct html *html);
void html_reading (const struct html *html);

/* Each writes its argument escaped: as text, as a value, or as prose of the suite's own, where
   addresses become links.  */
void html_text (FILE *stream, const char *text);
void html_code (FILE *stream, const char *text);
void html_prose (FILE *stream, const char *text);

/* The verdict's symbol and word.  */
void html_verdict (FILE *stream, enum verdict verdict);

/* The class of a cell with that verdict: one letter; and the symbol alone.  */
const char *html_class (enum verdict verdict);
const char *html_symbol (enum verdict verdict);

/* The words of this page.  */
struct words html_words (const struct html *html);

/* A heading with its anchor.  */
void html_heading (const struct html *html, const char *anchor, const char *heading);

/* "40 platforms", "1 platform" */
void html_count (FILE *stream, size_t count, const char *noun);

#endif
