/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "stand.h"

#include <stddef.h>
#include <string.h>

/* A table that is not here counts as a system of its own where systems are counted.  */
static const struct
{
  const char *name;
  enum stand stand;
} stands[] = {
  { "bionic", STANDS_AS_LIBC },      { "dietlibc", STANDS_AS_LIBC },
  { "glibc", STANDS_AS_LIBC },       { "klibc", STANDS_AS_LIBC },
  { "musl", STANDS_AS_LIBC },        { "uclibc", STANDS_AS_LIBC },
  { "chromium-madvise", STANDS_AS_LAYER },
  { "gvisor", STANDS_AS_LAYER },     { "jemalloc", STANDS_AS_LAYER },
  { "memcheck", STANDS_AS_LAYER },   { "mimalloc", STANDS_AS_LAYER },
  { "pr-set-mdwe", STANDS_AS_LAYER }, { "qemu-user", STANDS_AS_LAYER },
  { "systemd-write-execute", STANDS_AS_LAYER },
  { "tcmalloc", STANDS_AS_LAYER },   { "valgrind", STANDS_AS_LAYER },
  { "wsl1", STANDS_AS_LAYER },
};

enum stand
stand_of (const char *system)
{
  for (size_t i = 0; i < sizeof stands / sizeof *stands; i++)
    if (strcmp (stands[i].name, system) == 0)
      return stands[i].stand;
  return STANDS_ALONE;
}
