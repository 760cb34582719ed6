/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protections: which a mapping can have, what an access against them does, and what mprotect makes
   of them later.  */
#include "harness/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __linux__
# include <sys/prctl.h>
#endif

#include "harness/flags.h"

enum { READ_WRITE = PROT_READ | PROT_WRITE, READ_EXEC = PROT_READ | PROT_EXEC, PAGES = 3 };

/* The highest bit of an int that is not its sign: no system gives it a meaning.  */
#define UNKNOWN_BIT (INT_MAX - INT_MAX / 2)

/* Maps LENGTH bytes with PROTECTION; observes the errno of a failure and ends the behaviour.  */
static unsigned char *
map_protected (const struct variant *variant, size_t length, int protection, int extra_flags)
{
  int fd = variant_fd (variant);
  void *memory = map_with (variant, NULL, length, protection, extra_flags, fd, 0);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  return memory;
}

/* The same with read and write access, and something in each page: each page begins a pattern of
   its own, so that pages can be compared one by one.  */
static unsigned char *
map_filled (const struct variant *variant, size_t pages)
{
  unsigned char *memory = map_new (variant, pages * page_size ());

  if (!touch_pages (memory, pages * page_size ()))
    finish ();
  for (size_t i = 0; i < pages; i++)
    fill_pattern (memory + i * page_size (), page_size ());
  return memory;
}

/* Observes "success", or the errno and false.  */
static bool
observe_protect (void *address, size_t length, int protection)
{
  if (mprotect (address, length, protection) != 0)
    {
      observe_errno (errno);
      return false;
    }
  observe ("success");
  return true;
}

/* mprotect where success is not what the behaviour is about.  */
static void
protect (void *address, size_t length, int protection)
{
  if (mprotect (address, length, protection) != 0)
    {
      observe_errno (errno);
      finish ();
    }
}

/* The signal of an access, or what was possible without one.  */
static void
observe_access (int number, const char *possible)
{
  if (number != 0)
    observe_signal (number, -1);
  else
    observe (possible);
}

/* That memory can be written, and then holds what was written.  */
static void
observe_writable (unsigned char *memory, size_t length)
{
  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  observe_kept (memory, length);
}

/* ---- What mmap gives ---- */

BEHAVIOUR (protect_none_read, EACH_OBJECT,
  .id = "protect.none-read",
  .title = "Reading memory mapped with PROT_NONE raises SIGSEGV",
  .needs = "MMU",
  .shall = "SIGSEGV|SIGBUS",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: no access where PROT_NONE alone has been set",
  .faults = "protection-ignored",
  .why = "Guard pages are made of it. Handlers that recover from a hit one are written for one "
         "signal: SIGSEGV here, SIGBUS on macOS.",
  .portable = "Catch SIGSEGV and SIGBUS, both.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, PROT_NONE, 0);

  for (size_t i = 0; i < length; i += page_size ())
    observe_access (signal_of_read (memory + i), "mapped");
  observe_access (signal_of_read (memory + length - 1), "mapped");
  unmap (memory, length);
}

BEHAVIOUR (protect_none_write, EACH_OBJECT,
  .id = "protect.none-write",
  .title = "Writing memory mapped with PROT_NONE raises SIGSEGV",
  .needs = "MMU",
  .shall = "SIGSEGV|SIGBUS",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: no access where PROT_NONE alone has been set",
  .faults = "protection-ignored",
  .why = "A stack that overflows writes first.",
  .portable = "Catch SIGSEGV and SIGBUS, both.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, PROT_NONE, 0);

  for (size_t i = 0; i < length; i += page_size ())
    observe_access (signal_of_write (memory + i), "mapped");
  observe_access (signal_of_write (memory + length - 1), "mapped");
  unmap (memory, length);
}

BEHAVIOUR (protect_read_only, EACH_OBJECT,
  .id = "protect.read-only",
  .title = "Memory mapped with PROT_READ alone reads 0, and raises SIGSEGV when it is written",
  .needs = "MMU",
  .shall = "zero, SIGSEGV|zero, SIGBUS",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: no write shall succeed where PROT_WRITE has not "
                  "been set; initialized to all bits zero",
  .faults = "write-protection-ignored",
  .why = "Pages of zeros to read from cost nothing on most systems; write barriers of garbage "
         "collectors live by the signal.",
  .portable = "Catch SIGSEGV and SIGBUS, both.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, PROT_READ, 0);

  observe_zero (memory, length);
  for (size_t i = 0; i < length; i += page_size ())
    observe_access (signal_of_write (memory + i), "mapped");
  unmap (memory, length);
}

BEHAVIOUR (protect_write_alone, EACH_OBJECT,
  .id = "protect.write-alone",
  .title = "Memory mapped with PROT_WRITE alone can be written, and read as well",
  .shall = "kept|SIGSEGV|SIGBUS",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: PROT_WRITE shall be supported; other accesses "
                  "may be permitted",
  .faults = "write-alone-refused",
  .why = "Few processors have pages that can be written and not read, so the mistake of leaving "
         "PROT_READ out shows on those few alone.",
  .portable = "Ask for PROT_READ and PROT_WRITE.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, PROT_WRITE, 0);
  volatile unsigned char *bytes = memory;
  bool kept = true;
  int number = 0;

  /* By stores alone: memset of some processors copies from byte to byte, and so reads.  */
  for (size_t i = 0; i < length && number == 0; i += page_size ())
    number = signal_of_write (memory + i);
  for (size_t i = 0; i < length && number == 0; i += page_size ())
    {
      number = signal_of_read (memory + i);
      kept = kept && number == 0 && bytes[i] == 1;
    }
  if (number != 0)
    observe_signal (number, -1);
  else
    observe (kept ? "kept" : "lost");
  unmap (memory, length);
}

BEHAVIOUR (protect_exec_alone, EACH_OBJECT,
  .id = "protect.exec-alone",
  .title = "Memory can be mapped with PROT_EXEC alone; whether it can be read depends on the "
           "processor",
  .faults = "exec-refused",
  .why = "Code that nobody can read is harder to attack. Where the processor has no such pages, "
         "reading goes through, so it is no place for secrets.",
  .portable = "Rely on neither.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, PROT_EXEC, 0);

  observe ("mapped");
  observe_zero (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (protect_read_exec, EACH_OBJECT,
  .id = "protect.read-exec",
  .title = "Memory can be mapped with PROT_READ and PROT_EXEC",
  .faults = "exec-refused",
  .why = "The first half of a compiler at run time that never has memory writable and executable "
         "at a time; of /dev/zero it is refused where /dev is mounted noexec "
         "(russellallen/self #157).",
  .portable = "MAP_ANONYMOUS, not the device.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, READ_EXEC, 0);

  observe ("mapped");
  observe_zero (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (protect_read_write_exec, EACH_OBJECT,
  .id = "protect.read-write-exec",
  .title = "Memory can be mapped readable, writable and executable all at once",
  .faults = "write-exec-refused",
  .why = "OpenBSD, NetBSD and hardened Linux refuse it, and every compiler at run time learns it "
         "there: herumi/xbyak #218, unicorn-engine/unicorn #679, google/syzkaller PR 705, "
         "WebAssembly/wabt PR 2280.",
  .portable = "Write with PROT_READ and PROT_WRITE, then mprotect to PROT_READ and PROT_EXEC.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, READ_WRITE | PROT_EXEC, 0);

  observe ("mapped");
  observe_writable (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (protect_jit, ONE_PRIVATE,
  .id = "protect.jit",
  .title = "With MAP_JIT memory can be mapped readable, writable and executable at once",
  .needs = "MAP_JIT",
  .faults = "write-exec-refused",
  .why = "macOS allows such memory with this flag only, to programs that are entitled to it; on "
         "Apple silicon it is then writable or executable by thread.",
  .portable = "Add the flag where it is defined, and be ready for a refusal.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory
    = map_protected (variant, length, READ_WRITE | PROT_EXEC, FLAG_JIT);

  observe ("mapped");
  observe_access (signal_of_read (memory), "zero");
  unmap (memory, length);
}

/* ---- What mprotect makes of it ---- */

BEHAVIOUR (protect_to_read_only, EACH_SHARING,
  .id = "protect.to-read-only",
  .title = "mprotect to PROT_READ keeps what was written, and a write then raises SIGSEGV",
  .needs = "mprotect MMU",
  .shall = "success, kept, SIGSEGV|success, kept, SIGBUS",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: no write shall succeed where PROT_WRITE has "
                  "not been set",
  .faults = "map-unaligned mprotect-loses protection-stays",
  .why = "Tables that are made once and read ever after are sealed this way.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  if (observe_protect (memory, PAGES * size, PROT_READ))
    {
      for (size_t i = 0; i < PAGES; i++)
        observe_kept (memory + i * size, size);
      for (size_t i = 0; i < PAGES; i++)
        observe_access (signal_of_write (memory + i * size), "changed");
    }
  unmap (memory, PAGES * size);
}

BEHAVIOUR (protect_from_read_only, EACH_OBJECT,
  .id = "protect.from-read-only",
  .title = "Memory mapped with PROT_READ can be made writable by mprotect",
  .needs = "mprotect",
  .shall = "success, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: the access protections shall be changed to "
                  "those specified; PROT_READ with PROT_WRITE shall be supported",
  .faults = "mprotect-refuses-write protection-stays",
  .why = "Some systems let a mapping keep the largest protection it was made with; for anonymous "
         "memory there is no such limit unless the program sets one.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_protected (variant, length, PROT_READ, 0);

  if (observe_protect (memory, length, READ_WRITE))
    observe_writable (memory, length);
  unmap (memory, length);
}

BEHAVIOUR (protect_none_and_back, EACH_SHARING,
  .id = "protect.none-and-back",
  .title = "Memory that was PROT_NONE for a while still holds what was written before",
  .needs = "mprotect MMU",
  .shall = "SIGSEGV, kept|SIGBUS, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: no access where PROT_NONE alone has been "
                  "set; it changes protections, not contents",
  .faults = "map-unaligned mprotect-loses protection-stays",
  .why = "Debugging allocators and snapshots lock pages away for a time; those who want the memory "
         "given back as well find that it is not.",
  .portable = "Rely on it; use MAP_FIXED or madvise to give memory back.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  protect (memory, PAGES * size, PROT_NONE);
  for (size_t i = 0; i < PAGES; i++)
    observe_access (signal_of_read (memory + i * size), "mapped");
  protect (memory, PAGES * size, READ_WRITE);
  for (size_t i = 0; i < PAGES; i++)
    observe_kept (memory + i * size, size);
  unmap (memory, PAGES * size);
}

BEHAVIOUR (protect_part, EACH_SHARING,
  .id = "protect.part",
  .title = "mprotect of the middle page leaves the pages on both sides as they were",
  .needs = "mprotect MMU",
  .shall = "success, SIGSEGV, kept|success, SIGBUS, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: those whole pages containing any part of "
                  "the range",
  .faults = "map-unaligned mprotect-takes-whole protection-stays",
  .why = "One mapping becomes three; where a layer keeps one protection a mapping, the neighbours "
         "change with it.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  if (observe_protect (memory + size, size, PROT_NONE))
    observe_access (signal_of_read (memory + size), "mapped");
  observe_writable (memory, size);
  observe_writable (memory + 2 * size, size);
  unmap (memory, PAGES * size);
}

BEHAVIOUR (protect_short_length, EACH_SHARING,
  .id = "protect.short-length",
  .title = "mprotect of one byte changes the whole page that it is in, and no more",
  .needs = "mprotect MMU",
  .shall = "success, SIGSEGV, kept|success, SIGBUS, kept",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: those whole pages containing any part of "
                  "the range",
  .faults = "map-unaligned mprotect-takes-whole protection-stays",
  .why = "Who protects an object protects its neighbours in the page; who believes otherwise gets "
         "a signal where nothing was protected.",
  .portable = "Give each protected object pages of its own.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 2);

  if (observe_protect (memory, 1, PROT_NONE))
    observe_access (signal_of_read (memory + size - 1), "mapped");
  observe_writable (memory + size, size);
  unmap (memory, 2 * size);
}

/* Two pages of another kind of sharing from ADDRESS on; "moved" ends the behaviour.  */
static void
put_two_pages (unsigned char *address, int sharing)
{
  struct variant kind = { "", SHARING_NONE, TECHNIQUE_MAP_ANONYMOUS };
  void *memory
    = map_with (&kind, address, 2 * page_size (), READ_WRITE, sharing | MAP_FIXED, -1, 0);

  if (memory == MAP_FAILED)
    observe_errno (errno);
  else if (memory != address)
    observe ("moved");
  if (memory != address)
    finish ();
}

BEHAVIOUR (protect_across_mappings, ONE_PRIVATE,
  .id = "protect.across-mappings",
  .title = "One mprotect can reach from a private into a shared mapping beside it",
  .needs = "mprotect MMU",
  .shall = "success, SIGSEGV, kept|success, SIGBUS, kept|EINVAL|ENOTSUP",
  .shall_source = "POSIX.1-2024 mprotect, DESCRIPTION: those whole pages of the address space "
                  "containing any part of the range; mmap: support of MAP_FIXED is "
                  "implementation-defined",
  .faults = "fixed-ignored mprotect-stops protection-stays",
  .why = "The range is of addresses, not of mappings; emulators that take it for a part of one "
         "mapping do half of the work.",
  .portable = "Rely on it where mprotect exists.")
{
  size_t size = page_size ();
  unsigned char *memory = map_protected (variant, 4 * size, PROT_NONE, 0);

  unmap (memory, 4 * size);
  put_two_pages (memory, MAP_PRIVATE);
  put_two_pages (memory + 2 * size, MAP_SHARED);
  if (observe_protect (memory + size, 2 * size, PROT_NONE))
    {
      observe_access (signal_of_read (memory + size), "mapped");
      observe_access (signal_of_read (memory + 2 * size), "mapped");
    }
  observe_writable (memory, size);
  observe_writable (memory + 3 * size, size);
  unmap (memory, 4 * size);
}

BEHAVIOUR (protect_unmapped, EACH_SHARING,
  .id = "protect.unmapped",
  .title = "mprotect of pages that are not mapped is refused with ENOMEM",
  .needs = "mprotect",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mprotect, ERRORS: ENOMEM, pages which are not mapped",
  .faults = "map-unaligned mprotect-unmapped-accepted unmap-does-nothing",
  .why = "It is the cheapest way to ask whether an address is mapped; older systems had EFAULT, "
         "EINVAL or success.",
  .portable = "Take any failure for a no.")
{
  size_t length = PAGES * page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  unmap (memory, length);
  observe_protect (memory, length, PROT_READ);
}

BEHAVIOUR (protect_hole, EACH_SHARING,
  .id = "protect.hole",
  .title = "mprotect of a range with a hole is refused with ENOMEM, too",
  .needs = "mprotect",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mprotect, ERRORS: ENOMEM, one or more pages which are not mapped",
  .faults = "map-unaligned mprotect-unmapped-accepted page-of-65536 protection-stays "
            "unmap-does-nothing",
  .why = "What was done to the pages in front of the hole by then differs between systems, and "
         "POSIX leaves it open.",
  .portable = "Protect what you know to be mapped, piece by piece.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, PAGES);

  unmap (memory + size, size);
  observe_protect (memory, PAGES * size, PROT_READ);
  unmap (memory, size);
  unmap (memory + 2 * size, size);
}

BEHAVIOUR (protect_unaligned, EACH_SHARING,
  .id = "protect.unaligned",
  .title = "mprotect of an address inside a page is refused with EINVAL and changes nothing",
  .needs = "mprotect",
  .faults = "mprotect-unaligned-accepted protection-stays",
  .why = "Some systems round the address down and protect more than was meant; code that came from "
         "there passes addresses of objects.",
  .portable = "Round to pages yourself.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 2);

  observe_protect (memory + size / 2, 1, PROT_NONE);
  observe_writable (memory, 2 * size);
  unmap (memory, 2 * size);
}

BEHAVIOUR (protect_length_zero, EACH_SHARING,
  .id = "protect.length-zero",
  .title = "mprotect of length 0 succeeds and changes nothing",
  .needs = "mprotect",
  .faults = "map-unaligned mprotect-zero-refused",
  .why = "mmap and munmap refuse length 0, mprotect does not: wrappers that check for all three "
         "differ from the system.",
  .portable = "Do not call it for an empty range.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 1);

  observe_protect (memory, 0, PROT_NONE);
  observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_unknown_bit, EACH_SHARING,
  .id = "protect.unknown-bit",
  .title = "mprotect with a protection bit that no system knows is refused with EINVAL",
  .needs = "mprotect",
  .faults = "mprotect-unknown-accepted protection-stays",
  .why = "Where mmap ignores such a bit and mprotect refuses it, new protections can be tried by "
         "mprotect alone.",
  .portable = "Pass the four protections that POSIX has.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 1);

  observe_protect (memory, size, READ_WRITE | UNKNOWN_BIT);
  observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_to_read_exec, EACH_OBJECT,
  .id = "protect.to-read-exec",
  .title = "Memory that was written can be made executable by mprotect if it gives up to be "
           "writable",
  .needs = "mprotect MMU",
  .faults = "map-unaligned mprotect-loses mprotect-refuses-exec protection-stays",
  .why = "It is how compilers at run time work where no memory may be writable and executable at a "
         "time; NetBSD's PaX and SELinux forbid even that.",
  .portable = "This is the most portable way there is; have an interpreter for the rest.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 1);

  if (observe_protect (memory, size, READ_EXEC))
    {
      observe_kept (memory, size);
      observe_access (signal_of_write (memory), "changed");
    }
  unmap (memory, size);
}

BEHAVIOUR (protect_to_read_write_exec, EACH_SHARING,
  .id = "protect.to-read-write-exec",
  .title = "Memory that is writable can be made executable as well by mprotect",
  .needs = "mprotect",
  .faults = "map-unaligned mprotect-refuses-exec",
  .why = "A system may refuse it to mmap and allow it here, or the other way round.",
  .portable = "Do without: PROT_WRITE or PROT_EXEC, one at a time.")
{
  size_t size = page_size ();
  unsigned char *memory = map_filled (variant, 1);

  if (observe_protect (memory, size, READ_WRITE | PROT_EXEC))
    observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_from_read_exec, EACH_SHARING,
  .id = "protect.from-read-exec",
  .title = "Memory that was executable can be made writable by mprotect if it gives up to be that",
  .needs = "mprotect",
  .faults = "exec-refused mprotect-refuses-write protection-stays",
  .why = "The way back, to patch code; PaX forbids this direction as well.",
  .portable = "Keep a second mapping of shared memory for writing where it is refused.")
{
  size_t size = page_size ();
  unsigned char *memory = map_protected (variant, size, READ_EXEC, 0);

  if (observe_protect (memory, size, READ_WRITE))
    observe_writable (memory, size);
  unmap (memory, size);
}

BEHAVIOUR (protect_device_read_only, EVERY_DEVICE,
  .id = "protect.device-read-only",
  .title = "Of a /dev/zero opened for reading, private memory can be made writable and shared "
           "memory not",
  .needs = "mprotect",
  .faults = "mprotect-ignores-mode mprotect-refuses-write protection-stays",
  .why = "The mode of the descriptor counts even after it was closed, but only for what others "
         "could see.",
  .portable = "Open the device for reading and writing.")
{
  size_t size = page_size ();
  int fd = open ("/dev/zero", O_RDONLY);
  void *memory = fd != -1 ? map_with (variant, NULL, size, PROT_READ, 0, fd, 0) : MAP_FAILED;

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  close (fd);
  if (observe_protect (memory, size, READ_WRITE))
    observe_writable (memory, size);
  unmap (memory, size);
}

/* ---- Processes ---- */

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
  unsigned char *memory = map_filled (variant, 1);
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
  unsigned char *memory = map_filled (variant, 1);

  protect (memory, size, PROT_NONE);
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

  protect (memory, size, PROT_READ);
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
  unmap (map_protected (variant, size, READ_WRITE | PROT_EXEC, 0), size);
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
  unsigned char *memory = map_filled (variant, 1);

  refuse_exec_gain ();
  observe_protect (memory, size, READ_EXEC);
  unmap (memory, size);
}
