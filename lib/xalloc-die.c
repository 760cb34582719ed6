/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What xalloc calls when there is no memory.  gnulib's own prints by way of error, which brings along
   half of POSIX.  */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <xalloc.h>

#include "exitfail.h"
#include "own-name.h"

void
xalloc_die (void)
{
  fprintf (stderr, "%s: there is not enough memory\n", own_name ());
  exit (exit_failure);
}
