/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flags of mmap that not every system has, under names that all have: 0 where the headers do
   not know the flag, and where they know it as 0, which asks for nothing.  Each is a facility of
   its own name (tests/runner/facility-table.c), so that no behaviour is asked that lacks its flag.  */
#ifndef ANONMAP_FLAGS_H
#define ANONMAP_FLAGS_H

#include "system.h"

#include <sys/mman.h>

/* Where the mapping goes.  */
#ifdef MAP_FIXED_NOREPLACE
# define FLAG_FIXED_NOREPLACE MAP_FIXED_NOREPLACE
#else
# define FLAG_FIXED_NOREPLACE 0
#endif
#ifdef MAP_EXCL
# define FLAG_EXCL MAP_EXCL
#else
# define FLAG_EXCL 0
#endif
#ifdef MAP_TRYFIXED
# define FLAG_TRYFIXED MAP_TRYFIXED
#else
# define FLAG_TRYFIXED 0
#endif
#ifdef MAP_32BIT
# define FLAG_32BIT MAP_32BIT
#else
# define FLAG_32BIT 0
#endif

/* What it may be used for.  */
#ifdef MAP_JIT
# define FLAG_JIT MAP_JIT
#else
# define FLAG_JIT 0
#endif
#ifdef MAP_STACK
# define FLAG_STACK MAP_STACK
#else
# define FLAG_STACK 0
#endif
#ifdef MAP_GROWSDOWN
# define FLAG_GROWSDOWN MAP_GROWSDOWN
#else
# define FLAG_GROWSDOWN 0
#endif
#ifdef MAP_HASSEMAPHORE
# define FLAG_HASSEMAPHORE MAP_HASSEMAPHORE
#else
# define FLAG_HASSEMAPHORE 0
#endif
#ifdef MAP_INHERIT
# define FLAG_INHERIT MAP_INHERIT
#else
# define FLAG_INHERIT 0
#endif

/* When its memory is made, and whether it may go again.  */
#ifdef MAP_NORESERVE
# define FLAG_NORESERVE MAP_NORESERVE
#else
# define FLAG_NORESERVE 0
#endif
#ifdef MAP_POPULATE
# define FLAG_POPULATE MAP_POPULATE
#else
# define FLAG_POPULATE 0
#endif
#ifdef MAP_NONBLOCK
# define FLAG_NONBLOCK MAP_NONBLOCK
#else
# define FLAG_NONBLOCK 0
#endif
#ifdef MAP_PREFAULT_READ
# define FLAG_PREFAULT_READ MAP_PREFAULT_READ
#else
# define FLAG_PREFAULT_READ 0
#endif
#ifdef MAP_LOCKED
# define FLAG_LOCKED MAP_LOCKED
#else
# define FLAG_LOCKED 0
#endif
#ifdef MAP_WIRED
# define FLAG_WIRED MAP_WIRED
#else
# define FLAG_WIRED 0
#endif
#ifdef MAP_HUGETLB
# define FLAG_HUGETLB MAP_HUGETLB
#else
# define FLAG_HUGETLB 0
#endif
#if defined MAP_HUGE_SHIFT && defined MAP_HUGE_MASK
# define FLAGS_HUGE_SIZE ((unsigned) MAP_HUGE_MASK << MAP_HUGE_SHIFT)
#else
# define FLAGS_HUGE_SIZE 0
#endif

/* How the address is aligned, as a power of two in these bits.  */
#ifdef MAP_ALIGNMENT_MASK
# define FLAGS_ALIGNMENT ((unsigned) MAP_ALIGNMENT_MASK)
#elif defined MAP_ALIGNMENT_SHIFT
# define FLAGS_ALIGNMENT (~0U << MAP_ALIGNMENT_SHIFT)
#else
# define FLAGS_ALIGNMENT 0
#endif
#ifdef MAP_ALIGNED
# define FLAG_ALIGNED(bits) MAP_ALIGNED (bits)
# define FLAG_ALIGNED_THERE 1
#else
# define FLAG_ALIGNED(bits) 0
# define FLAG_ALIGNED_THERE 0
#endif

/* Where it is written to, and where not.  */
#ifdef MAP_SYNC
# define FLAG_SYNC MAP_SYNC
#else
# define FLAG_SYNC 0
#endif
#ifdef MAP_NOSYNC
# define FLAG_NOSYNC MAP_NOSYNC
#else
# define FLAG_NOSYNC 0
#endif
#ifdef MAP_NOCORE
# define FLAG_NOCORE MAP_NOCORE
#else
# define FLAG_NOCORE 0
#endif
#ifdef MAP_CONCEAL
# define FLAG_CONCEAL MAP_CONCEAL
#else
# define FLAG_CONCEAL 0
#endif

/* How it is shared, in the place of MAP_SHARED and MAP_PRIVATE.  */
#ifdef MAP_SHARED_VALIDATE
# define FLAG_SHARED_VALIDATE MAP_SHARED_VALIDATE
#else
# define FLAG_SHARED_VALIDATE 0
#endif
#ifdef MAP_DROPPABLE
# define FLAG_DROPPABLE MAP_DROPPABLE
#else
# define FLAG_DROPPABLE 0
#endif

#endif
