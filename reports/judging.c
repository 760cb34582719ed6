/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judging again, by the rules of this program.  */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "records.h"
#include "xalloc.h"

/* What the runner found out that no rule can tell: that there was no answer.  */
static enum verdict
unanswered (const struct result *result)
{
  static const struct
  {
    const char *prefix;
    enum verdict verdict;
  } reasons[] = {
    { "absent: ", VERDICT_UNSUPPORTED },
    { "denied: ", VERDICT_UNSUPPORTED },
    { "error: ", VERDICT_ERROR },
  };

  if (!verdict_answers (result->verdict))
    return result->verdict;
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (strncmp (result->observation, reasons[i].prefix, strlen (reasons[i].prefix)) == 0)
      return reasons[i].verdict;
  return VERDICT_COUNT;
}

/* ---- What was judged before ---- */

/* The platforms of a matrix fall into few classes, each of which is judged alike; and their records
   say the same of most behaviours.  */
enum { CLASSES = 16, SLOTS = 1 << 14 };

struct class
{
  unsigned char *key;
  size_t length;
  unsigned long number; /* from 1, never given again */
};

struct judgement
{
  unsigned long class;
  char *id; /* the observation stands behind it */
  const char *observation;
  enum verdict unanswered;
  struct ruling ruling; /* its strings are the tables' */
  enum verdict verdict;
  bool was_known;
};

static size_t
key_size (void)
{
  return (PLATFORM_LAYERS + 2) * (rule_count + 64) + PLATFORM_WITHOUT * 32 + sizeof (size_t);
}

/* The number of the platform's class, which may push out one that was not asked for lately.  */
static unsigned long
class_of (const struct platform *platform)
{
  static struct class classes[CLASSES];
  static unsigned char *key;
  static unsigned long last;
  static size_t oldest;
  struct class *class;
  size_t length;

  if (key == NULL)
    key = xmalloc (key_size ());
  length = rules_key (platform, key, key_size ());
  for (size_t i = 0; i < CLASSES; i++)
    if (classes[i].number != 0 && classes[i].length == length
        && memcmp (classes[i].key, key, length) == 0)
      return classes[i].number;
  class = &classes[oldest++ % CLASSES];
  free (class->key);
  class->key = xmemdup (key, length);
  class->length = length;
  class->number = ++last;
  return last;
}

static bool
is_judgement_of (const struct judgement *judgement, unsigned long class,
                 const struct result *result, enum verdict unanswered)
{
  return judgement->class == class && judgement->unanswered == unanswered
         && strcmp (judgement->id, result->id) == 0
         && strcmp (judgement->observation, result->observation) == 0;
}

static void
judgement_make (struct judgement *judgement, const struct platform *platform, unsigned long class,
                const struct result *result, enum verdict unanswered)
{
  size_t id_size = strlen (result->id) + 1;
  size_t observation_size = strlen (result->observation) + 1;

  free (judgement->id);
  judgement->id = xmalloc (id_size + observation_size);
  memcpy (judgement->id, result->id, id_size);
  memcpy (judgement->id + id_size, result->observation, observation_size);
  judgement->observation = judgement->id + id_size;
  judgement->class = class;
  judgement->unanswered = unanswered;
  judgement->verdict = rules_judge (platform, result->id, result->observation, unanswered,
                                    &judgement->ruling, &judgement->was_known);
}

static const struct judgement *
judge (const struct platform *platform, unsigned long class, const struct result *result,
       enum verdict unanswered)
{
  static struct judgement judgements[SLOTS];
  size_t hash = hash_bytes (result->id, strlen (result->id)) + class
                + 31 * hash_bytes (result->observation, strlen (result->observation));
  struct judgement *judgement = &judgements[hash % SLOTS];

  if (!is_judgement_of (judgement, class, result, unanswered))
    judgement_make (judgement, platform, class, result, unanswered);
  return judgement;
}

void
record_judge (struct record *record)
{
  unsigned long class = class_of (&record->platform);

  memset (&record->counts, 0, sizeof record->counts);
  for (size_t i = 0; i < record->count; i++)
    {
      struct result *result = &record->results[i];
      const struct judgement *judgement
        = judge (&record->platform, class, result, unanswered (&record->recorded[i]));

      result->verdict = judgement->verdict;
      result->ruling = judgement->ruling;
      result->was_known = judgement->was_known;
      counts_add (&record->counts, result);
    }
}
