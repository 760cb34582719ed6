/* SPDX-License-Identifier: GPL-3.0-or-later */
/* msync and mincore: calls made for files, on memory that has none.  */
#include "harness/harness.h"

#include <sys/mman.h>

enum { PAGES = 3 };

/* ---- msync ---- */

BEHAVIOUR (sync_msync, EACH_OBJECT,
  .id = "sync.msync",
  .title = "msync of anonymous memory with MS_SYNC succeeds and changes nothing",
  .needs = "msync",
  .faults = "msync-refused msync-clears map-unaligned",
  .why = "Libraries call it for whatever they have mapped, without asking whether there is a file; "
         "POSIX does not say what it does where there is none.",
  .portable = "Call it for file mappings only.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  observe_result (msync (memory, length, MS_SYNC));
  observe_contents (contents_of (memory, length));
}

BEHAVIOUR (sync_msync_flags, EACH_SHARING,
  .id = "sync.msync-flags",
  .title = "msync of anonymous memory succeeds with MS_ASYNC and with MS_INVALIDATE too",
  .needs = "msync",
  .faults = "msync-refused msync-clears map-unaligned",
  .why = "MS_INVALIDATE throws away what is cached; there is nothing behind this memory from which "
         "it could come back.",
  .portable = "Call it for file mappings only.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  observe_result (msync (memory, length, MS_ASYNC));
  observe_result (msync (memory, length, MS_ASYNC | MS_INVALIDATE));
  observe_result (msync (memory, length, MS_SYNC | MS_INVALIDATE));
  observe_contents (contents_of (memory, length));
}

BEHAVIOUR (sync_msync_both_flags, ONE_PRIVATE,
  .id = "sync.msync-both-flags",
  .title = "msync with MS_SYNC and MS_ASYNC at once is refused with EINVAL",
  .needs = "msync",
  .faults = "msync-error-hidden",
  .why = "Where MS_SYNC is 0, as on FreeBSD, the mistake cannot be seen and nothing is waited "
         "for.",
  .portable = "One of the two, never both.")
{
  unsigned char *memory = map_new (variant, page_size ());

  observe_result (msync (memory, page_size (), MS_SYNC | MS_ASYNC));
}

BEHAVIOUR (sync_msync_unaligned, ONE_PRIVATE,
  .id = "sync.msync-unaligned",
  .title = "msync of an address inside a page is refused with EINVAL",
  .needs = "msync",
  .faults = "msync-error-hidden",
  .why = "POSIX allows it to be refused, so a program that syncs a record where it stands works on "
         "some systems only.",
  .portable = "Round down to the page.")
{
  unsigned char *memory = map_new (variant, 2 * page_size ());

  observe_result (msync (memory + 1, page_size (), MS_SYNC));
}

BEHAVIOUR (sync_msync_hole, ONE_PRIVATE,
  .id = "sync.msync-hole",
  .title = "msync of a range with a hole fails with ENOMEM",
  .needs = "msync",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 msync, ERRORS: ENOMEM, one or more pages that are not mapped",
  .faults = "msync-error-hidden unmap-does-nothing map-unaligned page-of-65536",
  .why = "Programs ask by it whether an address is mapped; stack unwinders have done so for years.",
  .portable = "It is the portable one of the ways to ask; an answer can be old when it arrives.")
{
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, PAGES * page);

  unmap (memory + page, page);
  observe_result (msync (memory, PAGES * page, MS_ASYNC));
}

BEHAVIOUR (sync_msync_locked, EACH_SHARING,
  .id = "sync.msync-locked",
  .title = "msync with MS_INVALIDATE of locked memory fails with EBUSY",
  .needs = "msync mlock",
  .shall = "success, EBUSY",
  .shall_source = "POSIX.1-2024 msync, ERRORS: EBUSY, MS_INVALIDATE and a range that is locked",
  .faults = "msync-error-hidden mlock-does-nothing mlock-refused map-unaligned",
  .why = "The one way in POSIX to see a lock; the tests below ask by it.",
  .portable = "Unlock first.")
{
  unsigned char *memory = map_new (variant, page_size ());

  observe_result (mlock (memory, page_size ()));
  observe_result (msync (memory, page_size (), MS_SYNC | MS_INVALIDATE));
}

/* ---- mincore ---- */

BEHAVIOUR (sync_mincore_touched, EACH_SHARING,
  .id = "sync.mincore-touched",
  .title = "mincore says of pages just written that they are in memory",
  .needs = "mincore",
  .faults = "mincore-none-resident map-unaligned",
  .why = "Databases plan by it. Before Linux 2.6.21 it was wrong for private memory.",
  .portable = "mincore is not in POSIX; nothing but speed may depend on its answer.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  observe_residence (memory, length);
}

BEHAVIOUR (sync_mincore_untouched, EACH_SHARING,
  .id = "sync.mincore-untouched",
  .title = "mincore says of pages that nobody touched that they are not in memory",
  .needs = "mincore",
  .faults = "mincore-all-resident dirty-first-byte dirty-last-byte dirty-middle-byte "
            "map-unaligned",
  .why = "Memory that is mapped and not touched costs nothing: tests of that ask mincore, and an "
         "emulator that always says yes fools them.",
  .portable = "mincore is not in POSIX; nothing but speed may depend on its answer.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_new (variant, length);

  observe_residence (memory, length);
}

BEHAVIOUR (sync_mincore_hole, ONE_PRIVATE,
  .id = "sync.mincore-hole",
  .title = "mincore of a range with a hole fails with ENOMEM",
  .needs = "mincore",
  .faults = "mincore-error-hidden unmap-does-nothing map-unaligned page-of-65536",
  .why = "Used like msync to ask what is mapped, by collectors that scan memory; not every system "
         "that has the call fails for a hole.",
  .portable = "msync with MS_ASYNC asks the same, and is in POSIX.")
{
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, PAGES * page);

  unmap (memory + page, page);
  observe_residence (memory, PAGES * page);
}

BEHAVIOUR (sync_mincore_unaligned, ONE_PRIVATE,
  .id = "sync.mincore-unaligned",
  .title = "mincore of an address inside a page is refused with EINVAL",
  .needs = "mincore",
  .faults = "mincore-error-hidden",
  .why = "The answer has one byte a page; where the address is rounded down it needs one byte "
         "more than the caller may have counted.",
  .portable = "Round down to the page first, and count pages from there.")
{
  unsigned char *memory = map_new (variant, 2 * page_size ());

  observe_residence (memory + 1, page_size ());
}
