/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "lines.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

enum { BLOCK_SIZE = 1 << 16 };

void
lines_open (struct lines *lines, FILE *stream, size_t limit)
{
  *lines = (struct lines){ .stream = stream, .limit = limit };
  lines->block = xmalloc (BLOCK_SIZE);
}

/* True if there is a byte to be taken, perhaps after reading more.  */
static bool
fill (struct lines *lines)
{
  if (lines->taken == lines->filled)
    {
      lines->taken = 0;
      lines->filled = fread (lines->block, 1, BLOCK_SIZE, lines->stream);
    }
  return lines->taken < lines->filled;
}

static void
keep (struct lines *lines, const char *bytes, size_t length)
{
  if (length > lines->limit - lines->length)
    {
      lines->too_long = true;
      length = lines->limit - lines->length;
    }
  while (lines->capacity <= lines->length + length)
    lines->text = x2nrealloc (lines->text, &lines->capacity, 1);
  memcpy (lines->text + lines->length, bytes, length);
  lines->length += length;
  lines->text[lines->length] = '\0';
}

bool
lines_next (struct lines *lines)
{
  if (!fill (lines))
    return false;
  lines->number++;
  lines->length = 0;
  lines->too_long = false;
  lines->cut = true;
  while (lines->cut && fill (lines))
    {
      const char *begin = lines->block + lines->taken;
      size_t left = lines->filled - lines->taken;
      const char *newline = memchr (begin, '\n', left);
      size_t length = newline != NULL ? (size_t) (newline - begin) : left;

      keep (lines, begin, length);
      lines->taken += length + (newline != NULL);
      lines->cut = newline == NULL;
    }
  return true;
}

void
lines_close (struct lines *lines)
{
  free (lines->text);
  free (lines->block);
  lines->text = NULL;
  lines->block = NULL;
}
