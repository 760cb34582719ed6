/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real.h"

#include <dlfcn.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

struct real real;

static const struct
{
  const char *name;
  void *slot;
} wanted[] = {
  { WIDE ("mmap"), &real.mmap },
  { "munmap", &real.munmap },
  { "mprotect", &real.mprotect },
#ifdef HAVE_MREMAP
  { "mremap", &real.mremap },
#endif
#ifdef HAVE_MADVISE
  { "madvise", &real.madvise },
#endif
#ifdef HAVE_POSIX_MADVISE
  { "posix_madvise", &real.posix_madvise },
#endif
#ifdef HAVE_MINHERIT
  { "minherit", &real.minherit },
#endif
#ifdef HAVE_MSYNC
  { "msync", &real.msync },
#endif
#ifdef HAVE_MINCORE
  { "mincore", &real.mincore },
#endif
#ifdef HAVE_MLOCK
  { "mlock", &real.mlock },
  { "munlock", &real.munlock },
#endif
#ifdef HAVE_MLOCKALL
  { "mlockall", &real.mlockall },
#endif
#ifdef HAVE_SETRLIMIT
  { WIDE ("setrlimit"), &real.setrlimit },
#endif
  { "close", &real.close },
  { "read", &real.read },
  { "write", &real.write },
  { WIDE ("lseek"), &real.lseek },
#ifdef HAVE_SHMGET
  { "shmat", &real.shmat },
#endif
  { "fork", &real.fork },
  { "waitpid", &real.waitpid },
  { "execv", &real.execv },
  { "_exit", &real.exit_now },
  { "malloc", &real.malloc },
  { "calloc", &real.calloc },
  { "realloc", &real.realloc },
  { "free", &real.free },
#ifdef HAVE_MALLOPT
  { "mallopt", &real.mallopt },
#endif
#ifdef HAVE_MALLINFO2
  { "mallinfo2", &real.mallinfo2 },
#endif
};

bool
real_ready (void)
{
  static enum { UNKNOWN, SEARCHING, KNOWN } state;

  if (state != UNKNOWN)
    return state == KNOWN;
  state = SEARCHING;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    {
      void *symbol = dlsym (RTLD_NEXT, wanted[i].name);

      memcpy (wanted[i].slot, &symbol, sizeof symbol);
    }
  state = KNOWN;
  return true;
}

static union
{
  unsigned char bytes[4096];
  long double aligned;
} early;

void *
real_early_memory (size_t size)
{
  static size_t used;
  size_t unit = sizeof early.aligned;
  void *block = early.bytes + used;

  if (size > sizeof early - used)
    return NULL;
  used += (size + unit - 1) / unit * unit;
  return block;
}

bool
real_is_early_memory (const void *block)
{
  uintptr_t start = (uintptr_t) early.bytes;

  return (uintptr_t) block >= start && (uintptr_t) block < start + sizeof early;
}
