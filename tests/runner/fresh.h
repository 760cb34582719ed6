/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New images of the runner: behaviours that ask about a process without a past, and the reader that
   looks for what exec must have dropped.  */
#ifndef ANONMAP_FRESH_H
#define ANONMAP_FRESH_H

#include <stdbool.h>

#include "behaviour.h"

/* The image that only ends, for the check that exec works.  */
#define EXEC_CHECK_OPTION "--exec-check"

/* Replaces this process by an image that asks BEHAVIOUR and writes the observation to FD.  Returns
   only if that fails.  */
void fresh_exec (const struct behaviour *behaviour, int fd);

/* In main, before anything else: if ARGUMENT is one of these requests, answers it and ends.  */
void fresh_answer (const char *argument);

/* Finds the path by which exec finds this program, from main's first argument, for
   harness_program.  */
void fresh_find_program (const char *argument);

/* Puts what ANONMAP_EMULATOR is to say into the environment, where the processes that behaviours make
   look for it.  False with errno set if there is no room.  */
bool fresh_set_emulator (const char *command);

/* Writes an observation with its closing line feed to FD, in one call.  */
void write_observation (int fd, const char *observation);

#endif
