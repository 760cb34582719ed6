/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "collection.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "complain.h"
#include "xalloc.h"

/* ---- What was given ---- */

static bool
is_record_name (const char *name)
{
  static const char suffix[] = ".jsonl";
  size_t length = strlen (name);

  return *name != '.' && length > sizeof suffix - 1
         && strcmp (name + length - (sizeof suffix - 1), suffix) == 0;
}

/* Adds a file; takes PATH over.  */
static void
add (struct collection *collection, char *path, size_t *capacity)
{
  if (collection->count == *capacity)
    collection->source
      = x2nrealloc (collection->source, capacity, sizeof *collection->source);
  collection->source[collection->count++] = (struct source){ .path = path };
}

static char *
path_in (const char *directory, const char *name)
{
  size_t size = strlen (directory) + strlen (name) + 2;
  char *path = xmalloc (size);

  snprintf (path, size, "%s/%s", directory, name);
  return path;
}

static int
compare_paths (const void *x, const void *y)
{
  const struct source *a = x;
  const struct source *b = y;

  return strcmp (a->path, b->path);
}

/* The records in a directory, in the order of their names.  */
static void
add_directory (struct collection *collection, const char *path, size_t *capacity)
{
  struct record none = { .path = path };
  size_t first = collection->count;
  DIR *directory = opendir (path);
  struct dirent *entry;

  while (directory != NULL && (entry = readdir (directory)) != NULL)
    if (is_record_name (entry->d_name))
      add (collection, path_in (path, entry->d_name), capacity);
  if (directory == NULL)
    record_complain (&none, 0, "cannot be opened: %s", strerror (errno));
  else if (collection->count == first)
    record_complain (&none, 0, "the directory has no record, which is a file *.jsonl");
  collection->unreadable |= none.problems > 0;
  collection->damaged |= none.problems > 0;
  if (directory != NULL)
    closedir (directory);
  if (collection->count > first)
    qsort (collection->source + first, collection->count - first, sizeof *collection->source,
           compare_paths);
}

/* What cannot be read twice is copied; NULL where there is no need, or no way.  */
static FILE *
copy_of (FILE *stream)
{
  FILE *copy = tmpfile ();
  char block[1 << 14];
  size_t length;

  while (copy != NULL && (length = fread (block, 1, sizeof block, stream)) > 0)
    if (fwrite (block, 1, length, copy) != length)
      break;
  if (copy != NULL && (ferror (stream) || fflush (copy) != 0))
    {
      int error = errno;

      fclose (copy);
      errno = error;
      return NULL;
    }
  return copy;
}

static void
add_stream (struct collection *collection, const char *path, FILE *stream, size_t *capacity)
{
  FILE *copy = stream != NULL ? copy_of (stream) : NULL;
  int error = copy == NULL ? errno : 0;

  add (collection, xstrdup (path), capacity);
  collection->source[collection->count - 1].copy = copy;
  collection->source[collection->count - 1].error = error;
}

void
collection_open (struct collection *collection, char *const *paths, size_t count, bool as_recorded)
{
  size_t capacity = 0;

  *collection = (struct collection){ .as_recorded = as_recorded };
  for (size_t i = 0; i < count; i++)
    {
      struct stat status;

      if (strcmp (paths[i], "-") == 0)
        add_stream (collection, STANDARD_INPUT, stdin, &capacity);
      else if (stat (paths[i], &status) != 0 || S_ISREG (status.st_mode))
        add (collection, xstrdup (paths[i]), &capacity);
      else if (S_ISDIR (status.st_mode))
        add_directory (collection, paths[i], &capacity);
      else
        {
          FILE *stream = fopen (paths[i], "rb");

          add_stream (collection, paths[i], stream, &capacity);
          if (stream != NULL)
            fclose (stream);
        }
    }
}

/* ---- Reading ---- */

bool
source_read (const struct source *source, struct record *record, enum extent extent)
{
  FILE *stream = source->copy;
  bool fine;

  if (stream == NULL && source->error == 0)
    stream = fopen (source->path, "rb");
  if (stream == NULL)
    {
      int error = source->error == 0 ? errno : source->error;

      record_empty (record, source->path, extent);
      record_complain (record, 0, source->error == 0 ? "cannot be opened: %s" : "cannot be read: %s",
                       error == EBADF ? "it is closed" : strerror (error));
      return false;
    }
  rewind (stream);
  fine = record_read (record, source->path, stream, extent);
  if (source->copy == NULL)
    fclose (stream);
  return fine;
}

static bool
read_named (const struct collection *collection, size_t i, struct record *record,
            enum extent extent)
{
  const struct source *source = &collection->source[i];
  bool fine = source_read (source, record, extent);

  if (source->name != NULL)
    snprintf (record->name, sizeof record->name, "%s", source->name);
  if (!collection->as_recorded)
    record_judge (record);
  return fine;
}

void
collection_read (struct collection *collection, size_t i, struct record *record)
{
  collection->unreadable |= !read_named (collection, i, record, ALL_LINES);
  collection->damaged |= record->problems > 0;
}

void
collection_read_again (struct collection *collection, size_t i, struct record *record)
{
  read_named (collection, i, record, ALL_LINES_SILENTLY);
}

struct records
collection_read_all (struct collection *collection)
{
  struct records records = { xnmalloc (collection->count + 1, sizeof *records.record),
                             collection->count, collection->as_recorded };

  for (size_t i = 0; i < records.count; i++)
    collection_read (collection, i, &records.record[i]);
  return records;
}

/* ---- The end ---- */

void
source_free (struct source *source)
{
  free (source->path);
  free (source->name);
  free (source->details);
  if (source->copy != NULL)
    fclose (source->copy);
}

void
collection_close (struct collection *collection)
{
  for (size_t i = 0; i < collection->count; i++)
    source_free (&collection->source[i]);
  free (collection->source);
}
