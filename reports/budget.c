/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "budget.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "lines.h"
#include "pattern.h"
#include "xalloc.h"

enum { COLUMNS = 5, BUDGET_LINE_LIMIT = 4096 };

static bool
complain (const char *path, unsigned long line, const char *message, ...)
{
  va_list arguments;

  va_start (arguments, message);
  file_complain (path, line, message, arguments);
  va_end (arguments);
  return false;
}

/* ---- Dates ---- */

static int
days_of (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

bool
is_date (const char *text)
{
  static const char pattern[] = "dddd-dd-dd";
  int number[3] = { 0, 0, 0 };
  int part = 0;

  for (size_t i = 0; i < sizeof pattern - 1; i++)
    if (pattern[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
      return false;
    else if (pattern[i] == '-')
      part++;
    else
      number[part] = number[part] * 10 + (text[i] - '0');
  return text[sizeof pattern - 1] == '\0' && number[1] >= 1 && number[1] <= 12 && number[2] >= 1
         && number[2] <= days_of (number[0], number[1]);
}

/* ---- Reading ---- */

/* Cuts the line at its tabs; returns the number of columns, of which those beyond COLUMNS are only
   counted.  */
static int
cut (char *text, const char *columns[COLUMNS])
{
  int count = 0;

  for (char *tab; text != NULL; text = tab)
    {
      tab = strchr (text, '\t');
      if (tab != NULL)
        *tab++ = '\0';
      if (count < COLUMNS)
        columns[count] = text;
      count++;
    }
  return count;
}

static bool
read_acceptance (struct acceptance *acceptance, const char *path)
{
  static const char *const names[COLUMNS]
    = { "platform", "behaviour", "observation", "last day", "reason" };
  const char *columns[COLUMNS];
  int count = cut (acceptance->text, columns);

  if (count != COLUMNS)
    return complain (path, acceptance->line,
                     "this line has %d of the %d columns that tabs separate: platform, behaviour, "
                     "observation, last day, reason",
                     count, COLUMNS);
  for (int i = 0; i < COLUMNS; i++)
    if (columns[i][strspn (columns[i], " ")] == '\0')
      return complain (path, acceptance->line, "the %s is missing", names[i]);
  if (!is_date (columns[3]))
    return complain (path, acceptance->line, "\"%s\" is no day as 2026-11-22", columns[3]);
  acceptance->platform = columns[0];
  acceptance->id = columns[1];
  acceptance->observation = columns[2];
  acceptance->until = columns[3];
  acceptance->reason = columns[4];
  return true;
}

/* Takes one line over, unless it is empty or a comment.  */
static bool
read_line (struct budget *budget, size_t *capacity, const struct lines *lines)
{
  struct acceptance acceptance = { .line = lines->number };
  size_t length = lines->length;

  if (lines->too_long)
    return complain (budget->path, lines->number, "the line is longer than %d bytes",
                     (int) BUDGET_LINE_LIMIT);
  if (memchr (lines->text, '\0', length) != NULL)
    return complain (budget->path, lines->number, "there is a null byte in the line");
  if (length > 0 && lines->text[length - 1] == '\r')
    length--;
  if (length == 0 || lines->text[0] == '#')
    return true;
  acceptance.text = xmemdup (lines->text, length + 1);
  acceptance.text[length] = '\0';
  if (!read_acceptance (&acceptance, budget->path))
    {
      free (acceptance.text);
      return false;
    }
  if (budget->count == *capacity)
    budget->acceptances
      = x2nrealloc (budget->acceptances, capacity, sizeof *budget->acceptances);
  budget->acceptances[budget->count++] = acceptance;
  return true;
}

bool
budget_read_stream (struct budget *budget, const char *path, FILE *stream, const char *today)
{
  struct lines lines;
  size_t capacity = 0;
  bool fine = true;

  *budget = (struct budget){ .path = path };
  lines_open (&lines, stream, BUDGET_LINE_LIMIT);
  while (lines_next (&lines))
    fine &= read_line (budget, &capacity, &lines);
  if (ferror (stream))
    fine = complain (path, 0, "cannot be read: %s", strerror (errno));
  lines_close (&lines);
  for (size_t i = 0; i < budget->count; i++)
    budget->acceptances[i].expired = strcmp (budget->acceptances[i].until, today) < 0;
  return fine;
}

bool
budget_read (struct budget *budget, const char *path, const char *today)
{
  FILE *stream = fopen (path, "rb");
  bool fine;

  *budget = (struct budget){ .path = path };
  if (stream == NULL)
    return complain (path, 0, "cannot be opened: %s", strerror (errno));
  fine = budget_read_stream (budget, path, stream, today);
  fclose (stream);
  return fine;
}

void
budget_free (struct budget *budget)
{
  for (size_t i = 0; i < budget->count; i++)
    free (budget->acceptances[i].text);
  free (budget->acceptances);
}

/* ---- Accepting ---- */

void
budget_ask (struct budget *budget, const char *platform)
{
  for (size_t i = 0; i < budget->count; i++)
    budget->acceptances[i].asked |= pattern_matches (budget->acceptances[i].platform, platform);
}

static bool
fits (const struct acceptance *acceptance, const char *platform, const struct result *result)
{
  return pattern_matches (acceptance->platform, platform)
         && pattern_matches (acceptance->id, result->id)
         && (strcmp (acceptance->observation, "*") == 0
             || alternatives_have (acceptance->observation, result->observation));
}

const struct acceptance *
budget_accepts (struct budget *budget, const char *platform, const struct result *result)
{
  const struct acceptance *accepting = NULL;

  for (size_t i = 0; i < budget->count; i++)
    if (fits (&budget->acceptances[i], platform, result))
      {
        budget->acceptances[i].met = true;
        if (accepting == NULL && !budget->acceptances[i].expired)
          accepting = &budget->acceptances[i];
      }
  return accepting;
}

const char *
acceptance_trouble (const struct acceptance *acceptance)
{
  if (!acceptance->asked)
    return NULL;
  if (acceptance->expired)
    return acceptance->met ? "expired, and still observed" : "expired, and no longer observed";
  return acceptance->met ? NULL : "unused: what it accepts was not observed";
}
