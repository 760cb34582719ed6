/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of the arguments of mmap: offset, length, sharing, flags, protection; and of the address
   that it returns.  */
#include "fault.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "live.h"

/* An offset this large has no pages behind it anywhere; a length this large fits nowhere.  */
#define LARGE_OFFSET ((file_offset) 1 << (sizeof (file_offset) * 8 - 3))
#define HUGE_LENGTH (SIZE_MAX / 4)

static bool
is_unaligned (const struct map_call *call)
{
  return call_is_anonymous (call) && call->offset % (file_offset) fault_page () != 0;
}

static bool
has_common_offset (const struct map_call *call)
{
  return call_is_anonymous (call) && !is_unaligned (call) && call->offset > 0
         && call->offset < LARGE_OFFSET;
}

static bool
has_large_offset (const struct map_call *call)
{
  return call_is_anonymous (call) && !is_unaligned (call) && call->offset >= LARGE_OFFSET;
}

static bool
flag_has_negative_offset (const struct map_call *call)
{
  return call_has_flag (call) && !is_unaligned (call) && call->offset < 0;
}

static bool
device_has_negative_offset (const struct map_call *call)
{
  return call_of_device (call) && !is_unaligned (call) && call->offset < 0;
}

static void *
without_offset (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.offset = 0;
  return call_real (&changed);
}

static void
take_last_page (const struct map_call *call, unsigned char *memory)
{
  size_t page = fault_page ();

  real.mprotect (memory + fault_round_up (call->length) - page, page, PROT_NONE);
}

/* Past the page boundary that the system keeps to; enough for numbers and pointers.  */
enum { SHIFT = 8 };

static void *
shifted (const struct map_call *call)
{
  struct map_call longer = *call;
  char *memory;

  longer.length += fault_page ();
  memory = call_real (&longer);
  return memory == MAP_FAILED ? memory : memory + SHIFT;
}

/* Only the address is out of line: it serves for munmap all the same.  */
static int
munmap_shifted (void *address, size_t length)
{
  if ((uintptr_t) address % fault_page () != SHIFT)
    return real.munmap (address, length);
  return real.munmap ((char *) address - SHIFT, length + fault_page ());
}

static bool
has_no_length (const struct map_call *call)
{
  return call_is_anonymous (call) && call->length == 0;
}

static bool
has_huge_length (const struct map_call *call)
{
  return call_is_anonymous (call) && call->length > HUGE_LENGTH;
}

static bool
has_broken_length (const struct map_call *call)
{
  return call_is_anonymous (call) && call->length % fault_page () != 0
         && call->length < HUGE_LENGTH;
}

static void *
one_page (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.length = fault_page ();
  return call_real (&changed);
}

static bool
is_neither (const struct map_call *call)
{
  return call_is_anonymous (call) && (call->flags & (MAP_SHARED | MAP_PRIVATE)) == 0;
}

static bool
is_both (const struct map_call *call)
{
  return (call->flags & MAP_SHARED) != 0 && (call->flags & MAP_PRIVATE) != 0;
}

static bool
flag_is_both (const struct map_call *call)
{
  return call_has_flag (call) && is_both (call);
}

static bool
device_is_both (const struct map_call *call)
{
  return call_of_device (call) && is_both (call);
}

static void *
as_private (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags |= MAP_PRIVATE;
  return call_real (&changed);
}

static void *
as_shared (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags &= ~MAP_PRIVATE;
  changed.flags |= MAP_SHARED;
  return call_real (&changed);
}

static bool
has_neither_flag_nor_descriptor (const struct map_call *call)
{
  return !call_has_flag (call) && call->fd == -1;
}

static void *
with_flag (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags |= MAP_ANONYMOUS;
  return call_real (&changed);
}

static bool
is_plain_with_flag (const struct map_call *call)
{
  return call_has_flag (call) && call_is_plain (call);
}

static bool
is_plain_and_possible (const struct map_call *call)
{
  return call_is_plain (call) && call->length > 0 && call->length <= HUGE_LENGTH;
}

static bool
is_shared_with_flag (const struct map_call *call)
{
  return is_plain_with_flag (call) && call_is_shared (call);
}

static bool
is_fixed (const struct map_call *call)
{
  return call_is_anonymous (call) && (call->flags & MAP_FIXED) != 0;
}

static void *
elsewhere (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.hint = NULL;
  changed.flags &= ~MAP_FIXED;
  return call_real (&changed);
}

static void
clear_page (unsigned char *page)
{
  const struct live *mapping = live_find (page);

  if (mapping != NULL && (mapping->protection & PROT_WRITE) != 0)
    memset (page, 0, fault_page ());
}

/* The page before and the page after lose what they hold.  */
static void
clear_neighbours (const struct map_call *call, unsigned char *memory)
{
  clear_page (memory - fault_page ());
  clear_page (memory + fault_round_up (call->length));
}

static bool
is_without_access (const struct map_call *call)
{
  return call_is_anonymous (call) && call->protection == PROT_NONE;
}

static void *
with_access (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.protection = PROT_READ | PROT_WRITE;
  return call_real (&changed);
}

#if MAP_ANON == MAP_ANONYMOUS
# define ONE_FLAG "MAP_ANON and MAP_ANONYMOUS are one flag"
#else
# define ONE_FLAG NULL
#endif

static bool
is_flag_of_bsd (const struct map_call *call)
{
  return MAP_ANON != MAP_ANONYMOUS && (call->flags & MAP_ANON) == MAP_ANON;
}

static int
keep_protection (void *address, size_t length, int protection)
{
  if (live_find (address) == NULL)
    return real.mprotect (address, length, protection);
  fault_acted ();
  return 0;
}

const struct fault argument_faults[] = {
  { .name = "offset-refused", .applies = has_common_offset, .refuse = EINVAL },
  { .name = "offset-unaligned-accepted", .applies = is_unaligned, .instead = without_offset },
  { .name = "offset-negative-accepted", .applies = device_has_negative_offset,
    .instead = without_offset },
  { .name = "offset-negative-refused", .applies = flag_has_negative_offset, .refuse = EINVAL },
  { .name = "offset-large-refused", .applies = has_large_offset, .refuse = EOVERFLOW },
  { .name = "offset-last-page-faults", .applies = has_common_offset, .after = take_last_page },
  { .name = "offset-moves-address", .applies = has_common_offset, .instead = shifted,
    .munmap = munmap_shifted },
  { .name = "length-zero-accepted", .applies = has_no_length, .instead = one_page },
  { .name = "length-zero-wrong-errno", .applies = has_no_length, .refuse = ENOMEM },
  { .name = "length-huge-accepted", .applies = has_huge_length, .instead = one_page },
  { .name = "length-huge-wrong-errno", .applies = has_huge_length, .refuse = EINVAL },
  { .name = "length-one-refused", .applies = has_broken_length, .refuse = EINVAL },
  { .name = "sharing-neither-accepted", .applies = is_neither, .instead = as_private },
  { .name = "sharing-both-accepted", .applies = flag_is_both, .instead = as_shared },
  { .name = "sharing-both-refused", .applies = device_is_both, .refuse = EINVAL },
  { .name = "no-flag-anonymous", .applies = has_neither_flag_nor_descriptor,
    .instead = with_flag },
  { .name = "map-refused", .applies = is_plain_with_flag, .refuse = ENOMEM },
  { .name = "map-shared-refused", .applies = is_shared_with_flag, .refuse = EINVAL },
  { .name = "map-unaligned", .applies = is_plain_and_possible, .instead = shifted,
    .munmap = munmap_shifted },
  { .name = "map-anon-refused", .absent = ONE_FLAG, .applies = is_flag_of_bsd, .refuse = EINVAL },
  { .name = "fixed-ignored", .applies = is_fixed, .instead = elsewhere },
  { .name = "fixed-hits-neighbours", .applies = is_fixed, .after = clear_neighbours },
  { .name = "protection-ignored", .applies = is_without_access, .instead = with_access },
  { .name = "protection-stays", .mprotect = keep_protection },
  { .name = NULL },
};
