/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of mremap.  */
#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "live.h"

#ifdef HAVE_MREMAP

# ifndef MREMAP_DONTUNMAP
#  define MREMAP_DONTUNMAP 0
#  define NO_DONTUNMAP "no MREMAP_DONTUNMAP"
# else
#  define NO_DONTUNMAP NULL
# endif

static bool
grows (const struct remap_call *call)
{
  return call->old_length > 0 && call->new_length > call->old_length;
}

static bool
moves (const struct remap_call *call, const void *result)
{
  return result != MAP_FAILED && result != call->memory && call->old_length > 0;
}

/* The mapping that is remapped, as it was before; of length 0 if it is none of the program's.  */
static struct live
before (const struct remap_call *call)
{
  const struct live *mapping = live_find (call->memory);

  return mapping != NULL ? *mapping : (struct live) { .start = NULL };
}

static void *
refuse (const struct remap_call *call)
{
  if (before (call).length == 0)
    return remap_real (call);
  fault_acted ();
  errno = EAGAIN;
  return MAP_FAILED;
}

/* Success that has done nothing.  */
static void *
hide_error (const struct remap_call *call)
{
  void *result = remap_real (call);

  if (result != MAP_FAILED || errno == ENOMEM)
    return result;
  fault_acted ();
  return call->memory;
}

static void *
lose (const struct remap_call *call)
{
  struct live mapping = before (call);
  unsigned char *result = remap_real (call);

  if ((void *) result == MAP_FAILED || mapping.length == 0 || call->old_length == 0)
    return result;
  fault_acted ();
  real.mprotect (result, fault_page (), PROT_READ | PROT_WRITE);
  memset (result, 0, fault_page ());
  real.mprotect (result, fault_page (), mapping.protection);
  return result;
}

static void *
dirty_growth (const struct remap_call *call)
{
  struct live mapping = before (call);
  unsigned char *result = remap_real (call);

  if ((void *) result != MAP_FAILED && grows (call) && !mapping.shared
      && (mapping.protection & PROT_WRITE) != 0)
    {
      fault_acted ();
      result[call->new_length - 1] = 0xA5;
    }
  return result;
}

/* Fresh memory where the object of the mapping has no pages, or old ones.  */
static void *
grow_shared (const struct remap_call *call)
{
  struct live mapping = before (call);
  unsigned char *result = remap_real (call);

  if ((void *) result != MAP_FAILED && grows (call) && mapping.shared)
    {
      fault_acted ();
      real.mmap (result + call->old_length, call->new_length - call->old_length,
                 mapping.protection, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    }
  return result;
}

static void *
keep_old (const struct remap_call *call)
{
  unsigned char *start = call->memory;
  void *result = remap_real (call);
  bool shrunk = result == call->memory && call->new_length < call->old_length;

  if (!shrunk && (!moves (call, result) || (call->flags & MREMAP_DONTUNMAP) != 0))
    return result;
  fault_acted ();
  start += shrunk ? call->new_length : 0;
  real.mmap (start, call->old_length - (shrunk ? call->new_length : 0), PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return result;
}

static void *
move_unasked (const struct remap_call *call)
{
  struct remap_call changed = *call;
  void *result = remap_real (call);

  if (result != MAP_FAILED || (call->flags & MREMAP_MAYMOVE) != 0 || !grows (call))
    return result;
  fault_acted ();
  changed.flags |= MREMAP_MAYMOVE;
  return remap_real (&changed);
}

static void *
move_elsewhere (const struct remap_call *call)
{
  struct remap_call changed = *call;

  if ((call->flags & MREMAP_FIXED) == 0 || call->old_length != call->new_length)
    return remap_real (call);
  fault_acted ();
  changed.target = real.mmap (NULL, call->new_length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                              0);
  return remap_real (&changed);
}

static void *
copy (const struct remap_call *call)
{
  struct live mapping = before (call);
  void *result = remap_real (call);

  if (result == MAP_FAILED || result == call->memory || !mapping.shared)
    return result;
  mapping.start = result;
  mapping.length = call->old_length > 0 ? call->old_length : call->new_length;
  live_replace (&mapping, false, true);
  return result;
}

static void *
unmap_old (const struct remap_call *call)
{
  void *result = remap_real (call);

  if (result != MAP_FAILED && (call->flags & MREMAP_DONTUNMAP) != 0)
    {
      fault_acted ();
      real.munmap (call->memory, call->old_length);
    }
  return result;
}

static void *
unprotect (const struct remap_call *call)
{
  void *result = remap_real (call);

  if (moves (call, result) && (before (call).protection & PROT_WRITE) == 0)
    {
      fault_acted ();
      real.mprotect (result, call->new_length, PROT_READ | PROT_WRITE);
    }
  return result;
}

# define REMAP(hook) .mremap = hook
#else
# define NO_DONTUNMAP "no mremap"
# define REMAP(hook) .absent = "no mremap"
#endif

const struct fault remapping_faults[] = {
  { .name = "remap-refused", REMAP (refuse) },
  { .name = "remap-error-hidden", REMAP (hide_error) },
  { .name = "remap-loses-contents", REMAP (lose) },
  { .name = "remap-growth-dirty", REMAP (dirty_growth) },
  { .name = "remap-shared-grows", REMAP (grow_shared) },
  { .name = "remap-keeps-old", REMAP (keep_old) },
  { .name = "remap-moves-unasked", REMAP (move_unasked) },
  { .name = "remap-fixed-elsewhere", REMAP (move_elsewhere) },
  { .name = "remap-copies", REMAP (copy) },
  { .name = "remap-unprotects", REMAP (unprotect) },
  { .name = "dontunmap-unmaps", .absent = NO_DONTUNMAP, REMAP (unmap_old) },
  { .name = NULL },
};
