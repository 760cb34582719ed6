/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facilities: what a behaviour needs to be asked at all, each checked on its own and never by the
   call under test.  */
#ifndef ANONMAP_FACILITIES_H
#define ANONMAP_FACILITIES_H

#include <stdbool.h>
#include <stddef.h>

#include "behaviour.h"

/* Finds out which facilities are there, once.  Without FORKING nothing is tried that makes processes,
   and they are absent.  */
void facilities_check (bool forking);

/* True if the behaviour can be asked.  If not, OBSERVATION (of SIZE bytes) gets "absent: no fork" or
   "denied: /dev/zero EACCES".  */
bool facilities_suffice (const struct behaviour *behaviour, char *observation, size_t size);

/* The facilities' names in turn; NULL after the last.  */
const char *facility_name (size_t number);

/* The number of an existing facility, or -1.  */
int facility_find (const char *name);

#endif
