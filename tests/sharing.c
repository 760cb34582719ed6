/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other processes that synchronize through memory, and a child of vfork, which shares all of it.  */
#include "harness/harness.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_THREADS
# include <pthread.h>
#endif
#ifdef HAVE_SEM_INIT
# include <semaphore.h>
#endif
#ifdef HAVE_STDATOMIC
# include <stdatomic.h>
#endif

/* How often each of two processes counts: long enough to meet.  */
enum { ROUNDS = 1000 };

/* A child that waits for what never comes ends by SIGALRM, and that is what is observed.  */
enum { PATIENCE_SECONDS = 1 };

static void
observe_count (unsigned count)
{
  observe (count == 2 * ROUNDS ? "shared" : count == ROUNDS ? "private" : "lost");
}

/* ---- Processes: C11 atomics ---- */

#ifdef HAVE_STDATOMIC
static int
count_atomically (void *data)
{
  atomic_uint *counter = data;

  for (int i = 0; i < ROUNDS; i++)
    atomic_fetch_add (counter, 1);
  return 0;
}

struct message
{
  atomic_uint ready;
  unsigned text[16];
};

static int
send_message (void *data)
{
  struct message *message = data;

  for (unsigned i = 0; i < sizeof message->text / sizeof *message->text; i++)
    message->text[i] = i + 1;
  atomic_store_explicit (&message->ready, 1, memory_order_release);
  return 0;
}

static bool
message_is_complete (const struct message *message)
{
  for (unsigned i = 0; i < sizeof message->text / sizeof *message->text; i++)
    if (message->text[i] != i + 1)
      return false;
  return true;
}
#endif

BEHAVIOUR (sharing_atomic_counter, EACH_SHARED,
  .id = "sharing.atomic-counter",
  .title = "Two processes that count with C11 atomics in shared memory lose no increment",
  .needs = "stdatomic",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION (MAP_SHARED; retained across fork)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves",
  .why = "Work queues and statistics of forked servers; both processes count at the same time, and "
         "memory that is merged later, not shared, shows here.",
  .portable = "atomic_is_lock_free must hold: an atomic type with a lock has the lock elsewhere.",
  .forks = 1)
{
#ifdef HAVE_STDATOMIC
  atomic_uint *counter = (void *) map_new (variant, page_size ());
  pid_t child;

  atomic_init (counter, 0);
  child = start_child (count_atomically, counter);
  count_atomically (counter);
  wait_child (child);
  observe_count (atomic_load (counter));
#endif
}

BEHAVIOUR (sharing_atomic_message, EACH_SHARED,
  .id = "sharing.atomic-message",
  .title = "What a process writes before an atomic release is there for whoever acquires it",
  .needs = "stdatomic",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION (MAP_SHARED; retained across fork)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves "
            "length-one-refused",
  .why = "Ring buffers between processes: the index is atomic, the data are not, and the order of "
         "the two is all there is.",
  .portable = "memory_order_release and memory_order_acquire, or the default order.",
  .forks = 1)
{
#ifdef HAVE_STDATOMIC
  struct message *message = (void *) map_new (variant, sizeof *message);
  pid_t child;
  bool ended = false;
  int status = 0;

  memset (message->text, 0, sizeof message->text);
  atomic_init (&message->ready, 0);
  child = start_child (send_message, message);
  /* It spins while the child lives; what the child wrote is then there for good, or never.  */
  while (!ended && atomic_load_explicit (&message->ready, memory_order_acquire) == 0)
    ended = waitpid (child, &status, WNOHANG) == child;
  if (!ended && !message_is_complete (message))
    observe ("lost");
  if (!ended)
    waitpid (child, &status, 0);
  if (WIFSIGNALED (status))
    observe_signal (WTERMSIG (status), -1);
  observe (atomic_load (&message->ready) == 0 ? "private"
           : message_is_complete (message)   ? "shared"
                                               : "lost");
#endif
}

/* ---- Processes: POSIX ---- */

#if defined HAVE_PTHREAD_MUTEXATTR_SETPSHARED && defined HAVE_PTHREAD_CONDATTR_SETPSHARED
struct guarded
{
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  unsigned count;
  bool done;
};

enum robustness { STALLED, ROBUST };

static struct guarded *
map_guarded (const struct variant *variant, enum robustness robustness)
{
  struct guarded *guarded = (void *) map_new (variant, sizeof *guarded);
  pthread_mutexattr_t mutex_attributes;
  pthread_condattr_t condition_attributes;
  bool good = pthread_mutexattr_init (&mutex_attributes) == 0
              && pthread_mutexattr_setpshared (&mutex_attributes, PTHREAD_PROCESS_SHARED) == 0
              && pthread_condattr_init (&condition_attributes) == 0
              && pthread_condattr_setpshared (&condition_attributes, PTHREAD_PROCESS_SHARED) == 0;
  int number = 0;

  if (!good || pthread_cond_init (&guarded->changed, &condition_attributes) != 0)
    cannot_find_out ("no mutex");
# ifdef HAVE_PTHREAD_MUTEXATTR_SETROBUST
  if (robustness == ROBUST)
    number = pthread_mutexattr_setrobust (&mutex_attributes, PTHREAD_MUTEX_ROBUST);
# else
  (void) robustness;
# endif
  if (number == 0)
    number = pthread_mutex_init (&guarded->mutex, &mutex_attributes);
  if (number != 0)
    {
      observe_errno (number);
      finish ();
    }
  guarded->count = 0;
  guarded->done = false;
  return guarded;
}

static int
count_under_lock (void *data)
{
  struct guarded *guarded = data;
  volatile unsigned *count = &guarded->count;

  alarm (PATIENCE_SECONDS);
  for (int i = 0; i < ROUNDS; i++)
    {
      pthread_mutex_lock (&guarded->mutex);
      *count = *count + 1;
      pthread_mutex_unlock (&guarded->mutex);
    }
  alarm (0);
  return 0;
}

static int
signal_change (void *data)
{
  struct guarded *guarded = data;

  alarm (PATIENCE_SECONDS);
  pthread_mutex_lock (&guarded->mutex);
  guarded->done = true;
  pthread_cond_signal (&guarded->changed);
  pthread_mutex_unlock (&guarded->mutex);
  return 0;
}

# ifdef HAVE_PTHREAD_MUTEXATTR_SETROBUST
static int
die_with_lock (void *data)
{
  struct guarded *guarded = data;

  alarm (PATIENCE_SECONDS);
  return pthread_mutex_lock (&guarded->mutex) == 0 ? 0 : 1;
}
# endif
#endif

BEHAVIOUR (sharing_mutex, EACH_SHARED,
  .id = "sharing.mutex",
  .title = "A process-shared mutex in shared memory keeps two processes from losing an increment",
  .needs = "process-shared-mutex",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 pthread_mutexattr_setpshared, DESCRIPTION (any thread that has "
                  "access to the memory)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves "
            "length-one-refused",
  .why = "Servers that fork, databases before all, keep their locks in such memory; a kernel that "
         "knows a lock by its address in one process never wakes the other.",
  .portable = "PTHREAD_PROCESS_SHARED, set before the mutex is initialized; the default is private "
              "to the process and may seem to work.",
  .forks = 1)
{
#if defined HAVE_PTHREAD_MUTEXATTR_SETPSHARED && defined HAVE_PTHREAD_CONDATTR_SETPSHARED
  struct guarded *guarded = map_guarded (variant, STALLED);
  pid_t child = start_child (count_under_lock, guarded);

  count_under_lock (guarded);
  wait_child (child);
  observe_count (guarded->count);
#endif
}

BEHAVIOUR (sharing_condition, EACH_SHARED,
  .id = "sharing.condition",
  .title = "A process-shared condition variable in shared memory wakes another process",
  .needs = "process-shared-mutex",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 pthread_condattr_setpshared, DESCRIPTION (any thread that has "
                  "access to the memory)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves "
            "length-one-refused",
  .why = "To sleep until another process has work, without a descriptor.",
  .portable = "A pipe does it everywhere, and a reader learns of the writer's death.",
  .forks = 1)
{
#if defined HAVE_PTHREAD_MUTEXATTR_SETPSHARED && defined HAVE_PTHREAD_CONDATTR_SETPSHARED
  struct guarded *guarded = map_guarded (variant, STALLED);
  struct timespec deadline;
  pid_t child;
  int result = 0;

  /* Held across fork, so that the child cannot signal before this process waits.  */
  pthread_mutex_lock (&guarded->mutex);
  child = start_child (signal_change, guarded);
  clock_gettime (CLOCK_REALTIME, &deadline);
  deadline.tv_sec += PATIENCE_SECONDS;
  while (!guarded->done && result == 0)
    result = pthread_cond_timedwait (&guarded->changed, &guarded->mutex, &deadline);
  pthread_mutex_unlock (&guarded->mutex);
  observe (guarded->done && result == 0 ? "shared" : "private");
  wait_child (child);
#endif
}

BEHAVIOUR (sharing_robust, EACH_SHARED,
  .id = "sharing.robust-mutex",
  .title = "A robust mutex in shared memory tells the next process that its owner died",
  .needs = "process-shared-mutex robust-mutex",
  .shall = "EOWNERDEAD, success",
  .shall_source = "POSIX.1-2024 pthread_mutex_lock, ERRORS: EOWNERDEAD, the process of the owner "
                  "terminated while holding the lock",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves "
            "length-one-refused",
  .why = "A worker that is killed while it holds the lock stops all the others for good, unless "
         "they are told.",
  .portable = "Handle EOWNERDEAD by pthread_mutex_consistent; macOS and OpenBSD have no robust "
              "mutexes, and a lock on a file (fcntl) ends with its process everywhere.",
  .forks = 1)
{
#if defined HAVE_PTHREAD_MUTEXATTR_SETPSHARED && defined HAVE_PTHREAD_CONDATTR_SETPSHARED \
    && defined HAVE_PTHREAD_MUTEXATTR_SETROBUST
  struct guarded *guarded = map_guarded (variant, ROBUST);
  int result;

  if (in_child (die_with_lock, guarded) != 0)
    observe ("refused");
  result = pthread_mutex_trylock (&guarded->mutex);
  if (result == 0)
    observe ("success");
  else
    observe_errno (result);
  if (result != EOWNERDEAD)
    return;
  result = pthread_mutex_consistent (&guarded->mutex) == 0
           && pthread_mutex_unlock (&guarded->mutex) == 0
           && pthread_mutex_lock (&guarded->mutex) == 0;
  observe (result ? "success" : "lost");
#endif
}

#ifdef HAVE_SEM_INIT
struct meeting
{
  sem_t *go;
  sem_t *done;
  struct turnstile turnstile;
};

static int
wait_and_post (void *data)
{
  struct meeting *meeting = data;

  alarm (PATIENCE_SECONDS);
  child_go (&meeting->turnstile);
  while (sem_wait (meeting->go) != 0)
    continue;
  return sem_post (meeting->done) == 0 ? 0 : 1;
}
#endif

BEHAVIOUR (sharing_semaphore, EACH_SHARED,
  .id = "sharing.semaphore",
  .title = "An unnamed semaphore for processes, in shared memory, wakes another process",
  .needs = "sem_init",
  .shall = "shared",
  .shall_source = "POSIX.1-2024 sem_init, DESCRIPTION (any process that can access the semaphore)",
  .faults = "shared-is-private shared-empty-in-child shared-unmapped-in-child fork-moves "
            "length-one-refused",
  .why = "The shortest way for parent and child to take turns; OpenBSD and macOS refuse it, and a "
         "program that does not look at the result then waits for nobody.",
  .portable = "Check what sem_init returns; sem_open is an alternative, a pipe is a better one.",
  .forks = 1)
{
#ifdef HAVE_SEM_INIT
  sem_t *semaphores = (void *) map_new (variant, 2 * sizeof *semaphores);
  struct meeting meeting = { .go = &semaphores[0], .done = &semaphores[1] };
  pid_t child;

  if (sem_init (meeting.go, 1, 0) != 0 || sem_init (meeting.done, 1, 0) != 0)
    cannot_find_out ("no semaphore");
  turnstile_open (&meeting.turnstile);
  child = start_child (wait_and_post, &meeting);
  parent_wait (&meeting.turnstile);
  sem_post (meeting.go);
  wait_child (child);
  observe (sem_trywait (meeting.done) == 0 ? "shared" : "private");
#endif
}

/* ---- vfork ---- */

BEHAVIOUR (sharing_vfork, ONE_PRIVATE,
  .id = "sharing.vfork",
  .title = "A child of vfork writes into its parent's private memory, and only where it writes",
  .needs = "vfork fork",
  .faults = "dirty-last-byte",
  .why = "POSIX no longer has vfork and never said what is shared. Under valgrind and qemu-user it "
         "is fork, and programs that hand back a result this way lose it.",
  .portable = "posix_spawn; hand back results by a pipe.",
  .forks = 1)
{
#ifdef HAVE_VFORK
  /* The compiler is not to keep anything of these in registers that the child changes.  */
  unsigned char *volatile memory = map_new (variant, 2 * page_size ());
  volatile size_t length = page_size ();
  int status;
  pid_t child = vfork ();

  if (child == 0)
    {
      *(volatile unsigned char *) memory = 1;
      _exit (0);
    }
  if (child == -1)
    cannot_find_out ("vfork failed");
  waitpid (child, &status, 0);
  observe (memory[0] == 1 ? "shared" : "private");
  memory[0] = 0;
  observe_zero (memory, 2 * length);
#endif
}
