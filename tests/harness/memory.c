/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "zero.h"

/* Whether memory that was given back can still be read is the question: under AddressSanitizer the
   answer must not be its report.  */
#ifdef __GNUC__
# define UNCHECKED __attribute__ ((__no_sanitize_address__))
#else
# define UNCHECKED
#endif

#ifdef HAVE_SIGACTION

static sigjmp_buf fault;
static struct sigaction old_segv;
static struct sigaction old_bus;

/* The signal that came while faults were caught, 0 at first: it comes back to here.  */
# define fault_number() sigsetjmp (fault, 1)

static void
on_fault (int number)
{
  siglongjmp (fault, number);
}

static void
catch_faults (void)
{
  struct sigaction action;

  memset (&action, 0, sizeof action);
  action.sa_handler = on_fault;
  sigemptyset (&action.sa_mask);
  sigaction (SIGSEGV, &action, &old_segv);
  sigaction (SIGBUS, &action, &old_bus);
}

static void
release_faults (void)
{
  sigaction (SIGSEGV, &old_segv, NULL);
  sigaction (SIGBUS, &old_bus, NULL);
}

#else

/* A program cannot go on after a fault, or memory has none.  */
# define fault_number() 0

static void
catch_faults (void)
{
}

static void
release_faults (void)
{
}

#endif

/* The byte that page PAGE is filled with: 1 to 251, a prime apart, so that neither a swap of pages
   nor a page of zeros goes unseen.  */
static unsigned char
pattern_byte (size_t page)
{
  return (unsigned char) (1 + page % 251);
}

void
fill_pattern (unsigned char *memory, size_t length)
{
  size_t size = page_size ();

  for (size_t i = 0; i < length; i += size)
    memset (memory + i, pattern_byte (i / size), length - i < size ? length - i : size);
}

static bool
page_has_pattern (const volatile unsigned char *page, size_t length, unsigned char byte)
{
  for (size_t i = 0; i < length; i++)
    if (page[i] != byte)
      return false;
  return true;
}

bool
has_pattern (const unsigned char *memory, size_t length)
{
  size_t size = page_size ();

  for (size_t i = 0; i < length; i += size)
    if (!page_has_pattern (memory + i, length - i < size ? length - i : size,
                           pattern_byte (i / size)))
      return false;
  return true;
}

/* True if LENGTH bytes of a page are as they ought to be.  */
typedef bool page_check (const volatile unsigned char *page, size_t length, size_t number);

static bool
page_is_zero (const volatile unsigned char *page, size_t length, size_t number)
{
  (void) number;
  return zero_scan (page, length) == length;
}

static bool
page_is_kept (const volatile unsigned char *page, size_t length, size_t number)
{
  return page_has_pattern (page, length, pattern_byte (number));
}

/* Checks page by page; observes GOOD, BAD or the first signal with its page.  */
static void
observe_pages (const unsigned char *memory, size_t length, page_check *check, const char *good,
               const char *bad)
{
  size_t size = page_size ();
  volatile size_t done = 0;
  volatile bool fine = true;
  int number = fault_number ();

  if (number == 0)
    {
      catch_faults ();
      for (; done < length && fine; done += size)
        fine = check (memory + done, length - done < size ? length - done : size, done / size);
    }
  release_faults ();
  if (number == 0 || !fine)
    observe (fine ? good : bad);
  if (number != 0)
    observe_signal (number, (long) (done / size));
}

void
observe_zero (const unsigned char *memory, size_t length)
{
  observe_pages (memory, length, page_is_zero, "zero", "stale");
}

void
observe_kept (const unsigned char *memory, size_t length)
{
  observe_pages (memory, length, page_is_kept, "kept", "lost");
}

bool
touch_pages (unsigned char *memory, size_t length)
{
  volatile unsigned char *bytes = memory;
  size_t size = page_size ();
  volatile size_t done = 0;
  int number = fault_number ();

  if (number == 0)
    {
      catch_faults ();
      for (; done < length; done += size)
        bytes[done] = bytes[done];
    }
  release_faults ();
  if (number != 0)
    observe_signal (number, (long) (done / size));
  return number == 0;
}

void
observe_mapping (void *memory, size_t length)
{
  bool aligned;

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      return;
    }
  observe ("mapped");
  aligned = (uintptr_t) memory % page_size () == 0;
  if (!aligned)
    observe ("unaligned");
  if (length == 0)
    return;
  observe_zero (memory, length);
  touch_pages (memory, length);
  if (aligned)
    munmap (memory, length);
}

void
observe_access (int number, const char *possible)
{
  if (number != 0)
    observe_signal (number, -1);
  else
    observe (possible);
}

void
observe_writable (unsigned char *memory, size_t length)
{
  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  observe_kept (memory, length);
}

enum contents
contents_of (const unsigned char *memory, size_t length)
{
  for (size_t i = 0; i < length; i += page_size ())
    if (signal_of_read (memory + i) != 0)
      return CONTENTS_GONE;
  return has_pattern (memory, length)              ? CONTENTS_KEPT
         : zero_scan (memory, length) == length ? CONTENTS_ZERO
                                                : CONTENTS_LOST;
}

void
observe_contents (enum contents contents)
{
  static const char *const values[] = { "kept", "zero", "lost", "unmapped" };

  observe (values[contents]);
}

UNCHECKED int
signal_of_read (const volatile unsigned char *address)
{
  int number = fault_number ();

  if (number == 0)
    {
      catch_faults ();
      (void) *address;
    }
  release_faults ();
  return number;
}

UNCHECKED int
signal_of_write (volatile unsigned char *address)
{
  int number = fault_number ();

  if (number == 0)
    {
      catch_faults ();
      *address = 1;
    }
  release_faults ();
  return number;
}
