/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protections: which a mapping can have, and what an access against them does.  */
#include "harness/harness.h"

#include <sys/mman.h>

#include "harness/flags.h"

enum { READ_WRITE = PROT_READ | PROT_WRITE, READ_EXEC = PROT_READ | PROT_EXEC, PAGES = 3 };

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
  unsigned char *memory = map_at (variant, NULL, length, PROT_NONE, 0);

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
  unsigned char *memory = map_at (variant, NULL, length, PROT_NONE, 0);

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
  unsigned char *memory = map_at (variant, NULL, length, PROT_READ, 0);

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
  unsigned char *memory = map_at (variant, NULL, length, PROT_WRITE, 0);
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
  unsigned char *memory = map_at (variant, NULL, length, PROT_EXEC, 0);

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
  unsigned char *memory = map_at (variant, NULL, length, READ_EXEC, 0);

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
  unsigned char *memory = map_at (variant, NULL, length, READ_WRITE | PROT_EXEC, 0);

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
    = map_at (variant, NULL, length, READ_WRITE | PROT_EXEC, FLAG_JIT);

  observe ("mapped");
  observe_access (signal_of_read (memory), "zero");
  unmap (memory, length);
}
