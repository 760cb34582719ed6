/* SPDX-License-Identifier: GPL-3.0-or-later */
/* munmap: what it takes away, what it leaves, what it refuses.  */
#include "harness/harness.h"

#include <sys/mman.h>

/* The signals that reading the first and the last byte of each page raises, or "mapped".  */
static void
observe_gone (const unsigned char *memory, size_t length)
{
  for (size_t i = 0; i < length; i += page_size ())
    for (int end = 0; end < 2; end++)
      observe_access (signal_of_read (memory + i + (end == 0 ? 0 : page_size () - 1)), "mapped");
}

BEHAVIOUR (unmap_access_faults, EVERY_MAPPING,
  .id = "unmap.access-faults",
  .title = "Reading or writing memory after munmap raises SIGSEGV",
  .claims = "UNM-1 ANON-5",
  .needs = "MMU",
  .shall = "SIGSEGV",
  .shall_source = "POSIX.1-2024 munmap, DESCRIPTION: further references result in SIGSEGV",
  .faults = "unmap-does-nothing",
  .why = "Use after free that is caught at once is half the reason to give memory back; without an "
         "MMU, in wasi-libc and in Emscripten it goes unnoticed.",
  .portable = "Do not touch it; catch SIGBUS too if you must catch.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, 2 * size);

  unmap (memory, 2 * size);
  observe_gone (memory, 2 * size);
  observe_access (signal_of_write (memory + size), "mapped");
}

BEHAVIOUR (unmap_same_short_length, EVERY_MAPPING,
  .id = "unmap.same-short-length",
  .title = "munmap with the few bytes that were asked for takes the whole page away",
  .claims = "UNM-1",
  .needs = "MMU",
  .shall = "success, SIGSEGV",
  .shall_source = "POSIX.1-2024 munmap, DESCRIPTION: those entire pages containing any part of "
                  "the range",
  .faults = "length-one-refused unmap-does-nothing unmap-refuses-short",
  .why = "It is how the tutorials end: munmap (p, sizeof (int)).",
  .portable = "Give munmap the length that mmap had.")
{
  unsigned char *memory = map_new (variant, sizeof (int));

  observe_result (munmap (memory, sizeof (int)));
  observe_gone (memory, page_size ());
}

BEHAVIOUR (unmap_short_length, EVERY_MAPPING,
  .id = "unmap.short-length",
  .title = "munmap with a length that ends within the last page takes that page away as well",
  .claims = "UNM-1",
  .needs = "MMU",
  .shall = "success, SIGSEGV",
  .shall_source = "POSIX.1-2024 munmap, DESCRIPTION: those entire pages containing any part of "
                  "the range",
  .faults = "unmap-does-nothing unmap-refuses-short",
  .why = "Emscripten and wasi-libc want exactly the length that mmap had and refuse any other.",
  .portable = "Give munmap the length that mmap had.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, 2 * size);

  observe_result (munmap (memory, size + 1));
  observe_gone (memory, 2 * size);
}

BEHAVIOUR (unmap_zero_length, EVERY_MAPPING,
  .id = "unmap.zero-length",
  .title = "munmap of length 0 is refused with EINVAL and takes nothing away",
  .claims = "UNM-2",
  .shall = "EINVAL, kept",
  .shall_source = "POSIX.1-2024 munmap, ERRORS: EINVAL, the len argument is 0",
  .faults = "map-unaligned unmap-zero-accepted",
  .why = "OpenBSD, NetBSD and DragonFly return 0, so an error path that unmaps an empty block "
         "passes there and fails elsewhere.",
  .portable = "Do not call it for an empty block.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);

  observe_result (munmap (memory, 0));
  observe_kept (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (unmap_unaligned_address, EVERY_MAPPING,
  .id = "unmap.unaligned-address",
  .title = "munmap of an address inside a page is refused with EINVAL and takes nothing away",
  .claims = "UNM-2",
  .faults = "unmap-unaligned-accepted",
  .why = "An allocator that keeps its header in front of the block and forgets it when it frees; "
         "where the address is rounded instead, a neighbour goes with it.",
  .portable = "Give munmap the address that mmap returned, or whole pages from it.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, 2 * size);

  if (observe_result (munmap (memory + 1, size)))
    observe_gone (memory, 2 * size);
  else
    {
      observe_kept (memory, 2 * size);
      unmap (memory, 2 * size);
    }
}

BEHAVIOUR (unmap_at_4096, EVERY_MAPPING,
  .id = "unmap.at-4096",
  .title = "Byte 4096 of a mapping begins a page: memory can be unmapped from there on",
  .claims = "ANON-8",
  .faults = "page-of-65536",
  .why = "\"One page is 4096\" say the textbooks; it is 16384 on Apple silicon, up to 65536 on "
         "arm64 and ppc64, and code that rounds to 4096 gets EINVAL there.",
  .portable = "sysconf (_SC_PAGESIZE).")
{
  enum { TEXTBOOK_PAGE = 4096 };
  size_t length = 2 * (page_size () > TEXTBOOK_PAGE ? page_size () : TEXTBOOK_PAGE);
  unsigned char *memory = map_patterned (variant, length);

  observe_result (munmap (memory + TEXTBOOK_PAGE, length - TEXTBOOK_PAGE));
}

BEHAVIOUR (unmap_twice, EVERY_MAPPING,
  .id = "unmap.twice",
  .title = "munmap of a range that has nothing mapped any more returns 0",
  .claims = "UNM-2",
  .faults = "unmap-twice-refused",
  .why = "Clean-up code that runs twice passes on Linux and gets EINVAL on OpenBSD and DragonFly; "
         "it is a bug on both, since somebody else may have been given the range.",
  .portable = "Unmap once, and forget the address.")
{
  size_t length = 2 * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  unmap (memory, length);
  observe_result (munmap (memory, length));
}

BEHAVIOUR (unmap_partial, EVERY_MAPPING,
  .id = "unmap.partial",
  .title = "munmap of the middle of a mapping leaves the pages on both sides with what is in them",
  .claims = "UNM-1",
  .needs = "MMU",
  .shall = "kept, SIGSEGV",
  .shall_source = "POSIX.1-2024 munmap, DESCRIPTION: those entire pages containing any part of "
                  "the range",
  .faults = "map-unaligned page-of-65536 unmap-does-nothing unmap-takes-whole",
  .why = "Allocators trim what they mapped too large to get an alignment; emulators that keep one "
         "record a mapping lose or keep the whole.",
  .portable = "Nothing to mind where there is an MMU; elsewhere unmap what mmap gave, whole.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, 3 * size);

  fill_pattern (memory + 2 * size, size);
  unmap (memory + size, size);
  observe_kept (memory, size);
  observe_kept (memory + 2 * size, size);
  observe_gone (memory + size, size);
  unmap (memory, size);
  unmap (memory + 2 * size, size);
}
