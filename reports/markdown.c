/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "markdown.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "safe.h"
#include "xalloc.h"

void
markdown_begin (struct markdown *markdown, size_t limit)
{
  *markdown = (struct markdown){ .limit = limit };
}

void
markdown_write (const struct markdown *markdown, FILE *stream)
{
  fwrite (markdown->text, 1, markdown->whole, stream);
}

void
markdown_write_cut (size_t left_out, FILE *stream)
{
  if (left_out > 0)
    fprintf (stream,
             "\n**Cut here:** %zu more rows and paragraphs are left out, so that job summaries take "
             "this; the report as text, JSON or HTML has them all.\n",
             left_out);
}

void
markdown_end (struct markdown *markdown)
{
  free (markdown->text);
}

void
markdown_block (struct markdown *markdown)
{
  if (markdown->left_out > 0 || markdown->length > markdown->limit)
    {
      markdown->left_out++;
      markdown->length = markdown->whole;
    }
  markdown->whole = markdown->length;
}

static void
append (struct markdown *markdown, const char *text, size_t length)
{
  while (markdown->capacity < markdown->length + length)
    markdown->text = x2nrealloc (markdown->text, &markdown->capacity, 1);
  memcpy (markdown->text + markdown->length, text, length);
  markdown->length += length;
}

void
markdown_mark (struct markdown *markdown, const char *mark)
{
  append (markdown, mark, strlen (mark));
}

void
markdown_format (struct markdown *markdown, const char *format, ...)
{
  char text[256];
  va_list arguments;

  va_start (arguments, format);
  vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  markdown_mark (markdown, text);
}

/* ---- Text ---- */

/* True if this byte of text would be taken for a mark.  An underscore within a word is not.  */
static bool
is_special (char previous, char byte, char next)
{
  if (byte == '_')
    return !isalnum ((unsigned char) previous) || !isalnum ((unsigned char) next);
  return byte != '\0' && strchr ("\\`*{}[]<>#|~&@!", byte) != NULL;
}

/* Escaped by number, which also HTML understands.  */
void
markdown_text (struct markdown *markdown, const char *text)
{
  char piece[SAFE_SIZE];
  char previous = '\0';

  while (*text != '\0')
    {
      text += safe_next (text, piece);
      for (const char *p = piece; *p != '\0'; previous = *p++)
        if (is_special (previous, *p, p[1] != '\0' ? p[1] : *text))
          markdown_format (markdown, "&#%d;", *p);
        else
          append (markdown, p, 1);
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

void
markdown_code (struct markdown *markdown, const char *text)
{
  bool plain = is_plain_code (text);

  markdown_mark (markdown, plain ? "`" : "<code>");
  if (plain)
    markdown_mark (markdown, text);
  else
    markdown_text (markdown, text);
  markdown_mark (markdown, plain ? "`" : "</code>");
}

void
markdown_verdict (struct markdown *markdown, enum verdict verdict)
{
  static const char *const symbols[VERDICT_COUNT] = {
    [VERDICT_CONFORMS] = "✅",      [VERDICT_DOCUMENTED] = "✅", [VERDICT_RECORDED] = "•",
    [VERDICT_NONCONFORMING] = "❌", [VERDICT_DEVIATES] = "❌",   [VERDICT_KNOWN] = "🚩",
    [VERDICT_UNSUPPORTED] = "–",    [VERDICT_ERROR] = "❓",
  };

  markdown_mark (markdown, symbols[verdict]);
  markdown_mark (markdown, " ");
  markdown_mark (markdown, verdict_name (verdict));
}

/* ---- Headings and tables ---- */

void
markdown_heading (struct markdown *markdown, const char *mark, const char *text)
{
  markdown_mark (markdown, "\n");
  markdown_mark (markdown, mark);
  markdown_mark (markdown, " ");
  markdown_text (markdown, text);
  markdown_mark (markdown, "\n\n");
  markdown_block (markdown);
}

void
markdown_table (struct markdown *markdown, const char *cells)
{
  markdown_mark (markdown, "|");
  markdown_mark (markdown, cells);
  markdown_mark (markdown, "|\n|---|");
  for (const char *p = cells; *p != '\0'; p++)
    if (*p == '|')
      markdown_mark (markdown, "---|");
  markdown_mark (markdown, "\n");
  markdown_block (markdown);
}
