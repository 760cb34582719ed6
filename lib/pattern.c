/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "pattern.h"

#include <fnmatch.h>
#include <stddef.h>
#include <string.h>

/* What most patterns are told apart by: they are plain text, or plain text and then anything.  */
bool
pattern_matches (const char *pattern, const char *id)
{
  for (; *pattern != '*' && *pattern != '?' && *pattern != '[' && *pattern != '\\';
       pattern++, id++)
    if (*pattern != *id)
      return false;
    else if (*pattern == '\0')
      return true;
  return strcmp (pattern, "*") == 0 || fnmatch (pattern, id, 0) == 0;
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
