/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a record, said on stderr.  */
#ifndef ANONMAP_COMPLAIN_H
#define ANONMAP_COMPLAIN_H

#include <stdarg.h>

#include "read.h"

enum { MESSAGES_LIMIT = 20 }; /* about one record; the rest are only counted */

/* Says what is wrong with the record, and counts it; LINE 0 means the whole.  MESSAGE is a printf
   format; all that it makes is written as safe text.  */
void record_complain (struct record *record, unsigned long line, const char *message, ...);

/* The same of any file, uncounted.  */
void file_complain (const char *path, unsigned long line, const char *message, va_list arguments);

#endif
