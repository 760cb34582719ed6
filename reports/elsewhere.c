/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "elsewhere.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules.h"
#include "stand.h"

/* A machine as most are, with the newest release of SYSTEM.  */
static void
make_platform (struct platform *platform, const char *system)
{
  memset (platform, 0, sizeof *platform);
  snprintf (platform->rules, sizeof platform->rules, "%s", system);
  snprintf (platform->kernel, sizeof platform->kernel, "%s", system);
  strcpy (platform->arch, "x86_64");
  platform->page_size = 4096;
  platform->mmu = true;
  facts_add (&platform->build, "pointer_bits", "64");
  facts_add (&platform->build, "off_t_bits", "64");
}

/* Adds one expectation, unless it stands there already.  */
static void
add_expected (char *text, const char *expected)
{
  size_t length = strlen (expected);
  size_t present = strlen (text);

  for (const char *p = text; *p != '\0'; p += strcspn (p, "/") + (strchr (p, '/') != NULL ? 2 : 0))
    if (strncmp (p, expected, length) == 0 && (p[length] == '\0' || p[length] == ' '))
      return;
  if (present + length + 4 < EXPECTED_SIZE)
    sprintf (text + present, "%s%s", present > 0 ? " / " : "", expected);
}

/* What SYSTEM itself says of the row's variants; "" if nothing that binds.  */
static void
expected_on (const char *system, const struct row *row, char *text)
{
  struct platform platform;

  *text = '\0';
  make_platform (&platform, system);
  for (size_t i = 0; i < row->variants; i++)
    {
      struct ruling ruling = rules_find_own (&platform, behaviours[row->first + i].id);

      if (ruling.force <= FORCE_SOURCE)
        add_expected (text, ruling.expected);
    }
}

static void
add_saying (struct elsewhere *elsewhere, const char *system, const char *expected)
{
  size_t i = 0;
  struct saying *saying;

  while (i < elsewhere->sayings && strcmp (elsewhere->saying[i].expected, expected) != 0)
    i++;
  saying = &elsewhere->saying[i];
  if (i == elsewhere->sayings)
    {
      elsewhere->sayings++;
      strcpy (saying->expected, expected);
      saying->refuses = expected[0] == 'E' && isupper ((unsigned char) expected[1]);
    }
  saying->system[saying->systems++] = system;
  elsewhere->systems++;
  elsewhere->refusing += saying->refuses;
}

static int
compare_sayings (const void *x, const void *y)
{
  const struct saying *a = x;
  const struct saying *b = y;

  if (a->systems != b->systems)
    return a->systems < b->systems ? 1 : -1;
  return strcmp (a->system[0], b->system[0]);
}

void
elsewhere_find (struct elsewhere *elsewhere, const struct row *row)
{
  const char *system = "";

  memset (elsewhere, 0, sizeof *elsewhere);
  for (size_t i = 0; row->declaration != NULL && i < rule_count; i++)
    {
      char expected[EXPECTED_SIZE];

      if (strcmp (system, rules[i].system) == 0)
        continue;
      system = rules[i].system;
      if (stand_of (system) != STANDS_ALONE || elsewhere->systems == ELSEWHERE_SYSTEMS)
        continue;
      expected_on (system, row, expected);
      if (*expected != '\0')
        add_saying (elsewhere, system, expected);
    }
  qsort (elsewhere->saying, elsewhere->sayings, sizeof *elsewhere->saying, compare_sayings);
}
