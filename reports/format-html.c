/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file, complete in itself: nothing is fetched, nothing runs.  */
#include <config.h>

#include <string.h>

#include "formats.h"
#include "page.h"
#include "safe.h"
#include "style.h"
#include "xml.h"

/* ---- Marks ---- */

static const struct
{
  const char *open;
  const char *attribute; /* what the argument is written as, or NULL */
  const char *close;
} marks[MARK_COUNT] = {
  [MARK_TITLE] = { "<h1", "id", "</h1>\n" },
  [MARK_SECTION] = { "<h2", "id", "</h2>\n" },
  [MARK_SUBSECTION] = { "<h3", "id", "</h3>\n" },
  [MARK_PARAGRAPH] = { "<p", NULL, "</p>\n" },
  [MARK_LIST] = { "<ul", NULL, "</ul>\n" },
  [MARK_ITEM] = { "<li", NULL, "</li>\n" },
  [MARK_TABLE] = { "<div class=\"wide\" role=\"region\" tabindex=\"0\"", "aria-label",
                   "</table></div>\n" },
  [MARK_ROW] = { "<tr", "id", "</tr>\n" },
  [MARK_COLUMN_HEAD] = { "<th scope=\"col\"", "class", "</th>" },
  [MARK_ROW_HEAD] = { "<th scope=\"row\"", "class", "</th>" },
  [MARK_CELL] = { "<td", "class", "</td>" },
  [MARK_FOLD] = { "<details", NULL, "</details>\n" },
  [MARK_SUMMARY] = { "<summary", NULL, "</summary>\n" },
  [MARK_FIELD] = { "<p class=\"field\"", NULL, "</p>\n" },
  [MARK_STRONG] = { "<strong", NULL, "</strong>" },
  [MARK_LINK] = { "<a", "href", "</a>" },
};

/* What follows a start tag: the parts of some elements that are elements of their own.  */
static void
write_beginning (FILE *stream, enum mark mark, const char *argument)
{
  if (mark == MARK_TABLE)
    {
      fputs ("<table><caption>", stream);
      xml_text (stream, argument);
      fputs ("</caption>\n", stream);
    }
  if (mark == MARK_FIELD)
    {
      fputs ("<b>", stream);
      xml_text (stream, argument);
      fputs ("</b> ", stream);
    }
}

static void
html_open (struct page *page, enum mark mark, const char *argument)
{
  FILE *stream = page->state;

  fputs (marks[mark].open, stream);
  if (argument != NULL && marks[mark].attribute != NULL)
    {
      fprintf (stream, " %s=\"%s", marks[mark].attribute, mark == MARK_LINK ? "#" : "");
      xml_text (stream, argument);
      putc ('"', stream);
    }
  else if (argument != NULL && mark == MARK_FOLD)
    fputs (" open", stream);
  putc ('>', stream);
  write_beginning (stream, mark, argument);
}

static void
html_close (struct page *page, enum mark mark)
{
  fputs (marks[mark].close, page->state);
}

/* ---- Text ---- */

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

static void
write_prose (FILE *stream, const char *text)
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

static void
html_text (struct page *page, const char *text, enum style style)
{
  FILE *stream = page->state;

  if (style == STYLE_PROSE)
    {
      write_prose (stream, text);
      return;
    }
  fputs (style == STYLE_CODE ? "<code>" : "", stream);
  xml_text (stream, text);
  fputs (style == STYLE_CODE ? "</code>" : "", stream);
}

static void
html_verdict (struct page *page, enum verdict verdict)
{
  static const char *const symbols[VERDICT_COUNT] = {
    [VERDICT_CONFORMS] = "✓",      [VERDICT_DOCUMENTED] = "✓", [VERDICT_RECORDED] = "•",
    [VERDICT_NONCONFORMING] = "✗", [VERDICT_DEVIATES] = "≠",   [VERDICT_KNOWN] = "⚑",
    [VERDICT_UNSUPPORTED] = "–",   [VERDICT_ERROR] = "?",
  };
  const char *name = verdict_name (verdict);

  fprintf (page->state, "<span class=\"verdict %s\"><span aria-hidden=\"true\">%s</span> %s</span>",
           name, symbols[verdict], name);
}

static void
html_break (struct page *page)
{
  fputs ("<br>\n", page->state);
}

static const struct page_writer html_writer
  = { html_open, html_close, html_text, html_verdict, html_break, true };

/* ---- The document ---- */

void
write_html (FILE *stream, const struct records *records)
{
  struct page page = { &html_writer, records, stream };
  char title[320];

  page_title (records, title, sizeof title);
  fputs ("<!DOCTYPE html>\n"
         "<html lang=\"en\">\n"
         "<head>\n"
         "<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\""
         " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta name=\"generator\" content=\"" PACKAGE_STRING "\">\n"
         "<title>",
         stream);
  xml_text (stream, title);
  fputs ("</title>\n<style>\n", stream);
  for (size_t i = 0; i < style_line_count; i++)
    fprintf (stream, "%s\n", style_lines[i]);
  fputs ("</style>\n</head>\n<body>\n<main>\n", stream);
  page_write (&page);
  fputs ("</main>\n</body>\n</html>\n", stream);
}
