/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fault there is, from the environment, and the proof that it took effect.  A name that is
   not known ends the program: a fault must not do nothing in silence.  ANONMAP_FAULT=list prints
   every name, a blank and why the fault cannot be injected here, if it cannot.  */
#include "fault.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The exit status for a name that is not known, and for a fault that is absent.  */
enum { EXIT_UNKNOWN = 2, EXIT_ABSENT = 77 };

static const struct fault none = { .name = NULL };
const struct fault *fault = &none;

static const struct fault *const groups[] = {
  contents_faults,
  argument_faults,
  descriptor_faults,
  unmapping_faults,
  sharing_faults,
  process_faults,
  stranger_faults,
  device_faults,
  allocation_faults,
  address_faults,
  protection_faults,
  advice_faults,
  remapping_faults,
  flag_faults,
  synchronization_faults,
  limit_faults,
  inheritance_faults,
};

enum { GROUPS = sizeof groups / sizeof *groups };

static const struct fault *
find (const char *name)
{
  for (size_t i = 0; i < GROUPS; i++)
    for (const struct fault *row = groups[i]; row->name != NULL; row++)
      if (strcmp (row->name, name) == 0)
        return row;
  return NULL;
}

static void
list (void)
{
  for (size_t i = 0; i < GROUPS; i++)
    for (const struct fault *row = groups[i]; row->name != NULL; row++)
      printf ("%s %s\n", row->name, row->absent != NULL ? row->absent : "");
  fflush (stdout);
}

static void __attribute__ ((__noreturn__))
refuse (const char *name, const char *reason, int status)
{
  fprintf (stderr, "fault %s: %s\n", name, reason);
  real.exit_now (status);
  abort ();
}

static void __attribute__ ((__constructor__))
begin (void)
{
  const char *name = getenv ("ANONMAP_FAULT");
  const struct fault *found;

  real_ready ();
  if (name == NULL)
    return;
  if (strcmp (name, "list") == 0)
    {
      list ();
      real.exit_now (0);
    }
  found = find (name);
  if (found == NULL)
    refuse (name, "there is none of this name", EXIT_UNKNOWN);
  if (found->absent != NULL)
    refuse (name, found->absent, EXIT_ABSENT);
  fault = found;
  if (fault->begin != NULL)
    fault->begin ();
}

void
fault_acted (void)
{
  static bool said;
  const char *path = getenv ("ANONMAP_FAULT_LOG");
  int fd;

  if (said || path == NULL)
    return;
  said = true;
  fd = real.open (path, O_WRONLY | O_APPEND | O_CREAT, S_IRUSR | S_IWUSR);
  if (fd == -1)
    return;
  if (real.write (fd, fault->name, strlen (fault->name)) > 0)
    real.write (fd, "\n", 1);
  real.close (fd);
}
