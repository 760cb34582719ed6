/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of flags and protection bits beside those that POSIX has.  */
#include "fault.h"

#include <errno.h>
#include <sys/mman.h>

#include "harness/flags.h"

/* What a byte that ought to be zero is.  */
enum { DIRT = 0xA5 };

enum
{
  STANDARD_FLAGS = MAP_SHARED | MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS,
  STANDARD_PROTECTIONS = PROT_READ | PROT_WRITE | PROT_EXEC
};

#ifdef ANONMAP_MAP_UNINITIALIZED_VALUE
# define UNINITIALIZED ANONMAP_MAP_UNINITIALIZED_VALUE
#else
# define UNINITIALIZED 0
#endif

/* Those that are about the address, about what is executable and about leftovers have faults of
   their own.  */
static int
extra_flags (const struct map_call *call)
{
  return call->flags
         & ~(STANDARD_FLAGS | FLAG_FIXED_NOREPLACE | FLAG_EXCL | FLAG_TRYFIXED | FLAG_JIT
             | UNINITIALIZED);
}

static bool
has_extra_flag (const struct map_call *call)
{
  return call_is_anonymous (call) && extra_flags (call) != 0;
}

/* Whether there are huge pages is another question: they are neither dirtied nor replaced.  */
static bool
has_extra_flag_of_small_pages (const struct map_call *call)
{
  return has_extra_flag (call) && (call->flags & FLAG_HUGETLB) == 0;
}

static void *
without_extra_flags (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags &= ~extra_flags (call);
  return call_real (&changed);
}

static void
dirty_first (const struct map_call *call, unsigned char *memory)
{
  (void) call;
  memory[0] = DIRT;
}

static bool
has_unknown_protection (const struct map_call *call)
{
  return call_is_anonymous (call) && (call->protection & ~STANDARD_PROTECTIONS) != 0;
}

const struct fault flag_faults[] = {
  { .name = "flag-refused", .applies = has_extra_flag, .refuse = ENOTSUP },
  { .name = "flag-dropped", .applies = has_extra_flag_of_small_pages,
    .instead = without_extra_flags },
  { .name = "dirty-with-flag", .applies = has_extra_flag_of_small_pages, .after = dirty_first },
  { .name = "protection-unknown-refused", .applies = has_unknown_protection, .refuse = EINVAL },
  { .name = NULL },
};
