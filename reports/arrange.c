/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order and the names of a collection.  */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "collection.h"
#include "hash.h"
#include "xalloc.h"

/* ---- Details ---- */

/* The condition that published records have in their files' names alone, as
   KERNEL-LIBC-ARCH[-LAYER][-CONDITION].jsonl: what follows the name, or at least the processor; "" where
   a file is named otherwise.  */
static void
condition_of (const struct source *source, const char *arch, char text[NAME_SIZE])
{
  static const char suffix[] = ".jsonl";
  const char *slash = strrchr (source->path, '/');
  const char *file = slash != NULL ? slash + 1 : source->path;
  size_t length = strlen (file);
  const char *end = file + length;
  const char *rest = strstr (file, arch);

  *text = '\0';
  if (strncmp (file, source->name, strlen (source->name)) == 0)
    rest = file + strlen (source->name);
  else if (rest != NULL)
    rest += strlen (arch);
  if (rest == NULL || *arch == '\0' || *rest != '-' || length < strlen (suffix)
      || strcmp (end - strlen (suffix), suffix) != 0)
    return;
  length = (size_t) (end - rest) - strlen (suffix);
  if (length >= NAME_SIZE)
    return;
  memcpy (text, rest, length);
  text[length] = '\0';
}

/* Sets the source's name and details; false if it is no record that can be used.  */
static bool
look_at (struct source *source)
{
  struct record record;
  char text[NAME_SIZE];
  char details[DETAILS * NAME_SIZE];
  size_t length = 0;

  source_read (source, &record, ONLY_PLATFORM);
  record_free (&record);
  if (!record.usable)
    return false;
  name_platform (&record.platform, text);
  source->name = xstrdup (text);
  for (int detail = 0; detail < DETAILS; detail++)
    {
      char condition[NAME_SIZE];

      name_detail (&record.platform, (enum detail) detail, text);
      if (detail == BY_FILE)
        {
          condition_of (source, record.platform.arch, condition);
          name_append (text, condition);
        }
      length += (size_t) sprintf (details + length, "%s", text) + 1;
    }
  source->details = xmemdup (details, length);
  return true;
}

static const char *
detail_of (const struct source *source, enum detail detail)
{
  const char *text = source->details;

  for (int i = 0; i < (int) detail; i++)
    text += strlen (text) + 1;
  return text;
}

static int
compare_sources (const void *x, const void *y)
{
  const struct source *a = x;
  const struct source *b = y;
  int order = strcmp (a->name, b->name);

  for (int detail = 0; order == 0 && detail < DETAILS; detail++)
    order = strcmp (detail_of (a, (enum detail) detail), detail_of (b, (enum detail) detail));
  return order != 0 ? order : strcmp (a->path, b->path);
}

/* The number of sources from FIRST on that have its name.  */
static size_t
length_of_run (const struct collection *collection, size_t first)
{
  size_t length = 1;

  while (first + length < collection->count
         && strcmp (collection->source[first].name, collection->source[first + length].name) == 0)
    length++;
  return length;
}

static void
rename_source (struct source *source, const char *more)
{
  char name[NAME_SIZE];

  snprintf (name, sizeof name, "%s", source->name);
  name_append (name, more);
  free (source->name);
  source->name = xstrdup (name);
}

/* Adds the detail to the names of those that have one name and differ in it.  */
static void
tell_apart (struct collection *collection, enum detail detail)
{
  for (size_t first = 0, length; first < collection->count; first += length)
    {
      struct source *run = &collection->source[first];
      bool differ = false;

      length = length_of_run (collection, first);
      for (size_t i = 1; i < length; i++)
        differ |= strcmp (detail_of (&run[0], detail), detail_of (&run[i], detail)) != 0;
      for (size_t i = 0; differ && i < length; i++)
        rename_source (&run[i], detail_of (&run[i], detail));
    }
}

/* ---- What cannot be told apart is numbered ---- */

/* The names that are taken, at the place where their hash says.  */
struct taken
{
  const char **slots;
  size_t size;
};

/* False if the name was there already.  */
static bool
take (struct taken *taken, const char *name)
{
  size_t i = hash_bytes (name, strlen (name)) % taken->size;

  for (; taken->slots[i] != NULL; i = (i + 1) % taken->size)
    if (strcmp (taken->slots[i], name) == 0)
      return false;
  taken->slots[i] = name;
  return true;
}

/* Sources of one name stand together, and are given numbers in turn.  */
static void
number_the_rest (struct collection *collection)
{
  enum { ROOM = 24 }; /* for a number */
  struct taken taken = { NULL, 2 * collection->count + 1 };
  char before[NAME_SIZE] = "";
  unsigned long number = 1;

  taken.slots = xcalloc (taken.size, sizeof *taken.slots);
  for (size_t i = 0; i < collection->count; i++)
    {
      struct source *source = &collection->source[i];

      if (strcmp (before, source->name) != 0)
        number = 1;
      snprintf (before, sizeof before, "%s", source->name);
      while (!take (&taken, source->name))
        {
          char digits[ROOM];

          snprintf (digits, sizeof digits, "%lu", ++number);
          free (source->name);
          source->name = xstrdup (before);
          source->name[strnlen (before, NAME_SIZE - ROOM)] = '\0';
          rename_source (source, digits);
        }
    }
  free (taken.slots);
}

/* ---- The whole ---- */

/* Says what is wrong with what cannot be used, and leaves it out.  */
static void
drop_unusable (struct collection *collection)
{
  size_t usable = 0;

  for (size_t i = 0; i < collection->count; i++)
    if (look_at (&collection->source[i]))
      collection->source[usable++] = collection->source[i];
    else
      {
        struct record record;

        collection_read (collection, i, &record);
        record_free (&record);
        source_free (&collection->source[i]);
      }
  collection->count = usable;
}

void
collection_arrange (struct collection *collection)
{
  drop_unusable (collection);
  if (collection->count > 0)
    qsort (collection->source, collection->count, sizeof *collection->source, compare_sources);
  for (int detail = 0; detail < DETAILS; detail++)
    tell_apart (collection, (enum detail) detail);
  number_the_rest (collection);
  for (size_t i = 0; i < collection->count; i++)
    {
      free (collection->source[i].details);
      collection->source[i].details = NULL;
    }
}
