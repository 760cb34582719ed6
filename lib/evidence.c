/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "evidence.h"

#include <string.h>

/* What was not answered says nothing of a claim, even where its being missing breaks a rule.  */
static enum agreement
agreement_of (const struct claim *claim, const struct result *result)
{
  if (!verdict_answers (result->verdict)
      || strncmp (result->observation, "absent: ", strlen ("absent: ")) == 0)
    return SILENT;
  return claim_agrees (claim, result->id, result->observation);
}

bool
claim_contradicted (const struct claim *claim, const struct result *result)
{
  return agreement_of (claim, result) == DISAGREES;
}

enum standing
evidence_standing (const struct claim *claim, const struct evidence *evidence)
{
  if (claim->untested[0] != '\0')
    return CLAIM_UNTESTED;
  if (evidence->contradicting > 0)
    return evidence->agreeing > 0 ? CLAIM_HOLDS_IN_PART : CLAIM_FAILS;
  return evidence->agreeing > 0 ? CLAIM_HOLDS : CLAIM_SILENT;
}

struct evidence
claim_evidence (const struct claim *claim, const struct result *results, size_t count)
{
  struct evidence evidence = { CLAIM_SILENT, 0, 0 };

  for (size_t i = 0; i < count; i++)
    {
      enum agreement agreement = agreement_of (claim, &results[i]);

      evidence.agreeing += agreement == AGREES;
      evidence.contradicting += agreement == DISAGREES;
    }
  evidence.standing = evidence_standing (claim, &evidence);
  return evidence;
}

const char *
standing_phrase (enum standing standing)
{
  static const char *const phrases[] = {
    [CLAIM_HOLDS] = "holds",
    [CLAIM_HOLDS_IN_PART] = "holds in part",
    [CLAIM_FAILS] = "does not hold",
    [CLAIM_SILENT] = "not observed here",
    [CLAIM_UNTESTED] = "cannot be tested",
  };

  return phrases[standing];
}
