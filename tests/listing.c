/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system's own list of mappings says of them, where it has one that can be read.  */
#include "harness/harness.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Room for a line without the name at its end, which nobody here looks at.  */
enum { LINE_SIZE = 256, PERMISSIONS_SIZE = 5 };

/* The four letters that the list has for the mapping at ADDRESS; false if it does not have it.  */
static bool
find_permissions (const unsigned char *address, char permissions[PERMISSIONS_SIZE])
{
  FILE *list = fopen ("/proc/self/maps", "r");
  char line[LINE_SIZE];
  bool found = false;

  if (list == NULL)
    cannot_find_out ("the list does not open");
  while (!found && fgets (line, sizeof line, list) != NULL)
    {
      uintptr_t start;
      uintptr_t end;

      found = sscanf (line, "%" SCNxPTR "-%" SCNxPTR " %4s", &start, &end, permissions) == 3
              && start <= (uintptr_t) address && (uintptr_t) address < end;
    }
  fclose (list);
  return found;
}

BEHAVIOUR (listing_sharing, EACH_OBJECT,
  .id = "listing.sharing",
  .title = "The system's list of mappings says of a private one that it is private, and of a shared "
           "one that it is shared",
  .claims = "ANON-1",
  .needs = "/proc/self/maps",
  .faults = "shared-is-private private-is-shared map-refused",
  .why = "Checkpointing, debuggers and memory accounting believe this list.",
  .portable = "Do not read the list to find out what mmap was asked for.")
{
  unsigned char *memory = map_new (variant, page_size ());
  char permissions[PERMISSIONS_SIZE];

  if (!find_permissions (memory, permissions))
    observe ("lost");
  else
    observe (permissions[3] == 's' ? "shared" : permissions[3] == 'p' ? "private" : "different");
}
