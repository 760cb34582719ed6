/* SPDX-License-Identifier: GPL-3.0-or-later */
/* anonmap-report: what anonmap recorded, for people and for machines.  */
#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "close-stream.h"
#include "diff.h"
#include "exitfail.h"
#include "formats.h"
#include "output.h"
#include "progname.h"
#include "records.h"
#include "safe.h"
#include "xalloc.h"

enum { STATUS_FINE, STATUS_FAILED, STATUS_UNUSABLE, STATUS_CANNOT_WRITE };

enum mode { MODE_REPORT, MODE_CHECK, MODE_DIFF };

struct options
{
  enum mode mode;
  const struct format *format;
  const char *output;
  bool as_recorded;
  char **paths;
  size_t path_count;
};

static void
print_help (void)
{
  fputs ("Usage: anonmap-report [--format=FORMAT] [-o FILE] RECORD...\n"
         "       anonmap-report --check RECORD...\n"
         "       anonmap-report --diff OLD NEW\n"
         "\n"
         "Report what anonmap recorded; RECORD is a file made by anonmap --record=FILE,\n"
         "or - for standard input.\n"
         "\n"
         "  -f, --format=FORMAT  ",
         stdout);
  for (size_t i = 0; i < format_count; i++)
    printf ("%s%s", i > 0 ? " " : "", formats[i].name);
  fputs ("\n"
         "  -o, --output=FILE    write to FILE, which appears when it is whole; for squad,\n"
         "                       to the directory FILE\n"
         "      --as-recorded    keep the verdicts of the records, and do not judge again\n"
         "                       by the rules of this program\n"
         "      --check          check that the records are whole and all in them is known\n"
         "      --diff           compare two records\n"
         "      --help           show this and exit\n"
         "      --version        show the version and exit\n"
         "\n"
         "Exit status: 0 fine, 1 a check failed or there is a regression, 2 wrong\n"
         "arguments or a damaged record, 3 the report could not be written.\n"
         "\n"
         "Report bugs to <" PACKAGE_BUGREPORT ">.\n",
         stdout);
}

static void
print_version (void)
{
  puts ("anonmap-report (" PACKAGE_NAME ") " PACKAGE_VERSION "\n"
        "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n"
        "This is free software: you are free to change and redistribute it.\n"
        "There is NO WARRANTY, to the extent permitted by law.");
}

static void
usage_error (const char *what, const char *argument)
{
  fputs ("anonmap-report: ", stderr);
  fputs (what, stderr);
  if (argument != NULL)
    {
      fputs (": ", stderr);
      text_safe (stderr, argument);
    }
  fputs ("; try anonmap-report --help\n", stderr);
  exit (STATUS_UNUSABLE);
}

static void
finish_stdout (void)
{
  if (close_stream (stdout) != 0)
    {
      fputs ("anonmap-report: standard output: cannot be written\n", stderr);
      exit (STATUS_CANNOT_WRITE);
    }
  exit (STATUS_FINE);
}

/* ---- Options ---- */

enum { OPTION_AS_RECORDED = 256, OPTION_CHECK, OPTION_DIFF, OPTION_HELP, OPTION_VERSION };

static const struct option long_options[] = {
  { "format", required_argument, NULL, 'f' },
  { "output", required_argument, NULL, 'o' },
  { "as-recorded", no_argument, NULL, OPTION_AS_RECORDED },
  { "check", no_argument, NULL, OPTION_CHECK },
  { "diff", no_argument, NULL, OPTION_DIFF },
  { "help", no_argument, NULL, OPTION_HELP },
  { "version", no_argument, NULL, OPTION_VERSION },
  { NULL, 0, NULL, 0 },
};

static void
set_mode (struct options *options, enum mode mode)
{
  if (options->mode != MODE_REPORT && options->mode != mode)
    usage_error ("--check and --diff exclude each other", NULL);
  options->mode = mode;
}

static void
apply_option (struct options *options, int option)
{
  switch (option)
    {
    case 'f':
      options->format = format_find (optarg);
      if (options->format == NULL)
        usage_error ("no such format", optarg);
      break;
    case 'o':
      options->output = optarg;
      break;
    case OPTION_AS_RECORDED:
      options->as_recorded = true;
      break;
    case OPTION_CHECK:
      set_mode (options, MODE_CHECK);
      break;
    case OPTION_DIFF:
      set_mode (options, MODE_DIFF);
      break;
    case OPTION_HELP:
      print_help ();
      finish_stdout ();
      break;
    case OPTION_VERSION:
      print_version ();
      finish_stdout ();
      break;
    default:
      fputs ("anonmap-report: try anonmap-report --help\n", stderr);
      exit (STATUS_UNUSABLE);
    }
}

static void
check_options (const struct options *options)
{
  if (options->path_count == 0)
    usage_error ("no record is named", NULL);
  if (options->mode == MODE_DIFF && options->path_count != 2)
    usage_error ("--diff takes two records", NULL);
  if (options->mode != MODE_REPORT && options->format != NULL)
    usage_error ("--check and --diff write text only, without --format", NULL);
  if (options->format != NULL && options->format->write_files != NULL && options->output == NULL)
    usage_error ("this format is several files and needs -o DIRECTORY", options->format->name);
}

static struct options
parse_options (int argc, char **argv)
{
  struct options options = { MODE_REPORT, NULL, NULL, false, NULL, 0 };
  int option;

  while ((option = getopt_long (argc, argv, "f:o:", long_options, NULL)) != -1)
    apply_option (&options, option);
  options.paths = argv + optind;
  options.path_count = (size_t) (argc - optind);
  check_options (&options);
  if (options.format == NULL)
    options.format = format_find ("text");
  return options;
}

/* ---- The three modes ---- */

/* Reads all records; *DAMAGED is set if anything was wrong with one, *UNREADABLE if that was not in
   it but in reading it.  */
static struct records
read_records (const struct options *options, bool *damaged, bool *unreadable)
{
  struct records records = { NULL, options->path_count, options->as_recorded };

  records.record = xnmalloc (records.count, sizeof *records.record);
  for (size_t i = 0; i < records.count; i++)
    {
      *unreadable |= !record_read (options->paths[i], &records.record[i]);
      *damaged |= records.record[i].problems > 0;
      if (!options->as_recorded)
        record_judge (&records.record[i]);
    }
  return records;
}

static int
report (const struct options *options, struct records *records)
{
  struct output output;

  records_arrange (records);
  if (records->count == 0)
    return STATUS_UNUSABLE;
  if (options->format->write_files != NULL)
    return options->format->write_files (options->output, records) ? STATUS_FINE
                                                                   : STATUS_CANNOT_WRITE;
  if (!output_open (&output, options->output))
    return STATUS_CANNOT_WRITE;
  options->format->write (output.stream, records);
  return output_close (&output) ? STATUS_FINE : STATUS_CANNOT_WRITE;
}

static int
check (FILE *stream, struct records *records)
{
  bool fine = true;

  for (size_t i = 0; i < records->count; i++)
    fine &= check_record (stream, &records->record[i]);
  return fine ? STATUS_FINE : STATUS_FAILED;
}

static int
diff (FILE *stream, const struct records *records)
{
  if (!records->record[0].usable || !records->record[1].usable)
    return STATUS_UNUSABLE;
  return diff_write (stream, &records->record[0], &records->record[1]) ? STATUS_FAILED
                                                                       : STATUS_FINE;
}

/* What goes where the report would.  */
static int
compare_or_check (const struct options *options, struct records *records)
{
  struct output output;
  int status;

  if (!output_open (&output, options->output))
    return STATUS_CANNOT_WRITE;
  status = options->mode == MODE_CHECK ? check (output.stream, records)
                                       : diff (output.stream, records);
  return output_close (&output) ? status : STATUS_CANNOT_WRITE;
}

int
main (int argc, char **argv)
{
  struct options options;
  struct records records;
  bool damaged = false;
  bool unreadable = false;
  int status;

  set_program_name (argv[0]);
  exit_failure = STATUS_CANNOT_WRITE;
  options = parse_options (argc, argv);
  records = read_records (&options, &damaged, &unreadable);
  status = options.mode == MODE_REPORT ? report (&options, &records)
                                       : compare_or_check (&options, &records);
  records_free (&records);
  if ((status == STATUS_FINE && damaged) || (status == STATUS_FAILED && unreadable))
    status = STATUS_UNUSABLE;
  return status;
}
