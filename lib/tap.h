/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one writer of TAP 13 and of the kernel's KTAP 1.  */
#ifndef ANONMAP_TAP_H
#define ANONMAP_TAP_H

#include <stdio.h>

#include "platform.h"
#include "result.h"

enum tap_dialect { TAP_13, KTAP_1 };

/* The version line and the plan, which come first: then a crash cannot look like a short pass.  The
   platform follows as a comment, if it is not NULL.  */
void tap_begin (FILE *stream, enum tap_dialect dialect, const struct platform *platform,
                size_t points);

/* One flat point, with YAML diagnostics (TAP) or "# key: value" lines (KTAP): verdict, observed,
   expected, source.  NUMBER counts from 1.  */
void tap_point (FILE *stream, enum tap_dialect dialect, size_t number, const struct result *result);

/* A line that no harness acts on.  */
void tap_comment (FILE *stream, const char *text);

/* "Bail out!" with the reason.  */
void tap_bail_out (FILE *stream, const char *reason);

#endif
