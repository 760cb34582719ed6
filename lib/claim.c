/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "claims.h"
#include "pattern.h"

const char *
claim_predicts (const struct claim *claim, const char *id)
{
  for (size_t i = 0; i < claim->prediction_count; i++)
    if (pattern_matches (claim->predictions[i].pattern, id))
      return claim->predictions[i].observation;
  return NULL;
}

enum agreement
claim_agrees (const struct claim *claim, const char *id, const char *observation)
{
  const char *predicted = claim_predicts (claim, id);

  if (predicted == NULL)
    return SILENT;
  return alternatives_have (predicted, observation) ? AGREES : DISAGREES;
}
