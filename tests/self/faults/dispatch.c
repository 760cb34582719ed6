/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions that stand before the system's: each hands the call to the fault's hook or to the
   real function, and keeps the table of live mappings up to date.  They decide nothing.  */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
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

/* The fault's function, else the system's.  */
#define CHOSEN(function)                                                                           \
  (real_ready () && fault->function != NULL ? fault->function : real.function)

/* ---- Mapping ---- */

static bool
is_meant (size_t length)
{
  return fault->of_excess || !length_exceeds_memory (length);
}

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
  memory = fault->applies != NULL && is_meant (call->length) && fault->applies (call)
             ? map_faulty (call)
             : call_real (call);
  if (memory != MAP_FAILED && (device || call_has_flag (call)))
    live_add (memory, call->length, call->protection, (call->flags & MAP_SHARED) != 0,
              call->fd);
  return memory;
}

void *
STANDS_FOR (mmap) (void *hint, size_t length, int protection, int flags, int fd, off_t offset)
{
  struct map_call call = { hint, length, protection, flags, fd, offset };

  return map (&call);
}

#ifdef __GLIBC__
void *
STANDS_FOR (mmap64) (void *hint, size_t length, int protection, int flags, int fd, off64_t offset)
{
  struct map_call call = { hint, length, protection, flags, fd, offset };

  return map (&call);
}
#endif

int
STANDS_FOR (munmap) (void *address, size_t length)
{
  int result;

  result = CHOSEN (munmap) (address, length);
  if (result == 0)
    live_remove (address, length);
  return result;
}

int
STANDS_FOR (mprotect) (void *address, size_t length, int protection)
{
  int result;

  real_ready ();
  result = fault->mprotect != NULL && is_meant (length)
             ? fault->mprotect (address, length, protection)
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
STANDS_FOR (mremap) (void *memory, size_t old_length, size_t new_length, int flags, ...)
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
STANDS_FOR (madvise) (void *address, size_t length, int advice)
{
  return CHOSEN (madvise) (address, length, advice);
}
#endif

#ifdef HAVE_POSIX_MADVISE
int
STANDS_FOR (posix_madvise) (void *address, size_t length, int advice)
{
  return CHOSEN (posix_madvise) (address, length, advice);
}
#endif

#ifdef HAVE_MINHERIT
int
STANDS_FOR (minherit) (void *address, size_t length, int mode)
{
  return CHOSEN (minherit) (address, length, mode);
}
#endif

#ifdef HAVE_MSYNC
int
STANDS_FOR (msync) (void *address, size_t length, int flags)
{
  return CHOSEN (msync) (address, length, flags);
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
STANDS_FOR (mincore) (void *address, size_t length, residence *vector)
{
  unsigned char *pages = (unsigned char *) vector;

  return CHOSEN (mincore) (address, length, pages);
}
#endif

#ifdef HAVE_MLOCK
int
STANDS_FOR (mlock) (const void *address, size_t length)
{
  return CHOSEN (mlock) (address, length);
}

int
STANDS_FOR (munlock) (const void *address, size_t length)
{
  return CHOSEN (munlock) (address, length);
}
#endif

#ifdef HAVE_MLOCKALL
int
STANDS_FOR (mlockall) (int flags)
{
  return CHOSEN (mlockall) (flags);
}
#endif

#ifdef HAVE_SHMGET
void *
STANDS_FOR (shmat) (int segment, const void *address, int flags)
{
  return CHOSEN (shmat) (segment, address, flags);
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
STANDS_FOR (setrlimit) (__rlimit_resource_t resource, const struct rlimit *limits)
{
  const struct rlimit64 wide = { limits->rlim_cur, limits->rlim_max };

  return limit ((int) resource, sizeof *limits == sizeof wide ? (const void *) limits : &wide);
}

int
STANDS_FOR (setrlimit64) (__rlimit_resource_t resource, const struct rlimit64 *limits)
{
  return limit ((int) resource, limits);
}
# else
int
STANDS_FOR (setrlimit) (int resource, const struct rlimit *limits)
{
  return limit (resource, limits);
}
# endif
#endif

/* ---- Files and descriptors ---- */

static bool
takes_mode (int flags)
{
#ifdef O_TMPFILE
  if ((flags & O_TMPFILE) == O_TMPFILE)
    return true;
#endif
  return (flags & O_CREAT) != 0;
}

static int
open_if_allowed (const char *path, int flags, mode_t mode)
{
  int refusal;

  real_ready ();
  refusal = fault->open != NULL ? fault->open (path) : 0;
  if (refusal == 0)
    return real.open (path, flags, mode);
  fault_acted ();
  errno = refusal;
  return -1;
}

/* A short mode_t is passed as an int.  */
int
STANDS_FOR (open) (const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if (takes_mode (flags))
    mode = (mode_t) va_arg (arguments, int);
  va_end (arguments);
  return open_if_allowed (path, flags, mode);
}

#ifdef __GLIBC__
int
STANDS_FOR (open64) (const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if (takes_mode (flags))
    mode = (mode_t) va_arg (arguments, int);
  va_end (arguments);
  return open_if_allowed (path, flags, mode);
}

/* What they become, without a mode, in a program built with _FORTIFY_SOURCE.  */
int STANDS_FOR (__open_2) (const char *path, int flags);
int STANDS_FOR (__open64_2) (const char *path, int flags);

int
STANDS_FOR (__open_2) (const char *path, int flags)
{
  return open_if_allowed (path, flags, 0);
}

int
STANDS_FOR (__open64_2) (const char *path, int flags)
{
  return open_if_allowed (path, flags, 0);
}
#endif

int
STANDS_FOR (close) (int fd)
{
  int result;

  result = CHOSEN (close) (fd);
  live_fd_closed (fd);
  return result;
}

ssize_t
STANDS_FOR (read) (int fd, void *buffer, size_t size)
{
  return CHOSEN (read) (fd, buffer, size);
}

ssize_t
STANDS_FOR (write) (int fd, const void *buffer, size_t size)
{
  return CHOSEN (write) (fd, buffer, size);
}

static file_offset
seek (int fd, file_offset offset, int whence)
{
  return CHOSEN (lseek) (fd, offset, whence);
}

off_t
STANDS_FOR (lseek) (int fd, off_t offset, int whence)
{
  return (off_t) seek (fd, offset, whence);
}

#ifdef __GLIBC__
off64_t
STANDS_FOR (lseek64) (int fd, off64_t offset, int whence)
{
  return seek (fd, offset, whence);
}

/* What read becomes in a program built with _FORTIFY_SOURCE.  */
ssize_t STANDS_FOR (__read_chk) (int fd, void *buffer, size_t size, size_t room);

ssize_t
STANDS_FOR (__read_chk) (int fd, void *buffer, size_t size, size_t room)
{
  if (size > room)
    abort ();
  return read (fd, buffer, size);
}
#endif

/* ---- Processes ---- */

pid_t
STANDS_FOR (fork) (void)
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
STANDS_FOR (waitpid) (pid_t child, int *status, int options)
{
  pid_t result;

  real_ready ();
  result = real.waitpid (child, status, options);
  if (result > 0 && fault->after_wait != NULL)
    fault->after_wait ();
  return result;
}

int
STANDS_FOR (execv) (const char *path, char *const *arguments)
{
  real_ready ();
  if (fault->before_exec != NULL)
    fault->before_exec ();
  return real.execv (path, arguments);
}

/* By which an emulator is started.  */
int
STANDS_FOR (execvp) (const char *file, char *const *arguments)
{
  real_ready ();
  if (fault->before_exec != NULL)
    fault->before_exec ();
  return real.execvp (file, arguments);
}

void
STANDS_FOR (_exit) (int status)
{
  real_ready ();
  if (fault->before_exit != NULL)
    fault->before_exit ();
  real.exit_now (status);
  abort ();
}

/* ---- Allocation: called before this library is initialised, and by dlsym ---- */

void *
STANDS_FOR (malloc) (size_t size)
{
  if (!real_ready ())
    return real_early_memory (size);
  return fault->malloc != NULL ? fault->malloc (size) : real.malloc (size);
}

void *
STANDS_FOR (calloc) (size_t count, size_t size)
{
  if (!real_ready ())
    return real_early_memory (count * size);
  return fault->calloc != NULL ? fault->calloc (count, size) : real.calloc (count, size);
}

/* dlsym, which alone gets early memory, does not call this.  */
void *
STANDS_FOR (realloc) (void *block, size_t size)
{
  return CHOSEN (realloc) (block, size);
}

void
STANDS_FOR (free) (void *block)
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
STANDS_FOR (mallopt) (int parameter, int value)
{
  return CHOSEN (mallopt) (parameter, value);
}
#endif

#ifdef HAVE_MALLINFO2
struct mallinfo2
STANDS_FOR (mallinfo2) (void)
{
  struct mallinfo2 info;

  real_ready ();
  info = real.mallinfo2 ();
  if (fault->mallinfo2 != NULL)
    fault->mallinfo2 (&info);
  return info;
}
#endif
