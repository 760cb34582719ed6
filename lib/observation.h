/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Observations: what happened, in words of one list, so that records can be compared.  */
#ifndef ANONMAP_OBSERVATION_H
#define ANONMAP_OBSERVATION_H

#include <stdbool.h>
#include <stddef.h>

/* The longest observation, with its terminating null.  */
enum { OBSERVATION_SIZE = 160 };

/* True if TEXT is one or more canonical values, separated by ", ".  A value is a word of the list,
   an errno name, a signal's name, "SIGNAL at page N", "absent: no FACILITY", "denied: FACILITY
   ERRNO", or "error: REASON".  */
bool observation_is_canonical (const char *text);

/* "EINVAL" for EINVAL; "errno N" for a number without a name here.  BUFFER serves the latter.  */
const char *observation_errno (int number, char *buffer, size_t size);

/* "SIGBUS" for SIGBUS; "signal N" for a number without a name here.  BUFFER serves the latter.  */
const char *observation_signal (int number, char *buffer, size_t size);

#endif
