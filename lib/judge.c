/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the rule that applies, and judging by it.  */
#include <config.h>

#include "rules.h"

#include <stdlib.h>
#include <string.h>

#include "behaviour.h"
#include "pattern.h"

static const char *const force_names[FORCE_COUNT] = {
  [FORCE_SHALL] = "shall",       [FORCE_DOCUMENTED] = "documented", [FORCE_SOURCE] = "source",
  [FORCE_KNOWN] = "known",       [FORCE_MEASURED] = "measured",     [FORCE_INFERRED] = "inferred",
  [FORCE_UNKNOWN] = "unknown",   [FORCE_NONE] = "none",
};

const char *
force_name (enum force force)
{
  return force_names[force];
}

bool
force_find (const char *name, enum force *force)
{
  for (int i = 0; i < FORCE_COUNT; i++)
    if (strcmp (force_names[i], name) == 0)
      {
        *force = (enum force) i;
        return true;
      }
  return false;
}

bool
rules_have_system (const char *system)
{
  for (size_t i = 0; i < rule_count; i++)
    if (strcmp (rules[i].system, system) == 0)
      return true;
  return false;
}

/* Orders "5.15" before "6.1": number by number, what follows the numbers is not looked at.  */
static int
compare_versions (const char *a, const char *b)
{
  for (;;)
    {
      char *end_a;
      char *end_b;
      unsigned long number_a = strtoul (a, &end_a, 10);
      unsigned long number_b = strtoul (b, &end_b, 10);

      if (number_a != number_b)
        return number_a < number_b ? -1 : 1;
      if (*end_a != '.' && *end_b != '.')
        return 0;
      a = *end_a == '.' ? end_a + 1 : "";
      b = *end_b == '.' ? end_b + 1 : "";
    }
}

/* A version that nobody knows is the newest: what came before is asked for by its number.  */
static int
compare_with_known (const char *version, const char *bound)
{
  return version[0] == '\0' ? 1 : compare_versions (version, bound);
}

/* The release of the system whose rules are applied.  Where that is another than the kernel, the
   kernel's number says nothing about it.  */
static const char *
release_of_rules (const struct platform *platform)
{
  bool own = platform->rules[0] == '\0' || strcmp (platform->rules, platform->kernel) == 0;

  return own ? platform->release : "";
}

static bool
relation_holds (const char *relation, size_t length, int order)
{
  if (length == 2 && memcmp (relation, ">=", 2) == 0)
    return order >= 0;
  if (length == 1 && relation[0] == '<')
    return order < 0;
  return order == 0;
}

static const struct layer *
layer_named (const struct platform *platform, const char *pattern)
{
  for (size_t i = 0; i < platform->layer_count; i++)
    if (pattern_matches (pattern, platform->layers[i].name))
      return &platform->layers[i];
  return NULL;
}

/* The value of the first fact whose name matches, or NULL.  */
static const char *
fact_named (const struct facts *facts, const char *pattern)
{
  for (size_t i = 0; i < facts->count; i++)
    if (pattern_matches (pattern, facts->fact[i].name))
      return facts->fact[i].value;
  return NULL;
}

static bool
fact_is (const struct facts *facts, const char *name, const char *value)
{
  const char *fact = fact_named (facts, name);

  return fact != NULL && strcmp (fact, value) == 0;
}

/* One condition of a rule's `when`, as "version>=4.15", "arch=mips*", "page<65536", "mmu=no".  */
static bool
condition_holds (const struct platform *platform, const char *system, const char *condition)
{
  size_t name = strcspn (condition, "=<>!");
  const char *relation = condition + name;
  size_t relation_length = strspn (relation, "=<>!");
  const char *value = relation + relation_length;
  bool negated = relation[0] == '!';

#define IS(word) (name == strlen (word) && memcmp (condition, word, name) == 0)
  if (IS ("version"))
    return relation_holds (relation, relation_length,
                           compare_with_known (release_of_rules (platform), value));
  if (IS ("libc_version"))
    return relation_holds (relation, relation_length,
                           compare_with_known (platform->libc_version, value));
  if (IS ("layer_version"))
    {
      const struct layer *layer = layer_named (platform, system);

      return layer != NULL
             && relation_holds (relation, relation_length,
                                compare_with_known (layer->version, value));
    }
  if (IS ("page"))
    {
      long bound = strtol (value, NULL, 10);

      return relation_holds (relation, relation_length,
                             (platform->page_size > bound) - (platform->page_size < bound));
    }
  if (IS ("bits"))
    return fact_is (&platform->build, "pointer_bits", value);
  if (IS ("off_t"))
    return fact_is (&platform->build, "off_t_bits", value);
  if (IS ("overcommit"))
    return fact_is (&platform->limits, "overcommit_memory", value);
  if (IS ("env"))
    return (fact_named (&platform->environment, value) != NULL) != negated;
  if (IS ("mmu"))
    return platform->mmu == (strcmp (value, "yes") == 0);
  if (IS ("arch"))
    return pattern_matches (value, platform->arch) != negated;
  if (IS ("libc"))
    return pattern_matches (value, platform->libc) != negated;
  if (IS ("kernel"))
    return pattern_matches (value, platform->kernel) != negated;
  if (IS ("layer"))
    return (layer_named (platform, value) != NULL) != negated;
#undef IS
  return false;
}

static bool
conditions_hold (const struct platform *platform, const struct rule *rule)
{
  const char *when = rule->when;

  while (*when != '\0')
    {
      char condition[80];
      size_t span = strcspn (when, " ");

      if (span >= sizeof condition)
        return false;
      memcpy (condition, when, span);
      condition[span] = '\0';
      if (!condition_holds (platform, rule->system, condition))
        return false;
      when += span + strspn (when + span, " ");
    }
  return true;
}

/* Rows that stand together.  */
struct table
{
  size_t first;
  size_t end;
};

/* Where the rows of a system are: one that is asked for is asked for often.  */
static struct table
table_of (const char *system)
{
  enum { TABLES = 64 };
  static struct table tables[TABLES];
  static size_t count;
  struct table rest = { 0, rule_count };

  for (size_t i = 0; count < TABLES && (count == 0 || tables[count - 1].end < rule_count); count++)
    {
      tables[count].first = i;
      while (i < rule_count && strcmp (rules[i].system, rules[tables[count].first].system) == 0)
        i++;
      tables[count].end = i;
    }
  for (size_t i = 0; i < count; i++)
    if (strcmp (rules[tables[i].first].system, system) == 0)
      return tables[i];
  rest.first = count > 0 ? tables[count - 1].end : 0;
  return rest;
}

/* The first row of SYSTEM's table that fits; with OBSERVATION, among the known failures that excuse
   just this, else among the others.  */
static const struct rule *
find_in (const struct platform *platform, const char *system, const char *id,
         const char *observation)
{
  struct table table = table_of (system);

  for (size_t i = table.first; i < table.end; i++)
    {
      const struct rule *rule = &rules[i];

      if ((rule->force == FORCE_KNOWN) != (observation != NULL)
          || strcmp (rule->system, system) != 0 || !pattern_matches (rule->pattern, id)
          || !conditions_hold (platform, rule))
        continue;
      if (observation == NULL || observation[0] == '\0'
          || strcmp (rule->expected, observation) == 0)
        return rule;
    }
  return NULL;
}

/* The same in all the tables that apply, from the most specific to the least.  */
static const struct rule *
find_rule (const struct platform *platform, const char *id, const char *observation)
{
  const struct rule *rule = NULL;

  for (size_t i = 0; i < platform->layer_count && rule == NULL; i++)
    rule = find_in (platform, platform->layers[i].name, id, observation);
  if (rule == NULL && platform->libc[0] != '\0')
    rule = find_in (platform, platform->libc, id, observation);
  if (rule == NULL)
    rule = find_in (platform, platform->rules, id, observation);
  return rule;
}

/* ---- What judging depends on ---- */

struct key
{
  unsigned char *bytes;
  size_t size;
  size_t length; /* more than SIZE if there is no room */
};

static void
key_add (struct key *key, const void *bytes, size_t length)
{
  if (key->length + length <= key->size)
    memcpy (key->bytes + key->length, bytes, length);
  key->length += length;
}

/* The name of a table, and which of its rows hold.  */
static void
key_add_system (struct key *key, const struct platform *platform, const char *system)
{
  struct table table = table_of (system);

  key_add (key, system, strlen (system) + 1);
  for (size_t i = table.first; i < table.end; i++)
    {
      unsigned char holds = conditions_hold (platform, &rules[i]);

      key_add (key, &holds, 1);
    }
}

size_t
rules_key (const struct platform *platform, unsigned char *bytes, size_t size)
{
  struct key key = { bytes, size, 0 };

  key_add (&key, &platform->layer_count, sizeof platform->layer_count);
  for (size_t i = 0; i < platform->layer_count; i++)
    key_add_system (&key, platform, platform->layers[i].name);
  key_add_system (&key, platform, platform->libc);
  key_add_system (&key, platform, platform->rules);
  for (size_t i = 0; i < platform->without_count; i++)
    key_add (&key, platform->without[i], strlen (platform->without[i]) + 1);
  return key.length;
}

/* ---- Rulings ---- */

static struct ruling
ruling_of (const struct rule *rule)
{
  struct ruling none = { "", FORCE_NONE, "" };
  struct ruling ruling;

  if (rule == NULL)
    return none;
  ruling.expected = rule->expected;
  ruling.force = rule->force;
  ruling.source = rule->citation;
  return ruling;
}

struct ruling
rules_find (const struct platform *platform, const char *id)
{
  const struct behaviour *behaviour = behaviour_find (id);

  if (behaviour != NULL && behaviour_shall (behaviour) != NULL)
    {
      struct ruling demand = { behaviour_shall (behaviour), FORCE_SHALL,
                               behaviour->declaration->shall_source };
      return demand;
    }
  return ruling_of (find_rule (platform, id, NULL));
}

struct ruling
rules_find_own (const struct platform *platform, const char *id)
{
  return ruling_of (find_rule (platform, id, NULL));
}

/* A facility that the rules promise may only be missing if that was declared.  */
static bool
breaks_promise (const struct platform *platform, const char *observation, struct ruling *ruling)
{
  static const char absent[] = "absent: no ";
  const char *facility = observation + strlen (absent);
  char id[64] = "facility:";

  if (strncmp (observation, absent, strlen (absent)) != 0
      || strlen (facility) >= sizeof id - strlen (id) || platform_is_without (platform, facility))
    return false;
  strcat (id, facility);
  *ruling = ruling_of (find_rule (platform, id, NULL));
  return ruling->force <= FORCE_SOURCE && strcmp (ruling->expected, "present") == 0;
}

enum verdict
rules_judge (const struct platform *platform, const char *id, const char *observation,
             enum verdict unanswered, struct ruling *ruling, bool *was_known)
{
  const struct rule *known;

  *was_known = false;
  if (unanswered == VERDICT_UNSUPPORTED && breaks_promise (platform, observation, ruling))
    return VERDICT_DEVIATES;
  *ruling = rules_find (platform, id);
  /* Where asking is what a known bug ends the program for, that is found out.  */
  known = unanswered == VERDICT_ERROR ? find_rule (platform, id, observation) : NULL;
  if (known != NULL)
    {
      ruling->source = known->citation;
      return VERDICT_KNOWN;
    }
  if (unanswered != VERDICT_COUNT)
    return unanswered;
  if (ruling->force > FORCE_SOURCE)
    return VERDICT_RECORDED;
  if (alternatives_have (ruling->expected, observation))
    {
      *was_known = find_rule (platform, id, "") != NULL && find_rule (platform, id, observation) == NULL;
      return ruling->force == FORCE_SHALL ? VERDICT_CONFORMS : VERDICT_DOCUMENTED;
    }
  known = find_rule (platform, id, observation);
  if (known == NULL)
    return ruling->force == FORCE_SHALL ? VERDICT_NONCONFORMING : VERDICT_DEVIATES;
  ruling->source = known->citation;
  return VERDICT_KNOWN;
}
