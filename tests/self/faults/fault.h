/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fault: one promise of the system broken for the program under test, by standing before the
   functions that would keep it.  Nothing arms the faults: each is narrow enough (an anonymous
   mapping made through the program's own mmap, a descriptor of /dev/zero, the fork of a process
   that has such mappings, a large block of memory) that the runner, Check and the C library, which
   do none of this for themselves, never meet it.  The exception is a device that does not open: that
   fault the runner meets where it checks what there is, as any program would, and the behaviours
   that need the device are then not asked.  */
#ifndef FAULT_H
#define FAULT_H

#include "harness/system.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/types.h>

#include "real.h"

/* Where a system has one of the names, the other is taken for the same.  */
#ifndef MAP_ANON
# define MAP_ANON MAP_ANONYMOUS
#endif
#ifndef MAP_ANONYMOUS
# define MAP_ANONYMOUS MAP_ANON
#endif

/* A call of mmap as the program made it.  */
struct map_call
{
  void *hint;
  size_t length;
  int protection;
  int flags;
  int fd;
  file_offset offset;
};

/* A call of mremap.  */
struct remap_call
{
  void *memory;
  size_t old_length;
  size_t new_length;
  int flags;
  void *target; /* NULL where the flags ask for none */
};

/* Hooks that are NULL leave the system as it is.  A fault of mmap has `applies` and one of
   `refuse`, `instead` and `after`, and counts as having acted when `applies` says so and, for
   `after`, the mapping was made.  Every other hook stands for the function that it is named after,
   and itself says fault_acted.  */
struct fault
{
  const char *name;
  const char *absent; /* why it cannot be injected on this system */
  bool of_excess; /* of more than memory, which no other fault is to write to or to go through */
  void (*begin) (void);
  bool (*applies) (const struct map_call *call);
  int refuse;
  void *(*instead) (const struct map_call *call);
  void (*after) (const struct map_call *call, unsigned char *memory);
  int (*munmap) (void *address, size_t length);
  int (*mprotect) (void *address, size_t length, int protection);
#ifdef HAVE_MREMAP
  void *(*mremap) (const struct remap_call *call);
#endif
#ifdef HAVE_MADVISE
  int (*madvise) (void *address, size_t length, int advice);
#endif
#ifdef HAVE_POSIX_MADVISE
  int (*posix_madvise) (void *address, size_t length, int advice);
#endif
#ifdef HAVE_MINHERIT
  int (*minherit) (void *address, size_t length, int mode);
#endif
#ifdef HAVE_MSYNC
  int (*msync) (void *address, size_t length, int flags);
#endif
#ifdef HAVE_MINCORE
  int (*mincore) (void *address, size_t length, unsigned char *pages);
#endif
#ifdef HAVE_MLOCK
  int (*mlock) (const void *address, size_t length);
  int (*munlock) (const void *address, size_t length);
#endif
#ifdef HAVE_MLOCKALL
  int (*mlockall) (int flags);
#endif
#ifdef HAVE_SETRLIMIT
  bool (*setrlimit) (int resource); /* false if the limit is not to be set */
#endif
  int (*open) (const char *path); /* the errno that it is refused with, 0 if it is not */
  int (*close) (int fd);
  ssize_t (*read) (int fd, void *buffer, size_t size);
  ssize_t (*write) (int fd, const void *buffer, size_t size);
  file_offset (*lseek) (int fd, file_offset offset, int whence);
#ifdef HAVE_SHMGET
  void *(*shmat) (int segment, const void *address, int flags);
#endif
  void (*before_fork) (void);
  void (*in_child) (void);
  void (*in_parent) (void);
  void (*after_wait) (void);
  void (*before_exec) (void);
  void (*before_exit) (void);
  void *(*malloc) (size_t size);
  void *(*calloc) (size_t count, size_t size);
  void *(*realloc) (void *block, size_t size);
  void (*free) (void *block);
#ifdef HAVE_MALLOPT
  int (*mallopt) (int parameter, int value);
#endif
#ifdef HAVE_MALLINFO2
  void (*mallinfo2) (struct mallinfo2 *info);
#endif
};

/* The faults by subject, each table ended by a row without a name.  */
extern const struct fault address_faults[];
extern const struct fault contents_faults[];
extern const struct fault argument_faults[];
extern const struct fault descriptor_faults[];
extern const struct fault unmapping_faults[];
extern const struct fault sharing_faults[];
extern const struct fault flag_faults[];
extern const struct fault process_faults[];
extern const struct fault protection_faults[];
extern const struct fault stranger_faults[];
extern const struct fault device_faults[];
extern const struct fault allocation_faults[];
extern const struct fault advice_faults[];
extern const struct fault remapping_faults[];
extern const struct fault synchronization_faults[];
extern const struct fault limit_faults[];
extern const struct fault inheritance_faults[];

/* The fault that ANONMAP_FAULT names; one without hooks before main and if there is none.  */
extern const struct fault *fault;

/* Says once a process, in the file that ANONMAP_FAULT_LOG names, that the fault took effect.  */
void fault_acted (void);

/* ---- What a call asks for (call.c) ---- */

size_t fault_page (void);
size_t fault_round_up (size_t length);

/* One of the lengths that are asked for to exceed memory, at once or in pieces.  */
bool length_exceeds_memory (size_t length);

bool fd_is_device (int fd);
bool call_has_flag (const struct map_call *call);
bool call_of_device (const struct map_call *call); /* a descriptor of /dev/zero without the flag */
bool call_is_anonymous (const struct map_call *call); /* either */
bool call_is_shared (const struct map_call *call);
bool call_is_private (const struct map_call *call);

/* Anonymous, with no other argument than a length, a protection and MAP_SHARED or MAP_PRIVATE, and
   none that calls for a fault of its own.  */
bool call_is_plain (const struct map_call *call);

/* The call as the program made it, to the system itself.  */
void *call_real (const struct map_call *call);
#ifdef HAVE_MREMAP
void *remap_real (const struct remap_call *call);
#endif

#endif
