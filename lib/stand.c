/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "stand.h"

#include <string.h>

enum stand
stand_of (const char *system)
{
  for (size_t i = 0; i < system_count; i++)
    if (strcmp (systems[i].name, system) == 0)
      return systems[i].stand;
  return STANDS_ALONE;
}
