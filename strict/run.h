/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the command with the library and the orders.  */
#ifndef STRICT_RUN_H
#define STRICT_RUN_H

#include <stdbool.h>

/* What to run, and how.  */
struct run
{
  const char *system;
  bool enforce;
  char **command; /* ends with NULL */
  char *library;
  char *directory; /* where the findings are; empty before run_prepare */
  char *findings;  /* the file */
};

/* Exit statuses that are not the command's, as those of env(1) and timeout(1).  */
enum { STATUS_TROUBLE = 125, STATUS_CANNOT_EXECUTE, STATUS_NOT_FOUND };

/* Finds the library, makes the file.  Says what is wrong and returns an exit status, or 0.  */
int run_prepare (struct run *run);

/* Runs the command; returns what waitpid gave.  Interruptions are left to the command.  */
int run_command (const struct run *run);

/* Removes the file and its directory.  */
void run_clean (const struct run *run);

/* Ends as the command did: by its status, or by its signal.  */
int end_as (int wait_status);

#endif
