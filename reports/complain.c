/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "complain.h"

#include <stdarg.h>
#include <stdio.h>

#include "safe.h"

void
record_complain (struct record *record, unsigned long line, const char *message, ...)
{
  char text[1024];
  va_list arguments;

  if (++record->problems > MESSAGES_LIMIT + 1 || record->silent)
    return;
  fputs ("anonmap-report: ", stderr);
  text_safe (stderr, record->path);
  if (line > 0)
    fprintf (stderr, ":%lu", line);
  fputs (": ", stderr);
  va_start (arguments, message);
  vsnprintf (text, sizeof text, message, arguments);
  va_end (arguments);
  text_safe (stderr, record->problems <= MESSAGES_LIMIT ? text : "and more of this kind");
  putc ('\n', stderr);
}
