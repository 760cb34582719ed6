/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first header of every file under tests/: the feature macros that the suite asks for, all of
   them here and none anywhere else, then what configure found out.  A system ignores the macros it
   does not know.  No config.h and no gnulib: what they define is itself under test.  */
#ifndef ANONMAP_SYSTEM_H
#define ANONMAP_SYSTEM_H

/* glibc, musl, bionic, newlib: all of the library.  */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE 1
#endif
/* macOS: what is not POSIX, even where something else asks for POSIX alone.  */
#ifndef _DARWIN_C_SOURCE
# define _DARWIN_C_SOURCE 1
#endif
/* NetBSD.  */
#ifndef _NETBSD_SOURCE
# define _NETBSD_SOURCE 1
#endif
/* NetBSD, and OpenBSD as Minix has it: OpenBSD's own functions.  */
#ifndef _OPENBSD_SOURCE
# define _OPENBSD_SOURCE 1
#endif
/* illumos and Solaris.  */
#ifndef __EXTENSIONS__
# define __EXTENSIONS__ 1
#endif
/* AIX, z/OS.  */
#ifndef _ALL_SOURCE
# define _ALL_SOURCE 1
#endif

/* configure compiles its probes under this very header, before there is a probes.h.  */
#ifndef ANONMAP_CONFIGURE
# include "probes.h"
#endif

#endif
