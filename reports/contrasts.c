/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "contrasts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pattern.h"
#include "threads.h"
#include "xalloc.h"

/* ---- Weighing ---- */

size_t
programs_broken (const char *name)
{
  size_t programs = 0;

  for (size_t i = 0; i < thread_count; i++)
    {
      bool again = !pattern_matches (threads[i].pattern, name);

      for (size_t j = 0; !again && j < i; j++)
        again = strcmp (threads[i].repository, threads[j].repository) == 0
                && pattern_matches (threads[j].pattern, name);
      programs += !again;
    }
  return programs;
}

/* The commonest of the answers that are ones; the commonest of all where none is.  */
static const struct answer *
usual_answer (const struct row *row)
{
  for (size_t i = 0; i < row->answer_count; i++)
    if (row->answers[i].asked && verdict_answers (row->answers[i].verdict))
      return &row->answers[i];
  return &row->answers[0];
}

static size_t
count_differing (const struct row *row)
{
  const struct answer *usual = usual_answer (row);
  size_t differing = 0;

  for (size_t i = 0; i < row->answer_count; i++)
    if (row->answers[i].asked && verdict_answers (row->answers[i].verdict)
        && !row_alike (row, row->answers[i].example, usual->example))
      differing += row->answers[i].platforms;
  return differing;
}

static size_t
count_failing (const struct row *row)
{
  size_t failing = 0;

  for (size_t i = 0; i < row->answer_count; i++)
    for (size_t j = 0; j < row->variants; j++)
      {
        const struct result *result = row->results[row->answers[i].example * row->variants + j];

        if (result != NULL && result_disagrees (result))
          {
            failing += row->answers[i].platforms;
            break;
          }
      }
  return failing;
}

static int
compare_sizes (size_t a, size_t b)
{
  return (a > b) - (a < b);
}

static int
compare_contrasts (const void *x, const void *y)
{
  const struct contrast *a = x;
  const struct contrast *b = y;
  int order = (int) b->here - (int) a->here;

  if (order == 0)
    order = compare_sizes (b->programs, a->programs);
  if (order == 0)
    order = compare_sizes (b->failing + b->differing, a->failing + a->differing);
  if (order == 0)
    order = compare_sizes (b->refusing, a->refusing);
  return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

struct contrast *
contrasts_find (const struct survey *survey, size_t *count)
{
  struct contrast *found = xnmalloc (survey->row_count + 1, sizeof *found);
  struct elsewhere *elsewhere = xmalloc (sizeof *elsewhere);

  *count = 0;
  for (size_t i = 0; i < survey->row_count; i++)
    {
      const struct row *row = &survey->rows[i];
      struct contrast one = { .row = row, .programs = programs_broken (row->name) };

      elsewhere_find (elsewhere, row);
      one.failing = count_failing (row);
      one.differing = count_differing (row);
      one.refusing = elsewhere->refusing < elsewhere->systems ? elsewhere->refusing : 0;
      one.here = one.failing + one.differing > 0;
      if (one.here || elsewhere->sayings > 1)
        found[(*count)++] = one;
    }
  free (elsewhere);
  qsort (found, *count, sizeof *found, compare_contrasts);
  return found;
}

/* ---- Sentences ---- */

static void
put_number (const struct words *words, size_t number)
{
  char digits[24];

  snprintf (digits, sizeof digits, "%zu", number);
  words->text (words->state, digits);
}

/* "1–9, 14"  */
static void
put_ranges (const struct words *words, const struct survey *survey, const bool *on)
{
  const char *separator = "";

  for (size_t i = 0; i < survey->platforms; i++)
    if (on[i] && (i == 0 || !on[i - 1]))
      {
        size_t last = i;

        while (last + 1 < survey->platforms && on[last + 1])
          last++;
        words->text (words->state, separator);
        put_number (words, i + 1);
        if (last > i)
          {
            words->text (words->state, "–");
            put_number (words, last + 1);
          }
        separator = ", ";
      }
}

static void
put_names (const struct words *words, const struct survey *survey, const bool *on, size_t count)
{
  size_t written = 0;

  for (size_t i = 0; i < survey->platforms; i++)
    if (on[i])
      {
        if (written > 0)
          words->text (words->state, written + 1 == count ? " and " : ", ");
        words->text (words->state, survey->platform[i]->name);
        written++;
      }
}

void
write_platforms (const struct words *words, const struct survey *survey, const bool *on)
{
  enum { MANY = 60 };
  size_t names = survey->platforms > MANY ? 1 : 4;
  size_t count = 0;

  for (size_t i = 0; i < survey->platforms; i++)
    count += on[i];
  if (count == survey->platforms && count > 1)
    {
      words->text (words->state, count == 2 ? "both platforms" : "all ");
      if (count > 2)
        put_number (words, count);
      words->text (words->state, count == 2 ? "" : " platforms");
    }
  else if (count <= names)
    put_names (words, survey, on, count);
  else if (count * 2 > survey->platforms)
    {
      put_number (words, count);
      words->text (words->state, " of ");
      put_number (words, survey->platforms);
      words->text (words->state, " platforms");
    }
  else
    {
      put_number (words, count);
      words->text (words->state, " platforms (");
      put_ranges (words, survey, on);
      words->text (words->state, ")");
    }
}

/* An answer, and where it was given, which is left in ON.  */
static void
put_answer (const struct words *words, const struct survey *survey, const struct row *row,
            size_t answer, bool *on)
{
  for (size_t i = 0; i < survey->platforms; i++)
    on[i] = row_alike (row, row->answers[answer].example, i);
  words->code (words->state, row->answers[answer].text);
  if (survey->platforms == 1)
    return;
  words->text (words->state, " on ");
  write_platforms (words, survey, on);
}

/* The answers that were not written, of which there are LEFT.  */
static void
put_others (const struct words *words, size_t left, size_t platforms)
{
  if (left == 0)
    return;
  words->text (words->state, "; ");
  put_number (words, left);
  words->text (words->state, left == 1 ? " other answer on " : " other answers on ");
  put_number (words, platforms);
}

void
write_observed (const struct words *words, const struct survey *survey, const struct row *row)
{
  enum { WRITTEN = 2 };
  bool *done = xcalloc (survey->platforms, sizeof *done);
  bool *on = xnmalloc (survey->platforms, sizeof *on);
  size_t written = 0;
  size_t left = 0;
  size_t elsewhere = 0;

  for (size_t i = 0; i < row->answer_count; i++)
    {
      size_t example = row->answers[i].example;

      if (done[example] || !row->answers[i].asked)
        continue;
      if (written < WRITTEN)
        {
          words->text (words->state, written > 0 ? "; " : "Here ");
          put_answer (words, survey, row, i, on);
          written++;
        }
      else
        left++;
      for (size_t k = 0; k < survey->platforms; k++)
        if (!done[k] && row_alike (row, example, k))
          {
            done[k] = true;
            elsewhere += left > 0;
          }
    }
  put_others (words, left, elsewhere);
  words->text (words->state, written > 0 ? "." : "");
  free (on);
  free (done);
}

static void
put_systems (const struct words *words, const struct saying *saying)
{
  enum { NAMES = 8 };

  put_number (words, saying->systems);
  words->text (words->state, " (");
  for (size_t i = 0; i < saying->systems && i < NAMES; i++)
    {
      words->text (words->state, i > 0 ? ", " : "");
      words->text (words->state, saying->system[i]);
    }
  words->text (words->state, saying->systems > NAMES ? ", …)" : ")");
}

void
write_documented (const struct words *words, const struct row *row)
{
  struct elsewhere *elsewhere = xmalloc (sizeof *elsewhere);

  elsewhere_find (elsewhere, row);
  if (elsewhere->systems > 0)
    {
      if (elsewhere->refusing > 0 && elsewhere->refusing < elsewhere->systems)
        {
          words->text (words->state, "Fails on ");
          put_number (words, elsewhere->refusing);
          words->text (words->state, " of ");
        }
      else
        words->text (words->state, elsewhere->sayings > 1 ? "Differs between " : "Alike on ");
      put_number (words, elsewhere->systems);
      words->text (words->state, elsewhere->systems > 1
                                    ? " systems by their documentation or source: "
                                    : " system by its documentation or source: ");
      for (size_t i = 0; i < elsewhere->sayings; i++)
        {
          words->text (words->state, i > 0 ? "; " : "");
          words->code (words->state, elsewhere->saying[i].expected);
          words->text (words->state, " on ");
          put_systems (words, &elsewhere->saying[i]);
        }
      words->text (words->state, ".");
    }
  free (elsewhere);
}

/* The systems that refuse, or those that do not say what most say.  */
static void
put_exceptions (const struct words *words, const struct elsewhere *elsewhere, bool refusing)
{
  size_t count = 0;

  for (size_t i = 0; i < elsewhere->sayings; i++)
    for (size_t j = 0; j < elsewhere->saying[i].systems; j++)
      if (refusing ? elsewhere->saying[i].refuses : i > 0)
        {
          words->text (words->state, count > 0 ? ", " : "");
          words->text (words->state, elsewhere->saying[i].system[j]);
          count++;
        }
  words->text (words->state, " (");
  put_number (words, count);
  words->text (words->state, " of ");
  put_number (words, elsewhere->systems);
  words->text (words->state, ").");
}

void
write_exceptions (const struct words *words, const struct row *row)
{
  struct elsewhere *elsewhere = xmalloc (sizeof *elsewhere);

  elsewhere_find (elsewhere, row);
  if (elsewhere->sayings > 1)
    {
      bool refusing = elsewhere->refusing > 0 && elsewhere->refusing < elsewhere->systems;

      words->text (words->state, refusing ? " By documentation or source it fails on "
                                          : " By documentation or source it is otherwise on ");
      put_exceptions (words, elsewhere, refusing);
    }
  free (elsewhere);
}
