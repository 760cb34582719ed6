/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live.h"

#include "fault.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct live live[LIVE_MAX];
size_t live_count;

void
live_add (void *start, size_t length, int protection, bool shared, int fd)
{
  struct live *mapping = &live[live_count];

  live_remove (start, length);
  if (live_count == LIVE_MAX)
    return;
  mapping = &live[live_count++];
  mapping->start = start;
  mapping->length = fault_round_up (length);
  mapping->protection = protection;
  mapping->shared = shared;
  mapping->fd = fd;
  mapping->maker = getpid ();
}

static void
live_cut (struct live *mapping, uintptr_t from, uintptr_t to)
{
  uintptr_t start = (uintptr_t) mapping->start;
  uintptr_t end = start + mapping->length;
  struct live rest = *mapping;

  mapping->length = from > start ? from - start : 0;
  rest.start += to - start;
  rest.length = end > to ? end - to : 0;
  if (mapping->length == 0)
    *mapping = rest;
  else if (rest.length > 0 && live_count < LIVE_MAX)
    live[live_count++] = rest;
}

void
live_remove (const void *address, size_t length)
{
  uintptr_t from = (uintptr_t) address;
  uintptr_t to = from + fault_round_up (length);

  for (size_t i = live_count; i-- > 0;)
    {
      uintptr_t start = (uintptr_t) live[i].start;

      if (start >= to || start + live[i].length <= from)
        continue;
      live_cut (&live[i], from, to);
      if (live[i].length == 0)
        live[i] = live[--live_count];
    }
}

void
live_protect (const void *start, size_t length, int protection)
{
  struct live *mapping = live_find (start);

  if (mapping != NULL && mapping->start == start && mapping->length <= fault_round_up (length))
    mapping->protection = protection;
}

void
live_fd_closed (int fd)
{
  for (size_t i = 0; i < live_count; i++)
    if (live[i].fd == fd)
      live[i].fd = -1;
}

struct live *
live_find (const void *address)
{
  for (size_t i = 0; i < live_count; i++)
    if ((uintptr_t) address - (uintptr_t) live[i].start < live[i].length)
      return &live[i];
  return NULL;
}

bool
live_has_fd (int fd)
{
  for (size_t i = 0; i < live_count; i++)
    if (fd != -1 && live[i].fd == fd)
      return true;
  return false;
}

/* A system call fails where the program itself would die.  */
bool
can_be_read (const void *address)
{
  int ends[2];
  bool can;

  if (pipe (ends) != 0)
    return false;
  can = real.write (ends[1], address, 1) == 1;
  real.close (ends[0]);
  real.close (ends[1]);
  return can;
}

bool
page_is_used (const void *address)
{
  const unsigned char *bytes = address;

  if (!can_be_read (address))
    return false;
  for (size_t i = 0; i < fault_page (); i++)
    if (bytes[i] != 0)
      return true;
  return false;
}

/* Through memory elsewhere, since not every system can move a mapping over another.  */
void
live_replace (const struct live *mapping, bool shared, bool keep)
{
  size_t length = mapping->length;
  int access = PROT_READ | PROT_WRITE;
  int flags = MAP_ANONYMOUS | (shared ? MAP_SHARED : MAP_PRIVATE);
  void *aside = real.mmap (NULL, length, access, MAP_ANONYMOUS | MAP_PRIVATE, -1, 0);

  if (aside == MAP_FAILED)
    return;
  keep = keep && (mapping->protection & PROT_READ) != 0;
  if (keep)
    memcpy (aside, mapping->start, length);
  if (real.mmap (mapping->start, length, access, flags | MAP_FIXED, -1, 0) != MAP_FAILED)
    {
      if (keep)
        memcpy (mapping->start, aside, length);
      real.mprotect (mapping->start, length, mapping->protection);
      fault_acted ();
    }
  real.munmap (aside, length);
}

struct withheld withheld;

void
withheld_clear (void)
{
  if (withheld.start == NULL)
    return;
  fault_acted ();
  memset (withheld.start, 0, withheld.length);
}
