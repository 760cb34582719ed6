/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two names of the flag as the headers have them, and that the system takes what they stand
   for.  Which macros make them visible is the subject of the table of visibility.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>

/* Observes "mapped" or the errno of a mapping with just these flags.  */
static void
observe_mapped (int flags)
{
  void *memory = mmap (NULL, page_size (), PROT_READ | PROT_WRITE, flags, -1, 0);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      return;
    }
  observe ("mapped");
  unmap (memory, page_size ());
}

BEHAVIOUR (names_one_value, ONCE,
  .id = "names.one-value",
  .title = "MAP_ANON and MAP_ANONYMOUS have one value, and a mapping is made by either name",
  .claims = "FTM-4",
  .shall = "equal, mapped",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: MAP_ANON, synonym for MAP_ANONYMOUS",
  .needs = "MAP_ANON MAP_ANONYMOUS",
  .faults = "fd-minus-one-refused map-refused",
  .why = "Programs define the name that is missing as the other: old macOS has MAP_ANON alone "
         "(gperftools/gperftools PR 1467), HP-UX MAP_ANONYMOUS alone (zherczeg/sljit PR 3, which "
         "cites Austin Group defect 850).",
  .portable = "#ifndef MAP_ANONYMOUS, define it as MAP_ANON; likewise the other way round.")
{
#if defined MAP_ANON && defined MAP_ANONYMOUS
  observe (MAP_ANON == MAP_ANONYMOUS ? "equal" : "different");
  observe_mapped (MAP_PRIVATE | MAP_ANON);
  observe_mapped (MAP_PRIVATE | MAP_ANONYMOUS);
#else
  cannot_find_out ("built without one of the names");
#endif
}

BEHAVIOUR (names_distinct_bits, EVERY_NAME,
  .id = "names.distinct-bits",
  .title = "The flag has no bit of MAP_SHARED, MAP_PRIVATE or MAP_FIXED, so that each can be added",
  .faults = "fd-minus-one-refused map-refused map-shared-refused",
  .why = "Emulators and wrappers translate the bits one by one between systems whose values all "
         "differ; on the Hurd MAP_PRIVATE is 0, elsewhere no flag may be.",
  .portable = "Combine with |, test with & the flag itself, and translate by name.")
{
  int flag = variant_flags (variant);
  int others = MAP_SHARED | MAP_PRIVATE | MAP_FIXED;

  observe (flag != 0 && (flag & others) == 0 ? "distinct" : "overlapping");
  observe_mapped (MAP_PRIVATE | flag);
  observe_mapped (MAP_SHARED | flag);
}

#ifdef ANONMAP_MAP_ANON_IN_IF
# if (MAP_ANON) != 0
enum { MAP_ANON_IN_IF = 1 };
# else
enum { MAP_ANON_IN_IF = 0 };
# endif
#else
enum { MAP_ANON_IN_IF = 0 };
#endif
#ifdef ANONMAP_MAP_ANONYMOUS_IN_IF
# if (MAP_ANONYMOUS) != 0
enum { MAP_ANONYMOUS_IN_IF = 1 };
# else
enum { MAP_ANONYMOUS_IN_IF = 0 };
# endif
#else
enum { MAP_ANONYMOUS_IN_IF = 0 };
#endif

BEHAVIOUR (names_in_if, EVERY_NAME,
  .id = "names.in-if",
  .title = "The name can be used in #if, where it has the value that mmap takes",
  .faults = "fd-minus-one-refused map-refused",
  .why = "#ifdef is not all that programs do: they compare the two names, or a name with a number, "
         "before the compiler proper, where an enumeration would be 0.",
  .portable = "#ifdef asks whether there is the name; do not compare values in #if.")
{
  bool usable = variant->technique == TECHNIQUE_MAP_ANON ? MAP_ANON_IN_IF : MAP_ANONYMOUS_IN_IF;

  observe (usable ? "usable" : "unusable");
  observe_mapped (MAP_PRIVATE | variant_flags (variant));
}
