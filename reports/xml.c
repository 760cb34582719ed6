/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "xml.h"

#include <string.h>

#include "safe.h"

/* The length of what stands for itself: nearly all.  */
static size_t
plain_length (const char *text)
{
  size_t length = 0;

  while (text[length] >= ' ' && text[length] < 0x7f && strchr ("<>&\"'", text[length]) == NULL)
    length++;
  return length;
}

void
xml_text (FILE *stream, const char *text)
{
  char piece[SAFE_SIZE];

  while (*text != '\0')
    {
      size_t plain = plain_length (text);

      fwrite (text, 1, plain, stream);
      text += plain;
      if (*text == '\0')
        return;
      text += safe_next (text, piece);
      switch (*piece)
        {
        case '<':
          fputs ("&lt;", stream);
          break;
        case '>':
          fputs ("&gt;", stream);
          break;
        case '&':
          fputs ("&amp;", stream);
          break;
        case '"':
          fputs ("&quot;", stream);
          break;
        case '\'':
          fputs ("&#39;", stream);
          break;
        default:
          fputs (piece, stream);
        }
    }
}
