/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs as files: which one a command is, whether a library can be preloaded into it, and where
   in it a byte of the file is loaded.  */
#ifndef STRICT_PROGRAM_H
#define STRICT_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

/* The path of a command, looked for as execvp does it; to be freed.  NULL with errno if there is
   none, or none that can be executed.  */
char *program_find (const char *command);

/* Why LIBRARY cannot be preloaded into the program (or into the interpreter of the script), as the
   end of a sentence that begins with its name; NULL if it can.  */
const char *program_obstacle (const char *path, const char *library);

/* The address, as in its headers, of what stands in the file at OFFSET.  */
bool program_address (const char *path, uint64_t offset, uint64_t *address);

#endif
