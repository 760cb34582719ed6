/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line that says what a record was made on.  */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "reader.h"

#define FIELD(member)                                                                              \
  { #member, offsetof (struct platform, member), sizeof ((struct platform *) 0)->member }

static const struct
{
  const char *key;
  size_t offset;
  size_t size;
} platform_texts[] = {
  FIELD (suite), FIELD (rules_version), FIELD (rules),        FIELD (kernel), FIELD (release),
  FIELD (arch),  FIELD (libc),          FIELD (libc_version), FIELD (started),
};

static void
read_facts (struct reader *reader, const json_t *object, const char *key, struct facts *facts)
{
  json_t *members = json_object_get (object, key);
  const char *name;
  json_t *value;

  if (!json_is_object (members))
    {
      COMPLAIN (reader, "\"%s\" is missing, or is not an object", key);
      return;
    }
  json_object_foreach (members, name, value)
    {
      struct fact fact;

      if (facts->count == PLATFORM_FACTS)
        {
          COMPLAIN (reader, "\"%s\" has more than %d members: the rest is left out", key,
                    (int) PLATFORM_FACTS);
          return;
        }
      if (!json_is_string (value))
        {
          COMPLAIN (reader, "\"%s\" has a member that is not a string: left out", key);
          continue;
        }
      copy_bounded (reader, key, fact.name, sizeof fact.name, name);
      copy_bounded (reader, key, fact.value, sizeof fact.value, json_string_value (value));
      facts->fact[facts->count++] = fact;
    }
}

static bool
add_layer (struct platform *platform, const json_t *element)
{
  const char *name = json_string_value (json_object_get (element, "name"));
  const char *version = json_string_value (json_object_get (element, "version"));
  char text[256];
  int length;

  if (name == NULL || version == NULL || strchr (name, '/') != NULL)
    return false;
  length = snprintf (text, sizeof text, "%s/%s", name, version);
  return length > 0 && (size_t) length < sizeof text && platform_add_layer (platform, text);
}

static bool
add_without (struct platform *platform, const json_t *element)
{
  return json_is_string (element) && platform_add_without (platform, json_string_value (element));
}

static void
read_elements (struct reader *reader, const json_t *object, const char *key,
               bool (*add) (struct platform *platform, const json_t *element))
{
  json_t *elements = json_object_get (object, key);
  json_t *element;
  size_t i;

  if (!json_is_array (elements))
    COMPLAIN (reader, "\"%s\" is missing, or is not an array", key);
  json_array_foreach (elements, i, element)
    if (!add (&reader->record->platform, element))
      {
        COMPLAIN (reader, "\"%s\" has an element that is malformed or too many: left out", key);
        return;
      }
}

static bool
is_time (const char *text)
{
  static const char pattern[] = "dddd-dd-ddTdd:dd:ddZ";
  size_t i;

  for (i = 0; pattern[i] != '\0' && text[i] != '\0'; i++)
    if (pattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i])
      return false;
  return pattern[i] == text[i];
}

/* True if this program knows the schema that the platform line names.  */
static bool
schema_is_known (struct reader *reader, const json_t *object)
{
  long version = number_of (reader, object, "schema_version", 1, 0, false);

  if (version > SCHEMA_VERSION)
    COMPLAIN (reader, "the record has schema_version %ld, and this program knows %d: use a newer "
                      "anonmap-report",
              version, (int) SCHEMA_VERSION);
  return version >= 1 && version <= SCHEMA_VERSION;
}

void
read_platform (struct reader *reader, const json_t *object)
{
  struct platform *platform = &reader->record->platform;

  if (reader->record->usable)
    {
      COMPLAIN (reader, "another record begins here: only the first is read; put each into a file "
                        "of its own");
      reader->ended = true;
      return;
    }
  if (!schema_is_known (reader, object))
    return;
  for (size_t i = 0; i < sizeof platform_texts / sizeof *platform_texts; i++)
    {
      const char *text = string_of (reader, object, platform_texts[i].key);

      if (text != NULL)
        copy_bounded (reader, platform_texts[i].key, (char *) platform + platform_texts[i].offset,
                      platform_texts[i].size, text);
    }
  if (*platform->started != '\0' && !is_time (platform->started))
    {
      COMPLAIN (reader, "\"started\" is no time as 2026-11-22T08:16:00Z: left out");
      *platform->started = '\0';
    }
  platform->page_size = number_of (reader, object, "page_size", 1, 0, false);
  read_elements (reader, object, "layers", add_layer);
  read_elements (reader, object, "without", add_without);
  platform->mmu = truth_of (reader, object, "mmu", true);
  read_facts (reader, object, "build", &platform->build);
  read_facts (reader, object, "limits", &platform->limits);
  read_facts (reader, object, "environment", &platform->environment);
  reader->record->usable = true;
}
