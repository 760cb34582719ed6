/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "claims.h"
#include "evidence.h"
#include "xalloc.h"

/* What the platforms say of a claim.  */
struct standings
{
  const struct claim *claim;
  struct evidence *evidence; /* by platform */
  size_t count[CLAIM_UNTESTED + 1];
};

static void
add_result (struct standings *standings, const struct claim *claim, size_t platform,
            const struct result *result)
{
  struct evidence evidence = claim_evidence (claim, result, 1);

  standings->evidence[platform].agreeing += evidence.agreeing;
  standings->evidence[platform].contradicting += evidence.contradicting;
}

static void
add_row (struct standings *standings, const struct claim *claim, const struct survey *survey,
         const struct row *row)
{
  for (size_t i = 0; row->declaration != NULL && i < row->variants; i++)
    if (claim_predicts (claim, behaviours[row->first + i].id) != NULL)
      for (size_t k = 0; k < survey->platforms; k++)
        if (row->results[k * row->variants + i] != NULL)
          add_result (standings, claim, k, row->results[k * row->variants + i]);
}

static bool
is_about_cells (const struct claim *claim)
{
  for (size_t i = 0; i < claim->prediction_count; i++)
    if (result_is_cell (claim->predictions[i].pattern))
      return true;
  return false;
}

static void
add_cells (struct standings *standings, const struct claim *claim, const struct survey *survey)
{
  for (size_t k = 0; k < survey->platforms; k++)
    for (size_t i = 0; i < survey->platform[k]->count; i++)
      if (result_is_cell (survey->platform[k]->results[i].id))
        add_result (standings, claim, k, &survey->platform[k]->results[i]);
}

static void
find_standings (struct standings *standings, const struct claim *claim,
                const struct survey *survey)
{
  memset (standings, 0, sizeof *standings);
  standings->claim = claim;
  standings->evidence = xcalloc (survey->platforms, sizeof *standings->evidence);
  for (size_t i = 0; i < survey->row_count; i++)
    add_row (standings, claim, survey, &survey->rows[i]);
  if (is_about_cells (claim))
    add_cells (standings, claim, survey);
  for (size_t k = 0; k < survey->platforms; k++)
    standings->count[evidence_standing (claim, &standings->evidence[k])]++;
}

/* On how many platforms a claim is not so, or not wholly.  */
static size_t
contradicted (const struct standings *standings)
{
  return standings->count[CLAIM_FAILS] + standings->count[CLAIM_HOLDS_IN_PART];
}

static const char *
texts_of (const struct claim *claim)
{
  bool tutorial = strstr (claim->texts, "S1") != NULL;
  bool book = strstr (claim->texts, "S2") != NULL;

  if (tutorial && book)
    return "the tutorial and the book";
  return tutorial ? "the tutorial" : book ? "the book" : "follows from them";
}

/* ---- What contradicts a claim ---- */

/* The first result of a row that contradicts the claim on that platform, or NULL.  */
static const struct result *
contradiction (const struct claim *claim, const struct row *row, size_t platform)
{
  for (size_t i = 0; i < row->variants; i++)
    {
      const struct result *result = row->results[platform * row->variants + i];

      if (result != NULL && claim_contradicted (claim, result))
        return result;
    }
  return NULL;
}

static bool
is_predicted (const struct claim *claim, const struct row *row)
{
  for (size_t i = 0; row->declaration != NULL && i < row->variants; i++)
    if (claim_predicts (claim, behaviours[row->first + i].id) != NULL)
      return true;
  return false;
}

/* Writes a line with what the first such platform shows, if there is one.  */
static void
write_contradiction (const struct html *html, const struct claim *claim, const struct row *row,
                     bool *on)
{
  const struct survey *survey = html->survey;
  struct words words = html_words (html);
  const struct result *example = NULL;

  for (size_t k = 0; k < survey->platforms; k++)
    {
      const struct result *result = contradiction (claim, row, k);

      on[k] = result != NULL;
      example = example != NULL ? example : result;
    }
  if (example == NULL)
    return;
  fprintf (html->stream, "<li><a href=\"#%s\">%s</a>: ", row->name, row->name);
  html_code (html->stream, example->observation);
  fputs (", not ", html->stream);
  html_code (html->stream, claim_predicts (claim, example->id));
  if (survey->platforms > 1)
    {
      fputs (", on ", html->stream);
      write_platforms (&words, survey, on);
    }
  fputs ("</li>\n", html->stream);
}

static void
write_contradictions (const struct html *html, const struct claim *claim)
{
  const struct survey *survey = html->survey;
  bool *on = xnmalloc (survey->platforms, sizeof *on);

  fputs ("<details><summary>Seen instead</summary><ul>\n", html->stream);
  for (size_t i = 0; i < survey->row_count; i++)
    if (is_predicted (claim, &survey->rows[i]))
      write_contradiction (html, claim, &survey->rows[i], on);
  fputs ("</ul>", html->stream);
  free (on);
}

/* The cells of the visibility matrix are no rows.  */
static void
write_cells (const struct html *html, const struct claim *claim)
{
  size_t cells = 0;

  for (size_t i = 0; i < html->survey->platforms && is_about_cells (claim); i++)
    {
      const struct record *record = html->survey->platform[i];

      for (size_t j = 0; j < record->count; j++)
        cells += result_is_cell (record->results[j].id)
                 && claim_contradicted (claim, &record->results[j]);
    }
  if (cells > 0)
    fprintf (html->stream, "<p>%zu cells of the <a href=\"#visibility\">visibility matrix</a></p>\n",
             cells);
  fputs ("</details>", html->stream);
}

/* ---- The table ---- */

static void
write_standing (const struct html *html, const struct standings *standings)
{
  const char *separator = "";

  for (int i = 0; i <= CLAIM_UNTESTED; i++)
    if (standings->count[i] > 0)
      {
        fputs (separator, html->stream);
        fputs (standing_phrase ((enum standing) i), html->stream);
        if (html->survey->platforms > 1)
          fprintf (html->stream, " on %zu", standings->count[i]);
        separator = ", ";
      }
}

static void
write_claim (const struct html *html, const struct standings *standings)
{
  const struct claim *claim = standings->claim;
  bool fails = contradicted (standings) > 0;

  fprintf (html->stream, "<tr id=\"claim-%s\"><th scope=\"row\"><code>%s</code></th>\n<td>",
           claim->id, claim->id);
  html_prose (html->stream, claim->sentence);
  fprintf (html->stream, " <small>(%s)</small></td>\n<td class=\"%s\">", texts_of (claim),
           fails                             ? "k"
           : standings->count[CLAIM_HOLDS] > 0 ? "c"
                                               : "u");
  write_standing (html, standings);
  fputs ("</td>\n<td>", html->stream);
  if (*claim->untested != '\0')
    html_prose (html->stream, claim->untested);
  if (fails)
    {
      write_contradictions (html, claim);
      write_cells (html, claim);
    }
  fputs ("</td></tr>\n", html->stream);
}

static void
write_table (const struct html *html, const struct standings *const *some, size_t count,
             const char *caption, const char *last)
{
  fprintf (html->stream,
           "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table>"
           "<caption>%s</caption>\n<thead><tr><th scope=\"col\">id</th>"
           "<th scope=\"col\">claim</th><th scope=\"col\">here it</th><th scope=\"col\">%s</th>"
           "</tr></thead>\n<tbody>\n",
           caption, caption, last);
  for (size_t i = 0; i < count; i++)
    write_claim (html, some[i]);
  fputs ("</tbody></table></div>\n", html->stream);
}

static void
write_folded (const struct html *html, const struct standings *const *some, size_t count,
              const char *what, const char *caption, const char *last)
{
  if (count == 0)
    return;
  fprintf (html->stream, "<details><summary>%zu %s</summary>\n", count, what);
  write_table (html, some, count, caption, last);
  fputs ("</details>\n", html->stream);
}

/* ---- Order ---- */

/* First what is contradicted on most platforms, and wholly.  */
static int
compare_standings (const void *x, const void *y)
{
  const struct standings *a = *(const struct standings *const *) x;
  const struct standings *b = *(const struct standings *const *) y;

  if (contradicted (a) != contradicted (b))
    return contradicted (a) < contradicted (b) ? 1 : -1;
  if (a->count[CLAIM_FAILS] != b->count[CLAIM_FAILS])
    return a->count[CLAIM_FAILS] < b->count[CLAIM_FAILS] ? 1 : -1;
  return (a->claim > b->claim) - (a->claim < b->claim);
}

void
html_claims (const struct html *html)
{
  enum { SHOWN = 8 };
  struct standings *standings = xnmalloc (claim_count, sizeof *standings);
  const struct standings **order = xnmalloc (claim_count, sizeof *order);
  size_t failing = 0;
  size_t shown;

  for (size_t i = 0; i < claim_count; i++)
    {
      find_standings (&standings[i], &claims[i], html->survey);
      order[i] = &standings[i];
      failing += contradicted (&standings[i]) > 0;
    }
  qsort (order, claim_count, sizeof *order, compare_standings);
  shown = failing < SHOWN ? failing : SHOWN;
  html_heading (html, "claims", "What the textbooks say");
  fprintf (html->stream,
           "<p>Of %zu claims of the two texts that taught many people anonymous mappings, in our "
           "words, %zu are not or not wholly so %s.</p>\n",
           claim_count, failing, html->survey->platforms == 1 ? "here" : "everywhere");
  if (shown > 0)
    write_table (html, order, shown,
                 html->survey->platforms == 1 ? "Claims that are contradicted here"
                                              : "Claims that are contradicted on most platforms",
                 "evidence");
  write_folded (html, order + shown, failing - shown, "more that are contradicted",
                "Other claims that are contradicted", "evidence");
  write_folded (html, order + failing, claim_count - failing, "that nothing contradicts",
                "Claims that nothing contradicts", "remark");
  for (size_t i = 0; i < claim_count; i++)
    free (standings[i].evidence);
  free (order);
  free (standings);
}
