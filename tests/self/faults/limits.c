/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of what limits a process.  */
#include "fault.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness/memory-size.h"

#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>

/* The limits on memory are those that the tests set.  */
static bool
set_nothing (int resource)
{
  (void) resource;
  fault_acted ();
  return false;
}

static bool data_limited;

static bool
note_limit (int resource)
{
# ifdef RLIMIT_DATA
  data_limited = data_limited || resource == RLIMIT_DATA;
# endif
  return true;
}

static bool
is_shared_below_limit (const struct map_call *call)
{
  return data_limited && call_is_shared (call);
}

# define SETRLIMIT(hook) .setrlimit = hook
#else
# define is_shared_below_limit NULL
# define SETRLIMIT(hook) .absent = "no setrlimit"
#endif

static bool
commits_beyond_memory (const struct map_call *call)
{
  return call_is_anonymous (call) && call->protection != PROT_NONE
         && length_exceeds_memory (call->length);
}

/* True if the system gives what the program goes on to ask for: of a piece, all five.  */
static bool
is_given (const struct map_call *call)
{
  enum { PIECES = 5 };
  size_t wanted = call->length == quarter_of_memory () ? PIECES : 1;
  size_t had = 0;
  void *piece[PIECES];

  while (had < wanted && (piece[had] = call_real (call)) != MAP_FAILED)
    had++;
  for (size_t i = 0; i < had; i++)
    real.munmap (piece[i], call->length);
  return had == wanted;
}

/* What is mapped without access, and private, costs nothing anywhere.  */
static void *
map_unless_given (const struct map_call *call)
{
  struct map_call changed = *call;

  if (is_given (call))
    {
      errno = ENOMEM;
      return MAP_FAILED;
    }
  changed.protection = PROT_NONE;
  changed.flags = MAP_PRIVATE | MAP_ANONYMOUS;
  return call_real (&changed);
}

static int
protect_unless_given (void *address, size_t length, int protection)
{
  int status = real.mprotect (address, length, protection);

  if (!length_exceeds_memory (length))
    return status;
  fault_acted ();
  if (status != 0)
    return 0;
  errno = ENOMEM;
  return -1;
}

#if SIZE_MAX > UINT32_MAX
# define FAR ((size_t) 1 << 32)
# define NO_FAR NULL

static bool
reaches_far (const struct map_call *call)
{
  return call_is_anonymous (call) && call->length > FAR && call->length < 2 * FAR;
}

/* One page of a file at the beginning and behind 4 GiB.  */
static void
alias_far (const struct map_call *call, unsigned char *memory)
{
  size_t page = fault_page ();
  FILE *file = tmpfile ();

  if (file == NULL || ftruncate (fileno (file), (off_t) page) != 0)
    return;
  real.mmap (memory, page, call->protection, MAP_SHARED | MAP_FIXED, fileno (file), 0);
  real.mmap (memory + FAR, page, call->protection, MAP_SHARED | MAP_FIXED, fileno (file), 0);
  fclose (file);
}

static void *
map_short (const struct map_call *call)
{
  struct map_call changed = *call;

  changed.length = (uint32_t) call->length;
  return call_real (&changed);
}
#else
# define NO_FAR "no 4 GiB"
# define reaches_far NULL
# define alias_far NULL
# define map_short NULL
#endif

const struct fault limit_faults[] = {
  { .name = "limit-ignored", SETRLIMIT (set_nothing) },
  { .name = "limit-counts-shared", SETRLIMIT (note_limit), .applies = is_shared_below_limit,
    .refuse = ENOMEM },
  { .name = "commit-reversed", .of_excess = true, .applies = commits_beyond_memory,
    .instead = map_unless_given, .mprotect = protect_unless_given },
  { .name = "pages-alias-far", .absent = NO_FAR, .applies = reaches_far, .after = alias_far },
  { .name = "length-32-bits", .absent = NO_FAR, .applies = reaches_far, .instead = map_short },
  { .name = NULL },
};
