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

static void
write_head_row (const struct html *html, enum head head)
{
  const struct survey *survey = html->survey;

  fputs ("<tr>", html->stream);
  if (head == HEAD_FAMILY)
    fprintf (html->stream, "<th rowspan=\"%d\" scope=\"col\">behaviour</th>", HEADS + 1);
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

/* What is left of the name under the heads: what begins it is the kernel and the libc.  */
static const char *
short_name (const struct record *record)
{
  const char *arch = strstr (record->name, record->platform.arch);

  return arch != NULL && *record->platform.arch != '\0' ? arch : record->name;
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
      html_text (html->stream, short_name (survey->platform[column->first]));
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

/* With very many columns a cell has the beginning of what was observed; the evidence has it all.  */
static void
write_answer (const struct html *html, const char *text)
{
  enum { COLUMNS = 60, SIZE = 20 };
  char beginning[SIZE];
  size_t length = SIZE - 1;

  if (html->survey->column_count <= COLUMNS || strlen (text) < SIZE)
    {
      html_text (html->stream, text);
      return;
    }
  while (length > 0 && ((unsigned char) text[length] & 0xC0) == 0x80)
    length--;
  memcpy (beginning, text, length);
  beginning[length] = '\0';
  html_text (html->stream, beginning);
  fputs ("…", html->stream);
}

/* A verdict that fails is a word in the cell; the others are told by the style sheet, also to those
   who cannot see it.  The commonest, documented, is a cell without a class: it makes the page a tenth
   smaller.  */
static void
write_cell (const struct html *html, const struct row *row, size_t platform)
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
  write_answer (html, answer->text);
}

static void
write_row (const struct html *html, const struct row *row)
{
  const struct survey *survey = html->survey;

  fputs ("<tr><th scope=row><a href=\"#", html->stream);
  html_text (html->stream, row->name);
  fputs ("\">", html->stream);
  html_text (html->stream, row->name);
  fputs ("</a> ", html->stream);
  html_text (html->stream, row->declaration != NULL ? row->declaration->title
                                                    : "This program does not know the id");
  if (row->declaration != NULL && row->declaration->shall != NULL)
    {
      fputs (" <i>POSIX: ", html->stream);
      html_text (html->stream, row->declaration->shall);
      fputs ("</i>", html->stream);
    }
  for (size_t i = 0; i < survey->column_count; i++)
    write_cell (html, row, survey->columns[i].first);
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
           "<table><caption>What each behaviour is on each platform; the words of a cell are what "
           "was observed, and the name of a row leads to its evidence</caption>\n"
           "<colgroup><col class=\"first\"><col class=\"one\" span=\"%zu\"></colgroup>\n<thead>\n",
           wide ? " checked" : "", survey->column_count > 1 ? "" : " single", large ? " large" : "",
           survey->column_count);
  for (int i = 0; i < HEADS; i++)
    write_head_row (html, (enum head) i);
  write_column_heads (html);
  fputs ("</thead>\n", html->stream);
  write_rows (html);
  fputs ("</table></div>\n", html->stream);
}
