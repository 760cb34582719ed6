/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "runner/ask.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "harness/calls.h"
#include "runner/facilities.h"
#include "runner/fresh.h"
#include "runner/functions.h"

/* What the one Check test asks, and the pipe by which its process answers: never the facility under
   test.  A test that is asked in this process leaves its answer here.  */
static const struct behaviour *asked;
static int answers[2];
static enum fork_status fork_status;
static char answered_here[OBSERVATION_SIZE];

void
ask_check_version (char *buffer, size_t size)
{
#ifdef CHECK_STAND_IN
  snprintf (buffer, size, "stand-in");
#else
  snprintf (buffer, size, "%d.%d.%d", check_major_version, check_minor_version,
            check_micro_version);
#endif
}

START_TEST (ask_behaviour)
{
  if (asked->declaration->process == FRESH_PROCESS)
    {
      fresh_exec (asked, answers[1]);
      write_observation (answers[1], "error: exec failed");
    }
  else if (fork_status == CK_FORK)
    write_observation (answers[1], observe_run (function_of (asked), asked->variant));
  else
    snprintf (answered_here, sizeof answered_here, "%s",
              observe_run (function_of (asked), asked->variant));
}
END_TEST

/* Check obeys these; what is run, and what is printed, is for the runner to say.
   CK_TIMEOUT_MULTIPLIER stays: slow machines need it, and the record tells of it.  */
static void
clear_check_variables (void)
{
  static const char *const names[] = {
    "CK_DEFAULT_TIMEOUT", "CK_EXCLUDE_TAGS",  "CK_FORK",          "CK_INCLUDE_TAGS",
    "CK_LOG_FILE_NAME",   "CK_MAX_MSG_SIZE",  "CK_RUN_CASE",      "CK_RUN_SUITE",
    "CK_TAP_LOG_FILE_NAME", "CK_VERBOSITY",   "CK_XML_LOG_FILE_NAME",
  };

  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    unsetenv (names[i]);
}

static bool
open_answers (void)
{
  return pipe (answers) == 0 && fcntl (answers[0], F_SETFL, O_NONBLOCK) == 0
         && fcntl (answers[0], F_SETFD, FD_CLOEXEC) == 0;
}

bool
ask_begin (bool forking)
{
  clear_check_variables ();
  fork_status = forking ? CK_FORK : CK_NOFORK;
  facilities_check (forking);
  return !forking || open_answers ();
}

/* The line that the test's process wrote, without its line feed; false if there is none.  */
static bool
receive_answer (char *buffer, size_t size)
{
  ssize_t length = read (answers[0], buffer, size - 1);
  char *end;

  if (length <= 0)
    return false;
  buffer[length] = '\0';
  end = strchr (buffer, '\n');
  if (end == NULL)
    return false;
  *end = '\0';
  return true;
}

static bool
read_answer (char *buffer, size_t size)
{
  if (fork_status == CK_FORK)
    return receive_answer (buffer, size);
  snprintf (buffer, size, "%s", answered_here);
  return answered_here[0] != '\0';
}

/* Why a process ended without an answer, from Check's message.  */
static void
explain_silence (SRunner *runner, char *observation, size_t size)
{
  TestResult **failures = srunner_failures (runner);
  const char *message = srunner_ntests_failed (runner) > 0 ? tr_msg (failures[0]) : "";
  const char *number = strstr (message, "signal ");
  char buffer[32];

  if (strstr (message, "timeout") != NULL)
    snprintf (observation, size, "error: time-out");
  else if (number != NULL)
    snprintf (observation, size, "error: %s",
              observation_signal (atoi (number + strlen ("signal ")), buffer, sizeof buffer));
  else
    snprintf (observation, size, "error: ended without an answer");
  free (failures);
}

static long
microseconds_since (const struct timespec *start)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (long) (now.tv_sec - start->tv_sec) * 1000000 + (now.tv_nsec - start->tv_nsec) / 1000;
}

static void
run_check (struct answer *answer)
{
  Suite *suite = suite_create ("anonmap");
  TCase *test_case = tcase_create (asked->id);
  SRunner *runner;

  tcase_add_test (test_case, ask_behaviour);
  suite_add_tcase (suite, test_case);
  runner = srunner_create (suite);
  srunner_set_fork_status (runner, fork_status);
  answered_here[0] = '\0';
  srunner_run_all (runner, CK_SILENT);
  if (!read_answer (answer->observation, sizeof answer->observation))
    explain_silence (runner, answer->observation, sizeof answer->observation);
  srunner_free (runner);
}

void
ask (const struct behaviour *behaviour, struct answer *answer)
{
  struct timespec start;

  clock_gettime (CLOCK_MONOTONIC, &start);
  asked = behaviour;
  answer->unanswered = VERDICT_COUNT;
  if (!facilities_suffice (behaviour, answer->observation, sizeof answer->observation))
    answer->unanswered = VERDICT_UNSUPPORTED;
  else
    {
      run_check (answer);
      if (strncmp (answer->observation, "error: ", strlen ("error: ")) == 0)
        answer->unanswered = VERDICT_ERROR;
    }
  answer->duration_us = microseconds_since (&start);
}
