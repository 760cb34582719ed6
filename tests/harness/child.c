/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "observe.h"

const char *harness_program;

pid_t
start_child (int (*body) (void *data), void *data)
{
  pid_t child = fork ();

  if (child == -1)
    cannot_find_out ("fork failed");
  if (child == 0)
    _exit (body (data));
  return child;
}

int
wait_child (pid_t child)
{
  int status;

  while (waitpid (child, &status, 0) == -1)
    if (errno != EINTR)
      cannot_find_out ("waitpid failed");
  if (WIFSIGNALED (status))
    {
      observe_signal (WTERMSIG (status), -1);
      finish ();
    }
  return WEXITSTATUS (status);
}

int
in_child (int (*body) (void *data), void *data)
{
  return wait_child (start_child (body, data));
}

void
turnstile_open (struct turnstile *turnstile)
{
  if (pipe (turnstile->to_child) != 0 || pipe (turnstile->to_parent) != 0)
    cannot_find_out ("pipe failed");
}

/* The side that waits closes its own end for writing first: so it wakes when the other has died.  */
static void
let_pass (int fd)
{
  char token = 1;

  while (write (fd, &token, 1) == -1 && errno == EINTR)
    continue;
}

static void
wait_for (int fds[2])
{
  char token;

  if (fds[1] != -1)
    {
      close (fds[1]);
      fds[1] = -1;
    }
  while (read (fds[0], &token, 1) == -1 && errno == EINTR)
    continue;
}

void
parent_go (struct turnstile *turnstile)
{
  let_pass (turnstile->to_child[1]);
}

void
parent_wait (struct turnstile *turnstile)
{
  wait_for (turnstile->to_parent);
}

void
child_wait (struct turnstile *turnstile)
{
  wait_for (turnstile->to_child);
}

void
child_go (struct turnstile *turnstile)
{
  let_pass (turnstile->to_parent[1]);
}

void
exec_program (const char *request)
{
  static char words[EMULATOR_SIZE];
  char *arguments[EMULATOR_SIZE / 2 + 3];
  const char *emulator = getenv ("ANONMAP_EMULATOR");
  size_t count = 0;

  snprintf (words, sizeof words, "%s", emulator != NULL ? emulator : "");
  for (char *word = strtok (words, " "); word != NULL; word = strtok (NULL, " "))
    arguments[count++] = word;
  arguments[count] = (char *) harness_program;
  arguments[count + 1] = (char *) request;
  arguments[count + 2] = NULL;
  if (count == 0)
    execv (arguments[0], arguments);
  else
    execvp (arguments[0], arguments);
}

struct image
{
  const unsigned char *address;
  size_t length;
};

enum { EXEC_FAILED = 99 };

static int
exec_reader (void *data)
{
  const struct image *image = data;
  char request[80];

  snprintf (request, sizeof request, READ_AFTER_EXEC_OPTION "%" PRIxPTR ",%lx",
            (uintptr_t) image->address, (unsigned long) image->length);
  exec_program (request);
  return EXEC_FAILED;
}

int
read_after_exec (const unsigned char *address, size_t length)
{
  struct image image = { address, length };
  int result = in_child (exec_reader, &image);

  if (result == EXEC_FAILED)
    cannot_find_out ("exec failed");
  return result;
}

int
answer_read_after_exec (const char *request)
{
  char *end;
  const unsigned char *address = (const unsigned char *) (uintptr_t) strtoumax (request, &end, 16);
  size_t length = *end == ',' ? (size_t) strtoumax (end + 1, NULL, 16) : 0;

  if (length == 0)
    return EXEC_FAILED;
  for (size_t i = 0; i < length; i += page_size ())
    if (signal_of_read (address + i) != 0)
      return 1;
  return has_pattern (address, length) ? 0 : 1;
}
