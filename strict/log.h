/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library's own means: orders, findings, and the place of a call.  Nothing here allocates,
   takes a lock, is a cancellation point or changes errno.  */
#ifndef STRICT_LOG_H
#define STRICT_LOG_H

#include <stdbool.h>

#include "message.h"

struct orders
{
  bool given;
  bool enforce;
  long launcher;
  struct order cell[CELLS];
  char path[MODULE_SIZE];
};

/* The orders; read from the environment once, as early as anybody asks.  */
const struct orders *orders (void);

/* Appends a message about the call that returns to SITE: one for a class and place in it.  */
void log_call (const struct call *call, int class, int variant, int result, bool imposed,
               const void *site);

/* Appends one of the other messages.  */
void log_plain (enum message_type type, const void *site);

#endif
