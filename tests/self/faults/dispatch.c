/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions that stand before the system's: each hands the call to the fault's hook or to the
   real function, and keeps the table of live mappings up to date.  They decide nothing.  */
#include "fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "live.h"

#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>
#endif
#ifdef HAVE_SHMGET
# include <sys/shm.h>
#endif

/* ---- Mapping ---- */

static void *
map_faulty (const struct map_call *call)
{
  void *memory;

  if (fault->refuse != 0)
    {
      fault_acted ();
      errno = fault->refuse;
      return MAP_FAILED;
    }
  memory = fault->instead != NULL ? fault->instead (call) : call_real (call);
  if (fault->instead != NULL || memory != MAP_FAILED)
    fault_acted ();
  if (fault->after != NULL && memory != MAP_FAILED)
    fault->after (call, memory);
  return memory;
}

static void *
map (const struct map_call *call)
{
  bool device;
  void *memory;

  real_ready ();
  device = call_of_device (call);
  memory = fault->applies != NULL && fault->applies (call) ? map_faulty (call) : call_real (call);
  if (memory != MAP_FAILED && (device || call_has_flag (call)))
    live_add (memory, call->length, call->protection, (call->flags & MAP_SHARED) != 0,
              call->fd);
  return memory;
}

void *
mmap (void *hint, size_t length, int protection, int flags, int fd, off_t offset)
{
  struct map_call call = { hint, length, protection, flags, fd, offset };

  return map (&call);
}

#ifdef __GLIBC__
void *
mmap64 (void *hint, size_t length, int protection, int flags, int fd, off64_t offset)
{
  struct map_call call = { hint, length, protection, flags, fd, offset };

  return map (&call);
}
#endif

int
munmap (void *address, size_t length)
{
  int result;

  real_ready ();
  result = fault->munmap != NULL ? fault->munmap (address, length) : real.munmap (address, length);
  if (result == 0)
    live_remove (address, length);
  return result;
}

int
mprotect (void *address, size_t length, int protection)
{
  int result;

  real_ready ();
  result = fault->mprotect != NULL ? fault->mprotect (address, length, protection)
                                   : real.mprotect (address, length, protection);
  if (result == 0)
    live_protect (address, length, protection);
  return result;
}

#ifdef HAVE_MREMAP
/* As the C library has it.  */
static bool
has_target (int flags)
{
# ifdef MREMAP_DONTUNMAP
  if ((flags & MREMAP_DONTUNMAP) != 0)
    return true;
# endif
  return (flags & MREMAP_FIXED) != 0;
}

/* The table follows the mapping; what stays at the old address is known of no more.  */
static void
follow (const struct remap_call *call, void *result)
{
  const struct live *found = live_find (call->memory);
  struct live mapping;

  if (found == NULL)
    return;
  mapping = *found;
  live_remove (call->memory, call->old_length);
  live_add (result, call->new_length, mapping.protection, mapping.shared, mapping.fd);
}

void *
mremap (void *memory, size_t old_length, size_t new_length, int flags, ...)
{
  struct remap_call call = { memory, old_length, new_length, flags, NULL };
  void *result;
  va_list arguments;

  va_start (arguments, flags);
  if (has_target (flags))
    call.target = va_arg (arguments, void *);
  va_end (arguments);
  real_ready ();
  result = fault->mremap != NULL ? fault->mremap (&call) : remap_real (&call);
  if (result != MAP_FAILED)
    follow (&call, result);
  return result;
}
#endif

#ifdef HAVE_MADVISE
int
madvise (void *address, size_t length, int advice)
{
  real_ready ();
  return fault->madvise != NULL ? fault->madvise (address, length, advice)
                                : real.madvise (address, length, advice);
}
#endif

#ifdef HAVE_POSIX_MADVISE
int
posix_madvise (void *address, size_t length, int advice)
{
  real_ready ();
  return fault->posix_madvise != NULL ? fault->posix_madvise (address, length, advice)
                                      : real.posix_madvise (address, length, advice);
}
#endif

#ifdef HAVE_MINHERIT
int
minherit (void *address, size_t length, int mode)
{
  real_ready ();
  return fault->minherit != NULL ? fault->minherit (address, length, mode)
                                 : real.minherit (address, length, mode);
}
#endif

#ifdef HAVE_MSYNC
int
msync (void *address, size_t length, int flags)
{
  real_ready ();
  return fault->msync != NULL ? fault->msync (address, length, flags)
                              : real.msync (address, length, flags);
}
#endif

#ifdef HAVE_MINCORE
/* The type of the vector's elements is char on some systems.  */
# ifdef __linux__
typedef unsigned char residence;
# else
typedef char residence;
# endif

int
mincore (void *address, size_t length, residence *vector)
{
  unsigned char *pages = (unsigned char *) vector;

  real_ready ();
  return fault->mincore != NULL ? fault->mincore (address, length, pages)
                                : real.mincore (address, length, pages);
}
#endif

#ifdef HAVE_MLOCK
int
mlock (const void *address, size_t length)
{
  real_ready ();
  return fault->mlock != NULL ? fault->mlock (address, length) : real.mlock (address, length);
}

int
munlock (const void *address, size_t length)
{
  real_ready ();
  return fault->munlock != NULL ? fault->munlock (address, length)
                                : real.munlock (address, length);
}
#endif

#ifdef HAVE_MLOCKALL
int
mlockall (int flags)
{
  real_ready ();
  return fault->mlockall != NULL ? fault->mlockall (flags) : real.mlockall (flags);
}
#endif

#ifdef HAVE_SHMGET
void *
shmat (int segment, const void *address, int flags)
{
  real_ready ();
  return fault->shmat != NULL ? fault->shmat (segment, address, flags)
                              : real.shmat (segment, address, flags);
}
#endif

/* ---- Limits ---- */

#ifdef HAVE_SETRLIMIT
static int
limit (int resource, const void *limits)
{
  real_ready ();
  if (fault->setrlimit != NULL && !fault->setrlimit (resource))
    return 0;
  return real.setrlimit (resource, limits);
}

/* The C library's headers have a type of their own for the resource, and a wide function, which
   serves both where a limit is as wide as a pointer.  */
# ifdef __GLIBC__
int
setrlimit (__rlimit_resource_t resource, const struct rlimit *limits)
{
  const struct rlimit64 wide = { limits->rlim_cur, limits->rlim_max };

  return limit ((int) resource, sizeof *limits == sizeof wide ? (const void *) limits : &wide);
}

int
setrlimit64 (__rlimit_resource_t resource, const struct rlimit64 *limits)
{
  return limit ((int) resource, limits);
}
# else
int
setrlimit (int resource, const struct rlimit *limits)
{
  return limit (resource, limits);
}
# endif
#endif

/* ---- Descriptors ---- */

int
close (int fd)
{
  int result;

  real_ready ();
  result = fault->close != NULL ? fault->close (fd) : real.close (fd);
  live_fd_closed (fd);
  return result;
}

ssize_t
read (int fd, void *buffer, size_t size)
{
  real_ready ();
  return fault->read != NULL ? fault->read (fd, buffer, size) : real.read (fd, buffer, size);
}

ssize_t
write (int fd, const void *buffer, size_t size)
{
  real_ready ();
  return fault->write != NULL ? fault->write (fd, buffer, size) : real.write (fd, buffer, size);
}

static file_offset
seek (int fd, file_offset offset, int whence)
{
  real_ready ();
  return fault->lseek != NULL ? fault->lseek (fd, offset, whence)
                              : real.lseek (fd, offset, whence);
}

off_t
lseek (int fd, off_t offset, int whence)
{
  return (off_t) seek (fd, offset, whence);
}

#ifdef __GLIBC__
off64_t
lseek64 (int fd, off64_t offset, int whence)
{
  return seek (fd, offset, whence);
}

/* What read becomes in a program built with _FORTIFY_SOURCE.  */
ssize_t __read_chk (int fd, void *buffer, size_t size, size_t room);

ssize_t
__read_chk (int fd, void *buffer, size_t size, size_t room)
{
  if (size > room)
    abort ();
  return read (fd, buffer, size);
}
#endif

/* ---- Processes ---- */

pid_t
fork (void)
{
  pid_t child;

  real_ready ();
  if (fault->before_fork != NULL)
    fault->before_fork ();
  child = real.fork ();
  if (child == 0 && fault->in_child != NULL)
    fault->in_child ();
  return child;
}

pid_t
waitpid (pid_t child, int *status, int options)
{
  pid_t result;

  real_ready ();
  result = real.waitpid (child, status, options);
  if (result > 0 && fault->after_wait != NULL)
    fault->after_wait ();
  return result;
}

int
execv (const char *path, char *const *arguments)
{
  real_ready ();
  if (fault->before_exec != NULL)
    fault->before_exec ();
  return real.execv (path, arguments);
}

void
_exit (int status)
{
  real_ready ();
  if (fault->before_exit != NULL)
    fault->before_exit ();
  real.exit_now (status);
  abort ();
}

/* ---- Allocation: called before this library is initialised, and by dlsym ---- */

void *
malloc (size_t size)
{
  if (!real_ready ())
    return real_early_memory (size);
  return fault->malloc != NULL ? fault->malloc (size) : real.malloc (size);
}

void *
calloc (size_t count, size_t size)
{
  if (!real_ready ())
    return real_early_memory (count * size);
  return fault->calloc != NULL ? fault->calloc (count, size) : real.calloc (count, size);
}

/* dlsym, which alone gets early memory, does not call this.  */
void *
realloc (void *block, size_t size)
{
  real_ready ();
  return fault->realloc != NULL ? fault->realloc (block, size) : real.realloc (block, size);
}

void
free (void *block)
{
  if (real_is_early_memory (block))
    return;
  real_ready ();
  if (fault->free != NULL)
    fault->free (block);
  else
    real.free (block);
}

#ifdef HAVE_MALLOPT
int
mallopt (int parameter, int value)
{
  real_ready ();
  return fault->mallopt != NULL ? fault->mallopt (parameter, value)
                                : real.mallopt (parameter, value);
}
#endif

#ifdef HAVE_MALLINFO2
struct mallinfo2
mallinfo2 (void)
{
  struct mallinfo2 info;

  real_ready ();
  info = real.mallinfo2 ();
  if (fault->mallinfo2 != NULL)
    fault->mallinfo2 (&info);
  return info;
}
#endif
