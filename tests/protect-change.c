/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mprotect: what it makes of a mapping later.  */
#include "harness/harness.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/mman.h>

enum { READ_WRITE = PROT_READ | PROT_WRITE, READ_EXEC = PROT_READ | PROT_EXEC, PAGES = 3 };

/* The highest bit of an int that is not its sign: no system gives it a meaning.  */
#define UNKNOWN_BIT (INT_MAX - INT_MAX / 2)

/* Each page begins a pattern of its own, so that pages can be compared one by one.  */
static unsigned char *
map_filled (const struct variant *variant, size_t pages)
{
  unsigned char *memory = map_new (variant, pages * page_size ());

  if (!touch_pages (memory, pages * page_size ()))
    finish ();
  for (size_t i = 0; i < pages; i++)
    fill_pattern (memory + i * page_size (), page_size ());
  return memory;
}

BEHAVIOUR (protect_to_read_only, EACH_SHARING,
  .id = "protect.to-read-only",
  .title = "mprotect to PROT_READ keeps what was written, and a write then raises SIGSEGV",
  .needs = "mprotect MMU",
  .shall = "success, kept, SIGSEGV|success, kept, SIGBUS",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: no write shall succeed where PROT_WRITE has "
                  "not been set",
  .faults = "map-unaligned mprotect-loses protection-stays",
  .why = "Tables that are made once and read ever after are sealed this way.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  if (observe_result (mprotect (memory, PAGES * size, PROT_READ)))
    {
      for (size_t i = 0; i < PAGES; i++)
        observe_kept (memory + i * size, size);
      for (size_t i = 0; i < PAGES; i++)
        observe_access (signal_of_write (memory + i * size), "changed");
    }
  unmap (memory, PAGES * size);
}

BEHAVIOUR (protect_from_read_only, EACH_OBJECT,
  .id = "protect.from-read-only",
  .title = "Memory mapped with PROT_READ can be made writable by mprotect",
  .needs = "mprotect",
  .shall = "success, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: the access protections shall be changed to "
                  "those specified; PROT_READ with PROT_WRITE shall be supported",
  .faults = "mprotect-refuses-write protection-stays",
  .why = "Some systems let a mapping keep the largest protection it was made with; for anonymous "
         "memory there is no such limit unless the program sets one.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_at (variant, NULL, length, PROT_READ, 0);

  if (observe_result (mprotect (memory, length, READ_WRITE)))
    observe_writable (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (protect_none_and_back, EACH_SHARING,
  .id = "protect.none-and-back",
  .title = "Memory that was PROT_NONE for a while still holds what was written before",
  .needs = "mprotect MMU",
  .shall = "SIGSEGV, kept|SIGBUS, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: no access where PROT_NONE alone has been "
                  "set; it changes protections, not contents",
  .faults = "map-unaligned mprotect-loses protection-stays",
  .why = "Debugging allocators and snapshots lock pages away for a time; those who want the memory "
         "given back as well find that it is not.",
  .portable = "Rely on it; use MAP_FIXED or madvise to give memory back.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  must_succeed (mprotect (memory, PAGES * size, PROT_NONE));
  for (size_t i = 0; i < PAGES; i++)
    observe_access (signal_of_read (memory + i * size), "mapped");
  must_succeed (mprotect (memory, PAGES * size, READ_WRITE));
  for (size_t i = 0; i < PAGES; i++)
    observe_kept (memory + i * size, size);
  unmap (memory, PAGES * size);
}

BEHAVIOUR (protect_part, EACH_SHARING,
  .id = "protect.part",
  .title = "mprotect of the middle page leaves the pages on both sides as they were",
  .needs = "mprotect MMU",
  .shall = "success, SIGSEGV, kept|success, SIGBUS, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: those whole pages containing any part of "
                  "the range",
  .faults = "map-unaligned mprotect-takes-whole protection-stays",
  .why = "One mapping becomes three; where a layer keeps one protection a mapping, the neighbours "
         "change with it.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  if (observe_result (mprotect (memory + size, size, PROT_NONE)))
    observe_access (signal_of_read (memory + size), "mapped");
  observe_writable (memory, size);
  observe_writable (memory + 2 * size, size);
  unmap (memory, PAGES * size);
}

BEHAVIOUR (protect_short_length, EACH_SHARING,
  .id = "protect.short-length",
  .title = "mprotect of one byte changes the whole page that it is in, and no more",
  .needs = "mprotect MMU",
  .shall = "success, SIGSEGV, kept|success, SIGBUS, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: those whole pages containing any part of "
                  "the range",
  .faults = "map-unaligned mprotect-takes-whole protection-stays",
  .why = "Who protects an object protects its neighbours in the page; who believes otherwise gets "
         "a signal where nothing was protected.",
  .portable = "Give each protected object pages of its own.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 2);

  if (observe_result (mprotect (memory, 1, PROT_NONE)))
    observe_access (signal_of_read (memory + size - 1), "mapped");
  observe_writable (memory + size, size);
  unmap (memory, 2 * size);
}

/* Two pages of another kind of sharing from ADDRESS on; "moved" ends the behaviour.  */
static void
put_two_pages (unsigned char *address, int sharing)
{
  struct variant kind = { "", SHARING_NONE, TECHNIQUE_MAP_ANONYMOUS };
  void *memory
    = map_with (&kind, address, 2 * page_size (), READ_WRITE, sharing | MAP_FIXED, -1, 0);

  if (memory == MAP_FAILED)
    observe_errno (errno);
  else if (memory != address)
    observe ("moved");
  if (memory != address)
    finish ();
}

BEHAVIOUR (protect_across_mappings, ONE_PRIVATE,
  .id = "protect.across-mappings",
  .title = "One mprotect can reach from a private into a shared mapping beside it",
  .needs = "mprotect MMU",
  .shall = "success, SIGSEGV, kept|success, SIGBUS, kept|EINVAL|ENOTSUP",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: those whole pages of the address space "
                  "containing any part of the range; mmap: support of MAP_FIXED is "
                  "implementation-defined",
  .faults = "fixed-ignored mprotect-stops protection-stays",
  .why = "The range is of addresses, not of mappings; emulators that take it for a part of one "
         "mapping do half of the work.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t size = page_size ();
  unsigned char *memory = map_at (variant, NULL, 4 * size, PROT_NONE, 0);

  unmap (memory, 4 * size);
  put_two_pages (memory, MAP_PRIVATE);
  put_two_pages (memory + 2 * size, MAP_SHARED);
  if (observe_result (mprotect (memory + size, 2 * size, PROT_NONE)))
    {
      observe_access (signal_of_read (memory + size), "mapped");
      observe_access (signal_of_read (memory + 2 * size), "mapped");
    }
  observe_writable (memory, size);
  observe_writable (memory + 3 * size, size);
  unmap (memory, 4 * size);
}

BEHAVIOUR (protect_unmapped, EACH_SHARING,
  .id = "protect.unmapped",
  .title = "mprotect of pages that are not mapped is refused with ENOMEM",
  .needs = "mprotect",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mprotect, ERRORS: ENOMEM, pages which are not mapped",
  .faults = "map-unaligned mprotect-unmapped-accepted unmap-does-nothing",
  .why = "It is the cheapest way to ask whether an address is mapped; older systems had EFAULT, "
         "EINVAL or success.",
  .portable = "Take any failure for a no.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  unmap (memory, length);
  observe_result (mprotect (memory, length, PROT_READ));
}

BEHAVIOUR (protect_hole, EACH_SHARING,
  .id = "protect.hole",
  .title = "mprotect of a range with a hole is refused with ENOMEM, too",
  .needs = "mprotect",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mprotect, ERRORS: ENOMEM, one or more pages which are not mapped",
  .faults = "map-unaligned mprotect-unmapped-accepted page-of-65536 protection-stays "
            "unmap-does-nothing",
  .why = "What was done to the pages in front of the hole by then differs between systems, and "
         "POSIX leaves it open.",
  .portable = "Protect what you know to be mapped, piece by piece.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  unmap (memory + size, size);
  observe_result (mprotect (memory, PAGES * size, PROT_READ));
  unmap (memory, size);
  unmap (memory + 2 * size, size);
}

BEHAVIOUR (protect_unaligned, EACH_SHARING,
  .id = "protect.unaligned",
  .title = "mprotect of an address inside a page is refused with EINVAL and changes nothing",
  .needs = "mprotect",
  .faults = "mprotect-unaligned-accepted protection-stays",
  .why = "Some systems round the address down and protect more than was meant; code that came from "
         "there passes addresses of objects.",
  .portable = "Round to pages yourself.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 2);

  observe_result (mprotect (memory + size / 2, 1, PROT_NONE));
  observe_writable (memory, 2 * size);
  unmap (memory, 2 * size);
}

BEHAVIOUR (protect_length_zero, EACH_SHARING,
  .id = "protect.length-zero",
  .title = "mprotect of length 0 succeeds and changes nothing",
  .needs = "mprotect",
  .faults = "map-unaligned mprotect-zero-refused",
  .why = "mmap and munmap refuse length 0, mprotect does not: wrappers that check for all three "
         "differ from the system.",
  .portable = "Do not call it for an empty range.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);

  observe_result (mprotect (memory, 0, PROT_NONE));
  observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_unknown_bit, EACH_SHARING,
  .id = "protect.unknown-bit",
  .title = "mprotect with a protection bit that no system knows is refused with EINVAL",
  .needs = "mprotect",
  .faults = "mprotect-unknown-accepted protection-stays",
  .why = "Where mmap ignores such a bit and mprotect refuses it, new protections can be tried by "
         "mprotect alone.",
  .portable = "Pass the four protections that POSIX has.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);

  observe_result (mprotect (memory, size, READ_WRITE | UNKNOWN_BIT));
  observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_to_read_exec, EACH_OBJECT,
  .id = "protect.to-read-exec",
  .title = "Memory that was written can be made executable by mprotect if it gives up to be "
           "writable",
  .needs = "mprotect MMU",
  .faults = "map-unaligned mprotect-loses mprotect-refuses-exec protection-stays",
  .why = "It is how compilers at run time work where no memory may be writable and executable at a "
         "time; NetBSD's PaX and SELinux forbid even that.",
  .portable = "This is the most portable way there is; have an interpreter for the rest.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);

  if (observe_result (mprotect (memory, size, READ_EXEC)))
    {
      observe_kept (memory, size);
      observe_access (signal_of_write (memory), "changed");
    }
  unmap (memory, size);
}

BEHAVIOUR (protect_to_read_write_exec, EACH_SHARING,
  .id = "protect.to-read-write-exec",
  .title = "Memory that is writable can be made executable as well by mprotect",
  .needs = "mprotect",
  .faults = "map-unaligned mprotect-refuses-exec",
  .why = "A system may refuse it to mmap and allow it here, or the other way round.",
  .portable = "Do without: PROT_WRITE or PROT_EXEC, one at a time.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);

  if (observe_result (mprotect (memory, size, READ_WRITE | PROT_EXEC)))
    observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_from_read_exec, EACH_SHARING,
  .id = "protect.from-read-exec",
  .title = "Memory that was executable can be made writable by mprotect if it gives up to be that",
  .needs = "mprotect",
  .faults = "exec-refused mprotect-refuses-write protection-stays",
  .why = "The way back, to patch code; PaX forbids this direction as well.",
  .portable = "Keep a second mapping of shared memory for writing where it is refused.")
{
  size_t size = page_size ();
  unsigned char *memory = map_at (variant, NULL, size, READ_EXEC, 0);

  if (observe_result (mprotect (memory, size, READ_WRITE)))
    observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_device_read_only, EVERY_DEVICE,
  .id = "protect.device-read-only",
  .title = "Of a /dev/zero opened for reading, private memory can be made writable and shared "
           "memory not",
  .needs = "mprotect",
  .faults = "mprotect-ignores-mode mprotect-refuses-write protection-stays",
  .why = "The mode of the descriptor counts even after it was closed, but only for what others "
         "could see.",
  .portable = "Open the device for reading and writing.")
{
  size_t size = page_size ();
  int fd = open ("/dev/zero", O_RDONLY);
  void *memory = fd != -1 ? map_with (variant, NULL, size, PROT_READ, 0, fd, 0) : MAP_FAILED;

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  close (fd);
  if (observe_result (mprotect (memory, size, READ_WRITE)))
    observe_writable (memory, size);
  unmap (memory, size);
}
