/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The budget: deviations that a CI accepts for a while, each with a reason and its last day.  */
#ifndef ANONMAP_BUDGET_H
#define ANONMAP_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "result.h"

struct acceptance
{
  unsigned long line; /* where it stands in the file */
  char *text;         /* the line, cut into what follows */
  const char *platform; /* a glob over the names of platforms */
  const char *id;       /* a glob over ids */
  const char *observation; /* alternatives separated by "|", or "*" for any */
  const char *until;       /* the last day on which it counts, as 2026-11-22 */
  const char *reason;
  bool expired; /* before the day that the budget was read for */
  bool asked;   /* a platform of this name was compared */
  bool met;     /* what it accepts was observed */
};

struct budget
{
  const char *path; /* NULL if there is none */
  struct acceptance *acceptances;
  size_t count;
};

/* Reads the file; TODAY is a date.  Says on stderr, with file and line, what is wrong with it, and then
   returns false.  budget_free frees it in any case; PATH must outlive it.  */
bool budget_read (struct budget *budget, const char *path, const char *today);

/* The same from a stream, of which PATH is spoken as where it is.  */
bool budget_read_stream (struct budget *budget, const char *path, FILE *stream, const char *today);

void budget_free (struct budget *budget);

/* Notes that a platform is compared.  */
void budget_ask (struct budget *budget, const char *platform);

/* Notes that the result, which fails, was observed there.  Returns the entry that accepts it today, or
   NULL.  */
const struct acceptance *budget_accepts (struct budget *budget, const char *platform,
                                         const struct result *result);

/* Why the entry needs attention, as a phrase: "expired", "unused"; NULL if it does not.  */
const char *acceptance_trouble (const struct acceptance *acceptance);

/* True for a day that is in the calendar, written as 2026-11-22.  */
bool is_date (const char *text);

#endif
