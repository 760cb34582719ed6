/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of protections, those that mmap gives and those that mprotect changes.  */
#include "fault.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "live.h"

enum { ALL_ACCESS = PROT_READ | PROT_WRITE | PROT_EXEC };

/* ---- mmap ---- */

static bool
is_read_only (const struct map_call *call)
{
  return call_is_anonymous (call) && call->protection == PROT_READ;
}

static void *
with_write (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.protection |= PROT_WRITE;
  return call_real (&changed);
}

static bool
is_write_alone (const struct map_call *call)
{
  return call_is_anonymous (call) && call->protection == PROT_WRITE;
}

static bool
is_executable (const struct map_call *call)
{
  return call_is_anonymous (call) && (call->protection & PROT_EXEC) != 0
         && (call->protection & PROT_WRITE) == 0;
}

static bool
is_writable_executable (const struct map_call *call)
{
  return call_is_anonymous (call) && (call->protection & PROT_EXEC) != 0
         && (call->protection & PROT_WRITE) != 0;
}

/* ---- mprotect, of what the program has mapped ---- */

static int
refuse (int number)
{
  fault_acted ();
  errno = number;
  return -1;
}

static bool
is_sound (const void *address)
{
  return (uintptr_t) address % fault_page () == 0 && live_find (address) != NULL;
}

/* Contents go when the right to write them does.  */
static int
lose_contents (void *address, size_t length, int protection)
{
  const struct live *mapping = live_find (address);

  if (mapping != NULL && (mapping->protection & PROT_WRITE) != 0 && (protection & PROT_WRITE) == 0
      && mapping->start == address && mapping->length == fault_round_up (length))
    {
      memset (address, 0, length);
      fault_acted ();
    }
  return real.mprotect (address, length, protection);
}

static int
take_whole (void *address, size_t length, int protection)
{
  const struct live *mapping = live_find (address);

  if (!is_sound (address) || length == 0 || mapping->length <= fault_round_up (length))
    return real.mprotect (address, length, protection);
  fault_acted ();
  return real.mprotect (mapping->start, mapping->length, protection);
}

/* At the end of the mapping that the range begins in.  */
static int
stop_at_end (void *address, size_t length, int protection)
{
  const struct live *mapping = live_find (address);
  size_t left;

  if (!is_sound (address))
    return real.mprotect (address, length, protection);
  left = mapping->length - ((uintptr_t) address - (uintptr_t) mapping->start);
  if (left >= fault_round_up (length) || live_find (mapping->start + mapping->length) == NULL)
    return real.mprotect (address, length, protection);
  fault_acted ();
  return real.mprotect (address, left, protection);
}

static int
refuse_exec (void *address, size_t length, int protection)
{
  if (is_sound (address) && (protection & PROT_EXEC) != 0)
    return refuse (ENOTSUP);
  return real.mprotect (address, length, protection);
}

/* Where it could be read and not written.  */
static int
refuse_write (void *address, size_t length, int protection)
{
  const struct live *mapping = live_find (address);

  if (is_sound (address) && (protection & PROT_WRITE) != 0
      && (mapping->protection & PROT_READ) != 0 && (mapping->protection & PROT_WRITE) == 0
      && mapping->maker == getpid ())
    return refuse (EPERM);
  return real.mprotect (address, length, protection);
}

static int
accept_unaligned (void *address, size_t length, int protection)
{
  if ((uintptr_t) address % fault_page () == 0)
    return real.mprotect (address, length, protection);
  fault_acted ();
  return 0;
}

/* Success in the place of one error.  */
static int
accept (int number, void *address, size_t length, int protection)
{
  int result = real.mprotect (address, length, protection);

  if (result == 0 || errno != number)
    return result;
  fault_acted ();
  return 0;
}

static int
accept_unmapped (void *address, size_t length, int protection)
{
  return accept (ENOMEM, address, length, protection);
}

/* The memory itself is not made writable by that.  What may not be executed is another matter.  */
static int
accept_mode (void *address, size_t length, int protection)
{
  if ((protection & PROT_EXEC) != 0)
    return real.mprotect (address, length, protection);
  return accept (EACCES, address, length, protection);
}

static int
refuse_zero (void *address, size_t length, int protection)
{
  return length == 0 ? refuse (EINVAL) : real.mprotect (address, length, protection);
}

static int
accept_unknown (void *address, size_t length, int protection)
{
  if ((protection & ~ALL_ACCESS) == 0)
    return real.mprotect (address, length, protection);
  fault_acted ();
  return real.mprotect (address, length, protection & ALL_ACCESS);
}

static int
refuse_in_child (void *address, size_t length, int protection)
{
  const struct live *mapping = live_find (address);

  if (mapping != NULL && mapping->maker != getpid ())
    return refuse (EACCES);
  return real.mprotect (address, length, protection);
}

static void
lose_protections (void)
{
  for (size_t i = 0; i < live_count; i++)
    if (live[i].protection == PROT_NONE
        && real.mprotect (live[i].start, live[i].length, PROT_READ | PROT_WRITE) == 0)
      fault_acted ();
}

const struct fault protection_faults[] = {
  { .name = "write-protection-ignored", .applies = is_read_only, .instead = with_write },
  { .name = "write-alone-refused", .applies = is_write_alone, .refuse = ENOTSUP },
  { .name = "exec-refused", .applies = is_executable, .refuse = ENOTSUP },
  { .name = "write-exec-refused", .applies = is_writable_executable, .refuse = ENOTSUP },
  { .name = "mprotect-loses", .mprotect = lose_contents },
  { .name = "mprotect-takes-whole", .mprotect = take_whole },
  { .name = "mprotect-stops", .mprotect = stop_at_end },
  { .name = "mprotect-refuses-exec", .mprotect = refuse_exec },
  { .name = "mprotect-refuses-write", .mprotect = refuse_write },
  { .name = "mprotect-unaligned-accepted", .mprotect = accept_unaligned },
  { .name = "mprotect-unmapped-accepted", .mprotect = accept_unmapped },
  { .name = "mprotect-ignores-mode", .mprotect = accept_mode },
  { .name = "mprotect-zero-refused", .mprotect = refuse_zero },
  { .name = "mprotect-unknown-accepted", .mprotect = accept_unknown },
  { .name = "mprotect-refused-in-child", .mprotect = refuse_in_child },
  { .name = "protection-lost-in-child", .in_child = lose_protections },
  { .name = NULL },
};
