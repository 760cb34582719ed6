/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "texts.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

enum { BLOCK_SIZE = 1 << 15 };

struct texts_block
{
  struct texts_block *before;
  size_t size;
  char bytes[];
};

char *
texts_add (struct texts *texts, const char *bytes, size_t length)
{
  struct texts_block *block = texts->last;
  char *copy;

  if (block == NULL || length > texts->left)
    {
      size_t size = length > BLOCK_SIZE ? length : BLOCK_SIZE;

      block = xmalloc (sizeof *block + size);
      *block = (struct texts_block){ texts->last, size };
      *texts = (struct texts){ block, size };
    }
  copy = block->bytes + block->size - texts->left;
  texts->left -= length;
  return memcpy (copy, bytes, length);
}

void
texts_free (struct texts *texts)
{
  while (texts->last != NULL)
    {
      struct texts_block *before = texts->last->before;

      free (texts->last);
      texts->last = before;
    }
  texts->left = 0;
}
