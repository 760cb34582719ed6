/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "observation.h"
#include "observe.h"

static char observed[OBSERVATION_SIZE];
static char last[OBSERVATION_SIZE];
static jmp_buf end_of_behaviour;

void
observe (const char *value)
{
  size_t used = strlen (observed);

  if (strcmp (last, value) == 0)
    return;
  snprintf (last, sizeof last, "%s", value);
  if (used + strlen (", ") + strlen (value) >= sizeof observed)
    cannot_find_out ("too many values");
  snprintf (observed + used, sizeof observed - used, "%s%s", used > 0 ? ", " : "", value);
}

void
observe_errno (int number)
{
  char buffer[32];

  observe (observation_errno (number, buffer, sizeof buffer));
}

void
observe_signal (int number, long page)
{
  char name[32];
  char value[64];

  snprintf (name, sizeof name, "%s", observation_signal (number, value, sizeof value));
  if (page < 0)
    snprintf (value, sizeof value, "%s", name);
  else
    snprintf (value, sizeof value, "%s at page %ld", name, page);
  observe (value);
}

bool
observe_result (int result)
{
  if (result == 0)
    observe ("success");
  else
    observe_errno (errno);
  return result == 0;
}

void
must_succeed (int result)
{
  if (result == 0)
    return;
  observe_errno (errno);
  finish ();
}

void
finish (void)
{
  longjmp (end_of_behaviour, 1);
}

void
cannot_find_out (const char *reason)
{
  snprintf (observed, sizeof observed, "error: %s", reason);
  finish ();
}

const char *
observe_run (behaviour_function *function, const struct variant *variant)
{
  observed[0] = '\0';
  last[0] = '\0';
  if (setjmp (end_of_behaviour) == 0)
    function (variant);
  if (observed[0] == '\0')
    return "error: nothing was observed";
  if (!observation_is_canonical (observed))
    return "error: the observation is not canonical";
  return observed;
}
