/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the suite costs, beside two floors measured in the same run: as many empty Check tests, with a
   bare fork or exec for each that a behaviour declares; and as many bare forks.

   bench RUNNER [ROUNDS]  */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "behaviour.h"

enum { ROUNDS = 9, MOST_ROUNDS = 99, MOST_APART = 64 };

static const char *runner;
static const char *self;

static double
seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static _Noreturn void
give_up (const char *what)
{
  perror (what);
  exit (3);
}

static void
wait_for (pid_t child)
{
  if (child == -1 || waitpid (child, NULL, 0) == -1)
    give_up ("bench: fork");
}

static void
bare_forks (size_t count)
{
  for (size_t i = 0; i < count; i++)
    {
      pid_t child = fork ();

      if (child == 0)
        _exit (0);
      wait_for (child);
    }
}

static void
bare_execs (size_t count)
{
  for (size_t i = 0; i < count; i++)
    {
      pid_t child = fork ();

      if (child == 0)
        {
          execl (self, self, (char *) NULL);
          _exit (1);
        }
      wait_for (child);
    }
}

START_TEST (empty) {}
END_TEST

static void
empty_check_tests (size_t count)
{
  for (size_t i = 0; i < count; i++)
    {
      Suite *suite = suite_create ("empty");
      TCase *test_case = tcase_create ("empty");
      SRunner *check = srunner_create (suite);

      tcase_add_test (test_case, empty);
      suite_add_tcase (suite, test_case);
      srunner_set_fork_status (check, CK_FORK);
      srunner_run_all (check, CK_SILENT);
      srunner_free (check);
    }
}

/* What the declarations say they cost.  */
struct load
{
  size_t quick; /* behaviours */
  size_t apart; /* behaviours declared slow or large */
  size_t forks; /* processes that the quick ones make themselves */
  size_t execs; /* new images that the quick ones run in */
};

static struct load
declared_load (void)
{
  struct load load = { 0, 0, 0, 0 };

  for (size_t i = 0; i < behaviour_count; i++)
    {
      const struct declaration *declaration = behaviours[i].declaration;

      if (declaration->cost != QUICK)
        {
          load.apart++;
          continue;
        }
      load.quick++;
      load.forks += declaration->forks;
      load.execs += declaration->process == FRESH_PROCESS;
    }
  return load;
}

/* Runs the quick behaviours, or those apart, with nothing printed; returns the peak memory of the
   largest process in bytes.  */
static long
run_suite (enum cost cost_from, enum cost cost_to)
{
  char **arguments = calloc (behaviour_count + 3, sizeof *arguments);
  size_t count = 0;
  struct rusage usage;
  pid_t child;

  if (arguments == NULL)
    give_up ("bench");
  arguments[count++] = (char *) runner;
  arguments[count++] = (char *) "--format=jsonl";
  for (size_t i = 0; i < behaviour_count; i++)
    if (behaviours[i].declaration->cost >= cost_from && behaviours[i].declaration->cost <= cost_to)
      arguments[count++] = (char *) behaviours[i].id;
  child = fork ();
  if (child == 0)
    {
      if (freopen ("/dev/null", "w", stdout) != NULL)
        execv (runner, arguments);
      _exit (127);
    }
  if (child == -1 || wait4 (child, NULL, 0, &usage) == -1)
    give_up ("bench: fork");
  free (arguments);
  return usage.ru_maxrss * 1024L;
}

static int
compare (const void *a, const void *b)
{
  const double *x = a;
  const double *y = b;

  return (*x > *y) - (*x < *y);
}

static double
median (const double *values, int count)
{
  double sorted[MOST_ROUNDS];

  memcpy (sorted, values, (size_t) count * sizeof *values);
  qsort (sorted, (size_t) count, sizeof *sorted, compare);
  return sorted[count / 2];
}

/* One figure a round; the rounds take turns, so that a drift of the machine's speed meets all.  */
struct rounds
{
  double suite[MOST_ROUNDS];
  double floor[MOST_ROUNDS];
  double bare[MOST_ROUNDS];
  double ratio[MOST_ROUNDS];
  long peak;
};

static void
measure (struct rounds *rounds, int count, const struct load *load)
{
  for (int i = 0; i < count; i++)
    {
      double start = seconds ();

      rounds->peak = run_suite (QUICK, QUICK);
      rounds->suite[i] = seconds () - start;
      start = seconds ();
      empty_check_tests (load->quick);
      bare_forks (load->forks);
      bare_execs (load->execs);
      rounds->floor[i] = seconds () - start;
      start = seconds ();
      bare_forks (load->quick);
      rounds->bare[i] = seconds () - start;
      rounds->ratio[i] = rounds->suite[i] / rounds->floor[i];
    }
}

static void
print_apart (const struct load *load)
{
  double start = seconds ();
  long peak;

  if (load->apart == 0)
    return;
  peak = run_suite (SLOW, LARGE);
  printf ("apart, declared slow or large: %lu behaviours  %.3f s  peak %.1f MiB\n",
          (unsigned long) load->apart, seconds () - start, (double) peak / 1048576);
}

int
main (int argc, char **argv)
{
  static struct rounds rounds;
  struct load load = declared_load ();
  int count = argc > 2 ? atoi (argv[2]) : ROUNDS;
  double suite;

  if (argc < 2)
    return 0; /* the image that bare_execs starts */
  self = argv[0];
  runner = argv[1];
  if (count < 1 || count > MOST_ROUNDS)
    {
      fprintf (stderr, "bench: the number of rounds is 1 to %d\n", MOST_ROUNDS);
      return 2;
    }
  measure (&rounds, count, &load);
  suite = median (rounds.suite, count);
  printf ("whole suite: %lu behaviours, %lu forks and %lu execs of their own; medians of %d rounds\n",
          (unsigned long) load.quick, (unsigned long) load.forks, (unsigned long) load.execs, count);
  printf ("  wall                         %.3f s\n", suite);
  printf ("  per behaviour                %.3f ms\n", suite * 1e3 / (double) load.quick);
  printf ("  peak memory of a process     %.1f MiB\n", (double) rounds.peak / 1048576);
  printf ("  floor, empty Check tests     %.3f s\n", median (rounds.floor, count));
  printf ("  floor, bare forks            %.3f s\n", median (rounds.bare, count));
  printf ("  suite / floor                %.2f  (aim: 1.50 or less)\n",
          median (rounds.ratio, count));
  print_apart (&load);
  return 0;
}
