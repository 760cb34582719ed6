/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of where a mapping goes, MAP_FIXED apart.  */
#include "fault.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>

#include "harness/flags.h"
#include "live.h"

/* What is a demand, but never overwrites.  */
enum { EXCLUSIVE = FLAG_FIXED_NOREPLACE | FLAG_EXCL | FLAG_TRYFIXED };

/* So many mappings at a time has a program only that looks for their end.  */
enum { MANY = 32 };

/* So near the end of what a pointer can say is no address of a program.  */
enum { PAGES_AT_END = 16 };

static bool
is_one_of_many (const struct map_call *call)
{
  return call_is_plain (call) && call->hint == NULL && live_count >= MANY;
}

static void *
at_zero (const struct map_call *call)
{
  (void) call;
  return NULL;
}

static bool
has_hint (const struct map_call *call)
{
  return call_is_anonymous (call) && call->hint != NULL
         && (call->flags & (MAP_FIXED | EXCLUSIVE)) == 0;
}

static bool
has_hint_at_live (const struct map_call *call)
{
  return has_hint (call) && live_find (call->hint) != NULL;
}

static bool
has_unaligned_hint (const struct map_call *call)
{
  return has_hint (call) && (uintptr_t) call->hint % fault_page () != 0;
}

static bool
has_hint_beyond_end (const struct map_call *call)
{
  return has_hint (call) && (uintptr_t) call->hint > UINTPTR_MAX - PAGES_AT_END * fault_page ();
}

static bool
is_exclusive (const struct map_call *call)
{
  return call_is_anonymous (call) && (call->flags & EXCLUSIVE) != 0;
}

static void *
without_hint (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.hint = NULL;
  return call_real (&changed);
}

static void *
by_force (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags &= ~EXCLUSIVE;
  changed.flags |= MAP_FIXED;
  return call_real (&changed);
}

const struct fault address_faults[] = {
  { .name = "map-at-zero", .applies = is_one_of_many, .instead = at_zero },
  { .name = "hint-ignored", .applies = has_hint, .instead = without_hint },
  { .name = "hint-overwrites", .applies = has_hint_at_live, .instead = by_force },
  { .name = "hint-unaligned-refused", .applies = has_unaligned_hint, .refuse = EINVAL },
  { .name = "hint-beyond-refused", .applies = has_hint_beyond_end, .refuse = ENOMEM },
  { .name = "noreplace-replaces", .applies = is_exclusive, .instead = by_force },
  { .name = "noreplace-refused", .applies = is_exclusive, .refuse = EBUSY },
  { .name = NULL },
};
