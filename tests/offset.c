/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The offset: the textbooks say that it is ignored.  Whether it is shows only when each page of the
   result is touched, not the first alone.  */
#include "harness/harness.h"

#include <limits.h>
#include <sys/mman.h>

enum { PAGES = 16, SEVERAL = 3 };

/* True if it was mapped.  */
static bool
observe_with_offset (const struct variant *variant, off_t offset)
{
  size_t length = PAGES * page_size ();
  int fd = variant_fd (variant);
  void *memory = map_with (variant, NULL, length, PROT_READ | PROT_WRITE, 0, fd, offset);

  observe_mapping (memory, length);
  release_fd (fd);
  return memory != MAP_FAILED;
}

/* The largest off_t, rounded down to a page.  */
static off_t
largest_page (void)
{
  off_t half = (off_t) 1 << (sizeof (off_t) * CHAR_BIT - 2);
  off_t largest = half - 1 + half;

  return largest - largest % (off_t) page_size ();
}

BEHAVIOUR (offset_one_page, EVERY_MAPPING,
  .id = "offset.one-page",
  .title = "With an offset of one page, every page of the mapping is there and reads 0",
  .claims = "OFF-1 OFF-2 ANON-6 ZERO-7",
  .faults = "dirty-with-offset offset-refused offset-last-page-faults offset-moves-address",
  .why = "FreeBSD refuses it with EINVAL although its manual long said that the offset is ignored; "
         "elsewhere the first page is fine and the last one faults, which a test of one page never "
         "sees.",
  .portable = "Always pass 0.")
{
  observe_with_offset (variant, (off_t) page_size ());
}

BEHAVIOUR (offset_several_pages, EVERY_MAPPING,
  .id = "offset.several-pages",
  .title = "With an offset of several pages, every page of the mapping is there and reads 0",
  .claims = "OFF-1 OFF-2 ANON-6 ZERO-7",
  .faults = "dirty-with-offset offset-refused offset-last-page-faults offset-moves-address",
  .why = "How many pages fault, one or as many as the offset has, tells whether the offset reaches "
         "the object behind the memory.",
  .portable = "Always pass 0.")
{
  observe_with_offset (variant, (off_t) (SEVERAL * page_size ()));
}

BEHAVIOUR (offset_unaligned, EVERY_MAPPING,
  .id = "offset.unaligned",
  .title = "An offset that is no multiple of the page size is refused with EINVAL",
  .claims = "OFF-1 OFF-2",
  .faults = "offset-unaligned-accepted",
  .why = "The textbooks' word that the offset is ignored, taken at its word: Serenity and gVisor "
         "do ignore it; where it is accepted and not ignored, the address may be off by as much.",
  .portable = "Always pass 0.")
{
  size_t size = page_size ();
  const off_t offsets[] = { 1, (off_t) (size / 2), (off_t) (size - 1) };

  for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
    if (observe_with_offset (variant, offsets[i]))
      break;
}

BEHAVIOUR (offset_negative_page, EVERY_MAPPING,
  .id = "offset.negative-page",
  .title = "With an offset of minus one page, the flag maps memory of 0 and the device refuses",
  .claims = "OFF-1 OFF-2 ANON-6 ZERO-7",
  .faults = "dirty-with-offset offset-negative-accepted offset-negative-refused",
  .why = "An error code or a difference of the wrong sign arrives so. Here the two techniques part "
         "even where they are said to be equivalent.",
  .portable = "Always pass 0.")
{
  observe_with_offset (variant, -(off_t) page_size ());
}

BEHAVIOUR (offset_largest_page, EVERY_MAPPING,
  .id = "offset.largest-page",
  .title = "With the offset of the last page that off_t can express, every page is there and "
           "reads 0",
  .claims = "OFF-1 OFF-2 ANON-6 ZERO-7",
  .faults = "dirty-with-offset offset-large-refused",
  .why = "Offset and length together pass the largest off_t: a file would be EOVERFLOW; 32-bit "
         "libraries with a 64-bit off_t refuse it before the kernel sees it.",
  .portable = "Always pass 0.")
{
  observe_with_offset (variant, largest_page ());
}

BEHAVIOUR (offset_largest_that_fits, EVERY_MAPPING,
  .id = "offset.largest-that-fits",
  .title = "With the largest offset to which the length can be added, every page is there and "
           "reads 0",
  .claims = "OFF-1 OFF-2 ANON-6 ZERO-7",
  .faults = "dirty-with-offset offset-large-refused",
  .why = "Beside the largest page it tells whether a refusal comes from the sum or from the "
         "offset.",
  .portable = "Always pass 0.")
{
  observe_with_offset (variant, largest_page () - (off_t) (PAGES * page_size ()));
}
