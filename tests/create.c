/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creation: a mapping is there, begins on a page boundary, and keeps what is written into it.  */
#include "harness/harness.h"

#include <stdint.h>
#include <sys/mman.h>

BEHAVIOUR (create_succeeds, EVERY_MAPPING,
  .id = "create.succeeds",
  .title = "A mapping of one page is made, at an address other than null",
  .claims = "ANON-6 ZERO-4 ZERO-7 FD-2",
  .shall = "mapped",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: fildes -1 and off 0 with MAP_ANONYMOUS; never "
                  "at address 0",
  .faults = "fd-minus-one-refused map-refused map-shared-refused map-anon-refused "
            "device-map-refused",
  .why = "Everything else rests on it, and neither technique is everywhere: macOS refuses to map "
         "/dev/zero, SELinux may (containers/qm #741), VxWorks refuses MAP_SHARED with "
         "MAP_ANONYMOUS (python/cpython #80829), and the readers of llvm/llvm-project PR 219656 "
         "ask where /dev/zero is needed still.",
  .portable = "mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), "
              "compared with MAP_FAILED; keep /dev/zero for systems without the flag.")
{
  unsigned char *memory = map_new (variant, page_size ());

  observe (memory != NULL ? "mapped" : "null");
  unmap (memory, page_size ());
}

BEHAVIOUR (create_page_aligned, EVERY_MAPPING,
  .id = "create.page-aligned",
  .title = "The address of a mapping is a multiple of the page size, whatever the length",
  .faults = "length-one-refused map-unaligned",
  .why = "Allocators keep flags in the low bits of such addresses and pass them on to mprotect and "
         "munmap, which want whole pages; wasi-libc returns malloc's alignment instead.",
  .portable = "Rely on it where there is an MMU; elsewhere map more and round up by hand.")
{
  size_t size = page_size ();
  const size_t lengths[] = { 1, size, 3 * size + 1 };

  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
    {
      unsigned char *memory = map_new (variant, lengths[i]);
      bool aligned = (uintptr_t) memory % size == 0;

      observe (aligned ? "aligned" : "unaligned");
      if (!aligned)
        finish ();
      munmap (memory, lengths[i]);
    }
}

BEHAVIOUR (create_keeps_what_is_written, EVERY_MAPPING,
  .id = "create.keeps-what-is-written",
  .title = "What is written into each page of a mapping is read back",
  .claims = "ANON-6 ZERO-4",
  .shall = "kept",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: PROT_READ | PROT_WRITE is supported and the "
                  "range is legitimate for LEN bytes",
  .faults = "pages-alias",
  .why = "Pages that alias each other, as an emulator's page table of another granularity makes "
         "them, show in no test that looks at one page alone.",
  .portable = "Nothing to mind.")
{
  size_t length = 16 * page_size ();
  unsigned char *memory = map_new (variant, length);

  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  observe_kept (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (create_rest_of_last_page, EVERY_MAPPING,
  .id = "create.rest-of-last-page",
  .title = "With a length that is not a multiple of the page size, all of the last page can be "
           "used",
  .claims = "ANON-3",
  .shall = "kept",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: the partial page at the end is included",
  .faults = "length-one-refused",
  .why = "A vector that grows within its last page relies on it, as does string code that reads "
         "whole words; a system that gives exactly the bytes asked for breaks both.",
  .portable = "Round the length up to the page size yourself; then the question does not arise.")
{
  size_t size = page_size ();
  unsigned char *memory = map_new (variant, size + 1);
  int number = signal_of_write (memory + 2 * size - 1);

  if (number != 0)
    {
      observe_signal (number, 1);
      finish ();
    }
  fill_pattern (memory, 2 * size);
  observe_kept (memory, 2 * size);
  munmap (memory, size + 1);
}
