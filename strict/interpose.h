/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a function of the library is seen by programs, and sees the place of a call.  */
#ifndef STRICT_INTERPOSE_H
#define STRICT_INTERPOSE_H

#define PUBLIC __attribute__ ((__visibility__ ("default")))
#define SITE __builtin_return_address (0)

#endif
