/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flags beside those that POSIX has, and bits that nobody knows: whether mmap takes them, and
   whether the memory is as it ought to be all the same.  An id has the flag's name.  */
#include "harness/harness.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <sys/mman.h>

#include "harness/flags.h"

enum { PAGES = 4, READ_WRITE = PROT_READ | PROT_WRITE };

/* The highest bit of an int that is not its sign.  */
#define HIGHEST_BIT (INT_MAX - INT_MAX / 2)

/* What is known to have a meaning in the upper half, where systems still give bits away.  */
static unsigned
known_flags (void)
{
  unsigned known = MAP_SHARED | MAP_PRIVATE | MAP_FIXED | FLAGS_HUGE_SIZE | FLAGS_ALIGNMENT
                   | FLAG_FIXED_NOREPLACE | FLAG_EXCL | FLAG_TRYFIXED | FLAG_32BIT | FLAG_JIT
                   | FLAG_STACK | FLAG_SYNC | FLAG_HUGETLB | FLAG_POPULATE | FLAG_NONBLOCK
                   | FLAG_LOCKED | FLAG_WIRED | FLAG_NORESERVE | FLAG_CONCEAL | FLAG_NOCORE
                   | FLAG_NOSYNC | FLAG_PREFAULT_READ | FLAG_DROPPABLE;

#ifdef ANONMAP_MAP_UNINITIALIZED_VALUE
  known |= ANONMAP_MAP_UNINITIALIZED_VALUE;
#endif
  return known;
}

/* The highest flag that has no meaning here.  */
static int
unknown_flag (void)
{
  unsigned bit = HIGHEST_BIT;

  while ((bit & known_flags ()) != 0)
    bit >>= 1;
  return (int) bit;
}

static void *
map_with_flags (const struct variant *variant, size_t length, int flags)
{
  int fd = variant_fd (variant);
  void *memory = map_with (variant, NULL, length, READ_WRITE, flags, fd, 0);
  int number = errno;

  release_fd (fd);
  errno = number;
  return memory;
}

/* The errno, or "mapped, zero", with every page read and written.  */
static void
observe_flags (const struct variant *variant, int flags)
{
  size_t length = PAGES * page_size ();

  observe_mapping (map_with_flags (variant, length, flags), length);
}

/* ---- Unknown bits ---- */

BEHAVIOUR (flags_unknown, EACH_OBJECT,
  .id = "flags.unknown",
  .title = "A flag that the system does not know is ignored",
  .faults = "dirty-with-flag flag-refused",
  .why = "Where it is ignored, trying a new flag does not tell whether it is there; FreeBSD and "
         "newer macOS refuse it with EINVAL.",
  .portable = "Look at what the flag does, not at whether it is taken.")
{
  observe_flags (variant, unknown_flag ());
}

BEHAVIOUR (flags_unknown_protection, EACH_OBJECT,
  .id = "flags.unknown-protection",
  .title = "A protection bit that the system does not know is ignored by mmap",
  .faults = "protection-unknown-refused",
  .why = "mprotect may refuse the same bit: programs that change from one to the other fail.",
  .portable = "Pass the four protections that POSIX has.")
{
  size_t length = PAGES * page_size ();
  int fd = variant_fd (variant);
  unsigned char *memory
    = map_with (variant, NULL, length, READ_WRITE | HIGHEST_BIT, 0, fd, 0);

  if ((void *) memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  observe ("mapped");
  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  observe_kept (memory, length);
  unmap (memory, length);
}

/* In a child: leaves what the parent looks for.  */
static int
child_writes (void *data)
{
  fill_pattern (data, page_size ());
  return 0;
}

BEHAVIOUR (flags_shared_validate, EACH_TECHNIQUE,
  .id = "flags.MAP_SHARED_VALIDATE",
  .title = "MAP_SHARED_VALIDATE is refused with EINVAL with the flag, and shares like MAP_SHARED "
           "of the device",
  .needs = "MAP_SHARED_VALIDATE",
  .faults = "fork-moves shared-empty-in-child shared-unmapped-in-child sharing-both-accepted "
            "sharing-both-refused",
  .why = "The kind of sharing that refuses flags it does not know was made for files alone; "
         "asterinas/asterinas PR 3353 is about the difference.",
  .portable = "MAP_SHARED for memory without a file.",
  .forks = 1)
{
  size_t size = page_size ();
  unsigned char *memory = map_with_flags (variant, size, FLAG_SHARED_VALIDATE);

  if ((void *) memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  in_child (child_writes, memory);
  observe (has_pattern (memory, size) ? "shared" : "private");
  unmap (memory, size);
}

BEHAVIOUR (flags_shared_validate_unknown, EACH_TECHNIQUE,
  .id = "flags.validate-unknown",
  .title = "MAP_SHARED_VALIDATE with an unknown flag is refused: EINVAL with the flag, EOPNOTSUPP "
           "of the device",
  .needs = "MAP_SHARED_VALIDATE",
  .faults = "flag-dropped flag-refused sharing-both-accepted sharing-both-refused",
  .why = "It is the way to ask whether a flag is known, and for memory without a file there is "
         "none.",
  .portable = "Look at what the flag does.")
{
  observe_flags (variant, FLAG_SHARED_VALIDATE | unknown_flag ());
}

/* ---- When memory is made ---- */

BEHAVIOUR (flags_noreserve, EACH_SHARING,
  .id = "flags.MAP_NORESERVE",
  .title = "MAP_NORESERVE is accepted, and the memory can be used and is 0",
  .needs = "MAP_NORESERVE",
  .faults = "dirty-with-flag flag-refused",
  .why = "Runtimes reserve terabytes by it; systems that never set swap aside have dropped the "
         "flag from their headers (FreeBSD), or ignore it.",
  .portable = "Use it where it is defined; reserve with PROT_NONE besides.")
{
  observe_flags (variant, FLAG_NORESERVE);
}

BEHAVIOUR (flags_populate, EACH_SHARING,
  .id = "flags.MAP_POPULATE",
  .title = "MAP_POPULATE is accepted, and every page is 0 and can be written",
  .needs = "MAP_POPULATE",
  .faults = "dirty-with-flag flag-refused",
  .why = "The pages are made by another path of the kernel than a fault's, before anybody looks.",
  .portable = "Write to each page instead, where it is not defined.")
{
  observe_flags (variant, FLAG_POPULATE);
}

BEHAVIOUR (flags_nonblock, EACH_SHARING,
  .id = "flags.MAP_NONBLOCK",
  .title = "MAP_NONBLOCK with MAP_POPULATE is accepted, and the memory is 0",
  .needs = "MAP_NONBLOCK MAP_POPULATE",
  .faults = "dirty-with-flag flag-refused",
  .why = "The one takes back what the other asks for; nothing may remain half done.",
  .portable = "Do without.")
{
  observe_flags (variant, FLAG_NONBLOCK | FLAG_POPULATE);
}

BEHAVIOUR (flags_prefault_read, EACH_SHARING,
  .id = "flags.MAP_PREFAULT_READ",
  .title = "MAP_PREFAULT_READ is accepted, and the memory is 0",
  .needs = "MAP_PREFAULT_READ",
  .faults = "dirty-with-flag flag-refused",
  .why = "FreeBSD's weaker relative of MAP_POPULATE.",
  .portable = "Read each page instead, where it is not defined.")
{
  observe_flags (variant, FLAG_PREFAULT_READ);
}

BEHAVIOUR (flags_locked, EACH_SHARING,
  .id = "flags.MAP_LOCKED",
  .title = "MAP_LOCKED is accepted within the limit on locked memory, and every page is 0",
  .needs = "MAP_LOCKED",
  .faults = "dirty-with-flag flag-refused",
  .why = "Keys and sound buffers must not be paged out; on Linux the flag is weaker than mlock, "
         "and both fail beyond RLIMIT_MEMLOCK.",
  .portable = "mlock after mmap, and look at its result.")
{
  observe_flags (variant, FLAG_LOCKED);
}

BEHAVIOUR (flags_wired, EACH_SHARING,
  .id = "flags.MAP_WIRED",
  .title = "MAP_WIRED is accepted within the limit on locked memory, and every page is 0",
  .needs = "MAP_WIRED",
  .faults = "dirty-with-flag flag-refused",
  .why = "NetBSD's name for MAP_LOCKED.",
  .portable = "mlock after mmap, and look at its result.")
{
  observe_flags (variant, FLAG_WIRED);
}

/* Of which the system has hardly ever any unless somebody set them aside: refused, or zero.  */
BEHAVIOUR (flags_hugetlb, EACH_SHARING,
  .id = "flags.MAP_HUGETLB",
  .title = "MAP_HUGETLB gives huge pages that are 0 if there are any free, else it is refused",
  .needs = "MAP_HUGETLB",
  .faults = "flag-refused",
  .why = "Huge pages come from a pool of their own and are cleared by code of their own; most "
         "machines have none, so the failure is what has to be handled.",
  .portable = "Map again without the flag when it fails, and let madvise ask for huge pages.")
{
  observe_flags (variant, FLAG_HUGETLB);
}

/* ---- What memory is for ---- */

BEHAVIOUR (flags_stack, EACH_SHARING,
  .id = "flags.MAP_STACK",
  .title = "MAP_STACK is accepted, and every page is 0 and can be written",
  .needs = "MAP_STACK",
  .faults = "dirty-with-flag flag-refused",
  .why = "OpenBSD wants it of every stack and refuses it shared; on FreeBSD it makes memory that "
         "grows; on Linux it does nothing, so that it is forgotten there.",
  .portable = "Set it where it is defined for memory that is to be a stack, private, and for no "
              "other.")
{
  observe_flags (variant, FLAG_STACK);
}

BEHAVIOUR (flags_growsdown, EACH_SHARING,
  .id = "flags.MAP_GROWSDOWN",
  .title = "MAP_GROWSDOWN is accepted for private memory, which is 0, and refused with EINVAL for "
           "shared",
  .needs = "MAP_GROWSDOWN",
  .faults = "dirty-with-flag flag-dropped flag-refused",
  .why = "How far such memory grows depends on what happens to lie below it; thread libraries gave "
         "it up for that.",
  .portable = "Map a stack in its full size, with a guard page.")
{
  observe_flags (variant, FLAG_GROWSDOWN);
}

BEHAVIOUR (flags_hassemaphore, EACH_SHARING,
  .id = "flags.MAP_HASSEMAPHORE",
  .title = "MAP_HASSEMAPHORE is accepted, and the memory is 0",
  .needs = "MAP_HASSEMAPHORE",
  .faults = "dirty-with-flag flag-refused",
  .why = "The BSDs and macOS define it; it was meant for processors that need telling.",
  .portable = "Do without.")
{
  observe_flags (variant, FLAG_HASSEMAPHORE);
}

BEHAVIOUR (flags_inherit, EACH_SHARING,
  .id = "flags.MAP_INHERIT",
  .title = "MAP_INHERIT is accepted, and the memory is 0",
  .needs = "MAP_INHERIT",
  .faults = "dirty-with-flag flag-refused",
  .why = "It was to keep a mapping across exec, and does so nowhere that is known.",
  .portable = "Pass a descriptor of shm_open through exec instead.")
{
  observe_flags (variant, FLAG_INHERIT);
}

/* ---- Where memory lies ---- */

BEHAVIOUR (flags_32bit, EACH_SHARING,
  .id = "flags.MAP_32BIT",
  .title = "MAP_32BIT maps below 2 GiB, and the memory is 0",
  .needs = "MAP_32BIT",
  .faults = "dirty-with-flag flag-dropped flag-refused",
  .why = "Compilers at run time keep pointers in 32 bits by it; it is a flag of x86-64 Linux and "
         "of FreeBSD, and not below 4 GiB as one would think.",
  .portable = "Try hints, and compare the address.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_with_flags (variant, length, FLAG_32BIT);

  if ((void *) memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  observe ((uintptr_t) memory <= INT32_MAX - length ? "mapped" : "moved");
  observe_zero (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (flags_aligned, EACH_SHARING,
  .id = "flags.MAP_ALIGNED",
  .title = "MAP_ALIGNED gives an address with the alignment that was asked for",
  .needs = "MAP_ALIGNED",
  .faults = "flag-dropped flag-refused",
  .why = "Allocators that find their header by masking an address need it; elsewhere they map too "
         "much and give back the ends.",
  .portable = "Map twice the size and unmap what is too much.")
{
  enum { TIMES = 6 };
  size_t length = PAGES * page_size ();
  unsigned char *memory;
  int bits = TIMES;

  while (((uintptr_t) page_size () >> (bits - TIMES)) > 1)
    bits++;
  memory = map_with_flags (variant, length, FLAG_ALIGNED (bits));
  if ((void *) memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  observe ((uintptr_t) memory % ((uintptr_t) 1 << bits) == 0 ? "aligned" : "unaligned");
  unmap (memory, length);
}

/* ---- Where memory is written to ---- */

BEHAVIOUR (flags_sync, EACH_SHARING,
  .id = "flags.MAP_SYNC",
  .title = "MAP_SYNC, which is for persistent memory, is ignored without a file",
  .needs = "MAP_SYNC",
  .faults = "dirty-with-flag flag-refused",
  .why = "A library for persistent memory that falls back to anonymous memory is not told that "
         "nothing persists.",
  .portable = "Ask for it with MAP_SHARED_VALIDATE, of a file.")
{
  observe_flags (variant, FLAG_SYNC);
}

BEHAVIOUR (flags_nosync, EACH_SHARING,
  .id = "flags.MAP_NOSYNC",
  .title = "MAP_NOSYNC is accepted, and the memory is 0",
  .needs = "MAP_NOSYNC",
  .faults = "dirty-with-flag flag-refused",
  .why = "On FreeBSD shared memory of a file is written back every half minute without it; memory "
         "without a file has nowhere to go.",
  .portable = "Set it where it is defined.")
{
  observe_flags (variant, FLAG_NOSYNC);
}

BEHAVIOUR (flags_nocore, EACH_SHARING,
  .id = "flags.MAP_NOCORE",
  .title = "MAP_NOCORE is accepted, and the memory is 0",
  .needs = "MAP_NOCORE",
  .faults = "dirty-with-flag flag-refused",
  .why = "Secrets are kept out of core files by it on FreeBSD and DragonFly, and by madvise on "
         "Linux.",
  .portable = "MAP_NOCORE, MAP_CONCEAL or MADV_DONTDUMP, whichever is defined.")
{
  observe_flags (variant, FLAG_NOCORE);
}

BEHAVIOUR (flags_conceal, EACH_SHARING,
  .id = "flags.MAP_CONCEAL",
  .title = "MAP_CONCEAL is accepted, and the memory is 0",
  .needs = "MAP_CONCEAL",
  .faults = "dirty-with-flag flag-refused",
  .why = "Secrets are kept out of core files by it on OpenBSD.",
  .portable = "MAP_NOCORE, MAP_CONCEAL or MADV_DONTDUMP, whichever is defined.")
{
  observe_flags (variant, FLAG_CONCEAL);
}

BEHAVIOUR (flags_droppable, EACH_TECHNIQUE,
  .id = "flags.MAP_DROPPABLE",
  .title = "MAP_DROPPABLE takes the place of MAP_PRIVATE with the flag, and is refused with EINVAL "
           "of the device",
  .needs = "MAP_DROPPABLE",
  .faults = "dirty-with-flag flag-dropped flag-refused sharing-neither-accepted",
  .why = "Memory that may be 0 again at any time is a third kind, made for the state of random "
         "number generators; to systems that do not know it, it is neither shared nor private.",
  .portable = "Map again with MAP_PRIVATE when it fails.")
{
  observe_flags (variant, FLAG_DROPPABLE);
}
