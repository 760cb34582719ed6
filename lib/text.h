/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one writer of the text report: the runner's summary and the reporter's --format=text.  */
#ifndef ANONMAP_TEXT_H
#define ANONMAP_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "platform.h"
#include "result.h"
#include "safe.h"

/* One record, as read or as just made.  */
struct text_record
{
  const struct platform *platform;
  const struct result *results;
  size_t result_count;
  const struct counts *counts;
  bool complete;    /* it has its end line */
  const char *path; /* where the record is, or NULL */
};

/* Writes what a person wants after a run, in 80 columns: the platform, the counts, every
   disagreement with its evidence and source, the claims that do not hold here, where the rest is.
   COLOUR adds escape sequences, never information.  */
void text_report (FILE *stream, const struct text_record *record, bool colour);

#endif
