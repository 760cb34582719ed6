/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/memory-size.h"

size_t
fault_page (void)
{
  return (size_t) sysconf (_SC_PAGESIZE);
}

size_t
fault_round_up (size_t length)
{
  size_t page = fault_page ();

  return length + (page - length % page) % page;
}

bool
length_exceeds_memory (size_t length)
{
  return length > 0 && (length == more_than_memory () || length == quarter_of_memory ());
}

bool
fd_is_device (int fd)
{
  struct stat status;
  struct stat device;

  return fd >= 0 && fstat (fd, &status) == 0 && S_ISCHR (status.st_mode)
         && stat ("/dev/zero", &device) == 0 && status.st_rdev == device.st_rdev;
}

bool
call_has_flag (const struct map_call *call)
{
  return (call->flags & MAP_ANONYMOUS) != 0;
}

bool
call_of_device (const struct map_call *call)
{
  return !call_has_flag (call) && fd_is_device (call->fd);
}

bool
call_is_anonymous (const struct map_call *call)
{
  return call_has_flag (call) || fd_is_device (call->fd);
}

static int
sharing (const struct map_call *call)
{
  return call->flags & (MAP_SHARED | MAP_PRIVATE);
}

bool
call_is_shared (const struct map_call *call)
{
  return sharing (call) == MAP_SHARED && call_is_anonymous (call);
}

bool
call_is_private (const struct map_call *call)
{
  return sharing (call) == MAP_PRIVATE && call_is_anonymous (call);
}

bool
call_is_plain (const struct map_call *call)
{
  int flags = sharing (call) | (call->flags & MAP_ANONYMOUS);

  return (call_is_shared (call) || call_is_private (call)) && call->flags == flags
         && (call->protection & PROT_WRITE) != 0 && call->offset == 0
         && (call->fd == -1 || !call_has_flag (call));
}

#ifdef HAVE_MREMAP
void *
remap_real (const struct remap_call *call)
{
  return real.mremap (call->memory, call->old_length, call->new_length, call->flags,
                      call->target);
}
#endif

void *
call_real (const struct map_call *call)
{
  return real.mmap (call->hint, call->length, call->protection, call->flags, call->fd,
                    call->offset);
}
