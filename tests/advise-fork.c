/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madvise: the advice that decides what a child gets.  */
#include "harness/harness.h"

#include <sys/mman.h>

enum { PAGES = 3 };

BEHAVIOUR (advise_dontfork, EACH_SHARING,
  .id = "advise.dontfork",
  .title = "Memory with MADV_DONTFORK is not there in the child, and the parent keeps it",
  .needs = "MADV_DONTFORK",
  .faults = "advice-ignored advice-unmaps fork-advice-reaches-parent map-unaligned",
  .why = "Drivers that a device writes through need it, as RDMA libraries do: a child that had the "
         "page would make the parent's next write go to a copy.",
  .portable = "minherit with its mode for none on the BSDs and macOS.",
  .forks = 1)
{
  struct region region = region_new (variant, PAGES * page_size ());

  must_succeed (advise (region.memory, region.length, "MADV_DONTFORK"));
  observe_region_in_child (&region);
  observe_region (&region);
}

BEHAVIOUR (advise_dofork, EACH_SHARING,
  .id = "advise.dofork",
  .title = "MADV_DOFORK takes MADV_DONTFORK back",
  .needs = "MADV_DONTFORK",
  .faults = "fork-advice-sticks advice-unmaps private-empty-in-child shared-empty-in-child "
            "private-unmapped-in-child shared-unmapped-in-child fork-moves map-unaligned",
  .why = "A buffer that a device is done with goes back to the heap: were it still missing in "
         "children, they would crash in an allocator that knows nothing of devices.",
  .portable = "minherit with the mode that the mapping had first.",
  .forks = 1)
{
  struct region region = region_new (variant, PAGES * page_size ());

  must_succeed (advise (region.memory, region.length, "MADV_DONTFORK"));
  must_succeed (advise (region.memory, region.length, "MADV_DOFORK"));
  observe_region_in_child (&region);
}

BEHAVIOUR (advise_wipeonfork, EACH_OBJECT,
  .id = "advise.wipeonfork",
  .title = "Private memory with MADV_WIPEONFORK is zero in the child and kept in the parent",
  .needs = "MADV_WIPEONFORK",
  .faults = "advice-ignored advice-unmaps fork-advice-reaches-parent wipe-any-accepted "
            "private-unmapped-in-child fork-moves shared-is-private private-is-shared "
            "map-unaligned",
  .why = "Random generators keep their state so, or parent and child would give the same numbers. "
         "It works for MAP_ANONYMOUS alone: a private mapping of /dev/zero is refused although it "
         "is the same kind of memory.",
  .portable = "minherit with its mode for zero on FreeBSD, OpenBSD and NetBSD; elsewhere compare "
              "getpid with a stored value, or pthread_atfork.",
  .forks = 1)
{
  struct region region = region_new (variant, PAGES * page_size ());

  must_succeed (advise (region.memory, region.length, "MADV_WIPEONFORK"));
  observe_region_in_child (&region);
  observe_region (&region);
}

BEHAVIOUR (advise_wipeonfork_grandchild, ONE_PRIVATE,
  .id = "advise.wipeonfork-grandchild",
  .title = "MADV_WIPEONFORK holds for the children of the child as well",
  .needs = "MADV_WIPEONFORK",
  .faults = "advice-ignored advice-unmaps wipe-first-generation-only private-unmapped-in-child "
            "fork-moves private-is-shared map-unaligned",
  .why = "A server forks workers that fork helpers; a secret that is wiped in the first generation "
         "only is known to the second.",
  .portable = "Give the advice again in each child where you cannot rely on it.",
  .forks = 2)
{
  struct region region = region_new (variant, PAGES * page_size ());

  must_succeed (advise (region.memory, region.length, "MADV_WIPEONFORK"));
  observe_region_in_grandchild (&region);
}

BEHAVIOUR (advise_keeponfork, ONE_PRIVATE,
  .id = "advise.keeponfork",
  .title = "MADV_KEEPONFORK takes MADV_WIPEONFORK back",
  .needs = "MADV_WIPEONFORK",
  .faults = "fork-advice-sticks advice-unmaps private-empty-in-child private-unmapped-in-child "
            "fork-moves private-is-shared map-unaligned",
  .why = "Pages of a secret's buffer are used for other data later, which children need.",
  .portable = "minherit with its mode for copies on the BSDs.",
  .forks = 1)
{
  struct region region = region_new (variant, PAGES * page_size ());

  must_succeed (advise (region.memory, region.length, "MADV_WIPEONFORK"));
  must_succeed (advise (region.memory, region.length, "MADV_KEEPONFORK"));
  observe_region_in_child (&region);
}
