/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of /dev/zero itself.  */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "live.h"

static int
refuse_as_absent (const char *path)
{
  return strcmp (path, "/dev/zero") == 0 ? ENOENT : 0;
}

static int
refuse_as_unreadable (const char *path)
{
  return strcmp (path, "/dev/zero") == 0 ? EACCES : 0;
}

static ssize_t
read_nonzero (int fd, void *buffer, size_t size)
{
  ssize_t done = real.read (fd, buffer, size);

  if (done > 0 && fd_is_device (fd))
    {
      ((unsigned char *) buffer)[done - 1] = 1;
      fault_acted ();
    }
  return done;
}

static ssize_t
read_short (int fd, void *buffer, size_t size)
{
  if (size < 2 || !fd_is_device (fd))
    return real.read (fd, buffer, size);
  fault_acted ();
  return real.read (fd, buffer, size / 2);
}

static size_t
least (size_t a, size_t b)
{
  return a < b ? a : b;
}

static ssize_t
read_what_was_stored (int fd, void *buffer, size_t size)
{
  ssize_t done = real.read (fd, buffer, size);

  for (size_t i = 0; i < live_count && done > 0 && fd_is_device (fd); i++)
    if (live[i].fd == fd)
      {
        memcpy (buffer, live[i].start, least ((size_t) done, live[i].length));
        fault_acted ();
      }
  return done;
}

static ssize_t
refuse_write (int fd, const void *buffer, size_t size)
{
  ssize_t done = real.write (fd, buffer, size);

  if (done == -1 || !fd_is_device (fd))
    return done;
  fault_acted ();
  errno = ENOSPC;
  return -1;
}

static ssize_t
write_short (int fd, const void *buffer, size_t size)
{
  if (size < 2 || !fd_is_device (fd))
    return real.write (fd, buffer, size);
  fault_acted ();
  return real.write (fd, buffer, size / 2);
}

static ssize_t
write_anyway (int fd, const void *buffer, size_t size)
{
  ssize_t done = real.write (fd, buffer, size);

  if (done != -1 || errno != EBADF || !fd_is_device (fd))
    return done;
  fault_acted ();
  return (ssize_t) size;
}

static file_offset
refuse_seek (int fd, file_offset offset, int whence)
{
  if (!fd_is_device (fd))
    return real.lseek (fd, offset, whence);
  fault_acted ();
  errno = ESPIPE;
  return -1;
}

/* Only the copy of the device is zeros to the last byte, and goes to a file.  */
static ssize_t
write_nonzero (int fd, const void *buffer, size_t size)
{
  const unsigned char *bytes = buffer;
  struct stat status;
  ssize_t done = real.write (fd, buffer, size);

  if (done > 1 && bytes[0] == 0 && memcmp (bytes, bytes + 1, (size_t) done - 1) == 0
      && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && real.lseek (fd, -1, SEEK_CUR) >= 0)
    {
      real.write (fd, "z", 1);
      fault_acted ();
    }
  return done;
}

static int
access_mode (const struct map_call *call)
{
  return call_of_device (call) ? fcntl (call->fd, F_GETFL) & O_ACCMODE : -1;
}

static bool
is_read_only (const struct map_call *call)
{
  return access_mode (call) == O_RDONLY && (call->protection & PROT_WRITE) != 0;
}

static bool
is_read_only_shared (const struct map_call *call)
{
  return is_read_only (call) && call_is_shared (call);
}

static bool
is_read_only_private (const struct map_call *call)
{
  return is_read_only (call) && call_is_private (call);
}

static bool
is_write_only (const struct map_call *call)
{
  return access_mode (call) == O_WRONLY;
}

static bool
is_plain_of_device (const struct map_call *call)
{
  return access_mode (call) == O_RDWR && call_is_plain (call);
}

static bool
is_of_other_device (const struct map_call *call)
{
  struct stat status;

  return !call_has_flag (call) && call->fd >= 0 && !fd_is_device (call->fd)
         && fstat (call->fd, &status) == 0 && S_ISCHR (status.st_mode);
}

static void *
without_device (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags |= MAP_ANONYMOUS;
  changed.fd = -1;
  return call_real (&changed);
}

const struct fault device_faults[] = {
  { .name = "device-absent", .open = refuse_as_absent },
  { .name = "device-unreadable", .open = refuse_as_unreadable },
  { .name = "device-reads-nonzero", .read = read_nonzero },
  { .name = "device-reads-short", .read = read_short },
  { .name = "device-remembers", .read = read_what_was_stored },
  { .name = "device-refuses-writes", .write = refuse_write },
  { .name = "device-writes-short", .write = write_short },
  { .name = "device-read-only-written", .write = write_anyway },
  { .name = "device-seek-fails", .lseek = refuse_seek },
  { .name = "device-file-nonzero", .write = write_nonzero },
  { .name = "device-read-only-shared", .applies = is_read_only_shared, .instead = without_device },
  { .name = "device-read-only-private-refused", .applies = is_read_only_private,
    .refuse = EACCES },
  { .name = "device-write-only-accepted", .applies = is_write_only, .instead = without_device },
  { .name = "other-device-mapped", .applies = is_of_other_device, .instead = without_device },
  { .name = "device-map-refused", .applies = is_plain_of_device, .refuse = ENODEV },
  { .name = NULL },
};
