/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /dev/zero as a device: read, write, lseek, and which modes of opening it can be mapped.  */
#include "harness/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGES = 4, LARGE_READ = 1 << 20, BLOCK = 1 << 16, BLOCKS = 10 };

static int
open_device (int mode)
{
  int fd = open ("/dev/zero", mode);

  if (fd == -1)
    {
      observe_errno (errno);
      finish ();
    }
  return fd;
}

/* Memory full of ones, so that what is not read is seen.  */
static unsigned char *
dirty_buffer (size_t length)
{
  unsigned char *buffer = malloc (length);

  if (buffer == NULL)
    cannot_find_out ("no memory");
  memset (buffer, 0xFF, length);
  return buffer;
}

/* What a read or a write of LENGTH bytes gave; returns the bytes done.  */
static size_t
observe_count (ssize_t count, size_t length)
{
  if (count == -1)
    {
      observe_errno (errno);
      return 0;
    }
  observe ((size_t) count == length ? "all" : "short");
  return (size_t) count;
}

BEHAVIOUR (device_read_zero, ONCE,
  .id = "device.read-zero",
  .title = "Reads of any size from /dev/zero return all that was asked for, and every byte is 0",
  .claims = "ZERO-1",
  .needs = "/dev/zero",
  .faults = "device-reads-nonzero device-reads-short",
  .why = "What dd and every script that makes an empty file rest on; a sandbox may put an ordinary "
         "file or /dev/null in its place.",
  .portable = "Rely on the zeros, and repeat the read if it returns less.")
{
  size_t size = page_size ();
  const size_t lengths[] = { 1, 7, 512, size - 1, size, size + 1 };
  unsigned char *buffer = dirty_buffer (4 * size + 520);
  int fd = open_device (O_RDONLY);
  size_t done = 0;

  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
    done += observe_count (read (fd, buffer + done, lengths[i]), lengths[i]);
  observe_zero (buffer, done);
  close (fd);
  free (buffer);
}

BEHAVIOUR (device_read_large, ONCE,
  .id = "device.read-large",
  .title = "One large read from /dev/zero returns all that was asked for, and every byte is 0",
  .claims = "ZERO-1",
  .needs = "/dev/zero",
  .faults = "device-reads-nonzero device-reads-short",
  .why = "\"Without limit\" say the textbooks; a driver works in pieces and may stop after one, "
         "and Linux stops at 2 GiB less a page.",
  .portable = "Repeat the read if it returns less.")
{
  unsigned char *buffer = dirty_buffer (LARGE_READ);
  int fd = open_device (O_RDONLY);

  observe_zero (buffer, observe_count (read (fd, buffer, LARGE_READ), LARGE_READ));
  close (fd);
  free (buffer);
}

BEHAVIOUR (device_write_discarded, ONCE,
  .id = "device.write-discarded",
  .title = "Writes of any size to /dev/zero take all, and reads still return 0",
  .claims = "ZERO-2",
  .needs = "/dev/zero",
  .faults = "device-reads-nonzero device-reads-short device-refuses-writes device-writes-short",
  .why = "Often used as a second /dev/null; a device that refuses, as /dev/full does, or that "
         "remembers breaks the scripts.",
  .portable = "Write to /dev/null, which POSIX has.")
{
  size_t size = page_size ();
  const size_t lengths[] = { 1, 512, size, size + 1, BLOCK };
  unsigned char *buffer = dirty_buffer (BLOCK + size + 1);
  int fd = open_device (O_RDWR);

  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
    observe_count (write (fd, buffer, lengths[i]), lengths[i]);
  observe_zero (buffer, observe_count (read (fd, buffer, size), size));
  close (fd);
  free (buffer);
}

BEHAVIOUR (device_write_on_read_only, ONCE,
  .id = "device.write-on-read-only",
  .title = "A write to /dev/zero that was opened for reading alone is refused with EBADF",
  .claims = "ZERO-2",
  .needs = "/dev/zero",
  .faults = "device-read-only-written",
  .why = "\"Writes always succeed\" say the textbooks; they do not.",
  .portable = "Open it with O_RDWR if it is to be written.")
{
  char byte = 1;
  int fd = open_device (O_RDONLY);

  observe_count (write (fd, &byte, 1), 1);
  close (fd);
}

/* A position other than 0 was asked for: did the device take it?  */
static void
observe_seek (int fd, off_t offset, int whence)
{
  off_t position = lseek (fd, offset, whence);

  if (position == -1)
    observe_errno (errno);
  else
    observe (position == 0 ? "ignored" : "success");
}

BEHAVIOUR (device_lseek, ONCE,
  .id = "device.lseek",
  .title = "lseek on /dev/zero succeeds and returns 0 wherever it is to go; reads return 0 as "
           "before",
  .claims = "ZERO-9",
  .needs = "/dev/zero",
  .faults = "device-reads-nonzero device-seek-fails",
  .why = "dd skip= and tail seek on what they read; a device that behaves as a pipe makes them "
         "fail.",
  .portable = "Do not seek on it: there is nothing to find.")
{
  off_t target = (off_t) page_size ();
  int fd = open_device (O_RDWR);

  observe_seek (fd, target, SEEK_SET);
  observe_seek (fd, target, SEEK_CUR);
  observe_seek (fd, target, SEEK_END);
  observe_read (fd);
  close (fd);
}

static void
observe_mode (const struct variant *variant, int mode)
{
  size_t length = PAGES * page_size ();
  int fd = open_device (mode);

  observe_mapping (map_with (variant, NULL, length, PROT_READ | PROT_WRITE, 0, fd, 0), length);
  close (fd);
}

BEHAVIOUR (device_mode_read_only, EVERY_SHARING,
  .id = "device.mode-read-only",
  .title = "/dev/zero opened for reading alone can be mapped writable if private, not if shared",
  .claims = "ANON-6 ZERO-7",
  .needs = "/dev/zero",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte map-unaligned "
            "device-read-only-shared device-read-only-private-refused",
  .why = "A read-only descriptor is the advice for systems without the flag, and it is enough for "
         "a private mapping alone: EACCES for a shared one.",
  .portable = "Open it with O_RDWR.")
{
  observe_mode (variant, O_RDONLY);
}

BEHAVIOUR (device_mode_write_only, EVERY_SHARING,
  .id = "device.mode-write-only",
  .title = "/dev/zero opened for writing alone cannot be mapped: EACCES",
  .claims = "ANON-6 ZERO-7",
  .needs = "/dev/zero",
  .faults = "device-write-only-accepted",
  .why = "With the flag no mode of opening stands in the way; here the two techniques are not "
         "alike.",
  .portable = "Open it with O_RDWR.")
{
  observe_mode (variant, O_WRONLY);
}

BEHAVIOUR (device_other_device, EVERY_SHARING,
  .id = "device.other-device",
  .title = "Another character device, /dev/null, cannot be mapped",
  .needs = "/dev/null",
  .faults = "other-device-mapped",
  .why = "What a system does for /dev/zero it does for this one device: a program that was given "
         "/dev/null by mistake should be told, not handed memory that forgets.",
  .portable = "Map no other device for memory.")
{
  size_t length = PAGES * page_size ();
  int fd = open ("/dev/null", O_RDWR);

  if (fd == -1)
    cannot_find_out ("/dev/null does not open");
  observe_mapping (map_with (variant, NULL, length, PROT_READ | PROT_WRITE, 0, fd, 0), length);
  close (fd);
}

BEHAVIOUR (device_copied_to_file, ONCE,
  .id = "device.copied-to-file",
  .title = "A file filled from /dev/zero block by block, as dd does, has that size and nothing "
           "but 0",
  .claims = "ZERO-3",
  .needs = "/dev/zero",
  .faults = "device-reads-nonzero device-reads-short device-file-nonzero",
  .why = "dd counts blocks and does not make up for a short read: the file would be too small.",
  .portable = "dd if=/dev/zero of=FILE bs=64k count=10, or ftruncate, which needs no device.")
{
  unsigned char *buffer = dirty_buffer (BLOCK);
  int source = open_device (O_RDONLY);
  int file = temporary_file ();
  ssize_t count;

  for (int i = 0; i < BLOCKS; i++)
    {
      size_t done = observe_count (read (source, buffer, BLOCK), BLOCK);

      if (write (file, buffer, done) != (ssize_t) done)
        cannot_find_out ("the temporary file cannot be written");
    }
  if (lseek (file, 0, SEEK_END) != (off_t) BLOCKS * BLOCK)
    observe ("short");
  lseek (file, 0, SEEK_SET);
  while ((count = read (file, buffer, BLOCK)) > 0)
    observe_zero (buffer, (size_t) count);
  close (file);
  close (source);
  free (buffer);
}
