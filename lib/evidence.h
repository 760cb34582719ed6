/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence: what the results of one record say about a claim.  */
#ifndef ANONMAP_EVIDENCE_H
#define ANONMAP_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "claims.h"
#include "result.h"

enum standing
{
  CLAIM_HOLDS,
  CLAIM_HOLDS_IN_PART, /* some observations agree, some do not */
  CLAIM_FAILS,
  CLAIM_SILENT,  /* nothing that it speaks of was observed here */
  CLAIM_UNTESTED /* no behaviour can test it */
};

struct evidence
{
  enum standing standing;
  size_t agreeing;
  size_t contradicting;
};

struct evidence claim_evidence (const struct claim *claim, const struct result *results,
                                size_t count);

/* How a claim stands after so many observations.  */
enum standing evidence_standing (const struct claim *claim, const struct evidence *evidence);

/* True if the system answered, and differently from what the claim predicts.  */
bool claim_contradicted (const struct claim *claim, const struct result *result);

/* "holds", "does not hold": as a phrase.  */
const char *standing_phrase (enum standing standing);

#endif
