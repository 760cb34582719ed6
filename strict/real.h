/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's functions, which those of the library stand before.  */
#ifndef STRICT_REAL_H
#define STRICT_REAL_H

#include <stddef.h>
#include <sys/types.h>

/* glibc has two sets of functions where files can be large; its wide one serves both.  */
#ifdef __GLIBC__
typedef off64_t file_offset;
#else
typedef off_t file_offset;
#endif

struct real
{
  void *(*mmap) (void *, size_t, int, int, int, file_offset);
  int (*munmap) (void *, size_t);
  int (*mprotect) (void *, size_t, int);
  int (*madvise) (void *, size_t, int);
  int (*posix_madvise) (void *, size_t, int);
  int (*openat) (int, const char *, int, ...);
  void *(*mremap) (void *, size_t, size_t, int, ...);
};

extern struct real real;

/* Finds them, if that was not done yet.  */
void real_find (void);

#endif
