/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "verdict.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *symbol;
  const char *meaning;
  bool fails;
  bool answers;
} verdicts[VERDICT_COUNT] = {
  [VERDICT_CONFORMS] = { "conforms", "+", "as POSIX demands", false, true },
  [VERDICT_DOCUMENTED] = { "documented", "+", "as this platform documents", false, true },
  [VERDICT_RECORDED] = { "recorded", ".", "no rule binds; the value is the result", false, true },
  [VERDICT_NONCONFORMING] = { "nonconforming", "X", "breaks a demand of POSIX", true, true },
  [VERDICT_DEVIATES] = { "deviates", "X", "contradicts this platform's documentation", true, true },
  [VERDICT_KNOWN] = { "known", "k", "a failure that is listed with its reference", false, true },
  [VERDICT_UNSUPPORTED] = { "unsupported", "-", "the facility is absent or denied", false, false },
  [VERDICT_ERROR] = { "error", "?", "the suite could not find out", true, false },
};

const char *
verdict_name (enum verdict verdict)
{
  return verdicts[verdict].name;
}

const char *
verdict_symbol (enum verdict verdict)
{
  return verdicts[verdict].symbol;
}

const char *
verdict_meaning (enum verdict verdict)
{
  return verdicts[verdict].meaning;
}

bool
verdict_find (const char *name, enum verdict *verdict)
{
  for (int i = 0; i < VERDICT_COUNT; i++)
    if (strcmp (verdicts[i].name, name) == 0)
      {
        *verdict = (enum verdict) i;
        return true;
      }
  return false;
}

bool
verdict_fails (enum verdict verdict)
{
  return verdicts[verdict].fails;
}

bool
verdict_answers (enum verdict verdict)
{
  return verdicts[verdict].answers;
}
