/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What malloc does with anonymous mappings.  Each question is put to a process without a past: what
   was freed before changes the answers.  No size here is near a threshold that any library has.  */
#include "harness/harness.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined HAVE_MALLOPT || defined HAVE_MALLINFO2
# include <malloc.h>
#endif

enum
{
  KIB = 1024,
  MIB = 1024 * KIB,
  SMALL = 80 * KIB,
  LARGE_BLOCK = 1 * MIB,
  /* Above the first threshold of glibc, and not above the last one where long has 32 bits.  */
  MEDIUM_BLOCK = 384 * KIB,
  /* Above the highest threshold that glibc lets itself reach: 32 MiB.  */
  HUGE_BLOCK = 40 * MIB
};

/* Called through these, so that no compiler takes a pair of them away or reasons about blocks.  */
static void *(*volatile allocate) (size_t size) = malloc;
static void *(*volatile allocate_zeroed) (size_t count, size_t size) = calloc;
static void (*volatile release) (void *block) = free;

/* A block of SIZE bytes; ends the behaviour if there is none.  */
static unsigned char *
block_of (size_t size)
{
  unsigned char *block = allocate (size);

  if (block == NULL)
    {
      observe ("null");
      finish ();
    }
  return block;
}

#ifdef HAVE_SBRK

/* True if BLOCK lies in the heap that grows by sbrk: above the program's own data and below the
   break.  Mappings are elsewhere.  */
static bool
is_in_heap (const unsigned char *block)
{
  static char own_data;

  return (uintptr_t) block > (uintptr_t) &own_data && (uintptr_t) block < (uintptr_t) sbrk (0);
}

/* Where a block of SIZE bytes is taken from.  It is kept.  */
static void
observe_place (size_t size)
{
  observe (is_in_heap (block_of (size)) ? "heap" : "mapped");
}

/* The same for a block that is freed at once.  */
static void
observe_place_and_free (size_t size)
{
  unsigned char *block = block_of (size);

  observe (is_in_heap (block) ? "heap" : "mapped");
  release (block);
}

#else

static void
observe_place (size_t size)
{
  (void) size;
  cannot_find_out ("built without sbrk");
}

static void
observe_place_and_free (size_t size)
{
  observe_place (size);
}

#endif

BEHAVIOUR (malloc_large_is_mapping, ONCE,
  .id = "malloc.large-is-mapping",
  .title = "The first large block of malloc is a mapping, not a part of the heap",
  .claims = "MAL-1 MAL-7",
  .needs = "sbrk",
  .faults = "malloc-never-maps",
  .why = "Who counts mappings, limits the heap with RLIMIT_DATA or reads a core file must know "
         "which of the two a large buffer is.",
  .portable = "Do not rely on it: ask mmap for memory that must be a mapping.",
  .process = FRESH_PROCESS)
{
  observe_place (LARGE_BLOCK);
}

BEHAVIOUR (malloc_small_is_heap, ONCE,
  .id = "malloc.small-is-heap",
  .title = "A small block of malloc is taken from the heap that grows by sbrk",
  .claims = "MAL-8",
  .needs = "sbrk",
  .faults = "malloc-always-maps",
  .why = "Systems without sbrk, and libraries that do not use it, take every byte from mappings; "
         "limits and statistics then count other things.",
  .portable = "Do not rely on it.",
  .process = FRESH_PROCESS)
{
  observe_place (SMALL);
}

BEHAVIOUR (malloc_small_is_reused, ONCE,
  .id = "malloc.small-is-reused",
  .title = "A small block that was freed is what the next malloc of its size gives",
  .claims = "MAL-8",
  .faults = "free-keeps",
  .why = "Hardened allocators delay this on purpose; programs with a use after free seem to work "
         "with one library and break with another.",
  .portable = "Do not rely on it, and never read a block after free.",
  .process = FRESH_PROCESS)
{
  uintptr_t first = (uintptr_t) block_of (SMALL);

  release ((void *) first);
  observe ((uintptr_t) block_of (SMALL) == first ? "reused" : "moved");
}

BEHAVIOUR (malloc_free_unmaps, ONCE,
  .id = "malloc.free-unmaps",
  .title = "Freeing a large block unmaps it at once",
  .claims = "MAL-2",
  .needs = "MMU",
  .faults = "malloc-never-maps free-keeps",
  .why = "Memory goes back to the system now and not some day; and a use after free of a large "
         "buffer crashes with one library and goes unnoticed with another.",
  .portable = "Do not rely on it: munmap memory that must be gone.",
  .process = FRESH_PROCESS)
{
  unsigned char *block = block_of (LARGE_BLOCK);
  /* A volatile copy, so that no compiler connects it with what was freed.  */
  const volatile unsigned char *volatile middle = block + LARGE_BLOCK / 2;

  /* The younger neighbour keeps a heap from shrinking over the freed block: that looks alike.  */
  block_of (SMALL);
  memset (block, 1, LARGE_BLOCK);
  release (block);
  observe (signal_of_read (middle) != 0 ? "unmapped" : "kept");
}

BEHAVIOUR (malloc_dynamic_threshold, ONCE,
  .id = "malloc.dynamic-threshold",
  .title = "Once a large mapped block was freed, the next of its size comes from the heap",
  .claims = "MAL-3",
  .needs = "sbrk",
  .faults = "malloc-never-maps malloc-always-maps free-keeps threshold-fixed",
  .why = "The rule that large blocks are mappings holds for the first one only: memory that is "
         "given back at once in a test stays with the process in a long run.",
  .portable = "Do not rely on it; with glibc, mallopt with M_MMAP_THRESHOLD freezes the threshold.",
  .process = FRESH_PROCESS)
{
  observe_place_and_free (MEDIUM_BLOCK);
  observe_place (MEDIUM_BLOCK);
}

BEHAVIOUR (malloc_huge_is_always_mapping, ONCE,
  .id = "malloc.huge-is-always-mapping",
  .title = "A block above the highest threshold is a mapping however often it was freed",
  .claims = "MAL-3",
  .needs = "sbrk",
  .faults = "malloc-never-maps",
  .why = "The threshold that rises with what is freed has an end, and only above it do large "
         "blocks always come and go as mappings.",
  .portable = "Do not rely on it: ask mmap for memory that must be a mapping.",
  .process = FRESH_PROCESS)
{
  observe_place_and_free (HUGE_BLOCK);
  observe_place_and_free (HUGE_BLOCK);
  observe_place (HUGE_BLOCK);
}

BEHAVIOUR (malloc_mallopt_threshold, ONCE,
  .id = "malloc.mallopt-threshold",
  .title = "With the threshold set to 512 KiB by mallopt a smaller block comes from the heap and "
           "every larger one is a mapping",
  .claims = "MAL-4 MAL-5",
  .needs = "mallopt sbrk",
  .faults = "malloc-never-maps malloc-always-maps malloc-always-heap-after-mallopt mallopt-refuses "
            "threshold-fixed",
  .why = "Programs tune their memory with it; a library that accepts the call and does nothing "
         "leaves them slow without a word.",
  .portable = "Check what mallopt returns, and that M_MMAP_THRESHOLD is defined at all.",
  .process = FRESH_PROCESS)
{
#if defined HAVE_MALLOPT && defined M_MMAP_THRESHOLD
  if (mallopt (M_MMAP_THRESHOLD, 512 * KIB) == 0)
    {
      observe ("refused");
      finish ();
    }
  observe_place (256 * KIB);
  observe_place_and_free (LARGE_BLOCK);
  observe_place (LARGE_BLOCK);
#else
  /* A mallopt that knows no threshold has nothing to accept.  */
  observe ("refused");
#endif
}

#ifdef HAVE_MALLINFO2

/* True if mappings and their bytes are counted as in BEFORE, and COUNT blocks of SIZE more.  */
static bool
counts_are (const struct mallinfo2 *before, size_t count, size_t size)
{
  struct mallinfo2 now = mallinfo2 ();

  return now.hblks == before->hblks + count && now.hblkhd >= before->hblkhd + count * size
         && (count > 0 || now.hblkhd == before->hblkhd);
}

#endif

BEHAVIOUR (malloc_mallinfo2_counts, ONCE,
  .id = "malloc.mallinfo2-counts",
  .title = "mallinfo2 counts a large block and its bytes while it lives, and not after",
  .claims = "MAL-6 MAL-7",
  .needs = "mallinfo2",
  .faults = "malloc-never-maps malloc-always-maps free-keeps mallinfo-lies",
  .why = "Monitoring reads these numbers; mallinfo, which it replaces, wraps at 4 GiB.",
  .portable = "Ask only where the function is found at build time; there is no other portable "
              "count.",
  .process = FRESH_PROCESS)
{
#ifdef HAVE_MALLINFO2
  struct mallinfo2 before = mallinfo2 ();
  unsigned char *block = block_of (LARGE_BLOCK);
  bool counted = counts_are (&before, 1, LARGE_BLOCK);

  release (block);
  observe (counted && counts_are (&before, 0, LARGE_BLOCK) ? "counted" : "not counted");
#else
  cannot_find_out ("built without mallinfo2");
#endif
}

/* Zeroed memory of SIZE bytes, where there has been such a block that was written full.  */
static void
observe_zeroed (size_t size)
{
  unsigned char *dirty = block_of (size);
  unsigned char *zeroed;

  memset (dirty, 0xfe, size);
  release (dirty);
  zeroed = allocate_zeroed (size, 1);
  if (zeroed == NULL)
    {
      observe ("null");
      finish ();
    }
  observe_zero (zeroed, size);
}

BEHAVIOUR (malloc_calloc_zero, ONCE,
  .id = "malloc.calloc-zero",
  .title = "calloc gives zeros, also where a freed block was written",
  .claims = "ANON-2",
  .shall = "zero",
  .shall_source = "POSIX.1-2024 calloc, DESCRIPTION (all bits 0)",
  .faults = "calloc-dirty",
  .why = "Libraries leave out the clearing where the memory is a new mapping; that is right only "
         "if new mappings are zero and the library knows which ones are new.",
  .portable = "calloc for memory that must be zero, or mmap; never malloc.",
  .process = FRESH_PROCESS)
{
  observe_zeroed (SMALL);
  observe_zeroed (LARGE_BLOCK);
  observe_zeroed (LARGE_BLOCK);
}
