/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "close-stream.h"
#include "own-name.h"
#include "safe.h"
#include "xalloc.h"

static bool
complain (const char *path, const char *what, int error)
{
  fprintf (stderr, "%s: ", own_name ());
  text_safe (stderr, path != NULL ? path : "standard output");
  fprintf (stderr, ": %s: %s\n", what, strerror (error));
  return false;
}

/* True if PATH is there and is no plain file, so that it cannot be replaced by one.  */
static bool
is_device (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && !S_ISREG (status.st_mode);
}

/* A new file in the same directory, under a name that nobody else uses.  */
static FILE *
create_beside (struct output *output)
{
  size_t size = strlen (output->path) + 32;
  int fd;

  output->beside = xmalloc (size);
  snprintf (output->beside, size, "%s.new-%ld", output->path, (long) getpid ());
  fd = open (output->beside, O_WRONLY | O_CREAT | O_EXCL, 0666);
  return fd < 0 ? NULL : fdopen (fd, "w");
}

bool
output_open (struct output *output, const char *path)
{
  *output = (struct output){ stdout, NULL, NULL };
  if (path == NULL)
    return true;
  /* What a symbolic link names is replaced, not the link.  */
  output->path = realpath (path, NULL);
  if (output->path == NULL)
    output->path = xstrdup (path);
  output->stream
    = is_device (output->path) ? fopen (output->path, "w") : create_beside (output);
  if (output->stream != NULL)
    return true;
  complain (path, "cannot be written", errno);
  free (output->path);
  free (output->beside);
  return false;
}

bool
output_close (struct output *output)
{
  bool fine;

  if (output->path == NULL)
    return (fflush (stdout) == 0 && !ferror (stdout))
           || complain (NULL, "cannot be written", errno);
  fine = close_stream (output->stream) == 0
         && (output->beside == NULL || rename (output->beside, output->path) == 0);
  if (!fine)
    {
      complain (output->path, "cannot be written", errno);
      if (output->beside != NULL)
        unlink (output->beside);
    }
  free (output->path);
  free (output->beside);
  return fine;
}

bool
output_directory (const char *path)
{
  struct stat status;

  if (mkdir (path, 0777) == 0)
    return true;
  if (errno != EEXIST)
    return complain (path, "cannot be made", errno);
  if (stat (path, &status) != 0 || !S_ISDIR (status.st_mode))
    return complain (path, "must be a directory", ENOTDIR);
  return true;
}
