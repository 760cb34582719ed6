/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a command with less than the kernel gives: confine CONFINEMENT COMMAND [ARGUMENT]...
   The filters are parts of those that sandboxes in wide use put around programs.  */
#define _GNU_SOURCE

#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <unistd.h>

/* The headers of Linux before 6.3 do not have them.  */
#ifndef PR_SET_MDWE
enum
{
  PR_SET_MDWE = 65,
  PR_MDWE_REFUSE_EXEC_GAIN = 1
};
#endif

struct rule
{
  int call;
  unsigned compares; /* 0: whatever the arguments */
  struct scmp_arg_cmp compare;
};

/* What a filter refuses with EPERM.  */
struct filter
{
  const char *name;
  const struct rule *rules;
  size_t count;
};

#define ANY_ARGUMENT { 0, SCMP_CMP_EQ, 0, 0 }
#define HAS_BITS(argument, bits) { argument, SCMP_CMP_MASKED_EQ, bits, bits }

/* systemd, src/shared/seccomp-util.c seccomp_memory_deny_write_execute.  */
static const struct rule write_execute[] = {
  { SCMP_SYS (mmap), 1, HAS_BITS (2, PROT_WRITE | PROT_EXEC) },
  { SCMP_SYS (mprotect), 1, HAS_BITS (2, PROT_EXEC) },
  { SCMP_SYS (pkey_mprotect), 1, HAS_BITS (2, PROT_EXEC) },
  { SCMP_SYS (shmat), 1, HAS_BITS (2, SHM_EXEC) },
};

/* systemd, src/shared/seccomp-util.c syscall_filter_sets.  */
static const struct rule memlock[] = {
  { SCMP_SYS (mlock), 0, ANY_ARGUMENT },      { SCMP_SYS (mlock2), 0, ANY_ARGUMENT },
  { SCMP_SYS (mlockall), 0, ANY_ARGUMENT },   { SCMP_SYS (munlock), 0, ANY_ARGUMENT },
  { SCMP_SYS (munlockall), 0, ANY_ARGUMENT },
};

/* Chromium, sandbox/linux/seccomp-bpf-helpers/baseline_policy.cc EvaluateSyscallImpl: all advice but
   MADV_NORMAL (0), MADV_RANDOM (1), MADV_DONTNEED (4), MADV_FREE (8) and MADV_REMOVE (9).  */
static const struct rule advice[] = {
  { SCMP_SYS (madvise), 1, { 2, SCMP_CMP_EQ, MADV_SEQUENTIAL, 0 } },
  { SCMP_SYS (madvise), 1, { 2, SCMP_CMP_EQ, MADV_WILLNEED, 0 } },
  { SCMP_SYS (madvise), 1, { 2, SCMP_CMP_EQ, 5, 0 } },
  { SCMP_SYS (madvise), 1, { 2, SCMP_CMP_EQ, 6, 0 } },
  { SCMP_SYS (madvise), 1, { 2, SCMP_CMP_EQ, 7, 0 } },
  { SCMP_SYS (madvise), 1, { 2, SCMP_CMP_GT, MADV_REMOVE, 0 } },
};

#define FILTER(name, rules) { name, rules, sizeof (rules) / sizeof *(rules) }
static const struct filter filters[] = {
  FILTER ("systemd-write-execute", write_execute),
  FILTER ("systemd-memlock", memlock),
  FILTER ("chromium-madvise", advice),
};

/* Returns 0, or a negative errno number.  */
static int
apply (const struct filter *filter)
{
  scmp_filter_ctx context = seccomp_init (SCMP_ACT_ALLOW);
  int result = context == NULL ? -ENOMEM : 0;

  for (size_t i = 0; i < filter->count && result == 0; i++)
    result = seccomp_rule_add_array (context, SCMP_ACT_ERRNO (EPERM), filter->rules[i].call,
                                     filter->rules[i].compares, &filter->rules[i].compare);
  if (result == 0)
    result = seccomp_load (context);
  seccomp_release (context);
  return result;
}

static int
confine (const char *name)
{
  if (strcmp (name, "mdwe") == 0)
    return prctl (PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0) == 0 ? 0 : -errno;
  for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
    if (strcmp (filters[i].name, name) == 0)
      return apply (&filters[i]);
  return -EINVAL;
}

int
main (int argc, char **argv)
{
  int result = argc > 2 ? confine (argv[1]) : -EINVAL;

  if (result != 0)
    {
      fprintf (stderr, "confine: %s: %s\n", argc > 1 ? argv[1] : "a confinement and a command",
               strerror (-result));
      return 126;
    }
  execvp (argv[2], argv + 2);
  fprintf (stderr, "confine: %s: %s\n", argv[2], strerror (errno));
  return 127;
}
