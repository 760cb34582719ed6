/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system's own list of mappings says of them, where it has one that can be read.  */
#include "harness/harness.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

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

/* True if the list says of a mapping made with PROTECTION just this of reading and writing; ends the
   asking if it does not have it.  What can be read may be executed besides, on some processors and at
   some programs' wish.  */
static bool
is_listed_with (const struct variant *variant, int protection)
{
  int fd = variant_fd (variant);
  unsigned char *memory = map_with (variant, NULL, page_size (), protection, 0, fd, 0);
  char permissions[PERMISSIONS_SIZE];

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  if (!find_permissions (memory, permissions))
    {
      observe ("lost");
      finish ();
    }
  return permissions[0] == ((protection & PROT_READ) != 0 ? 'r' : '-')
         && permissions[1] == ((protection & PROT_WRITE) != 0 ? 'w' : '-');
}

BEHAVIOUR (listing_protection, EACH_OBJECT,
  .id = "listing.protection",
  .title = "The system's list of mappings says of each whether it can be read and written",
  .needs = "/proc/self/maps",
  .faults = "protection-ignored write-protection-ignored",
  .why = "Scanners for memory to save, to search or to harden go by these letters.",
  .portable = "Keep in mind what mmap and mprotect were asked for.")
{
  bool none = is_listed_with (variant, PROT_NONE);
  bool read = is_listed_with (variant, PROT_READ);
  bool write = is_listed_with (variant, PROT_READ | PROT_WRITE);

  observe (none && read && write ? "equal" : "different");
}
