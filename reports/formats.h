/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats: each projects records, already judged and arranged, and adds nothing of its own.  */
#ifndef ANONMAP_FORMATS_H
#define ANONMAP_FORMATS_H

#include <stdbool.h>
#include <stdio.h>

#include "records.h"

struct format
{
  const char *name;
  void (*write) (FILE *stream, const struct records *records);
  /* A format of several files has this instead.  On failure says so and returns false.  */
  bool (*write_files) (const char *directory, const struct records *records);
};

extern const struct format formats[];
extern const size_t format_count;

/* The format of this name, or NULL.  */
const struct format *format_find (const char *name);

void write_text (FILE *stream, const struct records *records);
void write_html (FILE *stream, const struct records *records);
void write_markdown (FILE *stream, const struct records *records);
void write_json (FILE *stream, const struct records *records);
void write_junit (FILE *stream, const struct records *records);
void write_tap (FILE *stream, const struct records *records);
void write_kcidb (FILE *stream, const struct records *records);
bool write_squad (const char *directory, const struct records *records);

#endif
