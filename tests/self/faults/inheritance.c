/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of minherit.  */
#include "fault.h"

#include <limits.h>
#include <sys/mman.h>

#include "harness/inherit.h"
#include "live.h"

#ifdef HAVE_MINHERIT

static int
do_nothing (void *address, size_t length, int mode)
{
  if (live_find (address) == NULL || mode == INT_MAX)
    return real.minherit (address, length, mode);
  fault_acted ();
  return 0;
}

static int
note_mode (void *address, size_t length, int mode)
{
  int result = real.minherit (address, length, mode);

  if (result == 0)
    {
      withheld.start = mode == MODE_NONE || mode == MODE_ZERO ? address : NULL;
      withheld.length = length;
    }
  return result;
}

static int
stick (void *address, size_t length, int mode)
{
  if (withheld.start != address || address == NULL)
    return note_mode (address, length, mode);
  fault_acted ();
  return 0;
}

static void
end_in_child (void)
{
  if (withheld.start != NULL && live_find (withheld.start) != NULL
      && real.minherit (withheld.start, withheld.length, MODE_COPY) == 0)
    fault_acted ();
}

static int
accept_unknown (void *address, size_t length, int mode)
{
  if (mode != INT_MAX)
    return real.minherit (address, length, mode);
  fault_acted ();
  return 0;
}

# define MINHERIT(hook) .minherit = hook
#else
# define MINHERIT(hook) .absent = "no minherit"
# define end_in_child NULL
#endif

const struct fault inheritance_faults[] = {
  { .name = "minherit-does-nothing", MINHERIT (do_nothing) },
  { .name = "minherit-reaches-parent", MINHERIT (note_mode), .after_wait = withheld_clear },
  { .name = "minherit-ends-with-child", MINHERIT (note_mode), .in_child = end_in_child },
  { .name = "minherit-sticks", MINHERIT (stick) },
  { .name = "minherit-unknown-accepted", MINHERIT (accept_unknown) },
  { .name = NULL },
};
