/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the library has found, in all processes.  */
#ifndef STRICT_FINDINGS_H
#define STRICT_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "message.h"

struct findings
{
  struct message *message; /* one for each class and place, in the order in which they came */
  size_t count;
  bool loaded; /* the library was there in the command itself */
};

/* Reads the file; what is damaged is passed over.  */
struct findings findings_read (const char *path);

void findings_free (struct findings *findings);

#endif
