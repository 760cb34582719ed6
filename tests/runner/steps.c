/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/steps.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner/facilities.h"

/* Answers by number in the selection; without an observation where there is none yet.  */
static struct answer *answers;

static void
set_answer (struct answer *answer, const char *observation, long duration_us)
{
  snprintf (answer->observation, sizeof answer->observation, "%s", observation);
  answer->unanswered
    = strncmp (observation, "error: ", strlen ("error: ")) == 0 ? VERDICT_ERROR : VERDICT_COUNT;
  answer->duration_us = duration_us;
}

/* A line is "NUMBER DURATION OBSERVATION"; the last one with a number counts.  */
static void
read_line (char *line, size_t count)
{
  char *end;
  unsigned long number = strtoul (line, &end, 10);
  long duration_us = strtol (end, &end, 10);

  end[strcspn (end, "\n")] = '\0';
  if (number < count && end[0] == ' ')
    set_answer (&answers[number], end + 1, duration_us);
}

static bool
read_answers (const char *path, size_t count)
{
  char line[OBSERVATION_SIZE + 64];
  FILE *file;

  answers = calloc (count + 1, sizeof *answers);
  if (answers == NULL)
    return false;
  file = fopen (path, "r");
  if (file == NULL)
    return errno == ENOENT;
  while (fgets (line, sizeof line, file) != NULL)
    read_line (line, count);
  return fclose (file) == 0;
}

static bool
note (const char *path, size_t number, const struct answer *answer)
{
  FILE *file = fopen (path, "a");

  if (file == NULL)
    return false;
  fprintf (file, "%lu %ld %s\n", (unsigned long) number, answer->duration_us, answer->observation);
  return fclose (file) == 0;
}

enum step
steps_take (const char *path, const struct behaviour *const *selection, size_t count)
{
  char reason[OBSERVATION_SIZE];
  struct answer answer;
  size_t i = 0;

  if (!read_answers (path, count) || !ask_begin (false))
    return STEP_IMPOSSIBLE;
  while (i < count
         && (answers[i].observation[0] != '\0'
             || !facilities_suffice (selection[i], reason, sizeof reason)))
    i++;
  if (i == count)
    return STEP_LAST;
  set_answer (&answer, "error: the question ended the runner", 0);
  if (!note (path, i, &answer))
    return STEP_IMPOSSIBLE;
  ask (selection[i], &answer);
  return note (path, i, &answer) ? STEP_TAKEN : STEP_IMPOSSIBLE;
}

void
steps_report (const struct behaviour *const *selection, size_t count, answered *report, void *data)
{
  for (size_t i = 0; i < count; i++)
    {
      if (answers[i].observation[0] == '\0')
        ask (selection[i], &answers[i]); /* is not asked, for it lacks a facility */
      report (i, &answers[i], data);
    }
  free (answers);
}
