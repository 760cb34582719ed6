/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: what ought to happen, and who says so.  lib/rules/SYSTEM.tsv holds them, one file a kernel,
   libc or layer; lib/rules.awk checks them and makes rules.c.  */
#ifndef ANONMAP_RULES_H
#define ANONMAP_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "platform.h"
#include "verdict.h"

/* What stands behind a rule.  Only the first three bind.  */
enum force
{
  FORCE_SHALL,      /* POSIX demands it */
  FORCE_DOCUMENTED, /* the platform's own manual says so */
  FORCE_SOURCE,     /* the platform's own source code says so */
  FORCE_KNOWN,      /* excuses exactly this observation, with a reference */
  FORCE_MEASURED,
  FORCE_INFERRED,
  FORCE_UNKNOWN,
  FORCE_NONE, /* no rule was found */
  FORCE_COUNT
};

/* One row of a rule table.  */
struct rule
{
  const char *system;   /* the table's name: "linux", "glibc", "qemu-user" */
  const char *pattern;  /* an id, or a glob over ids; "facility:NAME" promises a facility */
  const char *when;     /* "" or conditions that must all hold: see rules.c */
  const char *expected; /* the observation; alternatives are separated by "|" */
  enum force force;
  const char *citation;
};

/* Every rule, system by system, in the order of the tables: the first that fits is meant.  */
extern const struct rule rules[];
extern const size_t rule_count;

/* A check sum over all tables, so that a reader can tell which rules judged.  */
extern const char rules_version[];

/* What applies to one behaviour on one platform.  */
struct ruling
{
  const char *expected; /* "" when there is no rule */
  enum force force;
  const char *source; /* "" when there is no rule */
};

const char *force_name (enum force force);
bool force_find (const char *name, enum force *force);

/* True if there is a table of this name.  */
bool rules_have_system (const char *system);

/* The rule that applies to the behaviour with this id: POSIX where it says shall; else the tables of
   the platform's layers, libc and kernel, in this order; else none.  */
struct ruling rules_find (const struct platform *platform, const char *id);

/* The same without POSIX: what the platform says of itself, be it as the standard demands or not.  */
struct ruling rules_find_own (const struct platform *platform, const char *id);

/* Writes all of the platform that judging depends on: two platforms with one key are judged alike.
   Returns its length; if that is more than SIZE, what was written is of no use.  */
size_t rules_key (const struct platform *platform, unsigned char *bytes, size_t size);

/* The verdict on what was observed, with *WAS_KNOWN set if an entry of known failures excuses
   something that no longer happens.  UNANSWERED is VERDICT_UNSUPPORTED or VERDICT_ERROR where the
   runner found that out, else VERDICT_COUNT.  An absent facility that the rules promise and that was
   not declared to be taken away gets *RULING of the promise, and VERDICT_DEVIATES.  The source of a
   known failure is the reference that excuses it.  */
enum verdict rules_judge (const struct platform *platform, const char *id, const char *observation,
                          enum verdict unanswered, struct ruling *ruling, bool *was_known);

#endif
