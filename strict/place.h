/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in programs, as a person wants them.  */
#ifndef STRICT_PLACE_H
#define STRICT_PLACE_H

#include <stddef.h>

#include "message.h"

/* Writes "main at mistakes.c:14 in /path/mistakes", as far as the file's symbols and debug
   information say so, else the file and the address that is in its headers; cut to SIZE bytes.  */
void place_name (const struct message *message, char *buffer, size_t size);

/* Gives back what is kept between calls.  */
void place_end (void);

#endif
