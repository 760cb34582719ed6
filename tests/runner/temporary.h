/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A directory of the run's own for temporary files.  Check makes one for each test and takes its name
   away at once; a signal between the two leaves the file, and in a directory of our own we can tell
   whose it is.  */
#ifndef ANONMAP_TEMPORARY_H
#define ANONMAP_TEMPORARY_H

#include <stdbool.h>

/* Makes the directory in TMPDIR, or where else it can, and puts its name into the environment as TEMP,
   where Check and the behaviours look.  It is removed when this process exits.  False if none can be
   made.  */
bool temporary_directory_make (void);

/* Removes it and what is in it; for a process that is about to end without exit.  */
void temporary_directory_remove (void);

#endif
