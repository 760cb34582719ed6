/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "line-cache.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "xalloc.h"

enum
{
  SLOTS = 1 << 15,
  KEY_LIMIT = 2048 /* bytes; longer lines are not kept */
};

static struct cached_line slots[SLOTS];

size_t
line_cache_key (const char *line, size_t length, long *duration)
{
  static const char key[] = ",\"duration_us\":";
  enum { KEY = sizeof key - 1, DIGITS = 9 };
  size_t digits = 0;

  if (length < KEY + 2 || line[length - 1] != '}')
    return 0;
  while (digits <= DIGITS && digits + KEY + 1 < length && line[length - 2 - digits] >= '0'
         && line[length - 2 - digits] <= '9')
    digits++;
  length -= 1 + digits;
  /* JSON has no number with a zero before it.  */
  if (digits == 0 || digits > DIGITS || (digits > 1 && line[length] == '0') || length < KEY
      || memcmp (line + length - KEY, key, KEY) != 0)
    return 0;
  *duration = strtol (line + length, NULL, 10);
  return length - KEY;
}

static struct cached_line *
slot_of (const char *line, size_t length)
{
  return &slots[hash_bytes (line, length) % SLOTS];
}

const struct cached_line *
line_cache_find (const char *line, size_t length)
{
  struct cached_line *slot = slot_of (line, length);

  return slot->length == length && slot->line != NULL && memcmp (slot->line, line, length) == 0
           ? slot
           : NULL;
}

void
line_cache_add (const char *line, size_t length, const struct result *result, const char *texts,
                size_t texts_size)
{
  struct cached_line *slot = slot_of (line, length);

  if (length > KEY_LIMIT)
    return;
  free (slot->line);
  slot->line = xmalloc (length + texts_size);
  slot->length = length;
  memcpy (slot->line, line, length);
  slot->texts = slot->line + length;
  slot->texts_size = texts_size;
  memcpy (slot->texts, texts, texts_size);
  slot->result = result_moved (result, texts, slot->texts);
}

struct result
result_moved (const struct result *result, const char *texts, const char *copy)
{
  struct result moved = *result;

  moved.id = copy + (result->id - texts);
  moved.observation = copy + (result->observation - texts);
  moved.ruling.expected = copy + (result->ruling.expected - texts);
  moved.ruling.source = copy + (result->ruling.source - texts);
  return moved;
}
