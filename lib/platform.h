/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Platforms: what a record was made on.  */
#ifndef ANONMAP_PLATFORM_H
#define ANONMAP_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

/* The record's schema; readers refuse a newer one.  */
enum { SCHEMA_VERSION = 1 };

/* What stands between the suite and the kernel: qemu-user, valgrind, gVisor, a sandbox.  */
struct layer
{
  char name[32];
  char version[48];
};

/* A named fact of the build, the limits or the environment.  */
struct fact
{
  char name[48];
  char value[208];
};

enum { PLATFORM_LAYERS = 8, PLATFORM_WITHOUT = 8, PLATFORM_FACTS = 24 };

struct facts
{
  struct fact fact[PLATFORM_FACTS];
  size_t count;
};

/* Strings are empty where nothing is known.  */
struct platform
{
  char suite[32];         /* the suite's version */
  char rules_version[32]; /* of the rule tables compiled in */
  char rules[32];         /* the system whose rules are applied, as in lib/rules/ */
  char kernel[32];        /* uname's, in lower case: "linux" */
  char release[96];
  char arch[32];
  long page_size; /* bytes */
  char libc[32];
  char libc_version[48];
  struct layer layers[PLATFORM_LAYERS];
  size_t layer_count;
  char without[PLATFORM_WITHOUT][32]; /* facilities declared to have been taken away */
  size_t without_count;
  bool mmu; /* memory is protected page by page */
  struct facts build;
  struct facts limits;
  struct facts environment; /* from an allow-list: records get published */
  char started[32];         /* ISO 8601, UTC */
};

/* True if memory is protected page by page.  Without an MMU there is no fork either, and an access
   that must not be made does harm.  */
bool platform_has_mmu (void);

/* Fills in what the system says of itself; leaves declared layers and rules as they are.  */
void platform_detect (struct platform *platform);

/* Adds a layer given as NAME or NAME/VERSION; false if it is malformed or there is no room.  */
bool platform_add_layer (struct platform *platform, const char *text);

/* Declares that a facility was taken away; false if it is malformed or there is no room.  */
bool platform_add_without (struct platform *platform, const char *facility);

/* True if FACILITY was declared to have been taken away.  */
bool platform_is_without (const struct platform *platform, const char *facility);

/* Adds a fact; one that has no room is dropped.  */
void facts_add (struct facts *facts, const char *name, const char *value);

/* Writes "Linux 6.18 x86_64, glibc 2.36, pages of 4096 bytes", cut to SIZE bytes.  */
void platform_describe (const struct platform *platform, char *buffer, size_t size);

/* Writes the present time, or SOURCE_DATE_EPOCH if that is set, as "2026-11-22T08:16:00Z".  */
void time_stamp (char *buffer, size_t size);

#endif
