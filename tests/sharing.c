/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who else touches memory: other processes that synchronize through it, other threads, handlers of
   signals, a child of vfork, the system itself.  */
#include "harness/harness.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
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

# ifdef HAVE_PTHREAD_MUTEXATTR_SETROBUST
  if (robustness == ROBUST)
    good = good && pthread_mutexattr_setrobust (&mutex_attributes, PTHREAD_MUTEX_ROBUST) == 0;
# else
  (void) robustness;
# endif
  if (!good || pthread_mutex_init (&guarded->mutex, &mutex_attributes) != 0
      || pthread_cond_init (&guarded->changed, &condition_attributes) != 0)
    cannot_find_out ("no mutex");
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

/* ---- Threads ---- */

struct scene
{
  const struct variant *variant;
  unsigned char *memory;
  size_t length;
  int fd;
  int result;
};

#ifdef HAVE_THREADS
static void
in_thread (void *(*body) (void *data), void *data)
{
  pthread_t thread;

  if (pthread_create (&thread, NULL, body, data) != 0 || pthread_join (thread, NULL) != 0)
    cannot_find_out ("no thread");
}

/* The first page is written, the second is left.  */
static void *
map_and_fill (void *data)
{
  struct scene *scene = data;
  void *memory = map_with (scene->variant, NULL, scene->length, PROT_READ | PROT_WRITE, 0,
                           scene->fd, 0);

  scene->memory = memory == MAP_FAILED ? NULL : memory;
  scene->result = errno;
  if (scene->memory != NULL)
    fill_pattern (scene->memory, page_size ());
  return NULL;
}

static void *
unmap_all (void *data)
{
  struct scene *scene = data;

  scene->result = munmap (scene->memory, scene->length);
  return NULL;
}

static void *
protect_all (void *data)
{
  struct scene *scene = data;

  scene->result = mprotect (scene->memory, scene->length, PROT_NONE);
  return NULL;
}

static int
look (void *data)
{
  struct scene *scene = data;

  return contents_of (scene->memory, scene->length);
}

static void *
fork_and_wait (void *data)
{
  struct scene *scene = data;
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (look (data));
  scene->result = CONTENTS_LOST;
  if (child != -1 && waitpid (child, &status, 0) == child && WIFEXITED (status))
    scene->result = WEXITSTATUS (status);
  return NULL;
}
#endif

BEHAVIOUR (sharing_thread_maps, EACH_SHARING,
  .id = "sharing.thread-maps",
  .title = "What one thread maps is there for all, and outlives the thread",
  .needs = "threads",
  .faults = "dirty-last-byte",
  .why = "Allocators are called in one thread and freed in another; mappings belong to the process "
         "and to nobody in it.",
  .portable = "Nothing special.")
{
#ifdef HAVE_THREADS
  struct scene scene = { variant, NULL, 2 * page_size (), variant_fd (variant), 0 };

  in_thread (map_and_fill, &scene);
  release_fd (scene.fd);
  if (scene.memory == NULL)
    {
      observe_errno (scene.result);
      return;
    }
  observe_kept (scene.memory, page_size ());
  observe_zero (scene.memory + page_size (), page_size ());
#endif
}

BEHAVIOUR (sharing_thread_unmaps, EACH_SHARING,
  .id = "sharing.thread-unmaps",
  .title = "What one thread unmaps is gone for the others at once",
  .needs = "threads MMU",
  .shall = "SIGSEGV",
  .shall_source = "POSIX.1-2024 munmap, DESCRIPTION: further references result in SIGSEGV",
  .faults = "unmap-does-nothing",
  .why = "A processor that keeps an old translation would let a thread write into memory that "
         "belongs to somebody else by now.",
  .portable = "Nothing special; that nobody uses the memory any more is for the program to know.")
{
#ifdef HAVE_THREADS
  struct scene scene = { variant, NULL, 2 * page_size (), -1, 0 };
  int number;

  scene.memory = map_patterned (variant, scene.length);
  in_thread (unmap_all, &scene);
  if (scene.result != 0)
    observe ("refused");
  number = signal_of_write (scene.memory + page_size ());
  if (number != 0)
    observe_signal (number, -1);
  else
    observe ("mapped");
#endif
}

BEHAVIOUR (sharing_thread_protects, EACH_SHARING,
  .id = "sharing.thread-protects",
  .title = "What one thread protects is protected from the others at once",
  .needs = "threads mprotect MMU",
  .faults = "protection-stays map-unaligned",
  .why = "Collectors and virtual machines stop the other threads by taking a page away from them.",
  .portable = "Expect SIGBUS as well as SIGSEGV.")
{
#ifdef HAVE_THREADS
  struct scene scene = { variant, NULL, 2 * page_size (), -1, 0 };
  int number;

  scene.memory = map_patterned (variant, scene.length);
  in_thread (protect_all, &scene);
  if (scene.result != 0)
    observe ("refused");
  number = signal_of_write (scene.memory);
  if (number != 0)
    observe_signal (number, -1);
  else
    observe ("mapped");
#endif
}

BEHAVIOUR (sharing_thread_forks, EACH_SHARING,
  .id = "sharing.thread-forks",
  .title = "A child that a second thread forks has all mappings of the process",
  .needs = "threads",
  .shall = "kept",
  .shall_source = "POSIX.1-2024 fork, DESCRIPTION (the child is a copy; mappings are retained)",
  .faults = "private-empty-in-child shared-empty-in-child private-unmapped-in-child "
            "shared-unmapped-in-child fork-moves",
  .why = "Only the thread that forks exists in the child, but all of the memory does, that of the "
         "other threads too.",
  .portable = "Call only what is safe in handlers, until exec.",
  .forks = 1)
{
#ifdef HAVE_THREADS
  struct scene scene = { variant, NULL, 2 * page_size (), -1, 0 };

  scene.memory = map_patterned (variant, scene.length);
  in_thread (fork_and_wait, &scene);
  observe_contents ((enum contents) scene.result);
#endif
}

#ifdef HAVE_THREADS
enum { TOUCHING_THREADS = 4 };

struct touch
{
  pthread_t thread;
  pthread_mutex_t *start;
  unsigned char *byte;
};

/* All stand before the lock until it is opened, and then go as close together as can be.  */
static void *
touch_byte (void *data)
{
  struct touch *touch = data;

  pthread_mutex_lock (touch->start);
  pthread_mutex_unlock (touch->start);
  *touch->byte = 1;
  return NULL;
}
#endif

BEHAVIOUR (sharing_threads_touch, EACH_SHARING,
  .id = "sharing.threads-touch-first",
  .title = "Threads that touch a fresh page at the same time all find what they wrote there",
  .needs = "threads",
  .faults = "dirty-first-byte dirty-last-byte",
  .why = "The page comes into being in one of them; a system that gives each of them its own zero "
         "page loses all stores but one.",
  .portable = "Nothing special.")
{
#ifdef HAVE_THREADS
  pthread_mutex_t start = PTHREAD_MUTEX_INITIALIZER;
  struct touch touches[TOUCHING_THREADS];
  unsigned char *memory = map_new (variant, page_size ());
  size_t apart = page_size () / TOUCHING_THREADS;
  bool kept = true;

  pthread_mutex_lock (&start);
  for (size_t i = 0; i < TOUCHING_THREADS; i++)
    {
      touches[i].start = &start;
      touches[i].byte = memory + i * apart + apart / 2;
      if (pthread_create (&touches[i].thread, NULL, touch_byte, &touches[i]) != 0)
        cannot_find_out ("no thread");
    }
  pthread_mutex_unlock (&start);
  for (size_t i = 0; i < TOUCHING_THREADS; i++)
    {
      pthread_join (touches[i].thread, NULL);
      kept = kept && *touches[i].byte == 1;
    }
  observe (kept ? "kept" : "lost");
  for (size_t i = 0; i < TOUCHING_THREADS; i++)
    *touches[i].byte = 0;
  observe_zero (memory, page_size ());
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

/* ---- Handlers ---- */

static struct scene handled;
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
touch_with_handler (void)
{
  cannot_find_out ("built without sigaction");
}

static void
store_with_handler (const struct variant *variant, size_t where)
{
  (void) variant;
  (void) where;
  cannot_find_out ("built without sigaction");
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
  .needs = "sigaction mprotect MMU",
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
  .needs = "sigaction mprotect MMU",
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
