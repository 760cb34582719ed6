/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The device's descriptor and the mappings made from it: they outlive it, and each is an object of
   its own.  */
#include "harness/harness.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGES = 4 };

/* A mapping of the device by a descriptor that stays open.  */
static unsigned char *
map_device (const struct variant *variant, int fd)
{
  size_t length = PAGES * page_size ();
  unsigned char *memory
    = map_with (variant, NULL, length, PROT_READ | PROT_WRITE, 0, fd, 0);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  if (!touch_pages (memory, length))
    finish ();
  return memory;
}

BEHAVIOUR (close_keeps_mapping, EVERY_DEVICE,
  .id = "close.keeps-mapping",
  .title = "After the descriptor is closed, what was written is there and more can be written",
  .claims = "ZERO-6 ZERO-4",
  .faults = "fd-closed fd-kept close-unmaps close-clears",
  .why = "Closing right after mmap is what every example does; a system that ties the mapping to "
         "the descriptor breaks at the first write that follows.",
  .portable = "Close it right after mmap, on any system that maps the device at all.")
{
  size_t half = PAGES * page_size () / 2;
  int fd = variant_fd (variant);
  unsigned char *memory = map_device (variant, fd);

  fill_pattern (memory, half);
  if (close (fd) != 0)
    observe_errno (errno);
  observe_kept (memory, half);
  if (!touch_pages (memory, 2 * half))
    finish ();
  fill_pattern (memory + half, half);
  observe_kept (memory + half, half);
  observe_kept (memory, half);
  unmap (memory, 2 * half);
}

/* Whether what is written to one of two mappings of the device shows in the other.  */
static void
observe_independence (unsigned char *first, unsigned char *second)
{
  size_t length = PAGES * page_size ();

  fill_pattern (first, length);
  observe_zero (second, length);
  memset (second, 0xFF, length);
  observe_kept (first, length);
  unmap (first, length);
  unmap (second, length);
}

BEHAVIOUR (close_two_maps_of_one_descriptor, EVERY_DEVICE,
  .id = "close.two-maps-of-one-descriptor",
  .title = "Two mappings by one descriptor are two memories: what is written to one, the other "
           "lacks",
  .claims = "ZERO-8",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte maps-of-one-descriptor-shared "
            "fd-closed",
  .why = "With any other file two MAP_SHARED mappings are one memory; taking /dev/zero for a file "
         "joins the memories of modules that happen to share a descriptor.",
  .portable = "Share by one mapping made before fork, never by mapping the device twice.")
{
  int fd = variant_fd (variant);
  unsigned char *first = map_device (variant, fd);

  observe_independence (first, map_device (variant, fd));
  release_fd (fd);
}

BEHAVIOUR (close_two_descriptors, EVERY_DEVICE,
  .id = "close.two-descriptors",
  .title = "Two mappings by two descriptors of the device, both open, are two memories",
  .claims = "ZERO-8",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte maps-of-two-descriptors-shared",
  .why = "A system that keeps one object for the device joins all programs that map it shared: "
         "strangers then read each other's memory.",
  .portable = "Share by one mapping made before fork, never by mapping the device twice.")
{
  int fds[] = { variant_fd (variant), variant_fd (variant) };
  unsigned char *first = map_device (variant, fds[0]);

  observe_independence (first, map_device (variant, fds[1]));
  release_fd (fds[0]);
  release_fd (fds[1]);
}

BEHAVIOUR (close_store_not_read, EVERY_DEVICE,
  .id = "close.store-not-read",
  .title = "What is stored into a mapping of the device is not what read then returns",
  .claims = "ZERO-8 ZERO-1",
  .faults = "device-remembers fd-closed device-reads-nonzero",
  .why = "A device that remembered would leak from one user of it to all the others.",
  .portable = "Nothing to mind.")
{
  size_t length = PAGES * page_size ();
  int fd = variant_fd (variant);
  unsigned char *memory = map_device (variant, fd);

  fill_pattern (memory, length);
  msync (memory, length, MS_SYNC);
  observe_read (fd);
  release_fd (fd);
  unmap (memory, length);
}
