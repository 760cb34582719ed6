/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANONMAP_OWN_NAME_H
#define ANONMAP_OWN_NAME_H

/* The name by which this program's messages call it: the one it was started by, without directory.
   After set_program_name; not gnulib's getprogname, which brings along half of POSIX.  */
const char *own_name (void);

#endif
