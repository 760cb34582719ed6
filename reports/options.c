/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "budget.h"
#include "close-stream.h"
#include "diff.h"
#include "safe.h"

static void
print_help (void)
{
  fputs ("Usage: anonmap-report [--format=FORMAT] [-o FILE] RECORD...\n"
         "       anonmap-report --check RECORD...\n"
         "       anonmap-report --diff [--budget=FILE] OLD NEW\n"
         "\n"
         "Report what anonmap recorded; RECORD is a file made by anonmap --record=FILE,\n"
         "a directory of such files *.jsonl, or - for standard input.\n"
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
         "      --diff           compare two records, or those of two directories, as\n"
         "                       text, markdown or json\n"
         "      --budget=FILE    regressions that --diff accepts for a while\n"
         "      --date=DATE      the day that ends it, as 2026-11-22, instead of today\n"
         "      --help           show this and exit\n"
         "      --version        show the version and exit\n"
         "\n"
         "Exit status: 0 fine, 1 a check failed or there is a regression, 2 wrong\n"
         "arguments, a damaged record or records that cannot be compared, 3 the report\n"
         "could not be written.\n"
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

enum
{
  OPTION_AS_RECORDED = 256,
  OPTION_BUDGET,
  OPTION_CHECK,
  OPTION_DATE,
  OPTION_DIFF,
  OPTION_HELP,
  OPTION_VERSION
};

static const struct option long_options[] = {
  { "format", required_argument, NULL, 'f' },
  { "output", required_argument, NULL, 'o' },
  { "as-recorded", no_argument, NULL, OPTION_AS_RECORDED },
  { "budget", required_argument, NULL, OPTION_BUDGET },
  { "check", no_argument, NULL, OPTION_CHECK },
  { "date", required_argument, NULL, OPTION_DATE },
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
    case OPTION_BUDGET:
      options->budget = optarg;
      break;
    case OPTION_DATE:
      if (!is_date (optarg))
        usage_error ("--date needs a day as 2026-11-22", optarg);
      snprintf (options->today, sizeof options->today, "%s", optarg);
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

bool
is_directory (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

static void
check_diff_options (const struct options *options)
{
  if (options->path_count != 2)
    usage_error ("--diff takes two records, or two directories of records", NULL);
  if (is_directory (options->paths[0]) != is_directory (options->paths[1]))
    usage_error ("--diff takes two records, or two directories, and not one of each", NULL);
  if (diff_writer_find (options->format->name) == NULL)
    usage_error ("--diff writes text, markdown or json, and not", options->format->name);
}

static void
check_options (const struct options *options)
{
  if (options->path_count == 0)
    usage_error ("no record is named", NULL);
  if (options->mode == MODE_DIFF)
    check_diff_options (options);
  else if (options->budget != NULL)
    usage_error ("a budget is for --diff", options->budget);
  if (options->mode == MODE_CHECK && strcmp (options->format->name, "text") != 0)
    usage_error ("--check writes text only", NULL);
  if (options->format->write_files != NULL && options->output == NULL)
    usage_error ("this format is several files and needs -o DIRECTORY", options->format->name);
}

struct options
parse_options (int argc, char **argv)
{
  struct options options = { .format = format_find ("text") };
  int option;

  time_stamp (options.today, sizeof options.today);
  options.today[strlen ("2026-11-22")] = '\0';
  while ((option = getopt_long (argc, argv, "f:o:", long_options, NULL)) != -1)
    apply_option (&options, option);
  options.paths = argv + optind;
  options.path_count = (size_t) (argc - optind);
  check_options (&options);
  return options;
}
