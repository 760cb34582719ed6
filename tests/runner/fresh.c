/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/fresh.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "harness/observe.h"
#include "harness/calls.h"
#include "runner/functions.h"

#define ASK_OPTION "--ask="

void
write_observation (int fd, const char *observation)
{
  struct iovec parts[2];

  parts[0].iov_base = (void *) observation;
  parts[0].iov_len = strlen (observation);
  parts[1].iov_base = (void *) "\n";
  parts[1].iov_len = 1;
  while (writev (fd, parts, 2) == -1 && errno == EINTR)
    continue;
}

void
fresh_exec (const struct behaviour *behaviour, int fd)
{
  char request[BEHAVIOUR_ID_SIZE + 32];

  snprintf (request, sizeof request, "%s%d,%s", ASK_OPTION, fd, behaviour->id);
  exec_program (request);
}

/* REQUEST is "FD,ID".  */
static int
answer_ask (const char *request)
{
  char *end;
  long fd = strtol (request, &end, 10);
  const struct behaviour *behaviour = *end == ',' ? behaviour_find (end + 1) : NULL;

  if (behaviour == NULL)
    return 1;
  write_observation ((int) fd, observe_run (function_of (behaviour), behaviour->variant));
  return 0;
}

void
fresh_answer (const char *argument)
{
  if (strcmp (argument, EXEC_CHECK_OPTION) == 0)
    _exit (0);
  if (strncmp (argument, ASK_OPTION, strlen (ASK_OPTION)) == 0)
    _exit (answer_ask (argument + strlen (ASK_OPTION)));
  if (strncmp (argument, READ_AFTER_EXEC_OPTION, strlen (READ_AFTER_EXEC_OPTION)) == 0)
    _exit (answer_read_after_exec (argument + strlen (READ_AFTER_EXEC_OPTION)));
}

static bool
is_program (const char *path)
{
  return access (path, X_OK) == 0;
}

/* As the shell does: a name with a slash is a path, any other is looked up in PATH.  */
static bool
search_path (const char *name, char *found, size_t size)
{
  const char *directory = getenv ("PATH");

  while (directory != NULL && *directory != '\0')
    {
      size_t length = strcspn (directory, ":");

      snprintf (found, size, "%.*s/%s", length > 0 ? (int) length : 1,
                length > 0 ? directory : ".", name);
      if (is_program (found))
        return true;
      directory += length + (directory[length] == ':');
    }
  return false;
}

void
fresh_find_program (const char *argument)
{
  static char found[4096];

  if (argument == NULL)
    return;
  if (strchr (argument, '/') != NULL)
    snprintf (found, sizeof found, "%s", argument);
  else if (!search_path (argument, found, sizeof found))
    return;
  if (is_program (found))
    harness_program = found;
}

bool
fresh_set_emulator (const char *command)
{
  return setenv ("ANONMAP_EMULATOR", command, 1) == 0;
}
