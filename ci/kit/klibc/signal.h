/* SPDX-License-Identifier: GPL-3.0-or-later */
/* klibc's, and what Check calls and klibc lacks.  */
#ifndef ANONMAP_KLIBC_SIGNAL_H
#define ANONMAP_KLIBC_SIGNAL_H

#include_next <signal.h>

static inline int
killpg (pid_t group, int number)
{
  return kill (-group, number);
}

#endif
