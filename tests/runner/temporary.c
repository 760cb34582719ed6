/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef P_tmpdir
# define P_tmpdir "/tmp"
#endif

enum { NAME_SIZE = 4096, MOST_TRIES = 100 };

static char directory[NAME_SIZE];
static pid_t owner;

/* A name that is taken, by a run of an earlier process of this number, is not the only one.  */
static bool
make_in (const char *parent)
{
  if (parent == NULL || parent[0] == '\0')
    return false;
  for (int try = 0; try < MOST_TRIES; try++)
    {
      int length = snprintf (directory, sizeof directory, "%s/anonmap-%ld-%d", parent,
                             (long) getpid (), try);

      if (length >= (int) sizeof directory)
        return false;
      if (mkdir (directory, S_IRWXU) == 0)
        return true;
      if (errno != EEXIST)
        return false;
    }
  return false;
}

bool
temporary_directory_make (void)
{
  const char *parents[] = { getenv ("TMPDIR"), getenv ("TEMP"), P_tmpdir, "." };

  for (size_t i = 0; i < sizeof parents / sizeof *parents; i++)
    if (make_in (parents[i]))
      {
        owner = getpid ();
        return atexit (temporary_directory_remove) == 0 && setenv ("TEMP", directory, 1) == 0;
      }
  return false;
}

static void
remove_entry (const char *entry)
{
  char name[NAME_SIZE + 256];

  if (strcmp (entry, ".") == 0 || strcmp (entry, "..") == 0)
    return;
  if (snprintf (name, sizeof name, "%s/%s", directory, entry) < (int) sizeof name)
    unlink (name);
}

/* Check's test processes exit as well: they are not the owner.  */
void
temporary_directory_remove (void)
{
  DIR *entries;
  struct dirent *entry;

  if (owner != getpid ())
    return;
  entries = opendir (directory);
  if (entries != NULL)
    {
      while ((entry = readdir (entries)) != NULL)
        remove_entry (entry->d_name);
      closedir (entries);
    }
  rmdir (directory);
  owner = 0;
}
