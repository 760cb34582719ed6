/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The asking process: it asks, this one reports.  */
#ifndef ANONMAP_RELAY_H
#define ANONMAP_RELAY_H

#include "runner/supervise.h"

/* Asks as supervise does, in a new process.  SUPERVISION_IMPOSSIBLE with errno set if none can be
   started: ENOSYS where there are none.  */
enum supervision relay (const struct behaviour *const *selection, size_t count, answered *report,
                        void *data);

/* Ends that process if there is one; for a signal handler.  */
void relay_stop (void);

#endif
