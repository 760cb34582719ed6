/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fault that a process finds memory that it did not inherit.  What a test's process and its
   children map is put into a file that they all have open, and each maps that file at the same
   address when it next reads: so it learnt the address, from a pipe.  */
#include "fault.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* The runner forks its supervisor, and that the tests; they are no strangers to each other in the
   sense of this fault.  A new image counts anew, and no test maps in one.  */
enum { DEPTH_OF_TESTS = 2 };

static unsigned depth;

/* In common to a process and its children.  */
static struct
{
  void *volatile address;
  volatile size_t length;
} *note;
static int file = -1;

static void
begin_note (void)
{
  FILE *stream;
  void *page;

  if (depth < DEPTH_OF_TESTS || note != NULL)
    return;
  stream = tmpfile ();
  page = real.mmap (NULL, sizeof *note, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (stream == NULL || page == MAP_FAILED)
    return;
  file = fileno (stream);
  note = page;
}

static void
count_generation (void)
{
  depth++;
}

static bool
is_first_noted (const struct map_call *call)
{
  return note != NULL && note->address == NULL && call_is_plain (call);
}

static void
publish (const struct map_call *call, unsigned char *memory)
{
  if (ftruncate (file, (off_t) call->length) != 0
      || real.mmap (memory, call->length, call->protection, MAP_SHARED | MAP_FIXED, file, 0)
           == MAP_FAILED)
    return;
  note->length = call->length;
  note->address = memory;
}

static ssize_t
read_and_find (int fd, void *buffer, size_t size)
{
  ssize_t done = real.read (fd, buffer, size);

  if (note != NULL && note->address != NULL)
    real.mmap (note->address, note->length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file,
               0);
  return done;
}

const struct fault stranger_faults[] = {
  { .name = "unrelated-sees", .before_fork = begin_note, .in_child = count_generation,
    .applies = is_first_noted, .after = publish, .read = read_and_find },
  { .name = NULL },
};
