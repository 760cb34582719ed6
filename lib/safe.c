/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "safe.h"

#include <string.h>

#include <unistr.h>

/* Characters that act on a terminal, on the order of the text or on its lines.  */
static const struct
{
  ucs4_t first;
  ucs4_t last;
} unsafe[] = {
  { 0x00, 0x1f },     /* C0 controls */
  { 0x7f, 0x9f },     /* delete, C1 controls */
  { 0x61c, 0x61c },   /* Arabic letter mark */
  { 0x200b, 0x200f }, /* zero width, direction marks */
  { 0x2028, 0x202e }, /* line separators, embeddings, overrides */
  { 0x2060, 0x206f }, /* invisible operators, isolates */
  { 0xfeff, 0xfeff }, /* byte order mark */
  { 0xfff9, 0xffff }, /* annotations, no characters */
};

static bool
is_unsafe (ucs4_t character)
{
  for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
    if (character >= unsafe[i].first && character <= unsafe[i].last)
      return character != 0xfffd;
  return false;
}

static bool
is_plain (char byte)
{
  return byte >= ' ' && byte < 0x7f;
}

size_t
safe_next (const char *text, char piece[SAFE_SIZE])
{
  ucs4_t character;
  int length;

  if (is_plain (*text))
    {
      piece[0] = *text;
      piece[1] = '\0';
      return 1;
    }
  length = u8_mbtoucr (&character, (const uint8_t *) text, strnlen (text, 4));
  if (length < 1)
    {
      snprintf (piece, SAFE_SIZE, "\\x%02x", (unsigned) (unsigned char) *text);
      return 1;
    }
  if (is_unsafe (character))
    snprintf (piece, SAFE_SIZE, character < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned) character);
  else
    {
      memcpy (piece, text, (size_t) length);
      piece[length] = '\0';
    }
  return (size_t) length;
}

/* Writes the first LENGTH bytes of TEXT; a null stream only counts.  Returns the columns taken, one
   a character.  */
static size_t
write_safe (FILE *stream, const char *text, size_t length)
{
  const char *end = text + length;
  char piece[SAFE_SIZE];
  size_t width = 0;

  while (text < end)
    {
      size_t plain = 0;

      while (text + plain < end && is_plain (text[plain]))
        plain++;
      width += plain;
      if (stream != NULL)
        fwrite (text, 1, plain, stream);
      text += plain;
      if (text == end)
        break;
      text += safe_next (text, piece);
      width += (unsigned char) *piece < 0x80 ? strlen (piece) : 1;
      if (stream != NULL)
        fputs (piece, stream);
    }
  return width;
}

void
text_safe (FILE *stream, const char *text)
{
  write_safe (stream, text, strlen (text));
}

void
wrap_words (struct wrap *wrap, const char *text)
{
  for (text += strspn (text, " "); *text != '\0'; text += strspn (text, " "))
    {
      size_t length = strcspn (text, " ");
      size_t width = write_safe (NULL, text, length);

      if (wrap->open && wrap->column + 1 + width > TEXT_WIDTH)
        {
          fprintf (wrap->stream, "\n%*s", (int) wrap->indent, "");
          wrap->column = wrap->indent;
        }
      else if (wrap->open)
        {
          putc (' ', wrap->stream);
          wrap->column++;
        }
      wrap->column += write_safe (wrap->stream, text, length);
      wrap->open = true;
      text += length;
    }
}

void
wrap_line (FILE *stream, size_t column, size_t indent, const char *text)
{
  struct wrap wrap = { stream, column, indent, false };

  wrap_words (&wrap, text);
  putc ('\n', stream);
}
