/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims: what the textbooks say.  lib/claims.tsv holds them; lib/claims.awk checks that each has a
   behaviour or a reason why not, and makes claims.c.  */
#ifndef ANONMAP_CLAIMS_H
#define ANONMAP_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>

/* What a claim predicts for the behaviours whose ids match PATTERN.  */
struct prediction
{
  const char *pattern;
  const char *observation; /* alternatives are separated by "|" */
};

struct claim
{
  const char *id;       /* "OFF-1" */
  const char *texts;    /* "S1 S2": the tutorial, the book, or "-": a corollary */
  const char *sentence; /* in our words */
  const char *untested; /* why no behaviour can test it; "" if some do */
  const struct prediction *predictions;
  size_t prediction_count;
};

extern const struct claim claims[];
extern const size_t claim_count;

/* Whether a claim agrees with one observation.  */
enum agreement { AGREES, DISAGREES, SILENT };

/* SILENT if the claim predicts nothing for ID; the first prediction that fits is meant.  */
enum agreement claim_agrees (const struct claim *claim, const char *id, const char *observation);

/* What the claim predicts for ID, or NULL.  */
const char *claim_predicts (const struct claim *claim, const char *id);

#endif
