/* SPDX-License-Identifier: GPL-3.0-or-later */
/* minherit and its modes under names that all systems have: -1 where there is none.  */
#ifndef ANONMAP_INHERIT_H
#define ANONMAP_INHERIT_H

#include "system.h"

#include <sys/types.h>

#include <sys/mman.h>

#ifdef __APPLE__
# include <mach/vm_inherit.h>
#endif

#ifndef HAVE_MINHERIT
# include "calls.h"
# define minherit(address, length, mode) no_such_call ((address) == NULL && (mode) == 0)
#endif

#if defined INHERIT_SHARE /* FreeBSD, DragonFly */
# define MODE_SHARE INHERIT_SHARE
# define MODE_COPY INHERIT_COPY
# define MODE_NONE INHERIT_NONE
#elif defined MAP_INHERIT_SHARE /* OpenBSD, NetBSD */
# define MODE_SHARE MAP_INHERIT_SHARE
# define MODE_COPY MAP_INHERIT_COPY
# define MODE_NONE MAP_INHERIT_NONE
#elif defined VM_INHERIT_SHARE /* macOS */
# define MODE_SHARE VM_INHERIT_SHARE
# define MODE_COPY VM_INHERIT_COPY
# define MODE_NONE VM_INHERIT_NONE
#else
# define MODE_SHARE (-1)
# define MODE_COPY (-1)
# define MODE_NONE (-1)
#endif

#if defined INHERIT_ZERO
# define MODE_ZERO INHERIT_ZERO
#elif defined MAP_INHERIT_ZERO
# define MODE_ZERO MAP_INHERIT_ZERO
#else
# define MODE_ZERO (-1)
#endif

#endif
