/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "xml.h"

#include "safe.h"

void
xml_text (FILE *stream, const char *text)
{
  char piece[SAFE_SIZE];

  while (*text != '\0')
    {
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
