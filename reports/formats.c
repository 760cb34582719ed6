/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "formats.h"

#include <string.h>

const struct format formats[] = {
  { "text", write_text, NULL },
  { "html", write_html, NULL },
  { "markdown", write_markdown, NULL },
  { "json", write_json, NULL },
  { "junit", write_junit, NULL },
  { "tap", write_tap, NULL },
  { "kcidb", write_kcidb, NULL },
  { "squad", NULL, write_squad },
};

const size_t format_count = sizeof formats / sizeof *formats;

const struct format *
format_find (const char *name)
{
  for (size_t i = 0; i < format_count; i++)
    if (strcmp (formats[i].name, name) == 0)
      return &formats[i];
  return NULL;
}
