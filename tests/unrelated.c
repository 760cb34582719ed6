/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Processes that did not inherit a mapping: they cannot reach it, and share memory by name.  */
#include "harness/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_SHMGET
# include <sys/ipc.h>
# include <sys/shm.h>
#endif

enum { PAGES = 2 };

/* A process that learns the address, and nothing else, over a pipe.  */
struct stranger
{
  const struct variant *variant;
  size_t length;
  int fd;
  int address[2];
  struct turnstile turnstile;
};

static void
open_stranger (struct stranger *stranger, const struct variant *variant)
{
  stranger->variant = variant;
  stranger->length = PAGES * page_size ();
  stranger->fd = variant_fd (variant);
  turnstile_open (&stranger->turnstile);
  if (pipe (stranger->address) != 0)
    cannot_find_out ("pipe failed");
}

/* Maps and writes; MAP_FAILED if that is refused.  */
static void *
map_and_fill (const struct stranger *stranger)
{
  void *memory = map_with (stranger->variant, NULL, stranger->length, PROT_READ | PROT_WRITE, 0,
                           stranger->fd, 0);

  if (memory != MAP_FAILED)
    fill_pattern (memory, stranger->length);
  return memory;
}

static bool
tell_address (const struct stranger *stranger, const void *address)
{
  return write (stranger->address[1], &address, sizeof address) == (ssize_t) sizeof address;
}

static bool
hear_address (const struct stranger *stranger, const unsigned char **address)
{
  return read (stranger->address[0], address, sizeof *address) == (ssize_t) sizeof *address;
}

static bool
pattern_is_at (const unsigned char *address, size_t length)
{
  for (size_t i = 0; i < length; i += page_size ())
    if (signal_of_read (address + i) != 0)
      return false;
  return has_pattern (address, length);
}

enum { IS_THERE, IS_NOT_THERE, WAS_NOT_TOLD };

static int
look_at_address (void *data)
{
  struct stranger *stranger = data;
  const unsigned char *address;

  close (stranger->address[1]);
  if (!hear_address (stranger, &address))
    return WAS_NOT_TOLD;
  return pattern_is_at (address, stranger->length) ? IS_THERE : IS_NOT_THERE;
}

BEHAVIOUR (unrelated_earlier_child, EVERY_MAPPING,
  .id = "unrelated.earlier-child",
  .title = "A child forked before the mapping was made does not find it at that address",
  .claims = "PRIV-1 REL-1",
  .faults = "unrelated-sees",
  .why = "Workers that were started too early never see the memory, and nothing tells them so: "
         "they fault, or read something else.",
  .portable = "Map before the first fork; for processes that run already, shm_open or shmget.",
  .forks = 1)
{
  struct stranger stranger;
  pid_t child;
  void *memory;
  int result;

  open_stranger (&stranger, variant);
  child = start_child (look_at_address, &stranger);
  memory = map_and_fill (&stranger);
  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  if (!tell_address (&stranger, memory))
    cannot_find_out ("write failed");
  result = wait_child (child);
  if (result == WAS_NOT_TOLD)
    cannot_find_out ("read failed");
  observe (result == IS_THERE ? "shared" : "unmapped");
}

static int
map_and_tell (void *data)
{
  struct stranger *stranger = data;
  void *memory = map_and_fill (stranger);

  if (memory == MAP_FAILED || !tell_address (stranger, memory))
    return 1;
  /* The memory is there for as long as the parent looks.  */
  child_wait (&stranger->turnstile);
  return 0;
}

BEHAVIOUR (unrelated_parent, EVERY_MAPPING,
  .id = "unrelated.parent",
  .title = "The parent of the process that made the mapping does not find it at that address",
  .claims = "PRIV-1 REL-1",
  .faults = "unrelated-sees",
  .why = "Sharing goes down the line of descent only: a library that maps in the child gives its "
         "caller nothing to read.",
  .portable = "Map in the common ancestor of all processes that are to share.",
  .forks = 1)
{
  struct stranger stranger;
  const unsigned char *address;
  pid_t child;

  open_stranger (&stranger, variant);
  child = start_child (map_and_tell, &stranger);
  close (stranger.address[1]);
  if (!hear_address (&stranger, &address))
    {
      observe ("refused");
      finish ();
    }
  observe (pattern_is_at (address, stranger.length) ? "shared" : "unmapped");
  parent_go (&stranger.turnstile);
  wait_child (child);
}

#if defined HAVE_SHM_OPEN || defined HAVE_SHMGET

/* Memory that each of two processes opens by a name of its own accord.  */
struct named
{
  size_t length;
  char name[64];
  long key;
  struct turnstile turnstile;
};

/* A value that fill_pattern never writes.  */
enum { ANSWER = 0xfe };

/* In the child, before anything has a name: whatever ends the parent and its process group leaves
   the child, which then finds the turnstile closed and takes the name away.  */
static void
stand_aside (struct named *named)
{
  setpgid (0, 0);
  child_go (&named->turnstile);
  child_wait (&named->turnstile);
}

/* A number that no other run has at the same time, also where process ids are those of a container
   and names are not.  */
static unsigned long
number_of_run (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return (unsigned long) now.tv_sec * 1000003 + (unsigned long) now.tv_nsec
         + (unsigned long) getpid () * 7919;
}

/* The two sides of the talk: what the parent wrote must have reached the child, and the answer the
   parent.  */
static int
answer_pattern (unsigned char *memory, size_t length)
{
  if (!has_pattern (memory, length))
    return IS_NOT_THERE;
  memset (memory, ANSWER, length);
  return IS_THERE;
}

static void
observe_answer (int result, const unsigned char *memory, size_t length)
{
  bool answered = result == IS_THERE;

  for (size_t i = 0; i < length && answered; i++)
    answered = memory[i] == ANSWER;
  observe (answered ? "shared" : "private");
}

#endif

#ifdef HAVE_SHM_OPEN

/* Maps the object as one process opens it; creates it if OPTIONS say so.  */
static void *
map_name (const struct named *named, int options)
{
  int fd = shm_open (named->name, O_RDWR | options, S_IRUSR | S_IWUSR);
  void *memory = MAP_FAILED;

  if (fd == -1)
    return MAP_FAILED;
  if ((options & O_CREAT) == 0 || ftruncate (fd, (off_t) named->length) == 0)
    memory = mmap (NULL, named->length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close (fd);
  return memory;
}

/* The name goes as soon as both have opened it, and also if the parent died before.  */
static int
open_name (void *data)
{
  struct named *named = data;
  void *memory;

  stand_aside (named);
  memory = map_name (named, 0);
  shm_unlink (named->name);
  return memory != MAP_FAILED ? answer_pattern (memory, named->length) : IS_NOT_THERE;
}

#endif

BEHAVIOUR (unrelated_shm_open, ONCE,
  .id = "unrelated.shm_open",
  .title = "Two processes that open one name with shm_open share memory",
  .claims = "REL-2",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 shm_open and mmap, DESCRIPTION (Shared Memory Objects option)",
  .needs = "shm_open",
  .faults = "shm-open-private",
  .why = "What to use where inheritance does not reach; some systems lack it or want a file system "
         "mounted for it.",
  .portable = "shm_open with O_CREAT and O_EXCL, ftruncate, mmap with MAP_SHARED, and shm_unlink "
              "as soon as every side has it open.",
  .forks = 1)
{
#ifdef HAVE_SHM_OPEN
  struct named named;
  pid_t child;
  void *memory;
  int number;

  named.length = PAGES * page_size ();
  snprintf (named.name, sizeof named.name, "/anonmap-%lx", number_of_run ());
  turnstile_open (&named.turnstile);
  /* Before there is an object: the child inherits nothing of it.  */
  child = start_child (open_name, &named);
  parent_wait (&named.turnstile);
  memory = map_name (&named, O_CREAT | O_EXCL);
  number = errno;
  if (memory == MAP_FAILED)
    {
      shm_unlink (named.name);
      observe_errno (number);
      finish ();
    }
  fill_pattern (memory, named.length);
  parent_go (&named.turnstile);
  number = wait_child (child);
  shm_unlink (named.name);
  observe_answer (number, memory, named.length);
#else
  cannot_find_out ("built without shm_open");
#endif
}

#ifdef HAVE_SHMGET

/* The segment goes as soon as both have attached it, and also if the parent died before.  */
static int
open_key (void *data)
{
  struct named *named = data;
  int segment;
  void *memory;

  stand_aside (named);
  segment = shmget ((key_t) named->key, named->length, S_IRUSR | S_IWUSR);
  if (segment == -1)
    return IS_NOT_THERE;
  memory = shmat (segment, NULL, 0);
  shmctl (segment, IPC_RMID, NULL);
  return memory != (void *) -1 ? answer_pattern (memory, named->length) : IS_NOT_THERE;
}

#endif

BEHAVIOUR (unrelated_shmget, ONCE,
  .id = "unrelated.shmget",
  .title = "Two processes that open one key with shmget share memory",
  .claims = "REL-2",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 shmget and shmat, DESCRIPTION (XSI option)",
  .needs = "shmget",
  .faults = "shmget-private",
  .why = "The older alternative, there where shm_open is not, and refused in many sandboxes and "
         "containers.",
  .portable = "shmget with IPC_CREAT and IPC_EXCL, shmat, and IPC_RMID as soon as every side has "
              "attached.",
  .forks = 1)
{
#ifdef HAVE_SHMGET
  struct named named;
  pid_t child;
  void *memory;
  int segment;
  int number;

  named.length = PAGES * page_size ();
  /* The upper byte keeps it from IPC_PRIVATE and from the small numbers that others choose.  */
  named.key = 0x61000000L + (long) (number_of_run () & 0xffffff);
  turnstile_open (&named.turnstile);
  /* Before there is a segment: the child inherits nothing of it.  */
  child = start_child (open_key, &named);
  parent_wait (&named.turnstile);
  segment = shmget ((key_t) named.key, named.length, IPC_CREAT | IPC_EXCL | S_IRUSR | S_IWUSR);
  if (segment == -1)
    {
      observe_errno (errno);
      finish ();
    }
  memory = shmat (segment, NULL, 0);
  number = errno;
  if (memory == (void *) -1)
    {
      shmctl (segment, IPC_RMID, NULL);
      observe_errno (number);
      finish ();
    }
  fill_pattern (memory, named.length);
  parent_go (&named.turnstile);
  number = wait_child (child);
  shmctl (segment, IPC_RMID, NULL);
  observe_answer (number, memory, named.length);
#else
  cannot_find_out ("built without shmget");
#endif
}
