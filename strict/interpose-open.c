/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions that open files, as far as these are /dev/zero.  */
#define _GNU_SOURCE 1

#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include "handle.h"
#include "interpose.h"

static int
open_file (int directory, const char *path, int flags, mode_t mode, const void *site)
{
  struct call call;

  memset (&call, 0, sizeof call);
  call.function = FUNCTION_OPEN;
  call.fd = directory;
  call.path = path;
  call.flags = flags;
  call.mode = mode;
  return (int) handle (&call, site);
}

/* The argument that is there if a file may be made.  A short mode_t is passed as an int.  */
static mode_t
mode_in (int flags, va_list arguments)
{
  bool made = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;

  return made ? (mode_t) va_arg (arguments, int) : 0;
}

/* Sets MODE, in a function whose last named argument is FLAGS.  */
#define TAKE_MODE(mode, flags)                                                                     \
  do                                                                                               \
    {                                                                                              \
      va_list arguments;                                                                           \
                                                                                                   \
      va_start (arguments, flags);                                                                 \
      (mode) = mode_in (flags, arguments);                                                         \
      va_end (arguments);                                                                          \
    }                                                                                              \
  while (0)

/* Defines open and openat under these names, with flags that are added.  */
#define DEFINE_OPENING(open_name, openat_name, creat_name, added)                                  \
  PUBLIC int open_name (const char *path, int flags, ...)                                          \
  {                                                                                                \
    mode_t mode;                                                                                   \
                                                                                                   \
    TAKE_MODE (mode, flags);                                                                       \
    return open_file (AT_FDCWD, path, flags | (added), mode, SITE);                                \
  }                                                                                                \
                                                                                                   \
  PUBLIC int openat_name (int directory, const char *path, int flags, ...)                         \
  {                                                                                                \
    mode_t mode;                                                                                   \
                                                                                                   \
    TAKE_MODE (mode, flags);                                                                       \
    return open_file (directory, path, flags | (added), mode, SITE);                               \
  }                                                                                                \
                                                                                                   \
  PUBLIC int creat_name (const char *path, mode_t mode)                                            \
  {                                                                                                \
    return open_file (AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | (added), mode, SITE);         \
  }

DEFINE_OPENING (open, openat, creat, 0)

#ifdef __GLIBC__
DEFINE_OPENING (open64, openat64, creat64, O_LARGEFILE)

/* What they become, without a mode, in programs built with _FORTIFY_SOURCE.  */
# define DEFINE_CHECKED(open_name, openat_name, added)                                             \
  int open_name (const char *path, int flags);                                                     \
  int openat_name (int directory, const char *path, int flags);                                    \
                                                                                                   \
  PUBLIC int open_name (const char *path, int flags)                                               \
  {                                                                                                \
    return open_file (AT_FDCWD, path, flags | (added), 0, SITE);                                   \
  }                                                                                                \
                                                                                                   \
  PUBLIC int openat_name (int directory, const char *path, int flags)                              \
  {                                                                                                \
    return open_file (directory, path, flags | (added), 0, SITE);                                  \
  }

DEFINE_CHECKED (__open_2, __openat_2, 0)
DEFINE_CHECKED (__open64_2, __openat64_2, O_LARGEFILE)
#endif
