/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats: each projects records, already judged and named, and adds nothing of its own.  */
#ifndef ANONMAP_FORMATS_H
#define ANONMAP_FORMATS_H

#include <stdbool.h>
#include <stdio.h>

#include "collection.h"

struct format
{
  const char *name;
  /* One of these.  Most formats read one record after the other, and forget it.  */
  void (*write) (FILE *stream, struct collection *collection);
  void (*write_at_once) (FILE *stream, const struct records *records);
  /* Several files.  On failure says so and returns false.  */
  bool (*write_files) (const char *directory, struct collection *collection);
};

extern const struct format formats[];
extern const size_t format_count;

/* The format of this name, or NULL.  */
const struct format *format_find (const char *name);

void write_text (FILE *stream, struct collection *collection);
void write_html (FILE *stream, const struct records *records);
void write_findings (FILE *stream, const struct records *records);
void write_markdown (FILE *stream, struct collection *collection);
void write_json (FILE *stream, struct collection *collection);
void write_junit (FILE *stream, struct collection *collection);
void write_tap (FILE *stream, struct collection *collection);
void write_kcidb (FILE *stream, struct collection *collection);
bool write_squad (const char *directory, struct collection *collection);

#endif
