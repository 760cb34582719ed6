/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts: a rule against an observation.  */
#ifndef ANONMAP_VERDICT_H
#define ANONMAP_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

enum verdict
{
  VERDICT_CONFORMS,      /* as a POSIX "shall" demands */
  VERDICT_DOCUMENTED,    /* POSIX leaves it open; as this platform documents */
  VERDICT_RECORDED,      /* nothing binds: the observation is the result */
  VERDICT_NONCONFORMING, /* breaks a "shall" */
  VERDICT_DEVIATES,      /* contradicts the platform's own documentation */
  VERDICT_KNOWN,         /* one of these two, listed with its reference */
  VERDICT_UNSUPPORTED,   /* the facility is absent or denied */
  VERDICT_ERROR,         /* the suite could not find out */
  VERDICT_COUNT
};

/* The verdict's word, as in records and reports.  */
const char *verdict_name (enum verdict verdict);

/* One character that says the same without colour: "+", "-", "!" ...  */
const char *verdict_symbol (enum verdict verdict);

/* What it means, as a phrase.  */
const char *verdict_meaning (enum verdict verdict);

/* Sets *VERDICT to the one of this name; false if there is none.  */
bool verdict_find (const char *name, enum verdict *verdict);

/* True if such a verdict fails a run.  */
bool verdict_fails (enum verdict verdict);

/* True if the system answered: neither unsupported nor error.  */
bool verdict_answers (enum verdict verdict);

#endif
