/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON values for the formats that are JSON.  */
#ifndef ANONMAP_JSON_H
#define ANONMAP_JSON_H

#include <stdio.h>

#include <jansson.h>

#include "records.h"

/* A new string; it holds valid UTF-8 whatever TEXT does.  NULL makes null.  */
json_t *json_text (const char *text);

/* Adds a member, and takes the value over.  */
void json_add (json_t *object, const char *key, json_t *value);

/* Adds a string, unless it is NULL or empty.  */
void json_add_text (json_t *object, const char *key, const char *text);

/* A new object with all that is known of a platform.  */
json_t *json_platform (const struct platform *platform);

/* A new object: how often each verdict was given.  */
json_t *json_counts (const size_t counts[VERDICT_COUNT]);

/* Writes the document with the end of its line, and frees it.  */
void json_write (FILE *stream, json_t *document);

/* Writes the value on the present line, and frees it.  */
void json_write_compact (FILE *stream, json_t *value);

#endif
