/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "result.h"

#include <string.h>

bool
result_is_cell (const char *id)
{
  return strncmp (id, "macro.", strlen ("macro.")) == 0;
}

void
counts_add (struct counts *counts, const struct result *result)
{
  if (result_is_cell (result->id))
    counts->cells[result->verdict]++;
  else
    counts->behaviours[result->verdict]++;
  counts->was_known += result->was_known;
}

static size_t
total (const size_t counts[VERDICT_COUNT])
{
  size_t sum = 0;

  for (int i = 0; i < VERDICT_COUNT; i++)
    sum += counts[i];
  return sum;
}

size_t
counts_behaviours (const struct counts *counts)
{
  return total (counts->behaviours);
}

size_t
counts_cells (const struct counts *counts)
{
  return total (counts->cells);
}

bool
counts_fail (const struct counts *counts)
{
  size_t answers = 0;

  for (int i = 0; i < VERDICT_COUNT; i++)
    {
      if (verdict_fails ((enum verdict) i) && counts->behaviours[i] + counts->cells[i] > 0)
        return true;
      if (verdict_answers ((enum verdict) i))
        answers += counts->behaviours[i] + counts->cells[i];
    }
  return answers == 0;
}
