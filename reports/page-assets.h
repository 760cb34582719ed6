/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the HTML page is written with beside C: page.css and page.js, line by line.  The build makes
   page-assets.c of them.  */
#ifndef ANONMAP_PAGE_ASSETS_H
#define ANONMAP_PAGE_ASSETS_H

#include <stddef.h>

extern const char *const page_style[];
extern const size_t page_style_count;

extern const char *const page_script[];
extern const size_t page_script_count;

#endif
