/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_OPTIONS_H
#define ANONMAP_OPTIONS_H

#include <stdbool.h>

#include "platform.h"

enum format { FORMAT_TEXT, FORMAT_TAP, FORMAT_KTAP, FORMAT_JSONL };

/* Exit statuses.  */
enum { STATUS_FINE = 0, STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_IMPOSSIBLE = 3, STATUS_AGAIN = 4 };

struct options
{
  enum format format;
  const char *record;  /* a path, or NULL */
  const char *steps;   /* where a run step by step keeps its answers, or NULL */
  const char *explain; /* an id, or NULL */
  bool list;
  int skip_exit; /* the status of a run in which nothing could be asked; -1: as any other */
  char **globs;  /* ends with NULL; empty: all */
};

/* Reads the command line, and ANONMAP_RULES, ANONMAP_LAYER, ANONMAP_WITHOUT and ANONMAP_EMULATOR
   where it says nothing; puts what is declared about the platform into PLATFORM.  Ends the program
   where there is nothing more to do or something is wrong.  */
void options_read (int argc, char **argv, struct options *options, struct platform *platform);

/* Says what is wrong, with a hint at --help, and ends the program with STATUS_USAGE.  */
_Noreturn void usage_error (const char *format, ...);

#endif
