/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "check.h"

#include "complain.h"
#include "observation.h"
#include "records.h"
#include "safe.h"

bool
check_record (FILE *stream, struct record *record)
{
  for (size_t i = 0; i < record->count; i++)
    {
      const struct result *result = &record->results[i];

      if (id_is_unknown (result->id))
        record_complain (record, record->lines[i], "%s is not an id that this program knows",
                         result->id);
      if (!observation_is_canonical (result->observation))
        record_complain (record, record->lines[i],
                         "%s: \"%.80s\" is not of the list of observations", result->id,
                         result->observation);
    }
  text_safe (stream, record->path);
  if (record->problems > 0)
    fprintf (stream, ": %lu problem%s\n", record->problems, record->problems == 1 ? "" : "s");
  else
    fprintf (stream, ": fine, %zu behaviours and %zu cells\n", counts_behaviours (&record->counts),
             counts_cells (&record->counts));
  return record->problems == 0;
}
