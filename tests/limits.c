/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where memory ends: limits of the process, addresses beyond 4 GiB, memory that is reserved and not
   used, many mappings, huge pages, and zeros from pages that were just in use.  */
#include "harness/harness.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>
#endif

/* Where the system has no such flag, reserving is what it does, or does not do, by itself.  */
#ifdef MAP_NORESERVE
enum { NO_RESERVE = MAP_NORESERVE };
#else
enum { NO_RESERVE = 0 };
#endif

/* ---- Limits, set in a child, which alone has them ---- */

#ifdef HAVE_SETRLIMIT
/* What a child found, as its exit status: an errno, or one of these.  */
enum { FOUND_GOOD = 0, FOUND_BAD = 98, FOUND_OTHER = 99 };

struct scene
{
  const struct variant *variant;
  unsigned char *memory;
  size_t length;
  int fd;
  int resource;
  rlim_t limit;
};

static int
status_of_errno (void)
{
  return errno < FOUND_BAD ? errno : FOUND_OTHER;
}

static int
set_limit (const struct scene *scene)
{
  struct rlimit limit;

  if (getrlimit (scene->resource, &limit) != 0)
    return -1;
  limit.rlim_cur = scene->limit;
  return setrlimit (scene->resource, &limit);
}

static int
map_within_limit (void *data)
{
  struct scene *scene = data;
  void *memory;

  if (set_limit (scene) != 0)
    return FOUND_OTHER;
  memory = map_with (scene->variant, NULL, scene->length, PROT_READ | PROT_WRITE, 0, scene->fd, 0);
  if (memory == MAP_FAILED)
    return status_of_errno ();
  return contents_of (memory, scene->length) == CONTENTS_ZERO ? FOUND_GOOD : FOUND_BAD;
}

static int
use_within_limit (void *data)
{
  struct scene *scene = data;

  if (set_limit (scene) != 0 || !touch_pages (scene->memory, scene->length)
      || !has_pattern (scene->memory, scene->length))
    return FOUND_BAD;
  return munmap (scene->memory, scene->length) == 0 ? FOUND_GOOD : status_of_errno ();
}

static int
protect_within_limit (void *data)
{
  struct scene *scene = data;
  void *memory;

  if (set_limit (scene) != 0)
    return FOUND_OTHER;
  memory = map_with (scene->variant, NULL, scene->length, PROT_NONE, 0, scene->fd, 0);
  if (memory == MAP_FAILED)
    return FOUND_BAD;
  return mprotect (memory, scene->length, PROT_READ | PROT_WRITE) == 0 ? FOUND_GOOD
                                                                       : status_of_errno ();
}

/* Asks a child, with a limit of so many bytes; GOOD is what it is called that all went well.  */
static void
observe_limited (struct scene *scene, int (*body) (void *data), const char *good)
{
  int status = in_child (body, scene);

  if (status == FOUND_GOOD)
    observe (good);
  else if (status == FOUND_BAD)
    observe ("lost");
  else if (status == FOUND_OTHER)
    cannot_find_out ("no limit");
  else
    observe_errno (status);
}
#endif

BEHAVIOUR (limits_address_space, EACH_SHARING,
  .id = "limits.address-space",
  .title = "mmap beyond RLIMIT_AS fails with ENOMEM",
  .needs = "RLIMIT_AS",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 getrlimit, DESCRIPTION, RLIMIT_AS: mmap shall fail with ENOMEM",
  .faults = "limit-ignored",
  .why = "Batch systems and ulimit -v set it; programs that reserve much and use little, as Go, "
         "Java and AddressSanitizer do, do not start then.",
  .portable = "Try a smaller reservation when a large one is refused.",
  .forks = 1)
{
#if defined HAVE_SETRLIMIT && defined RLIMIT_AS
  struct scene scene = { variant, NULL, page_size (), variant_fd (variant), RLIMIT_AS, 0 };

  observe_limited (&scene, map_within_limit, "mapped");
  release_fd (scene.fd);
#endif
}

BEHAVIOUR (limits_address_space_kept, EACH_SHARING,
  .id = "limits.address-space-kept",
  .title = "What is mapped already can be used and unmapped below a limit that it exceeds",
  .needs = "RLIMIT_AS",
  .faults = "private-empty-in-child shared-empty-in-child private-unmapped-in-child "
            "shared-unmapped-in-child fork-moves",
  .why = "A limit that is lowered while the program runs must not take anything away, and what "
         "frees memory must go on working.",
  .portable = "Nothing special.",
  .forks = 1)
{
#if defined HAVE_SETRLIMIT && defined RLIMIT_AS
  struct scene scene = { variant, NULL, 2 * page_size (), -1, RLIMIT_AS, 0 };

  scene.memory = map_patterned (variant, scene.length);
  observe_limited (&scene, use_within_limit, "success");
#endif
}

BEHAVIOUR (limits_data, EACH_SHARING,
  .id = "limits.data",
  .title = "Private memory beyond RLIMIT_DATA is refused with ENOMEM; shared memory does not count",
  .needs = "RLIMIT_DATA",
  .faults = "limit-ignored limit-counts-shared dirty-first-byte dirty-last-byte",
  .why = "Since Linux 4.7, and always on OpenBSD, the limit is about mmap as well as about brk: an "
         "allocator that goes from one to the other does not escape it.",
  .portable = "Expect ENOMEM from mmap at any time.",
  .forks = 1)
{
#if defined HAVE_SETRLIMIT && defined RLIMIT_DATA
  /* Linux takes a limit of 0 for none, for the sake of valgrind.  */
  struct scene scene = { variant, NULL, 2 * page_size (), variant_fd (variant), RLIMIT_DATA, 0 };

  scene.limit = page_size ();
  observe_limited (&scene, map_within_limit, "mapped");
  release_fd (scene.fd);
#endif
}

BEHAVIOUR (limits_data_protected, ONE_PRIVATE,
  .id = "limits.data-protected",
  .title = "Memory without access counts against RLIMIT_DATA only once mprotect makes it writable",
  .needs = "RLIMIT_DATA mprotect",
  .faults = "limit-ignored protection-stays dirty-protected protection-ignored "
            "mprotect-unmapped-accepted",
  .why = "Reserving is free and committing is not: the refusal then comes from mprotect, where few "
         "programs look for it.",
  .portable = "Check what mprotect returns.",
  .forks = 1)
{
#if defined HAVE_SETRLIMIT && defined RLIMIT_DATA
  struct scene scene = { variant, NULL, 2 * page_size (), variant_fd (variant), RLIMIT_DATA, 0 };

  scene.limit = page_size ();
  observe_limited (&scene, protect_within_limit, "success");
  release_fd (scene.fd);
#endif
}

/* ---- Much address space ---- */

/* What unsigned 32-bit arithmetic makes 0 of.  */
#define FOUR_GIB ((uintmax_t) 1 << 32)

/* Ends the behaviour with the errno if so much cannot be mapped.  */
static unsigned char *
map_much (const struct variant *variant, uintmax_t length, int protection, int extra_flags)
{
  int fd = variant_fd (variant);
  void *memory = map_with (variant, NULL, (size_t) length, protection, extra_flags, fd, 0);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  observe ("mapped");
  return memory;
}

BEHAVIOUR (limits_beyond_4gib, EACH_SHARING,
  .id = "limits.beyond-4gib",
  .title = "Pages that are 4 GiB apart in one mapping are different memory, zero at first",
  .needs = "4GiB",
  .faults = "pages-alias-far length-32-bits flag-refused",
  .why = "A length or an offset that passes through 32 bits somewhere, in a library, an emulator "
         "or a file system of the kernel, gives a short mapping or the same page twice.",
  .portable = "size_t and off_t throughout.")
{
  size_t page = page_size ();
  uintmax_t length = FOUR_GIB + 2 * page;
  unsigned char *memory = map_much (variant, length, PROT_READ | PROT_WRITE, NO_RESERVE);
  unsigned char *beyond = memory + (size_t) FOUR_GIB;

  if (!touch_pages (beyond, 2 * page))
    return;
  fill_pattern (memory, page);
  observe_zero (beyond, 2 * page);
  fill_pattern (beyond, 2 * page);
  memset (memory, 0, page);
  observe_kept (beyond, 2 * page);
  munmap (memory, (size_t) length);
}

BEHAVIOUR (limits_reserve, ONE_PRIVATE,
  .id = "limits.reserve",
  .title = "64 GiB without access can be reserved, and a page in the middle be made readable and "
           "zero",
  .needs = "4GiB mprotect MMU",
  .faults = "protection-ignored protection-stays dirty-protected mprotect-takes-whole",
  .why = "Go, Java, V8 and AddressSanitizer reserve far more than there is and commit as they go. "
         "Where reserving counts as using, they do not start.",
  .portable = "PROT_NONE, private, and mprotect a piece at a time; MAP_NORESERVE besides does no "
              "harm.")
{
  uintmax_t length = 16 * FOUR_GIB;
  unsigned char *memory = map_much (variant, length, PROT_NONE, 0);
  unsigned char *middle = memory + (size_t) (length / 2);
  int number = signal_of_read (middle);

  if (number != 0)
    observe_signal (number, -1);
  if (mprotect (middle, page_size (), PROT_READ | PROT_WRITE) != 0)
    {
      observe_errno (errno);
      return;
    }
  observe_zero (middle, page_size ());
  munmap (memory, (size_t) length);
}

/* ---- Many mappings, huge pages, used pages ---- */

BEHAVIOUR (limits_many, EACH_SHARING,
  .id = "limits.many-mappings",
  .title = "A hundred mappings of a page each are zero and apart from each other",
  .needs = "mprotect",
  .faults = "dirty-first-byte dirty-last-byte map-unaligned map-at-zero mprotect-loses",
  .why = "An allocator without a heap, and emulators that keep a table of mappings: a table that "
         "is full has to say so, not to give out the last page twice.",
  .portable = "Map large pieces; systems limit the number of mappings (65530 on Linux).")
{
  enum { MAPPINGS = 100 };
  unsigned char *memory[MAPPINGS];
  size_t page = page_size ();
  bool kept = true;

  for (size_t i = 0; i < MAPPINGS; i++)
    {
      memory[i] = map_new (variant, page);
      observe_zero (memory[i], page);
      /* Neighbours that differ are not made one mapping; nor are any where nothing protects.  */
      if (i % 2 == 1 && mprotect (memory[i - 1], page, PROT_READ) != 0 && errno != ENOSYS)
        cannot_find_out ("mprotect failed");
      memory[i][0] = (unsigned char) (i + 1);
    }
  for (size_t i = 0; i < MAPPINGS; i++)
    kept = kept && memory[i][0] == (unsigned char) (i + 1);
  observe (kept ? "kept" : "lost");
}

BEHAVIOUR (limits_huge_pages, EACH_SHARING,
  .id = "limits.huge-pages-zero",
  .title = "Memory that is advised to be of huge pages is zero beside the few bytes written",
  .needs = "MADV_HUGEPAGE",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte pages-alias",
  .why = "One touch brings two megabytes, cleared by other code than a small page is.",
  .portable = "Rely on it.")
{
  /* Holds a whole huge page of 2 MiB wherever it begins.  */
  enum { LENGTH = 4 * 1024 * 1024, TOUCHES = 4 };
  unsigned char *memory = map_new (variant, LENGTH);

  /* That it is refused, for shared memory or for all, is as good: the question is about zeros.  */
  advise (memory, LENGTH, "MADV_HUGEPAGE");
  for (size_t i = 0; i < LENGTH; i += LENGTH / TOUCHES)
    memory[i + 1] = 1;
  for (size_t i = 0; i < LENGTH; i += LENGTH / TOUCHES)
    {
      observe (memory[i + 1] == 1 ? "kept" : "lost");
      memory[i + 1] = 0;
    }
  observe_zero (memory, LENGTH);
}

BEHAVIOUR (limits_pressure, EACH_SHARING,
  .id = "limits.zero-under-pressure",
  .title = "Memory is zero each time when it is taken and given back again and again",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte dirty-recycled",
  .why = "The pages that come are the ones that were just given back, full of data: the free lists "
         "of a system are what leaks, not the first map after its start.",
  .portable = "Rely on it.")
{
  /* So many pieces at a time, of which the oldest goes when the next one comes.  */
  enum { PIECES = 4, ROUNDS = 6, LENGTH = 128 * 1024 };
  unsigned char *memory[PIECES] = { NULL };

  for (int i = 0; i < ROUNDS * PIECES; i++)
    {
      unsigned char **piece = &memory[i % PIECES];

      if (*piece != NULL)
        unmap (*piece, LENGTH);
      *piece = map_new (variant, LENGTH);
      observe_zero (*piece, LENGTH);
      fill_pattern (*piece, LENGTH);
    }
}
