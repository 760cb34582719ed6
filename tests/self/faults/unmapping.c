/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of munmap.  */
#include "fault.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "live.h"

static int
do_nothing (void *address, size_t length)
{
  if (live_find (address) == NULL || length == 0 || (uintptr_t) address % fault_page () != 0)
    return real.munmap (address, length);
  fault_acted ();
  return 0;
}

static int
refuse (int number)
{
  fault_acted ();
  errno = number;
  return -1;
}

static int
refuse_short (void *address, size_t length)
{
  return length % fault_page () != 0 ? refuse (EINVAL) : real.munmap (address, length);
}

static int
accept_zero (void *address, size_t length)
{
  if (length != 0)
    return real.munmap (address, length);
  fault_acted ();
  return 0;
}

static int
accept_unaligned (void *address, size_t length)
{
  if ((uintptr_t) address % fault_page () == 0)
    return real.munmap (address, length);
  fault_acted ();
  return 0;
}

static int
refuse_twice (void *address, size_t length)
{
  bool sound = length != 0 && (uintptr_t) address % fault_page () == 0;

  return sound && live_find (address) == NULL && !can_be_read (address)
           ? refuse (EINVAL)
           : real.munmap (address, length);
}

/* The mapping that the program gives back a part of, beginning inside it.  */
static const struct live *
begins_inside (const void *address)
{
  const struct live *mapping = live_find (address);

  return mapping != NULL && mapping->start != address && (uintptr_t) address % fault_page () == 0
           ? mapping
           : NULL;
}

/* Such a system would begin every mapping at such a page: so this counts from the beginning.  */
static int
refuse_small_page (void *address, size_t length)
{
  const struct live *mapping = begins_inside (address);
  bool small = mapping != NULL && ((uintptr_t) address - (uintptr_t) mapping->start) % 65536 != 0;

  return small ? refuse (EINVAL) : real.munmap (address, length);
}

static int
take_whole (void *address, size_t length)
{
  const struct live *mapping = begins_inside (address);

  if (mapping == NULL)
    return real.munmap (address, length);
  fault_acted ();
  return real.munmap (mapping->start, mapping->length);
}

/* Which mappings a child has unmapped, in a page that it has in common with its parent.  */
static volatile char *unmapped_by_child;

static void
share_notes (void)
{
  void *page;

  if (live_count == 0 || unmapped_by_child != NULL)
    return;
  page = real.mmap (NULL, LIVE_MAX, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page != MAP_FAILED)
    unmapped_by_child = page;
}

static int
note_unmap (void *address, size_t length)
{
  const struct live *mapping = live_find (address);

  if (mapping != NULL && mapping->maker != getpid () && unmapped_by_child != NULL)
    unmapped_by_child[mapping - live] = 1;
  return real.munmap (address, length);
}

static void
clear_what_child_unmapped (void)
{
  for (size_t i = 0; i < live_count; i++)
    if (unmapped_by_child != NULL && unmapped_by_child[i] != 0)
      {
        memset (live[i].start, 0, live[i].length);
        unmapped_by_child[i] = 0;
        fault_acted ();
      }
}

const struct fault unmapping_faults[] = {
  { .name = "unmap-does-nothing", .munmap = do_nothing },
  { .name = "unmap-refuses-short", .munmap = refuse_short },
  { .name = "unmap-zero-accepted", .munmap = accept_zero },
  { .name = "unmap-unaligned-accepted", .munmap = accept_unaligned },
  { .name = "unmap-twice-refused", .munmap = refuse_twice },
  { .name = "unmap-takes-whole", .munmap = take_whole },
  { .name = "page-of-65536", .munmap = refuse_small_page },
  { .name = "unmap-reaches-parent", .before_fork = share_notes, .munmap = note_unmap,
    .after_wait = clear_what_child_unmapped },
  { .name = NULL },
};
