/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* Any process that was run may have written anything.  */
static bool
is_sound (const struct message *message)
{
  return memchr (message->module, '\0', MODULE_SIZE) != NULL
         && (message->type == MESSAGE_LOADED || message->type == MESSAGE_UNNOTICED
             || (message->type == MESSAGE_CALL && message->class >= 0 && message->class < CLASSES
                 && message->variant >= 0 && message->variant < VARIANTS
                 && (unsigned) message->call.function < FUNCTION_COUNT));
}

static bool
same_place (const struct message *a, const struct message *b)
{
  return strcmp (a->module, b->module) == 0
         && (a->module[0] != '\0' ? a->module_offset == b->module_offset : a->site == b->site);
}

static bool
is_known (const struct findings *findings, const struct message *message)
{
  for (size_t i = 0; i < findings->count; i++)
    {
      const struct message *known = &findings->message[i];

      if (known->type == message->type && known->class == message->class
          && same_place (known, message))
        return true;
    }
  return false;
}

struct findings
findings_read (const char *path)
{
  struct findings findings = { NULL, 0, false };
  struct message message;
  size_t room = 0;
  FILE *stream = fopen (path, "r");

  if (stream == NULL)
    return findings;
  while (fread (&message, sizeof message, 1, stream) == 1)
    {
      if (!is_sound (&message))
        continue;
      if (message.type == MESSAGE_LOADED)
        findings.loaded = true;
      else if (!is_known (&findings, &message))
        {
          if (findings.count == room)
            findings.message = x2nrealloc (findings.message, &room, sizeof message);
          findings.message[findings.count++] = message;
        }
    }
  fclose (stream);
  return findings;
}

void
findings_free (struct findings *findings)
{
  free (findings->message);
}
