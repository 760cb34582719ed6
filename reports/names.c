/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "names.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void
name_append (char name[NAME_SIZE], const char *text)
{
  size_t length = strlen (name);

  if (length > 0 && length + 1 < NAME_SIZE)
    name[length++] = '-';
  for (; *text != '\0' && length + 1 < NAME_SIZE; text++)
    {
      char byte = (char) tolower ((unsigned char) *text);

      if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_'
          || (byte == '.' && length > 0))
        name[length++] = byte;
      else if (length > 0 && name[length - 1] != '-')
        name[length++] = '-';
    }
  while (length > 0 && name[length - 1] == '-')
    length--;
  name[length] = '\0';
}

void
name_platform (const struct platform *platform, char name[NAME_SIZE])
{
  *name = '\0';
  name_append (name, platform->kernel);
  if (strcmp (platform->kernel, platform->libc) != 0)
    name_append (name, platform->libc);
  name_append (name, platform->arch);
  for (size_t i = 0; i < platform->layer_count; i++)
    name_append (name, platform->layers[i].name);
  for (size_t i = 0; i < platform->without_count; i++)
    {
      name_append (name, "without");
      name_append (name, platform->without[i]);
    }
  if (*name == '\0')
    name_append (name, "unknown");
}

/* "PREFIX" and the value of a fact of the build; "" where it is not known.  */
static void
write_build (const struct platform *platform, const char *fact, const char *prefix,
             char text[NAME_SIZE])
{
  const struct facts *build = &platform->build;

  for (size_t i = 0; i < build->count; i++)
    if (strcmp (build->fact[i].name, fact) == 0)
      snprintf (text, NAME_SIZE, "%s%s", prefix, build->fact[i].value);
}

static void
write_detail (const struct platform *platform, enum detail detail, char text[NAME_SIZE])
{
  switch (detail)
    {
    case BY_RELEASE:
      snprintf (text, NAME_SIZE, "%s", platform->release);
      break;
    case BY_LIBC_VERSION:
      snprintf (text, NAME_SIZE, "%s", platform->libc_version);
      break;
    case BY_PAGE_SIZE:
      snprintf (text, NAME_SIZE, "page%ldk", platform->page_size / 1024);
      break;
    case BY_OFF_T:
      write_build (platform, "off_t_bits", "off_t", text);
      break;
    case BY_COMPILER:
      write_build (platform, "compiler", "", text);
      break;
    case BY_FLAGS:
      write_build (platform, "cflags", "", text);
      break;
    case BY_RULES:
      snprintf (text, NAME_SIZE, "%s", platform->rules);
      break;
    case BY_START:
      snprintf (text, NAME_SIZE, "%s", platform->started);
      break;
    default:
      break;
    }
}

void
name_detail (const struct platform *platform, enum detail detail, char text[NAME_SIZE])
{
  char plain[NAME_SIZE] = "";

  write_detail (platform, detail, plain);
  *text = '\0';
  name_append (text, plain);
}
