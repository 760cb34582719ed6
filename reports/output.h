/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are either there and whole, or not there: written beside, then renamed.  */
#ifndef ANONMAP_OUTPUT_H
#define ANONMAP_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

struct output
{
  FILE *stream;
  char *path;   /* the final name; NULL for standard output */
  char *beside; /* the name while it is written; NULL if it is written in place, as a device is */
};

/* Opens standard output if PATH is NULL.  On failure says so on stderr and returns false.  */
bool output_open (struct output *output, const char *path);

/* Gives the file its final name; if anything went wrong since output_open, removes it instead, says
   so and returns false.  Standard output is left open, and checked likewise.  */
bool output_close (struct output *output);

/* Makes a directory, which may exist already.  On failure says so and returns false.  */
bool output_directory (const char *path);

#endif
