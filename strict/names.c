/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef _GNU_SOURCE
#define _GNU_SOURCE 1

#include "names.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>

const struct name protection_names[] = {
  { PROT_READ, "PROT_READ" },
  { PROT_WRITE, "PROT_WRITE" },
  { PROT_EXEC, "PROT_EXEC" },
#ifdef PROT_GROWSDOWN
  { PROT_GROWSDOWN, "PROT_GROWSDOWN" },
  { PROT_GROWSUP, "PROT_GROWSUP" },
#endif
  { 0, NULL },
};

/* Not MAP_SHARED_VALIDATE, which is two of them.  */
const struct name map_flag_names[] = {
  { MAP_SHARED, "MAP_SHARED" },
  { MAP_PRIVATE, "MAP_PRIVATE" },
  { MAP_FIXED, "MAP_FIXED" },
  { MAP_ANONYMOUS, "MAP_ANONYMOUS" },
#ifdef MAP_DROPPABLE
  { MAP_DROPPABLE, "MAP_DROPPABLE" },
#endif
#ifdef MAP_FIXED_NOREPLACE
  { MAP_FIXED_NOREPLACE, "MAP_FIXED_NOREPLACE" },
#endif
#ifdef MAP_32BIT
  { MAP_32BIT, "MAP_32BIT" },
#endif
#ifdef MAP_GROWSDOWN
  { MAP_GROWSDOWN, "MAP_GROWSDOWN" },
#endif
#ifdef MAP_DENYWRITE
  { MAP_DENYWRITE, "MAP_DENYWRITE" },
#endif
#ifdef MAP_EXECUTABLE
  { MAP_EXECUTABLE, "MAP_EXECUTABLE" },
#endif
#ifdef MAP_LOCKED
  { MAP_LOCKED, "MAP_LOCKED" },
#endif
#ifdef MAP_NORESERVE
  { MAP_NORESERVE, "MAP_NORESERVE" },
#endif
#ifdef MAP_POPULATE
  { MAP_POPULATE, "MAP_POPULATE" },
#endif
#ifdef MAP_NONBLOCK
  { MAP_NONBLOCK, "MAP_NONBLOCK" },
#endif
#ifdef MAP_STACK
  { MAP_STACK, "MAP_STACK" },
#endif
#ifdef MAP_SYNC
  { MAP_SYNC, "MAP_SYNC" },
#endif
#ifdef MAP_HUGETLB
  { MAP_HUGETLB, "MAP_HUGETLB" },
#endif
#ifdef MAP_HUGE_SHIFT
  { (unsigned) MAP_HUGE_MASK << MAP_HUGE_SHIFT, "MAP_HUGE_MASK<<MAP_HUGE_SHIFT" },
#endif
  { 0, NULL },
};

/* What consists of others stands before these.  */
const struct name open_flag_names[] = {
  { O_CREAT, "O_CREAT" },
  { O_EXCL, "O_EXCL" },
  { O_NOCTTY, "O_NOCTTY" },
  { O_TRUNC, "O_TRUNC" },
  { O_APPEND, "O_APPEND" },
  { O_NONBLOCK, "O_NONBLOCK" },
  { O_SYNC, "O_SYNC" },
  { O_DSYNC, "O_DSYNC" },
#ifdef O_ASYNC
  { O_ASYNC, "O_ASYNC" },
#endif
#ifdef O_DIRECT
  { O_DIRECT, "O_DIRECT" },
#endif
#if defined O_LARGEFILE && O_LARGEFILE != 0
  { O_LARGEFILE, "O_LARGEFILE" },
#endif
#ifdef O_TMPFILE
  { O_TMPFILE, "O_TMPFILE" },
#endif
  { O_DIRECTORY, "O_DIRECTORY" },
  { O_NOFOLLOW, "O_NOFOLLOW" },
#ifdef O_NOATIME
  { O_NOATIME, "O_NOATIME" },
#endif
  { O_CLOEXEC, "O_CLOEXEC" },
#ifdef O_PATH
  { O_PATH, "O_PATH" },
#endif
  { 0, NULL },
};

const struct name advice_names[] = {
#ifdef MADV_NORMAL
  { MADV_NORMAL, "MADV_NORMAL" },
#endif
#ifdef MADV_RANDOM
  { MADV_RANDOM, "MADV_RANDOM" },
#endif
#ifdef MADV_SEQUENTIAL
  { MADV_SEQUENTIAL, "MADV_SEQUENTIAL" },
#endif
#ifdef MADV_WILLNEED
  { MADV_WILLNEED, "MADV_WILLNEED" },
#endif
#ifdef MADV_DONTNEED
  { MADV_DONTNEED, "MADV_DONTNEED" },
#endif
#ifdef MADV_FREE
  { MADV_FREE, "MADV_FREE" },
#endif
#ifdef MADV_REMOVE
  { MADV_REMOVE, "MADV_REMOVE" },
#endif
#ifdef MADV_DONTFORK
  { MADV_DONTFORK, "MADV_DONTFORK" },
#endif
#ifdef MADV_DOFORK
  { MADV_DOFORK, "MADV_DOFORK" },
#endif
#ifdef MADV_HWPOISON
  { MADV_HWPOISON, "MADV_HWPOISON" },
#endif
#ifdef MADV_SOFT_OFFLINE
  { MADV_SOFT_OFFLINE, "MADV_SOFT_OFFLINE" },
#endif
#ifdef MADV_MERGEABLE
  { MADV_MERGEABLE, "MADV_MERGEABLE" },
#endif
#ifdef MADV_UNMERGEABLE
  { MADV_UNMERGEABLE, "MADV_UNMERGEABLE" },
#endif
#ifdef MADV_HUGEPAGE
  { MADV_HUGEPAGE, "MADV_HUGEPAGE" },
#endif
#ifdef MADV_NOHUGEPAGE
  { MADV_NOHUGEPAGE, "MADV_NOHUGEPAGE" },
#endif
#ifdef MADV_DONTDUMP
  { MADV_DONTDUMP, "MADV_DONTDUMP" },
#endif
#ifdef MADV_DODUMP
  { MADV_DODUMP, "MADV_DODUMP" },
#endif
#ifdef MADV_WIPEONFORK
  { MADV_WIPEONFORK, "MADV_WIPEONFORK" },
#endif
#ifdef MADV_KEEPONFORK
  { MADV_KEEPONFORK, "MADV_KEEPONFORK" },
#endif
#ifdef MADV_COLD
  { MADV_COLD, "MADV_COLD" },
#endif
#ifdef MADV_PAGEOUT
  { MADV_PAGEOUT, "MADV_PAGEOUT" },
#endif
#ifdef MADV_POPULATE_READ
  { MADV_POPULATE_READ, "MADV_POPULATE_READ" },
#endif
#ifdef MADV_POPULATE_WRITE
  { MADV_POPULATE_WRITE, "MADV_POPULATE_WRITE" },
#endif
#ifdef MADV_DONTNEED_LOCKED
  { MADV_DONTNEED_LOCKED, "MADV_DONTNEED_LOCKED" },
#endif
#ifdef MADV_COLLAPSE
  { MADV_COLLAPSE, "MADV_COLLAPSE" },
#endif
  { 0, NULL },
};

const struct name posix_advice_names[] = {
  { POSIX_MADV_NORMAL, "POSIX_MADV_NORMAL" },
  { POSIX_MADV_RANDOM, "POSIX_MADV_RANDOM" },
  { POSIX_MADV_SEQUENTIAL, "POSIX_MADV_SEQUENTIAL" },
  { POSIX_MADV_WILLNEED, "POSIX_MADV_WILLNEED" },
  { POSIX_MADV_DONTNEED, "POSIX_MADV_DONTNEED" },
  { 0, NULL },
};

const char *
value_name (unsigned value, const struct name *names)
{
  for (; names->name != NULL; names++)
    if (names->value == value)
      return names->name;
  return NULL;
}

unsigned
bits_unknown (unsigned value, const struct name *names)
{
  for (; names->name != NULL; names++)
    value &= ~names->value;
  return value;
}
