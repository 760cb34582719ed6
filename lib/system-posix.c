/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "system-names.h"

#include <sys/utsname.h>
#include <unistd.h>

bool
system_names (struct system_names *names)
{
  static struct utsname name;

  if (uname (&name) < 0)
    return false;
  names->kernel = name.sysname;
  names->release = name.release;
  names->version = name.version;
  names->machine = name.machine;
  return true;
}

long
system_page_size (void)
{
  return sysconf (_SC_PAGESIZE);
}
