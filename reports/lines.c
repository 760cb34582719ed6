/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "lines.h"

#include <stdlib.h>

#include "xalloc.h"

void
lines_open (struct lines *lines, FILE *stream, size_t limit)
{
  *lines = (struct lines){ .stream = stream, .limit = limit };
}

static void
keep (struct lines *lines, char byte)
{
  if (lines->length == lines->limit)
    {
      lines->too_long = true;
      return;
    }
  if (lines->length + 1 >= lines->capacity)
    lines->text = x2nrealloc (lines->text, &lines->capacity, 1);
  lines->text[lines->length++] = byte;
}

bool
lines_next (struct lines *lines)
{
  int byte = getc (lines->stream);

  if (byte == EOF)
    return false;
  lines->number++;
  lines->length = 0;
  lines->too_long = false;
  for (; byte != EOF && byte != '\n'; byte = getc (lines->stream))
    keep (lines, (char) byte);
  lines->cut = byte == EOF;
  if (lines->length + 1 >= lines->capacity)
    lines->text = x2nrealloc (lines->text, &lines->capacity, 1);
  lines->text[lines->length] = '\0';
  return true;
}

void
lines_close (struct lines *lines)
{
  free (lines->text);
  lines->text = NULL;
}
