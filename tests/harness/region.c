/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

struct region
region_new (const struct variant *variant, size_t length)
{
  struct region region = { map_patterned (variant, length), length };

  return region;
}

int
region_contents (void *data)
{
  const struct region *region = data;

  return contents_of (region->memory, region->length);
}

void
observe_region (const struct region *region)
{
  observe_contents (contents_of (region->memory, region->length));
}

void
observe_region_in_child (struct region *region)
{
  observe_contents ((enum contents) in_child (region_contents, region));
}

/* The child writes, and its own child looks.  */
static int
fill_and_fork (void *data)
{
  struct region *region = data;
  pid_t child;
  int status;

  if (region_contents (region) == CONTENTS_GONE)
    return CONTENTS_GONE;
  fill_pattern (region->memory, region->length);
  child = fork ();
  if (child == 0)
    _exit (region_contents (region));
  if (child == -1 || waitpid (child, &status, 0) != child || !WIFEXITED (status))
    return CONTENTS_LOST;
  return WEXITSTATUS (status);
}

void
observe_region_in_grandchild (struct region *region)
{
  observe_contents ((enum contents) in_child (fill_and_fork, region));
}
