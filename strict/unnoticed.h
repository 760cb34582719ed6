/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures of mmap that the program does not notice.  */
#ifndef STRICT_UNNOTICED_H
#define STRICT_UNNOTICED_H

/* The mmap that returns to SITE has failed: from now on a program that uses the address MAP_FAILED
   and would die of it is reported.  It dies all the same.  A program that handles SIGSEGV itself is
   left alone.  */
void unnoticed_watch (const void *site);

#endif
