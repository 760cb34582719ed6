/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much memory there is, for what asks about more.  */
#ifndef ANONMAP_MEMORY_SIZE_H
#define ANONMAP_MEMORY_SIZE_H

#include "system.h"

#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#ifdef HAVE_SYSINFO
# include <sys/sysinfo.h>
#endif

/* Memory and swap together, in bytes; 0 where the system does not tell.  Where it tells of memory alone,
   swap is taken for three times as much.  */
static inline uintmax_t
memory_and_swap (void)
{
#ifdef HAVE_SYSINFO
  struct sysinfo info;

  if (sysinfo (&info) != 0)
    return 0;
  return ((uintmax_t) info.totalram + info.totalswap) * info.mem_unit;
#elif defined _SC_PHYS_PAGES
  long pages = sysconf (_SC_PHYS_PAGES);

  return pages < 0 ? 0 : 4 * (uintmax_t) pages * (uintmax_t) sysconf (_SC_PAGESIZE);
#else
  return 0;
#endif
}

static inline size_t
whole_pages (uintmax_t bytes)
{
  return (size_t) (bytes - bytes % (uintmax_t) sysconf (_SC_PAGESIZE));
}

/* Longer than anything that could be kept, and not by much: emulators keep a table of all pages.  */
static inline size_t
more_than_memory (void)
{
  return whole_pages (memory_and_swap () / 8 * 9);
}

/* So little that it can be kept, and five times as much cannot.  */
static inline size_t
quarter_of_memory (void)
{
  return whole_pages (memory_and_swap () / 4);
}

#endif
