/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facilities of calls about memory that is there.  */
#include "harness/system.h"

#include "facility-checks.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness/harness.h"
#include "harness/memory-size.h"
#include "platform.h"

#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>
#endif
#ifdef __linux__
# include <sys/prctl.h>
# include <sys/syscall.h>
#endif

/* Linux tells which advice it knows where nothing is advised: madvise(2), NOTES.  Whatever stands
   before the function, as another system's rules, is not meant.  Elsewhere it has to have a name.  */
static int
find_advice (const char *name)
{
#ifdef HAVE_MADVISE
  if (!advice_is_known (name))
    return ABSENT;
# if defined SYS_madvise && defined HAVE_SYSCALL
  if (syscall (SYS_madvise, (void *) NULL, (size_t) 0, advice_value (name)) != 0)
    return errno == EINVAL ? ABSENT : absent_or_denied (errno);
# endif
  return PRESENT;
#else
  (void) name;
  return ABSENT;
#endif
}

#define FIND_ADVICE(advice)                                                                        \
  int find_##advice (void)                                                                         \
  {                                                                                                \
    return find_advice (#advice);                                                                  \
  }

FIND_ADVICE (MADV_NORMAL)
FIND_ADVICE (MADV_DONTNEED)
FIND_ADVICE (MADV_FREE)
FIND_ADVICE (MADV_REMOVE)
FIND_ADVICE (MADV_DONTFORK)
FIND_ADVICE (MADV_WIPEONFORK)
FIND_ADVICE (MADV_HUGEPAGE)
FIND_ADVICE (MADV_COLLAPSE)
FIND_ADVICE (MADV_POPULATE_WRITE)

int
find_mmu (void)
{
  return platform_has_mmu () ? PRESENT : ABSENT;
}

/* Whether the kernel has a call, asked about a range of no bytes: without an MMU it lacks all of these,
   whatever the library has.  As with advice, what stands before the function is not meant.  */
#if defined __linux__ && defined HAVE_SYSCALL
# define IN_KERNEL(name) in_kernel (SYS_##name)

static int
in_kernel (long call)
{
  return syscall (call, 0L, 0L, 0L) != 0 && errno == ENOSYS ? ABSENT : PRESENT;
}
#else
# define IN_KERNEL(name) PRESENT
#endif

int
find_mprotect (void)
{
#ifdef HAVE_MPROTECT
  return IN_KERNEL (mprotect);
#else
  return ABSENT;
#endif
}

int
find_msync (void)
{
#ifdef HAVE_MSYNC
  return IN_KERNEL (msync);
#else
  return ABSENT;
#endif
}

int
find_mincore (void)
{
#ifdef HAVE_MINCORE
  return IN_KERNEL (mincore);
#else
  return ABSENT;
#endif
}

int
find_posix_madvise (void)
{
#ifdef HAVE_POSIX_MADVISE
  return IN_KERNEL (madvise);
#else
  return ABSENT;
#endif
}

/* Whether one page can be locked: not everybody may lock any.  */
int
find_mlock (void)
{
#ifdef HAVE_MLOCK
  static char variable;
  size_t page = (size_t) sysconf (_SC_PAGESIZE);
  char *start = &variable - (uintptr_t) &variable % page;

  if (mlock (start, 1) != 0)
    return absent_or_denied (errno);
  munlock (start, 1);
  return PRESENT;
#else
  return ABSENT;
#endif
}

/* Nothing is mapped between the two.  */
int
find_mlockall (void)
{
#ifdef HAVE_MLOCKALL
  if (mlockall (MCL_FUTURE) != 0)
    return absent_or_denied (errno);
  munlockall ();
  return PRESENT;
#else
  return ABSENT;
#endif
}

/* A limit that is set takes away the room for what the tests reserve.  */
#if defined HAVE_SETRLIMIT && defined RLIMIT_AS
static bool
is_limited (int resource)
{
  struct rlimit limit;

  return getrlimit (resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}
# define ADDRESSES_LIMITED is_limited (RLIMIT_AS)
#else
# define ADDRESSES_LIMITED false
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_AS && defined RLIMIT_DATA
# define DATA_LIMITED is_limited (RLIMIT_DATA)
#else
# define DATA_LIMITED false
#endif

int
find_4gib (void)
{
#if SIZE_MAX > UINT32_MAX
  return ADDRESSES_LIMITED ? ENOMEM : PRESENT;
#else
  return ABSENT;
#endif
}

/* A quarter of all addresses is free in every process, more need not be.  Without an MMU what is
   mapped is memory.  */
int
find_more_than_memory (void)
{
  uintmax_t memory = memory_and_swap ();

  if (!platform_has_mmu () || memory == 0)
    return ABSENT;
  return ADDRESSES_LIMITED || DATA_LIMITED || memory > SIZE_MAX / 4 ? ENOMEM : PRESENT;
}

/* Asking whether it is set changes nothing; what the kernel does not know is EINVAL.  */
int
find_mdwe (void)
{
#ifdef PR_SET_MDWE
  if (prctl (PR_GET_MDWE, 0, 0, 0, 0) >= 0)
    return PRESENT;
  return errno == EINVAL ? ABSENT : absent_or_denied (errno);
#else
  return ABSENT;
#endif
}
