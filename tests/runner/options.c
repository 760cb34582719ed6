/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "runner/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "behaviour.h"
#include "harness/observe.h"
#include "rules.h"
#include "runner/facilities.h"
#include "runner/fresh.h"

static const char help_text[] = "\
Usage: anonmap [OPTION...] [GLOB...]\n\
Find out how anonymous memory mappings behave on this system: ask every\n\
behaviour, or those whose ids match a GLOB, and judge what was observed.\n\
\n\
      --format=FORMAT     print text (default), tap, ktap or jsonl\n\
      --record=FILE       write the record to FILE as well, line by line\n\
      --rules=SYSTEM      judge by another system's rules\n\
      --layer=NAME[/VER]  declare what stands between, such as qemu-user/7.2\n\
      --without=FACILITY  declare that a facility was taken away on purpose\n\
      --emulator=COMMAND  what has to stand in front of this program for the\n\
                          kernel to run it, such as 'qemu-s390x'\n\
      --skip-exit=STATUS  exit status if nothing could be asked, such as 77\n\
      --steps=FILE        ask one question a start, and keep the answers in FILE\n\
      --list              print every behaviour: id, title, source of its rule\n\
      --explain=ID        explain a behaviour: the question, the rules, the\n\
                          portable way to write it\n\
      --help              print this help\n\
      --version           print the version\n\
\n\
ANONMAP_RULES, ANONMAP_LAYER, ANONMAP_WITHOUT and ANONMAP_EMULATOR stand for the\n\
options of these names; several layers or facilities are separated by commas.\n\
\n\
Exit status: 0 nothing failed, 1 something did, 2 wrong arguments or a record\n\
that cannot be opened, 3 could not run, 4 --steps has more to ask: start again.\n\
\n\
Report bugs to: " PACKAGE_BUGREPORT "\n";

static const char version_text[] = "\
anonmap (anonmap) " PACKAGE_VERSION "\n\
Copyright (C) 2026 The anonmap authors\n\
License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n\
This is free software: you are free to change and redistribute it.\n\
There is NO WARRANTY, to the extent permitted by law.\n";

void
usage_error (const char *format, ...)
{
  va_list arguments;

  fputs ("anonmap: ", stderr);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputs ("\nTry 'anonmap --help' for more information.\n", stderr);
  exit (STATUS_USAGE);
}

static enum format
format_named (const char *name)
{
  static const char *const names[] = { "text", "tap", "ktap", "jsonl" };

  for (int i = 0; i < (int) (sizeof names / sizeof *names); i++)
    if (strcmp (names[i], name) == 0)
      return (enum format) i;
  usage_error ("unknown format '%s': it is text, tap, ktap or jsonl", name);
}

static void
set_rules (struct platform *platform, const char *system)
{
  const char *previous = "";

  if (!rules_have_system (system) || strlen (system) >= sizeof platform->rules)
    {
      fprintf (stderr, "anonmap: no rules for '%s'; there are:", system);
      for (size_t i = 0; i < rule_count; i++)
        if (strcmp (rules[i].system, previous) != 0)
          {
            previous = rules[i].system;
            fprintf (stderr, " %s", previous);
          }
      usage_error ("%s", "choose one of these");
    }
  strcpy (platform->rules, system);
}

static void
add_layer (struct platform *platform, const char *text)
{
  if (!platform_add_layer (platform, text))
    usage_error ("'%s' is not a layer: it is NAME or NAME/VERSION, %d at the most", text,
                 PLATFORM_LAYERS);
}

static void
add_without (struct platform *platform, const char *facility)
{
  if (facility_find (facility) < 0)
    {
      fprintf (stderr, "anonmap: no facility '%s'; there are:", facility);
      for (size_t i = 0; facility_name (i) != NULL; i++)
        fprintf (stderr, " %s", facility_name (i));
      usage_error ("%s", "choose one of these");
    }
  if (!platform_add_without (platform, facility))
    usage_error ("%d facilities at the most can be declared", PLATFORM_WITHOUT);
}

static void
set_emulator (const char *command)
{
  if (strlen (command) >= EMULATOR_SIZE)
    usage_error ("the emulator's command is longer than %d bytes", EMULATOR_SIZE - 1);
  if (!fresh_set_emulator (command))
    {
      perror ("anonmap: ANONMAP_EMULATOR");
      exit (STATUS_IMPOSSIBLE);
    }
}

/* Calls ADD with each of the variable's comma-separated parts.  */
static void
read_variable (const char *name, struct platform *platform,
               void (*add) (struct platform *, const char *))
{
  const char *value = getenv (name);
  char part[128];

  while (value != NULL && *value != '\0')
    {
      size_t span = strcspn (value, ",");

      if (span >= sizeof part)
        usage_error ("%s is too long", name);
      memcpy (part, value, span);
      part[span] = '\0';
      if (span > 0)
        add (platform, part);
      value += span + (value[span] == ',');
    }
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

enum
{
  OPTION_FORMAT = 256,
  OPTION_RECORD,
  OPTION_RULES,
  OPTION_LAYER,
  OPTION_WITHOUT,
  OPTION_EMULATOR,
  OPTION_SKIP_EXIT,
  OPTION_STEPS,
  OPTION_LIST,
  OPTION_EXPLAIN,
  OPTION_HELP,
  OPTION_VERSION
};

static const struct option long_options[] = {
  { "format", required_argument, NULL, OPTION_FORMAT },
  { "record", required_argument, NULL, OPTION_RECORD },
  { "rules", required_argument, NULL, OPTION_RULES },
  { "layer", required_argument, NULL, OPTION_LAYER },
  { "without", required_argument, NULL, OPTION_WITHOUT },
  { "emulator", required_argument, NULL, OPTION_EMULATOR },
  { "skip-exit", required_argument, NULL, OPTION_SKIP_EXIT },
  { "steps", required_argument, NULL, OPTION_STEPS },
  { "list", no_argument, NULL, OPTION_LIST },
  { "explain", required_argument, NULL, OPTION_EXPLAIN },
  { "help", no_argument, NULL, OPTION_HELP },
  { "version", no_argument, NULL, OPTION_VERSION },
  { NULL, 0, NULL, 0 },
};

/* A text that was asked for, and the end.  */
static _Noreturn void
print_and_exit (const char *text)
{
  if (fputs (text, stdout) == EOF || fflush (stdout) != 0)
    {
      perror ("anonmap: standard output");
      exit (STATUS_IMPOSSIBLE);
    }
  exit (STATUS_FINE);
}

static void
read_option (int option, struct options *options, struct platform *platform)
{
  switch (option)
    {
    case OPTION_FORMAT:
      options->format = format_named (optarg);
      break;
    case OPTION_RECORD:
      options->record = optarg;
      break;
    case OPTION_RULES:
      set_rules (platform, optarg);
      break;
    case OPTION_LAYER:
      add_layer (platform, optarg);
      break;
    case OPTION_WITHOUT:
      add_without (platform, optarg);
      break;
    case OPTION_EMULATOR:
      set_emulator (optarg);
      break;
    case OPTION_SKIP_EXIT:
      options->skip_exit = status_named (optarg);
      break;
    case OPTION_STEPS:
      options->steps = optarg;
      break;
    case OPTION_LIST:
      options->list = true;
      break;
    case OPTION_EXPLAIN:
      options->explain = optarg;
      break;
    case OPTION_HELP:
      print_and_exit (help_text);
    case OPTION_VERSION:
      print_and_exit (version_text);
    default: /* getopt_long has said what is wrong */
      fputs ("Try 'anonmap --help' for more information.\n", stderr);
      exit (STATUS_USAGE);
    }
}

void
options_read (int argc, char **argv, struct options *options, struct platform *platform)
{
  int option;

  options->skip_exit = -1;
  while ((option = getopt_long (argc, argv, "", long_options, NULL)) != -1)
    read_option (option, options, platform);
  options->globs = argv + optind;
  if (platform->rules[0] == '\0')
    read_variable ("ANONMAP_RULES", platform, set_rules);
  if (platform->layer_count == 0)
    read_variable ("ANONMAP_LAYER", platform, add_layer);
  if (platform->without_count == 0)
    read_variable ("ANONMAP_WITHOUT", platform, add_without);
  if (getenv ("ANONMAP_EMULATOR") != NULL)
    set_emulator (getenv ("ANONMAP_EMULATOR"));
}
