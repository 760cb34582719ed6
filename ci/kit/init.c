/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first process of a kernel that is booted for the suite alone: mounts what a system has, runs the
   command whose words are the lines of /command, and switches the machine off.  A word NAME=VALUE before
   the program is put into its environment.  Not by fork, so that a kernel without an MMU can do it as
   well; musl's vfork may be fork.  */

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS = 64, BYTES = 4096 };

static void
mount_at (const char *directory, const char *type)
{
  mkdir (directory, 0755);
  if (mount (type, directory, type, 0, NULL) != 0)
    printf ("init: cannot mount %s at %s: %s\n", type, directory, strerror (errno));
}

/* A kernel opens the console for init only if the initramfs has it.  */
static void
open_console (void)
{
  int fd = open ("/dev/console", O_RDWR);

  if (fd < 0)
    return;
  for (int standard = 0; standard < 3; standard++)
    dup2 (fd, standard);
  if (fd > 2)
    close (fd);
}

/* The limits that ci/platform sets where no machine is booted.  */
static void
set_limit (int resource, rlim_t value)
{
  struct rlimit limit = { value, value };

  if (setrlimit (resource, &limit) != 0)
    printf ("init: cannot set limit %d: %s\n", resource, strerror (errno));
}

/* Splits the file into its lines; returns how many there are.  */
static size_t
read_words (const char *path, char *words[], size_t room)
{
  static char text[BYTES];
  int fd = open (path, O_RDONLY);
  ssize_t length = fd < 0 ? -1 : read (fd, text, sizeof text - 1);
  size_t count = 0;

  if (length < 0)
    {
      printf ("init: cannot read %s: %s\n", path, strerror (errno));
      return 0;
    }
  close (fd);
  text[length] = '\0';
  for (char *word = strtok (text, "\n"); word != NULL && count < room; word = strtok (NULL, "\n"))
    words[count++] = word;
  return count;
}

static void
run (char *words[], size_t count)
{
  static char *environment[WORDS + 1];
  size_t settings = 0;
  int status = 0;
  pid_t child;

  while (settings < count && strchr (words[settings], '=') != NULL)
    {
      environment[settings] = words[settings];
      settings++;
    }
  words[count] = NULL;
  status = posix_spawn (&child, words[settings], NULL, NULL, words + settings, environment);
  if (status != 0)
    {
      printf ("init: cannot run %s: %s\n", words[settings], strerror (status));
      return;
    }
  /* What the command leaves behind is adopted by this process and not waited for.  */
  while (waitpid (-1, &status, 0) != child)
    continue;
  if (WIFSIGNALED (status))
    printf ("init: the command was ended by signal %d, %s\n", WTERMSIG (status), strsignal (WTERMSIG (status)));
  else
    printf ("init: the command ended with status %d\n", WEXITSTATUS (status));
}

int
main (void)
{
  static char *words[WORDS + 1];
  size_t count;

  mount_at ("/dev", "devtmpfs");
  open_console ();
  mount_at ("/dev/shm", "tmpfs");
  mount_at ("/proc", "proc");
  mount_at ("/sys", "sysfs");
  mount_at ("/tmp", "tmpfs");
  set_limit (RLIMIT_NOFILE, 1024);
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_MEMLOCK, 8 * 1024 * 1024);
  set_limit (RLIMIT_NPROC, 8192);
  count = read_words ("/command", words, WORDS);
  if (count > 0)
    run (words, count);
  fflush (stdout);
  reboot (RB_POWER_OFF);
  return 1;
}
