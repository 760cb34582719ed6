/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same mistake before main, inside malloc, in a thread, in a child and after exec; each in a
   line that ends with the name of the place.  */
#define _DEFAULT_SOURCE 1

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LENGTH = 1 << 20, READ_WRITE = PROT_READ | PROT_WRITE, FLAGS = MAP_PRIVATE | MAP_ANONYMOUS };

/* Every allocator that has grown on Linux alone.  */
void *
malloc (size_t size)
{
  static char *next;
  static size_t left;
  char *block;

  size = (size + 15) / 16 * 16;
  if (size > left)
    {
      left = size > LENGTH ? size : LENGTH;
      next = mmap (NULL, left, READ_WRITE, FLAGS, 0, 0); /* malloc */
      if (next == MAP_FAILED)
        return NULL;
    }
  block = next;
  next += size;
  left -= size;
  return block;
}

void
free (void *block)
{
  (void) block;
}

void *
calloc (size_t count, size_t size)
{
  return malloc (count * size);
}

void *
realloc (void *block, size_t size)
{
  char *fresh = malloc (size);

  if (fresh != NULL && block != NULL)
    memcpy (fresh, block, size);
  return fresh;
}

__attribute__ ((__constructor__)) static void
before_main (void)
{
  mmap (NULL, LENGTH, READ_WRITE, FLAGS, 0, 0); /* before-main */
}

static void *
in_thread (void *unused)
{
  mmap (NULL, LENGTH, READ_WRITE, FLAGS, 0, 0); /* thread */
  return unused;
}

int
main (int argc, char **argv)
{
  pthread_t thread;
  pid_t child;

  if (argc > 1)
    return mmap (NULL, LENGTH, READ_WRITE, FLAGS, 0, 0) == NULL; /* exec */
  if (malloc (1) == NULL || pthread_create (&thread, NULL, in_thread, NULL) != 0)
    return 1;
  pthread_join (thread, NULL);
  child = fork ();
  if (child == 0)
    {
      mmap (NULL, LENGTH, READ_WRITE, FLAGS, 0, 0); /* fork */
      execl (argv[0], argv[0], "again", (char *) NULL);
      _exit (1);
    }
  return waitpid (child, NULL, 0) != child;
}
