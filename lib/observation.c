/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "observation.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* The words, in groups: contents, the mapping, sharing, headers, calls, descriptors, memory
   allocation.  */
static const char *const words[] = {
  "zero",      "stale",     "kept",        "lost",
  "mapped",    "moved",     "unaligned",   "unmapped",
  "shared",    "private",   "same address",
  "hidden",    "visible",   "warns",
  "equal",     "different", "distinct",    "overlapping",        "usable",          "unusable",
  "success",   "ignored",   "short",       "all",
  "file",      "unchanged", "changed",     "no descriptor used", "descriptor used",
  "heap",      "aligned",   "refused",     "null",               "reused",
  "counted",   "not counted", "kept or zero", "resident",  "not resident",
};

static bool
is_word (const char *value)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp (words[i], value) == 0)
      return true;
  return false;
}

/* EINVAL, SIGBUS: capital letters and digits after the first letter(s).  */
static bool
is_name (const char *value, size_t length, const char *prefix)
{
  size_t prefix_length = strlen (prefix);

  if (length <= prefix_length || memcmp (value, prefix, prefix_length) != 0)
    return false;
  for (size_t i = prefix_length; i < length; i++)
    if (!isupper ((unsigned char) value[i]) && !isdigit ((unsigned char) value[i]))
      return false;
  return true;
}

static bool
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static bool
is_signal_at_page (const char *value)
{
  static const char at[] = " at page ";
  const char *middle = strstr (value, at);

  return middle != NULL && is_name (value, (size_t) (middle - value), "SIG")
         && is_number (middle + strlen (at));
}

/* Reasons and facilities are constants of the suite: printable, without the separator.  */
static bool
is_phrase (const char *value, const char *prefix)
{
  if (strncmp (value, prefix, strlen (prefix)) != 0)
    return false;
  for (const char *p = value + strlen (prefix); *p != '\0'; p++)
    if (!isprint ((unsigned char) *p) || *p == '"')
      return false;
  return value[strlen (prefix)] != '\0';
}

static bool
value_is_canonical (const char *value)
{
  size_t length = strlen (value);

  return is_word (value) || is_name (value, length, "E") || is_name (value, length, "SIG")
         || is_signal_at_page (value) || is_phrase (value, "absent: no ")
         || is_phrase (value, "denied: ") || is_phrase (value, "error: ")
         || (strncmp (value, "errno ", 6) == 0 && is_number (value + 6))
         || (strncmp (value, "signal ", 7) == 0 && is_number (value + 7));
}

bool
observation_is_canonical (const char *text)
{
  char value[OBSERVATION_SIZE];

  for (;;)
    {
      const char *separator = strstr (text, ", ");
      size_t length = separator != NULL ? (size_t) (separator - text) : strlen (text);

      if (length >= sizeof value)
        return false;
      memcpy (value, text, length);
      value[length] = '\0';
      if (!value_is_canonical (value))
        return false;
      if (separator == NULL)
        return true;
      text = separator + strlen (", ");
    }
}

const char *
observation_errno (int number, char *buffer, size_t size)
{
  const char *name = strerrorname_np (number);

  /* Linux has one number for this and EOPNOTSUPP; rules name what POSIX has mmap fail with.  klibc
     lacks the name.  */
#ifdef ENOTSUP
  if (number == ENOTSUP)
    return "ENOTSUP";
#endif
  if (name != NULL)
    return name;
  snprintf (buffer, size, "errno %d", number);
  return buffer;
}

const char *
observation_signal (int number, char *buffer, size_t size)
{
  const char *name = sigabbrev_np (number);

  if (name != NULL)
    snprintf (buffer, size, "SIG%s", name);
  else
    snprintf (buffer, size, "signal %d", number);
  return buffer;
}
