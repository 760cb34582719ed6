/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "hash.h"

#include <stdint.h>
#include <string.h>

/* Eight bytes at a time, each time multiplied by a large odd number.  */
size_t
hash_bytes (const void *bytes, size_t length)
{
  const unsigned char *p = bytes;
  uint64_t hash = length;

  while (length > 0)
    {
      uint64_t word = 0;
      size_t taken = length < sizeof word ? length : sizeof word;

      memcpy (&word, p, taken);
      hash = (hash ^ word) * UINT64_C (0x9E3779B97F4A7C15);
      hash ^= hash >> 32;
      p += taken;
      length -= taken;
    }
  return (size_t) hash;
}
