/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "systems.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/types.h>

#include "behaviour.h"
#include "observation.h"
#include "pattern.h"
#include "stand.h"

const char portable[] = "portable";

static const struct platform *
this_platform (void)
{
  static struct platform here;
  char bits[8];

  if (here.kernel[0] == '\0')
    {
      platform_detect (&here);
      snprintf (bits, sizeof bits, "%u", (unsigned) (sizeof (void *) * CHAR_BIT));
      facts_add (&here.build, "pointer_bits", bits);
      snprintf (bits, sizeof bits, "%u", (unsigned) (sizeof (off_t) * CHAR_BIT));
      facts_add (&here.build, "off_t_bits", bits);
    }
  return &here;
}

/* A platform of that system, as like this one as can be: the same machine, the newest release.  */
static const struct platform *
platform_of (const char *system)
{
  static struct platform platform;
  static const char *made;

  if (made != NULL && strcmp (made, system) == 0)
    return &platform;
  made = system;
  platform = *this_platform ();
  switch (stand_of (system))
    {
    case STANDS_ALONE:
      snprintf (platform.rules, sizeof platform.rules, "%s", system);
      break;
    case STANDS_AS_LIBC:
      if (strcmp (platform.libc, system) == 0)
        break;
      snprintf (platform.libc, sizeof platform.libc, "%s", system);
      platform.libc_version[0] = '\0';
      break;
    case STANDS_AS_LAYER:
      platform.layer_count = 0;
      platform_add_layer (&platform, system);
      break;
    }
  return &platform;
}

bool
system_exists (const char *name)
{
  return strcmp (name, portable) == 0 || rules_have_system (name);
}

/* The name of the next table, NULL at the end.  */
static const char *
next_system (const char *previous, size_t *position)
{
  for (; *position < rule_count; (*position)++)
    if (previous == NULL || strcmp (rules[*position].system, previous) != 0)
      return rules[*position].system;
  return NULL;
}

void
systems_print (FILE *stream)
{
  size_t position = 0;

  fprintf (stream, " %s", portable);
  for (const char *system = next_system (NULL, &position); system != NULL;
       system = next_system (system, &position))
    fprintf (stream, " %s", system);
}

/* ---- What an observation means for the one who called ---- */

static bool
is_word (const char *word, const char *text, size_t length)
{
  return strlen (word) == length && memcmp (word, text, length) == 0;
}

static int
errno_named (const char *name, size_t length)
{
  enum { LARGEST = UCHAR_MAX };
  char buffer[32];

  /* Where two names have one number, the number is called by one of them only.  */
  if (is_word ("ENOTSUP", name, length))
    return ENOTSUP;
  if (is_word ("EOPNOTSUPP", name, length))
    return EOPNOTSUPP;
  for (int number = 1; number <= LARGEST; number++)
    if (is_word (observation_errno (number, buffer, sizeof buffer), name, length))
      return number;
  return 0;
}

static bool
says (const char *text, size_t length, const char *word)
{
  size_t size = strlen (word);

  for (size_t i = 0; i + size <= length; i++)
    if (memcmp (text + i, word, size) == 0)
      return true;
  return false;
}

/* One of the alternatives.  */
static enum outcome_kind
kind_of (const char *text, size_t length, int *error)
{
  static const char *const surprises[]
    = { "SIGBUS at", "mapped, SIGSEGV at", "stale", "lost", "null" };
  size_t first = strcspn (text, ",|");

  *error = errno_named (text, first < length ? first : length);
  if (*error != 0)
    return OUTCOME_REFUSED;
  for (size_t i = 0; i < sizeof surprises / sizeof *surprises; i++)
    if (says (text, length, surprises[i]))
      return OUTCOME_OTHER;
  return says (text, length, "unaligned") ? OUTCOME_DIFFERENT : OUTCOME_ACCEPTED;
}

static struct outcome
outcome_of (const char *system, struct ruling ruling)
{
  struct outcome outcome = { OUTCOME_NONE, 0, system, ruling };
  const char *text = ruling.expected;

  if (ruling.force > FORCE_SOURCE)
    return outcome;
  for (;;)
    {
      size_t length = strcspn (text, "|");
      int error;
      enum outcome_kind kind = kind_of (text, length, &error);

      if (outcome.error == 0)
        outcome.error = error;
      if (outcome.kind == OUTCOME_NONE)
        outcome.kind = kind;
      else if (outcome.kind != kind)
        outcome.kind = outcome.error != 0 ? OUTCOME_MAYBE : OUTCOME_OTHER;
      if (text[length] == '\0')
        return outcome;
      text += length + 1;
    }
}

/* ---- Looking up ---- */

static struct ruling
own_ruling (const char *system, const char *id)
{
  return rules_find_own (platform_of (system), id);
}

/* The class of calls that the behaviour ID, with its variant, asks about; -1 if there is none.  */
static int
class_of (const char *id)
{
  for (int i = 0; i < CLASSES; i++)
    {
      size_t length = strlen (call_classes[i].id);

      if (strncmp (call_classes[i].id, id, length) == 0 && (id[length] == '.' || id[length] == '\0'))
        return i;
    }
  return -1;
}

/* What has to be there for the calls of a class, and the errno where it is not.  */
static const struct
{
  const char *classes; /* a glob over their ids */
  const char *rule;
  int error;
} needed[] = {
  { "device.read-zero", "facility:/dev/zero", ENOENT },
  { "device.write-discarded", "facility:/dev/zero", ENOENT },
  { "remap.*", "facility:mremap", ENOSYS },
  { "advise.free", "facility:MADV_FREE", EINVAL },
  { "advise.remove-shared", "facility:MADV_REMOVE", EINVAL },
  { "advise.do*fork", "facility:MADV_DONTFORK", EINVAL },
  { "advise.*onfork", "facility:MADV_WIPEONFORK", EINVAL },
  { "advise.populate-write", "facility:MADV_POPULATE_WRITE", EINVAL },
  { "advise.collapse", "facility:MADV_COLLAPSE", EINVAL },
};

/* The rule that says so, if the system does not have what calls of the class with this id need.  */
static struct outcome
absence (const char *system, const char *id)
{
  struct outcome outcome = { OUTCOME_NONE, 0, system, { "", FORCE_NONE, "" } };
  int class = class_of (id);

  for (size_t i = 0; class >= 0 && i < sizeof needed / sizeof *needed; i++)
    if (pattern_matches (needed[i].classes, call_classes[class].id))
      {
        outcome.ruling = own_ruling (system, needed[i].rule);
        if (outcome.ruling.force <= FORCE_SOURCE
            && strcmp (outcome.ruling.expected, "absent") == 0)
          outcome.kind = OUTCOME_REFUSED;
        outcome.error = needed[i].error;
      }
  return outcome;
}

/* What the behaviour observes first on this system.  */
static bool
is_here (const char *word, const char *id)
{
  const char *text = own_ruling (this_platform ()->kernel, id).expected;

  return is_word (word, text, strcspn (text, ",|"));
}

/* What is gone here and kept there is not refused in either place, and surprises all the more.  */
static struct outcome
own_outcome (const char *system, const char *id)
{
  struct outcome outcome = outcome_of (system, own_ruling (system, id));

  if (outcome.kind != OUTCOME_REFUSED && absence (system, id).kind == OUTCOME_REFUSED)
    return absence (system, id);
  if (outcome.kind == OUTCOME_ACCEPTED && strcmp (outcome.ruling.expected, "kept") == 0
      && (is_here ("zero", id) || is_here ("unmapped", id)))
    outcome.kind = OUTCOME_DIFFERENT;
  return outcome;
}

/* What the standard leaves to the system binds nobody.  */
static struct outcome
posix_outcome (const char *id)
{
  const struct behaviour *behaviour = behaviour_find (id);
  struct ruling ruling = { "", FORCE_NONE, "" };
  struct outcome outcome;

  if (behaviour != NULL && behaviour_shall (behaviour) != NULL)
    {
      ruling.expected = behaviour_shall (behaviour);
      ruling.force = FORCE_SHALL;
      ruling.source = behaviour->declaration->shall_source;
    }
  outcome = outcome_of ("posix", ruling);
  if (outcome.kind == OUTCOME_MAYBE)
    outcome.kind = OUTCOME_NONE;
  return outcome;
}

static struct outcome
outcome_on (const char *system, const char *id)
{
  struct outcome outcome = own_outcome (system, id);

  return outcome.kind == OUTCOME_NONE ? posix_outcome (id) : outcome;
}

/* A library or a layer is heard beside the kernel that it stands on only where it says something
   else.  */
static struct outcome
special_outcome (const char *system, const char *id)
{
  struct outcome outcome = own_outcome (system, id);

  if (outcome.kind > OUTCOME_ACCEPTED && stand_of (system) != STANDS_ALONE
      && strcmp (outcome.ruling.expected,
                 own_outcome (this_platform ()->kernel, id).ruling.expected)
           == 0)
    outcome.kind = OUTCOME_NONE;
  return outcome;
}

struct outcome
here_outcome (const char *id)
{
  return outcome_on (this_platform ()->kernel, id);
}

/* Outcomes that were visited, told apart by what is said and who says it.  */
struct visited
{
  void (*visit) (const struct outcome *outcome, void *data);
  void *data;
  const char *source[64];
  size_t count;
};

static void
visit_once (struct visited *visited, const struct outcome *outcome)
{
  if (outcome->kind <= OUTCOME_ACCEPTED)
    return;
  for (size_t i = 0; i < visited->count; i++)
    if (strcmp (visited->source[i], outcome->ruling.source) == 0)
      return;
  if (visited->count < sizeof visited->source / sizeof *visited->source)
    visited->source[visited->count++] = outcome->ruling.source;
  visited->visit (outcome, visited->data);
}

void
system_outcomes (const char *name, const char *id,
                 void (*visit) (const struct outcome *outcome, void *data), void *data)
{
  struct visited visited = { visit, data, { NULL }, 0 };
  struct outcome outcome;
  size_t position = 0;

  if (strcmp (name, portable) != 0)
    {
      outcome = outcome_on (name, id);
      visit (&outcome, data);
      return;
    }
  outcome = posix_outcome (id);
  visit_once (&visited, &outcome);
  for (const char *system = next_system (NULL, &position); system != NULL;
       system = next_system (system, &position))
    {
      outcome = special_outcome (system, id);
      visit_once (&visited, &outcome);
    }
}

static void
keep_worst (const struct outcome *outcome, void *data)
{
  struct outcome *worst = data;

  if (outcome->kind > worst->kind)
    *worst = *outcome;
}

struct outcome
system_outcome (const char *name, const char *id)
{
  struct outcome worst = { OUTCOME_NONE, 0, name, { "", FORCE_NONE, "" } };

  system_outcomes (name, id, keep_worst, &worst);
  return worst;
}

/* ---- Cells ---- */

bool
cell_id (int class, int variant, char *id, size_t size)
{
  const char *name = form_variant (call_classes[class].form, variant);

  if (name == NULL)
    return false;
  snprintf (id, size, "%s%s%s", call_classes[class].id, *name != '\0' ? "." : "", name);
  return behaviour_find (id) != NULL;
}

struct order
cell_order (const char *name, int class, int variant)
{
  static const enum action actions[] = {
    [OUTCOME_NONE] = ACTION_NONE,           [OUTCOME_ACCEPTED] = ACTION_ACCEPT,
    [OUTCOME_DIFFERENT] = ACTION_DIFFERENT, [OUTCOME_MAYBE] = ACTION_MAYBE,
    [OUTCOME_OTHER] = ACTION_MENTION,       [OUTCOME_REFUSED] = ACTION_REFUSE,
  };
  struct order order = { ACTION_NONE, 0 };
  char id[BEHAVIOUR_ID_SIZE];
  struct outcome outcome;

  if (!cell_id (class, variant, id, sizeof id))
    return order;
  outcome = system_outcome (name, id);
  order.action = actions[outcome.kind];
  order.error = (unsigned char) outcome.error;
  /* What works in both places is left alone.  */
  if (order.action == ACTION_ACCEPT && here_outcome (id).kind == OUTCOME_ACCEPTED)
    order.action = ACTION_NONE;
  /* One result cannot be that of all systems.  */
  if (order.action == ACTION_DIFFERENT && strcmp (name, portable) == 0)
    order.action = ACTION_MENTION;
  return order;
}

bool
outcome_is_imitable (const struct outcome *outcome, const char *id)
{
  switch (outcome->kind)
    {
    case OUTCOME_OTHER:
      return strcmp (here_outcome (id).ruling.expected, outcome->ruling.expected) == 0;
    case OUTCOME_DIFFERENT:
      return strncmp (id, "offset.unaligned.", strlen ("offset.unaligned.")) == 0
             || strcmp (outcome->ruling.expected, "kept") == 0;
    default:
      return true;
    }
}
