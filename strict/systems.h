/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Systems to run under: what the rules say of a call there.  */
#ifndef STRICT_SYSTEMS_H
#define STRICT_SYSTEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "message.h"
#include "rules.h"

enum outcome_kind
{
  OUTCOME_NONE,      /* no rule that binds */
  OUTCOME_ACCEPTED,
  OUTCOME_DIFFERENT, /* accepted, with another result than here */
  OUTCOME_MAYBE,     /* accepted or refused */
  OUTCOME_OTHER,     /* accepted, and the memory is not what was asked for */
  OUTCOME_REFUSED
};

struct outcome
{
  enum outcome_kind kind;
  int error;            /* of one that is or may be refused */
  const char *system;   /* whose rule it is */
  struct ruling ruling;
};

/* The name under which the strictest of all is run.  */
extern const char portable[];

/* True for `portable` and for a system that has a table.  */
bool system_exists (const char *name);

/* Writes all names, each after a blank.  */
void systems_print (FILE *stream);

/* What becomes of a call that the behaviour ID asks about.  For a system: what its table says, else
   what POSIX demands.  For `portable`: the first refusal of all, else the worst that happens.  */
struct outcome system_outcome (const char *name, const char *id);

/* Calls VISIT with each outcome that is worth a word, POSIX first; what one source says for several
   systems comes once.  */
void system_outcomes (const char *name, const char *id,
                      void (*visit) (const struct outcome *outcome, void *data), void *data);

/* What the same call gives here.  */
struct outcome here_outcome (const char *id);

/* The id of a class in a variant; false if there is no such behaviour.  */
bool cell_id (int class, int variant, char *id, size_t size);

/* What the library is to do about it.  */
struct order cell_order (const char *name, int class, int variant);

/* True if an outcome can be had here.  */
bool outcome_is_imitable (const struct outcome *outcome, const char *id);

#endif
