/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "stand.h"

#include <stddef.h>
#include <string.h>

static const struct
{
  const char *name;
  enum stand stand;
} stands[] = {
  { "bionic", STANDS_AS_LIBC },      { "dietlibc", STANDS_AS_LIBC },
  { "glibc", STANDS_AS_LIBC },       { "klibc", STANDS_AS_LIBC },
  { "musl", STANDS_AS_LIBC },        { "uclibc", STANDS_AS_LIBC },
  { "gvisor", STANDS_AS_LAYER },     { "qemu-user", STANDS_AS_LAYER },
  { "valgrind", STANDS_AS_LAYER },   { "wsl1", STANDS_AS_LAYER },
};

enum stand
stand_of (const char *system)
{
  for (size_t i = 0; i < sizeof stands / sizeof *stands; i++)
    if (strcmp (stands[i].name, system) == 0)
      return stands[i].stand;
  return STANDS_ALONE;
}
