/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "pattern.h"

#include <stddef.h>
#include <string.h>

/* "[abc0-9]" or "[!abc0-9]", at its bracket: what comes after it if C is in the set, else NULL.  One that
   is not closed is a character like any other.  */
static const char *
match_set (const char *set, char c)
{
  bool negated = set[1] == '!';
  const char *first = set + 1 + negated;
  const char *p;
  bool found = false;

  for (p = first; *p != '\0' && (*p != ']' || p == first); p++)
    if (p[1] == '-' && p[2] != ']' && p[2] != '\0')
      {
        found |= p[0] <= c && c <= p[2];
        p += 2;
      }
    else
      found |= *p == c;
  if (*p == '\0')
    return c == '[' ? set + 1 : NULL;
  return found != negated ? p + 1 : NULL;
}

/* What comes after the first element of the pattern, not a star, if that matches C; else NULL.  */
static const char *
match_one (const char *pattern, char c)
{
  if (*pattern == '[')
    return match_set (pattern, c);
  if (*pattern == '?')
    return pattern + 1;
  if (*pattern == '\\' && pattern[1] != '\0')
    pattern++;
  return *pattern == c ? pattern + 1 : NULL;
}

/* A star stands for as little as it can: where that does not do, for one character more.  */
bool
pattern_matches (const char *pattern, const char *id)
{
  const char *behind_star = NULL;
  const char *behind_starred = NULL;

  while (*id != '\0')
    {
      const char *rest = match_one (pattern, *id);

      if (*pattern == '*')
        {
          behind_star = ++pattern;
          behind_starred = id;
        }
      else if (rest != NULL)
        {
          pattern = rest;
          id++;
        }
      else if (behind_star != NULL)
        {
          pattern = behind_star;
          id = ++behind_starred;
        }
      else
        return false;
    }
  return pattern[strspn (pattern, "*")] == '\0';
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
