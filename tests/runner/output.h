/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run writes: the format asked for on standard output, the record beside it, and progress on
   a terminal.  */
#ifndef ANONMAP_OUTPUT_H
#define ANONMAP_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "result.h"
#include "runner/ask.h"
#include "runner/options.h"

struct output;

/* Opens the record, if there is to be one, and writes what comes first.  CAPACITY is the number of
   results to come, cells included; POINTS of them are behaviours or failing cells.  Ends the program
   with STATUS_USAGE if the record cannot be opened or written.  */
struct output *output_begin (const struct options *options, const struct platform *platform,
                             size_t capacity, size_t points);

/* Takes one result; ID and what the ruling points to outlive the output.  */
void output_result (struct output *output, const char *id, const char *observation,
                    enum verdict unanswered, long duration_us);

/* Writes what comes last.  Returns the counts, or NULL if something could not be written: that has
   been said then.  */
const struct counts *output_end (struct output *output);

/* Frees an output that has ended, and with it the counts.  */
void output_free (struct output *output);

/* Closes the output of a run that did not come to its end, for REASON.  */
void output_abandon (struct output *output, const char *reason);

#endif
