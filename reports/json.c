/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "json.h"

#include <string.h>

#include "xalloc.h"

/* jansson makes NULL of broken UTF-8, which no record can hold, and where there is no memory.  */
static json_t *
made (json_t *value)
{
  if (value == NULL)
    xalloc_die ();
  return value;
}

json_t *
json_text (const char *text)
{
  return text == NULL ? json_null () : made (json_string (text));
}

void
json_add (json_t *object, const char *key, json_t *value)
{
  if (json_object_set_new (object, key, made (value)) != 0)
    xalloc_die ();
}

void
json_add_text (json_t *object, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    json_add (object, key, json_text (text));
}

static json_t *
facts_object (const struct facts *facts)
{
  json_t *object = made (json_object ());

  for (size_t i = 0; i < facts->count; i++)
    json_add (object, facts->fact[i].name, json_text (facts->fact[i].value));
  return object;
}

static json_t *
layers_array (const struct platform *platform)
{
  json_t *layers = made (json_array ());

  for (size_t i = 0; i < platform->layer_count; i++)
    {
      json_t *layer = made (json_object ());

      json_add (layer, "name", json_text (platform->layers[i].name));
      json_add (layer, "version", json_text (platform->layers[i].version));
      json_array_append_new (layers, layer);
    }
  return layers;
}

json_t *
json_platform (const struct platform *platform)
{
  json_t *object = made (json_object ());
  json_t *without = made (json_array ());

  for (size_t i = 0; i < platform->without_count; i++)
    json_array_append_new (without, json_text (platform->without[i]));
  json_add (object, "suite", json_text (platform->suite));
  json_add (object, "rules_version", json_text (platform->rules_version));
  json_add (object, "rules", json_text (platform->rules));
  json_add (object, "kernel", json_text (platform->kernel));
  json_add (object, "release", json_text (platform->release));
  json_add (object, "arch", json_text (platform->arch));
  json_add (object, "page_size", json_integer (platform->page_size));
  json_add (object, "libc", json_text (platform->libc));
  json_add (object, "libc_version", json_text (platform->libc_version));
  json_add (object, "layers", layers_array (platform));
  json_add (object, "without", without);
  json_add (object, "mmu", json_boolean (platform->mmu));
  json_add (object, "build", facts_object (&platform->build));
  json_add (object, "limits", facts_object (&platform->limits));
  json_add (object, "environment", facts_object (&platform->environment));
  json_add (object, "started", json_text (platform->started));
  return object;
}

json_t *
json_counts (const size_t counts[VERDICT_COUNT])
{
  json_t *object = made (json_object ());

  for (int i = 0; i < VERDICT_COUNT; i++)
    json_add (object, verdict_name ((enum verdict) i), json_integer ((json_int_t) counts[i]));
  return object;
}

/* jansson leaves DEL as it is, which a terminal obeys; it can only stand in a string.  */
static int
write_bytes (const char *bytes, size_t size, void *stream)
{
  const char *end = bytes + size;

  while (bytes < end)
    {
      const char *delete = memchr (bytes, 0x7F, (size_t) (end - bytes));
      const char *stop = delete != NULL ? delete : end;

      fwrite (bytes, 1, (size_t) (stop - bytes), stream);
      if (delete != NULL)
        fputs ("\\u007f", stream);
      bytes = stop + (delete != NULL);
    }
  return 0;
}

/* A failure to write shows when the stream is closed.  */
static void
dump (FILE *stream, json_t *value, size_t flags)
{
  json_dump_callback (value, write_bytes, stream, flags | JSON_PRESERVE_ORDER);
  json_decref (value);
}

void
json_write (FILE *stream, json_t *document)
{
  dump (stream, document, JSON_INDENT (1));
  putc ('\n', stream);
}

void
json_write_compact (FILE *stream, json_t *value)
{
  dump (stream, value, JSON_COMPACT);
}
