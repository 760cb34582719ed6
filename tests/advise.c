/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madvise and posix_madvise: which advice destroys, which does not, and what a child gets.  */
#include "harness/harness.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGES = 3 };

/* Ends the behaviour with the errno if the advice is refused.  */
static void
must_advise (void *address, size_t length, const char *advice)
{
  if (advise (address, length, advice) == 0)
    return;
  observe_errno (errno);
  finish ();
}

static void
observe_advice (void *address, size_t length, const char *advice)
{
  if (advise (address, length, advice) == 0)
    observe ("success");
  else
    observe_errno (errno);
}

/* What a child needs to know.  */
struct scene
{
  unsigned char *memory;
  size_t length;
};

static struct scene
open_scene (const struct variant *variant)
{
  struct scene scene = { .length = PAGES * page_size () };

  scene.memory = map_patterned (variant, scene.length);
  return scene;
}

static int
look (void *data)
{
  const struct scene *scene = data;

  return contents_of (scene->memory, scene->length);
}

/* ---- Discarding ---- */

static void
advise_all (const struct variant *variant, const char *advice)
{
  struct scene scene = open_scene (variant);

  must_advise (scene.memory, scene.length, advice);
  observe_contents (contents_of (scene.memory, scene.length));
}

BEHAVIOUR (advise_dontneed_private, EACH_PRIVATE,
  .id = "advise.dontneed-private",
  .title = "Private memory reads zero after madvise with MADV_DONTNEED",
  .needs = "MADV_DONTNEED",
  .faults = "advice-ignored advice-unmaps private-is-shared map-unaligned",
  .why = "Allocators written on Linux take it for a cheap memset; on the BSDs and macOS, and under "
         "qemu-user before 7.1, it is a mere hint and the old contents stay: a calloc that trusts "
         "it hands out old data.",
  .portable = "Map the range again with MAP_FIXED; MADV_DONTNEED promises zeros on Linux alone.")
{
  advise_all (variant, "MADV_DONTNEED");
}

BEHAVIOUR (advise_dontneed_shared, EACH_SHARED,
  .id = "advise.dontneed-shared",
  .title = "Shared memory keeps its contents after madvise with MADV_DONTNEED",
  .needs = "MADV_DONTNEED",
  .faults = "dontneed-destroys-shared advice-unmaps shared-is-private map-unaligned",
  .why = "The advice is about this process's use of the pages, and other processes use them too; "
         "who expects the zeros of the private case finds old data.",
  .portable = "To empty shared memory for all, write zeros; MADV_REMOVE does it on Linux.")
{
  advise_all (variant, "MADV_DONTNEED");
}

BEHAVIOUR (advise_dontneed_rounds_up, ONE_PRIVATE,
  .id = "advise.dontneed-rounds-up",
  .title = "MADV_DONTNEED for one byte discards the page it begins and no other",
  .needs = "MADV_DONTNEED",
  .faults = "advice-ignored advice-unmaps advice-hits-next-page private-is-shared map-unaligned",
  .why = "The length is rounded up to whole pages: an allocator that gives back the end of a block "
         "that is not a whole page loses what its neighbour has there.",
  .portable = "Round inwards, to the whole pages that are free, before giving advice.")
{
  struct scene scene = open_scene (variant);
  size_t page = page_size ();

  fill_pattern (scene.memory + 2 * page, page);
  must_advise (scene.memory + page, 1, "MADV_DONTNEED");
  observe_kept (scene.memory, page);
  observe_zero (scene.memory + page, page);
  observe_kept (scene.memory + 2 * page, page);
}

static int
discard_and_look (void *data)
{
  struct scene *scene = data;

  if (advise (scene->memory, scene->length, "MADV_DONTNEED") != 0)
    return CONTENTS_LOST;
  return look (data);
}

BEHAVIOUR (advise_dontneed_child, ONE_PRIVATE,
  .id = "advise.dontneed-in-child",
  .title = "A child that discards private memory leaves the parent its contents",
  .needs = "MADV_DONTNEED",
  .faults = "advice-ignored advice-unmaps private-is-shared private-unmapped-in-child fork-moves "
            "map-unaligned",
  .why = "A forked child that trims its heap must not trim its parent's, although the pages are "
         "the same ones until somebody writes.",
  .portable = "Nothing to mind where MADV_DONTNEED discards at all.",
  .forks = 1)
{
  struct scene scene = open_scene (variant);

  observe_contents (in_child (discard_and_look, &scene));
  observe_contents (contents_of (scene.memory, scene.length));
}

/* Gives advice that lets the system choose, page by page and at any moment, between what was there
   and zero.  Each page is of one byte, as fill_pattern made it.  */
static void
observe_freeing (const struct scene *scene)
{
  size_t page = page_size ();
  unsigned char was[PAGES];
  bool good = true;

  for (size_t i = 0; i < PAGES; i++)
    was[i] = scene->memory[i * page];
  if (advise (scene->memory, scene->length, "MADV_FREE") != 0)
    observe_errno (errno);
  for (size_t i = 0; i < PAGES; i++)
    {
      const unsigned char *bytes = scene->memory + i * page;
      int number = signal_of_read (bytes);

      if (number != 0)
        {
          observe_signal (number, (long) i);
          return;
        }
      good = good && (bytes[0] == was[i] || bytes[0] == 0);
      for (size_t j = 1; j < page; j++)
        good = good && bytes[j] == bytes[0];
    }
  observe (good ? "kept or zero" : "lost");
}

BEHAVIOUR (advise_free, ONE_PRIVATE,
  .id = "advise.free",
  .title = "After MADV_FREE each page of private memory still has its contents or is zero",
  .needs = "MADV_FREE",
  .faults = "free-garbles advice-unmaps private-is-shared map-unaligned",
  .why = "Allocators give free pages back by it and look at them again; a page that is half old "
         "and half zero, or somebody else's, would be corruption that no test finds.",
  .portable = "Treat the contents as undefined until written; the advice is not in POSIX.")
{
  struct scene scene = open_scene (variant);

  observe_freeing (&scene);
}

BEHAVIOUR (advise_free_written, ONE_PRIVATE,
  .id = "advise.free-then-written",
  .title = "What is written after MADV_FREE is kept",
  .needs = "MADV_FREE",
  .faults = "advice-unmaps free-write-protects private-is-shared map-unaligned",
  .why = "A page that is written again is in use again; a system that frees it all the same takes "
         "away live data under memory pressure only.",
  .portable = "Write before reading after MADV_FREE; no call is needed to take it back.")
{
  struct scene scene = open_scene (variant);
  int number;

  must_advise (scene.memory, scene.length, "MADV_FREE");
  number = signal_of_write (scene.memory);
  if (number != 0)
    {
      observe_signal (number, -1);
      return;
    }
  fill_pattern (scene.memory, scene.length);
  observe_kept (scene.memory, scene.length);
}

BEHAVIOUR (advise_free_shared, EACH_SHARED,
  .id = "advise.free-shared",
  .title = "MADV_FREE of shared memory is refused with EINVAL and changes nothing",
  .needs = "MADV_FREE",
  .faults = "free-shared-accepted shared-is-private",
  .why = "The BSDs accept it; an allocator over shared memory that relies on it grows without end "
         "on Linux, where nobody looks at the result of madvise.",
  .portable = "Check what madvise returns, and use it for private memory only.")
{
  struct scene scene = open_scene (variant);

  observe_freeing (&scene);
}

BEHAVIOUR (advise_remove_shared, EACH_SHARED,
  .id = "advise.remove-shared",
  .title = "Shared memory reads zero after MADV_REMOVE",
  .needs = "MADV_REMOVE",
  .faults = "advice-ignored advice-unmaps shared-is-private map-unaligned",
  .why = "The one advice that gives shared memory back to the system: virtual machines balloon "
         "with it, and read the pages again later as fresh ones.",
  .portable = "Write zeros where the advice is missing; that keeps the memory, but is right.")
{
  advise_all (variant, "MADV_REMOVE");
}

static int
remove_all (void *data)
{
  struct scene *scene = data;

  return advise (scene->memory, scene->length, "MADV_REMOVE") == 0 ? 0 : 1;
}

BEHAVIOUR (advise_remove_child, EACH_SHARED,
  .id = "advise.remove-in-child",
  .title = "Memory that a child empties with MADV_REMOVE is empty for the parent",
  .needs = "MADV_REMOVE",
  .faults = "advice-ignored shared-is-private shared-empty-in-child shared-unmapped-in-child "
            "fork-moves map-unaligned",
  .why = "It is the memory that is emptied, not the view of one process: unlike MADV_DONTNEED, it "
         "takes the data away from everybody.",
  .portable = "Make sure that no other process still needs the range.",
  .forks = 1)
{
  struct scene scene = open_scene (variant);

  if (in_child (remove_all, &scene) != 0)
    observe ("refused");
  observe_contents (contents_of (scene.memory, scene.length));
}

BEHAVIOUR (advise_remove_private, EACH_PRIVATE,
  .id = "advise.remove-private",
  .title = "MADV_REMOVE of private memory is refused and changes nothing",
  .needs = "MADV_REMOVE",
  .faults = "remove-private-accepted private-is-shared map-unaligned",
  .why = "There is no object behind the pages that could be emptied. Which errno says so depends "
         "on whether the mapping was made from /dev/zero.",
  .portable = "Use MADV_DONTNEED on Linux, or map the range again.")
{
  struct scene scene = open_scene (variant);

  observe_advice (scene.memory, scene.length, "MADV_REMOVE");
  observe_contents (contents_of (scene.memory, scene.length));
}

/* ---- What a child gets ---- */

BEHAVIOUR (advise_dontfork, EACH_SHARING,
  .id = "advise.dontfork",
  .title = "Memory with MADV_DONTFORK is not there in the child, and the parent keeps it",
  .needs = "MADV_DONTFORK",
  .faults = "advice-ignored advice-unmaps fork-advice-reaches-parent map-unaligned",
  .why = "Drivers that a device writes through need it, as RDMA libraries do: a child that had the "
         "page would make the parent's next write go to a copy.",
  .portable = "minherit with its mode for none on the BSDs and macOS.",
  .forks = 1)
{
  struct scene scene = open_scene (variant);

  must_advise (scene.memory, scene.length, "MADV_DONTFORK");
  observe_contents (in_child (look, &scene));
  observe_contents (contents_of (scene.memory, scene.length));
}

BEHAVIOUR (advise_dofork, EACH_SHARING,
  .id = "advise.dofork",
  .title = "MADV_DOFORK takes MADV_DONTFORK back",
  .needs = "MADV_DONTFORK",
  .faults = "fork-advice-sticks advice-unmaps private-empty-in-child shared-empty-in-child "
            "private-unmapped-in-child shared-unmapped-in-child fork-moves map-unaligned",
  .why = "A buffer that a device is done with goes back to the heap: were it still missing in "
         "children, they would crash in an allocator that knows nothing of devices.",
  .portable = "minherit with the mode that the mapping had first.",
  .forks = 1)
{
  struct scene scene = open_scene (variant);

  must_advise (scene.memory, scene.length, "MADV_DONTFORK");
  must_advise (scene.memory, scene.length, "MADV_DOFORK");
  observe_contents (in_child (look, &scene));
}

BEHAVIOUR (advise_wipeonfork, EACH_OBJECT,
  .id = "advise.wipeonfork",
  .title = "Private memory with MADV_WIPEONFORK is zero in the child and kept in the parent",
  .needs = "MADV_WIPEONFORK",
  .faults = "advice-ignored advice-unmaps fork-advice-reaches-parent wipe-any-accepted "
            "private-unmapped-in-child fork-moves shared-is-private private-is-shared "
            "map-unaligned",
  .why = "Random generators keep their state so, or parent and child would give the same numbers. "
         "It works for MAP_ANONYMOUS alone: a private mapping of /dev/zero is refused although it "
         "is the same kind of memory.",
  .portable = "minherit with its mode for zero on FreeBSD, OpenBSD and NetBSD; elsewhere compare "
              "getpid with a stored value, or pthread_atfork.",
  .forks = 1)
{
  struct scene scene = open_scene (variant);

  must_advise (scene.memory, scene.length, "MADV_WIPEONFORK");
  observe_contents (in_child (look, &scene));
  observe_contents (contents_of (scene.memory, scene.length));
}

/* The child writes, and its own child looks.  */
static int
write_and_fork (void *data)
{
  struct scene *scene = data;
  pid_t child;
  int status;

  if (contents_of (scene->memory, scene->length) == CONTENTS_GONE)
    return CONTENTS_GONE;
  fill_pattern (scene->memory, scene->length);
  child = fork ();
  if (child == 0)
    _exit (look (data));
  if (child == -1 || waitpid (child, &status, 0) != child || !WIFEXITED (status))
    return CONTENTS_LOST;
  return WEXITSTATUS (status);
}

BEHAVIOUR (advise_wipeonfork_grandchild, ONE_PRIVATE,
  .id = "advise.wipeonfork-grandchild",
  .title = "MADV_WIPEONFORK holds for the children of the child as well",
  .needs = "MADV_WIPEONFORK",
  .faults = "advice-ignored advice-unmaps wipe-first-generation-only private-unmapped-in-child "
            "fork-moves private-is-shared map-unaligned",
  .why = "A server forks workers that fork helpers; a secret that is wiped in the first generation "
         "only is known to the second.",
  .portable = "Give the advice again in each child where you cannot rely on it.",
  .forks = 2)
{
  struct scene scene = open_scene (variant);

  must_advise (scene.memory, scene.length, "MADV_WIPEONFORK");
  observe_contents (in_child (write_and_fork, &scene));
}

BEHAVIOUR (advise_keeponfork, ONE_PRIVATE,
  .id = "advise.keeponfork",
  .title = "MADV_KEEPONFORK takes MADV_WIPEONFORK back",
  .needs = "MADV_WIPEONFORK",
  .faults = "fork-advice-sticks advice-unmaps private-empty-in-child private-unmapped-in-child "
            "fork-moves private-is-shared map-unaligned",
  .why = "Pages of a secret's buffer are used for other data later, which children need.",
  .portable = "minherit with its mode for copies on the BSDs.",
  .forks = 1)
{
  struct scene scene = open_scene (variant);

  must_advise (scene.memory, scene.length, "MADV_WIPEONFORK");
  must_advise (scene.memory, scene.length, "MADV_KEEPONFORK");
  observe_contents (in_child (look, &scene));
}

/* ---- Hints ---- */

BEHAVIOUR (advise_hints, EACH_OBJECT,
  .id = "advise.hints-harmless",
  .title = "MADV_NORMAL, MADV_RANDOM and MADV_SEQUENTIAL are accepted and change no contents",
  .needs = "MADV_NORMAL",
  .faults = "hints-refused hints-destroy map-unaligned",
  .why = "They are for speed: a program that gives them must not have to think about contents.",
  .portable = "posix_madvise, with the names that begin with POSIX_.")
{
  static const char *const hints[] = { "MADV_RANDOM", "MADV_SEQUENTIAL", "MADV_NORMAL" };
  struct scene scene = open_scene (variant);

  for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
    observe_advice (scene.memory, scene.length, hints[i]);
  observe_contents (contents_of (scene.memory, scene.length));
}

BEHAVIOUR (advise_willneed, EACH_OBJECT,
  .id = "advise.willneed",
  .title = "MADV_WILLNEED of anonymous memory changes no contents",
  .needs = "MADV_NORMAL",
  .faults = "hints-destroy map-unaligned",
  .why = "A Linux kernel without swap refuses it with EBADF for memory without a file; who takes "
         "that for an error gives up a good mapping.",
  .portable = "Do not look at what a mere hint returns.")
{
  struct scene scene = open_scene (variant);

  observe_advice (scene.memory, scene.length, "MADV_WILLNEED");
  observe_contents (contents_of (scene.memory, scene.length));
}

BEHAVIOUR (advise_populate_write, EACH_SHARING,
  .id = "advise.populate-write",
  .title = "MADV_POPULATE_WRITE keeps what is there and makes the rest zero",
  .needs = "MADV_POPULATE_WRITE",
  .faults = "populate-destroys populate-refused dirty-last-byte dirty-middle-byte map-unaligned",
  .why = "It faults in as a write does and writes nothing: databases and virtual machines fill "
         "their memory with it while it is in use.",
  .portable = "Read and write back one byte of each page, if nobody else writes meanwhile.")
{
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, PAGES * page);

  fill_pattern (memory, page);
  observe_advice (memory, PAGES * page, "MADV_POPULATE_WRITE");
  observe_kept (memory, page);
  observe_zero (memory + page, (PAGES - 1) * page);
}

BEHAVIOUR (advise_collapse, EACH_SHARING,
  .id = "advise.collapse",
  .title = "MADV_COLLAPSE keeps what is there and makes the rest zero",
  .needs = "MADV_COLLAPSE",
  .faults = "collapse-destroys dirty-last-byte pages-alias",
  .why = "Pages that are copied into a huge one, among others that were never touched: each byte "
         "must come through. That it succeeds depends on free memory and is not asked.",
  .portable = "An optimization: ignore failures.")
{
  /* Holds a whole huge page of 2 MiB wherever it begins.  */
  enum { LENGTH = 4 * 1024 * 1024 };
  size_t page = page_size ();
  unsigned char *memory = map_new (variant, LENGTH);

  for (size_t i = 0; i + page <= LENGTH; i += LENGTH / 4)
    fill_pattern (memory + i, page);
  advise (memory, LENGTH, "MADV_COLLAPSE");
  for (size_t i = 0; i + page <= LENGTH; i += LENGTH / 4)
    {
      observe_kept (memory + i, page);
      memset (memory + i, 0, page);
    }
  observe_zero (memory, LENGTH);
}

/* ---- Errors ---- */

BEHAVIOUR (advise_unknown, ONE_PRIVATE,
  .id = "advise.unknown",
  .title = "An advice that nobody has defined is refused with EINVAL",
  .needs = "MADV_NORMAL",
  .faults = "advice-unknown-accepted",
  .why = "Programs try a new advice and fall back; a system that accepts all of them leaves the "
         "program to believe that its secrets are wiped.",
  .portable = "Try the advice once, and test its effect where safety depends on it.")
{
#ifdef HAVE_MADVISE
  unsigned char *memory = map_patterned (variant, page_size ());

  if (madvise (memory, page_size (), INT_MAX) == 0)
    observe ("success");
  else
    observe_errno (errno);
  observe_kept (memory, page_size ());
#endif
}

BEHAVIOUR (advise_unaligned, ONE_PRIVATE,
  .id = "advise.unaligned",
  .title = "An address inside a page is refused with EINVAL and nothing is discarded",
  .needs = "MADV_DONTNEED",
  .faults = "advice-unaligned-accepted",
  .why = "FreeBSD rounds down instead: where the advice destroys, that would take along what "
         "stands before the address.",
  .portable = "Round up to a page boundary first.")
{
  struct scene scene = open_scene (variant);

  observe_advice (scene.memory + 1, page_size (), "MADV_DONTNEED");
  observe_contents (contents_of (scene.memory, scene.length));
}

BEHAVIOUR (advise_zero_length, ONE_PRIVATE,
  .id = "advise.zero-length",
  .title = "A length of 0 is accepted and discards nothing",
  .needs = "MADV_DONTNEED",
  .faults = "advice-zero-refused map-unaligned",
  .why = "Rounding inwards leaves nothing of a small block, and the call is made all the same.",
  .portable = "Do not make it: posix_madvise may refuse it.")
{
  struct scene scene = open_scene (variant);

  observe_advice (scene.memory, 0, "MADV_DONTNEED");
  observe_contents (contents_of (scene.memory, scene.length));
}

BEHAVIOUR (advise_hole, ONE_PRIVATE,
  .id = "advise.hole",
  .title = "A range with a hole is ENOMEM, and the pages on both sides of it are discarded",
  .needs = "MADV_DONTNEED",
  .faults = "advice-hole-stops unmap-takes-whole unmap-does-nothing private-is-shared "
            "map-unaligned page-of-65536",
  .why = "The call fails and has done its work: who repeats it page by page after the error, or "
         "takes the data for kept, goes wrong.",
  .portable = "Give advice for what one mmap returned, never across.")
{
  struct scene scene = open_scene (variant);
  size_t page = page_size ();

  unmap (scene.memory + page, page);
  observe_advice (scene.memory, scene.length, "MADV_DONTNEED");
  observe_zero (scene.memory, page);
  observe_zero (scene.memory + 2 * page, page);
}

/* ---- posix_madvise ---- */

#ifdef HAVE_POSIX_MADVISE
/* It returns its error.  */
static void
observe_posix_advice (void *address, size_t length, int advice)
{
  int number = posix_madvise (address, length, advice);

  if (number == 0)
    observe ("success");
  else
    observe_errno (number);
}
#endif

BEHAVIOUR (advise_posix_dontneed, EACH_SHARING,
  .id = "advise.posix-dontneed",
  .title = "posix_madvise with POSIX_MADV_DONTNEED keeps the contents, private or shared",
  .needs = "posix_madvise",
  .shall = "success, kept",
  .shall_source = "POSIX.1-2024 posix_madvise, DESCRIPTION (no effect on the semantics of access)",
  .faults = "posix-dontneed-destroys",
  .why = "The name is that of Linux's destructive advice and the meaning is not: before glibc 2.6 "
         "it was handed on to the kernel and data were lost.",
  .portable = "Rely on it, and never take it for a way to get zeros.")
{
#ifdef HAVE_POSIX_MADVISE
  struct scene scene = open_scene (variant);

  observe_posix_advice (scene.memory, scene.length, POSIX_MADV_DONTNEED);
  observe_contents (contents_of (scene.memory, scene.length));
#endif
}

BEHAVIOUR (advise_posix_unknown, ONE_PRIVATE,
  .id = "advise.posix-unknown",
  .title = "posix_madvise returns EINVAL for an advice that is none",
  .needs = "posix_madvise",
  .shall = "EINVAL",
  .shall_source = "POSIX.1-2024 posix_madvise, ERRORS: EINVAL, the value of advice is invalid",
  .faults = "posix-advice-unknown-accepted",
  .why = "It returns the number and leaves errno alone: who looks at errno sees an older error.",
  .portable = "Compare what it returns with 0.")
{
#ifdef HAVE_POSIX_MADVISE
  unsigned char *memory = map_new (variant, page_size ());

  observe_posix_advice (memory, page_size (), INT_MAX);
#endif
}
