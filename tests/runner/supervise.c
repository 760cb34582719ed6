/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/supervise.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static const int taken_signals[] = { SIGHUP, SIGINT, SIGPIPE, SIGTERM };
enum { TAKEN_SIGNALS = sizeof taken_signals / sizeof *taken_signals };

static volatile sig_atomic_t caught;
static volatile pid_t asking;

/* Ends the asking process, and with it (Check sees to that) the test that is running.  The end of
   its pipe then ends the reading: so no signal can fall between a look and a wait.  */
static void
on_signal (int number)
{
  caught = number;
  if (asking > 0)
    kill (asking, SIGTERM);
}

/* A signal that was ignored when the runner was started stays so: nohup means it.  */
static void
take_signals (void)
{
  struct sigaction action;
  struct sigaction old;

  for (int i = 0; i < TAKEN_SIGNALS; i++)
    {
      memset (&action, 0, sizeof action);
      action.sa_handler = on_signal;
      action.sa_flags = SA_RESETHAND; /* the second one ends a runner whose reader does not read */
      sigemptyset (&action.sa_mask);
      sigaction (taken_signals[i], NULL, &old);
      if (old.sa_handler != SIG_IGN)
        sigaction (taken_signals[i], &action, NULL);
    }
}

/* From here on a signal ends the runner as it would any program.  */
static void
release_signals (void)
{
  struct sigaction action;

  for (int i = 0; i < TAKEN_SIGNALS; i++)
    if (sigaction (taken_signals[i], NULL, &action) == 0 && action.sa_handler == on_signal)
      signal (taken_signals[i], SIG_DFL);
}

int
supervise_signal (void)
{
  return caught;
}

void
die_of_signal (int number)
{
  signal (number, SIG_DFL);
  raise (number);
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

  for (int i = 0; i < TAKEN_SIGNALS; i++)
    signal (taken_signals[i], SIG_DFL);
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

/* Where there are no processes, everything that needs none is asked in this one.  */
static enum supervision
ask_here (const struct behaviour *const *selection, size_t count, answered *report, void *data)
{
  struct answer answer;

  if (!ask_begin (false))
    return SUPERVISION_IMPOSSIBLE;
  for (size_t i = 0; i < count && caught == 0; i++)
    {
      ask (selection[i], &answer);
      report (i, &answer, data);
    }
  return caught != 0 ? SUPERVISION_INTERRUPTED : SUPERVISION_COMPLETE;
}

static enum supervision
relay (int fd, size_t count, answered *report, void *data)
{
  struct message message;
  size_t received = 0;
  int status;

  while (received < count && caught == 0 && receive_message (fd, &message))
    {
      report (message.number, &message.answer, data);
      received++;
    }
  close (fd);
  while (waitpid (asking, &status, 0) == -1 && errno == EINTR)
    continue;
  asking = 0;
  if (caught != 0)
    return SUPERVISION_INTERRUPTED;
  return received == count ? SUPERVISION_COMPLETE : SUPERVISION_DIED;
}

static enum supervision
ask_somewhere (const struct behaviour *const *selection, size_t count, answered *report, void *data)
{
  int fds[2];
  pid_t child = -1;

  if (pipe (fds) != 0)
    return SUPERVISION_IMPOSSIBLE;
#ifdef HAVE_FORK
  child = fork ();
#else
  errno = ENOSYS;
#endif
  if (child == 0)
    {
      close (fds[0]);
      ask_all (selection, count, fds[1]);
    }
  close (fds[1]);
  if (child > 0)
    {
      asking = child;
      if (caught != 0)
        kill (child, SIGTERM);
      return relay (fds[0], count, report, data);
    }
  close (fds[0]);
  if (errno != ENOSYS && errno != EPERM)
    return SUPERVISION_IMPOSSIBLE;
  return ask_here (selection, count, report, data);
}

enum supervision
supervise (const struct behaviour *const *selection, size_t count, answered *report, void *data)
{
  enum supervision supervision;
  int number;

  take_signals ();
  supervision = ask_somewhere (selection, count, report, data);
  number = errno;
  release_signals ();
  errno = number;
  return supervision;
}
