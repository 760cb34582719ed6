/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system says of itself: by POSIX's calls in system-posix.c, by those of Windows in
   system-windows.c.  */
#ifndef ANONMAP_SYSTEM_NAMES_H
#define ANONMAP_SYSTEM_NAMES_H

#include <stdbool.h>

/* As uname has them; the next call uses the storage again.  */
struct system_names
{
  const char *kernel;
  const char *release;
  const char *version; /* of the kernel's build */
  const char *machine;
};

/* False if the system does not say.  */
bool system_names (struct system_names *names);

/* In bytes.  */
long system_page_size (void);

#endif
