/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of what processes have in common.  */
#include "fault.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include "live.h"

#ifdef HAVE_SHMGET
# include <sys/ipc.h>
# include <sys/shm.h>
#endif

static bool
is_shared_plain (const struct map_call *call)
{
  return call_is_plain (call) && call_is_shared (call);
}

static bool
is_private_plain (const struct map_call *call)
{
  return call_is_plain (call) && call_is_private (call);
}

/* The mapping is made as asked, and only then exchanged: what the system refuses stays refused.  */
static void
exchange (const struct map_call *call, unsigned char *memory, int sharing)
{
  real.mmap (memory, call->length, call->protection, sharing | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
}

static void
make_private (const struct map_call *call, unsigned char *memory)
{
  exchange (call, memory, MAP_PRIVATE);
}

static void
make_shared (const struct map_call *call, unsigned char *memory)
{
  exchange (call, memory, MAP_SHARED);
}

static void
empty (bool shared)
{
  for (size_t i = 0; i < live_count; i++)
    if (live[i].shared == shared)
      live_replace (&live[i], shared, false);
}

static void
empty_private (void)
{
  empty (false);
}

static void
empty_shared (void)
{
  empty (true);
}

static void
unmap_all (bool shared)
{
  for (size_t i = 0; i < live_count; i++)
    if (live[i].shared == shared && real.munmap (live[i].start, live[i].length) == 0)
      fault_acted ();
}

static void
unmap_private (void)
{
  unmap_all (false);
}

static void
unmap_shared (void)
{
  unmap_all (true);
}

/* Of the children of one process, the second and later ones get a copy.  */
static unsigned children;

static void
count_child (void)
{
  if (live_count > 0)
    children++;
}

static void
leave_out_sibling (void)
{
  for (size_t i = 0; i < live_count; i++)
    if (live[i].shared && children > 1)
      live_replace (&live[i], false, true);
  children = 0;
}

/* The shared mapping made by this descriptor, or by another one that is open still.  */
static const struct live *
shared_by (const struct map_call *call, bool same)
{
  for (size_t i = 0; i < live_count; i++)
    if (live[i].fd != -1 && (live[i].fd == call->fd) == same && live[i].shared
        && live[i].length >= fault_round_up (call->length))
      return &live[i];
  return NULL;
}

static bool
is_second_of_descriptor (const struct map_call *call)
{
  return call_of_device (call) && call_is_shared (call) && shared_by (call, true) != NULL;
}

static bool
is_second_of_device (const struct map_call *call)
{
  return call_of_device (call) && call_is_shared (call) && shared_by (call, false) != NULL;
}

#ifdef HAVE_MREMAP
# define NO_MREMAP NULL

/* An old length of 0 asks Linux for the same shared memory at a second address.  */
static void *
map_again (const struct map_call *call)
{
  const struct live *first = shared_by (call, true);

  if (first == NULL)
    first = shared_by (call, false);
  return mremap (first->start, 0, call->length, MREMAP_MAYMOVE);
}
#else
# define NO_MREMAP "no mremap"
# define map_again NULL
#endif

/* A shared memory object is what is mapped from a file without directory entry or of a file system
   of its own: the one kind of regular file that a test maps shared.  */
static bool
is_shared_file (const struct map_call *call)
{
  struct stat status;

  return !call_has_flag (call) && (call->flags & MAP_SHARED) != 0
         && fstat (call->fd, &status) == 0 && S_ISREG (status.st_mode);
}

static void *
as_private (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.flags &= ~MAP_SHARED;
  changed.flags |= MAP_PRIVATE;
  return call_real (&changed);
}

#ifdef HAVE_SHMGET
# define SHMAT .absent = NULL, .shmat = attach_private

static void *
attach_private (int segment, const void *address, int flags)
{
  struct shmid_ds status;
  struct live mapping = { .start = real.shmat (segment, address, flags) };

  if (mapping.start != MAP_FAILED && shmctl (segment, IPC_STAT, &status) == 0)
    {
      mapping.length = fault_round_up (status.shm_segsz);
      mapping.protection = PROT_READ | PROT_WRITE;
      live_replace (&mapping, false, true);
    }
  return mapping.start;
}
#else
# define SHMAT .absent = "no shmget"
#endif

const struct fault sharing_faults[] = {
  { .name = "shared-is-private", .applies = is_shared_plain, .after = make_private },
  { .name = "private-is-shared", .applies = is_private_plain, .after = make_shared },
  { .name = "private-empty-in-child", .in_child = empty_private },
  { .name = "shared-empty-in-child", .in_child = empty_shared },
  { .name = "private-unmapped-in-child", .in_child = unmap_private },
  { .name = "shared-unmapped-in-child", .in_child = unmap_shared },
  { .name = "counter-lost", .before_fork = count_child, .in_child = leave_out_sibling },
  { .name = "maps-of-one-descriptor-shared", .absent = NO_MREMAP, .applies = is_second_of_descriptor,
    .instead = map_again },
  { .name = "maps-of-two-descriptors-shared", .absent = NO_MREMAP, .applies = is_second_of_device,
    .instead = map_again },
  { .name = "shm-open-private", .applies = is_shared_file, .instead = as_private },
  { .name = "shmget-private", SHMAT },
  { .name = NULL },
};
