/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MAP_UNINITIALIZED, by which a system may leave out the zeroing.  */
#include "harness/harness.h"

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

/* As many pages as make it likely that some of those dirtied are given out again.  */
enum { PAGES = 64 };

BEHAVIOUR (uninitialized_zero, EVERY_FLAG,
  .id = "uninitialized.zero",
  .title = "MAP_UNINITIALIZED is accepted and the memory is zero all the same",
  .claims = "UNINIT-2",
  .needs = "MAP_UNINITIALIZED",
  .faults = "dirty-recycled dirty-uninitialized",
  .why = "The flag trades a leak of other programs' data for speed; whoever ports code that sets "
         "it must know whether the system takes it at its word (WSL refuses it: "
         "microsoft/WSL#4060).",
  .portable = "Do not set it: systems with an MMU ignore it or do not know it.")
{
#ifdef ANONMAP_MAP_UNINITIALIZED_VALUE
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_new (variant, length);

  fill_pattern (memory, length);
  unmap (memory, length);
  memory = map_with (variant, NULL, length, PROT_READ | PROT_WRITE,
                     ANONMAP_MAP_UNINITIALIZED_VALUE, -1, 0);
  if (memory == MAP_FAILED)
    observe_errno (errno);
  else
    observe_zero (memory, length);
#else
  cannot_find_out ("built without MAP_UNINITIALIZED");
#endif
}
