/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library that is preloaded: functions of memory that stand before the system's.  They may be
   called before main, inside malloc and by any thread.  */
#define _GNU_SOURCE 1

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "handle.h"
#include "interpose.h"
#include "log.h"
#include "real.h"

__attribute__ ((__constructor__)) static void
begin (void)
{
  real_find ();
  if (orders ()->given && orders ()->launcher == (long) getppid ())
    log_plain (MESSAGE_LOADED, NULL);
}

static struct call
mapping (void *hint, size_t length, int protection, int flags, int fd, int64_t offset)
{
  struct call call;

  memset (&call, 0, sizeof call);
  call.function = FUNCTION_MMAP;
  call.address = (uintptr_t) hint;
  call.length = length;
  call.protection = protection;
  call.flags = flags;
  call.fd = fd;
  call.offset = offset;
  return call;
}

static struct call
range (enum function function, void *address, size_t length, int protection)
{
  struct call call = mapping (address, length, protection, 0, -1, 0);

  call.function = function;
  return call;
}

PUBLIC void *
mmap (void *hint, size_t length, int protection, int flags, int fd, off_t offset)
{
  struct call call = mapping (hint, length, protection, flags, fd, offset);

  return (void *) handle (&call, SITE);
}

#ifdef __GLIBC__
PUBLIC void *
mmap64 (void *hint, size_t length, int protection, int flags, int fd, off64_t offset)
{
  struct call call = mapping (hint, length, protection, flags, fd, offset);

  return (void *) handle (&call, SITE);
}
#endif

PUBLIC int
munmap (void *address, size_t length)
{
  struct call call = range (FUNCTION_MUNMAP, address, length, 0);

  return (int) handle (&call, SITE);
}

PUBLIC int
mprotect (void *address, size_t length, int protection)
{
  struct call call = range (FUNCTION_MPROTECT, address, length, protection);

  return (int) handle (&call, SITE);
}

PUBLIC int
madvise (void *address, size_t length, int advice)
{
  struct call call = range (FUNCTION_MADVISE, address, length, 0);

  call.advice = advice;
  return (int) handle (&call, SITE);
}

PUBLIC int
posix_madvise (void *address, size_t length, int advice)
{
  struct call call = range (FUNCTION_POSIX_MADVISE, address, length, 0);
  int before = errno;
  int error = 0;

  call.advice = advice;
  if (handle (&call, SITE) != 0)
    error = errno;
  errno = before;
  return error;
}

/* The last argument is there where a flag says so.  */
PUBLIC void *
mremap (void *address, size_t length, size_t new_length, int flags, ...)
{
  struct call call = range (FUNCTION_MREMAP, address, length, 0);
  int with_address = MREMAP_FIXED;
  va_list arguments;

#ifdef MREMAP_DONTUNMAP
  with_address |= MREMAP_DONTUNMAP;
#endif
  call.new_length = new_length;
  call.flags = flags;
  if ((flags & with_address) != 0)
    {
      va_start (arguments, flags);
      call.new_address = (uintptr_t) va_arg (arguments, void *);
      va_end (arguments);
    }
  return (void *) handle (&call, SITE);
}
