/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "report.h"

#include <inttypes.h>
#include <string.h>

#include "behaviour.h"
#include "names.h"
#include "observation.h"
#include "place.h"
#include "safe.h"
#include "systems.h"

/* ---- A call as it is written in C ---- */

static void
print_bits (FILE *stream, unsigned value, const struct name *names, const char *none)
{
  const char *separator = "";

  if (value == 0)
    fputs (none, stream);
  for (; names->name != NULL; names++)
    if ((value & names->value) == names->value)
      {
        fprintf (stream, "%s%s", separator, names->name);
        separator = "|";
        value &= ~names->value;
      }
  if (value != 0)
    fprintf (stream, "%s0x%x", separator, value);
}

static void
print_address (FILE *stream, uintptr_t address)
{
  if (address == 0)
    fputs ("NULL", stream);
  else
    fprintf (stream, "0x%" PRIxPTR, address);
}

static void
print_value (FILE *stream, int value, const struct name *names)
{
  const char *name = value_name ((unsigned) value, names);

  if (name != NULL)
    fputs (name, stream);
  else
    fprintf (stream, "%d", value);
}

/* Calls that open something else are not reported.  */
static void
print_opening (FILE *stream, int flags)
{
  static const char *const modes[] = { "O_RDONLY", "O_WRONLY", "O_RDWR", "3" };

  fprintf (stream, "  open (\"/dev/zero\", %s", modes[flags & 3]);
  if ((flags & ~3) != 0)
    fputc ('|', stream);
  print_bits (stream, (unsigned) (flags & ~3), open_flag_names, "");
  fputs (")\n", stream);
}

static void
print_call (FILE *stream, const struct call *call)
{
  static const char *const names[]
    = { "mmap", "munmap", "mprotect", "madvise", "posix_madvise", "mremap" };
  enum function function = call->function;

  if (function == FUNCTION_OPEN)
    {
      print_opening (stream, call->flags);
      return;
    }
  fprintf (stream, "  %s (", names[function]);
  print_address (stream, call->address);
  fprintf (stream, ", %zu", call->length);
  if (function != FUNCTION_MUNMAP)
    fputs (", ", stream);
  if (function == FUNCTION_MMAP || function == FUNCTION_MPROTECT)
    print_bits (stream, (unsigned) call->protection, protection_names, "PROT_NONE");
  if (function == FUNCTION_MMAP)
    {
      fputs (", ", stream);
      print_bits (stream, (unsigned) call->flags, map_flag_names, "0");
      fprintf (stream, ", %d, %" PRId64, call->fd, call->offset);
    }
  if (function == FUNCTION_MADVISE || function == FUNCTION_POSIX_MADVISE)
    print_value (stream, call->advice,
                 function == FUNCTION_MADVISE ? advice_names : posix_advice_names);
  if (function == FUNCTION_MREMAP)
    fprintf (stream, "%zu, 0x%x", call->new_length, (unsigned) call->flags);
  fputs (")\n", stream);
}

/* ---- A finding ---- */

static const char *
consequence (const struct run *run, const struct message *message, const char *id, char *buffer,
             size_t size)
{
  char name[32];
  const char *error = observation_errno (message->result, name, sizeof name);

  if (message->imposed)
    snprintf (buffer, size, "made to fail with %s", error);
  else if (message->result != 0)
    snprintf (buffer, size, "%s here", error);
  else if (run->enforce && system_outcome (run->system, id).kind == OUTCOME_DIFFERENT)
    snprintf (buffer, size, "imitated");
  else
    snprintf (buffer, size, "let through");
  return buffer;
}

static void
print_outcome (const struct outcome *outcome, void *data)
{
  enum { COLUMN = 16 };
  struct wrap wrap = { data, COLUMN, COLUMN, false };
  char force[32];

  fprintf (data, "    %-*s", COLUMN - 4, outcome->system);
  wrap_words (&wrap, outcome->ruling.expected);
  snprintf (force, sizeof force, "(%s):", force_name (outcome->ruling.force));
  wrap_words (&wrap, force);
  wrap_words (&wrap, outcome->ruling.source);
  fputc ('\n', data);
}

/* True if the message before this one came of the same call.  */
static bool
same_call (const struct message *before, const struct message *message)
{
  return before != NULL && before->type == message->type && before->pid == message->pid
         && before->site == message->site
         && memcmp (&before->call, &message->call, sizeof message->call) == 0;
}

static void
print_place (FILE *stream, const struct message *message)
{
  char place[MODULE_SIZE + 1024];

  place_name (message, place, sizeof place);
  fputc ('\n', stream);
  text_safe (stream, place);
  fputc ('\n', stream);
}

static void
print_finding (FILE *stream, const struct run *run, const struct message *before,
               const struct message *message)
{
  char id[BEHAVIOUR_ID_SIZE];
  char text[64];

  if (!same_call (before, message))
    print_place (stream, message);
  if (message->type == MESSAGE_UNNOTICED)
    {
      fputs ("  ", stream);
      wrap_line (stream, 2, 2,
                 "this mmap failed, and the program then used MAP_FAILED as an address and died of "
                 "it: it compares with NULL, or with nothing");
      return;
    }
  if (!same_call (before, message))
    print_call (stream, &message->call);
  if (!cell_id (message->class, message->variant, id, sizeof id))
    return;
  fprintf (stream, "  %s: %s [%s]\n", call_classes[message->class].what,
           consequence (run, message, id, text, sizeof text), id);
  system_outcomes (run->system, id, print_outcome, stream);
}

/* ---- The summary ---- */

static void
print_summary (FILE *stream, const struct run *run, size_t count)
{
  char line[128];

  if (count == 0)
    snprintf (line, sizeof line, "anonmap-strict: no finding under the rules of %s.", run->system);
  else
    snprintf (line, sizeof line, "anonmap-strict: %zu finding%s under the rules of %s.", count,
              count == 1 ? "" : "s", run->system);
  if (count > 0)
    fputc ('\n', stream);
  wrap_line (stream, 0, 2, line);
  wrap_line (stream, 0, 2,
             "Not seen: system calls that are made without the C library or inside it, as "
             "malloc's; programs started by the command that are static, set-user-id or without "
             "this environment; what goes on in processes that are still running; a private "
             "mapping that is taken for a shared one.");
}

void
report_write (FILE *stream, const struct run *run, const struct findings *findings)
{
  for (size_t i = 0; i < findings->count; i++)
    print_finding (stream, run, i > 0 ? &findings->message[i - 1] : NULL, &findings->message[i]);
  place_end ();
  print_summary (stream, run, findings->count);
}

/* ---- What can be imitated ---- */

/* True if a class is of this behaviour, in any variant: MAP_ANON is another name of the flag.  */
static bool
has_class (const struct behaviour *behaviour)
{
  for (int i = 0; i < CLASSES; i++)
    if (strcmp (call_classes[i].id, behaviour->declaration->id) == 0)
      return true;
  return false;
}

static const char *
fate (const struct behaviour *behaviour, const char *system, char *buffer, size_t size)
{
  struct outcome outcome;
  char name[32];

  if (!has_class (behaviour))
    return "not imitable: no argument of a call shows it";
  outcome = system_outcome (system, behaviour->id);
  if (outcome.kind == OUTCOME_NONE)
    return "no rule";
  if (!outcome_is_imitable (&outcome, behaviour->id))
    return "not imitable: reported and let through";
  if (outcome.kind == OUTCOME_REFUSED)
    {
      snprintf (buffer, size, "refused: %s",
                observation_errno (outcome.error, name, sizeof name));
      return buffer;
    }
  return outcome.kind == OUTCOME_MAYBE ? "may be refused: reported and let through" : "accepted";
}

void
report_list (FILE *stream, const char *system)
{
  char buffer[64];

  for (size_t i = 0; i < behaviour_count; i++)
    if (strncmp (behaviours[i].id, "macro.", strlen ("macro.")) != 0)
      fprintf (stream, "%-52s %s\n", behaviours[i].id,
               fate (&behaviours[i], system, buffer, sizeof buffer));
}
