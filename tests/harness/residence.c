/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

enum { MOST_PAGES = 4 };

/* The answer has a byte a page, and no more: an emulator may give one for each of its host's pages,
   which are smaller.  The lowest bit is set for a page in memory.  */
void
observe_residence (unsigned char *memory, size_t length)
{
  enum { BEHIND = 64 * MOST_PAGES, UNTOUCHED = 0xa5 };
  unsigned char pages[MOST_PAGES + BEHIND];
  size_t count = length / page_size ();
  bool changed = false;

  memset (pages, UNTOUCHED, sizeof pages);
  if (mincore (memory, length, (void *) pages) != 0)
    {
      observe_errno (errno);
      return;
    }
  for (size_t i = 0; i < count; i++)
    observe ((pages[i] & 1) != 0 ? "resident" : "not resident");
  for (size_t i = count; i < sizeof pages; i++)
    changed = changed || pages[i] != UNTOUCHED;
  if (changed)
    observe ("changed");
}
