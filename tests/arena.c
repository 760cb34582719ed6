/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worked example of use: an arena, from which blocks are taken one after the other and given back
   all at once.  The first part may be copied; what it does differently from the arena of the
   textbooks is what the behaviours below it are about.  */
#include "harness/harness.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

/* ---- The arena.  ---- */

struct arena
{
  unsigned char *base; /* NULL if there is none */
  size_t capacity;     /* in bytes; a multiple of the page size, and so of the alignment */
  size_t used;         /* a multiple of the alignment */
};

/* As strictly aligned as any object: C11's max_align_t, for C99.  */
union most_aligned
{
  long double real;
  intmax_t integer;
  void *pointer;
  void (*function) (void);
};

struct alignment_probe
{
  char before;
  union most_aligned object;
};

enum { ALIGNMENT = offsetof (struct alignment_probe, object) };

/* Makes an arena for SIZE bytes.  If it cannot, returns false with errno set, and the arena has
   room for nothing: all the functions may be called on it.  */
static bool
arena_create (struct arena *arena, const struct variant *technique, size_t size)
{
  size_t page = page_size ();
  size_t capacity = size + (page - 1);
  void *base;
  int fd;

  memset (arena, 0, sizeof *arena);
  /* Whole pages are mapped whatever is asked for; rounding up may wrap around.  */
  if (size == 0 || capacity < size)
    {
      errno = ENOMEM;
      return false;
    }
  capacity -= capacity % page;
  fd = variant_fd (technique);
  base = map_with (technique, NULL, capacity, PROT_READ | PROT_WRITE, 0, fd, 0);
  release_fd (fd);
  if (base == MAP_FAILED)
    return false;
  arena->base = base;
  arena->capacity = capacity;
  return true;
}

/* A block of SIZE bytes, aligned for any object and zero; NULL if there is no room.  The comparison
   comes before the rounding: both the room and what is used up are multiples of the alignment, so
   that what fits still fits when it is rounded, and nothing can wrap around.  */
static void *
arena_allocate (struct arena *arena, size_t size)
{
  unsigned char *block;

  /* Two blocks never have one address.  */
  if (size == 0)
    size = 1;
  if (size > arena->capacity - arena->used)
    return NULL;
  block = arena->base + arena->used;
  arena->used += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  return block;
}

/* Gives all blocks back.  Returns false with errno set if the system refuses.  */
static bool
arena_destroy (struct arena *arena)
{
  bool unmapped = arena->base == NULL || munmap (arena->base, arena->capacity) == 0;

  memset (arena, 0, sizeof *arena);
  return unmapped;
}

/* ---- The questions.  ---- */

enum { PAGES = 4 };

/* An arena of PAGES pages; ends the behaviour if there is none.  */
static void
open_arena (struct arena *arena, const struct variant *variant)
{
  if (!arena_create (arena, variant, PAGES * page_size ()))
    {
      observe_errno (errno);
      finish ();
    }
}

/* A value that fresh memory does not have.  */
enum { DIRTY = 0xa5 };

/* Sees to it that the system has pages to give that are not zero yet.  */
static void
leave_dirt_behind (const struct variant *variant)
{
  struct arena arena;

  open_arena (&arena, variant);
  memset (arena.base, DIRTY, arena.capacity);
  if (!arena_destroy (&arena))
    {
      observe_errno (errno);
      finish ();
    }
}

/* The number that a block is filled with: different for neighbours, never zero.  */
static unsigned char
mark_of (size_t block)
{
  return (unsigned char) (1 + block % 251);
}

static bool
has_mark (const unsigned char *block, size_t size, unsigned char mark)
{
  for (size_t i = 0; i < size; i++)
    if (block[i] != mark)
      return false;
  return true;
}

BEHAVIOUR (arena_blocks, EVERY_PRIVATE,
  .id = "arena.allocations-zero-and-aligned",
  .title = "The blocks of an arena are aligned for any object, zero, and apart from each other",
  .claims = "ARENA-1 ARENA-2 ANON-2 ANON-4 TAB-3",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte dirty-recycled map-unaligned",
  .why = "Rounding to 8 bytes, as textbooks do, gives addresses that are wrong for long double and "
         "for vector types where the machine aligns them to 16.",
  .portable = "Round up to the alignment of max_align_t; a mapping begins at a page, which is "
              "enough.")
{
  static const size_t sizes[] = { 1, 8, 24, 100, 64, 0, 1000, 3 };
  enum { SIZES = sizeof sizes / sizeof *sizes, BLOCKS = 40 };
  unsigned char *blocks[BLOCKS];
  struct arena arena;
  bool aligned = true;
  bool kept = true;

  leave_dirt_behind (variant);
  open_arena (&arena, variant);
  for (size_t i = 0; i < BLOCKS; i++)
    {
      blocks[i] = arena_allocate (&arena, sizes[i % SIZES]);
      if (blocks[i] == NULL)
        {
          observe ("null");
          finish ();
        }
      aligned = aligned && (uintptr_t) blocks[i] % ALIGNMENT == 0;
    }
  observe (aligned ? "aligned" : "unaligned");
  observe_zero (arena.base, arena.capacity);
  for (size_t i = 0; i < BLOCKS; i++)
    memset (blocks[i], mark_of (i), sizes[i % SIZES]);
  for (size_t i = 0; i < BLOCKS; i++)
    kept = kept && has_mark (blocks[i], sizes[i % SIZES], mark_of (i));
  observe (kept ? "kept" : "lost");
}

/* "null" if there is no block of SIZE bytes, "success" if there is one.  */
static void
observe_allocation (struct arena *arena, size_t size)
{
  observe (arena_allocate (arena, size) == NULL ? "null" : "success");
}

BEHAVIOUR (arena_full, EVERY_PRIVATE,
  .id = "arena.full-is-null",
  .title = "An arena gives out its last byte and then NULL",
  .claims = "ARENA-2",
  .faults = "map-refused device-map-refused",
  .why = "An arena that gives out one byte too many damages what lies behind it, or faults; one "
         "that keeps some back wastes a page at a time.",
  .portable = "Compare with what is left, not with what would be used.")
{
  struct arena arena;
  unsigned char *block;

  open_arena (&arena, variant);
  block = arena_allocate (&arena, PAGES * page_size ());
  if (block != NULL && touch_pages (block, PAGES * page_size ()))
    observe ("success");
  observe_allocation (&arena, 1);
  observe_allocation (&arena, 0);
}

BEHAVIOUR (arena_overflow, EVERY_PRIVATE,
  .id = "arena.overflow-is-null",
  .title = "An arena refuses sizes that wrap around when they are rounded up, and goes on working",
  .claims = "ARENA-3",
  .faults = "map-refused device-map-refused",
  .why = "A length from a file or a network that wraps around gives a short block for a long one: "
         "the classic hole in allocators.",
  .portable = "Compare the size with what is left before rounding it up.")
{
  struct arena arena;

  open_arena (&arena, variant);
  observe_allocation (&arena, SIZE_MAX);
  observe_allocation (&arena, SIZE_MAX - 3);
  observe_allocation (&arena, SIZE_MAX - ALIGNMENT + 1);
  observe_allocation (&arena, SIZE_MAX - arena.capacity);
  observe_allocation (&arena, SIZE_MAX / 2 + 1);
  observe_allocation (&arena, 1);
}

BEHAVIOUR (arena_failed, EVERY_PRIVATE,
  .id = "arena.failed-is-null",
  .title = "An arena that could not be mapped gives out nothing and is destroyed without harm",
  .claims = "ARENA-1 ARENA-4 ARENA-5",
  .faults = "length-huge-accepted",
  .why = "MAP_FAILED is not NULL: code that keeps it as a base hands out addresses at the end of "
         "memory (netdata/netdata PR 1046, topjohnwu/Magisk PR 5402).",
  .portable = "Compare with MAP_FAILED at once, and keep NULL and a capacity of 0 instead of it.")
{
  struct arena arena;
  size_t impossible = SIZE_MAX - 2 * page_size ();

  observe (arena_create (&arena, variant, impossible) ? "mapped" : "refused");
  observe_allocation (&arena, 0);
  observe_allocation (&arena, 1);
  observe (arena_destroy (&arena) ? "success" : "refused");
}

BEHAVIOUR (arena_destroyed, EVERY_PRIVATE,
  .id = "arena.destroyed-faults",
  .title = "The memory of an arena is gone once the arena is destroyed, and the arena gives out "
           "nothing",
  .claims = "ARENA-5 ANON-5 MAL-9 UNM-1",
  .needs = "MMU",
  .faults = "unmap-does-nothing",
  .why = "What the blocks held must be out of reach afterwards, and a late user must find out at "
         "once.",
  .portable = "munmap the length that was mapped, then forget base, capacity and what was used.")
{
  struct arena arena;
  const volatile unsigned char *first;
  const volatile unsigned char *last;

  open_arena (&arena, variant);
  memset (arena.base, DIRTY, arena.capacity);
  first = arena.base;
  last = arena.base + arena.capacity - 1;
  if (!arena_destroy (&arena))
    observe_errno (errno);
  observe (signal_of_read (first) != 0 && signal_of_read (last) != 0 ? "unmapped" : "kept");
  observe_allocation (&arena, 1);
}

/* ---- What the textbooks' arena does instead.  ---- */

/* It rounds up first, and adds what is used to the result before it compares.  */
static bool
textbook_has_room (const struct arena *arena, size_t size)
{
  size_t rounded = (size + 7) / 8 * 8;

  return arena->used + rounded <= arena->capacity;
}

BEHAVIOUR (arena_textbook_overflow, EVERY_PRIVATE,
  .id = "arena.textbook-overflow",
  .title = "An arena that rounds a size up before it compares gives out a block for an impossible "
           "size",
  .claims = "ARENA-3",
  .faults = "map-refused device-map-refused",
  .why = "The check is there and looks right: it is only made on a number that has wrapped around.",
  .portable = "Compare the size with what is left before rounding it up.")
{
  struct arena arena;

  open_arena (&arena, variant);
  observe (textbook_has_room (&arena, SIZE_MAX - 3) ? "success" : "null");
}

BEHAVIOUR (arena_textbook_failed, EVERY_PRIVATE,
  .id = "arena.textbook-failed",
  .title = "An arena that keeps MAP_FAILED as its base gives out that address for a block of no "
           "bytes",
  .claims = "ARENA-4",
  .faults = "length-huge-accepted",
  .why = "The caller compares with NULL, and MAP_FAILED is another address.",
  .portable = "Keep NULL instead of MAP_FAILED, and count a block of no bytes as one byte.")
{
  size_t impossible = SIZE_MAX - 2 * page_size ();
  struct arena arena;
  int fd = variant_fd (variant);

  memset (&arena, 0, sizeof arena);
  arena.base = map_with (variant, NULL, impossible, PROT_READ | PROT_WRITE, 0, fd, 0);
  release_fd (fd);
  if (arena.base != MAP_FAILED)
    observe ("mapped");
  observe (textbook_has_room (&arena, 0) && arena.base != NULL ? "success" : "null");
}
