/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed between two records.  */
#ifndef ANONMAP_DIFF_H
#define ANONMAP_DIFF_H

#include <stdbool.h>
#include <stdio.h>

#include "read.h"

/* Writes the differences, class by class, as text.  Returns true if there is a regression.  */
bool diff_write (FILE *stream, const struct record *old, const struct record *new);

#endif
