/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fork makes of a mapping: who sees whose writes, where, and for how long.  */
#include "harness/harness.h"

#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The first page is written before fork, the others are touched by nobody until after it: systems
   have shared the one and copied the other.  */
enum { PAGES = 3 };

/* A value that fill_pattern never writes.  */
enum { CHANGED_BYTE = 0xfe };

/* What a child found; its exit status.  */
enum finding { SEES_CHANGES, SEES_NO_CHANGES, SEES_SOMETHING_ELSE, MAP_FAILED_THERE, FORK_FAILED };

/* What a child needs to know.  */
struct scene
{
  unsigned char *memory;
  size_t length;
  const struct variant *variant;
  int fd;
  int report[2];
  struct turnstile turnstile;
};

static bool
all_bytes_are (const unsigned char *memory, size_t length, unsigned char byte)
{
  for (size_t i = 0; i < length; i++)
    if (memory[i] != byte)
      return false;
  return true;
}

static void
change (struct scene *scene)
{
  memset (scene->memory, CHANGED_BYTE, scene->length);
}

static bool
is_changed (const struct scene *scene)
{
  return all_bytes_are (scene->memory, scene->length, CHANGED_BYTE);
}

/* True if nothing of a change is there.  What is in the untouched pages is not asked here.  */
static bool
is_as_before_fork (const struct scene *scene)
{
  size_t page = page_size ();

  return has_pattern (scene->memory, page)
         && memchr (scene->memory + page, CHANGED_BYTE, scene->length - page) == NULL;
}

static enum finding
find (const struct scene *scene)
{
  return is_changed (scene)          ? SEES_CHANGES
         : is_as_before_fork (scene) ? SEES_NO_CHANGES
                                     : SEES_SOMETHING_ELSE;
}

static void
observe_finding (int finding)
{
  switch (finding)
    {
    case SEES_CHANGES:
      observe ("shared");
      break;
    case SEES_NO_CHANGES:
      observe ("private");
      break;
    case SEES_SOMETHING_ELSE:
      observe ("lost");
      break;
    case MAP_FAILED_THERE:
      observe ("refused");
      break;
    default:
      cannot_find_out ("fork failed in a child");
    }
}

/* Maps PAGES pages and writes the first.  */
static void
open_scene (struct scene *scene, const struct variant *variant)
{
  scene->variant = variant;
  scene->length = PAGES * page_size ();
  scene->memory = map_new (variant, scene->length);
  fill_pattern (scene->memory, page_size ());
}

/* As in_child, within a child: that cannot end the behaviour.  */
static int
in_grandchild (int (*body) (void *data), void *data)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    _exit (body (data));
  if (child == -1 || waitpid (child, &status, 0) != child)
    return FORK_FAILED;
  return WIFEXITED (status) ? WEXITSTATUS (status) : SEES_SOMETHING_ELSE;
}

/* Its own write must have come about before anybody can miss it.  */
static int
change_in_child (void *data)
{
  change (data);
  return find (data);
}

/* Lets the parent know that fork is over before it waits to be told to look.  */
static int
find_after_waiting (void *data)
{
  struct scene *scene = data;

  child_go (&scene->turnstile);
  child_wait (&scene->turnstile);
  return find (scene);
}

static void
child_changes (const struct variant *variant)
{
  struct scene scene;

  open_scene (&scene, variant);
  observe_finding (in_child (change_in_child, &scene) == SEES_CHANGES ? (int) find (&scene)
                                                                      : SEES_SOMETHING_ELSE);
}

static void
parent_changes (const struct variant *variant)
{
  struct scene scene;
  pid_t child;
  int finding;

  open_scene (&scene, variant);
  turnstile_open (&scene.turnstile);
  child = start_child (find_after_waiting, &scene);
  parent_wait (&scene.turnstile);
  change (&scene);
  parent_go (&scene.turnstile);
  finding = wait_child (child);
  observe_finding (is_changed (&scene) ? finding : SEES_SOMETHING_ELSE);
}

BEHAVIOUR (fork_private_child_write_hidden, EVERY_PRIVATE,
  .id = "fork.private-child-write-hidden",
  .title = "The parent does not see what a child writes into a private mapping",
  .claims = "PRIV-1 PRIV-2",
  .shall = "private",
  .shall_source = "POSIX.1-2024 fork, DESCRIPTION (MAP_PRIVATE mappings in the child)",
  .faults = "private-is-shared private-unmapped-in-child fork-moves",
  .why = "A worker that scribbles over its copy must not damage the data of the process that "
         "forked it: fork servers, snapshots by fork and sandboxes rest on this.",
  .portable = "MAP_PRIVATE with MAP_ANONYMOUS, descriptor -1 and offset 0; nothing else is needed.",
  .forks = 1)
{
  child_changes (variant);
}

BEHAVIOUR (fork_private_parent_write_hidden, EVERY_PRIVATE,
  .id = "fork.private-parent-write-hidden",
  .title = "A child does not see what the parent writes into a private mapping after fork",
  .claims = "PRIV-1 PRIV-2",
  .shall = "private",
  .shall_source = "POSIX.1-2024 fork, DESCRIPTION (MAP_PRIVATE mappings in the child)",
  .faults = "private-is-shared private-empty-in-child private-unmapped-in-child fork-moves",
  .why = "A child that saves a snapshot of its parent's memory, as databases do, must find it as "
         "it was at fork, however fast the parent goes on.",
  .portable = "MAP_PRIVATE with MAP_ANONYMOUS, descriptor -1 and offset 0; nothing else is needed.",
  .forks = 1)
{
  parent_changes (variant);
}

BEHAVIOUR (fork_shared_child_write_seen, EVERY_SHARED,
  .id = "fork.shared-child-write-seen",
  .title = "The parent sees what a child writes into a shared mapping",
  .claims = "SHAR-1 SHAR-2 SHAR-5 SHAR-7 ZERO-5",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION (MAP_SHARED; retained across fork)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves",
  .why = "The usual way for a worker to hand back its result. Young systems copied the memory "
         "instead: SerenityOS/serenity #24638, asterinas/asterinas #504.",
  .portable = "Map with MAP_SHARED and MAP_ANONYMOUS before fork, and read after waitpid; where "
              "that is refused, a shared map of an unlinked file.",
  .forks = 1)
{
  child_changes (variant);
}

BEHAVIOUR (fork_shared_parent_write_seen, EVERY_SHARED,
  .id = "fork.shared-parent-write-seen",
  .title = "A child sees what the parent writes into a shared mapping after fork",
  .claims = "SHAR-2 SHAR-5 SHAR-7 ZERO-5",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION (MAP_SHARED; retained across fork)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves",
  .why = "Servers tell running workers of a new configuration this way; a copy made at fork keeps "
         "them at the old one (sysprog21/elfuse PR 16).",
  .portable = "Map with MAP_SHARED and MAP_ANONYMOUS before fork, and order the two sides by a "
              "pipe, a process-shared semaphore or atomic operations.",
  .forks = 1)
{
  parent_changes (variant);
}

static int
find_inheritance (void *data)
{
  struct scene *scene = data;

  return has_pattern (scene->memory, scene->length)        ? 0
         : all_bytes_are (scene->memory, scene->length, 0) ? 1
                                                           : 2;
}

static void
child_inherits (const struct variant *variant)
{
  static const char *const found[] = { "kept", "zero", "lost" };
  struct scene scene;

  open_scene (&scene, variant);
  fill_pattern (scene.memory, scene.length);
  observe (found[in_child (find_inheritance, &scene)]);
}

BEHAVIOUR (fork_private_contents_inherited, EVERY_PRIVATE,
  .id = "fork.private-contents-inherited",
  .title = "A child finds in a private mapping what was written before fork",
  .claims = "PRIV-2",
  .shall = "kept",
  .shall_source = "POSIX.1-2024 fork, DESCRIPTION (MAP_PRIVATE mappings in the child)",
  .faults = "private-empty-in-child private-unmapped-in-child fork-moves",
  .why = "The heap of most programs is such memory: a child without it cannot run at all.",
  .portable = "Write before fork; no call is needed for the child to have it.",
  .forks = 1)
{
  child_inherits (variant);
}

BEHAVIOUR (fork_shared_contents_inherited, EVERY_SHARED,
  .id = "fork.shared-contents-inherited",
  .title = "A child finds in a shared mapping what was written before fork",
  .claims = "SHAR-1 ZERO-5",
  .shall = "kept",
  .shall_source = "POSIX.1-2024 mmap and fork, DESCRIPTION (mappings are retained)",
  .faults = "shared-empty-in-child shared-unmapped-in-child fork-moves",
  .why = "The parent prepares a table and its workers read it; a system that gives the child fresh "
         "memory instead hands them zeros.",
  .portable = "Write before fork; no call is needed for the child to have it.",
  .forks = 1)
{
  child_inherits (variant);
}

/* The mapping knows its own address; whatever else lies there does not.  */
static int
is_at_home (void *data)
{
  void *stored;

  memcpy (&stored, data, sizeof stored);
  if (stored != data)
    return 1;
  memset (data, CHANGED_BYTE, sizeof stored);
  return 0;
}

BEHAVIOUR (fork_same_address, EVERY_MAPPING,
  .id = "fork.same-address",
  .title = "A mapping is at the same address in the child",
  .claims = "SHAR-3",
  .shall = "same address",
  .shall_source = "POSIX.1-2024 fork, DESCRIPTION (the child is a copy; mappings are retained)",
  .faults = "private-empty-in-child shared-empty-in-child private-unmapped-in-child "
            "shared-unmapped-in-child fork-moves",
  .why = "Pointers that are stored inside the memory stay good across fork only if it does not "
         "move: every shared list, tree and allocator needs that.",
  .portable = "Store pointers only for processes that inherit the mapping; store offsets for all "
              "others.",
  .forks = 1)
{
  unsigned char *memory = map_new (variant, page_size ());
  void *address = memory;

  memcpy (memory, &address, sizeof address);
  observe (in_child (is_at_home, memory) == 0 ? "same address" : "moved");
}

/* The three kinds of members that the tutorial shares.  */
struct shared_data
{
  int counter;
  char message[64];
  float result;
};

static void
set_data (struct shared_data *data, int counter, const char *message, float result)
{
  data->counter = counter;
  strcpy (data->message, message);
  data->result = result;
}

/* Bit for bit: a number that only prints alike is another one.  */
static bool
data_are (const struct shared_data *data, int counter, const char *message, float result)
{
  return data->counter == counter && strcmp (data->message, message) == 0
         && memcmp (&data->result, &result, sizeof result) == 0;
}

static int
set_data_in_child (void *data)
{
  set_data (data, 99, "written by the child", 3.14f);
  return 0;
}

BEHAVIOUR (fork_struct, EVERY_SHARED,
  .id = "fork.struct",
  .title = "A structure that a child fills in shared memory reaches the parent bit for bit",
  .claims = "SHAR-4",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION (MAP_SHARED; retained across fork)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child length-one-refused "
            "fork-moves",
  .why = "Results of a worker are seldom one integer; a system that shares by words or pages must "
         "bring over every member.",
  .portable = "A structure without pointers, mapped before fork, read after waitpid.",
  .forks = 1)
{
  struct shared_data *data = (void *) map_new (variant, sizeof *data);

  set_data (data, 0, "written by the parent", 0.0f);
  in_child (set_data_in_child, data);
  observe (data_are (data, 99, "written by the child", 3.14f)    ? "shared"
           : data_are (data, 0, "written by the parent", 0.0f) ? "private"
                                                                 : "lost");
}

/* Parent and children increment in turn, so many times.  */
enum { COUNTERS = 2, ROUNDS = 10 };

static int
count_in_child (void *data)
{
  struct scene *scene = data;
  volatile unsigned *counter = (void *) scene->memory;

  child_go (&scene->turnstile);
  for (int i = 0; i < ROUNDS; i++)
    {
      child_wait (&scene->turnstile);
      *counter = *counter + 1;
      child_go (&scene->turnstile);
    }
  return 0;
}

BEHAVIOUR (fork_counter, EVERY_SHARED,
  .id = "fork.counter",
  .title = "A parent and two children count together in shared memory and no increment is lost",
  .claims = "SHAR-1 SHAR-2",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION (MAP_SHARED; retained across fork)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child length-one-refused "
            "fork-moves counter-lost",
  .why = "Shared counters are the commonest use of such memory; one that is brought over once, at "
         "the end of the child, passes simpler tests and fails here.",
  .portable = "Take turns by a pipe or a process-shared semaphore, or use C11 atomics that are "
              "lock-free.",
  .forks = 2)
{
  struct scene scenes[COUNTERS];
  pid_t children[COUNTERS];
  volatile unsigned *counter = (void *) map_new (variant, sizeof *counter);

  *counter = 0;
  for (int i = 0; i < COUNTERS; i++)
    {
      scenes[i].memory = (void *) counter;
      turnstile_open (&scenes[i].turnstile);
      children[i] = start_child (count_in_child, &scenes[i]);
      /* Also closes an end that the next child must not have, or nobody would notice a death.  */
      parent_wait (&scenes[i].turnstile);
    }
  for (int round = 0; round < ROUNDS; round++)
    {
      *counter = *counter + 1;
      for (int i = 0; i < COUNTERS; i++)
        {
          parent_go (&scenes[i].turnstile);
          parent_wait (&scenes[i].turnstile);
        }
    }
  for (int i = 0; i < COUNTERS; i++)
    wait_child (children[i]);
  observe (*counter == (1 + COUNTERS) * ROUNDS ? "shared"
           : *counter == ROUNDS                ? "private"
                                               : "lost");
}

/* A grandchild that finds what its grandparent wrote, and changes it.  */
static int
change_what_is_there (void *data)
{
  if (!is_as_before_fork (data))
    return SEES_SOMETHING_ELSE;
  return change_in_child (data);
}

static int
let_grandchild_change (void *data)
{
  int result = in_grandchild (change_what_is_there, data);

  return result == SEES_CHANGES ? (int) find (data) : result;
}

BEHAVIOUR (fork_grandchild, EVERY_SHARED,
  .id = "fork.grandchild",
  .title = "A grandchild shares the mapping with its parent and its grandparent",
  .claims = "SHAR-5",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap and fork, DESCRIPTION (mappings are retained)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves",
  .why = "A daemon forks twice before it works; sharing that ends with the first generation loses "
         "what it writes.",
  .portable = "Map once, in the first process, before its first fork.",
  .forks = 2)
{
  struct scene scene;
  int finding;

  open_scene (&scene, variant);
  finding = in_child (let_grandchild_change, &scene);
  observe_finding (finding == SEES_CHANGES ? (int) find (&scene) : finding);
}

BEHAVIOUR (fork_siblings, EVERY_SHARED,
  .id = "fork.siblings",
  .title = "Two children of one parent share the mapping with each other",
  .claims = "SHAR-5",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap and fork, DESCRIPTION (mappings are retained)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves "
            "counter-lost",
  .why = "A pool of workers talks among itself while its parent only waits; the parent need not "
         "touch the memory for that.",
  .portable = "Map in the parent before the first of them is forked.",
  .forks = 2)
{
  struct scene scene;
  pid_t reader;
  int wrote;
  int read;

  open_scene (&scene, variant);
  turnstile_open (&scene.turnstile);
  reader = start_child (find_after_waiting, &scene);
  parent_wait (&scene.turnstile);
  wrote = in_child (change_what_is_there, &scene);
  parent_go (&scene.turnstile);
  read = wait_child (reader);
  observe_finding (wrote == SEES_CHANGES ? read : SEES_SOMETHING_ELSE);
}

static int
change_after_waiting (void *data)
{
  struct scene *scene = data;

  child_wait (&scene->turnstile);
  return change_what_is_there (scene);
}

/* The creator's child: has a child of its own that writes once the creator is dead, reads what that
   wrote, and reports by a pipe, because nobody who is left can wait for it.  */
static void
outlive_creator (struct scene *scene)
{
  int result = in_grandchild (change_after_waiting, scene);
  char report = (char) (result == SEES_CHANGES ? (int) find (scene) : result);

  _exit (write (scene->report[1], &report, 1) == 1 ? 0 : 1);
}

static int
create_and_die (void *data)
{
  struct scene *scene = data;
  void *memory = map_with (scene->variant, NULL, scene->length, PROT_READ | PROT_WRITE, 0,
                           scene->fd, 0);
  pid_t child;

  if (memory == MAP_FAILED)
    return MAP_FAILED_THERE;
  scene->memory = memory;
  fill_pattern (scene->memory, page_size ());
  child = fork ();
  if (child == 0)
    outlive_creator (scene);
  return child == -1 ? FORK_FAILED : 0;
}

BEHAVIOUR (fork_creator_death, EVERY_SHARED,
  .id = "fork.creator-death",
  .title = "Descendants go on sharing a mapping after the process that made it has ended",
  .claims = "SHAR-5",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap and fork, DESCRIPTION (mappings are retained)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves "
            "death-clears",
  .why = "A launcher maps, forks its workers and exits; memory that belongs to one process more "
         "than to the others would go with it.",
  .portable = "Nothing special: the memory lives until the last process that has it mapped unmaps "
              "it or ends.",
  .forks = 3)
{
  struct scene scene;
  char report = SEES_SOMETHING_ELSE;
  int created;

  scene.variant = variant;
  scene.length = PAGES * page_size ();
  scene.fd = variant_fd (variant);
  turnstile_open (&scene.turnstile);
  if (pipe (scene.report) != 0)
    cannot_find_out ("pipe failed");
  created = in_child (create_and_die, &scene);
  close (scene.report[1]);
  if (created != 0)
    {
      observe_finding (created);
      return;
    }
  parent_go (&scene.turnstile);
  /* No report, but the end of the file: both died of it.  */
  if (read (scene.report[0], &report, 1) == -1)
    cannot_find_out ("read failed");
  observe_finding (report);
}

enum { UNMAPPED, UNMAP_REFUSED, STILL_MAPPED };

/* A child that did not get rid of its own mapping proves nothing about the parent's.  */
static int
unmap_in_child (void *data)
{
  struct scene *scene = data;

  if (munmap (scene->memory, scene->length) != 0)
    return UNMAP_REFUSED;
  return signal_of_read (scene->memory) != 0 ? UNMAPPED : STILL_MAPPED;
}

BEHAVIOUR (fork_child_unmap, EVERY_MAPPING,
  .id = "fork.child-unmap",
  .title = "A child that unmaps leaves the parent's mapping and its contents alone",
  .claims = "SHAR-6",
  .shall = "kept",
  .shall_source = "POSIX.1-2024 munmap, DESCRIPTION (the address space of the process)",
  .faults = "unmap-does-nothing unmap-reaches-parent",
  .why = "Careful children clean up before they exit; a parent must not pay for that.",
  .portable = "Each process unmaps for itself, or not at all: exit does it.",
  .forks = 1)
{
  struct scene scene;
  int result;

  scene.length = PAGES * page_size ();
  scene.memory = map_new (variant, scene.length);
  fill_pattern (scene.memory, scene.length);
  result = in_child (unmap_in_child, &scene);
  if (result != UNMAPPED)
    observe (result == UNMAP_REFUSED ? "refused" : "mapped");
  observe_kept (scene.memory, scene.length);
}
