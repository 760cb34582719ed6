/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facilities of processes and threads.  */
#include "harness/system.h"

#include "facility-checks.h"

#include <errno.h>
#include <unistd.h>

#include "harness/observe.h"
#include "harness/calls.h"
#include "runner/fresh.h"

#ifdef HAVE_THREADS
# include <pthread.h>
#endif
#ifdef HAVE_SEM_INIT
# include <semaphore.h>
#endif

bool find_processes;

int
find_fork (void)
{
  pid_t child;
  int number;
  int status;

  if (!find_processes)
    return ABSENT;
  child = fork ();
  number = errno;
  if (child == 0)
    _exit (0);
  if (child == -1)
    return absent_or_denied (number);
  waitpid (child, &status, 0);
  return PRESENT;
}

/* An image of this program that ends at once: under an emulator that is neither registered with the
   kernel nor declared, exec of a foreign program fails although fork works.  */
int
find_exec (void)
{
  int status;
  pid_t child;

  if (!find_processes || harness_program == NULL)
    return ABSENT;
  child = fork ();
  if (child == 0)
    {
      exec_program (EXEC_CHECK_OPTION);
      _exit (1);
    }
  if (child == -1 || waitpid (child, &status, 0) == -1)
    return ABSENT;
  return WIFEXITED (status) && WEXITSTATUS (status) == 0 ? PRESENT : ABSENT;
}

#ifdef HAVE_THREADS
static void *
nothing (void *data)
{
  return data;
}

static int
create_thread (void)
{
  pthread_t thread;
  int number = pthread_create (&thread, NULL, nothing, NULL);

  if (number == 0)
    pthread_join (thread, NULL);
  return absent_or_denied (number);
}
#endif

/* The names can be there without threads.  Where there are processes, one of its own makes the thread:
   its stack would stay in what is asked.  */
int
find_threads (void)
{
#ifdef HAVE_THREADS
  pid_t child = find_processes ? fork () : -1;
  int status;

  if (child == -1)
    return create_thread ();
  if (child == 0)
    _exit (create_thread () == PRESENT ? 0 : 1);
  if (waitpid (child, &status, 0) == -1)
    return ABSENT;
  return WIFEXITED (status) && WEXITSTATUS (status) == 0 ? PRESENT : ABSENT;
#else
  return ABSENT;
#endif
}

/* Asked of the system too: the names can be there without the option.  */
int
find_process_shared (void)
{
#if defined HAVE_PTHREAD_MUTEXATTR_SETPSHARED && defined HAVE_PTHREAD_CONDATTR_SETPSHARED
  pthread_mutexattr_t attributes;
  int number;

  if (sysconf (_SC_THREAD_PROCESS_SHARED) <= 0 || pthread_mutexattr_init (&attributes) != 0)
    return ABSENT;
  number = pthread_mutexattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_destroy (&attributes);
  return absent_or_denied (number);
#else
  return ABSENT;
#endif
}

int
find_sem_init (void)
{
#ifdef HAVE_SEM_INIT
  sem_t semaphore;

  if (sem_init (&semaphore, 1, 0) != 0)
    return absent_or_denied (errno);
  sem_destroy (&semaphore);
  return PRESENT;
#else
  return ABSENT;
#endif
}
