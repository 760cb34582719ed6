/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_FUZZ_H
#define ANONMAP_FUZZ_H

#include <stdbool.h>
#include <stddef.h>

/* Ends the program if this is no JSON where it is to be, or not even text: nothing in a record can
   leave half a character in a report, or what a terminal obeys.  */
void check_text (const char *text, size_t size, bool json);

#endif
