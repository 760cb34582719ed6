/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mremap as Linux has it: where the mapping goes, what is in it, what is left behind.  Each page is
   touched: that a call succeeds says little about the memory that it gives.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>

/* Half of them before growing, all of them after.  */
enum { PAGES = 4 };

/* Names for where the headers have none; no call is made there.  */
#ifdef MREMAP_MAYMOVE
enum { MAY_MOVE = MREMAP_MAYMOVE };
#else
enum { MAY_MOVE = 0 };
#endif
#ifdef MREMAP_FIXED
enum { FIXED = MREMAP_FIXED };
#else
enum { FIXED = 0 };
#endif
#ifdef MREMAP_DONTUNMAP
enum { DONT_UNMAP = MREMAP_DONTUNMAP };
#else
enum { DONT_UNMAP = 0 };
#endif

/* TARGET is for FIXED.  */
static void *
remap (void *memory, size_t old_length, size_t new_length, int flags, void *target)
{
#if defined HAVE_MREMAP_FIXED
  return mremap (memory, old_length, new_length, flags, target);
#elif defined HAVE_MREMAP
  (void) target;
  return mremap (memory, old_length, new_length, flags);
#else
  (void) memory;
  (void) old_length;
  (void) new_length;
  (void) flags;
  (void) target;
  errno = ENOSYS;
  return MAP_FAILED;
#endif
}

/* Where the mapping is now, as one value; ends the behaviour if it is nowhere.  */
static unsigned char *
observe_place (void *result, const void *old)
{
  if (result == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  observe (result == old ? "same address" : "moved");
  return result;
}

/* What a call gave that ought to be refused.  */
static void
observe_refusal (const void *result)
{
  if (result == MAP_FAILED)
    observe_errno (errno);
  else
    observe ("mapped");
}

/* The signal that reading each page raises, or "mapped".  */
static void
observe_gone (const unsigned char *memory, size_t length)
{
  for (size_t i = 0; i < length; i += page_size ())
    observe_access (signal_of_read (memory + i), "mapped");
}

/* Address space that nobody else gets, without access.  */
static unsigned char *
reserve (const struct variant *variant, size_t length)
{
  int fd = variant_fd (variant);
  void *memory = map_with (variant, NULL, length, PROT_NONE, 0, fd, 0);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  return memory;
}

/* A mapping of half the pages, filled, with room for the other half behind it that is reserved.  It
   is an object of its own: shared memory is as long as the mapping that made it.  */
static unsigned char *
map_before_room (const struct variant *variant)
{
  size_t length = PAGES * page_size ();
  unsigned char *room = reserve (variant, length);
  int fd = variant_fd (variant);
  void *memory = map_with (variant, room, length / 2, PROT_READ | PROT_WRITE, MAP_FIXED, fd, 0);

  if (memory != room)
    {
      if (memory == MAP_FAILED)
        observe_errno (errno);
      else
        observe ("moved");
      finish ();
    }
  release_fd (fd);
  fill_pattern (memory, length / 2);
  return memory;
}

/* ---- Growing and shrinking ---- */

/* LENGTH bytes with as many behind them that belong to nobody's question: an emulator takes what
   stands behind a mapping that shrinks.  */
static unsigned char *
map_before_more (const struct variant *variant, size_t length)
{
  unsigned char *memory = map_patterned (variant, 2 * length);

  fill_pattern (memory + length, length);
  return memory;
}

static void
observe_behind (const unsigned char *memory, size_t length)
{
  if (contents_of (memory + length, length) != CONTENTS_KEPT)
    observe ("lost");
}

BEHAVIOUR (remap_shrink, EACH_OBJECT,
  .id = "remap.shrink",
  .title = "A shrunk mapping stays where it is, keeps its beginning and loses its end",
  .needs = "mremap MMU",
  .faults = "remap-refused remap-loses-contents remap-keeps-old map-unaligned",
  .why = "realloc to a smaller size gives memory back this way; an end that stays mapped is a leak "
         "and one that takes the beginning along is corruption.",
  .portable = "munmap of the end does the same everywhere.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_before_more (variant, length);

  observe_place (remap (memory, length, length / 2, 0, NULL), memory);
  observe_kept (memory, length / 2);
  observe_gone (memory + length / 2, length / 2);
  observe_behind (memory, length);
}

BEHAVIOUR (remap_grow_in_place, EACH_OBJECT,
  .id = "remap.grow-in-place",
  .title = "A mapping grows in place into free room; private memory is zero there, shared memory "
           "faults",
  .needs = "mremap",
  .faults = "remap-refused remap-loses-contents remap-growth-dirty remap-shared-grows "
            "dirty-fixed fixed-ignored unmap-does-nothing",
  .why = "The object behind a shared mapping does not grow with it: mremap succeeds, and the first "
         "touch is a SIGBUS. Tests that touch only the first page never see it.",
  .portable = "Map shared memory as large as it will ever be; what is not touched costs nothing.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_before_room (variant);

  unmap (memory + length / 2, length / 2);
  observe_place (remap (memory, length / 2, length, 0, NULL), memory);
  observe_kept (memory, length / 2);
  observe_zero (memory + length / 2, length / 2);
}

BEHAVIOUR (remap_shrink_and_grow, EACH_OBJECT,
  .id = "remap.shrink-and-grow",
  .title = "A mapping that is shrunk and grown again is zero there if it is private, and has its "
           "old contents if it is shared",
  .needs = "mremap",
  .faults = "remap-refused remap-loses-contents remap-growth-dirty remap-shared-grows "
            "shared-is-private private-is-shared map-unaligned remap-keeps-old",
  .why = "Fresh memory that is not zero: an allocator that grows a shared arena back finds what it "
         "freed, since the object was never cut.",
  .portable = "Do not count on zeros in shared memory that was mapped before.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_before_more (variant, length);

  fill_pattern (memory + length / 2, length / 2);
  observe_place (remap (memory, length, length / 2, 0, NULL), memory);
  observe_place (remap (memory, length / 2, length, 0, NULL), memory);
  observe_kept (memory, length / 2);
  observe_contents (contents_of (memory + length / 2, length / 2));
  observe_behind (memory, length);
}

BEHAVIOUR (remap_grow_moved, EACH_OBJECT,
  .id = "remap.grow-moved",
  .title = "A mapping without room moves with its contents, and nothing is left at the old address",
  .needs = "mremap MMU",
  .faults = "remap-refused remap-loses-contents remap-growth-dirty remap-shared-grows "
            "remap-keeps-old dirty-fixed fixed-ignored",
  .why = "realloc of a large block is this call, in glibc and in musl: contents that are lost for "
         "one page in the middle would be any program's corruption.",
  .portable = "Map anew, copy and unmap.")
{
  size_t length = PAGES * page_size ();
  unsigned char *old = map_before_room (variant);
  unsigned char *memory = observe_place (remap (old, length / 2, length, MAY_MOVE, NULL), old);

  observe_kept (memory, length / 2);
  observe_zero (memory + length / 2, length / 2);
  observe_gone (old, length / 2);
}

BEHAVIOUR (remap_grow_blocked, EACH_SHARING,
  .id = "remap.grow-blocked",
  .title = "A mapping without room and without MREMAP_MAYMOVE is refused with ENOMEM and kept",
  .needs = "mremap",
  .faults = "remap-moves-unasked fixed-ignored remap-refused",
  .why = "Who holds pointers into the memory asks for it to stay; a mapping that moves all the "
         "same leaves them dangling.",
  .portable = "Expect it to fail, and map a second piece.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_before_room (variant);

  observe_refusal (remap (memory, length / 2, length, 0, NULL));
  observe_contents (contents_of (memory, length / 2));
}

/* ---- Moving ---- */

BEHAVIOUR (remap_fixed, EACH_OBJECT,
  .id = "remap.fixed",
  .title = "MREMAP_FIXED moves a mapping to the address asked for, over what is there",
  .needs = "mremap MREMAP_FIXED MMU",
  .faults = "remap-refused remap-loses-contents remap-keeps-old remap-fixed-elsewhere "
            "map-unaligned",
  .why = "Collectors and emulators arrange their address space so; a neighbour or a remnant of the "
         "old target that shines through would be found much later.",
  .portable = "mmap with MAP_FIXED over a reservation of one's own, and copy.")
{
  size_t length = PAGES * page_size ();
  unsigned char *target = map_new (variant, length);
  unsigned char *memory = map_patterned (variant, length);
  unsigned char *result = remap (memory, length, length, MAY_MOVE | FIXED, target);

  if (result != MAP_FAILED && result != target)
    observe ("ignored");
  observe_place (result, memory);
  observe_kept (result, length);
  observe_gone (memory, length);
}

BEHAVIOUR (remap_protection, ONE_PRIVATE,
  .id = "remap.keeps-protection",
  .title = "A mapping that moves keeps its protection",
  .needs = "mremap mprotect MMU",
  .faults = "remap-refused remap-loses-contents remap-unprotects fixed-ignored protection-stays "
            "mprotect-loses",
  .why = "Constant data that become writable by being moved are no longer constant.",
  .portable = "Call mprotect again after moving.")
{
  size_t length = PAGES * page_size ();
  unsigned char *old = map_before_room (variant);
  unsigned char *memory;

  if (mprotect (old, length / 2, PROT_READ) != 0)
    cannot_find_out ("mprotect failed");
  memory = observe_place (remap (old, length / 2, length, MAY_MOVE, NULL), old);
  observe_kept (memory, length / 2);
  observe_access (signal_of_write (memory), "mapped");
}

BEHAVIOUR (remap_dontunmap, EACH_OBJECT,
  .id = "remap.dontunmap",
  .title = "MREMAP_DONTUNMAP moves the pages and leaves the old range mapped: zero if it is "
           "private, with the same contents if it is shared",
  .needs = "mremap MREMAP_DONTUNMAP",
  .faults = "remap-refused remap-loses-contents dontunmap-unmaps shared-is-private "
            "private-is-shared map-unaligned",
  .why = "Collectors take pages away from under running threads. The manual has it for private "
         "anonymous memory alone; since Linux 5.13 shared memory is taken as well and is then at "
         "both addresses.",
  .portable = "There is nothing like it elsewhere.")
{
  size_t length = PAGES * page_size ();
  unsigned char *old = map_patterned (variant, length);
  unsigned char *memory
    = observe_place (remap (old, length, length, MAY_MOVE | DONT_UNMAP, NULL), old);

  observe_kept (memory, length);
  observe_contents (contents_of (old, length));
}

struct scene
{
  const unsigned char *memory;
  size_t length;
  struct turnstile turnstile;
};

/* Lets the parent know that fork is over before it waits to be told to look.  */
static int
look_after_waiting (void *data)
{
  struct scene *scene = data;

  child_go (&scene->turnstile);
  child_wait (&scene->turnstile);
  return contents_of (scene->memory, scene->length);
}

BEHAVIOUR (remap_stays_shared, EACH_SHARED,
  .id = "remap.stays-shared",
  .title = "Shared memory that moves in the parent is still shared with a child that did not move",
  .needs = "mremap",
  .faults = "remap-refused remap-copies shared-empty-in-child shared-unmapped-in-child "
            "fork-moves fixed-ignored",
  .why = "The address is a matter of one process, the memory is not: a move that makes a copy "
         "separates processes that believe themselves to be talking.",
  .portable = "Map before fork, and do not move.",
  .forks = 1)
{
  struct scene scene = { .length = PAGES / 2 * page_size () };
  unsigned char *old = map_before_room (variant);
  unsigned char *memory;
  pid_t child;
  int found;

  scene.memory = old;
  for (size_t i = 0; i < scene.length; i++)
    old[i] = 0;
  turnstile_open (&scene.turnstile);
  child = start_child (look_after_waiting, &scene);
  parent_wait (&scene.turnstile);
  memory = remap (old, scene.length, 2 * scene.length, MAY_MOVE, NULL);
  if ((void *) memory != MAP_FAILED)
    fill_pattern (memory, scene.length);
  parent_go (&scene.turnstile);
  found = wait_child (child);
  if ((void *) memory == MAP_FAILED)
    observe ("refused");
  observe (found == CONTENTS_KEPT ? "shared" : found == CONTENTS_ZERO ? "private" : "lost");
}

/* ---- An old size of 0 ---- */

BEHAVIOUR (remap_duplicate_shared, EACH_SHARED,
  .id = "remap.duplicate-shared",
  .title = "An old size of 0 gives the same shared memory at a second address",
  .needs = "mremap",
  .faults = "remap-refused remap-copies shared-is-private map-unaligned",
  .why = "Ring buffers are mapped twice in a row so, and code generators get a writable and an "
         "executable view of one memory.",
  .portable = "Map an unlinked file, shm_open or memfd_create, twice.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_new (variant, length);
  unsigned char *second = observe_place (remap (memory, 0, length, MAY_MOVE, NULL), memory);
  enum contents there;
  enum contents back;

  fill_pattern (memory, length);
  there = contents_of (second, length);
  for (size_t i = 0; i < length; i++)
    second[i] = 0;
  back = contents_of (memory, length);
  observe (there == CONTENTS_KEPT && back == CONTENTS_ZERO ? "shared" : "private");
}

BEHAVIOUR (remap_duplicate_private, EACH_PRIVATE,
  .id = "remap.duplicate-private",
  .title = "An old size of 0 is refused with EINVAL for private memory",
  .needs = "mremap",
  .faults = "remap-error-hidden private-is-shared remap-refused",
  .why = "Before Linux 4.14 it gave fresh memory that had nothing to do with the old, and who "
         "wanted two views of one page had two pages.",
  .portable = "Private memory has one address.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  observe_refusal (remap (memory, 0, length, MAY_MOVE, NULL));
  observe_contents (contents_of (memory, length));
}

/* ---- Errors ---- */

BEHAVIOUR (remap_unaligned, ONE_PRIVATE,
  .id = "remap.unaligned",
  .title = "An old address inside a page is refused with EINVAL",
  .needs = "mremap",
  .faults = "remap-error-hidden remap-refused",
  .why = "Blocks begin behind a header; the call wants the address that mmap gave.",
  .portable = "Subtract the header first.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  observe_refusal (remap (memory + 1, length / 2, length / 4, 0, NULL));
  observe_contents (contents_of (memory, length));
}

BEHAVIOUR (remap_to_nothing, ONE_PRIVATE,
  .id = "remap.new-size-zero",
  .title = "A new size of 0 is refused with EINVAL and the mapping is kept",
  .needs = "mremap",
  .faults = "remap-error-hidden remap-refused",
  .why = "realloc to 0 may free; this never does.",
  .portable = "munmap.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  observe_refusal (remap (memory, length, 0, MAY_MOVE, NULL));
  observe_contents (contents_of (memory, length));
}

BEHAVIOUR (remap_overlap, ONE_PRIVATE,
  .id = "remap.fixed-overlap",
  .title = "A target that overlaps the mapping itself is refused with EINVAL and nothing moves",
  .needs = "mremap MREMAP_FIXED",
  .faults = "remap-error-hidden remap-refused remap-fixed-elsewhere",
  .why = "memmove allows it; this call would unmap what it is about to move.",
  .portable = "Move by way of a third range.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  observe_refusal (remap (memory, length / 2, length / 2, MAY_MOVE | FIXED, memory + length / 4));
  observe_contents (contents_of (memory, length));
}

BEHAVIOUR (remap_unmapped, ONE_PRIVATE,
  .id = "remap.unmapped",
  .title = "A range where nothing is mapped is refused with EFAULT",
  .needs = "mremap",
  .faults = "remap-error-hidden unmap-does-nothing map-unaligned",
  .why = "Growing a block that was freed is an error that is told, where it still is free.",
  .portable = "Forget the address with munmap.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  unmap (memory, length);
  observe_refusal (remap (memory, length / 2, length, MAY_MOVE, NULL));
}

BEHAVIOUR (remap_two_mappings, ONE_PRIVATE,
  .id = "remap.two-mappings",
  .title = "Growing a range that has become two mappings is refused with EFAULT, and both are kept",
  .needs = "mremap mprotect",
  .faults = "remap-error-hidden protection-stays map-unaligned remap-refused "
            "mprotect-takes-whole",
  .why = "mprotect of a part splits a mapping without anybody seeing it; realloc by mremap then "
         "fails for a block that is whole to the program.",
  .portable = "Give the whole block one protection before growing it.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_patterned (variant, length);

  if (mprotect (memory + length / 2, length / 2, PROT_READ) != 0)
    cannot_find_out ("mprotect failed");
  observe_refusal (remap (memory, length, 2 * length, MAY_MOVE, NULL));
  observe_contents (contents_of (memory, length));
}
