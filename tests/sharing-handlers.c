/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who touches memory beside the program's own statements: handlers of signals, and the system.  */
#include "harness/harness.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- Handlers ---- */

static struct
{
  unsigned char *memory;
  size_t length;
} handled;
static volatile sig_atomic_t caught;
static unsigned char *volatile caught_address;

#ifdef HAVE_SIGACTION

/* ACTION for signal NUMBER from here on; *OLD is for afterwards.  */
static void
handle (int number, struct sigaction *action, struct sigaction *old)
{
  caught = 0;
  sigemptyset (&action->sa_mask);
  sigaction (number, action, old);
}

static void
touch_in_handler (int number)
{
  caught = number;
  fill_pattern (handled.memory, handled.length);
}

static void
touch_with_handler (void)
{
  struct sigaction action;
  struct sigaction old;

  memset (&action, 0, sizeof action);
  action.sa_handler = touch_in_handler;
  handle (SIGUSR1, &action, &old);
  raise (SIGUSR1);
  sigaction (SIGUSR1, &old, NULL);
}

#else

static void
touch_with_handler (void)
{
  cannot_find_out ("built without sigaction");
}

#endif

#ifdef HAVE_SIGINFO

/* What lazy allocation is made of: the page is given when it is first wanted.  */
static void
commit_in_handler (int number, siginfo_t *information, void *context)
{
  (void) context;
  caught_address = information->si_addr;
  if (caught == number || mprotect (handled.memory, handled.length, PROT_READ | PROT_WRITE) != 0)
    _exit (1);
  caught = number;
}

/* Two pages without access, the first store into which the handler makes good.  */
static void
store_with_handler (const struct variant *variant, size_t where)
{
  struct sigaction action;
  struct sigaction old_segv;
  struct sigaction old_bus;
  int fd = variant_fd (variant);
  void *memory = map_with (variant, NULL, 2 * page_size (), PROT_NONE, 0, fd, 0);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  release_fd (fd);
  handled.memory = memory;
  handled.length = 2 * page_size ();
  memset (&action, 0, sizeof action);
  action.sa_sigaction = commit_in_handler;
  action.sa_flags = SA_SIGINFO;
  handle (SIGSEGV, &action, &old_segv);
  handle (SIGBUS, &action, &old_bus);
  ((volatile unsigned char *) memory)[where] = 1;
  sigaction (SIGSEGV, &old_segv, NULL);
  sigaction (SIGBUS, &old_bus, NULL);
}

#else

static void
store_with_handler (const struct variant *variant, size_t where)
{
  (void) variant;
  (void) where;
  cannot_find_out ("built without siginfo_t");
}

#endif

BEHAVIOUR (sharing_handler_touches, EACH_SHARING,
  .id = "sharing.handler-touches-first",
  .title = "A fresh page can be touched first in the handler of a signal",
  .needs = "sigaction",
  .faults = "dirty-last-byte",
  .why = "Profilers and crash reporters write into memory that was mapped for them beforehand and "
         "that nobody has touched yet.",
  .portable = "Touch it beforehand where a delay in the handler matters.")
{
  size_t page = page_size ();

  handled.memory = map_new (variant, 2 * page);
  handled.length = page;
  touch_with_handler ();
  if (caught != SIGUSR1)
    observe ("lost");
  observe_kept (handled.memory, page);
  observe_zero (handled.memory + page, page);
}

BEHAVIOUR (sharing_handler_commits, EACH_SHARING,
  .id = "sharing.handler-commits",
  .title = "A store into memory without access goes on after the handler has given access",
  .needs = "sigaction siginfo_t mprotect MMU",
  .faults = "protection-ignored dirty-protected protection-stays",
  .why = "Virtual machines commit memory, and collectors track writes, by this: the instruction is "
         "begun again after the handler. Which signal it is differs between systems.",
  .portable = "Handle SIGSEGV and SIGBUS alike. That mprotect is safe in a handler, POSIX does not "
              "say; all systems that have handlers for these signals allow it.")
{
  size_t where = page_size () + page_size () / 2;

  store_with_handler (variant, where);
  if (caught != 0)
    observe_signal (caught, -1);
  observe (handled.memory[where] == 1 ? "kept" : "lost");
  handled.memory[where] = 0;
  observe_zero (handled.memory, handled.length);
}

BEHAVIOUR (sharing_fault_address, EACH_SHARING,
  .id = "sharing.fault-address",
  .title = "The handler is told the address of the byte that was not to be touched",
  .needs = "sigaction siginfo_t mprotect MMU",
  .faults = "protection-ignored protection-stays",
  .why = "Without the address a handler knows neither which page to give nor whether it is one of "
         "its own. Some processors tell the page only.",
  .portable = "Take si_addr for an address within the page.")
{
  size_t where = page_size () + page_size () / 2 + 1;

  store_with_handler (variant, where);
  if (caught == 0)
    observe ("mapped");
  else
    observe (caught_address == handled.memory + where ? "same address" : "moved");
}

/* ---- The system ---- */

BEHAVIOUR (sharing_system_touches, EACH_SHARING,
  .id = "sharing.system-touches-first",
  .title = "The system itself can touch a fresh page first: read puts its data there",
  .needs = "pipe",
  .faults = "dirty-last-byte",
  .why = "Buffers that come fresh from mmap are handed to read; the fault is then taken in the "
         "kernel, or in an emulator's, by other code than a program's own.",
  .portable = "Nothing special.")
{
  static const char data[] = "data";
  unsigned char *memory = map_new (variant, page_size ());
  int ends[2];

  if (pipe (ends) != 0 || write (ends[1], data, sizeof data) != (ssize_t) sizeof data)
    cannot_find_out ("pipe failed");
  if (read (ends[0], memory, sizeof data) != (ssize_t) sizeof data)
    {
      observe_errno (errno);
      return;
    }
  observe (memcmp (memory, data, sizeof data) == 0 ? "kept" : "lost");
  memset (memory, 0, sizeof data);
  observe_zero (memory, page_size ());
}

BEHAVIOUR (sharing_system_refuses, ONE_PRIVATE,
  .id = "sharing.system-refuses",
  .title = "write from memory that was unmapped fails with EFAULT and raises no signal",
  .needs = "pipe MMU",
  .faults = "unmap-does-nothing",
  .why = "Programs ask by it whether an address can be read. Libraries that wrap system calls look "
         "at the buffer themselves and crash instead.",
  .portable = "POSIX says nothing of EFAULT here; do not depend on it.")
{
  unsigned char *memory = map_patterned (variant, page_size ());
  int ends[2];

  if (pipe (ends) != 0)
    cannot_find_out ("pipe failed");
  unmap (memory, page_size ());
  if (write (ends[1], memory, 1) == 1)
    observe ("success");
  else
    observe_errno (errno);
}
