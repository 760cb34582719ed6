/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How libFuzzer changes an input: as it would itself, or line by line, or one value of a line, so that
   what was JSON still is and what comes after the parser is reached.  */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "verdict.h"
#include "xalloc.h"

enum { LINES = 256, STRING_SIZE = 1400, SEPARATOR = 0x1e };

size_t LLVMFuzzerMutate (uint8_t *bytes, size_t size, size_t limit);
size_t LLVMFuzzerCustomMutator (uint8_t *bytes, size_t size, size_t limit, unsigned seed);

/* An input, cut after each newline and each end of a record.  */
struct line
{
  char *bytes;
  size_t length;
  char end; /* what follows it; '\0' at the end of the input */
};

struct input
{
  uint8_t report; /* the byte that says which */
  struct line line[LINES + 1]; /* one more can be added */
  size_t count;
};

static const char *const keys[] = {
  "arch", "build", "counts", "duration_us", "environment", "expected", "finished", "force", "id", "kernel",
  "layers", "libc", "libc_version", "limits", "mmu", "name", "observation", "off_t_bits", "page_size",
  "pointer_bits", "release", "rules", "schema_version", "source", "started", "suite", "type", "verdict",
  "version", "was_known", "without", "GLIBC_TUNABLES", "MALLOC_PERTURB_", "compiler",
};

static const char *const words[] = {
  "", " ", "/", "<script>&\"'", "\033[31m", "\342\200\256", "|", "`*_[]#", "1e9", "-1",
  "platform", "behaviour", "end", "linux", "freebsd", "darwin", "wasi", "glibc", "musl", "x86_64", "mips64el",
  "qemu-user", "7.1", "7.2", "2.26", "2.4", "32", "64", "fork", "/dev/zero", "2026-11-22T08:16:00Z",
  "zero.every-byte.private-MAP_ANON", "zero.every-byte.private-MAP_ANONYMOUS",
  "zero.every-byte.shared-MAP_ANON", "zero.every-byte.private-dev-zero", "zero.every-byte",
  "offset.unaligned.private-MAP_ANONYMOUS", "offset.unaligned.shared-MAP_ANONYMOUS",
  "fd.zero.private-MAP_ANONYMOUS", "malloc.calloc-zero", "sample.unknown", "sample.unknown.private-MAP_ANON",
  "macro.MAP_ANON.c99-none", "macro.MAP_ANON.default-none", "macro.MAP_ANON.default-_GNU_SOURCE", "macro.",
  "conforms", "documented", "recorded", "nonconforming", "deviates", "known", "unsupported", "error",
  "shall", "source", "measured", "inferred", "unknown", "none",
  "zero", "stale", "mapped, zero", "EINVAL", "ENOTSUP", "hidden", "visible", "visible, warns", "SIGBUS at page 15",
  "absent: no mmap", "absent: no /dev/zero", "absent: no fork", "denied: EPERM", "error: timed out",
  "error: ended without an answer", "reports/findings/example.md",
};

static const json_int_t numbers[] = {
  0, 1, -1, 2, 7, 4096, 16384, 65536, 999999999, 1000000000, 2147483648, 9223372036854775807,
};

#define PICK(array) array[below (sizeof array / sizeof *array)]

/* ---- Chance ---- */

static unsigned long chance;

static size_t
below (size_t bound)
{
  chance = (chance * 1103515245UL + 12345) & 0x7fffffffUL;
  return (chance >> 8) % bound;
}

/* ---- Lines ---- */

static char *
copy_of (const void *bytes, size_t length)
{
  char *copy = xmalloc (length + 1);

  memcpy (copy, bytes, length);
  copy[length] = '\0';
  return copy;
}

/* What is beyond the last line that fits belongs to that.  */
static void
input_cut (struct input *input, const uint8_t *bytes, size_t size)
{
  const uint8_t *end = bytes + size;

  input->count = 0;
  input->report = *bytes++;
  while (bytes < end)
    {
      struct line *line = &input->line[input->count++];
      const uint8_t *p = bytes;

      while (p < end && (input->count == LINES || (*p != '\n' && *p != SEPARATOR)))
        p++;
      line->length = (size_t) (p - bytes);
      line->bytes = copy_of (bytes, line->length);
      line->end = p < end ? (char) *p : '\0';
      bytes = p + (p < end);
    }
}

/* Puts it together again and frees the lines; returns 0 if it does not fit.  */
static size_t
input_join (struct input *input, uint8_t *bytes, size_t limit)
{
  size_t size = 1;

  bytes[0] = input->report;
  for (size_t i = 0; i < input->count; i++)
    {
      struct line *line = &input->line[i];

      if (size > 0 && line->length + 1 <= limit - size)
        {
          memcpy (bytes + size, line->bytes, line->length);
          size += line->length;
          if (line->end != '\0' || i + 1 < input->count)
            bytes[size++] = (uint8_t) (line->end != '\0' ? line->end : '\n');
        }
      else
        size = 0;
      free (line->bytes);
    }
  return size;
}

static void
remove_line (struct input *input)
{
  size_t i = below (input->count);

  free (input->line[i].bytes);
  memmove (&input->line[i], &input->line[i + 1], (--input->count - i) * sizeof *input->line);
}

static void
copy_line (struct input *input)
{
  size_t to = below (input->count + 1);
  struct line copy = input->line[below (input->count)];

  copy.bytes = copy_of (copy.bytes, copy.length);
  memmove (&input->line[to + 1], &input->line[to], (input->count++ - to) * sizeof *input->line);
  input->line[to] = copy;
}

static void
swap_lines (struct input *input)
{
  size_t i = below (input->count);
  size_t j = below (input->count);
  struct line line = input->line[i];

  input->line[i] = input->line[j];
  input->line[j] = line;
}

static void
change_end (struct input *input)
{
  struct line *line = &input->line[below (input->count)];

  line->end = line->end == SEPARATOR ? '\n' : SEPARATOR;
}

/* ---- Values ---- */

static json_t *
mutated_string (const json_t *value)
{
  char text[STRING_SIZE];
  size_t length = json_is_string (value) ? json_string_length (value) : 0;

  if (length > sizeof text)
    length = sizeof text;
  if (length > 0)
    memcpy (text, json_string_value (value), length);
  return json_stringn_nocheck (text, LLVMFuzzerMutate ((uint8_t *) text, length, sizeof text));
}

/* One that may be longer than what there is room for, with characters of one byte or of three.  */
static json_t *
long_string (void)
{
  static const char *const characters[] = { "x", "-", "\342\202\254", "<", "a, ", "|" };
  char text[STRING_SIZE];
  const char *character = PICK (characters);
  size_t length = strlen (character);
  size_t size = below (below (2) == 0 ? 300 : STRING_SIZE - 8);
  size_t used = 0;

  for (; used < size; used += length)
    memcpy (text + used, character, length);
  return json_stringn_nocheck (text, used);
}

static json_t *
new_value (const json_t *old)
{
  switch (below (12))
    {
    case 0: return json_integer (PICK (numbers));
    case 1: return json_boolean (below (2) == 0);
    case 2: return json_null ();
    case 3: return json_real (1.5);
    case 4: return json_pack ("{ss}", PICK (keys), PICK (words));
    case 5: return json_pack ("[{ssss}s]", "name", PICK (words), "version", PICK (words), PICK (words));
    case 6: return long_string ();
    case 7:
    case 8: return mutated_string (old);
    default: return json_string (PICK (words));
    }
}

static const char *
some_key (json_t *object)
{
  void *member = json_object_iter (object);

  for (size_t i = below (json_object_size (object)); i > 0; i--)
    member = json_object_iter_next (object, member);
  return json_object_iter_key (member);
}

static void
change_object (json_t *object)
{
  const char *key = json_object_size (object) > 0 ? some_key (object) : PICK (keys);

  switch (below (8))
    {
    case 0: json_object_del (object, key); break;
    case 1: json_object_set_new_nocheck (object, PICK (keys), new_value (NULL)); break;
    default:
      json_object_set_new_nocheck (object, key, new_value (json_object_get (object, key)));
      break;
    }
}

static void
change_array (json_t *array)
{
  size_t i = below (json_array_size (array) + 1);

  if (i == json_array_size (array))
    json_array_append_new (array, new_value (NULL));
  else if (below (4) == 0)
    json_array_remove (array, i);
  else if (below (2) == 0)
    json_array_insert_new (array, i, json_deep_copy (json_array_get (array, i)));
  else
    json_array_set_new (array, i, new_value (json_array_get (array, i)));
}

/* Changes one thing in VALUE, or in what it holds.  */
static void
change_value (json_t *value)
{
  json_t *inner = NULL;

  if (json_is_object (value) && json_object_size (value) > 0)
    inner = json_object_get (value, some_key (value));
  else if (json_is_array (value) && json_array_size (value) > 0)
    inner = json_array_get (value, below (json_array_size (value)));
  if ((json_is_object (inner) || json_is_array (inner)) && below (4) > 0)
    change_value (inner);
  else if (json_is_object (value))
    change_object (value);
  else if (json_is_array (value))
    change_array (value);
}

static void
line_write (struct line *line, const json_t *object)
{
  char *text = json_dumps (object, JSON_COMPACT | (below (8) == 0 ? JSON_ENSURE_ASCII : 0));

  if (text == NULL)
    return;
  free (line->bytes);
  line->bytes = text;
  line->length = strlen (text);
}

static void
change_line (struct input *input)
{
  struct line *line = &input->line[below (input->count)];
  json_t *object = json_loadb (line->bytes, line->length, JSON_ALLOW_NUL, NULL);

  if (object != NULL)
    {
      change_value (object);
      line_write (line, object);
    }
  json_decref (object);
}

/* ---- The end line ---- */

static void
count_line (const json_t *object, json_int_t counts[2][VERDICT_COUNT])
{
  const char *id = json_string_value (json_object_get (object, "id"));
  const char *name = json_string_value (json_object_get (object, "verdict"));
  enum verdict verdict;

  if (id != NULL && name != NULL && verdict_find (name, &verdict))
    counts[strncmp (id, "macro.", 6) == 0][verdict]++;
}

static json_t *
counts_object (const json_int_t counts[VERDICT_COUNT])
{
  json_t *object = json_object ();

  for (int i = 0; i < VERDICT_COUNT; i++)
    json_object_set_new (object, verdict_name ((enum verdict) i), json_integer (counts[i]));
  return object;
}

/* Has every end line count what stands before it.  */
static void
count_again (struct input *input)
{
  json_int_t counts[2][VERDICT_COUNT] = { { 0 } };

  for (size_t i = 0; i < input->count; i++)
    {
      struct line *line = &input->line[i];
      json_t *object = json_loadb (line->bytes, line->length, 0, NULL);
      const char *type = json_string_value (json_object_get (object, "type"));

      if (type != NULL && strcmp (type, "end") == 0)
        {
          json_object_set_new (object, "counts", counts_object (counts[0]));
          json_object_set_new (object, "cells", counts_object (counts[1]));
          line_write (line, object);
        }
      else if (type != NULL && strcmp (type, "behaviour") == 0)
        count_line (object, counts);
      if (line->end == SEPARATOR)
        memset (counts, 0, sizeof counts);
      json_decref (object);
    }
}

/* ---- The whole ---- */

static void
change (struct input *input)
{
  static void (*const changes[]) (struct input *input)
    = { change_line, change_line, change_line, change_line, remove_line, copy_line, swap_lines, change_end };

  for (size_t i = 1 + below (3); i > 0 && input->count > 0 && input->count <= LINES; i--)
    PICK (changes) (input);
  if (below (2) == 0)
    count_again (input);
}

size_t
LLVMFuzzerCustomMutator (uint8_t *bytes, size_t size, size_t limit, unsigned seed)
{
  struct input input;
  size_t joined;

  chance = seed;
  if (size < 2 || below (4) == 0)
    return LLVMFuzzerMutate (bytes, size, limit);
  input_cut (&input, bytes, size);
  if (below (16) == 0)
    input.report = (uint8_t) below (256);
  change (&input);
  joined = input_join (&input, bytes, limit);
  return joined > 0 ? joined : LLVMFuzzerMutate (bytes, size, limit);
}
