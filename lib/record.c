/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "record.h"

#include <string.h>
#include <unistr.h>

/* The length of what stands for itself.  */
static size_t
plain_length (const uint8_t *p)
{
  size_t length = 0;

  while (p[length] >= ' ' && p[length] < 0x7F && p[length] != '"' && p[length] != '\\')
    length++;
  return length;
}

void
record_string (FILE *stream, const char *text)
{
  const uint8_t *p = (const uint8_t *) text;

  putc ('"', stream);
  while (*p != '\0')
    {
      size_t plain = plain_length (p);
      ucs4_t character;
      int length;

      fwrite (p, 1, plain, stream);
      p += plain;
      if (*p == '\0')
        break;
      length = u8_mbtoucr (&character, p, strlen ((const char *) p));
      if (length < 1)
        {
          fputs ("\xEF\xBF\xBD", stream);
          p++;
          continue;
        }
      if (character == '"' || character == '\\')
        fprintf (stream, "\\%c", (int) character);
      else if (character < 0x20 || character == 0x7F)
        fprintf (stream, "\\u%04x", (unsigned) character);
      else
        fwrite (p, 1, (size_t) length, stream);
      p += length;
    }
  putc ('"', stream);
}

void
record_member (FILE *stream, const char *key, const char *text)
{
  fprintf (stream, ",\"%s\":", key);
  record_string (stream, text);
}

static void
key_facts (FILE *stream, const char *key, const struct facts *facts)
{
  fprintf (stream, ",\"%s\":{", key);
  for (size_t i = 0; i < facts->count; i++)
    {
      if (i > 0)
        putc (',', stream);
      record_string (stream, facts->fact[i].name);
      putc (':', stream);
      record_string (stream, facts->fact[i].value);
    }
  putc ('}', stream);
}

static void
key_layers (FILE *stream, const struct platform *platform)
{
  fputs (",\"layers\":[", stream);
  for (size_t i = 0; i < platform->layer_count; i++)
    {
      fputs (i > 0 ? ",{\"name\":" : "{\"name\":", stream);
      record_string (stream, platform->layers[i].name);
      record_member (stream, "version", platform->layers[i].version);
      putc ('}', stream);
    }
  fputs ("],\"without\":[", stream);
  for (size_t i = 0; i < platform->without_count; i++)
    {
      if (i > 0)
        putc (',', stream);
      record_string (stream, platform->without[i]);
    }
  putc (']', stream);
}

static void
key_counts (FILE *stream, const char *key, const size_t counts[VERDICT_COUNT])
{
  fprintf (stream, ",\"%s\":{", key);
  for (int i = 0; i < VERDICT_COUNT; i++)
    fprintf (stream, "%s\"%s\":%lu", i > 0 ? "," : "", verdict_name ((enum verdict) i),
             (unsigned long) counts[i]);
  putc ('}', stream);
}

static bool
end_line (FILE *stream)
{
  fputs ("}\n", stream);
  return fflush (stream) == 0 && !ferror (stream);
}

bool
record_platform (FILE *stream, const struct platform *platform)
{
  fprintf (stream, "{\"type\":\"platform\",\"schema_version\":%d", SCHEMA_VERSION);
  record_member (stream, "suite", platform->suite);
  record_member (stream, "rules_version", platform->rules_version);
  record_member (stream, "rules", platform->rules);
  record_member (stream, "kernel", platform->kernel);
  record_member (stream, "release", platform->release);
  record_member (stream, "arch", platform->arch);
  fprintf (stream, ",\"page_size\":%ld", platform->page_size);
  record_member (stream, "libc", platform->libc);
  record_member (stream, "libc_version", platform->libc_version);
  key_layers (stream, platform);
  fprintf (stream, ",\"mmu\":%s", platform->mmu ? "true" : "false");
  key_facts (stream, "build", &platform->build);
  key_facts (stream, "limits", &platform->limits);
  key_facts (stream, "environment", &platform->environment);
  record_member (stream, "started", platform->started);
  return end_line (stream);
}

bool
record_result (FILE *stream, const struct result *result)
{
  fputs ("{\"type\":\"behaviour\"", stream);
  record_member (stream, "id", result->id);
  record_member (stream, "verdict", verdict_name (result->verdict));
  record_member (stream, "observation", result->observation);
  record_member (stream, "expected", result->ruling.expected);
  record_member (stream, "force", force_name (result->ruling.force));
  record_member (stream, "source", result->ruling.source);
  if (result->was_known)
    fputs (",\"was_known\":true", stream);
  fprintf (stream, ",\"duration_us\":%ld", result->duration_us);
  return end_line (stream);
}

bool
record_end (FILE *stream, const struct counts *counts, const char *finished)
{
  fputs ("{\"type\":\"end\"", stream);
  key_counts (stream, "counts", counts->behaviours);
  key_counts (stream, "cells", counts->cells);
  record_member (stream, "finished", finished);
  return end_line (stream);
}
