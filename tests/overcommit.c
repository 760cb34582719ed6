/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mappings of more than memory and swap together: whether the system counts what it promises, when, and
   what of it.  Nothing of them is touched.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>

#include "harness/flags.h"
#include "harness/memory-size.h"

/* Observes "mapped"; ends the behaviour with the errno if so much cannot be had.  */
static void *
reserve (const struct variant *variant, size_t length, int protection, int extra_flags)
{
  void *memory = map_with (variant, NULL, length, protection, extra_flags, -1, 0);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  observe ("mapped");
  return memory;
}

BEHAVIOUR (overcommit_one, EACH_SHARING,
  .id = "overcommit.one",
  .title = "One mapping of an eighth more than memory and swap together is refused with ENOMEM",
  .needs = "more-than-memory",
  .faults = "commit-reversed",
  .why = "Linux refuses by default what can never be used, and always grants it where it is told "
         "to: the same malloc then fails on one machine and not on the next.",
  .portable = "Expect ENOMEM; reserve with PROT_NONE, and make writable what is used.")
{
  size_t length = more_than_memory ();

  unmap (reserve (variant, length, PROT_READ | PROT_WRITE, 0), length);
}

BEHAVIOUR (overcommit_pieces, EACH_SHARING,
  .id = "overcommit.pieces",
  .title = "Mappings of a quarter of memory and swap each are given out until they are more than both",
  .needs = "more-than-memory",
  .faults = "commit-reversed",
  .why = "A system that does not add up what it has promised kills somebody later; one that does "
         "refuses memory that would never be used.",
  .portable = "Expect ENOMEM from any mmap, and to be killed where there was none.")
{
  enum { PIECES = 5 };
  void *piece[PIECES];
  size_t length = quarter_of_memory ();

  /* How many are had before one is refused depends on who else has some.  */
  for (int i = 0; i < PIECES; i++)
    {
      piece[i] = map_with (variant, NULL, length, PROT_READ | PROT_WRITE, 0, -1, 0);
      if (piece[i] == MAP_FAILED)
        {
          observe_errno (errno);
          finish ();
        }
    }
  observe ("mapped");
  for (int i = 0; i < PIECES; i++)
    unmap (piece[i], length);
}

BEHAVIOUR (overcommit_unreserved, EACH_SHARING,
  .id = "overcommit.unreserved",
  .title = "With MAP_NORESERVE an eighth more than memory and swap together can be mapped",
  .needs = "more-than-memory MAP_NORESERVE",
  .faults = "commit-reversed",
  .why = "The flag is a request: Linux with overcommit 2 ignores it, the BSDs have dropped it.",
  .portable = "Expect ENOMEM all the same.")
{
  size_t length = more_than_memory ();

  unmap (reserve (variant, length, PROT_READ | PROT_WRITE, FLAG_NORESERVE), length);
}

BEHAVIOUR (overcommit_read_only, EACH_SHARING,
  .id = "overcommit.read-only",
  .title = "Private memory that can only be read does not count; shared memory does",
  .needs = "more-than-memory",
  .faults = "commit-reversed",
  .why = "Nothing has to be kept for memory that nobody can write; what is shared can be made "
         "writable by whoever has it.",
  .portable = "Reserve with MAP_PRIVATE.")
{
  size_t length = more_than_memory ();

  unmap (reserve (variant, length, PROT_READ, 0), length);
}

BEHAVIOUR (overcommit_made_writable, ONE_PRIVATE,
  .id = "overcommit.made-writable",
  .title = "More than memory and swap together can be reserved without access, and not be made "
           "writable at once",
  .needs = "more-than-memory mprotect",
  .faults = "commit-reversed",
  .why = "Where reserving is free, mprotect is what asks for memory, and what is refused it.",
  .portable = "Check what mprotect returns, and make writable a piece at a time.")
{
  size_t length = more_than_memory ();
  void *memory = reserve (variant, length, PROT_NONE, 0);

  if (mprotect (memory, length, PROT_READ | PROT_WRITE) == 0)
    observe ("success");
  else
    observe_errno (errno);
  unmap (memory, length);
}
