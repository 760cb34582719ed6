/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the system that the interposed ones stand before.  */
#ifndef REAL_H
#define REAL_H

#include "harness/system.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#if defined HAVE_MALLOPT || defined HAVE_MALLINFO2
# include <malloc.h>
#endif

/* glibc has two sets of functions where files can be large; its wide one serves both.  */
#ifdef __GLIBC__
typedef off64_t file_offset;
# define WIDE(name) name##64
#else
typedef off_t file_offset;
# define WIDE(name) name
#endif

/* Preloaded, the interposed functions have the names of the system's, and these are found by the
   dynamic linker.  Linked in (FAULTS_LINKED), the linker's --wrap gives calls from the program to
   __wrap_NAME and has the system's as __real_NAME.  */
#ifdef FAULTS_LINKED
# define STANDS_FOR(name) __wrap_##name
#else
# define STANDS_FOR(name) name
#endif

struct real
{
  void *(*mmap) (void *, size_t, int, int, int, file_offset);
  int (*munmap) (void *, size_t);
  int (*mprotect) (void *, size_t, int);
#ifdef HAVE_MREMAP
  void *(*mremap) (void *, size_t, size_t, int, ...);
#endif
#ifdef HAVE_MADVISE
  int (*madvise) (void *, size_t, int);
#endif
#ifdef HAVE_POSIX_MADVISE
  int (*posix_madvise) (void *, size_t, int);
#endif
#ifdef HAVE_MINHERIT
  int (*minherit) (void *, size_t, int);
#endif
#ifdef HAVE_MSYNC
  int (*msync) (void *, size_t, int);
#endif
#ifdef HAVE_MINCORE
  int (*mincore) (void *, size_t, unsigned char *);
#endif
#ifdef HAVE_MLOCK
  int (*mlock) (const void *, size_t);
  int (*munlock) (const void *, size_t);
#endif
#ifdef HAVE_MLOCKALL
  int (*mlockall) (int);
#endif
#ifdef HAVE_SETRLIMIT
  int (*setrlimit) (int, const void *);
#endif
  int (*open) (const char *, int, ...);
  int (*close) (int);
  ssize_t (*read) (int, void *, size_t);
  ssize_t (*write) (int, const void *, size_t);
  file_offset (*lseek) (int, file_offset, int);
#ifdef HAVE_SHMGET
  void *(*shmat) (int, const void *, int);
#endif
  pid_t (*fork) (void);
  pid_t (*waitpid) (pid_t, int *, int);
  int (*execv) (const char *, char *const *);
  int (*execvp) (const char *, char *const *);
  void (*exit_now) (int);
  void *(*malloc) (size_t);
  void *(*calloc) (size_t, size_t);
  void *(*realloc) (void *, size_t);
  void (*free) (void *);
#ifdef HAVE_MALLOPT
  int (*mallopt) (int, int);
#endif
#ifdef HAVE_MALLINFO2
  struct mallinfo2 (*mallinfo2) (void);
#endif
};

extern struct real real;

/* Finds them, if that was not done yet.  False meanwhile: dlsym may ask for memory.  */
bool real_ready (void);

/* Memory for dlsym, never given back.  */
void *real_early_memory (size_t size);
bool real_is_early_memory (const void *block);

#endif
