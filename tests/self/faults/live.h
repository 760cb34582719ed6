/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The anonymous mappings that the program under test has made and not unmapped.  A test makes them
   in one thread; a child inherits the table as it inherits the mappings.  */
#ifndef LIVE_H
#define LIVE_H

#include "harness/system.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct live
{
  unsigned char *start;
  size_t length; /* in whole pages */
  int protection;
  bool shared;
  int fd;      /* that it was made with, while open; else -1 */
  pid_t maker;
};

/* More than any test has at a time; what comes after is not known of.  */
enum { LIVE_MAX = 64 };

extern struct live live[LIVE_MAX];
extern size_t live_count;

void live_add (void *start, size_t length, int protection, bool shared, int fd);

/* Forgets what lies in the range, of partly covered mappings the part in it.  */
void live_remove (const void *start, size_t length);

void live_protect (const void *start, size_t length, int protection);
void live_fd_closed (int fd);

/* The mapping that ADDRESS is in, or NULL.  */
struct live *live_find (const void *address);

bool live_has_fd (int fd);

/* True if the byte at ADDRESS can be read.  */
bool can_be_read (const void *address);

/* True if the page at ADDRESS can be read and something was written there.  */
bool page_is_used (const void *address);

/* Puts fresh memory, shared or private, in the place of a mapping; with what was in it if KEEP.  A
   fault that does this has acted.  */
void live_replace (const struct live *mapping, bool shared, bool keep);

/* The range that a child is not to get as it is, as madvise or minherit was told; START is NULL for
   none.  */
struct withheld
{
  void *start;
  size_t length;
};

extern struct withheld withheld;

/* A fault: what was for the child happens to the parent.  */
void withheld_clear (void);

#endif
