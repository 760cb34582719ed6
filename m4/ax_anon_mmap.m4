# ===========================================================================
#                  https://github.com/anonmap/anonmap
# ===========================================================================
#
# SYNOPSIS
#
#   AX_ANON_MMAP([ACTION-IF-FOUND], [ACTION-IF-NOT-FOUND])
#
# DESCRIPTION
#
#   Finds out how a program gets anonymous memory from mmap here: which of
#   the names MAP_ANONYMOUS and MAP_ANON <sys/mman.h> shows under the
#   compiler flags and feature macros that the project has chosen by now,
#   and, if it shows neither, which further feature macro makes it. Where
#   there is no such name, private mappings of /dev/zero serve instead.
#
#   Defines ANON_MMAP_FLAG to the name, or to 0 where /dev/zero has to be
#   opened. Substitutes ANON_MMAP_CPPFLAGS, what the preprocessor needs in
#   addition, often nothing, for the files that use the flag:
#
#     int fd = -1;
#     if (ANON_MMAP_FLAG == 0)
#       fd = open ("/dev/zero", O_RDWR);
#     p = mmap (0, size, PROT_READ | PROT_WRITE,
#               MAP_PRIVATE | ANON_MMAP_FLAG, fd, 0);
#     if (fd >= 0)
#       close (fd);
#
#   ACTION-IF-FOUND is run in either case, ACTION-IF-NOT-FOUND where there
#   is no mmap at all. Nothing is run, so cross-compiling is safe; whether
#   the target has the device is not known before the program runs there.
#
#   The answer is in ax_cv_anon_mmap, and may be given there: the name,
#   followed by the option for the preprocessor if it needs one (such as
#   "MAP_ANON -D_DARWIN_C_SOURCE"), or "/dev/zero", or "no".
#
#   Call it after AC_USE_SYSTEM_EXTENSIONS, if you use that, and after
#   whatever else sets CFLAGS, CPPFLAGS or feature macros.
#
# LICENSE
#
#   Copyright (c) 2026 The anonmap authors
#
#   Copying and distribution of this file, with or without modification, are
#   permitted in any medium without royalty provided the copyright notice
#   and this notice are preserved.  This file is offered as-is, without any
#   warranty.
#
#   SPDX-License-Identifier: FSFAP

#serial 1

AC_DEFUN([AX_ANON_MMAP],
[AC_REQUIRE([AC_PROG_CC])dnl
AC_LANG_PUSH([C])dnl
AC_CACHE_CHECK([how to map anonymous memory], [ax_cv_anon_mmap],
  [ax_cv_anon_mmap=no
  ax_anon_mmap_CPPFLAGS=$CPPFLAGS
  # _DEFAULT_SOURCE and _GNU_SOURCE are glibc's and musl's, __BSD_VISIBLE is
  # FreeBSD's; _BSD_SOURCE is for glibc before 2.19, newer ones warn about it.
  for ax_anon_mmap_option in '' -D_DEFAULT_SOURCE -D_GNU_SOURCE -D_DARWIN_C_SOURCE \
    -D__BSD_VISIBLE=1 -D_NETBSD_SOURCE -D__EXTENSIONS__ -D_ALL_SOURCE -D_BSD_SOURCE; do
    CPPFLAGS="$ax_anon_mmap_CPPFLAGS $ax_anon_mmap_option"
    for ax_anon_mmap_name in MAP_ANONYMOUS MAP_ANON; do
      AC_LINK_IFELSE([_AX_ANON_MMAP_PROGRAM([$ax_anon_mmap_name], [-1])],
        [ax_cv_anon_mmap="$ax_anon_mmap_name${ax_anon_mmap_option:+ }$ax_anon_mmap_option"
        break 2])
    done
  done
  CPPFLAGS=$ax_anon_mmap_CPPFLAGS
  AS_IF([test "$ax_cv_anon_mmap" = no],
    [AC_LINK_IFELSE([_AX_ANON_MMAP_PROGRAM([0], [0])], [ax_cv_anon_mmap=/dev/zero])])])
AC_LANG_POP([C])dnl
ANON_MMAP_CPPFLAGS=
AS_CASE([$ax_cv_anon_mmap],
  [no], [ax_anon_mmap_flag=],
  [/dev/zero], [ax_anon_mmap_flag=0],
  [MAP_*' '*],
    [ax_anon_mmap_flag=`AS_ECHO(["$ax_cv_anon_mmap"]) | sed 's/ .*//'`
    ANON_MMAP_CPPFLAGS=`AS_ECHO(["$ax_cv_anon_mmap"]) | sed 's/@<:@^ @:>@* *//'`],
  [MAP_*], [ax_anon_mmap_flag=$ax_cv_anon_mmap],
  [AC_MSG_ERROR([ax_cv_anon_mmap is '$ax_cv_anon_mmap', which is not a name, /dev/zero or no])])
AC_SUBST([ANON_MMAP_CPPFLAGS])dnl
AS_IF([test -n "$ax_anon_mmap_flag"],
  [AC_DEFINE_UNQUOTED([ANON_MMAP_FLAG], [$ax_anon_mmap_flag],
    [The flag of mmap for anonymous memory, or 0 if /dev/zero is to be mapped.])
  $1],
  [m4_default([$2], [:])])
])

# _AX_ANON_MMAP_PROGRAM(FLAG, DESCRIPTOR)
# A program that maps with FLAG.
m4_define([_AX_ANON_MMAP_PROGRAM],
[AC_LANG_PROGRAM([[#include <sys/types.h>
#include <sys/mman.h>]],
  [[char *p = (char *) mmap (0, 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | $1, $2, 0);
  return p == (char *) MAP_FAILED || munmap (p, 1) != 0;]])])
