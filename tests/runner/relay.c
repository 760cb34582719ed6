/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/relay.h"

#include <errno.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef HAVE_FORK

# include <signal.h>
# include <sys/wait.h>

static volatile pid_t asking;

void
relay_stop (void)
{
  if (asking > 0)
    kill (asking, SIGTERM);
}

/* One answer on its way through the pipe; both ends are the same program.  */
struct message
{
  size_t number;
  struct answer answer;
};

static void
send_message (int fd, const struct message *message)
{
  const char *bytes = (const char *) message;
  size_t sent = 0;

  while (sent < sizeof *message)
    {
      ssize_t length = write (fd, bytes + sent, sizeof *message - sent);

      if (length == -1 && errno != EINTR)
        _exit (1);
      if (length > 0)
        sent += (size_t) length;
    }
}

/* False at the end of the pipe.  */
static bool
receive_message (int fd, struct message *message)
{
  char *bytes = (char *) message;
  size_t received = 0;

  while (received < sizeof *message)
    {
      ssize_t length = read (fd, bytes + received, sizeof *message - received);

      if (length == 0 || (length == -1 && errno != EINTR))
        return false;
      if (length > 0)
        received += (size_t) length;
    }
  return true;
}

/* The asking process.  */
static void
ask_all (const struct behaviour *const *selection, size_t count, int fd)
{
  struct message message;

  supervise_default_signals ();
  setpgid (0, 0);
  memset (&message, 0, sizeof message);
  if (!ask_begin (true))
    _exit (1);
  for (size_t i = 0; i < count; i++)
    {
      ask (selection[i], &message.answer);
      message.number = i;
      send_message (fd, &message);
    }
  _exit (0);
}

static enum supervision
receive_all (int fd, size_t count, answered *report, void *data)
{
  struct message message;
  size_t received = 0;
  int status;

  while (received < count && supervise_signal () == 0 && receive_message (fd, &message))
    {
      report (message.number, &message.answer, data);
      received++;
    }
  close (fd);
  while (waitpid (asking, &status, 0) == -1 && errno == EINTR)
    continue;
  asking = 0;
  if (supervise_signal () != 0)
    return SUPERVISION_INTERRUPTED;
  return received == count ? SUPERVISION_COMPLETE : SUPERVISION_DIED;
}

enum supervision
relay (const struct behaviour *const *selection, size_t count, answered *report, void *data)
{
  int fds[2];
  pid_t child;
  int number;

  if (pipe (fds) != 0)
    return SUPERVISION_IMPOSSIBLE;
  child = fork ();
  number = errno;
  if (child == 0)
    {
      close (fds[0]);
      ask_all (selection, count, fds[1]);
    }
  close (fds[1]);
  if (child > 0)
    {
      asking = child;
      if (supervise_signal () != 0)
        kill (child, SIGTERM);
      return receive_all (fds[0], count, report, data);
    }
  close (fds[0]);
  errno = number;
  return SUPERVISION_IMPOSSIBLE;
}

#else

enum supervision
relay (const struct behaviour *const *selection, size_t count, answered *report, void *data)
{
  (void) selection;
  (void) count;
  (void) report;
  (void) data;
  errno = ENOSYS;
  return SUPERVISION_IMPOSSIBLE;
}

void
relay_stop (void)
{
}

#endif
