/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix: a row for each behaviour, a column for platforms that answer alike.  A cell is one
   element, so that two hundred platforms stay readable; what it means is in the evidence.  */
#include <config.h>

#include "html.h"

#include <string.h>

/* With so many columns or fewer a cell shows what was observed; with more, its symbol, until the
   reader asks.  */
enum { WIDE_COLUMNS = 12 };

/* A matrix of more cells is shown topic by topic by the script, so that the page answers at once.  */
enum { MANY_CELLS = 10000 };

/* ---- The heads of the columns ---- */

static const struct platform *
platform_of (const struct survey *survey, size_t column)
{
  return &survey->platform[survey->columns[column].first]->platform;
}

/* The heads above a platform's name, from the widest.  */
enum head { HEAD_FAMILY, HEAD_KERNEL, HEAD_LIBC, HEAD_PAGE, HEADS };

static void
head_text (const struct platform *platform, enum head head, char *buffer, size_t size)
{
  switch (head)
    {
    case HEAD_FAMILY:
      snprintf (buffer, size, "%s", platform_family (platform));
      break;
    case HEAD_KERNEL:
      snprintf (buffer, size, "%s", platform->kernel);
      break;
    case HEAD_LIBC:
      snprintf (buffer, size, "%s", *platform->libc != '\0' ? platform->libc : "no libc");
      break;
    default:
      snprintf (buffer, size, "%ldK", platform->page_size / 1024);
      break;
    }
}

/* True if both stand under one head of this kind, and of all the wider ones.  */
static bool
same_head (const struct survey *survey, size_t column, size_t other, enum head head)
{
  for (int i = 0; i <= (int) head; i++)
    {
      char text[64];
      char other_text[64];

      head_text (platform_of (survey, column), (enum head) i, text, sizeof text);
      head_text (platform_of (survey, other), (enum head) i, other_text, sizeof other_text);
      if (strcmp (text, other_text) != 0)
        return false;
    }
  return true;
}

/* The family is no head of its own where each has one kernel.  */
static enum head
widest_head (const struct survey *survey)
{
  for (size_t i = 1; i < survey->column_count; i++)
    if (same_head (survey, i - 1, i, HEAD_FAMILY) && !same_head (survey, i - 1, i, HEAD_KERNEL))
      return HEAD_FAMILY;
  return HEAD_KERNEL;
}

static void
write_head_row (const struct html *html, enum head head)
{
  const struct survey *survey = html->survey;
  enum head widest = widest_head (survey);

  fputs ("<tr>", html->stream);
  if (head == widest)
    fprintf (html->stream, "<th rowspan=\"%d\" scope=\"col\">behaviour</th>", HEADS + 1 - (int) widest);
  for (size_t i = 0, span; i < survey->column_count; i += span)
    {
      char text[64];

      for (span = 1; i + span < survey->column_count; span++)
        if (!same_head (survey, i, i + span, head))
          break;
      head_text (platform_of (survey, i), head, text, sizeof text);
      fprintf (html->stream, "<th scope=\"colgroup\" colspan=\"%zu\"><span>", span);
      html_text (html->stream, text);
      fputs ("</span></th>", html->stream);
    }
  fputs ("</tr>\n", html->stream);
}

/* True if the head above a column is too narrow for its text, as it may be where cells are symbols.  */
static bool
is_narrow (const struct survey *survey, size_t column, enum head head)
{
  enum { BROAD = 3 };
  size_t first = column;
  size_t last = column;

  while (first > 0 && same_head (survey, first - 1, column, head))
    first--;
  while (last + 1 < survey->column_count && same_head (survey, last + 1, column, head))
    last++;
  return survey->column_count > WIDE_COLUMNS && last - first + 1 < BROAD;
}

/* What is left of the name under the heads: what begins it is the kernel and the libc.  */
static const char *
short_name (const struct survey *survey, size_t column)
{
  const struct record *record = survey->platform[survey->columns[column].first];
  const char *rest = NULL;

  if (!is_narrow (survey, column, HEAD_LIBC))
    rest = strstr (record->name, record->platform.arch);
  else if (!is_narrow (survey, column, HEAD_KERNEL))
    rest = strstr (record->name, record->platform.libc);
  return rest != NULL ? rest : record->name;
}

static void
write_column_heads (const struct html *html)
{
  const struct survey *survey = html->survey;

  fputs ("<tr class=\"names\">", html->stream);
  for (size_t i = 0; i < survey->column_count; i++)
    {
      const struct column *column = &survey->columns[i];

      fprintf (html->stream, "<th scope=\"col\" data-first=\"%zu\" data-count=\"%zu\"><span>",
               column->first + 1, column->count);
      fprintf (html->stream, "%zu ", column->first + 1);
      html_text (html->stream, short_name (survey, i));
      if (column->count > 1)
        fprintf (html->stream, " ×%zu", column->count);
      fputs ("</span></th>", html->stream);
    }
  fputs ("</tr>\n", html->stream);
}

/* ---- Rows ---- */

/* The number of a platform's answer among those of the row, the commonest being 1; alike is what was
   observed alike.  */
static size_t
answer_number (const struct row *row, size_t platform)
{
  size_t number = 1;

  for (size_t i = 0; i < row->answer_of[platform]; i++)
    {
      bool new = row->answers[i].asked;

      for (size_t j = 0; new && j < i; j++)
        new = !row_alike (row, row->answers[i].example, row->answers[j].example);
      if (row_alike (row, row->answers[i].example, platform))
        break;
      number += new;
    }
  return number;
}

/* What most answered, which a row of many columns has in its head and not in each cell.  */
static const char *
common_text (const struct survey *survey, const struct row *row)
{
  if (survey->column_count > WIDE_COLUMNS)
    for (size_t i = 0; i < row->answer_count; i++)
      if (row->answers[i].asked)
        return row->answers[i].text;
  return NULL;
}

/* A verdict that fails is a word in the cell; the others are told by the style sheet, also to those
   who cannot see it.  The commonest, documented, is a cell without a class: it makes the page a tenth
   smaller.  */
static void
write_cell (const struct html *html, const struct row *row, size_t platform, const char *common)
{
  enum { NUMBERS = 9 };
  const struct answer *answer = row_answer (row, platform);
  size_t number = answer_number (row, platform);

  if (!answer->asked)
    {
      fputs ("<td class=m>", html->stream);
      return;
    }
  if (number == 1 && answer->verdict == VERDICT_DOCUMENTED)
    fputs ("<td>", html->stream);
  else if (number == 1)
    fprintf (html->stream, "<td class=%s>", html_class (answer->verdict));
  else
    fprintf (html->stream, "<td class=\"%s a%zu\">", html_class (answer->verdict),
             number < NUMBERS ? number : NUMBERS);
  if (verdict_fails (answer->verdict) || answer->verdict == VERDICT_KNOWN)
    fprintf (html->stream, "%s: ", verdict_name (answer->verdict));
  else if (common != NULL && strcmp (answer->text, common) == 0)
    return;
  html_text (html->stream, answer->text);
}

/* What POSIX demands of a row, and what most answered.  */
static void
write_expected (const struct html *html, const struct row *row, const char *common)
{
  const char *shall = row->declaration != NULL ? row->declaration->shall : NULL;

  if (shall == NULL && common == NULL)
    return;
  fputs (" <i>", html->stream);
  if (shall != NULL && common != NULL && strcmp (shall, common) == 0)
    {
      fputs ("POSIX and most: ", html->stream);
      common = NULL;
    }
  else if (shall != NULL)
    fputs ("POSIX: ", html->stream);
  html_text (html->stream, shall != NULL ? shall : "");
  if (common != NULL)
    {
      fputs (shall != NULL ? "; most: " : "most: ", html->stream);
      html_text (html->stream, common);
    }
  fputs ("</i>", html->stream);
}

static void
write_row (const struct html *html, const struct row *row)
{
  const struct survey *survey = html->survey;
  const char *common = common_text (survey, row);

  fputs ("<tr><th scope=row><a href=\"#", html->stream);
  html_text (html->stream, row->name);
  fputs ("\">", html->stream);
  html_text (html->stream, row->name);
  fputs ("</a> ", html->stream);
  html_text (html->stream, row->declaration != NULL ? row->declaration->title
                                                    : "This program does not know the id");
  write_expected (html, row, common);
  for (size_t i = 0; i < survey->column_count; i++)
    write_cell (html, row, survey->columns[i].first, common);
  putc ('\n', html->stream);
}

/* True if the row begins a topic.  */
static bool
begins_topic (const struct survey *survey, size_t row, char *topic, size_t size)
{
  const struct row *this = &survey->rows[row];
  const struct row *last = row > 0 ? &survey->rows[row - 1] : NULL;
  size_t length = strcspn (this->name, ".");

  if (this->declaration == NULL)
    snprintf (topic, size, "unknown to this program");
  else
    snprintf (topic, size, "%.*s", (int) length, this->name);
  if (last == NULL || (last->declaration == NULL) != (this->declaration == NULL))
    return true;
  return this->declaration != NULL
         && (strncmp (last->name, this->name, length) != 0 || last->name[length] != '.');
}

static void
write_rows (const struct html *html)
{
  const struct survey *survey = html->survey;

  for (size_t i = 0; i < survey->row_count; i++)
    {
      char topic[BEHAVIOUR_ID_SIZE];

      if (begins_topic (survey, i, topic, sizeof topic))
        {
          fputs ("<tbody><tr class=topic><th scope=rowgroup colspan=", html->stream);
          fprintf (html->stream, "%zu><span>", survey->column_count + 1);
          html_text (html->stream, topic);
          fputs ("</span></th>\n", html->stream);
        }
      write_row (html, &survey->rows[i]);
    }
}

/* ---- What stands around the table ---- */

static void
write_legend (const struct html *html)
{
  fputs ("<ul class=\"legend\">", html->stream);
  for (int i = 0; i < VERDICT_COUNT; i++)
    {
      fputs ("<li>", html->stream);
      html_verdict (html->stream, (enum verdict) i);
      putc (' ', html->stream);
      html_text (html->stream, verdict_meaning ((enum verdict) i));
      fputs ("</li>\n", html->stream);
    }
  fputs ("<li><b class=\"verdict\"><sup>2</sup></b> observed otherwise than by most in the row; a "
         "higher number is a rarer answer</li></ul>\n",
         html->stream);
}

void
html_matrix (const struct html *html)
{
  const struct survey *survey = html->survey;
  bool wide = survey->column_count <= WIDE_COLUMNS;
  bool large = survey->column_count * survey->row_count > MANY_CELLS;

  html_heading (html, "matrix", "The matrix");
  write_legend (html);
  fputs ("<form id=\"filters\" hidden></form>\n", html->stream);
  fprintf (html->stream,
           "<input type=\"checkbox\" id=\"values\"%s><label for=\"values\">Show what was "
           "observed</label>\n"
           "<div id=\"grid\" class=\"scroll%s%s\" tabindex=\"0\" role=\"region\""
           " aria-label=\"Cells of the matrix\">"
           "<table><caption>What each behaviour is on each platform.%s The name of a row leads to "
           "its evidence.</caption>\n"
           "<colgroup><col class=\"first\"><col class=\"one\" span=\"%zu\"></colgroup>\n<thead>\n",
           wide ? " checked" : "", survey->column_count > 1 ? "" : " single", large ? " large" : "",
           wide ? "" : " Words in a cell are an answer other than that of most, which its row names.",
           survey->column_count);
  for (int i = (int) widest_head (survey); i < HEADS; i++)
    write_head_row (html, (enum head) i);
  write_column_heads (html);
  fputs ("</thead>\n", html->stream);
  write_rows (html);
  fputs ("</table></div>\n", html->stream);
}
