/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE 1

#include "inspect.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "log.h"

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

/* True if a call of a class of openings has an order.  */
static bool
asks_for_device (void)
{
  for (int i = 0; i < CLASSES; i++)
    if (call_classes[i].function == FUNCTION_OPEN
        && orders ()->cell[i * VARIANTS].action != ACTION_NONE)
      return true;
  return false;
}

static void
inspect_path (struct call *call)
{
  static enum { UNKNOWN, NO, YES } asked;
  struct stat status;
  int follow = (call->flags & O_NOFOLLOW) != 0 ? AT_SYMLINK_NOFOLLOW : 0;

  if (asked == UNKNOWN)
    asked = asks_for_device () ? YES : NO;
  call->device = asked == YES && fstatat (call->fd, call->path, &status, follow) == 0
                 && is_zero_device (&status);
}

void
inspect (struct call *call)
{
  call->page = page_size ();
  if (call->function == FUNCTION_MMAP)
    inspect_descriptor (call);
  else if (call->function == FUNCTION_OPEN)
    inspect_path (call);
  else
    inspect_range (call);
}
