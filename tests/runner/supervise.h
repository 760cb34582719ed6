/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The process between the runner and the tests.  Check re-sends SIGINT and SIGTERM to its whole
   process group, the calling shell included: so Check works in a child that leads a group of its
   own, and the runner itself takes the signals.  */
#ifndef ANONMAP_SUPERVISE_H
#define ANONMAP_SUPERVISE_H

#include <stdbool.h>
#include <stddef.h>

#include "runner/ask.h"

/* Called with each answer, in the order of the selection.  */
typedef void answered (size_t number, const struct answer *answer, void *data);

enum supervision
{
  SUPERVISION_COMPLETE,
  SUPERVISION_INTERRUPTED, /* by the signal in supervise_signal */
  SUPERVISION_DIED,        /* the process that asks ended early; it said why on stderr */
  SUPERVISION_IMPOSSIBLE   /* it could not be started; errno says why */
};

/* Asks COUNT behaviours: with FORKING in a process of its own, where there are processes; else in
   this one, and what needs processes is unsupported.  */
enum supervision supervise (bool forking, const struct behaviour *const *selection, size_t count,
                            answered *report, void *data);

/* The signal that interrupted the last supervision.  */
int supervise_signal (void);

/* Gives the signals that are taken back what they do by default, in the process that asks.  */
void supervise_default_signals (void);

/* Ends this process by the signal, as whoever sent it expects.  */
void die_of_signal (int number);

#endif
