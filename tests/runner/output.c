/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "runner/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xalloc.h>

#include "binary-io.h"
#include "close-stream.h"
#include "record.h"
#include "tap.h"
#include "text.h"

struct output
{
  const struct options *options;
  const struct platform *platform;
  FILE *record; /* or NULL */
  bool failed;  /* something could not be written, and that was said */
  struct result *results;
  size_t result_count;
  size_t capacity;
  size_t points_written;
  struct counts counts;
  bool shows_progress;
  time_t started;
};

static void
write_error (struct output *output, const char *path)
{
  if (!output->failed)
    fprintf (stderr, "anonmap: %s: %s; the record is incomplete\n", path, strerror (errno));
  output->failed = true;
}

/* The record is a log: a file that is there already loses nothing before the first line of the new
   record is written over it.  */
static FILE *
open_record (const struct options *options, const struct platform *platform)
{
  int fd = open (options->record, O_WRONLY | O_CREAT | O_EXCL | O_BINARY, 0666);
  bool is_new = fd != -1;
  FILE *record;

  if (!is_new)
    fd = open (options->record, O_WRONLY | O_CREAT | O_BINARY, 0666);
  if (fd == -1 || (record = fdopen (fd, "wb")) == NULL)
    usage_error ("cannot open the record %s: %s", options->record, strerror (errno));
  if (!record_platform (record, platform))
    {
      int number = errno;

      if (is_new)
        unlink (options->record);
      usage_error ("cannot write the record %s: %s", options->record, strerror (number));
    }
  /* What cannot be cut, a pipe or a device, has nothing left to cut.  */
  if (ftruncate (fd, lseek (fd, 0, SEEK_CUR)) != 0)
    errno = 0;
  return record;
}

struct output *
output_begin (const struct options *options, const struct platform *platform, size_t capacity,
              size_t points)
{
  struct output *output = xzalloc (sizeof *output);

  output->options = options;
  output->platform = platform;
  output->results = xnmalloc (capacity, sizeof *output->results);
  output->capacity = capacity;
  output->shows_progress = options->format == FORMAT_TEXT && isatty (STDERR_FILENO);
  output->started = time (NULL);
  /* A line ends alike on every system.  */
  if (options->format != FORMAT_TEXT)
    set_binary_mode (STDOUT_FILENO, O_BINARY);
  if (options->record != NULL)
    output->record = open_record (options, platform);
  if (options->format == FORMAT_JSONL)
    record_platform (stdout, platform);
  if (options->format == FORMAT_TAP || options->format == FORMAT_KTAP)
    tap_begin (stdout, options->format == FORMAT_TAP ? TAP_13 : KTAP_1, platform, points);
  /* What is buffered now would be written by each child that exits as well.  */
  fflush (stdout);
  return output;
}

/* A run of more than a second says how far it is.  */
static void
show_progress (struct output *output, const char *id)
{
  if (output->shows_progress && time (NULL) - output->started >= 1)
    fprintf (stderr, "\r%4lu/%lu %-60.60s", (unsigned long) output->result_count,
             (unsigned long) output->capacity, id);
}

static void
clear_progress (struct output *output)
{
  if (output->shows_progress)
    fprintf (stderr, "\r%72s\r", "");
}

void
output_result (struct output *output, const char *id, const char *observation,
               enum verdict unanswered, long duration_us)
{
  struct result *result = &output->results[output->result_count++];
  bool is_cell = result_is_cell (id);

  result->id = id;
  result->observation = xstrdup (observation);
  result->duration_us = duration_us;
  result->verdict = rules_judge (output->platform, id, observation, unanswered, &result->ruling,
                                 &result->was_known);
  counts_add (&output->counts, result);
  if (output->record != NULL && !output->failed && !record_result (output->record, result))
    write_error (output, output->options->record);
  if (output->options->format == FORMAT_JSONL)
    record_result (stdout, result);
  if ((output->options->format == FORMAT_TAP || output->options->format == FORMAT_KTAP)
      && (!is_cell || verdict_fails (result->verdict)))
    tap_point (stdout, output->options->format == FORMAT_TAP ? TAP_13 : KTAP_1,
               ++output->points_written, result);
  fflush (stdout);
  show_progress (output, id);
}

static void
write_text (struct output *output)
{
  struct text_record record
    = { output->platform, output->results, output->result_count, &output->counts, true,
        output->options->record };

  clear_progress (output);
  text_report (stdout, &record, isatty (STDOUT_FILENO) && getenv ("NO_COLOR") == NULL);
}

const struct counts *
output_end (struct output *output)
{
  char finished[32];

  time_stamp (finished, sizeof finished);
  if (output->record != NULL && !output->failed
      && !record_end (output->record, &output->counts, finished))
    write_error (output, output->options->record);
  if (output->record != NULL && close_stream (output->record) != 0)
    write_error (output, output->options->record);
  if (output->options->format == FORMAT_JSONL)
    record_end (stdout, &output->counts, finished);
  if (output->options->format == FORMAT_TEXT)
    write_text (output);
  if (close_stream (stdout) != 0)
    write_error (output, "standard output");
  return output->failed ? NULL : &output->counts;
}

void
output_free (struct output *output)
{
  for (size_t i = 0; i < output->result_count; i++)
    free ((char *) output->results[i].observation);
  free (output->results);
  free (output);
}

void
output_abandon (struct output *output, const char *reason)
{
  clear_progress (output);
  if (output->options->format == FORMAT_TAP || output->options->format == FORMAT_KTAP)
    tap_bail_out (stdout, reason);
  fflush (stdout);
  if (output->record != NULL)
    fclose (output->record);
}
