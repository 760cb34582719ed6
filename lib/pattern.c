/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "pattern.h"

#include <fnmatch.h>
#include <stddef.h>
#include <string.h>

bool
pattern_matches (const char *pattern, const char *id)
{
  return fnmatch (pattern, id, 0) == 0;
}

bool
alternatives_have (const char *expected, const char *observation)
{
  size_t length = strlen (observation);

  for (;;)
    {
      size_t span = strcspn (expected, "|");

      if (span == length && memcmp (expected, observation, length) == 0)
        return true;
      if (expected[span] == '\0')
        return false;
      expected += span + 1;
    }
}
