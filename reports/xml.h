/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_XML_H
#define ANONMAP_XML_H

#include <stdio.h>

/* Writes TEXT, made safe (see safe.h), for content and quoted attributes of XML and HTML.  */
void xml_text (FILE *stream, const char *text);

#endif
