/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "facility-table.h"

#include <stddef.h>
#include <sys/mman.h>

#include "facility-checks.h"
#include "harness/flags.h"

#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>
#endif

#ifdef HAVE_PTHREAD_MUTEXATTR_SETROBUST
# define ROBUST_THERE PRESENT
#else
# define ROBUST_THERE ABSENT
#endif
#ifdef HAVE_STDATOMIC
# define STDATOMIC_THERE PRESENT
#else
# define STDATOMIC_THERE ABSENT
#endif
#ifdef HAVE_PIPE
# define PIPE_THERE PRESENT
#else
# define PIPE_THERE ABSENT
#endif
#ifdef HAVE_SIGINFO
# define SIGINFO_THERE PRESENT
#else
# define SIGINFO_THERE ABSENT
#endif
#ifdef HAVE_SIGACTION
# define SIGACTION_THERE PRESENT
#else
# define SIGACTION_THERE ABSENT
#endif
#ifdef HAVE_VFORK
# define VFORK_THERE PRESENT
#else
# define VFORK_THERE ABSENT
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_AS
# define RLIMIT_AS_THERE PRESENT
#else
# define RLIMIT_AS_THERE ABSENT
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_DATA
# define RLIMIT_DATA_THERE PRESENT
#else
# define RLIMIT_DATA_THERE ABSENT
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_MEMLOCK
# define RLIMIT_MEMLOCK_THERE PRESENT
#else
# define RLIMIT_MEMLOCK_THERE ABSENT
#endif
#ifdef HAVE_MINHERIT
# define MINHERIT_THERE PRESENT
#else
# define MINHERIT_THERE ABSENT
#endif
#if defined INHERIT_ZERO || defined MAP_INHERIT_ZERO
# define INHERIT_ZERO_THERE PRESENT
#else
# define INHERIT_ZERO_THERE ABSENT
#endif
#ifdef HAVE_MREMAP
# define MREMAP_THERE PRESENT
#else
# define MREMAP_THERE ABSENT
#endif
#ifdef HAVE_MREMAP_FIXED
# define MREMAP_FIXED_THERE PRESENT
#else
# define MREMAP_FIXED_THERE ABSENT
#endif
/* It takes a new address as well.  */
#if defined MREMAP_DONTUNMAP && defined HAVE_MREMAP_FIXED
# define MREMAP_DONTUNMAP_THERE PRESENT
#else
# define MREMAP_DONTUNMAP_THERE ABSENT
#endif
#ifdef HAVE_MALLOPT
# define MALLOPT_THERE PRESENT
#else
# define MALLOPT_THERE ABSENT
#endif
#ifdef HAVE_MALLINFO2
# define MALLINFO2_THERE PRESENT
#else
# define MALLINFO2_THERE ABSENT
#endif
#ifdef HAVE_SBRK
# define SBRK_THERE PRESENT
#else
# define SBRK_THERE ABSENT
#endif
#ifdef MAP_ANONYMOUS
# define MAP_ANONYMOUS_THERE PRESENT
#else
# define MAP_ANONYMOUS_THERE ABSENT
#endif
#ifdef MAP_ANON
# define MAP_ANON_THERE PRESENT
#else
# define MAP_ANON_THERE ABSENT
#endif
#ifdef ANONMAP_MAP_UNINITIALIZED_VALUE
# define MAP_UNINITIALIZED_THERE PRESENT
#else
# define MAP_UNINITIALIZED_THERE ABSENT
#endif

#ifdef __APPLE__
# define VM_MAKE_TAG_THERE PRESENT
#else
# define VM_MAKE_TAG_THERE ABSENT
#endif

#define THERE(flag) ((flag) != 0 ? PRESENT : ABSENT)

/* What the headers decided has no check at run time.  */
struct facility facilities[] = {
  { "mmap", NULL, PRESENT },
  { "MAP_ANONYMOUS", NULL, MAP_ANONYMOUS_THERE },
  { "MAP_ANON", NULL, MAP_ANON_THERE },
  { "MAP_UNINITIALIZED", NULL, MAP_UNINITIALIZED_THERE },
  { "MAP_FIXED_NOREPLACE", NULL, THERE (FLAG_FIXED_NOREPLACE) },
  { "MAP_EXCL", NULL, THERE (FLAG_EXCL) },
  { "MAP_TRYFIXED", NULL, THERE (FLAG_TRYFIXED) },
  { "MAP_JIT", NULL, THERE (FLAG_JIT) },
  { "MAP_STACK", NULL, THERE (FLAG_STACK) },
  { "MAP_GROWSDOWN", NULL, THERE (FLAG_GROWSDOWN) },
  { "MAP_HASSEMAPHORE", NULL, THERE (FLAG_HASSEMAPHORE) },
  { "MAP_INHERIT", NULL, THERE (FLAG_INHERIT) },
  { "MAP_32BIT", NULL, THERE (FLAG_32BIT) },
  { "MAP_NORESERVE", NULL, THERE (FLAG_NORESERVE) },
  { "MAP_POPULATE", NULL, THERE (FLAG_POPULATE) },
  { "MAP_NONBLOCK", NULL, THERE (FLAG_NONBLOCK) },
  { "MAP_PREFAULT_READ", NULL, THERE (FLAG_PREFAULT_READ) },
  { "MAP_LOCKED", NULL, THERE (FLAG_LOCKED) },
  { "MAP_WIRED", NULL, THERE (FLAG_WIRED) },
  { "MAP_HUGETLB", NULL, THERE (FLAG_HUGETLB) },
  { "MAP_SYNC", NULL, THERE (FLAG_SYNC) },
  { "MAP_NOSYNC", NULL, THERE (FLAG_NOSYNC) },
  { "MAP_NOCORE", NULL, THERE (FLAG_NOCORE) },
  { "MAP_CONCEAL", NULL, THERE (FLAG_CONCEAL) },
  { "MAP_SHARED_VALIDATE", NULL, THERE (FLAG_SHARED_VALIDATE) },
  { "MAP_DROPPABLE", NULL, THERE (FLAG_DROPPABLE) },
  { "MAP_ALIGNED", NULL, THERE (FLAG_ALIGNED_THERE) },
  { "VM_MAKE_TAG", NULL, VM_MAKE_TAG_THERE },
  { "/dev/zero", find_dev_zero, ABSENT },
  { "/dev/null", find_dev_null, ABSENT },
  { "/proc/self/maps", find_maps, ABSENT },
  { "fork", find_fork, ABSENT },
  { "exec", find_exec, ABSENT },
  { "shm_open", find_shm_open, ABSENT },
  { "shmget", find_shmget, ABSENT },
  { "mallopt", NULL, MALLOPT_THERE },
  { "mallinfo2", NULL, MALLINFO2_THERE },
  { "sbrk", NULL, SBRK_THERE },
  { "MADV_NORMAL", find_MADV_NORMAL, ABSENT },
  { "MADV_DONTNEED", find_MADV_DONTNEED, ABSENT },
  { "MADV_FREE", find_MADV_FREE, ABSENT },
  { "MADV_REMOVE", find_MADV_REMOVE, ABSENT },
  { "MADV_DONTFORK", find_MADV_DONTFORK, ABSENT },
  { "MADV_WIPEONFORK", find_MADV_WIPEONFORK, ABSENT },
  { "MADV_HUGEPAGE", find_MADV_HUGEPAGE, ABSENT },
  { "MADV_COLLAPSE", find_MADV_COLLAPSE, ABSENT },
  { "MADV_POPULATE_WRITE", find_MADV_POPULATE_WRITE, ABSENT },
  { "posix_madvise", find_posix_madvise, ABSENT },
  { "MMU", find_mmu, ABSENT },
  { "mprotect", find_mprotect, ABSENT },
  { "msync", find_msync, ABSENT },
  { "mincore", find_mincore, ABSENT },
  { "mlock", find_mlock, ABSENT },
  { "mlockall", find_mlockall, ABSENT },
  { "RLIMIT_AS", NULL, RLIMIT_AS_THERE },
  { "RLIMIT_DATA", NULL, RLIMIT_DATA_THERE },
  { "RLIMIT_MEMLOCK", NULL, RLIMIT_MEMLOCK_THERE },
  { "pipe", NULL, PIPE_THERE },
  { "dup2", find_dup2, ABSENT },
  { "sigaction", NULL, SIGACTION_THERE },
  { "siginfo_t", NULL, SIGINFO_THERE },
  { "threads", find_threads, ABSENT },
  { "process-shared-mutex", find_process_shared, ABSENT },
  { "robust-mutex", NULL, ROBUST_THERE },
  { "sem_init", find_sem_init, ABSENT },
  { "stdatomic", NULL, STDATOMIC_THERE },
  { "vfork", NULL, VFORK_THERE },
  { "4GiB", find_4gib, ABSENT },
  { "more-than-memory", find_more_than_memory, ABSENT },
  { "minherit", NULL, MINHERIT_THERE },
  { "INHERIT_ZERO", NULL, INHERIT_ZERO_THERE },
  { "mremap", NULL, MREMAP_THERE },
  { "MREMAP_FIXED", NULL, MREMAP_FIXED_THERE },
  { "MREMAP_DONTUNMAP", NULL, MREMAP_DONTUNMAP_THERE },
  { "PR_SET_MDWE", find_mdwe, ABSENT },
};

const size_t facility_count = sizeof facilities / sizeof *facilities;
