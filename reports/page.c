/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "page.h"

#include <stdarg.h>
#include <string.h>

#include "page-sections.h"

/* ---- Marks ---- */

void
page_open (struct page *page, enum mark mark, const char *argument)
{
  page->writer->open (page, mark, argument);
}

void
page_close (struct page *page, enum mark mark)
{
  page->writer->close (page, mark);
}

void
page_text (struct page *page, const char *text)
{
  page->writer->text (page, text, STYLE_PLAIN);
}

void
page_code (struct page *page, const char *text)
{
  page->writer->text (page, text, STYLE_CODE);
}

void
page_prose (struct page *page, const char *text)
{
  page->writer->text (page, text, STYLE_PROSE);
}

void
page_verdict (struct page *page, enum verdict verdict)
{
  page->writer->verdict (page, verdict);
}

void
page_break (struct page *page)
{
  page->writer->line_break (page);
}

void
page_format (struct page *page, const char *format, ...)
{
  char text[1024];
  va_list arguments;

  va_start (arguments, format);
  vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  page_text (page, text);
}

void
page_simple (struct page *page, enum mark mark, const char *argument, const char *text)
{
  page_open (page, mark, argument);
  page_text (page, text);
  page_close (page, mark);
}

/* ---- What several sections write ---- */

void
page_group (struct page *page, const struct group *group)
{
  char variants[512];

  page_code (page, group_name (group));
  group_variants (group, variants, sizeof variants);
  if (*variants != '\0')
    page_format (page, " (%s)", variants);
}

/* A source is the suite's own words, unless the records' verdicts were kept.  */
void
page_source (struct page *page, const char *source)
{
  if (page->records->as_recorded)
    page_text (page, source);
  else
    page_prose (page, source);
}

void
page_rule (struct page *page, const struct ruling *ruling)
{
  if (ruling->force == FORCE_NONE)
    {
      page_text (page, "no rule");
      return;
    }
  page_format (page, "%s: ", force_name (ruling->force));
  page_code (page, ruling->expected);
  page_text (page, " (");
  page_source (page, ruling->source);
  page_text (page, ")");
}

void
page_command (struct page *page, const struct group *group)
{
  const struct declaration *declaration = group->declaration;
  char command[BEHAVIOUR_ID_SIZE + 16];

  if (declaration == NULL || group->members[0]->id[strlen (declaration->id)] == '\0')
    snprintf (command, sizeof command, "anonmap %s", group_name (group));
  else
    snprintf (command, sizeof command, "anonmap '%s.*'", declaration->id);
  page_code (page, command);
}

/* ---- The whole ---- */

void
page_title (const struct records *records, char *buffer, size_t size)
{
  if (records->count == 1)
    snprintf (buffer, size, "Anonymous memory mappings on %s", records->record[0].name);
  else
    snprintf (buffer, size, "Anonymous memory mappings on %zu platforms", records->count);
}

static const struct
{
  const char *anchor;
  const char *heading;
  void (*write) (struct page *page);
} sections[] = {
  { "platforms", "Platforms", page_platforms },
  { "disagreements", "Disagreements", page_disagreements },
  { "claims", "What the textbooks say", page_claims },
  { "behaviours", "Behaviours", page_behaviours },
  { "visibility", "Where the header shows the names", page_visibility },
  { "reading", "How to read and to repeat this", page_reading },
};

enum { SECTIONS = sizeof sections / sizeof *sections };

static void
write_contents (struct page *page)
{
  page_open (page, MARK_PARAGRAPH, NULL);
  for (size_t i = 0; i < SECTIONS; i++)
    {
      if (i > 0)
        page_text (page, " · ");
      page_simple (page, MARK_LINK, sections[i].anchor, sections[i].heading);
    }
  page_close (page, MARK_PARAGRAPH);
}

void
page_write (struct page *page)
{
  char title[320];

  page_title (page->records, title, sizeof title);
  page_simple (page, MARK_TITLE, "top", title);
  if (page->writer->has_links)
    write_contents (page);
  for (size_t i = 0; i < SECTIONS; i++)
    {
      page_simple (page, MARK_SECTION, sections[i].anchor, sections[i].heading);
      sections[i].write (page);
    }
}
