/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int
temporary_file (void)
{
  const char *directory = getenv ("TEMP");
  char name[4096];
  int fd;

  snprintf (name, sizeof name, "%s/anonmap-XXXXXX", directory != NULL ? directory : ".");
  fd = mkstemp (name);
  if (fd == -1)
    cannot_find_out ("no temporary file");
  unlink (name);
  return fd;
}
