/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madvise and posix_madvise: the advice that is to change nothing, and what is refused.  */
#include "harness/harness.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGES = 3 };

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
  struct region region = region_new (variant, PAGES * page_size ());

  for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
    observe_result (advise (region.memory, region.length, hints[i]));
  observe_region (&region);
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
  struct region region = region_new (variant, PAGES * page_size ());

  observe_result (advise (region.memory, region.length, "MADV_WILLNEED"));
  observe_region (&region);
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
  observe_result (advise (memory, PAGES * page, "MADV_POPULATE_WRITE"));
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

  observe_result (madvise (memory, page_size (), INT_MAX));
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
  struct region region = region_new (variant, PAGES * page_size ());

  observe_result (advise (region.memory + 1, page_size (), "MADV_DONTNEED"));
  observe_region (&region);
}

BEHAVIOUR (advise_zero_length, ONE_PRIVATE,
  .id = "advise.zero-length",
  .title = "A length of 0 is accepted and discards nothing",
  .needs = "MADV_DONTNEED",
  .faults = "advice-zero-refused map-unaligned",
  .why = "Rounding inwards leaves nothing of a small block, and the call is made all the same.",
  .portable = "Do not make it: posix_madvise may refuse it.")
{
  struct region region = region_new (variant, PAGES * page_size ());

  observe_result (advise (region.memory, 0, "MADV_DONTNEED"));
  observe_region (&region);
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
  struct region region = region_new (variant, PAGES * page_size ());
  size_t page = page_size ();

  unmap (region.memory + page, page);
  observe_result (advise (region.memory, region.length, "MADV_DONTNEED"));
  observe_zero (region.memory, page);
  observe_zero (region.memory + 2 * page, page);
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
  struct region region = region_new (variant, PAGES * page_size ());

  observe_posix_advice (region.memory, region.length, POSIX_MADV_DONTNEED);
  observe_region (&region);
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
