/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked for on the command line.  */
#ifndef ANONMAP_OPTIONS_H
#define ANONMAP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "formats.h"

enum { STATUS_FINE, STATUS_FAILED, STATUS_UNUSABLE, STATUS_CANNOT_WRITE };

enum mode { MODE_REPORT, MODE_CHECK, MODE_DIFF };

struct options
{
  enum mode mode;
  const struct format *format;
  const char *output;
  const char *budget;
  char today[32]; /* "2026-11-22" */
  bool as_recorded;
  char **paths;
  size_t path_count;
};

/* Parses the arguments, and ends the program if they are wrong or if they ask for help.  */
struct options parse_options (int argc, char **argv);

bool is_directory (const char *path);

#endif
