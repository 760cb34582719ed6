/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/temporary.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef P_tmpdir
# define P_tmpdir "/tmp"
#endif

static bool
is_usable (const char *directory)
{
  char name[4096];
  int fd;

  if (directory == NULL || directory[0] == '\0'
      || snprintf (name, sizeof name, "%s/anonmap-XXXXXX", directory) >= (int) sizeof name)
    return false;
  fd = mkstemp (name);
  if (fd == -1)
    return false;
  unlink (name);
  close (fd);
  return true;
}

bool
temporary_directory_find (void)
{
  const char *candidates[] = { getenv ("TMPDIR"), getenv ("TEMP"), P_tmpdir, "." };

  for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
    if (is_usable (candidates[i]))
      return setenv ("TEMP", candidates[i], 1) == 0;
  return false;
}
