/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zero-fill: every byte of a new mapping reads 0, however the memory came about and whoever touches
   it first.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>

enum { PAGES = 16, MANY_PAGES = 64, ROUNDS = 8 };

BEHAVIOUR (zero_every_byte, EVERY_MAPPING,
  .id = "zero.every-byte",
  .title = "Every byte of a new page reads 0 before anything is written",
  .claims = "ANON-2 ANON-3 ANON-6 ZERO-4",
  .shall = "zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: initialized to all bits zero",
  .faults = "dirty-first-byte dirty-last-byte",
  .why = "Programs skip their own clearing because of it, and what is not cleared is the data of "
         "others: phoenix-rtos/phoenix-rtos-project #1742; the same fault in apache/nuttx PR "
         "13406, genodelabs/genode #3854 and shadow/shadow #1167.",
  .portable = "Rely on it with MAP_ANONYMOUS; POSIX.1-2024 demands it.")
{
  unsigned char *memory = map_new (variant, page_size ());

  observe_zero (memory, page_size ());
  unmap (memory, page_size ());
}

BEHAVIOUR (zero_tail_of_last_page, EVERY_MAPPING,
  .id = "zero.tail-of-last-page",
  .title = "The last page reads 0 beyond the length that was asked for, too",
  .claims = "ANON-3",
  .shall = "zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: zero-fill any partial page at the end of an "
                  "object",
  .faults = "dirty-tail length-one-refused",
  .why = "A kernel that clears by the length and not by the page leaves the last user's bytes "
         "there.",
  .portable = "Ask for whole pages if the tail is used.")
{
  size_t size = page_size ();
  size_t length = size + size / 2 + 1;
  unsigned char *memory = map_new (variant, length);

  observe_zero (memory + length, 2 * size - length);
  munmap (memory, length);
}

BEHAVIOUR (zero_many_pages, EVERY_MAPPING,
  .id = "zero.many-pages",
  .title = "Every byte of many new pages reads 0",
  .claims = "ANON-2 ANON-3 ZERO-4",
  .shall = "zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: initialized to all bits zero",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte",
  .why = "One page may come from a pool that is kept clear; the sixty-fourth comes from where the "
         "memory of others was. A question asked again and again: RazrFalcon/memmap2-rs #168, "
         "php/php-src PR 1889.",
  .portable = "Rely on it with MAP_ANONYMOUS; POSIX.1-2024 demands it.")
{
  size_t length = MANY_PAGES * page_size ();
  unsigned char *memory = map_new (variant, length);

  observe_zero (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (zero_recycled, EVERY_MAPPING,
  .id = "zero.recycled",
  .title = "Memory that was written, unmapped and mapped again reads 0",
  .claims = "ANON-4 ANON-5",
  .shall = "zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: a new object, initialized to all bits zero",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte dirty-recycled",
  .why = "A cache of unmapped pages within a process saves time and is the last place anybody "
         "looks at; no other suite that was read for this one asks.",
  .portable = "Rely on it, and do not expect data to outlive munmap.")
{
  size_t length = PAGES * page_size ();

  for (int round = 0; round < ROUNDS; round++)
    {
      unsigned char *memory = map_new (variant, length);

      observe_zero (memory, length);
      if (!touch_pages (memory, length))
        finish ();
      fill_pattern (memory, length);
      unmap (memory, length);
    }
}

BEHAVIOUR (zero_fixed_over_dirty, EVERY_MAPPING,
  .id = "zero.fixed-over-dirty",
  .title = "MAP_FIXED over a page that was written gives a page of 0 and leaves the neighbours "
           "alone",
  .claims = "ANON-4 ANON-5",
  .shall = "zero, kept|EINVAL|ENOTSUP",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: any previous mappings of those pages are "
                  "removed; support of MAP_FIXED is implementation-defined",
  .faults = "dirty-fixed map-unaligned fixed-hits-neighbours fixed-ignored",
  .why = "Garbage collectors and sandboxes give memory back this way, keep the addresses and count "
         "on zeros when they use them again.",
  .portable = "MAP_FIXED only over addresses that your own mapping reserved; HP-UX and WASI "
              "refuse it.")
{
  size_t size = page_size ();
  unsigned char *memory = map_new (variant, 3 * size);
  int fd = variant_fd (variant);
  void *middle;

  if (!touch_pages (memory, 3 * size))
    finish ();
  for (int page = 0; page < 3; page++)
    fill_pattern (memory + page * size, size);
  middle = map_with (variant, memory + size, size, PROT_READ | PROT_WRITE, MAP_FIXED, fd, 0);
  if (middle == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  if (middle != memory + size)
    observe ("moved");
  observe_zero (memory + size, size);
  observe_kept (memory, size);
  observe_kept (memory + 2 * size, size);
  unmap (memory, 3 * size);
}

BEHAVIOUR (zero_protected_then_readable, EVERY_MAPPING,
  .id = "zero.protected-then-readable",
  .title = "Memory mapped with PROT_NONE cannot be read, and reads 0 once mprotect allows it",
  .claims = "ANON-2",
  .needs = "mprotect MMU",
  .shall = "SIGSEGV, zero|SIGBUS, zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: no access where PROT_NONE alone has been set; "
                  "initialized to all bits zero",
  .faults = "dirty-protected protection-stays protection-ignored",
  .why = "Reserving address space and committing it in steps is how the large allocators work; the "
         "memory is made by another path of the kernel than mmap's own.",
  .portable = "Rely on it where mprotect exists; the signal is SIGSEGV on most systems, SIGBUS on "
              "macOS.")
{
  size_t length = PAGES * page_size ();
  int fd = variant_fd (variant);
  unsigned char *memory = map_with (variant, NULL, length, PROT_NONE, 0, fd, 0);
  int number;

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  number = signal_of_read (memory);
  if (number != 0)
    observe_signal (number, -1);
  if (mprotect (memory, length, PROT_READ | PROT_WRITE) != 0)
    {
      observe_errno (errno);
      finish ();
    }
  observe_zero (memory, length);
  touch_pages (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (zero_read_first_and_write_first, EVERY_MAPPING,
  .id = "zero.read-first-and-write-first",
  .title = "A page is 0 around the first byte written to it, whether it was read before or not",
  .claims = "ANON-3",
  .shall = "zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: initialized to all bits zero",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte pages-alias",
  .why = "A read brings in one shared page of zeros, a write a page of its own that somebody has "
         "to clear: two paths of the kernel, and a third where the write follows the read.",
  .portable = "Nothing to mind.")
{
  size_t size = page_size ();
  size_t middle = size / 2;
  unsigned char *memory = map_new (variant, PAGES * size);

  for (int i = 0; i < PAGES; i++)
    {
      unsigned char *page = memory + i * size;
      int number;

      if (i % 2 == 0)
        observe_zero (page, size);
      number = signal_of_write (page + middle);
      if (number != 0)
        {
          observe_signal (number, i);
          finish ();
        }
      if (page[middle] != 1)
        observe ("lost");
      observe_zero (page, middle);
      observe_zero (page + middle + 1, size - middle - 1);
    }
  unmap (memory, PAGES * size);
}

static int
child_finds_dirt (void *data)
{
  const volatile unsigned char *memory = data;

  for (size_t i = 0; i < PAGES * page_size (); i++)
    if (memory[i] != 0)
      return 1;
  return 0;
}

BEHAVIOUR (zero_first_touched_by_child, EVERY_MAPPING,
  .id = "zero.first-touched-by-child",
  .title = "Pages that nobody has touched before fork read 0 in the child, and in the parent "
           "after it",
  .claims = "ANON-2 ANON-3",
  .shall = "zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: initialized to all bits zero, and the mapping "
                  "type is retained across fork",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte dirty-in-child "
            "private-unmapped-in-child shared-unmapped-in-child fork-moves",
  .why = "The child's first touch makes the page in a process that never called mmap, and a fork "
         "that copies page by page finds nothing there to copy.",
  .portable = "Nothing to mind where there is fork.",
  .forks = 1)
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_new (variant, length);

  observe (in_child (child_finds_dirt, memory) == 0 ? "zero" : "stale");
  observe_zero (memory, length);
  unmap (memory, length);
}
