/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file, complete in itself: nothing is fetched, and no script runs but its own.  */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "formats.h"
#include "html.h"
#include "page-assets.h"
#include "sha256.h"
#include "xalloc.h"
#include "xml.h"

/* ---- Style and script ---- */

/* The lines as one text, which the caller frees.  */
static char *
join (const char *const *lines, size_t count)
{
  size_t length = 1;
  char *text;

  for (size_t i = 0; i < count; i++)
    length += strlen (lines[i]);
  text = xmalloc (length);
  *text = '\0';
  length = 0;
  for (size_t i = 0; i < count; i++)
    {
      strcpy (text + length, lines[i]);
      length += strlen (lines[i]);
    }
  return text;
}

/* What names TEXT in a Content-Security-Policy.  */
static void
write_hash (FILE *stream, const char *text)
{
  char digest[SHA256_DIGEST_SIZE];
  char encoded[BASE64_LENGTH (SHA256_DIGEST_SIZE) + 1];

  sha256_buffer (text, strlen (text), digest);
  base64_encode (digest, sizeof digest, encoded, sizeof encoded);
  fprintf (stream, "'sha256-%s'", encoded);
}

/* ---- The document ---- */

struct section
{
  const char *anchor;
  const char *heading;
  void (*write) (const struct html *html);
};

static const struct section sections[] = {
  { NULL, NULL, html_overview },
  { "disagreements", "Disagreements", html_disagreements },
  { "claims", "Textbooks", html_claims },
  { "matrix", "Matrix", html_matrix },
  { "likeness", "Likeness", html_likeness },
  { "platforms", "Platforms", html_platforms },
  { "visibility", "Header", html_visibility },
  { "reading", "Reading", html_reading },
  { "evidence", "Evidence", html_evidence },
};

enum { SECTIONS = sizeof sections / sizeof *sections };

/* Where there was nothing to test on any platform, the overview has said all.  */
static bool
is_shown (const struct section *section, const struct html *html)
{
  if (section->write == html_likeness)
    return html->survey->column_count > 1;
  return html->survey->platforms > 0 || section->write == html_overview;
}

static void
write_contents (const struct html *html)
{
  fputs ("<nav aria-label=\"Contents\">", html->stream);
  for (size_t i = 0; i < SECTIONS; i++)
    if (sections[i].anchor != NULL && is_shown (&sections[i], html))
      fprintf (html->stream, "<a href=\"#%s\">%s</a>\n", sections[i].anchor, sections[i].heading);
  fputs ("</nav>\n", html->stream);
}

static void
write_head (FILE *stream, const char *title, const char *style, const char *script)
{
  fputs ("<!DOCTYPE html>\n"
         "<html lang=\"en\">\n"
         "<head>\n"
         "<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ",
         stream);
  write_hash (stream, style);
  fputs ("; script-src ", stream);
  write_hash (stream, script);
  fputs ("; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta name=\"generator\" content=\"" PACKAGE_STRING "\">\n"
         "<title>",
         stream);
  xml_text (stream, title);
  fprintf (stream, "</title>\n<style>%s</style>\n</head>\n", style);
}

static void
write_body (const struct html *html, const char *title, const char *script)
{
  fputs ("<body>\n<header><h1 id=\"top\">", html->stream);
  html_text (html->stream, title);
  fputs ("</h1>\n", html->stream);
  if (html->survey->platforms > 0)
    write_contents (html);
  fputs ("</header>\n<main>\n", html->stream);
  for (size_t i = 0; i < SECTIONS; i++)
    {
      if (!is_shown (&sections[i], html))
        continue;
      if (sections[i].anchor != NULL)
        fprintf (html->stream, "<section aria-labelledby=\"%s\">\n", sections[i].anchor);
      sections[i].write (html);
      if (sections[i].anchor != NULL)
        fputs ("</section>\n", html->stream);
    }
  fputs ("</main>\n", html->stream);
  if (html->survey->platforms > 0)
    fprintf (html->stream, "<script>%s</script>\n", script);
  fputs ("</body>\n</html>\n", html->stream);
}

void
write_html (FILE *stream, const struct records *records)
{
  struct survey survey;
  struct html html = { stream, &survey };
  char *style = join (page_style, page_style_count);
  char *script = join (page_script, page_script_count);
  char title[320];

  survey_make (&survey, records);
  records_title (records, title, sizeof title);
  write_head (stream, title, style, script);
  write_body (&html, title, script);
  survey_free (&survey);
  free (style);
  free (script);
}
