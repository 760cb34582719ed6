/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: JSON Lines, the only thing that passes between run and report.  The schema is
   reports/record.schema.json.  Each function writes one line and flushes it; all return false when
   the stream has failed, with errno set.  */
#ifndef ANONMAP_RECORD_H
#define ANONMAP_RECORD_H

#include <stdbool.h>
#include <stdio.h>

#include "platform.h"
#include "result.h"

bool record_platform (FILE *stream, const struct platform *platform);
bool record_result (FILE *stream, const struct result *result);
bool record_end (FILE *stream, const struct counts *counts, const char *finished);

/* Writes TEXT as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.  */
void record_string (FILE *stream, const char *text);

/* Writes a member of an object with the comma before it; KEY needs no escapes.  */
void record_member (FILE *stream, const char *key, const char *text);

#endif
