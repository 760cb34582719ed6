/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads: public reports of programs that a behaviour broke.  lib/threads.tsv holds them;
   lib/threads.awk checks them and makes threads.c.  */
#ifndef ANONMAP_THREADS_H
#define ANONMAP_THREADS_H

#include <stddef.h>

struct thread
{
  const char *pattern;    /* a glob over "topic.case", or over ids of the visibility matrix */
  const char *repository; /* "owner/name", on GitHub */
  const char *number;
  const char *what;
};

extern const struct thread threads[];
extern const size_t thread_count;

#endif
