/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sigaction is POSIX's, and hidden where the compiler is asked for C alone.  */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE 1
#endif

#include "check.h"

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

struct TestResult
{
  char message[32];
};

struct TCase
{
  test_function *test;
};

struct Suite
{
  TCase *test_case;
};

struct SRunner
{
  Suite *suite;
  int failed;
  TestResult result;
};

/* What a mistake raises in a program, where there are signals.  */
static const int raised[] = {
#ifdef SA_NODEFER
  SIGABRT, SIGFPE, SIGILL, SIGSEGV,
# ifdef SIGBUS
  SIGBUS,
# endif
# ifdef SIGSYS
  SIGSYS,
# endif
# ifdef SIGTRAP
  SIGTRAP,
# endif
#endif
  0,
};

static jmp_buf end_of_test;

static void *
allocate (size_t size)
{
  void *memory = calloc (1, size);

  if (memory == NULL)
    {
      fputs ("check: there is no memory\n", stderr);
      exit (EXIT_FAILURE);
    }
  return memory;
}

Suite *
suite_create (const char *name)
{
  (void) name;
  return allocate (sizeof (Suite));
}

TCase *
tcase_create (const char *name)
{
  (void) name;
  return allocate (sizeof (TCase));
}

void
tcase_add_test (TCase *test_case, test_function *test)
{
  test_case->test = test;
}

void
suite_add_tcase (Suite *suite, TCase *test_case)
{
  suite->test_case = test_case;
}

SRunner *
srunner_create (Suite *suite)
{
  SRunner *runner = allocate (sizeof (SRunner));

  runner->suite = suite;
  return runner;
}

void
srunner_free (SRunner *runner)
{
  free (runner->suite->test_case);
  free (runner->suite);
  free (runner);
}

void
srunner_set_fork_status (SRunner *runner, enum fork_status status)
{
  (void) runner;
  (void) status;
}

#ifdef SA_NODEFER
static void
on_signal (int number)
{
  longjmp (end_of_test, number);
}
#endif

/* The handler never returns, so the signal must not stay blocked: that saves the signal mask.  */
static void
catch_signals (void)
{
#ifdef SA_NODEFER
  struct sigaction action = { 0 };

  action.sa_handler = on_signal;
  action.sa_flags = SA_NODEFER;
  sigemptyset (&action.sa_mask);
  for (const int *number = raised; *number != 0; number++)
    sigaction (*number, &action, NULL);
#endif
}

static void
release_signals (void)
{
  for (const int *number = raised; *number != 0; number++)
    signal (*number, SIG_DFL);
}

void
srunner_run_all (SRunner *runner, enum print_output output)
{
  int number = setjmp (end_of_test);

  (void) output;
  if (number == 0)
    {
      catch_signals ();
      runner->suite->test_case->test ();
    }
  else
    {
      runner->failed = 1;
      snprintf (runner->result.message, sizeof runner->result.message, "Received signal %d", number);
    }
  release_signals ();
}

int
srunner_ntests_failed (SRunner *runner)
{
  return runner->failed;
}

TestResult **
srunner_failures (SRunner *runner)
{
  TestResult **failures = allocate (sizeof (TestResult *));

  failures[0] = &runner->result;
  return failures;
}

const char *
tr_msg (const TestResult *result)
{
  return result->message;
}
