/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that not every system has.  Where one is missing, one that fails stands in its place, so that
   what needs it is written once; the runner finds the facility absent and never asks there.  */
#ifndef ANONMAP_CALLS_H
#define ANONMAP_CALLS_H

#include "system.h"

#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef HAVE_FORK
# include <sys/wait.h>
#else
# define fork() no_such_call (0)
# define waitpid(child, status, options) no_such_call (*(status) = (int) (child))
# define execl(path, ...) no_such_call ((path) == NULL)
# define execv(path, arguments) no_such_call ((arguments) == NULL)
# define execvp(file, arguments) no_such_call ((arguments) == NULL)
# define setpgid(process, group) no_such_call (0)
# define setuid(user) no_such_call (0)
# define geteuid() ((uid_t) no_such_call (0))
# define alarm(seconds) ((void) (seconds))
# define WIFEXITED(status) ((status) == 0)
# define WEXITSTATUS(status) (status)
# define WIFSIGNALED(status) ((status) != 0)
# define WTERMSIG(status) (status)
# define WNOHANG 0
#endif
#ifndef HAVE_PIPE
# define pipe(ends) no_such_call ((ends)[0] = (ends)[1] = -1)
#endif
#ifndef HAVE_DUP2
# define dup(fd) no_such_call (fd)
# define dup2(fd, other) no_such_call ((fd) == (other))
#endif
#ifndef HAVE_MPROTECT
# include <sys/mman.h>
# define mprotect(address, length, protection) no_such_call ((address) == NULL)
#endif
#ifndef HAVE_MSYNC
# include <sys/mman.h>
# define msync(address, length, flags) no_such_call ((address) == NULL)
# ifndef MS_SYNC
#  define MS_SYNC 0
#  define MS_ASYNC 0
#  define MS_INVALIDATE 0
# endif
#endif
#ifndef HAVE_MINCORE
# include <sys/mman.h>
# define mincore(address, length, pages) no_such_call ((address) == NULL)
#endif
#ifndef HAVE_MLOCK
# include <sys/mman.h>
# define mlock(address, length) no_such_call ((address) == NULL)
# define munlock(address, length) no_such_call ((address) == NULL)
#endif

/* The argument keeps compilers from finding variables unused.  */
static inline int
no_such_call (int unused)
{
  (void) unused;
  errno = ENOSYS;
  return -1;
}

#endif
