/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "html.h"

#include <string.h>

#include "xml.h"

void
html_text (FILE *stream, const char *text)
{
  xml_text (stream, text);
}

void
html_code (FILE *stream, const char *text)
{
  fputs ("<code>", stream);
  xml_text (stream, text);
  fputs ("</code>", stream);
}

/* The length of the address at the beginning of TEXT, 0 if there is none.  */
static size_t
address_length (const char *text)
{
  size_t length;

  if (strncmp (text, "https://", strlen ("https://")) != 0)
    return 0;
  length = strcspn (text, " <>\"'`|");
  while (length > 0 && strchr (".,;:)", text[length - 1]) != NULL)
    length--;
  return length;
}

void
html_prose (FILE *stream, const char *text)
{
  while (*text != '\0')
    {
      char piece[512];
      size_t address = address_length (text);
      const char *next = strstr (text + 1, "https://");
      size_t length = address > 0 ? address : next != NULL ? (size_t) (next - text) : strlen (text);

      if (length >= sizeof piece)
        length = sizeof piece - 1;
      memcpy (piece, text, length);
      piece[length] = '\0';
      if (address > 0 && length == address)
        {
          fputs ("<a rel=\"noreferrer\" href=\"", stream);
          xml_text (stream, piece);
          fputs ("\">", stream);
          xml_text (stream, piece);
          fputs ("</a>", stream);
        }
      else
        xml_text (stream, piece);
      text += length;
    }
}

/* A mark that says it without colour, and a class of the style sheet.  */
static const struct
{
  const char *symbol;
  const char *class;
} shown[VERDICT_COUNT] = {
  [VERDICT_CONFORMS] = { "✓", "c" },      [VERDICT_DOCUMENTED] = { "§", "d" },
  [VERDICT_RECORDED] = { "•", "r" },      [VERDICT_NONCONFORMING] = { "✗", "n" },
  [VERDICT_DEVIATES] = { "≠", "v" },      [VERDICT_KNOWN] = { "⚑", "k" },
  [VERDICT_UNSUPPORTED] = { "–", "u" },   [VERDICT_ERROR] = { "?", "e" },
};

const char *
html_class (enum verdict verdict)
{
  return shown[verdict].class;
}

const char *
html_symbol (enum verdict verdict)
{
  return shown[verdict].symbol;
}

void
html_verdict (FILE *stream, enum verdict verdict)
{
  fprintf (stream, "<b class=\"verdict %s\">%s %s</b>", shown[verdict].class,
           shown[verdict].symbol, verdict_name (verdict));
}

static void
words_text (void *stream, const char *text)
{
  html_text (stream, text);
}

static void
words_code (void *stream, const char *text)
{
  html_code (stream, text);
}

struct words
html_words (const struct html *html)
{
  struct words words = { html->stream, words_text, words_code };

  return words;
}

void
html_heading (const struct html *html, const char *anchor, const char *heading)
{
  fprintf (html->stream, "<h2 id=\"%s\">%s</h2>\n", anchor, heading);
}

void
html_count (FILE *stream, size_t count, const char *noun)
{
  fprintf (stream, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}
