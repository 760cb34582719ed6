/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exec makes of a mapping.  */
#include "harness/harness.h"

#include <stdbool.h>

BEHAVIOUR (exec_drops_mapping, EVERY_MAPPING,
  .id = "exec.drops-mapping",
  .title = "A new program image does not have the mappings of the one that it replaces",
  .claims = "REL-1 REL-3",
  .needs = "exec",
  .faults = "exec-keeps",
  .why = "Secrets in memory must not pass to another program, and a program that is started by "
         "exec must be given shared memory in another way than by inheritance.",
  .portable = "Pass a descriptor (memfd_create or shm_open, without close-on-exec) or a name over "
              "exec, and map again.",
  .forks = 2)
{
  size_t length = 2 * page_size ();
  unsigned char *memory = map_new (variant, length);

  fill_pattern (memory, length);
  observe (read_after_exec (memory, length) == 0 ? "kept" : "unmapped");
}
