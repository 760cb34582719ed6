/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of msync, of mincore and of the locks.  */
#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "live.h"

#if defined HAVE_MSYNC || defined HAVE_MLOCK
static int
refuse (int number)
{
  fault_acted ();
  errno = number;
  return -1;
}
#endif

/* Success in the place of a failure.  */
#if defined HAVE_MSYNC || defined HAVE_MINCORE || defined HAVE_MLOCK
static int
hide_error (int result)
{
  if (result != 0)
    fault_acted ();
  return 0;
}
#endif

#ifdef HAVE_MSYNC
static int
msync_refused (void *address, size_t length, int flags)
{
  int result = real.msync (address, length, flags);

  return result == 0 && live_find (address) != NULL ? refuse (EINVAL) : result;
}

static int
msync_clearing (void *address, size_t length, int flags)
{
  int result = real.msync (address, length, flags);

  if (result == 0 && live_find (address) != NULL)
    {
      fault_acted ();
      memset (address, 0, length);
    }
  return result;
}

static int
msync_hiding (void *address, size_t length, int flags)
{
  return hide_error (real.msync (address, length, flags));
}

# define MSYNC(hook) .msync = hook
#else
# define MSYNC(hook) .absent = "no msync"
#endif

#ifdef HAVE_MINCORE
static int
answer (void *address, size_t length, unsigned char *pages, int value)
{
  int result = real.mincore (address, length, pages);

  if (result == 0)
    {
      fault_acted ();
      memset (pages, value, fault_round_up (length) / fault_page ());
    }
  return result;
}

static int
answer_all (void *address, size_t length, unsigned char *pages)
{
  return answer (address, length, pages, 1);
}

static int
answer_none (void *address, size_t length, unsigned char *pages)
{
  return answer (address, length, pages, 0);
}

static int
mincore_hiding (void *address, size_t length, unsigned char *pages)
{
  return hide_error (real.mincore (address, length, pages));
}

# define MINCORE(hook) .mincore = hook
#else
# define MINCORE(hook) .absent = "no mincore"
#endif

#ifdef HAVE_MLOCK
static int
mlock_refused (const void *address, size_t length)
{
  return live_find (address) != NULL ? refuse (EAGAIN) : real.mlock (address, length);
}

static int
mlock_nothing (const void *address, size_t length)
{
  if (live_find (address) == NULL)
    return real.mlock (address, length);
  fault_acted ();
  return 0;
}

static int
munlock_hiding (const void *address, size_t length)
{
  return hide_error (real.munlock (address, length));
}

/* How often the program has locked more than it has unlocked.  */
static unsigned locks;

static int
count_lock (const void *address, size_t length)
{
  int result = real.mlock (address, length);

  if (result == 0 && live_find (address) != NULL)
    locks++;
  return result;
}

static int
count_unlock (const void *address, size_t length)
{
  if (live_find (address) != NULL && locks > 0 && --locks > 0)
    {
      fault_acted ();
      return 0;
    }
  return real.munlock (address, length);
}

static void
lock_in_child (void)
{
  for (size_t i = 0; i < live_count && locks > 0; i++)
    if (real.mlock (live[i].start, live[i].length) == 0)
      fault_acted ();
}

# define LOCKS(lock_hook, unlock_hook) .mlock = lock_hook, .munlock = unlock_hook
# ifdef HAVE_MADVISE
static int
unlock_first (void *address, size_t length, int advice)
{
  int result = real.madvise (address, length, advice);

  if (result == 0 || live_find (address) == NULL || locks == 0)
    return result;
  fault_acted ();
  real.munlock (address, length);
  return real.madvise (address, length, advice);
}
#  define ADVICE_OF_LOCKED .mlock = count_lock, .madvise = unlock_first
# else
#  define ADVICE_OF_LOCKED .absent = "no madvise"
# endif
#else
# define LOCKS(lock_hook, unlock_hook) .absent = "no mlock"
# define ADVICE_OF_LOCKED .absent = "no mlock"
# define lock_in_child NULL
#endif

#ifdef HAVE_MLOCKALL
static int
lock_none (int flags)
{
  (void) flags;
  fault_acted ();
  return 0;
}

# define MLOCKALL(hook) .mlockall = hook
#else
# define MLOCKALL(hook) .absent = "no mlockall"
#endif

const struct fault synchronization_faults[] = {
  { .name = "msync-refused", MSYNC (msync_refused) },
  { .name = "msync-clears", MSYNC (msync_clearing) },
  { .name = "msync-error-hidden", MSYNC (msync_hiding) },
  { .name = "mincore-all-resident", MINCORE (answer_all) },
  { .name = "mincore-none-resident", MINCORE (answer_none) },
  { .name = "mincore-error-hidden", MINCORE (mincore_hiding) },
  { .name = "mlock-refused", LOCKS (mlock_refused, NULL) },
  { .name = "mlock-does-nothing", LOCKS (mlock_nothing, NULL) },
  { .name = "munlock-error-hidden", LOCKS (NULL, munlock_hiding) },
  { .name = "locks-stack", LOCKS (count_lock, count_unlock) },
  { .name = "locks-inherited", LOCKS (count_lock, NULL), .in_child = lock_in_child },
  { .name = "advice-unlocks", ADVICE_OF_LOCKED },
  { .name = "mlockall-does-nothing", MLOCKALL (lock_none) },
  { .name = NULL },
};
