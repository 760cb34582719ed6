/* SPDX-License-Identifier: GPL-3.0-or-later */
/* anonmap-report: what anonmap recorded, for people and for machines.  */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "budget.h"
#include "check.h"
#include "collection.h"
#include "diff.h"
#include "exitfail.h"
#include "formats.h"
#include "options.h"
#include "output.h"
#include "progname.h"

/* A damaged record spoils what would be fine, and one that is not there what it might have changed.  */
static int
final_status (int status, bool damaged, bool unreadable)
{
  if ((status == STATUS_FINE && damaged) || (status == STATUS_FAILED && unreadable))
    return STATUS_UNUSABLE;
  return status;
}

static void
write_at_once (const struct format *format, FILE *stream, struct collection *collection)
{
  struct records records = collection_read_all (collection);

  format->write_at_once (stream, &records);
  records_free (&records);
}

static int
report (const struct options *options, struct collection *collection)
{
  const struct format *format = options->format;
  struct output output;

  collection_arrange (collection);
  if (collection->count == 0)
    return STATUS_UNUSABLE;
  if (format->write_files != NULL)
    return format->write_files (options->output, collection) ? STATUS_FINE : STATUS_CANNOT_WRITE;
  if (!output_open (&output, options->output))
    return STATUS_CANNOT_WRITE;
  if (format->write != NULL)
    format->write (output.stream, collection);
  else
    write_at_once (format, output.stream, collection);
  return output_close (&output) ? STATUS_FINE : STATUS_CANNOT_WRITE;
}

static int
check (FILE *stream, struct collection *collection)
{
  bool fine = collection->count > 0;

  for (size_t i = 0; i < collection->count; i++)
    {
      struct record record;

      collection_read (collection, i, &record);
      fine &= check_record (stream, &record);
      record_free (&record);
    }
  return fine ? STATUS_FINE : STATUS_FAILED;
}

/* What goes where the report would.  */
static int
write_check (const struct options *options, struct collection *collection)
{
  struct output output;
  int status;

  if (!output_open (&output, options->output))
    return STATUS_CANNOT_WRITE;
  status = check (output.stream, collection);
  return output_close (&output) ? status : STATUS_CANNOT_WRITE;
}

static int
write_diff (const struct options *options, struct diff *diff, struct collection *old,
            struct collection *new)
{
  struct output output;

  if (!output_open (&output, options->output))
    return STATUS_CANNOT_WRITE;
  diff->stream = output.stream;
  diff_run (diff, diff_writer_find (options->format->name), old, new);
  if (!output_close (&output))
    return STATUS_CANNOT_WRITE;
  return diff_fails (diff) ? STATUS_FAILED : diff_is_partial (diff) ? STATUS_UNUSABLE : STATUS_FINE;
}

static int
compare (const struct options *options)
{
  struct budget budget = { NULL, NULL, 0 };
  struct diff diff = { .several = is_directory (options->paths[0]), .budget = &budget };
  struct collection old;
  struct collection new;
  int status;

  if (options->budget != NULL && !budget_read (&budget, options->budget, options->today))
    {
      budget_free (&budget);
      return STATUS_UNUSABLE;
    }
  collection_open (&old, &options->paths[0], 1, options->as_recorded);
  collection_open (&new, &options->paths[1], 1, options->as_recorded);
  status = write_diff (options, &diff, &old, &new);
  status = final_status (status, old.damaged || new.damaged, old.unreadable || new.unreadable);
  collection_close (&old);
  collection_close (&new);
  budget_free (&budget);
  return status;
}

static int
report_or_check (const struct options *options)
{
  struct collection collection;
  int status;

  collection_open (&collection, options->paths, options->path_count, options->as_recorded);
  status = options->mode == MODE_REPORT ? report (options, &collection)
                                        : write_check (options, &collection);
  status = final_status (status, collection.damaged, collection.unreadable);
  collection_close (&collection);
  return status;
}

/* Keeps the place of a closed standard input, which the next file would take: to read it fails.  */
static void
keep_standard_input (void)
{
  if (fcntl (STDIN_FILENO, F_GETFD) < 0)
    (void) open ("/dev/null", O_WRONLY);
}

int
main (int argc, char **argv)
{
  struct options options;

  set_program_name (argv[0]);
  exit_failure = STATUS_CANNOT_WRITE;
  keep_standard_input ();
  options = parse_options (argc, argv);
  return options.mode == MODE_DIFF ? compare (&options) : report_or_check (&options);
}
