/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runner.  */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xalloc.h>

#include "catalogue.h"
#include "exitfail.h"
#include "harness/observe.h"
#include "observation.h"
#include "pattern.h"
#include "progname.h"
#include "runner/fresh.h"
#include "runner/options.h"
#include "runner/output.h"
#include "runner/steps.h"
#include "runner/supervise.h"
#include "runner/temporary.h"
#include "visibility.h"

/* What is asked: the behaviours and the cells of the visibility matrix that the globs select.  */
struct selection
{
  const struct behaviour **behaviours;
  size_t behaviour_count;
  const struct visibility_cell **cells;
  size_t cell_count;
};

static bool
is_selected (char *const *globs, const char *id)
{
  if (globs[0] == NULL)
    return true;
  for (; *globs != NULL; globs++)
    if (pattern_matches (*globs, id))
      return true;
  return false;
}

/* A glob that selects nothing is a mistake that must not pass as a run without failures.  */
static void
check_glob (const char *glob)
{
  for (size_t i = 0; i < behaviour_count; i++)
    if (pattern_matches (glob, behaviours[i].id))
      return;
  for (size_t i = 0; i < visibility_cell_count; i++)
    if (pattern_matches (glob, visibility_cells[i].id))
      return;
  usage_error ("'%s' matches no behaviour; 'anonmap --list' prints them all", glob);
}

static void
select_questions (char *const *globs, struct selection *selection)
{
  for (char *const *glob = globs; *glob != NULL; glob++)
    check_glob (*glob);
  selection->behaviours = xnmalloc (behaviour_count + 1, sizeof *selection->behaviours);
  selection->cells = xnmalloc (visibility_cell_count + 1, sizeof *selection->cells);
  for (size_t i = 0; i < behaviour_count; i++)
    if (is_selected (globs, behaviours[i].id))
      selection->behaviours[selection->behaviour_count++] = &behaviours[i];
  for (size_t i = 0; i < visibility_cell_count; i++)
    if (is_selected (globs, visibility_cells[i].id))
      selection->cells[selection->cell_count++] = &visibility_cells[i];
}

static int
close_output (void)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return STATUS_FINE;
  perror ("anonmap: standard output");
  return STATUS_IMPOSSIBLE;
}

static int
list (const struct options *options, const struct platform *platform,
      const struct selection *selection)
{
  if (options->format != FORMAT_TEXT && options->format != FORMAT_JSONL)
    usage_error ("%s", "--list prints text or jsonl");
  for (size_t i = 0; i < selection->behaviour_count; i++)
    {
      const struct behaviour *behaviour = selection->behaviours[i];
      struct ruling ruling = rules_find (platform, behaviour->id);

      if (options->format == FORMAT_JSONL)
        catalogue_json (stdout, behaviour, &ruling);
      else
        catalogue_line (stdout, behaviour, &ruling);
    }
  return close_output ();
}

/* An id, or a declaration's id without its variant.  */
static int
explain (const char *id)
{
  const struct behaviour *behaviour = behaviour_find (id);

  for (size_t i = 0; i < behaviour_count && behaviour == NULL; i++)
    if (strcmp (behaviours[i].declaration->id, id) == 0)
      behaviour = &behaviours[i];
  if (behaviour == NULL)
    usage_error ("no behaviour has the id '%s'; 'anonmap --list' prints them all", id);
  catalogue_explain (stdout, behaviour);
  return close_output ();
}

/* What the reporting of answers needs.  */
struct run
{
  const struct selection *selection;
  struct output *output;
};

static void
on_answer (size_t number, const struct answer *answer, void *data)
{
  const struct run *run = data;

  output_result (run->output, run->selection->behaviours[number]->id, answer->observation,
                 answer->unanswered, answer->duration_us);
}

/* A cell was answered when the suite was configured, unless there was no header to look at.  */
static enum verdict
cell_unanswered (const struct visibility_cell *cell)
{
  bool absent = strncmp (cell->observation, "absent: ", strlen ("absent: ")) == 0;

  return absent ? VERDICT_UNSUPPORTED : VERDICT_COUNT;
}

/* Only one that fails is a point of TAP.  */
static bool
cell_fails (const struct platform *platform, const struct visibility_cell *cell)
{
  struct ruling ruling;
  bool was_known;

  return verdict_fails (rules_judge (platform, cell->id, cell->observation,
                                     cell_unanswered (cell), &ruling, &was_known));
}

static size_t
count_points (const struct platform *platform, const struct selection *selection)
{
  size_t points = selection->behaviour_count;

  for (size_t i = 0; i < selection->cell_count; i++)
    points += cell_fails (platform, selection->cells[i]);
  return points;
}

/* Ends a run that could not be brought to its end.  */
static int
abandon (struct output *output, enum supervision supervision)
{
  char reason[128];
  char buffer[32];
  int number = errno;

  if (supervision == SUPERVISION_INTERRUPTED)
    {
      snprintf (reason, sizeof reason, "interrupted by %s",
                observation_signal (supervise_signal (), buffer, sizeof buffer));
      output_abandon (output, reason);
      die_of_signal (supervise_signal ());
    }
  if (supervision == SUPERVISION_IMPOSSIBLE)
    snprintf (reason, sizeof reason, "cannot start a process: %s; raise the limit or end others",
              strerror (number));
  else
    snprintf (reason, sizeof reason, "%s", "the process that asks ended early");
  output_abandon (output, reason);
  fprintf (stderr, "anonmap: %s\n", reason);
  return STATUS_IMPOSSIBLE;
}

static bool
nothing_could_be_asked (const struct counts *counts)
{
  return counts->behaviours[VERDICT_UNSUPPORTED] == counts_behaviours (counts)
         && counts->cells[VERDICT_UNSUPPORTED] == counts_cells (counts);
}

/* COUNTS is NULL if something could not be written.  */
static int
exit_status (const struct options *options, const struct counts *counts)
{
  if (counts == NULL)
    return STATUS_IMPOSSIBLE;
  if (options->skip_exit >= 0 && nothing_could_be_asked (counts))
    return options->skip_exit;
  return counts_fail (counts) ? STATUS_FAILED : STATUS_FINE;
}

static void
add_bits (struct platform *platform, const char *name, unsigned bits)
{
  char value[16];

  snprintf (value, sizeof value, "%u", bits);
  facts_add (&platform->build, name, value);
}

/* Without an MMU, a child of fork would write into its parent's memory, where the C library has fork
   all the same.  */
static bool
has_processes (const struct platform *platform)
{
  return platform->mmu && !platform_is_without (platform, "fork");
}

static enum supervision
ask_all (const struct options *options, const struct platform *platform, struct run *context)
{
  const struct selection *selection = context->selection;

  if (options->steps == NULL)
    return supervise (has_processes (platform), selection->behaviours, selection->behaviour_count,
                      on_answer, context);
  steps_report (selection->behaviours, selection->behaviour_count, on_answer, context);
  return SUPERVISION_COMPLETE;
}

static int
run (const struct options *options, const struct platform *platform,
     const struct selection *selection)
{
  size_t capacity = selection->behaviour_count + selection->cell_count;
  struct output *output
    = output_begin (options, platform, capacity, count_points (platform, selection));
  struct run context = { selection, output };
  enum supervision supervision = ask_all (options, platform, &context);
  int number = errno;
  int status;

  temporary_directory_remove ();
  errno = number;
  if (supervision != SUPERVISION_COMPLETE)
    return abandon (output, supervision);
  for (size_t i = 0; i < selection->cell_count; i++)
    output_result (output, selection->cells[i]->id, selection->cells[i]->observation,
                   cell_unanswered (selection->cells[i]), 0);
  status = exit_status (options, output_end (output));
  output_free (output);
  return status;
}

/* What the system says of itself, and what only the side under test can say.  */
static void
detect (struct platform *platform)
{
  char check[16];

  platform_detect (platform);
  ask_check_version (check, sizeof check);
  facts_add (&platform->build, "check", check);
  add_bits (platform, "pointer_bits", harness_pointer_bits);
  add_bits (platform, "off_t_bits", harness_off_t_bits);
}

static int
prepare_and_run (const struct options *options, const struct platform *platform,
                 const struct selection *selection)
{
  if (!temporary_directory_make ())
    {
      fputs ("anonmap: no directory for temporary files can be made; set TMPDIR to where one can\n",
             stderr);
      return STATUS_IMPOSSIBLE;
    }
  if (options->steps != NULL)
    switch (steps_take (options->steps, selection->behaviours, selection->behaviour_count))
      {
      case STEP_TAKEN:
        temporary_directory_remove (); /* not every system calls what atexit was given */
        return STATUS_AGAIN;
      case STEP_IMPOSSIBLE:
        fprintf (stderr, "anonmap: %s: %s\n", options->steps, strerror (errno));
        return STATUS_IMPOSSIBLE;
      case STEP_LAST:
        break;
      }
  return run (options, platform, selection);
}

int
main (int argc, char **argv)
{
  struct options options = { 0 };
  static struct platform platform;
  struct selection selection = { 0 };
  int status;

  if (argc == 0)
    return STATUS_USAGE;
  fresh_find_program (argv[0]);
  if (argc == 2)
    fresh_answer (argv[1]);
  set_program_name (argv[0]);
  exit_failure = STATUS_IMPOSSIBLE; /* of xalloc, when there is no memory */
#ifdef SIGXFSZ
  signal (SIGXFSZ, SIG_IGN); /* a record that meets the limit is a write error, and is said */
#endif
  options_read (argc, argv, &options, &platform);
  if (options.explain != NULL)
    return explain (options.explain);
  select_questions (options.globs, &selection);
  detect (&platform);
  status = options.list ? list (&options, &platform, &selection)
                        : prepare_and_run (&options, &platform, &selection);
  free (selection.behaviours);
  free (selection.cells);
  return status;
}
