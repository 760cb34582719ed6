/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

/* Systems differ in which of them they have, so tests name them.  */
static const struct
{
  const char *name;
  int value;
} advices[] = {
#ifdef MADV_NORMAL
  { "MADV_NORMAL", MADV_NORMAL },
#endif
#ifdef MADV_RANDOM
  { "MADV_RANDOM", MADV_RANDOM },
#endif
#ifdef MADV_SEQUENTIAL
  { "MADV_SEQUENTIAL", MADV_SEQUENTIAL },
#endif
#ifdef MADV_WILLNEED
  { "MADV_WILLNEED", MADV_WILLNEED },
#endif
#ifdef MADV_DONTNEED
  { "MADV_DONTNEED", MADV_DONTNEED },
#endif
#ifdef MADV_FREE
  { "MADV_FREE", MADV_FREE },
#endif
#ifdef MADV_REMOVE
  { "MADV_REMOVE", MADV_REMOVE },
#endif
#ifdef MADV_DONTFORK
  { "MADV_DONTFORK", MADV_DONTFORK },
#endif
#ifdef MADV_DOFORK
  { "MADV_DOFORK", MADV_DOFORK },
#endif
#ifdef MADV_WIPEONFORK
  { "MADV_WIPEONFORK", MADV_WIPEONFORK },
#endif
#ifdef MADV_KEEPONFORK
  { "MADV_KEEPONFORK", MADV_KEEPONFORK },
#endif
#ifdef MADV_HUGEPAGE
  { "MADV_HUGEPAGE", MADV_HUGEPAGE },
#endif
#ifdef MADV_COLLAPSE
  { "MADV_COLLAPSE", MADV_COLLAPSE },
#endif
#ifdef MADV_POPULATE_WRITE
  { "MADV_POPULATE_WRITE", MADV_POPULATE_WRITE },
#endif
  { NULL, 0 },
};

/* The row of that name, or the last one.  */
static size_t
find (const char *name)
{
  size_t row = 0;

  while (advices[row].name != NULL && strcmp (advices[row].name, name) != 0)
    row++;
  return row;
}

bool
advice_is_known (const char *name)
{
  return advices[find (name)].name != NULL;
}

int
advice_value (const char *name)
{
  return advices[find (name)].value;
}

int
advise (void *address, size_t length, const char *name)
{
#ifdef HAVE_MADVISE
  if (advice_is_known (name))
    return madvise (address, length, advice_value (name));
#else
  (void) address;
  (void) length;
  (void) name;
#endif
  errno = ENOSYS;
  return -1;
}
