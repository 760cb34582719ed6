/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tap.h"

#include <string.h>

#include "safe.h"

/* TEXT as part of a test line: # begins a directive there, and \ takes that away.  */
static void
write_description (FILE *stream, const char *text)
{
  char piece[SAFE_SIZE];

  while (*text != '\0')
    {
      text += safe_next (text, piece);
      if (*piece == '#' || *piece == '\\')
        putc ('\\', stream);
      fputs (piece, stream);
    }
}

/* TEXT between double quotes, as YAML reads it.  */
static void
write_quoted (FILE *stream, const char *text)
{
  char piece[SAFE_SIZE];

  putc ('"', stream);
  while (*text != '\0')
    {
      text += safe_next (text, piece);
      if (*piece == '"' || *piece == '\\')
        putc ('\\', stream);
      fputs (piece, stream);
    }
  putc ('"', stream);
}

void
tap_begin (FILE *stream, enum tap_dialect dialect, const struct platform *platform, size_t points)
{
  fputs (dialect == KTAP_1 ? "KTAP version 1\n" : "TAP version 13\n", stream);
  fprintf (stream, "1..%zu\n", points);
  if (platform != NULL)
    {
      char description[512];

      platform_describe (platform, description, sizeof description);
      tap_comment (stream, description);
    }
}

void
tap_comment (FILE *stream, const char *text)
{
  fputs ("# ", stream);
  text_safe (stream, text);
  putc ('\n', stream);
}

static void
write_line (FILE *stream, size_t number, const struct result *result)
{
  bool fails = verdict_fails (result->verdict) || result->verdict == VERDICT_KNOWN;

  fprintf (stream, "%s %zu - ", fails ? "not ok" : "ok", number);
  write_description (stream, result->id);
  if (result->verdict == VERDICT_UNSUPPORTED)
    {
      fputs (" # SKIP ", stream);
      write_description (stream, result->observation);
    }
  else if (result->verdict == VERDICT_KNOWN)
    {
      fputs (" # TODO ", stream);
      write_description (stream, result->ruling.source);
    }
  putc ('\n', stream);
}

static void
write_value (FILE *stream, enum tap_dialect dialect, const char *key, const char *value)
{
  if (*value == '\0')
    return;
  fprintf (stream, dialect == KTAP_1 ? "# %s: " : "  %s: ", key);
  if (dialect == KTAP_1)
    text_safe (stream, value);
  else
    write_quoted (stream, value);
  putc ('\n', stream);
}

static void
write_diagnostics (FILE *stream, enum tap_dialect dialect, const struct result *result)
{
  const struct ruling *ruling = &result->ruling;

  write_value (stream, dialect, "verdict", verdict_name (result->verdict));
  write_value (stream, dialect, "observed", result->observation);
  write_value (stream, dialect, "expected", ruling->expected);
  if (*ruling->expected != '\0')
    write_value (stream, dialect, "force", force_name (ruling->force));
  write_value (stream, dialect, "source", ruling->source);
  if (result->was_known)
    write_value (stream, dialect, "was_known", "remove its entry from the known failures");
}

/* KTAP's diagnostics belong to the line that follows them, TAP's to the line before.  */
void
tap_point (FILE *stream, enum tap_dialect dialect, size_t number, const struct result *result)
{
  if (dialect == KTAP_1)
    {
      write_diagnostics (stream, dialect, result);
      write_line (stream, number, result);
      return;
    }
  write_line (stream, number, result);
  fputs ("  ---\n", stream);
  write_diagnostics (stream, dialect, result);
  fputs ("  ...\n", stream);
}

void
tap_bail_out (FILE *stream, const char *reason)
{
  fputs ("Bail out! ", stream);
  write_description (stream, reason);
  putc ('\n', stream);
}
