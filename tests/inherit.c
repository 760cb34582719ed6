/* SPDX-License-Identifier: GPL-3.0-or-later */
/* minherit, which the BSDs and macOS have: what a child gets of a mapping, said range by range.  */
#include "harness/harness.h"

#include <limits.h>
#include <sys/mman.h>

#include "harness/inherit.h"

static void
must_inherit (const struct region *region, int mode)
{
  must_succeed (minherit (region->memory, region->length, mode));
}

/* Finds what the parent wrote, and leaves zeros.  */
static int
look_and_clear (void *data)
{
  struct region *region = data;
  int found = region_contents (region);

  if (found != CONTENTS_KEPT)
    return found;
  for (size_t i = 0; i < region->length; i++)
    region->memory[i] = 0;
  return found;
}

/* Whether the parent sees what its child wrote.  */
static void
observe_sharing (struct region *region)
{
  int found = in_child (look_and_clear, region);
  enum contents here = contents_of (region->memory, region->length);

  if (found != CONTENTS_KEPT)
    observe_contents ((enum contents) found);
  else
    observe (here == CONTENTS_ZERO ? "shared" : here == CONTENTS_KEPT ? "private" : "lost");
}

BEHAVIOUR (inherit_share, ONE_PRIVATE,
  .id = "inherit.share",
  .title = "Private memory that is inherited as shared is shared with the child",
  .needs = "minherit",
  .faults = "minherit-does-nothing private-empty-in-child private-unmapped-in-child fork-moves",
  .why = "The way to shared memory where MAP_SHARED with MAP_ANON is missing, after the fact: a "
         "library can share what the program mapped.",
  .portable = "MAP_SHARED from the start.",
  .forks = 1)
{
  struct region region = region_new (variant, 2 * page_size ());

  must_inherit (&region, MODE_SHARE);
  observe_sharing (&region);
}

BEHAVIOUR (inherit_copy, ONE_SHARED,
  .id = "inherit.copy",
  .title = "Shared memory that is inherited as a copy is private to the child",
  .needs = "minherit",
  .faults = "minherit-does-nothing shared-empty-in-child shared-unmapped-in-child fork-moves",
  .why = "A snapshot of memory that is shared with others: the child goes on with the state at "
         "fork.",
  .portable = "Copy it, into memory that is private.",
  .forks = 1)
{
  struct region region = region_new (variant, 2 * page_size ());

  must_inherit (&region, MODE_COPY);
  observe_sharing (&region);
}

BEHAVIOUR (inherit_none, EACH_SHARING,
  .id = "inherit.none",
  .title = "Memory that is not inherited is not there in the child, and the parent keeps it",
  .needs = "minherit",
  .faults = "minherit-does-nothing minherit-reaches-parent",
  .why = "Keys that no child is to have: there is nothing to wipe.",
  .portable = "madvise with MADV_DONTFORK on Linux.",
  .forks = 1)
{
  struct region region = region_new (variant, 2 * page_size ());

  must_inherit (&region, MODE_NONE);
  observe_region_in_child (&region);
  observe_region (&region);
}

BEHAVIOUR (inherit_zero, ONE_PRIVATE,
  .id = "inherit.zero",
  .title = "Memory that is inherited as zero is zero in the child, and the parent keeps it",
  .needs = "minherit INHERIT_ZERO",
  .faults = "minherit-does-nothing minherit-reaches-parent private-unmapped-in-child fork-moves",
  .why = "arc4random of OpenBSD notices a fork by it; the mode was made there, and has another "
         "value on NetBSD.",
  .portable = "madvise with MADV_WIPEONFORK on Linux; elsewhere compare getpid.",
  .forks = 1)
{
  struct region region = region_new (variant, 2 * page_size ());

  must_inherit (&region, MODE_ZERO);
  observe_region_in_child (&region);
  observe_region (&region);
}

BEHAVIOUR (inherit_zero_again, ONE_PRIVATE,
  .id = "inherit.zero-grandchild",
  .title = "Memory that is inherited as zero is zero in the children of the child as well",
  .needs = "minherit INHERIT_ZERO",
  .faults = "minherit-does-nothing minherit-ends-with-child private-unmapped-in-child fork-moves",
  .why = "A daemon forks twice before it does anything.",
  .portable = "Call minherit again in the child.",
  .forks = 2)
{
  struct region region = region_new (variant, 2 * page_size ());

  must_inherit (&region, MODE_ZERO);
  observe_region_in_grandchild (&region);
}

BEHAVIOUR (inherit_undone, ONE_PRIVATE,
  .id = "inherit.undone",
  .title = "The last mode that was set is the one that counts",
  .needs = "minherit",
  .faults = "minherit-sticks private-empty-in-child private-unmapped-in-child fork-moves",
  .why = "Memory that held a key is used for other things later.",
  .portable = "madvise with MADV_DOFORK on Linux.",
  .forks = 1)
{
  struct region region = region_new (variant, 2 * page_size ());

  must_inherit (&region, MODE_NONE);
  must_inherit (&region, MODE_COPY);
  observe_region_in_child (&region);
}

BEHAVIOUR (inherit_unknown, ONE_PRIVATE,
  .id = "inherit.unknown",
  .title = "A mode that nobody has defined is refused with EINVAL",
  .needs = "minherit",
  .faults = "minherit-unknown-accepted",
  .why = "Programs that want zeros in the child try the mode and must learn that it is missing.",
  .portable = "Test for the name of the mode, then check the result.")
{
  struct region region = region_new (variant, 2 * page_size ());

  observe_result (minherit (region.memory, region.length, INT_MAX));
  observe_region (&region);
}
