/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue: what is known of the behaviours before any is asked.  */
#ifndef ANONMAP_CATALOGUE_H
#define ANONMAP_CATALOGUE_H

#include <stdio.h>

#include "behaviour.h"
#include "rules.h"

/* One line: the id, the title, and the source of the rule that applies.  */
void catalogue_line (FILE *stream, const struct behaviour *behaviour, const struct ruling *ruling);

/* One JSON object on a line: all that the declaration says, and the rule that applies.  */
void catalogue_json (FILE *stream, const struct behaviour *behaviour, const struct ruling *ruling);

/* The question in plain words: what it asks, which claims it tests, what POSIX demands, what each
   system with rules does and who says so, why it matters, how to write it portably.  */
void catalogue_explain (FILE *stream, const struct behaviour *behaviour);

#endif
