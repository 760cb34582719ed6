/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of madvise and posix_madvise.  Each makes the real call first, so that what the system
   refuses stays refused, and spoils what comes of it.  */
#include "fault.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "live.h"

/* Values that no call has where the headers lack the name.  */
#ifndef MADV_FREE
# define MADV_FREE (-2)
#endif
#ifndef MADV_REMOVE
# define MADV_REMOVE (-3)
#endif
#ifndef MADV_DONTFORK
# define MADV_DONTFORK (-4)
# define MADV_DOFORK (-5)
#endif
#ifndef MADV_WIPEONFORK
# define MADV_WIPEONFORK (-6)
# define MADV_KEEPONFORK (-7)
#endif
#ifndef MADV_POPULATE_WRITE
# define MADV_POPULATE_WRITE (-8)
# define NO_POPULATE "no MADV_POPULATE_WRITE"
#else
# define NO_POPULATE NULL
#endif
#ifndef MADV_COLLAPSE
# define MADV_COLLAPSE (-9)
# define NO_COLLAPSE "no MADV_COLLAPSE"
#else
# define NO_COLLAPSE NULL
#endif

#ifdef HAVE_MADVISE

/* The one mapping that the whole range lies in, or NULL.  */
static const struct live *
inside_one (const void *address, size_t length)
{
  const struct live *mapping = live_find (address);
  size_t before = mapping != NULL ? (size_t) ((const unsigned char *) address - mapping->start) : 0;

  return mapping != NULL && length > 0 && length <= mapping->length - before ? mapping : NULL;
}

static int
refuse (int number)
{
  fault_acted ();
  errno = number;
  return -1;
}

static bool
discards (int advice)
{
  return advice == MADV_DONTNEED || advice == MADV_FREE || advice == MADV_REMOVE;
}

static bool
is_about_fork (int advice)
{
  return advice == MADV_DONTFORK || advice == MADV_WIPEONFORK;
}

static bool
is_hint (int advice)
{
  return advice == MADV_NORMAL || advice == MADV_RANDOM || advice == MADV_SEQUENTIAL;
}

/* What was discarded is put back, what was set for fork is taken back.  */
static int
ignore (void *address, size_t length, int advice)
{
  size_t size = fault_round_up (length);
  void *aside = MAP_FAILED;
  int result;

  if (inside_one (address, length) == NULL || !(discards (advice) || is_about_fork (advice)))
    return real.madvise (address, length, advice);
  if (discards (advice))
    {
      aside = real.mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | MAP_PRIVATE, -1, 0);
      if (aside == MAP_FAILED)
        return -1;
      memcpy (aside, address, size);
    }
  result = real.madvise (address, length, advice);
  if (result == 0)
    {
      fault_acted ();
      if (discards (advice))
        memcpy (address, aside, size);
      else
        real.madvise (address, length, advice == MADV_DONTFORK ? MADV_DOFORK : MADV_KEEPONFORK);
    }
  if (aside != MAP_FAILED)
    real.munmap (aside, size);
  return result;
}

static int
unmap_too (void *address, size_t length, int advice)
{
  int result = real.madvise (address, length, advice);

  if (result == 0 && inside_one (address, length) != NULL
      && (discards (advice) || is_about_fork (advice)))
    {
      fault_acted ();
      real.munmap (address, length);
    }
  return result;
}

static int
clear_if (bool applies, void *address, size_t length, int advice)
{
  int result = real.madvise (address, length, advice);

  if (result == 0 && applies && inside_one (address, length) != NULL)
    {
      fault_acted ();
      memset (address, 0, length);
    }
  return result;
}

static int
destroy_shared (void *address, size_t length, int advice)
{
  const struct live *mapping = inside_one (address, length);

  return clear_if (advice == MADV_DONTNEED && mapping != NULL && mapping->shared, address, length,
                   advice);
}

static int
destroy_on_hint (void *address, size_t length, int advice)
{
  return clear_if (is_hint (advice) || advice == MADV_WILLNEED, address, length, advice);
}

static int
destroy_on_populate (void *address, size_t length, int advice)
{
  return clear_if (advice == MADV_POPULATE_WRITE, address, length, advice);
}

/* Whether it can be done depends on free memory: this is not to depend on that.  */
static int
destroy_on_collapse (void *address, size_t length, int advice)
{
  if (advice == MADV_COLLAPSE && inside_one (address, length) != NULL)
    {
      fault_acted ();
      memset (address, 0, length);
      return 0;
    }
  return real.madvise (address, length, advice);
}

static int
hit_next_page (void *address, size_t length, int advice)
{
  unsigned char *next = (unsigned char *) address + fault_round_up (length);
  int result = real.madvise (address, length, advice);

  if (result == 0 && advice == MADV_DONTNEED && inside_one (address, length) != NULL
      && live_find (next) != NULL)
    {
      fault_acted ();
      memset (next, 0, fault_page ());
    }
  return result;
}

static int
garble (void *address, size_t length, int advice)
{
  int result = real.madvise (address, length, advice);

  if (result == 0 && advice == MADV_FREE && inside_one (address, length) != NULL)
    {
      fault_acted ();
      memset (address, 0xA5, fault_page () / 2);
    }
  return result;
}

static int
write_protect (void *address, size_t length, int advice)
{
  int result = real.madvise (address, length, advice);

  if (result == 0 && advice == MADV_FREE && inside_one (address, length) != NULL)
    {
      fault_acted ();
      real.mprotect (address, length, PROT_READ);
    }
  return result;
}

/* Success in the place of a refusal.  */
static int
accept_if (bool applies, void *address, size_t length, int advice)
{
  int result = real.madvise (address, length, advice);

  if (result == 0 || !applies || inside_one (address, length) == NULL)
    return result;
  fault_acted ();
  return 0;
}

static int
accept_free (void *address, size_t length, int advice)
{
  return accept_if (advice == MADV_FREE, address, length, advice);
}

static int
accept_remove (void *address, size_t length, int advice)
{
  return accept_if (advice == MADV_REMOVE, address, length, advice);
}

static int
accept_wipe (void *address, size_t length, int advice)
{
  return accept_if (advice == MADV_WIPEONFORK, address, length, advice);
}

static int
accept_unknown (void *address, size_t length, int advice)
{
  return accept_if (advice == INT_MAX, address, length, advice);
}

static int
accept_unaligned (void *address, size_t length, int advice)
{
  size_t inside = (uintptr_t) address % fault_page ();

  if (inside == 0 || inside_one (address, length) == NULL)
    return real.madvise (address, length, advice);
  fault_acted ();
  return real.madvise ((unsigned char *) address - inside, length + inside, advice);
}

static int
refuse_zero (void *address, size_t length, int advice)
{
  return length == 0 && live_find (address) != NULL ? refuse (EINVAL)
                                                    : real.madvise (address, length, advice);
}

static int
refuse_hints (void *address, size_t length, int advice)
{
  return is_hint (advice) && inside_one (address, length) != NULL
           ? refuse (EINVAL)
           : real.madvise (address, length, advice);
}

static int
refuse_populate (void *address, size_t length, int advice)
{
  return advice == MADV_POPULATE_WRITE && inside_one (address, length) != NULL
           ? refuse (EFAULT)
           : real.madvise (address, length, advice);
}

static int
stop_at_hole (void *address, size_t length, int advice)
{
  const struct live *mapping = live_find (address);

  if (mapping == NULL || mapping->start != address || length <= mapping->length)
    return real.madvise (address, length, advice);
  real.madvise (address, mapping->length, advice);
  return refuse (ENOMEM);
}

/* ---- Advice about fork ---- */

static int
note_advice (void *address, size_t length, int advice)
{
  int result = real.madvise (address, length, advice);

  if (result == 0 && is_about_fork (advice))
    {
      withheld.start = address;
      withheld.length = length;
    }
  else if (result == 0 && (advice == MADV_DOFORK || advice == MADV_KEEPONFORK))
    withheld.start = NULL;
  return result;
}

static int
let_stick (void *address, size_t length, int advice)
{
  if (advice != MADV_DOFORK && advice != MADV_KEEPONFORK)
    return real.madvise (address, length, advice);
  fault_acted ();
  return 0;
}

static void
end_wiping (void)
{
  for (size_t i = 0; i < live_count; i++)
    if (real.madvise (live[i].start, live[i].length, MADV_KEEPONFORK) == 0)
      fault_acted ();
}

# define ADVICE(hook) .madvise = hook
#else
# define ADVICE(hook) .absent = "no madvise"
#endif

#ifdef HAVE_POSIX_MADVISE
static int
posix_destroy (void *address, size_t length, int advice)
{
  int result = real.posix_madvise (address, length, advice);

  if (result == 0 && advice == POSIX_MADV_DONTNEED && live_find (address) != NULL)
    {
      fault_acted ();
      memset (address, 0, length);
    }
  return result;
}

static int
posix_accept (void *address, size_t length, int advice)
{
  if (advice != INT_MAX)
    return real.posix_madvise (address, length, advice);
  fault_acted ();
  return 0;
}

# define POSIX_ADVICE(hook) .posix_madvise = hook
#else
# define POSIX_ADVICE(hook) .absent = "no posix_madvise"
#endif

const struct fault advice_faults[] = {
  { .name = "advice-ignored", ADVICE (ignore) },
  { .name = "advice-unmaps", ADVICE (unmap_too) },
  { .name = "advice-hits-next-page", ADVICE (hit_next_page) },
  { .name = "advice-unknown-accepted", ADVICE (accept_unknown) },
  { .name = "advice-unaligned-accepted", ADVICE (accept_unaligned) },
  { .name = "advice-zero-refused", ADVICE (refuse_zero) },
  { .name = "advice-hole-stops", ADVICE (stop_at_hole) },
  { .name = "dontneed-destroys-shared", ADVICE (destroy_shared) },
  { .name = "free-garbles", ADVICE (garble) },
  { .name = "free-write-protects", ADVICE (write_protect) },
  { .name = "free-shared-accepted", ADVICE (accept_free) },
  { .name = "remove-private-accepted", ADVICE (accept_remove) },
  { .name = "fork-advice-reaches-parent", ADVICE (note_advice), .after_wait = withheld_clear },
  { .name = "fork-advice-sticks", ADVICE (let_stick) },
  { .name = "wipe-any-accepted", ADVICE (accept_wipe) },
  { .name = "wipe-first-generation-only", ADVICE (NULL), .in_child = end_wiping },
  { .name = "hints-refused", ADVICE (refuse_hints) },
  { .name = "hints-destroy", ADVICE (destroy_on_hint) },
  { .name = "populate-refused", .absent = NO_POPULATE, ADVICE (refuse_populate) },
  { .name = "populate-destroys", .absent = NO_POPULATE, ADVICE (destroy_on_populate) },
  { .name = "collapse-destroys", .absent = NO_COLLAPSE, ADVICE (destroy_on_collapse) },
  { .name = "posix-dontneed-destroys", POSIX_ADVICE (posix_destroy) },
  { .name = "posix-advice-unknown-accepted", POSIX_ADVICE (posix_accept) },
  { .name = NULL },
};
