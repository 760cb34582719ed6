/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <limits.h>
#include <string.h>

#include "reader.h"

void
copy_bounded (struct reader *reader, const char *key, char *to, size_t size, const char *from)
{
  size_t length = strlen (from);

  if (length >= size)
    {
      COMPLAIN (reader, "\"%s\" has %zu bytes, more than %zu: cut", key, length, size - 1);
      for (length = size - 1; length > 0 && (from[length] & 0xC0) == 0x80;)
        length--;
    }
  memcpy (to, from, length);
  to[length] = '\0';
}

const char *
string_of (struct reader *reader, const json_t *object, const char *key)
{
  const json_t *value = json_object_get (object, key);

  if (value == NULL)
    COMPLAIN (reader, "\"%s\" is missing", key);
  else if (!json_is_string (value))
    COMPLAIN (reader, "\"%s\" is not a string", key);
  else
    return json_string_value (value);
  return NULL;
}

long
number_of (struct reader *reader, const json_t *object, const char *key, long least, long fallback,
           bool may_miss)
{
  const json_t *value = json_object_get (object, key);

  if (value == NULL && may_miss)
    return fallback;
  if (!json_is_integer (value) || json_integer_value (value) < least
      || json_integer_value (value) > LONG_MAX)
    {
      COMPLAIN (reader, "\"%s\" is missing, or is not a whole number from %ld up", key, least);
      return fallback;
    }
  return (long) json_integer_value (value);
}

bool
truth_of (struct reader *reader, const json_t *object, const char *key, bool fallback)
{
  const json_t *value = json_object_get (object, key);

  if (value == NULL)
    return fallback;
  if (!json_is_boolean (value))
    {
      COMPLAIN (reader, "\"%s\" is neither true nor false", key);
      return fallback;
    }
  return json_is_true (value);
}
