/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/supervise.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "runner/relay.h"

static volatile sig_atomic_t caught;

#ifdef HAVE_SIGACTION

static const int taken_signals[] = { SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM };
enum { TAKEN_SIGNALS = sizeof taken_signals / sizeof *taken_signals };

/* Ends the asking process, and with it (Check sees to that) the test that is running.  The end of
   its pipe then ends the reading: so no signal can fall between a look and a wait.  */
static void
on_signal (int number)
{
  caught = number;
  relay_stop ();
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

void
supervise_default_signals (void)
{
  for (int i = 0; i < TAKEN_SIGNALS; i++)
    signal (taken_signals[i], SIG_DFL);
}

#else

static void
take_signals (void)
{
}

static void
release_signals (void)
{
}

void
supervise_default_signals (void)
{
}

#endif

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

/* A system that has no more processes to give is another matter than one that has none.  */
static bool
there_are_no_processes (int number)
{
  return number == ENOSYS || number == EPERM;
}

static enum supervision
ask_somewhere (bool forking, const struct behaviour *const *selection, size_t count,
               answered *report, void *data)
{
  enum supervision supervision;

  if (!forking)
    return ask_here (selection, count, report, data);
  supervision = relay (selection, count, report, data);
  if (supervision == SUPERVISION_IMPOSSIBLE && there_are_no_processes (errno))
    return ask_here (selection, count, report, data);
  return supervision;
}

enum supervision
supervise (bool forking, const struct behaviour *const *selection, size_t count, answered *report,
           void *data)
{
  enum supervision supervision;
  int number;

  take_signals ();
  supervision = ask_somewhere (forking, selection, count, report, data);
  number = errno;
  release_signals ();
  errno = number;
  return supervision;
}
