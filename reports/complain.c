/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "complain.h"

#include <stdio.h>

#include "safe.h"

void
file_complain (const char *path, unsigned long line, const char *message, va_list arguments)
{
  char text[1024];

  fputs ("anonmap-report: ", stderr);
  text_safe (stderr, path);
  if (line > 0)
    fprintf (stderr, ":%lu", line);
  fputs (": ", stderr);
  vsnprintf (text, sizeof text, message, arguments);
  text_safe (stderr, text);
  putc ('\n', stderr);
}

void
record_complain (struct record *record, unsigned long line, const char *message, ...)
{
  va_list arguments;

  if (++record->problems > MESSAGES_LIMIT + 1 || record->silent)
    return;
  va_start (arguments, message);
  file_complain (record->path, line,
                 record->problems <= MESSAGES_LIMIT ? message : "and more of this kind", arguments);
  va_end (arguments);
}
