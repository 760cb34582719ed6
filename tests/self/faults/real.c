/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real.h"

#ifndef FAULTS_LINKED
# include <dlfcn.h>
#endif
#include <stdint.h>
#include <string.h>
#include <unistd.h>

struct real real;

#ifdef FAULTS_LINKED
/* They are called through the types of real.h.  */
# define DECLARE(name) extern void __real_##name (void);
# define FUNCTION(member, name) DECLARE (name)
# include "functions.h"
# undef FUNCTION
# define SYSTEM(name) __real_##name
typedef void (*place) (void);
#else
# define SYSTEM(name) dlsym (RTLD_NEXT, #name)
typedef void *place;
#endif

/* Names are expanded before they are used as such.  */
#define FIND(member, name)                                                                         \
  found = SYSTEM (name);                                                                           \
  memcpy (&real.member, &found, sizeof found);
#define FUNCTION(member, name) FIND (member, name)

bool
real_ready (void)
{
  static enum { UNKNOWN, SEARCHING, KNOWN } state;
  place found;

  if (state != UNKNOWN)
    return state == KNOWN;
  state = SEARCHING;
#include "functions.h"
  state = KNOWN;
  return true;
}

static union
{
  unsigned char bytes[4096];
  long double aligned;
} early;

void *
real_early_memory (size_t size)
{
  static size_t used;
  size_t unit = sizeof early.aligned;
  void *block = early.bytes + used;

  if (size > sizeof early - used)
    return NULL;
  used += (size + unit - 1) / unit * unit;
  return block;
}

bool
real_is_early_memory (const void *block)
{
  uintptr_t start = (uintptr_t) early.bytes;

  return (uintptr_t) block >= start && (uintptr_t) block < start + sizeof early;
}
