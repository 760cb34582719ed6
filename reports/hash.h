/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_HASH_H
#define ANONMAP_HASH_H

#include <stddef.h>

/* A number for a table to begin looking at: nothing that is written may depend on it.  */
size_t hash_bytes (const void *bytes, size_t length);

#endif
