/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Platforms on which there is nothing to test: those without mmap.  A report says that once, in the place
   of all that was not asked.  */
#ifndef ANONMAP_NOTHING_H
#define ANONMAP_NOTHING_H

#include <stdbool.h>
#include <stddef.h>

#include "platform.h"
#include "result.h"

/* True if behaviours were asked and each is unsupported for want of mmap.  */
bool nothing_to_test (const struct result *results, size_t count);

/* Writes "Nothing to test: there is no mmap here." and what the platform's rules have to say of that, cut to
   SIZE bytes.  */
void nothing_sentence (const struct platform *platform, char *buffer, size_t size);

#endif
