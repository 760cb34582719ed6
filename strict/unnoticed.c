/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE 1

#include "unnoticed.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "log.h"

static const void *volatile last_failure;

/* MAP_FAILED and the little that can stand before it in the last page.  An index takes the address
   around to page 0, where it cannot be told from that of a null pointer.  */
static bool
is_failed_address (const void *address)
{
  return (uintptr_t) address >= (uintptr_t) MAP_FAILED - 63;
}

/* Its disposition is the default again: the access is repeated and ends the program.  A signal that
   somebody sent is not repeated, and so it is raised.  */
static void
on_fault (int number, siginfo_t *info, void *context)
{
  (void) context;
  if (info->si_code <= 0)
    raise (number);
  else if (is_failed_address (info->si_addr))
    log_plain (MESSAGE_UNNOTICED, (const void *) last_failure);
}

void
unnoticed_watch (const void *site)
{
  static volatile bool watching;
  int error = errno;
  struct sigaction action;

  last_failure = site;
  if (watching)
    return;
  if (sigaction (SIGSEGV, NULL, &action) == 0 && (action.sa_flags & SA_SIGINFO) == 0
      && action.sa_handler == SIG_DFL)
    {
      memset (&action, 0, sizeof action);
      action.sa_sigaction = on_fault;
      action.sa_flags = SA_SIGINFO | (int) SA_RESETHAND;
      sigemptyset (&action.sa_mask);
      watching = sigaction (SIGSEGV, &action, NULL) == 0;
    }
  errno = error;
}
