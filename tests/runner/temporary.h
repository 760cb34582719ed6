/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_TEMPORARY_H
#define ANONMAP_TEMPORARY_H

#include <stdbool.h>

/* Finds a directory in which temporary files can be made, for Check and for the behaviours, and puts
   it into the environment as TEMP, where Check looks.  False if there is none.  */
bool temporary_directory_find (void);

#endif
