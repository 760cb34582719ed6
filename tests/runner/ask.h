/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking one behaviour: a Check runner of its own, so that its answer is known when it ends.  */
#ifndef ANONMAP_ASK_H
#define ANONMAP_ASK_H

#include <stdbool.h>

#include "behaviour.h"
#include "observation.h"
#include "verdict.h"

/* What came of it.  */
struct answer
{
  char observation[OBSERVATION_SIZE];
  enum verdict unanswered; /* VERDICT_UNSUPPORTED or VERDICT_ERROR; else VERDICT_COUNT */
  long duration_us;        /* microseconds */
};

/* Writes the version of Check that asks, or "stand-in", for the record.  */
void ask_check_version (char *buffer, size_t size);

/* Prepares for asking, once.  FORKING is false where there are no processes: then behaviours are
   asked in this one.  False with errno set if there is no room for a pipe.  */
bool ask_begin (bool forking);

/* Asks BEHAVIOUR.  */
void ask (const struct behaviour *behaviour, struct answer *answer);

#endif
