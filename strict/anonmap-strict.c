/* SPDX-License-Identifier: GPL-3.0-or-later */
/* anonmap-strict: a program under the rules of another system.  */
#include <config.h>

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "close-stream.h"
#include "exitfail.h"
#include "output.h"
#include "progname.h"
#include "report.h"
#include "systems.h"

static const char help_text[] = "\
Usage: anonmap-strict [OPTION...] COMMAND [ARGUMENT...]\n\
       anonmap-strict [--as=SYSTEM] --list\n\
Run a program while its calls of mmap and the functions beside it, and those\n\
that open /dev/zero, are held against the rules of another system, and report\n\
each place whose call fails or differs there.\n\
\n\
      --as=SYSTEM      the system; portable (default) is the strictest of all\n\
      --enforce        make the calls fail as they would there\n\
      --report=FILE    write the report to FILE and not to standard error\n\
      --error-exit=N   exit with status N if anything was reported\n\
      --list           print what becomes of each behaviour, and exit\n\
      --help           print this help\n\
      --version        print the version\n\
\n\
The exit status is the command's, and a command that dies of a signal is\n\
followed. Else: 125 it could not be begun or the report not be written, 126 the\n\
command cannot be run in this way, 127 there is no such command.\n\
\n\
Report bugs to: " PACKAGE_BUGREPORT "\n";

static const char version_text[] = "\
anonmap-strict (anonmap) " PACKAGE_VERSION "\n\
Copyright (C) 2026 The anonmap authors\n\
License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n\
This is free software: you are free to change and redistribute it.\n\
There is NO WARRANTY, to the extent permitted by law.\n";

struct options
{
  struct run run;
  const char *report;
  int error_exit; /* -1: as the command */
  bool list;
};

static _Noreturn void
usage_error (const char *format, ...)
{
  va_list arguments;

  fputs ("anonmap-strict: ", stderr);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputs ("\nTry 'anonmap-strict --help' for more information.\n", stderr);
  exit (STATUS_TROUBLE);
}

static _Noreturn void
finish_stdout (void)
{
  if (close_stream (stdout) == 0)
    exit (EXIT_SUCCESS);
  fputs ("anonmap-strict: standard output: cannot be written\n", stderr);
  exit (STATUS_TROUBLE);
}

static _Noreturn void
print_and_exit (const char *text)
{
  fputs (text, stdout);
  finish_stdout ();
}

/* ---- Options ---- */

enum
{
  OPTION_AS = 256,
  OPTION_ENFORCE,
  OPTION_REPORT,
  OPTION_ERROR_EXIT,
  OPTION_LIST,
  OPTION_HELP,
  OPTION_VERSION
};

static const struct option long_options[] = {
  { "as", required_argument, NULL, OPTION_AS },
  { "enforce", no_argument, NULL, OPTION_ENFORCE },
  { "report", required_argument, NULL, OPTION_REPORT },
  { "error-exit", required_argument, NULL, OPTION_ERROR_EXIT },
  { "list", no_argument, NULL, OPTION_LIST },
  { "help", no_argument, NULL, OPTION_HELP },
  { "version", no_argument, NULL, OPTION_VERSION },
  { NULL, 0, NULL, 0 },
};

static const char *
system_named (const char *name)
{
  if (system_exists (name))
    return name;
  fprintf (stderr, "anonmap-strict: no rules for '%s'; there are:", name);
  systems_print (stderr);
  fputc ('\n', stderr);
  exit (STATUS_TROUBLE);
}

static int
status_named (const char *text)
{
  char *end;
  long status = strtol (text, &end, 10);

  if (*text == '\0' || *end != '\0' || status < 0 || status > 255)
    usage_error ("'%s' is not an exit status: it is a number from 0 to 255", text);
  return (int) status;
}

static void
apply_option (struct options *options, int option)
{
  switch (option)
    {
    case OPTION_AS:
      options->run.system = system_named (optarg);
      break;
    case OPTION_ENFORCE:
      options->run.enforce = true;
      break;
    case OPTION_REPORT:
      options->report = optarg;
      break;
    case OPTION_ERROR_EXIT:
      options->error_exit = status_named (optarg);
      break;
    case OPTION_LIST:
      options->list = true;
      break;
    case OPTION_HELP:
      print_and_exit (help_text);
    case OPTION_VERSION:
      print_and_exit (version_text);
    default: /* getopt_long has said what is wrong */
      fputs ("Try 'anonmap-strict --help' for more information.\n", stderr);
      exit (STATUS_TROUBLE);
    }
}

static struct options
parse_options (int argc, char **argv)
{
  struct options options = { { portable, false, NULL, NULL, NULL, NULL }, NULL, -1, false };
  int option;

  while ((option = getopt_long (argc, argv, "+", long_options, NULL)) != -1)
    apply_option (&options, option);
  options.run.command = argv + optind;
  if (options.list && optind < argc)
    usage_error ("%s", "--list runs no command");
  if (!options.list && optind == argc)
    usage_error ("%s", "no command is given");
  return options;
}

/* ---- The run ---- */

/* The report is opened last, so that the command does not find a file that is not its own.  */
static bool
write_report (const struct options *options, const struct findings *findings)
{
  struct output output;

  if (options->report == NULL)
    {
      report_write (stderr, &options->run, findings);
      return true;
    }
  if (!output_open (&output, options->report))
    return false;
  report_write (output.stream, &options->run, findings);
  return output_close (&output);
}

static int
run (struct options *options)
{
  struct findings findings;
  bool any;
  bool written;
  int status = run_prepare (&options->run);

  if (status != 0)
    {
      run_clean (&options->run);
      return status;
    }
  status = run_command (&options->run);
  findings = findings_read (options->run.findings);
  run_clean (&options->run);
  if (!findings.loaded)
    fputs ("anonmap-strict: the library was not loaded into the command: nothing was seen\n",
           stderr);
  any = findings.count > 0;
  written = write_report (options, &findings);
  findings_free (&findings);
  if (!written || !findings.loaded)
    return STATUS_TROUBLE;
  return any && options->error_exit >= 0 ? options->error_exit : end_as (status);
}

int
main (int argc, char **argv)
{
  struct options options;

  set_program_name (argv[0]);
  exit_failure = STATUS_TROUBLE;
  options = parse_options (argc, argv);
  if (!options.list)
    return run (&options);
  report_list (stdout, options.run.system);
  finish_stdout ();
}
