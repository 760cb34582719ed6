/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mlock and its like: what keeps pages in memory, and for whom.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>
#endif

enum { PAGES = 3 };

BEHAVIOUR (sync_mlock_contents, EACH_OBJECT,
  .id = "sync.mlock-contents",
  .title = "mlock keeps what is in the pages and makes the untouched ones zero",
  .needs = "mlock",
  .faults = "mlock-refused dirty-last-byte dirty-middle-byte",
  .why = "Locking touches every page, in the kernel, before the program does: another way for "
         "memory to come into being, with the same promise.",
  .portable = "Lock before secrets are written, not after.")
{
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, PAGES * page);

  fill_pattern (memory, page);
  observe_result (mlock (memory, PAGES * page));
  observe_kept (memory, page);
  observe_zero (memory + page, (PAGES - 1) * page);
}

BEHAVIOUR (sync_mlock_resident, EACH_SHARING,
  .id = "sync.mlock-resident",
  .title = "Locked pages are in memory without having been touched",
  .needs = "mlock mincore",
  .faults = "mlock-refused mlock-does-nothing mincore-none-resident map-unaligned",
  .why = "Real-time programs lock so that no access ever waits.",
  .portable = "mlock promises it; mincore, which shows it, is not in POSIX.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_new (variant, length);

  observe_result (mlock (memory, length));
  observe_residence (memory, length);
}

BEHAVIOUR (sync_mlock_hole, ONE_PRIVATE,
  .id = "sync.mlock-hole",
  .title = "mlock of a range with a hole fails with ENOMEM",
  .needs = "mlock",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mlock, ERRORS: ENOMEM, not all of the range is mapped",
  .faults = "mlock-refused mlock-does-nothing unmap-does-nothing page-of-65536",
  .why = "A lock that silently leaves pages out leaves them to be swapped.",
  .portable = "Lock what one mmap returned.")
{
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, PAGES * page);

  unmap (memory + page, page);
  observe_result (mlock (memory, PAGES * page));
}

BEHAVIOUR (sync_munlock_hole, ONE_PRIVATE,
  .id = "sync.munlock-hole",
  .title = "munlock of a range with a hole fails with ENOMEM",
  .needs = "mlock",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mlock, ERRORS: ENOMEM, not all of the range is mapped",
  .faults = "munlock-error-hidden unmap-does-nothing page-of-65536",
  .why = "Who unmaps before unlocking is told so; the lock is gone with the mapping.",
  .portable = "Unlock before unmapping, or not at all.")
{
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, PAGES * page);

  unmap (memory + page, page);
  observe_result (munlock (memory, PAGES * page));
}

BEHAVIOUR (sync_locks_do_not_stack, ONE_PRIVATE,
  .id = "sync.locks-do-not-stack",
  .title = "Memory that was locked twice is unlocked by one munlock",
  .needs = "msync mlock",
  .shall = "EBUSY, success",
  .shall_source = "POSIX.1-2024 mlock, DESCRIPTION: regardless of how many times mlock was called",
  .faults = "msync-refused msync-error-hidden mlock-refused mlock-does-nothing locks-stack "
            "map-unaligned",
  .why = "Two libraries that lock neighbouring secrets share a page: the first to unlock takes the "
         "other's lock away.",
  .portable = "Count the locks of a page yourself.")
{
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, page);

  if (mlock (memory, page) != 0 || mlock (memory, page) != 0)
    observe ("refused");
  observe_result (msync (memory, page, MS_SYNC | MS_INVALIDATE));
  if (munlock (memory, page) != 0)
    observe ("refused");
  observe_result (msync (memory, page, MS_SYNC | MS_INVALIDATE));
}

struct scene
{
  const struct variant *variant;
  unsigned char *memory;
  size_t length;
  int fd;
};

static int
is_locked (void *data)
{
  struct scene *scene = data;

  return msync (scene->memory, scene->length, MS_SYNC | MS_INVALIDATE) == 0 ? 0 : 1;
}

BEHAVIOUR (sync_locks_not_inherited, EACH_SHARING,
  .id = "sync.locks-not-inherited",
  .title = "Memory that the parent has locked is not locked in the child",
  .needs = "msync mlock",
  .shall = "EBUSY, success",
  .shall_source = "POSIX.1-2024 fork, DESCRIPTION: memory locks shall not be inherited",
  .faults = "msync-error-hidden mlock-refused mlock-does-nothing locks-inherited msync-refused "
            "private-unmapped-in-child shared-unmapped-in-child fork-moves map-unaligned",
  .why = "A forked server's keys can be swapped out although its parent locked them.",
  .portable = "Lock again in the child.",
  .forks = 1)
{
  struct scene scene = { variant, map_new (variant, page_size ()), page_size (), -1 };

  if (mlock (scene.memory, scene.length) != 0)
    observe ("refused");
  observe_result (msync (scene.memory, scene.length, MS_SYNC | MS_INVALIDATE));
  observe (in_child (is_locked, &scene) == 0 ? "success" : "refused");
}

BEHAVIOUR (sync_dontneed_locked, ONE_PRIVATE,
  .id = "sync.dontneed-locked",
  .title = "MADV_DONTNEED of locked memory is refused with EINVAL and the contents are kept",
  .needs = "mlock MADV_DONTNEED",
  .faults = "mlock-refused mlock-does-nothing advice-unlocks",
  .why = "After mlockall an allocator that trims by this advice gets errors for all of its heap, "
         "and code that takes the zeros for granted reads old data.",
  .portable = "Unlock first.")
{
  unsigned char *memory = map_patterned (variant, page_size ());

  if (mlock (memory, page_size ()) != 0)
    observe ("refused");
  observe_result (advise (memory, page_size (), "MADV_DONTNEED"));
  observe_contents (contents_of (memory, page_size ()));
}

#if defined HAVE_SETRLIMIT && defined RLIMIT_MEMLOCK
/* The errno as an exit status.  */
enum { OTHER_ERRNO = 99 };

static int
status_of (int result)
{
  return result == 0 ? 0 : errno < OTHER_ERRNO ? errno : OTHER_ERRNO;
}

/* The limit does not hold for the superuser, and need not even if that is not its name: so this is
   asked as somebody else.  Where that cannot be, no privilege that counts was there.  */
static int
lock_beyond_limit (void *data)
{
  enum { SOMEBODY_ELSE = 1 };
  struct scene *scene = data;
  struct rlimit limit = { page_size (), page_size () };

  if (setrlimit (RLIMIT_MEMLOCK, &limit) != 0)
    return OTHER_ERRNO;
  if (geteuid () == 0 && setuid (SOMEBODY_ELSE) != 0)
    errno = 0;
  return status_of (mlock (scene->memory, scene->length));
}
#endif

BEHAVIOUR (sync_mlock_limit, ONE_PRIVATE,
  .id = "sync.mlock-limit",
  .title = "mlock of more than RLIMIT_MEMLOCK fails with ENOMEM",
  .needs = "mlock RLIMIT_MEMLOCK",
  .faults = "limit-ignored mlock-refused mlock-does-nothing",
  .why = "The limit is 64 KiB or 8 MiB by default: programs that lock their keys work for the "
         "superuser, in the tests, and fail for everybody else.",
  .portable = "Lock as little as possible, and decide what to do where it fails.",
  .forks = 1)
{
#if defined HAVE_SETRLIMIT && defined RLIMIT_MEMLOCK
  struct scene scene = { variant, NULL, PAGES * page_size (), -1 };
  int status;

  scene.memory = map_new (variant, scene.length);
  status = in_child (lock_beyond_limit, &scene);
  if (status == 0)
    observe ("success");
  else
    observe_errno (status);
#endif
}

#ifdef HAVE_MLOCKALL
/* Maps in the child, where the lock on all that follows is nobody else's.  */
static int
map_locked (void *data)
{
  struct scene *scene = data;
  unsigned char pages[PAGES] = { 0 };
  void *memory;

  if (mlockall (MCL_FUTURE) != 0)
    return 2;
  memory = map_with (scene->variant, NULL, scene->length, PROT_READ | PROT_WRITE, 0, scene->fd, 0);
  if (memory == MAP_FAILED || mincore (memory, scene->length, (void *) pages) != 0)
    return 2;
  return (pages[0] & pages[PAGES - 1] & 1) != 0 ? 0 : 1;
}
#endif

BEHAVIOUR (sync_mlockall_future, EACH_SHARING,
  .id = "sync.mlockall-future",
  .title = "After mlockall with MCL_FUTURE, memory that is mapped is in memory at once",
  .needs = "mlockall mincore",
  .faults = "mlockall-does-nothing mincore-none-resident map-unaligned",
  .why = "Real-time programs say it once at the start; a map of a gigabyte for a table then takes "
         "the gigabyte.",
  .portable = "mlockall promises it; mincore, which shows it, is not in POSIX.",
  .forks = 1)
{
#ifdef HAVE_MLOCKALL
  static const char *const values[] = { "resident", "not resident", "refused" };
  struct scene scene = { variant, NULL, PAGES * page_size (), variant_fd (variant) };

  observe (values[in_child (map_locked, &scene)]);
  release_fd (scene.fd);
#endif
}

BEHAVIOUR (sync_mlockall_nothing, ONCE,
  .id = "sync.mlockall-nothing",
  .title = "mlockall with no flag at all fails with EINVAL",
  .needs = "mlockall",
  .shall = "EINVAL",
  .shall_source = "POSIX.1-2024 mlockall, ERRORS: EINVAL, the flags argument is zero",
  .faults = "mlockall-does-nothing",
  .why = "Flags that are put together from options can come to nothing, and the program runs on "
         "as if it were locked.",
  .portable = "Check the result.")
{
#ifdef HAVE_MLOCKALL
  observe_result (mlockall (0));
#endif
}
