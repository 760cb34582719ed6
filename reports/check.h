/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_CHECK_H
#define ANONMAP_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include "read.h"

/* Checks what reading does not need: that every id is known and every observation is of the list.
   Says what is wrong on stderr, and a line for the record on STREAM.  Returns true if nothing was
   wrong, here or in reading.  */
bool check_record (FILE *stream, struct record *record);

#endif
