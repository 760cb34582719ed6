/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_STYLE_H
#define ANONMAP_STYLE_H

#include <stddef.h>

/* The style sheet of the HTML page, line by line.  */
extern const char *const style_lines[];
extern const size_t style_line_count;

#endif
