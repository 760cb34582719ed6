/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 1000 };

/* Not mkstemp, which not every system has: the directory is the run's own.  */
int
temporary_file (void)
{
  const char *directory = getenv ("TEMP");
  char name[4096];
  int fd = -1;

  for (int try = 0; fd == -1 && try < MOST_TRIES; try++)
    {
      snprintf (name, sizeof name, "%s/anonmap-file-%d", directory != NULL ? directory : ".", try);
      fd = open (name, O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
      if (fd == -1 && errno != EEXIST)
        break;
    }
  if (fd == -1)
    cannot_find_out ("no temporary file");
  unlink (name);
  return fd;
}

void
observe_read (int fd)
{
  unsigned char buffer[512];
  ssize_t count;

  memset (buffer, 0xFF, sizeof buffer);
  count = read (fd, buffer, sizeof buffer);
  if (count == -1)
    observe_errno (errno);
  else
    observe_zero (buffer, count > 0 ? (size_t) count : 1);
}
