/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "facilities.h"

#include <stdio.h>
#include <string.h>

#include "facility-checks.h"
#include "facility-table.h"
#include "observation.h"

void
facilities_check (bool forking)
{
  find_processes = forking;
  for (size_t i = 0; i < facility_count; i++)
    if (facilities[i].check != NULL)
      facilities[i].found = facilities[i].check ();
}

const char *
facility_name (size_t number)
{
  return number < facility_count ? facilities[number].name : NULL;
}

int
facility_find (const char *name)
{
  for (size_t i = 0; i < facility_count; i++)
    if (strcmp (facilities[i].name, name) == 0)
      return (int) i;
  return -1;
}

static const char *
technique_facility (enum technique technique)
{
  switch (technique)
    {
    case TECHNIQUE_MAP_ANONYMOUS:
      return "MAP_ANONYMOUS";
    case TECHNIQUE_MAP_ANON:
      return "MAP_ANON";
    case TECHNIQUE_DEV_ZERO:
      return "/dev/zero";
    case TECHNIQUE_NONE:
      break;
    }
  return "";
}

/* True if the behaviour needs this facility: said so, or implied by what it is.  */
static bool
needs (const struct behaviour *behaviour, const char *facility)
{
  const struct declaration *declaration = behaviour->declaration;

  return strcmp (facility, "mmap") == 0 || declaration_lists (declaration->needs, facility)
         || strcmp (technique_facility (behaviour->variant->technique), facility) == 0
         || (declaration->forks > 0 && strcmp (facility, "fork") == 0)
         || (declaration->process == FRESH_PROCESS && strcmp (facility, "exec") == 0);
}

bool
facilities_suffice (const struct behaviour *behaviour, char *observation, size_t size)
{
  char buffer[32];

  for (size_t i = 0; i < facility_count; i++)
    {
      if (facilities[i].found == PRESENT || !needs (behaviour, facilities[i].name))
        continue;
      if (facilities[i].found == ABSENT)
        snprintf (observation, size, "absent: no %s", facilities[i].name);
      else
        snprintf (observation, size, "denied: %s %s", facilities[i].name,
                  observation_errno (facilities[i].found, buffer, sizeof buffer));
      return false;
    }
  return true;
}
