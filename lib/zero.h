/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_ZERO_H
#define ANONMAP_ZERO_H

#include <stddef.h>

/* The number of the first byte of MEMORY that is not zero; LENGTH if all are.  */
size_t zero_scan (const volatile unsigned char *memory, size_t length);

#endif
