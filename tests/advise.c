/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madvise: the advice that discards what is in memory.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGES = 3 };

static void
advise_all (const struct variant *variant, const char *advice)
{
  struct region region = region_new (variant, PAGES * page_size ());

  must_succeed (advise (region.memory, region.length, advice));
  observe_region (&region);
}

BEHAVIOUR (advise_dontneed_private, EACH_PRIVATE,
  .id = "advise.dontneed-private",
  .title = "Private memory reads zero after madvise with MADV_DONTNEED",
  .needs = "MADV_DONTNEED",
  .faults = "advice-ignored advice-unmaps private-is-shared map-unaligned",
  .why = "Allocators written on Linux take it for a cheap memset; on the BSDs and macOS, and under "
         "qemu-user before 7.1, it is a mere hint and the old contents stay: a calloc that trusts "
         "it hands out old data.",
  .portable = "Map the range again with MAP_FIXED; MADV_DONTNEED promises zeros on Linux alone.")
{
  advise_all (variant, "MADV_DONTNEED");
}

BEHAVIOUR (advise_dontneed_shared, EACH_SHARED,
  .id = "advise.dontneed-shared",
  .title = "Shared memory keeps its contents after madvise with MADV_DONTNEED",
  .needs = "MADV_DONTNEED",
  .faults = "dontneed-destroys-shared advice-unmaps shared-is-private map-unaligned",
  .why = "The advice is about this process's use of the pages, and other processes use them too; "
         "who expects the zeros of the private case finds old data.",
  .portable = "To empty shared memory for all, write zeros; MADV_REMOVE does it on Linux.")
{
  advise_all (variant, "MADV_DONTNEED");
}

BEHAVIOUR (advise_dontneed_rounds_up, ONE_PRIVATE,
  .id = "advise.dontneed-rounds-up",
  .title = "MADV_DONTNEED for one byte discards the page it begins and no other",
  .needs = "MADV_DONTNEED",
  .faults = "advice-ignored advice-unmaps advice-hits-next-page private-is-shared map-unaligned",
  .why = "The length is rounded up to whole pages: an allocator that gives back the end of a block "
         "that is not a whole page loses what its neighbour has there.",
  .portable = "Round inwards, to the whole pages that are free, before giving advice.")
{
  struct region region = region_new (variant, PAGES * page_size ());
  size_t page = page_size ();

  fill_pattern (region.memory + 2 * page, page);
  must_succeed (advise (region.memory + page, 1, "MADV_DONTNEED"));
  observe_kept (region.memory, page);
  observe_zero (region.memory + page, page);
  observe_kept (region.memory + 2 * page, page);
}

static int
discard_and_look (void *data)
{
  struct region *region = data;

  if (advise (region->memory, region->length, "MADV_DONTNEED") != 0)
    return CONTENTS_LOST;
  return region_contents (region);
}

BEHAVIOUR (advise_dontneed_child, ONE_PRIVATE,
  .id = "advise.dontneed-in-child",
  .title = "A child that discards private memory leaves the parent its contents",
  .needs = "MADV_DONTNEED",
  .faults = "advice-ignored advice-unmaps private-is-shared private-unmapped-in-child fork-moves "
            "map-unaligned",
  .why = "A forked child that trims its heap must not trim its parent's, although the pages are "
         "the same ones until somebody writes.",
  .portable = "Nothing to mind where MADV_DONTNEED discards at all.",
  .forks = 1)
{
  struct region region = region_new (variant, PAGES * page_size ());

  observe_contents ((enum contents) in_child (discard_and_look, &region));
  observe_region (&region);
}

/* Gives advice that lets the system choose, page by page and at any moment, between what was there
   and zero.  Each page is of one byte, as fill_pattern made it.  */
static void
observe_freeing (const struct region *region)
{
  size_t page = page_size ();
  unsigned char was[PAGES];
  bool good = true;

  for (size_t i = 0; i < PAGES; i++)
    was[i] = region->memory[i * page];
  if (advise (region->memory, region->length, "MADV_FREE") != 0)
    observe_errno (errno);
  for (size_t i = 0; i < PAGES; i++)
    {
      const unsigned char *bytes = region->memory + i * page;
      int number = signal_of_read (bytes);

      if (number != 0)
        {
          observe_signal (number, (long) i);
          return;
        }
      good = good && (bytes[0] == was[i] || bytes[0] == 0);
      for (size_t j = 1; j < page; j++)
        good = good && bytes[j] == bytes[0];
    }
  observe (good ? "kept or zero" : "lost");
}

BEHAVIOUR (advise_free, ONE_PRIVATE,
  .id = "advise.free",
  .title = "After MADV_FREE each page of private memory still has its contents or is zero",
  .needs = "MADV_FREE",
  .faults = "free-garbles advice-unmaps private-is-shared map-unaligned",
  .why = "Allocators give free pages back by it and look at them again; a page that is half old "
         "and half zero, or somebody else's, would be corruption that no test finds.",
  .portable = "Treat the contents as undefined until written; the advice is not in POSIX.")
{
  struct region region = region_new (variant, PAGES * page_size ());

  observe_freeing (&region);
}

BEHAVIOUR (advise_free_written, ONE_PRIVATE,
  .id = "advise.free-then-written",
  .title = "What is written after MADV_FREE is kept",
  .needs = "MADV_FREE",
  .faults = "advice-unmaps free-write-protects private-is-shared map-unaligned",
  .why = "A page that is written again is in use again; a system that frees it all the same takes "
         "away live data under memory pressure only.",
  .portable = "Write before reading after MADV_FREE; no call is needed to take it back.")
{
  struct region region = region_new (variant, PAGES * page_size ());
  int number;

  must_succeed (advise (region.memory, region.length, "MADV_FREE"));
  number = signal_of_write (region.memory);
  if (number != 0)
    {
      observe_signal (number, -1);
      return;
    }
  fill_pattern (region.memory, region.length);
  observe_kept (region.memory, region.length);
}

BEHAVIOUR (advise_free_shared, EACH_SHARED,
  .id = "advise.free-shared",
  .title = "MADV_FREE of shared memory is refused with EINVAL and changes nothing",
  .needs = "MADV_FREE",
  .faults = "free-shared-accepted shared-is-private",
  .why = "The BSDs accept it; an allocator over shared memory that relies on it grows without end "
         "on Linux, where nobody looks at the result of madvise.",
  .portable = "Check what madvise returns, and use it for private memory only.")
{
  struct region region = region_new (variant, PAGES * page_size ());

  observe_freeing (&region);
}

BEHAVIOUR (advise_remove_shared, EACH_SHARED,
  .id = "advise.remove-shared",
  .title = "Shared memory reads zero after MADV_REMOVE",
  .needs = "MADV_REMOVE",
  .faults = "advice-ignored advice-unmaps shared-is-private map-unaligned",
  .why = "The one advice that gives shared memory back to the system: virtual machines balloon "
         "with it, and read the pages again later as fresh ones.",
  .portable = "Write zeros where the advice is missing; that keeps the memory, but is right.")
{
  advise_all (variant, "MADV_REMOVE");
}

static int
remove_all (void *data)
{
  struct region *region = data;

  return advise (region->memory, region->length, "MADV_REMOVE") == 0 ? 0 : 1;
}

BEHAVIOUR (advise_remove_child, EACH_SHARED,
  .id = "advise.remove-in-child",
  .title = "Memory that a child empties with MADV_REMOVE is empty for the parent",
  .needs = "MADV_REMOVE",
  .faults = "advice-ignored shared-is-private shared-empty-in-child shared-unmapped-in-child "
            "fork-moves map-unaligned",
  .why = "It is the memory that is emptied, not the view of one process: unlike MADV_DONTNEED, it "
         "takes the data away from everybody.",
  .portable = "Make sure that no other process still needs the range.",
  .forks = 1)
{
  struct region region = region_new (variant, PAGES * page_size ());

  if (in_child (remove_all, &region) != 0)
    observe ("refused");
  observe_region (&region);
}

BEHAVIOUR (advise_remove_private, EACH_PRIVATE,
  .id = "advise.remove-private",
  .title = "MADV_REMOVE of private memory is refused and changes nothing",
  .needs = "MADV_REMOVE",
  .faults = "remove-private-accepted private-is-shared map-unaligned",
  .why = "There is no object behind the pages that could be emptied. Which errno says so depends "
         "on whether the mapping was made from /dev/zero.",
  .portable = "Use MADV_DONTNEED on Linux, or map the range again.")
{
  struct region region = region_new (variant, PAGES * page_size ());

  observe_result (advise (region.memory, region.length, "MADV_REMOVE"));
  observe_region (&region);
}
