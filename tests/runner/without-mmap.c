/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side that asks, where there is no mmap.  No behaviour can be compiled there, and none has to be: each
   is known from its declaration, and its answer is what all of them lack.  */
#include "harness/system.h"

#include <stdio.h>

#include "runner/ask.h"
#include "runner/facilities.h"
#include "runner/facility-checks.h"
#include "runner/facility-table.h"
#include "runner/fresh.h"
#include "runner/temporary.h"

struct facility facilities[] = {
  { "mmap", NULL, ABSENT },
};

const size_t facility_count = sizeof facilities / sizeof *facilities;

bool find_processes;

void
ask_check_version (char *buffer, size_t size)
{
  snprintf (buffer, size, "none");
}

bool
ask_begin (bool forking)
{
  facilities_check (forking);
  return true;
}

void
ask (const struct behaviour *behaviour, struct answer *answer)
{
  facilities_suffice (behaviour, answer->observation, sizeof answer->observation);
  answer->unanswered = VERDICT_UNSUPPORTED;
  answer->duration_us = 0;
}

/* No behaviour makes a process, a new image or a file.  */

void
fresh_find_program (const char *argument)
{
  (void) argument;
}

void
fresh_answer (const char *argument)
{
  (void) argument;
}

bool
fresh_set_emulator (const char *command)
{
  (void) command;
  return true;
}

bool
temporary_directory_make (void)
{
  return true;
}

void
temporary_directory_remove (void)
{
}
