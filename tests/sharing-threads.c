/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads: what one maps, unmaps and protects, all have.  */
#include "harness/harness.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef HAVE_THREADS
# include <pthread.h>
#endif

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

  scene.memory = map_patterned (variant, scene.length);
  in_thread (unmap_all, &scene);
  if (scene.result != 0)
    observe ("refused");
  observe_access (signal_of_write (scene.memory + page_size ()), "mapped");
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
