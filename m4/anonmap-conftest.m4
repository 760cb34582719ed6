# SPDX-License-Identifier: GPL-3.0-or-later
# What the probes share: their view of the system, and a way to read an answer that does not need
# the program to run.

# ANONMAP_SOURCE(DECLARATIONS, [STATEMENTS])
# A program that sees the system as the files under tests/ do: the suite's own feature macros and
# no confdefs.h, which has gnulib's.
AC_DEFUN([ANONMAP_SOURCE], [AC_LANG_DEFINES_PROVIDED
#define ANONMAP_CONFIGURE 1
#include "$srcdir/tests/harness/system.h"
$1
int
main (void)
{
  $2
  return 0;
}])

# ANONMAP_READABLE
# Sets anonmap_readable_flags: what keeps the strings of a program in its object file, in the clear,
# and keeps a warning a warning, whatever the user's CFLAGS say.  They change nothing in a header.
AC_DEFUN([ANONMAP_READABLE],
[AC_CACHE_CHECK([for flags that keep answers readable], [anonmap_cv_readable_flags],
  [anonmap_save_CFLAGS=$CFLAGS
  anonmap_cv_readable_flags='-fno-lto -Wno-error'
  CFLAGS="$CFLAGS $anonmap_cv_readable_flags"
  AC_COMPILE_IFELSE([AC_LANG_SOURCE([[int anonmap_answer;]])], [],
    [anonmap_cv_readable_flags=none])
  CFLAGS=$anonmap_save_CFLAGS])
AS_CASE([$anonmap_cv_readable_flags],
  [none], [anonmap_readable_flags=],
  [anonmap_readable_flags=$anonmap_cv_readable_flags])
])

# ANONMAP_READ(FILES, SED-SCRIPT)
# Shell code that prints the answers in the object FILES, each once `<...>` and now a line of its
# own, through SED-SCRIPT.  A byte before it that happens to be a letter, such as a length, is on the
# line too.  sed alone may not be given a binary file.
AC_DEFUN([ANONMAP_READ],
[cat $1 | LC_ALL=C tr -c '@<:@a-z@:>@@<:@A-Z@:>@@<:@0-9@:>@ _<>' '@<:@\012*@:>@' | LC_ALL=C sed -n '$2'])
