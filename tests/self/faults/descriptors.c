/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of what mmap does with its descriptor, and of closing it.  */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "live.h"

static bool
has_other_descriptor (const struct map_call *call)
{
  return call_has_flag (call) && call->fd != -1;
}

static bool
has_no_descriptor (const struct map_call *call)
{
  return call_has_flag (call) && call_is_plain (call);
}

static bool
has_file (const struct map_call *call)
{
  struct stat status;

  return call_has_flag (call) && fstat (call->fd, &status) == 0 && S_ISREG (status.st_mode);
}

static void *
map_file (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags &= ~MAP_ANONYMOUS;
  return call_real (&changed);
}

static void
change_file (const struct map_call *call, unsigned char *memory)
{
  (void) memory;
  if (pwrite (call->fd, "", 1, 0) != 1)
    abort ();
}

static void
use_descriptor (const struct map_call *call, unsigned char *memory)
{
  (void) call;
  (void) memory;
  dup (STDERR_FILENO);
}

static bool
has_descriptor (const struct map_call *call)
{
  return call_is_anonymous (call) && fcntl (call->fd, F_GETFD) != -1;
}

static void
close_descriptor (const struct map_call *call, unsigned char *memory)
{
  (void) memory;
  real.close (call->fd);
}

/* True of a mapping whose memory has been used: a test that closes the descriptor between mmap and
   the first use is another promise's.  */
static bool
is_used (const struct live *mapping)
{
  return page_is_used (mapping->start);
}

static int
keep_open (int fd)
{
  if (!live_has_fd (fd))
    return real.close (fd);
  fault_acted ();
  errno = EBUSY;
  return -1;
}

static int
unmap_with_descriptor (int fd)
{
  for (size_t i = 0; i < live_count; i++)
    if (fd != -1 && live[i].fd == fd && is_used (&live[i]))
      {
        real.munmap (live[i].start, live[i].length);
        fault_acted ();
      }
  return real.close (fd);
}

static int
clear_with_descriptor (int fd)
{
  for (size_t i = 0; i < live_count; i++)
    if (fd != -1 && live[i].fd == fd && is_used (&live[i]))
      {
        memset (live[i].start, 0, live[i].length);
        fault_acted ();
      }
  return real.close (fd);
}

const struct fault descriptor_faults[] = {
  { .name = "fd-refused", .applies = has_other_descriptor, .refuse = EINVAL },
  { .name = "fd-minus-one-refused", .applies = has_no_descriptor, .refuse = EBADF },
  { .name = "fd-contents-show", .applies = has_file, .instead = map_file },
  { .name = "fd-file-changed", .applies = has_file, .after = change_file },
  { .name = "fd-consumed", .applies = call_is_anonymous, .after = use_descriptor },
  { .name = "fd-closed", .applies = has_descriptor, .after = close_descriptor },
  { .name = "fd-kept", .close = keep_open },
  { .name = "close-unmaps", .close = unmap_with_descriptor },
  { .name = "close-clears", .close = clear_with_descriptor },
  { .name = NULL },
};
