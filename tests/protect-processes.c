/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protections and processes: what a child has of them, and what a process can give up.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>

#ifdef __linux__
# include <sys/prctl.h>
#endif

enum { READ_WRITE = PROT_READ | PROT_WRITE, READ_EXEC = PROT_READ | PROT_EXEC };

/* In a child: the errno of taking all access away from a page, or 0.  */
static int
child_protects (void *data)
{
  return mprotect (data, page_size (), PROT_NONE) == 0 ? 0 : errno;
}

BEHAVIOUR (protect_child_own, EACH_SHARING,
  .id = "protect.child-own",
  .title = "A child that takes access away from itself leaves it to its parent",
  .needs = "mprotect",
  .shall = "kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: the address space of the process",
  .faults = "fork-moves map-unaligned mprotect-refused-in-child private-unmapped-in-child "
            "shared-unmapped-in-child",
  .why = "Protections belong to the addresses of one process, even where the memory is shared.",
  .portable = "Nothing to mind where there is fork.",
  .forks = 1)
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);
  int number = in_child (child_protects, memory);

  if (number != 0)
    observe_errno (number);
  observe_writable (memory, size);
  unmap (memory, size);
}

/* In a child: the signal that reading a page raises, or 0.  */
static int
child_reads (void *data)
{
  return signal_of_read (data);
}

BEHAVIOUR (protect_inherited, EACH_SHARING,
  .id = "protect.inherited",
  .title = "What mprotect forbade the parent is forbidden to the child as well",
  .needs = "mprotect MMU",
  .shall = "SIGSEGV|SIGBUS",
  .shall_source = "POSIX.1-2024 fork, DESCRIPTION: memory mappings created in the parent shall be "
                  "retained in the child; mmap: no access where PROT_NONE alone has been set",
  .faults = "map-unaligned protection-lost-in-child protection-stays",
  .why = "A child that works on with the parent's stacks needs the guard pages, too.",
  .portable = "Nothing to mind where there is fork.",
  .forks = 1)
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);

  must_succeed (mprotect (memory, size, PROT_NONE));
  observe_access (in_child (child_reads, memory), "mapped");
  unmap (memory, size);
}

/* In a child: allows itself to write and does; the errno of failing, or 0.  */
static int
child_unlocks_and_writes (void *data)
{
  if (mprotect (data, page_size (), READ_WRITE) != 0)
    return errno;
  fill_pattern (data, page_size ());
  return 0;
}

BEHAVIOUR (protect_child_writes, EACH_SHARED,
  .id = "protect.child-writes",
  .title = "A child can make shared memory writable for itself, and a parent that may only read "
           "sees the writes",
  .needs = "mprotect MMU",
  .shall = "shared, SIGSEGV|shared, SIGBUS",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: the address space of the process; mmap: "
                  "write references shall change the underlying object",
  .faults = "fork-moves map-unaligned mprotect-refused-in-child protection-stays "
            "shared-empty-in-child shared-is-private shared-unmapped-in-child",
  .why = "One process writes and many read, protected from their own mistakes: protection is of "
         "the addresses, sharing of the memory.",
  .portable = "Rely on it where shared memory survives fork.",
  .forks = 1)
{
  size_t size = page_size ();
  unsigned char *memory = map_new (variant, size);
  int number;

  must_succeed (mprotect (memory, size, PROT_READ));
  number = in_child (child_unlocks_and_writes, memory);
  if (number != 0)
    observe_errno (number);
  observe (has_pattern (memory, size) ? "shared" : "private");
  observe_access (signal_of_write (memory), "changed");
  unmap (memory, size);
}

/* ---- A process that has given up to gain executable memory ---- */

/* For the rest of this test's process: it cannot be undone.  */
static void
refuse_exec_gain (void)
{
#ifdef PR_SET_MDWE
  if (prctl (PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0) == 0)
    return;
  observe_errno (errno);
  finish ();
#else
  cannot_find_out ("built without PR_SET_MDWE");
#endif
}

BEHAVIOUR (protect_mdwe_map, EACH_SHARING,
  .id = "protect.mdwe-map",
  .title = "After PR_SET_MDWE memory that is writable and executable is refused with EACCES",
  .needs = "PR_SET_MDWE",
  .faults = "write-exec-refused",
  .why = "Services are run this way to make injected code useless; a library that compiles at run "
         "time then fails inside a program that never asked for it.",
  .portable = "Take the refusal as one, whatever its errno.")
{
  size_t size = page_size ();

  refuse_exec_gain ();
  unmap (map_at (variant, NULL, size, READ_WRITE | PROT_EXEC, 0), size);
  observe ("mapped");
}

BEHAVIOUR (protect_mdwe_transition, EACH_SHARING,
  .id = "protect.mdwe-transition",
  .title = "After PR_SET_MDWE mprotect refuses with EACCES to make memory executable that was not",
  .needs = "PR_SET_MDWE mprotect",
  .faults = "map-unaligned mprotect-refuses-exec protection-stays",
  .why = "Writing first and making it executable afterwards is no way round.",
  .portable = "Take the refusal as one, whatever its errno.")
{
  size_t size = page_size ();
  unsigned char *memory = map_patterned (variant, size);

  refuse_exec_gain ();
  observe_result (mprotect (memory, size, READ_EXEC));
  unmap (memory, size);
}
