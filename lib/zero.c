/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "zero.h"

#include <stdint.h>

/* Word by word, since a page read byte by byte through volatile costs as much as the fork of its
   test; the last word that differs is looked at byte by byte.  */
size_t
zero_scan (const volatile unsigned char *memory, size_t length)
{
  size_t i = 0;

  if ((uintptr_t) memory % sizeof (size_t) == 0)
    {
      const volatile size_t *words = (const volatile size_t *) (const volatile void *) memory;

      while (i + sizeof *words <= length && words[i / sizeof *words] == 0)
        i += sizeof *words;
    }
  while (i < length && memory[i] == 0)
    i++;
  return i;
}
