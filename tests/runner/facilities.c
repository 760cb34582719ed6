/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/system.h"

#include "facilities.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/flags.h"
#include "harness/harness.h"
#include "harness/observe.h"
#include "observation.h"
#include "runner/fresh.h"

#ifdef HAVE_THREADS
# include <pthread.h>
#endif
#ifdef HAVE_SEM_INIT
# include <semaphore.h>
#endif
#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>
#endif
#ifdef HAVE_SHMGET
# include <sys/ipc.h>
# include <sys/shm.h>
#endif
#ifdef __linux__
# include <sys/prctl.h>
#endif

/* What a check found: present, absent, or denied with an errno.  */
enum { PRESENT = 0, ABSENT = -1 };

/* A call that does not exist is absent; one that is refused is denied.  */
static int
absent_or_denied (int number)
{
  return number == ENOSYS ? ABSENT : number;
}

/* A character device that opens for reading and writing.  */
static int
check_device (const char *path)
{
  struct stat status;
  int fd = open (path, O_RDWR);
  int number = errno;

  if (fd == -1)
    return number == ENOENT || number == ENOTDIR || number == ENXIO || number == ENODEV ? ABSENT
                                                                                        : number;
  number = fstat (fd, &status) == 0 && S_ISCHR (status.st_mode) ? PRESENT : ABSENT;
  close (fd);
  return number;
}

static int
check_dev_zero (void)
{
  return check_device ("/dev/zero");
}

static int
check_dev_null (void)
{
  return check_device ("/dev/null");
}

/* Linux's list of this process's mappings, and whoever has the same.  */
static int
check_maps (void)
{
  int fd = open ("/proc/self/maps", O_RDONLY);
  int number = errno;

  if (fd == -1)
    return number == ENOENT || number == ENOTDIR ? ABSENT : number;
  close (fd);
  return PRESENT;
}

static int
check_fork (void)
{
#ifdef HAVE_FORK
  pid_t child = fork ();
  int number = errno;

  if (child == 0)
    _exit (0);
  if (child == -1)
    return absent_or_denied (number);
  waitpid (child, NULL, 0);
  return PRESENT;
#else
  return ABSENT;
#endif
}

/* An image of this program that ends at once: under an emulator that is not registered with the
   kernel, exec of a foreign program fails although fork works.  */
static int
check_exec (void)
{
#ifdef HAVE_FORK
  int status;
  pid_t child = harness_program != NULL ? fork () : -1;

  if (child == 0)
    {
      execl (harness_program, harness_program, EXEC_CHECK_OPTION, (char *) NULL);
      _exit (1);
    }
  if (child == -1 || waitpid (child, &status, 0) == -1)
    return ABSENT;
  return WIFEXITED (status) && WEXITSTATUS (status) == 0 ? PRESENT : ABSENT;
#else
  return ABSENT;
#endif
}

static int
check_shm_open (void)
{
#ifdef HAVE_SHM_OPEN
  char name[64];
  int fd;
  int number;

  snprintf (name, sizeof name, "/anonmap-check-%ld", (long) getpid ());
  fd = shm_open (name, O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  number = errno;
  if (fd == -1)
    return number == ENOENT ? ABSENT : absent_or_denied (number);
  shm_unlink (name);
  close (fd);
  return PRESENT;
#else
  return ABSENT;
#endif
}

/* A system call that is not there raises SIGSYS on some systems unless that is ignored.  */
static int
check_shmget (void)
{
#ifdef HAVE_SHMGET
  void (*old) (int) = signal (SIGSYS, SIG_IGN);
  int segment = shmget (IPC_PRIVATE, 1, IPC_CREAT | S_IRUSR | S_IWUSR);
  int number = errno;

  signal (SIGSYS, old);
  if (segment == -1)
    return absent_or_denied (number);
  shmctl (segment, IPC_RMID, NULL);
  return PRESENT;
#else
  return ABSENT;
#endif
}

/* Linux tells which advice it knows: madvise(2), NOTES.  Elsewhere it has to have a name.  */
static int
check_advice (const char *name)
{
  if (!advice_is_known (name))
    return ABSENT;
#ifdef __linux__
  if (advise (NULL, 0, name) != 0)
    return errno == EINVAL ? ABSENT : absent_or_denied (errno);
#endif
  return PRESENT;
}

#define CHECK_ADVICE(advice)                                                                       \
  static int check_##advice (void)                                                                 \
  {                                                                                                \
    return check_advice (#advice);                                                                 \
  }

CHECK_ADVICE (MADV_NORMAL)
CHECK_ADVICE (MADV_DONTNEED)
CHECK_ADVICE (MADV_FREE)
CHECK_ADVICE (MADV_REMOVE)
CHECK_ADVICE (MADV_DONTFORK)
CHECK_ADVICE (MADV_WIPEONFORK)
CHECK_ADVICE (MADV_HUGEPAGE)
CHECK_ADVICE (MADV_COLLAPSE)
CHECK_ADVICE (MADV_POPULATE_WRITE)

/* Whether one page can be locked: not everybody may lock any.  */
static int
check_mlock (void)
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
static int
check_mlockall (void)
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

/* Asked of the system too: the names can be there without the option.  */
static int
check_process_shared (void)
{
#if defined HAVE_PTHREAD_MUTEXATTR_SETPSHARED && defined HAVE_PTHREAD_CONDATTR_SETPSHARED
  pthread_mutexattr_t attributes;
  int number;

  if (sysconf (_SC_THREAD_PROCESS_SHARED) <= 0 || pthread_mutexattr_init (&attributes) != 0)
    return ABSENT;
  number = pthread_mutexattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_destroy (&attributes);
  return absent_or_denied (number);
#else
  return ABSENT;
#endif
}

static int
check_sem_init (void)
{
#ifdef HAVE_SEM_INIT
  sem_t semaphore;

  if (sem_init (&semaphore, 1, 0) != 0)
    return absent_or_denied (errno);
  sem_destroy (&semaphore);
  return PRESENT;
#else
  return ABSENT;
#endif
}

/* Room for what the tests reserve: a limit that is set takes it away.  */
static int
check_4gib (void)
{
#if SIZE_MAX > UINT32_MAX
# if defined HAVE_SETRLIMIT && defined RLIMIT_AS
  struct rlimit limit;

  if (getrlimit (RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    return ENOMEM;
# endif
  return PRESENT;
#else
  return ABSENT;
#endif
}

#ifdef HAVE_THREADS
# define THREADS_THERE PRESENT
#else
# define THREADS_THERE ABSENT
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
#ifdef HAVE_VFORK
# define VFORK_THERE PRESENT
#else
# define VFORK_THERE ABSENT
#endif
#ifdef HAVE_MSYNC
# define MSYNC_THERE PRESENT
#else
# define MSYNC_THERE ABSENT
#endif
#ifdef HAVE_MINCORE
# define MINCORE_THERE PRESENT
#else
# define MINCORE_THERE ABSENT
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
#ifdef HAVE_POSIX_MADVISE
# define POSIX_MADVISE_THERE PRESENT
#else
# define POSIX_MADVISE_THERE ABSENT
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
#ifdef MREMAP_DONTUNMAP
# define MREMAP_DONTUNMAP_THERE PRESENT
#else
# define MREMAP_DONTUNMAP_THERE ABSENT
#endif
/* Asking whether it is set changes nothing; what the kernel does not know is EINVAL.  */
static int
check_mdwe (void)
{
#ifdef PR_SET_MDWE
  if (prctl (PR_GET_MDWE, 0, 0, 0, 0) >= 0)
    return PRESENT;
  return errno == EINVAL ? ABSENT : absent_or_denied (errno);
#else
  return ABSENT;
#endif
}

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
static struct
{
  const char *name;
  int (*check) (void);
  int found;
} facilities[] = {
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
  { "/dev/zero", check_dev_zero, ABSENT },
  { "/dev/null", check_dev_null, ABSENT },
  { "/proc/self/maps", check_maps, ABSENT },
  { "fork", check_fork, ABSENT },
  { "exec", check_exec, ABSENT },
  { "shm_open", check_shm_open, ABSENT },
  { "shmget", check_shmget, ABSENT },
  { "mallopt", NULL, MALLOPT_THERE },
  { "mallinfo2", NULL, MALLINFO2_THERE },
  { "sbrk", NULL, SBRK_THERE },
  { "MADV_NORMAL", check_MADV_NORMAL, ABSENT },
  { "MADV_DONTNEED", check_MADV_DONTNEED, ABSENT },
  { "MADV_FREE", check_MADV_FREE, ABSENT },
  { "MADV_REMOVE", check_MADV_REMOVE, ABSENT },
  { "MADV_DONTFORK", check_MADV_DONTFORK, ABSENT },
  { "MADV_WIPEONFORK", check_MADV_WIPEONFORK, ABSENT },
  { "MADV_HUGEPAGE", check_MADV_HUGEPAGE, ABSENT },
  { "MADV_COLLAPSE", check_MADV_COLLAPSE, ABSENT },
  { "MADV_POPULATE_WRITE", check_MADV_POPULATE_WRITE, ABSENT },
  { "posix_madvise", NULL, POSIX_MADVISE_THERE },
  { "msync", NULL, MSYNC_THERE },
  { "mincore", NULL, MINCORE_THERE },
  { "mlock", check_mlock, ABSENT },
  { "mlockall", check_mlockall, ABSENT },
  { "RLIMIT_AS", NULL, RLIMIT_AS_THERE },
  { "RLIMIT_DATA", NULL, RLIMIT_DATA_THERE },
  { "RLIMIT_MEMLOCK", NULL, RLIMIT_MEMLOCK_THERE },
  { "threads", NULL, THREADS_THERE },
  { "process-shared-mutex", check_process_shared, ABSENT },
  { "robust-mutex", NULL, ROBUST_THERE },
  { "sem_init", check_sem_init, ABSENT },
  { "stdatomic", NULL, STDATOMIC_THERE },
  { "vfork", NULL, VFORK_THERE },
  { "4GiB", check_4gib, ABSENT },
  { "minherit", NULL, MINHERIT_THERE },
  { "INHERIT_ZERO", NULL, INHERIT_ZERO_THERE },
  { "mremap", NULL, MREMAP_THERE },
  { "MREMAP_DONTUNMAP", NULL, MREMAP_DONTUNMAP_THERE },
  { "PR_SET_MDWE", check_mdwe, ABSENT },
};

enum { FACILITIES = sizeof facilities / sizeof *facilities };

void
facilities_check (void)
{
  for (size_t i = 0; i < FACILITIES; i++)
    if (facilities[i].check != NULL)
      facilities[i].found = facilities[i].check ();
}

const char *
facility_name (size_t number)
{
  return number < FACILITIES ? facilities[number].name : NULL;
}

int
facility_find (const char *name)
{
  for (int i = 0; i < FACILITIES; i++)
    if (strcmp (facilities[i].name, name) == 0)
      return i;
  return -1;
}

static const char *
technique_facility (enum technique technique)
{
  switch (technique)
    {
    case TECHNIQUE_MAP_ANONYMOUS:
      return "MAP_ANONYMOUS";
    case TECHNIQUE_MAP_ANON:
      return "MAP_ANON";
    case TECHNIQUE_DEV_ZERO:
      return "/dev/zero";
    case TECHNIQUE_NONE:
      break;
    }
  return "";
}

/* True if the behaviour needs this facility: said so, or implied by what it is.  */
static bool
needs (const struct behaviour *behaviour, const char *facility)
{
  const struct declaration *declaration = behaviour->declaration;

  return declaration_lists (declaration->needs, facility)
         || strcmp (technique_facility (behaviour->variant->technique), facility) == 0
         || (declaration->forks > 0 && strcmp (facility, "fork") == 0)
         || (declaration->process == FRESH_PROCESS && strcmp (facility, "exec") == 0);
}

bool
facilities_suffice (const struct behaviour *behaviour, char *observation, size_t size)
{
  char buffer[32];

  for (size_t i = 0; i < FACILITIES; i++)
    {
      if (facilities[i].found == PRESENT || !needs (behaviour, facilities[i].name))
        continue;
      if (facilities[i].found == ABSENT)
        snprintf (observation, size, "absent: no %s", facilities[i].name);
      else
        snprintf (observation, size, "denied: %s %s", facilities[i].name,
                  observation_errno (facilities[i].found, buffer, sizeof buffer));
      return false;
    }
  return true;
}
