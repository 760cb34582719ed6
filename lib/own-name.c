/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "own-name.h"

#include <string.h>

#include "progname.h"

const char *
own_name (void)
{
  const char *slash = strrchr (program_name, '/');

  return slash != NULL ? slash + 1 : program_name;
}
