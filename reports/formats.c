/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "formats.h"

#include <string.h>

const struct format formats[] = {
  { .name = "text", .write = write_text },
  { .name = "html", .write_at_once = write_html },
  { .name = "findings", .write_at_once = write_findings },
  { .name = "markdown", .write = write_markdown },
  { .name = "json", .write = write_json },
  { .name = "junit", .write = write_junit },
  { .name = "tap", .write = write_tap },
  { .name = "kcidb", .write = write_kcidb },
  { .name = "squad", .write_files = write_squad },
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
