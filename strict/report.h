/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person reads after a run.  */
#ifndef STRICT_REPORT_H
#define STRICT_REPORT_H

#include <stdio.h>

#include "findings.h"
#include "run.h"

/* Each finding with its rules, and the summary.  */
void report_write (FILE *stream, const struct run *run, const struct findings *findings);

/* Each behaviour, and what becomes of a call that it asks about.  */
void report_list (FILE *stream, const char *system);

#endif
