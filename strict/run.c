/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "message.h"
#include "program.h"
#include "safe.h"
#include "systems.h"
#include "xalloc.h"

#define LIBRARY_NAME "anonmap-strict.so"
#define LIBRARY_VARIABLE "ANONMAP_STRICT_LIBRARY"

static int
complain (int status, const char *name, const char *what)
{
  fputs ("anonmap-strict: ", stderr);
  text_safe (stderr, name);
  fprintf (stderr, ": %s\n", what);
  return status;
}

/* ---- The library ---- */

/* Beside this program as in the build tree, else where it is installed.  */
static char *
find_library (void)
{
  const char *named = getenv (LIBRARY_VARIABLE);
  char self[4096];
  ssize_t length = readlink ("/proc/self/exe", self, sizeof self - sizeof LIBRARY_NAME - 1);

  if (named != NULL && named[0] != '\0')
    return realpath (named, NULL);
  if (length > 0)
    {
      self[length] = '\0';
      strcpy (strrchr (self, '/') + 1, LIBRARY_NAME);
      if (access (self, R_OK) == 0)
        return xstrdup (self);
    }
  return xstrdup (PKGLIBDIR "/" LIBRARY_NAME);
}

static int
check_library (const char *library)
{
  if (library == NULL || access (library, R_OK) != 0)
    return complain (STATUS_TROUBLE, library != NULL ? library : getenv (LIBRARY_VARIABLE),
                     "the library that has to be preloaded is not there; name it in "
                     LIBRARY_VARIABLE);
  if (strpbrk (library, " :") != NULL)
    return complain (STATUS_TROUBLE, library,
                     "a library whose path has a blank or a colon cannot be preloaded; name a copy "
                     "of it in " LIBRARY_VARIABLE);
  return 0;
}

static int
check_command (const char *command, const char *library)
{
  char *path = program_find (command);
  const char *obstacle;

  if (path == NULL)
    return complain (errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_CANNOT_EXECUTE,
                     command, strerror (errno));
  obstacle = program_obstacle (path, library);
  if (obstacle != NULL)
    complain (0, path, obstacle);
  free (path);
  return obstacle != NULL ? STATUS_CANNOT_EXECUTE : 0;
}

/* ---- The file of findings ---- */

static int
make_file (struct run *run)
{
  static const char name[] = "/findings";
  const char *parent = getenv ("TMPDIR");
  size_t size;
  int fd;

  if (parent == NULL || parent[0] != '/')
    parent = "/tmp";
  size = strlen (parent) + 32;
  run->directory = xmalloc (size);
  snprintf (run->directory, size, "%s/anonmap-strict-XXXXXX", parent);
  run->findings = xmalloc (size + sizeof name);
  if (strlen (parent) >= MODULE_SIZE - 64 || mkdtemp (run->directory) == NULL)
    {
      run->directory[0] = '\0';
      return complain (STATUS_TROUBLE, parent, "no file can be made here; set TMPDIR");
    }
  sprintf (run->findings, "%s%s", run->directory, name);
  fd = open (run->findings, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (fd < 0)
    return complain (STATUS_TROUBLE, run->findings, strerror (errno));
  close (fd);
  return 0;
}

int
run_prepare (struct run *run)
{
  int status;

  run->library = find_library ();
  status = check_library (run->library);
  if (status == 0)
    status = check_command (run->command[0], run->library);
  return status == 0 ? make_file (run) : status;
}

void
run_clean (const struct run *run)
{
  if (run->directory == NULL || run->directory[0] == '\0')
    return;
  unlink (run->findings);
  rmdir (run->directory);
}

/* ---- The environment ---- */

static void
set_orders (const struct run *run)
{
  size_t size = 3 * CELLS + strlen (run->findings) + 64;
  char *text = xmalloc (size);
  size_t used = (size_t) snprintf (text, size, "%d%ld:", run->enforce, (long) getpid ());

  for (int class = 0; class < CLASSES; class++)
    for (int variant = 0; variant < VARIANTS; variant++)
      {
        struct order order = cell_order (run->system, class, variant);

        used += (size_t) sprintf (text + used, "%x%02x", order.action, order.error);
      }
  snprintf (text + used, size - used, ":%s", run->findings);
  setenv (ORDERS_VARIABLE, text, 1);
  free (text);
}

static void
set_preload (const char *library)
{
  const char *old = getenv ("LD_PRELOAD");
  char *text;

  if (old == NULL || old[0] == '\0')
    {
      setenv ("LD_PRELOAD", library, 1);
      return;
    }
  text = xmalloc (strlen (library) + strlen (old) + 2);
  sprintf (text, "%s:%s", library, old);
  setenv ("LD_PRELOAD", text, 1);
  free (text);
}

/* ---- The command ---- */

static volatile pid_t running;

/* What is sent to this program alone is passed on; what comes from the terminal both have got.  */
static void
pass_on (int number)
{
  if (running > 0)
    kill (running, number);
}

static const struct
{
  int number;
  void (*handler) (int);
} taken[] = {
  { SIGINT, SIG_IGN },
  { SIGQUIT, SIG_IGN },
  { SIGTERM, pass_on },
  { SIGHUP, pass_on },
};

enum { TAKEN = sizeof taken / sizeof *taken };

static void
take_signals (struct sigaction old[TAKEN])
{
  struct sigaction action;

  memset (&action, 0, sizeof action);
  sigemptyset (&action.sa_mask);
  for (int i = 0; i < TAKEN; i++)
    {
      action.sa_handler = taken[i].handler;
      sigaction (taken[i].number, NULL, &old[i]);
      if (old[i].sa_handler != SIG_IGN)
        sigaction (taken[i].number, &action, NULL);
    }
}

static void
become_command (const struct run *run, const struct sigaction old[TAKEN])
{
  for (int i = 0; i < TAKEN; i++)
    sigaction (taken[i].number, &old[i], NULL);
  execvp (run->command[0], run->command);
  _exit (complain (errno == ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_EXECUTE, run->command[0],
                   strerror (errno)));
}

int
run_command (const struct run *run)
{
  struct sigaction old[TAKEN];
  int status = 0;

  set_orders (run);
  set_preload (run->library);
  take_signals (old);
  running = fork ();
  if (running == 0)
    become_command (run, old);
  if (running < 0)
    exit (complain (STATUS_TROUBLE, "fork", strerror (errno)));
  while (waitpid (running, &status, 0) < 0 && errno == EINTR)
    continue;
  running = 0;
  return status;
}

int
end_as (int wait_status)
{
  static const struct rlimit none = { 0, 0 };
  int number;

  if (WIFEXITED (wait_status))
    return WEXITSTATUS (wait_status);
  number = WTERMSIG (wait_status);
  /* The command's core is enough.  */
  setrlimit (RLIMIT_CORE, &none);
  signal (number, SIG_DFL);
  raise (number);
  return 128 + number;
}
