/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking step by step.  Where there are no processes, a question can end the runner, and what it does
   to the heap stays.  So the runner is started again for each: one start asks one question and notes
   the answer in a file, and the start that finds all of them answered writes the output.  */
#ifndef ANONMAP_STEPS_H
#define ANONMAP_STEPS_H

#include <stddef.h>

#include "runner/supervise.h"

enum step
{
  STEP_TAKEN,     /* one question was asked: start again */
  STEP_LAST,      /* all are answered: steps_report has the answers */
  STEP_IMPOSSIBLE /* the file cannot be read or written; errno says why */
};

/* Asks the first of COUNT questions that has no answer in the file PATH, which need not be there.  One
   that was asked and not answered ended the runner: that is its answer.  */
enum step steps_take (const char *path, const struct behaviour *const *selection, size_t count);

/* After STEP_LAST: reports the answers, in the order of the selection.  */
void steps_report (const struct behaviour *const *selection, size_t count, answered *report,
                   void *data);

#endif
