/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of malloc and its relatives.  Those that would harm the runner are for large blocks only:
   it asks for none.  */
#include "fault.h"

#include <string.h>
#include <sys/mman.h>

#include "live.h"

enum { LARGE = 64 * 1024, NOTABLE = 512 };

#if defined HAVE_MALLOPT && defined M_MMAP_THRESHOLD && defined M_MMAP_MAX
# define NO_MALLOPT NULL

/* Done when the first large block is asked for, so that nothing else of the program changes.  */
static void
set_once (int parameter, int value)
{
  static bool done;

  if (!done && real.mallopt (parameter, value) == 1)
    fault_acted ();
  done = true;
}

static void *
malloc_from_heap (size_t size)
{
  if (size >= LARGE)
    set_once (M_MMAP_MAX, 0);
  return real.malloc (size);
}

/* glibc's own first threshold; to set it at all is what keeps it from rising.  */
static void *
malloc_with_fixed_threshold (size_t size)
{
  if (size >= LARGE)
    set_once (M_MMAP_THRESHOLD, 128 * 1024);
  return real.malloc (size);
}

static int
mallopt_without_effect (int parameter, int value)
{
  (void) parameter;
  (void) value;
  fault_acted ();
  return 1;
}

static int
mallopt_refused (int parameter, int value)
{
  (void) parameter;
  (void) value;
  fault_acted ();
  return 0;
}
# define MALLOPT(function) .mallopt = function
#else
# define NO_MALLOPT "no mallopt that sets the threshold"
# define malloc_from_heap NULL
# define malloc_with_fixed_threshold NULL
# define MALLOPT(function) .malloc = NULL
#endif

#ifdef HAVE_MALLINFO2
# define NO_MALLINFO2 NULL
# define MALLINFO2(function) .mallinfo2 = function

static void
count_nothing (struct mallinfo2 *info)
{
  fault_acted ();
  info->hblks = 0;
  info->hblkhd = 0;
}
#else
# define NO_MALLINFO2 "no mallinfo2"
# define MALLINFO2(function) .malloc = NULL
#endif

/* The latest blocks that are more than a few bytes; more than any test has.  */
static void *blocks[16];

enum { BLOCKS = sizeof blocks / sizeof *blocks };

static void *
malloc_noted (size_t size)
{
  static size_t next;
  void *block = real.malloc (size);

  if (size >= NOTABLE && block != NULL)
    blocks[next++ % BLOCKS] = block;
  return block;
}

static void
free_nothing (void *block)
{
  for (size_t i = 0; i < BLOCKS; i++)
    if (block != NULL && blocks[i] == block)
      {
        fault_acted ();
        return;
      }
  real.free (block);
}

/* What stands before a block that is a mapping of its own.  The mark is at no other block, since
   what stands there is a length.  */
union header
{
  struct
  {
    size_t length;
    size_t mark;
  } of;
  long double aligned;
};

static const size_t mark = (size_t) -1 / 3;

static union header *
header_of (void *block)
{
  union header *header = block;

  return block != NULL && header[-1].of.mark == mark ? &header[-1] : NULL;
}

static void *
malloc_by_mapping (size_t size)
{
  union header *header;
  size_t length = size + sizeof *header;

  if (size < NOTABLE)
    return real.malloc (size);
  header = real.mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (header == MAP_FAILED)
    return NULL;
  fault_acted ();
  header->of.length = length;
  header->of.mark = mark;
  return header + 1;
}

static void
free_mapping (void *block)
{
  union header *header = header_of (block);

  if (header != NULL)
    real.munmap (header, header->of.length);
  else
    real.free (block);
}

static void *
realloc_mapping (void *block, size_t size)
{
  union header *header = header_of (block);
  void *moved;

  if (header == NULL)
    return real.realloc (block, size);
  moved = real.malloc (size);
  if (moved != NULL)
    {
      size_t room = header->of.length - sizeof *header;

      memcpy (moved, block, room < size ? room : size);
      free_mapping (block);
    }
  return moved;
}

static void *
calloc_dirty (size_t count, size_t size)
{
  unsigned char *block = real.calloc (count, size);

  if (block != NULL && count * size >= LARGE)
    {
      block[count * size - 1] = 1;
      fault_acted ();
    }
  return block;
}

/* musl's calloc calls malloc, and looks at what stands before the block.  */
#if defined __linux__ && !defined __GLIBC__
# define NO_BLOCKS "calloc needs blocks of the library's own malloc"
#else
# define NO_BLOCKS NULL
#endif

const struct fault allocation_faults[] = {
  { .name = "malloc-never-maps", .absent = NO_MALLOPT, .malloc = malloc_from_heap },
  { .name = "malloc-always-heap-after-mallopt", .absent = NO_MALLOPT,
    MALLOPT (mallopt_without_effect) },
  { .name = "mallopt-refuses", .absent = NO_MALLOPT, MALLOPT (mallopt_refused) },
  { .name = "threshold-fixed", .absent = NO_MALLOPT, .malloc = malloc_with_fixed_threshold },
  { .name = "mallinfo-lies", .absent = NO_MALLINFO2, MALLINFO2 (count_nothing) },
  { .name = "free-keeps", .malloc = malloc_noted, .free = free_nothing },
  { .name = "malloc-always-maps", .absent = NO_BLOCKS, .malloc = malloc_by_mapping, .free = free_mapping,
    .realloc = realloc_mapping },
  { .name = "calloc-dirty", .calloc = calloc_dirty },
  { .name = NULL },
};
