/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runner's side of observing.  */
#ifndef ANONMAP_OBSERVE_H
#define ANONMAP_OBSERVE_H

#include "behaviour.h"

typedef void behaviour_function (const struct variant *variant);

/* Runs FUNCTION in this process and returns what it observed, or "error: REASON", in storage that
   the next call uses again.  */
const char *observe_run (behaviour_function *function, const struct variant *variant);

/* What the exec behaviours start: this program, by a path that exec finds; NULL if it is unknown.  */
extern const char *harness_program;

/* The widths of a pointer and of off_t in the behaviours, in bits: rules can depend on them.  */
extern const unsigned harness_pointer_bits;
extern const unsigned harness_off_t_bits;

/* Replaces this process by a new image of that program, with REQUEST as its argument; with what
   ANONMAP_EMULATOR says in front, as a kernel needs it that does not run this program itself.
   Returns only if that fails.  */
void exec_program (const char *request);

/* ANONMAP_EMULATOR with its closing zero has to fit here.  */
enum { EMULATOR_SIZE = 200 };

/* In that new image: what read_after_exec asked for.  REQUEST is the argument's text.  */
int answer_read_after_exec (const char *request);

/* The option by which an image is told to answer.  */
#define READ_AFTER_EXEC_OPTION "--read-after-exec="

#endif
