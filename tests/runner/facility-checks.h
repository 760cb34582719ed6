/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of facilities, each on its own and never by the call under test: PRESENT, ABSENT, or
   the errno that denies it.  */
#ifndef ANONMAP_FACILITY_CHECKS_H
#define ANONMAP_FACILITY_CHECKS_H

#include <errno.h>
#include <stdbool.h>

enum { PRESENT = 0, ABSENT = -1 };

/* A call that does not exist is absent; one that is refused is denied.  */
static inline int
absent_or_denied (int number)
{
  return number == ENOSYS ? ABSENT : number;
}

/* facility-files.c */
int find_dev_zero (void);
int find_dev_null (void);
int find_maps (void);
int find_dup2 (void);
int find_shm_open (void);
int find_shmget (void);

/* facility-memory.c */
int find_MADV_NORMAL (void);
int find_MADV_DONTNEED (void);
int find_MADV_FREE (void);
int find_MADV_REMOVE (void);
int find_MADV_DONTFORK (void);
int find_MADV_WIPEONFORK (void);
int find_MADV_HUGEPAGE (void);
int find_MADV_COLLAPSE (void);
int find_MADV_POPULATE_WRITE (void);
int find_mmu (void);
int find_mprotect (void);
int find_posix_madvise (void);
int find_msync (void);
int find_mincore (void);
int find_mlock (void);
int find_mlockall (void);
int find_4gib (void);
int find_more_than_memory (void);
int find_mdwe (void);

/* facility-processes.c */
extern bool find_processes; /* false: there are none to be looked for */
int find_fork (void);
int find_exec (void);
int find_threads (void);
int find_process_shared (void);
int find_sem_init (void);

#endif
