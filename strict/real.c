/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE 1

#include "real.h"

#include <dlfcn.h>
#include <string.h>

#ifdef __GLIBC__
# define REAL_MMAP "mmap64"
#else
# define REAL_MMAP "mmap"
#endif

struct real real;

static void
find (const char *name, void *slot)
{
  void *symbol = dlsym (RTLD_NEXT, name);

  memcpy (slot, &symbol, sizeof symbol);
}

/* The dynamic linker has locks: they are taken as early as possible and once.  */
void
real_find (void)
{
  if (real.mremap != NULL)
    return;
  find (REAL_MMAP, &real.mmap);
  find ("munmap", &real.munmap);
  find ("mprotect", &real.mprotect);
  find ("madvise", &real.madvise);
  find ("posix_madvise", &real.posix_madvise);
  find ("openat", &real.openat);
  find ("mremap", &real.mremap);
}
