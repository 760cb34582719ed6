/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that are kept together and freed together.  */
#ifndef ANONMAP_TEXTS_H
#define ANONMAP_TEXTS_H

#include <stddef.h>

/* All zero is none.  */
struct texts
{
  struct texts_block *last;
  size_t left; /* bytes, in the last block */
};

/* A copy of the bytes, which stays where it is until texts_free.  */
char *texts_add (struct texts *texts, const char *bytes, size_t length);

void texts_free (struct texts *texts);

#endif
