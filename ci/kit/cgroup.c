/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cgroup BYTES COMMAND...: runs COMMAND in a control group that may have so much memory and no swap.  That the
   limit holds is shown first: a process of the group that uses more has to be killed.  */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOT "/sys/fs/cgroup"
#define GROUP ROOT "/anonmap"

/* Whatever is amiss: without the limit it would be another platform.  No end line, no record.  */
static void
die (const char *what, const char *why)
{
  printf ("cgroup: %s: %s\n", what, why);
  exit (3);
}

static void
write_to (const char *file, const char *text)
{
  int fd = open (file, O_WRONLY);

  if (fd < 0 || write (fd, text, strlen (text)) < 0)
    die (file, strerror (errno));
  close (fd);
}

/* The limit as the kernel has taken it, which rounds down to pages.  */
static unsigned long long
limit_in_force (void)
{
  static const char file[] = GROUP "/memory.max";
  unsigned long long limit = 0;
  FILE *stream = fopen (file, "r");

  if (stream == NULL)
    die (file, strerror (errno));
  if (fscanf (stream, "%llu", &limit) != 1)
    die (file, "there is no limit");
  fclose (stream);
  return limit;
}

static void
make_group (const char *bytes)
{
  if (mount ("cgroup2", ROOT, "cgroup2", 0, NULL) != 0)
    die (ROOT, strerror (errno));
  /* Fails where the kernel has no controller of memory.  */
  write_to (ROOT "/cgroup.subtree_control", "+memory");
  if (mkdir (GROUP, 0755) != 0)
    die (GROUP, strerror (errno));
  write_to (GROUP "/memory.max", bytes);
  if (access (GROUP "/memory.swap.max", W_OK) == 0)
    write_to (GROUP "/memory.swap.max", "0");
}

/* Ends the child that uses a little more than the limit, if the kernel does not.  */
static void
use_more (size_t limit)
{
  size_t length = limit + limit / 8;
  char *memory = mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    _exit (2);
  memset (memory, 1, length);
  _exit (0);
}

static void
check_limit (size_t limit)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    use_more (limit);
  if (child < 0 || waitpid (child, &status, 0) != child)
    die ("fork", strerror (errno));
  if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGKILL)
    die (GROUP, "more than its memory can be used");
}

int
main (int argc, char *argv[])
{
  size_t limit;

  if (argc < 3)
    die ("usage", "cgroup BYTES COMMAND...");
  make_group (argv[1]);
  limit = (size_t) limit_in_force ();
  if (limit == 0 || limit > strtoull (argv[1], NULL, 10))
    die (GROUP "/memory.max", "is not what was written");
  /* 0 is the process that writes.  */
  write_to (GROUP "/cgroup.procs", "0");
  check_limit (limit);
  execv (argv[2], argv + 2);
  die (argv[2], strerror (errno));
}
