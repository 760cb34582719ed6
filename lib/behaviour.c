/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "behaviour.h"

#include <stdio.h>
#include <string.h>

/* Where to begin looking for an id: a reader of many records asks for each a thousand times.  */
enum { SLOTS = 4096 };

static size_t
slot_of (const char *id)
{
  size_t hash = 5381;

  for (; *id != '\0'; id++)
    hash = hash * 33 + (unsigned char) *id;
  return hash % SLOTS;
}

const struct behaviour *
behaviour_find (const char *id)
{
  static const struct behaviour *slots[SLOTS];
  static size_t entered;
  size_t slot;

  for (; entered < behaviour_count && entered < SLOTS / 2; entered++)
    {
      for (slot = slot_of (behaviours[entered].id); slots[slot] != NULL;)
        slot = (slot + 1) % SLOTS;
      slots[slot] = &behaviours[entered];
    }
  for (slot = slot_of (id); slots[slot] != NULL; slot = (slot + 1) % SLOTS)
    if (strcmp (slots[slot]->id, id) == 0)
      return slots[slot];
  for (size_t i = entered; i < behaviour_count; i++)
    if (strcmp (behaviours[i].id, id) == 0)
      return &behaviours[i];
  return NULL;
}

bool
declaration_lists (const char *words, const char *word)
{
  size_t length = strlen (word);

  while (words != NULL && *words != '\0')
    {
      size_t span = strcspn (words, " ");

      if (span == length && memcmp (words, word, length) == 0)
        return true;
      words += span + strspn (words + span, " ");
    }
  return false;
}

void
behaviour_title (const struct behaviour *behaviour, char *buffer, size_t size)
{
  const struct variant *variant = behaviour->variant;

  if (variant->name[0] == '\0')
    snprintf (buffer, size, "%s", behaviour->declaration->title);
  else
    snprintf (buffer, size, "%s (%s)", behaviour->declaration->title, variant->name);
}

const char *
behaviour_shall (const struct behaviour *behaviour)
{
  if (behaviour->variant->technique == TECHNIQUE_DEV_ZERO)
    return NULL;
  return behaviour->declaration->shall;
}
