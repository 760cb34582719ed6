/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GitHub-flavoured Markdown, for job summaries, which are refused above 1024 KiB: what does not fit
   is left out by whole rows and paragraphs, and that is said.  */
#include <config.h>

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "page.h"
#include "safe.h"
#include "xalloc.h"

/* In bytes; the rest of the 1024 KiB is for others' summaries.  */
enum { SIZE_LIMIT = 900 * 1024 };

struct markdown
{
  FILE *stream;
  char *block; /* what is being written, until it is known to fit */
  size_t length;
  size_t capacity;
  size_t written;  /* bytes */
  size_t left_out; /* blocks */
  bool in_fold;    /* its beginning was written */
  unsigned cells;  /* cells in the present row */
  bool in_table;
  bool in_cell;
  bool first_row;
  char previous; /* the last byte of text, for underscores */
};

/* ---- Blocks ---- */

static void
append (struct markdown *markdown, const char *text)
{
  size_t length = strlen (text);

  while (markdown->length + length >= markdown->capacity)
    markdown->block = x2nrealloc (markdown->block, &markdown->capacity, 1);
  memcpy (markdown->block + markdown->length, text, length + 1);
  markdown->length += length;
  if (length > 0)
    markdown->previous = text[length - 1];
}

/* Writes the block if it fits; once one has not fitted, none does.  */
static void
end_block (struct markdown *markdown)
{
  if (markdown->length == 0)
    return;
  if (markdown->left_out > 0 || markdown->written + markdown->length > SIZE_LIMIT)
    markdown->left_out++;
  else
    {
      fwrite (markdown->block, 1, markdown->length, markdown->stream);
      markdown->written += markdown->length;
    }
  markdown->length = 0;
}

/* Written even if nothing else is, when the beginning was: what follows depends on it.  */
static void
end_fold (struct markdown *markdown)
{
  if (markdown->in_fold)
    fputs ("</details>\n\n", markdown->stream);
  markdown->in_fold = false;
}

/* ---- Marks ---- */

static const struct
{
  const char *open;
  const char *close;
  bool block; /* its end ends a block */
} marks[MARK_COUNT] = {
  [MARK_TITLE] = { "# ", "\n\n", true },
  [MARK_SECTION] = { "## ", "\n\n", true },
  [MARK_SUBSECTION] = { "### ", "\n\n", true },
  [MARK_PARAGRAPH] = { "", "\n\n", true },
  [MARK_LIST] = { "", "\n", true },
  [MARK_ITEM] = { "- ", "\n", true },
  [MARK_TABLE] = { "", "\n", true },
  [MARK_ROW] = { "|", "\n", true },
  [MARK_COLUMN_HEAD] = { " ", " |", false },
  [MARK_ROW_HEAD] = { " ", " |", false },
  [MARK_CELL] = { " ", " |", false },
  [MARK_FOLD] = { "<details>", "", false },
  [MARK_SUMMARY] = { "<summary>", "</summary>\n\n", true },
  [MARK_FIELD] = { "- **", "\n", true },
  [MARK_STRONG] = { "**", "**", false },
  [MARK_LINK] = { "", "", false },
};

static void markdown_text (struct page *page, const char *text, enum style style);

static bool
is_cell (enum mark mark)
{
  return mark == MARK_COLUMN_HEAD || mark == MARK_ROW_HEAD || mark == MARK_CELL;
}

/* In a cell all stands on one line.  */
static void
open_in_cell (struct page *page, enum mark mark, const char *argument)
{
  struct markdown *markdown = page->state;

  if (mark == MARK_FIELD)
    {
      append (markdown, "<br>**");
      markdown_text (page, argument, STYLE_PLAIN);
      append (markdown, ":** ");
    }
  else
    append (markdown, marks[mark].open);
}

static void
markdown_open (struct page *page, enum mark mark, const char *argument)
{
  struct markdown *markdown = page->state;

  if (markdown->in_cell)
    {
      open_in_cell (page, mark, argument);
      return;
    }
  if (mark == MARK_FOLD && argument != NULL)
    append (markdown, "<details open>");
  else
    append (markdown, marks[mark].open);
  if (mark == MARK_FIELD || mark == MARK_TABLE)
    {
      markdown_text (page, argument, STYLE_PLAIN);
      append (markdown, mark == MARK_FIELD ? ":** " : ":\n\n");
    }
  if (mark == MARK_TABLE)
    markdown->first_row = true;
  if (mark == MARK_ROW)
    markdown->cells = 0;
  markdown->in_cell = is_cell (mark);
}

/* The row of column heads is followed by the line that makes it one.  */
static void
end_first_row (struct markdown *markdown)
{
  append (markdown, "\n|");
  for (unsigned i = 0; i < markdown->cells; i++)
    append (markdown, "---|");
  markdown->first_row = false;
}

static void
markdown_close (struct page *page, enum mark mark)
{
  struct markdown *markdown = page->state;

  if (is_cell (mark))
    {
      markdown->in_cell = false;
      markdown->cells++;
    }
  if (markdown->in_cell)
    {
      append (markdown, mark == MARK_FOLD      ? "</details>"
                        : mark == MARK_SUMMARY ? "</summary>"
                        : mark == MARK_FIELD   ? ""
                                               : marks[mark].close);
      return;
    }
  if (mark == MARK_ROW && markdown->first_row)
    end_first_row (markdown);
  append (markdown, marks[mark].close);
  if (marks[mark].block)
    end_block (markdown);
  if (mark == MARK_SUMMARY)
    markdown->in_fold = markdown->left_out == 0;
  if (mark == MARK_FOLD)
    end_fold (markdown);
}

/* ---- Text ---- */

/* True if this byte of text would be taken for a mark.  An underscore within a word is not.  */
static bool
is_special (const struct markdown *markdown, char byte, char next)
{
  if (byte == '_')
    return !isalnum ((unsigned char) markdown->previous) || !isalnum ((unsigned char) next);
  return byte != '\0' && strchr ("\\`*{}[]<>#|~&@!", byte) != NULL;
}

/* Escaped by number, which also HTML understands.  */
static void
append_escaped (struct markdown *markdown, const char *text)
{
  char piece[SAFE_SIZE];

  while (*text != '\0')
    {
      char escape[16];

      text += safe_next (text, piece);
      for (const char *p = piece; *p != '\0'; p++)
        {
          bool special = is_special (markdown, *p, p[1] != '\0' ? p[1] : *text);

          snprintf (escape, sizeof escape, special ? "&#%d;" : "%c", *p);
          append (markdown, escape);
          markdown->previous = *p;
        }
    }
}

/* True if TEXT can stand between backticks in a table.  */
static bool
is_plain_code (const char *text)
{
  return *text != '\0'
         && text[strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                               " ,.:;/-_={}()*'")]
              == '\0';
}

static void
markdown_text (struct page *page, const char *text, enum style style)
{
  struct markdown *markdown = page->state;

  if (style == STYLE_CODE && is_plain_code (text))
    {
      append (markdown, "`");
      append (markdown, text);
      append (markdown, "`");
      return;
    }
  append (markdown, style == STYLE_CODE ? "<code>" : "");
  append_escaped (markdown, text);
  append (markdown, style == STYLE_CODE ? "</code>" : "");
}

static void
markdown_verdict (struct page *page, enum verdict verdict)
{
  static const char *const symbols[VERDICT_COUNT] = {
    [VERDICT_CONFORMS] = "✅",      [VERDICT_DOCUMENTED] = "✅", [VERDICT_RECORDED] = "•",
    [VERDICT_NONCONFORMING] = "❌", [VERDICT_DEVIATES] = "❌",   [VERDICT_KNOWN] = "🚩",
    [VERDICT_UNSUPPORTED] = "–",    [VERDICT_ERROR] = "❓",
  };

  append (page->state, symbols[verdict]);
  append (page->state, " ");
  append (page->state, verdict_name (verdict));
}

static void
markdown_break (struct page *page)
{
  append (page->state, "<br>");
}

static const struct page_writer markdown_writer
  = { markdown_open, markdown_close, markdown_text, markdown_verdict, markdown_break, false };

void
write_markdown (FILE *stream, const struct records *records)
{
  struct markdown markdown = { .stream = stream };
  struct page page = { &markdown_writer, records, &markdown };

  page_write (&page);
  if (markdown.left_out > 0)
    fprintf (stream,
             "\n**Cut here:** %zu more rows and paragraphs are left out, so that job summaries take "
             "this; the HTML report has them all.\n",
             markdown.left_out);
  free (markdown.block);
}
