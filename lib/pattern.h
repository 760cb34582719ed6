/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two small languages of the tables: globs over ids, and alternatives of observations.  */
#ifndef ANONMAP_PATTERN_H
#define ANONMAP_PATTERN_H

#include <stdbool.h>

/* True if the glob matches the whole id, as fnmatch has it: * crosses dots; ?, [a-z], [!a-z] and \ are what
   they are to a shell.  Not every system has fnmatch.  */
bool pattern_matches (const char *pattern, const char *id);

/* True if OBSERVATION is one of EXPECTED's alternatives, separated by "|".  */
bool alternatives_have (const char *expected, const char *observation);

#endif
