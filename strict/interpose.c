/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library that is preloaded: functions that stand before the system's, hold each call against
   the orders, and let it through, change it or refuse it.  They may be called before main, inside
   malloc and by any thread.  */
#define _GNU_SOURCE 1

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "log.h"
#include "unnoticed.h"

#define PUBLIC __attribute__ ((__visibility__ ("default")))
#define SITE __builtin_return_address (0)

/* glibc has two sets of functions where files can be large; its wide one serves both.  */
#ifdef __GLIBC__
typedef off64_t file_offset;
# define REAL_MMAP "mmap64"
#else
typedef off_t file_offset;
# define REAL_MMAP "mmap"
#endif

static struct
{
  void *(*mmap) (void *, size_t, int, int, int, file_offset);
  int (*munmap) (void *, size_t);
  int (*mprotect) (void *, size_t, int);
  int (*madvise) (void *, size_t, int);
  int (*posix_madvise) (void *, size_t, int);
  void *(*mremap) (void *, size_t, size_t, int, ...);
} real;

static void
find (const char *name, void *slot)
{
  void *symbol = dlsym (RTLD_NEXT, name);

  memcpy (slot, &symbol, sizeof symbol);
}

/* The dynamic linker has locks: they are taken as early as possible and once.  */
static void
find_real (void)
{
  if (real.mremap != NULL)
    return;
  find (REAL_MMAP, &real.mmap);
  find ("munmap", &real.munmap);
  find ("mprotect", &real.mprotect);
  find ("madvise", &real.madvise);
  find ("posix_madvise", &real.posix_madvise);
  find ("mremap", &real.mremap);
}

__attribute__ ((__constructor__)) static void
begin (void)
{
  find_real ();
  if (orders ()->given && orders ()->launcher == (long) getppid ())
    log_plain (MESSAGE_LOADED, NULL);
}

/* ---- What has to be known of a call ---- */

static bool
is_zero_device (const struct stat *status)
{
  struct stat device;

  return S_ISCHR (status->st_mode) && stat ("/dev/zero", &device) == 0
         && device.st_rdev == status->st_rdev;
}

static void
inspect_descriptor (struct call *call)
{
  struct stat status;
  int mode;

  if (call->fd < 0)
    return;
  if (!call_has_flag (call)
      && (fstat (call->fd, &status) != 0 || !is_zero_device (&status)))
    return;
  mode = fcntl (call->fd, F_GETFL);
  call->fd_open = mode != -1;
  call->fd_mode = mode & O_ACCMODE;
  call->device = !call_has_flag (call);
}

/* An asynchronous msync does nothing but say whether all pages are there.  The library's function
   is a cancellation point.  */
static bool
is_mapped (const struct call *call, size_t length)
{
  return syscall (SYS_msync, call->address, length, MS_ASYNC) == 0 || errno != ENOMEM;
}

/* Asked only where it makes a difference.  */
static bool
asks_for_holes (enum function function)
{
  static const char *const ids[FUNCTION_COUNT] = {
    [FUNCTION_MUNMAP] = "unmap.twice",
    [FUNCTION_MPROTECT] = "protect.unmapped",
  };
  static int cell[FUNCTION_COUNT];

  if (ids[function] == NULL)
    return false;
  for (int i = 0; cell[function] == 0 && i < CLASSES; i++)
    if (strcmp (call_classes[i].id, ids[function]) == 0)
      cell[function] = i * VARIANTS;
  return orders ()->cell[cell[function]].action > (function == FUNCTION_MUNMAP ? ACTION_ACCEPT
                                                                              : ACTION_NONE);
}

static void
inspect_range (struct call *call)
{
  if (call->length == 0 || call->address % call->page != 0 || !asks_for_holes (call->function))
    return;
  call->hole = !is_mapped (call, call->length);
  call->nothing = call->hole && !is_mapped (call, 1);
}

static size_t
page_size (void)
{
  static size_t page;

  if (page == 0)
    page = (size_t) sysconf (_SC_PAGESIZE);
  return page;
}

static void
inspect (struct call *call)
{
  call->page = page_size ();
  if (call->function == FUNCTION_MMAP)
    inspect_descriptor (call);
  else
    inspect_range (call);
}

/* ---- Judging and making it ---- */

/* A result as the system gives it: -1, which is MAP_FAILED too, with errno.  */
static intptr_t
fail (int error)
{
  errno = error;
  return -1;
}

static intptr_t
make_mapping (const struct call *call)
{
  char *memory = real.mmap ((void *) call->address, call->length, call->protection, call->flags,
                            call->fd, (file_offset) call->offset);

  if (memory != MAP_FAILED && call->release)
    real.munmap (memory, call->length);
  return memory == MAP_FAILED ? -1 : (intptr_t) (memory + call->lead);
}

static int
protect_around_holes (const struct call *call)
{
  for (size_t i = 0; i < call->length; i += call->page)
    if (real.mprotect ((char *) call->address + i, 1, call->protection) != 0 && errno != ENOMEM)
      return -1;
  return 0;
}

/* It returns its errno.  */
static intptr_t
advise_as_posix (const struct call *call)
{
  int error = real.posix_madvise ((void *) call->address, call->length, call->advice);

  return error != 0 ? fail (error) : 0;
}

static intptr_t
make_range (const struct call *call)
{
  void *address = (void *) call->address;

  switch (call->function)
    {
    case FUNCTION_MUNMAP:
      return real.munmap (address, call->length);
    case FUNCTION_MPROTECT:
      return call->around_holes ? protect_around_holes (call)
                                : real.mprotect (address, call->length, call->protection);
    case FUNCTION_MADVISE:
      return real.madvise (address, call->length, call->advice);
    case FUNCTION_POSIX_MADVISE:
      return advise_as_posix (call);
    default:
      return (intptr_t) real.mremap (address, call->length, call->new_length, call->flags,
                                     (void *) call->new_address);
    }
}

static intptr_t
make (const struct call *call)
{
  if (call->function == FUNCTION_MMAP)
    return make_mapping (call);
  return call->release ? 0 : make_range (call);
}

/* What the orders say of a call.  */
struct judgement
{
  struct call changed;          /* to what works here where it works there */
  int refusal;                  /* the first errno, 0 if it is not refused */
  int failure;                  /* the errno that it has if it fails, 0 for any */
  signed char variant[CLASSES]; /* -1: there is no order for it */
};

static struct order
order_of (int class, int variant)
{
  static const struct order none = { ACTION_NONE, 0 };

  return variant < 0 ? none : orders ()->cell[class * VARIANTS + variant];
}

static void
obey (struct judgement *judgement, const struct call_class *class, struct order order)
{
  if (order.action == ACTION_REFUSE && judgement->refusal == 0)
    judgement->refusal = order.error;
  if (order.action == ACTION_MAYBE && judgement->failure == 0)
    judgement->failure = order.error;
  if ((order.action == ACTION_ACCEPT || order.action == ACTION_DIFFERENT) && class->accept != NULL)
    class->accept (&judgement->changed, order.action == ACTION_DIFFERENT);
}

/* False if there is no order for this call.  */
static bool
judge (const struct call *call, struct judgement *judgement)
{
  bool any = false;

  judgement->changed = *call;
  judgement->refusal = 0;
  judgement->failure = 0;
  for (int i = 0; i < CLASSES; i++)
    {
      int variant = class_variant (&call_classes[i], call);
      struct order order = order_of (i, variant);

      judgement->variant[i] = (signed char) (order.action == ACTION_NONE ? -1 : variant);
      any |= order.action != ACTION_NONE;
      obey (judgement, &call_classes[i], order);
    }
  return any;
}

/* What works there is worth a word only if it is of a kind that does not work here.  */
static void
report (const struct call *call, const struct judgement *judgement, int result, bool imposed,
        const void *site)
{
  for (int i = 0; i < CLASSES; i++)
    {
      enum action action = order_of (i, judgement->variant[i]).action;

      if (action == ACTION_NONE
          || (action == ACTION_ACCEPT
              && (result == 0 || orders ()->enforce || call_classes[i].accept == NULL)))
        continue;
      log_call (call, i, judgement->variant[i], result, imposed, site);
    }
}

/* The call as it is there.  */
static intptr_t
make_as_there (const struct judgement *judgement)
{
  intptr_t result;

  if (judgement->refusal != 0)
    return fail (judgement->refusal);
  result = make (&judgement->changed);
  if (result == -1 && judgement->failure != 0)
    errno = judgement->failure;
  return result;
}

static intptr_t
handle (struct call *call, const void *site)
{
  struct judgement judgement;
  bool enforce = orders ()->enforce;
  int error = errno;
  intptr_t result;

  find_real ();
  if (!orders ()->given)
    return make (call);
  inspect (call);
  errno = error;
  if (!judge (call, &judgement))
    result = make (call);
  else
    {
      result = enforce ? make_as_there (&judgement) : make (call);
      report (call, &judgement, result == -1 ? errno : 0, enforce && judgement.refusal != 0, site);
    }
  if (result == -1 && call->function == FUNCTION_MMAP)
    unnoticed_watch (site);
  return result;
}

/* ---- The functions ---- */

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
