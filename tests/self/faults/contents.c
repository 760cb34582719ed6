/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of what fresh memory holds.  */
#include "fault.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "live.h"

/* What a byte that ought to be zero is.  */
enum { DIRT = 0xA5 };

static void
dirty_first (const struct map_call *call, unsigned char *memory)
{
  (void) call;
  memory[0] = DIRT;
}

static void
dirty_last (const struct map_call *call, unsigned char *memory)
{
  memory[call->length - 1] = DIRT;
}

static bool
is_of_many_pages (const struct map_call *call)
{
  return call_is_plain (call) && call->length > 2 * fault_page ();
}

static void
dirty_middle (const struct map_call *call, unsigned char *memory)
{
  size_t page = fault_page ();

  memory[call->length / page / 2 * page + page / 2] = DIRT;
}

static bool
has_tail (const struct map_call *call)
{
  return call_is_plain (call) && call->length % fault_page () != 0;
}

static void
dirty_tail (const struct map_call *call, unsigned char *memory)
{
  memory[fault_round_up (call->length) - 1] = DIRT;
}

/* The beginning of what was unmapped last, if anything was written there.  */
static unsigned char left_behind[256];
static bool was_written;

static int
keep_what_was_there (void *address, size_t length)
{
  const struct live *mapping = live_find (address);

  if (mapping != NULL && page_is_used (address))
    {
      memcpy (left_behind, address, sizeof left_behind);
      was_written = left_behind[0] != 0;
    }
  return real.munmap (address, length);
}

static void
bring_back (const struct map_call *call, unsigned char *memory)
{
  (void) call;
  memcpy (memory, left_behind, sizeof left_behind);
}

static bool
is_fixed_over_live (const struct map_call *call)
{
  return call_is_anonymous (call) && (call->flags & MAP_FIXED) != 0
         && live_find (call->hint) != NULL;
}

static void *
leave_as_it_is (const struct map_call *call)
{
  if (real.mprotect (call->hint, call->length, call->protection) != 0)
    return MAP_FAILED;
  return call->hint;
}

static bool
is_protected (const struct map_call *call)
{
  return call_is_anonymous (call) && call->protection == PROT_NONE;
}

static void
dirty_under_protection (const struct map_call *call, unsigned char *memory)
{
  real.mprotect (memory, call->length, PROT_READ | PROT_WRITE);
  memory[0] = DIRT;
  real.mprotect (memory, call->length, PROT_NONE);
}

static bool
has_other_descriptor (const struct map_call *call)
{
  return call_has_flag (call) && call->fd != -1;
}

static bool
has_offset (const struct map_call *call)
{
  return call_is_anonymous (call) && call->offset != 0;
}

#ifdef ANONMAP_MAP_UNINITIALIZED_VALUE
# define UNINITIALIZED ANONMAP_MAP_UNINITIALIZED_VALUE
# define NO_UNINITIALIZED NULL
#else
# define UNINITIALIZED 0
# define NO_UNINITIALIZED "no MAP_UNINITIALIZED"
#endif

static bool
is_uninitialized (const struct map_call *call)
{
  return call_has_flag (call) && (call->flags & UNINITIALIZED) != 0;
}

/* How far apart the pages are that are one, as a table that is indexed by too few bits has it.  */
enum { ALIAS_DISTANCE = 8 };

static bool
is_of_aliased_pages (const struct map_call *call)
{
  return call_is_plain (call) && call->length > ALIAS_DISTANCE * fault_page ();
}

/* The same pages of a file behind each such stretch of the mapping.  */
static void
alias_pages (const struct map_call *call, unsigned char *memory)
{
  size_t stretch = ALIAS_DISTANCE * fault_page ();
  size_t length = fault_round_up (call->length);
  FILE *file = tmpfile ();

  if (file == NULL || ftruncate (fileno (file), (off_t) stretch) != 0)
    return;
  for (size_t i = 0; i < length; i += stretch)
    real.mmap (memory + i, length - i < stretch ? length - i : stretch, call->protection,
               MAP_SHARED | MAP_FIXED, fileno (file), 0);
  fclose (file);
}

/* Leftovers are what MAP_UNINITIALIZED is about: it is no reason to leave them out.  */
static bool
comes_after_use (const struct map_call *call)
{
  return was_written && (call_is_plain (call) || is_uninitialized (call));
}

/* Fresh to the child is the page that nobody had written to before fork.  */
static unsigned char *untouched[LIVE_MAX];

static void
note_untouched (void)
{
  size_t page = fault_page ();

  for (size_t i = 0; i < live_count; i++)
    {
      unsigned char *last = live[i].start + live[i].length - page;

      bool writable = (live[i].protection & PROT_WRITE) != 0;

      untouched[i] = writable && !page_is_used (last) ? last : NULL;
    }
}

static void
dirty_untouched (void)
{
  for (size_t i = 0; i < live_count; i++)
    if (untouched[i] != NULL)
      {
        untouched[i][fault_page () - 1] = DIRT;
        fault_acted ();
      }
}

const struct fault contents_faults[] = {
  { .name = "dirty-first-byte", .applies = call_is_plain, .after = dirty_first },
  { .name = "dirty-last-byte", .applies = call_is_plain, .after = dirty_last },
  { .name = "dirty-middle-byte", .applies = is_of_many_pages, .after = dirty_middle },
  { .name = "dirty-tail", .applies = has_tail, .after = dirty_tail },
  { .name = "dirty-recycled", .applies = comes_after_use, .after = bring_back,
    .munmap = keep_what_was_there },
  { .name = "dirty-fixed", .applies = is_fixed_over_live, .instead = leave_as_it_is },
  { .name = "dirty-protected", .applies = is_protected, .after = dirty_under_protection },
  { .name = "dirty-in-child", .before_fork = note_untouched, .in_child = dirty_untouched },
  { .name = "dirty-with-descriptor", .applies = has_other_descriptor, .after = dirty_first },
  { .name = "dirty-with-offset", .applies = has_offset, .after = dirty_first },
  { .name = "dirty-uninitialized", .absent = NO_UNINITIALIZED, .applies = is_uninitialized,
    .after = dirty_first },
  { .name = "pages-alias", .applies = is_of_aliased_pages, .after = alias_pages },
  { .name = NULL },
};
