/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nothing.h"

#include <stdio.h>
#include <string.h>

#include "rules.h"

bool
nothing_to_test (const struct result *results, size_t count)
{
  bool asked = false;

  for (size_t i = 0; i < count; i++)
    {
      if (result_is_cell (results[i].id))
        continue;
      if (results[i].verdict != VERDICT_UNSUPPORTED
          || strcmp (results[i].observation, "absent: no mmap") != 0)
        return false;
      asked = true;
    }
  return asked;
}

void
nothing_sentence (const struct platform *platform, char *buffer, size_t size)
{
  struct ruling ruling = rules_find_own (platform, "facility:mmap");
  bool told = strcmp (ruling.expected, "absent") == 0;

  snprintf (buffer, size, "Nothing to test: there is no mmap here.%s%s%s", told ? " " : "",
            told ? ruling.source : "", told ? "." : "");
}
