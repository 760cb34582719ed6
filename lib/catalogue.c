/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "catalogue.h"

#include <string.h>

#include "claims.h"
#include "pattern.h"
#include "record.h"
#include "rules.h"

enum { TITLE_SIZE = 256, WIDTH = 78 };

void
catalogue_line (FILE *stream, const struct behaviour *behaviour, const struct ruling *ruling)
{
  char title[TITLE_SIZE];

  behaviour_title (behaviour, title, sizeof title);
  fprintf (stream, "%-52s %s [%s]\n", behaviour->id, title,
           ruling->force == FORCE_NONE ? "no rule" : ruling->source);
}

static void
json_member (FILE *stream, const char *key, const char *text)
{
  if (text == NULL)
    return;
  fprintf (stream, ",\"%s\":", key);
  record_string (stream, text);
}

/* Blank-separated words as an array of strings.  */
static void
json_words (FILE *stream, const char *key, const char *words)
{
  const char *separator = "";

  fprintf (stream, ",\"%s\":[", key);
  while (words != NULL && *words != '\0')
    {
      size_t span = strcspn (words, " ");

      fprintf (stream, "%s\"%.*s\"", separator, (int) span, words);
      separator = ",";
      words += span + strspn (words + span, " ");
    }
  putc (']', stream);
}

void
catalogue_json (FILE *stream, const struct behaviour *behaviour, const struct ruling *ruling)
{
  const struct declaration *declaration = behaviour->declaration;

  fputs ("{\"id\":", stream);
  record_string (stream, behaviour->id);
  json_member (stream, "declaration", declaration->id);
  json_member (stream, "variant", behaviour->variant->name);
  json_member (stream, "title", declaration->title);
  json_words (stream, "claims", declaration->claims);
  json_member (stream, "shall", behaviour_shall (behaviour));
  if (behaviour_shall (behaviour) != NULL)
    json_member (stream, "shall_source", declaration->shall_source);
  json_member (stream, "expected", ruling->expected);
  json_member (stream, "force", force_name (ruling->force));
  json_member (stream, "source", ruling->source);
  json_words (stream, "needs", declaration->needs);
  json_words (stream, "faults", declaration->faults);
  json_member (stream, "why", declaration->why);
  json_member (stream, "portable", declaration->portable);
  json_member (stream, "file", declaration->file);
  fprintf (stream, ",\"line\":%d,\"forks\":%u,\"fresh_process\":%s,\"cost\":\"%s\"}\n",
           declaration->line, declaration->forks,
           declaration->process == FRESH_PROCESS ? "true" : "false",
           declaration->cost == QUICK ? "quick" : declaration->cost == SLOW ? "slow" : "large");
}

/* Writes TEXT folded at blanks to WIDTH columns, each line behind INDENT blanks.  */
static void
fold (FILE *stream, int indent, const char *text)
{
  size_t room = (size_t) (WIDTH - indent);

  while (*text != '\0')
    {
      size_t length = strlen (text);

      if (length > room)
        {
          length = room;
          while (length > 0 && text[length] != ' ')
            length--;
          if (length == 0)
            length = strcspn (text, " ");
        }
      fprintf (stream, "%*s%.*s\n", indent, "", (int) length, text);
      text += length;
      text += strspn (text, " ");
    }
}

static void
section (FILE *stream, const char *heading, const char *text)
{
  if (text == NULL)
    return;
  fprintf (stream, "\n%s\n", heading);
  fold (stream, 2, text);
}

static void
explain_claims (FILE *stream, const struct behaviour *behaviour)
{
  bool first = true;
  char text[1024];

  for (size_t i = 0; i < claim_count; i++)
    {
      const char *predicted = claim_predicts (&claims[i], behaviour->id);

      if (!declaration_lists (behaviour->declaration->claims, claims[i].id))
        continue;
      if (first)
        fputs ("\nWhat the textbooks say\n", stream);
      first = false;
      snprintf (text, sizeof text, "%s: %s%s%s%s", claims[i].id, claims[i].sentence,
                predicted != NULL ? " (would be observed as: " : "",
                predicted != NULL ? predicted : "", predicted != NULL ? ")" : "");
      fold (stream, 2, text);
    }
}

static void
explain_demand (FILE *stream, const struct behaviour *behaviour)
{
  const char *shall = behaviour_shall (behaviour);

  fputs ("\nWhat POSIX demands\n", stream);
  if (shall == NULL)
    fputs ("  Nothing that binds.\n", stream);
  else
    fprintf (stream, "  %s   [%s]\n", shall, behaviour->declaration->shall_source);
}

/* The rows of a system that can be meant, up to the one that is meant whatever the conditions.  A row
   about everything says that nothing is known, which is nothing about this behaviour.  */
static void
explain_systems (FILE *stream, const struct behaviour *behaviour)
{
  const char *system = "";
  const char *settled = "";
  bool first = true;

  for (size_t i = 0; i < rule_count; i++)
    {
      const struct rule *rule = &rules[i];

      if (strcmp (settled, rule->system) == 0 || strcmp (rule->pattern, "*") == 0
          || !pattern_matches (rule->pattern, behaviour->id))
        continue;
      if (first)
        fputs ("\nWhat each system does\n", stream);
      first = false;
      fprintf (stream, "  %-14s %s   (%s%s%s)\n",
               strcmp (system, rule->system) == 0 ? "" : rule->system,
               rule->expected[0] != '\0' ? rule->expected : "unknown", force_name (rule->force),
               rule->when[0] != '\0' ? ", where " : "", rule->when);
      fold (stream, 17, rule->citation);
      system = rule->system;
      if (rule->when[0] == '\0')
        settled = system;
    }
}

void
catalogue_explain (FILE *stream, const struct behaviour *behaviour)
{
  const struct declaration *declaration = behaviour->declaration;
  char title[TITLE_SIZE];

  behaviour_title (behaviour, title, sizeof title);
  fprintf (stream, "%s\n", behaviour->id);
  fold (stream, 2, title);
  explain_claims (stream, behaviour);
  explain_demand (stream, behaviour);
  explain_systems (stream, behaviour);
  section (stream, "Why it matters", declaration->why);
  section (stream, "The portable way", declaration->portable);
  fprintf (stream, "\nAsked by %s in %s, line %d.\n", declaration->function, declaration->file,
           declaration->line);
}
