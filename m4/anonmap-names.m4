# SPDX-License-Identifier: GPL-3.0-or-later
# Which of the names of the flags there are, and what stands behind them.

# _ANONMAP_NAME(NAME, HEADER, CACHE-VARIABLE)
# Sets CACHE-VARIABLE to the value of the macro NAME of HEADER, in hexadecimal, to `unknown` when the
# macro is not a constant, to `no` when there is none.  The digits are read from the object file.
m4_define([_ANONMAP_NAME],
[AC_CACHE_CHECK([for $1 in <$2>], [$3],
  [$3=no
  AC_COMPILE_IFELSE([ANONMAP_SOURCE([[#include <$2>
#ifndef $1
# error no such macro
#endif
    ]])],
    [$3=unknown
    anonmap_save_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS $anonmap_readable_flags"
    AC_COMPILE_IFELSE([ANONMAP_SOURCE([[#include <$2>
#define NIBBLE(n) ((unsigned long) ($1) >> (n) & 15)
#define DIGIT(n) (char) (NIBBLE (n) + (NIBBLE (n) < 10 ? '0' : 'a' - 10))
const char anonmap_answer[] = {
  '<', DIGIT (28), DIGIT (24), DIGIT (20), DIGIT (16), DIGIT (12), DIGIT (8), DIGIT (4), DIGIT (0), '>', 0
};
      ]])],
      [anonmap_answer=`ANONMAP_READ([conftest.$ac_objext],
        [s/^.*<0*\(@<:@0-9a-f@:>@@<:@0-9a-f@:>@*\)>$/0x\1/p])`
      test -z "$anonmap_answer" || $3=$anonmap_answer])
    CFLAGS=$anonmap_save_CFLAGS])])
])

# _ANONMAP_NAME_IN_IF(NAME, HEADER, VALUE)
# Whether #if, which knows neither casts nor enumerations, sees the same value as the language.
m4_define([_ANONMAP_NAME_IN_IF],
[AC_CACHE_CHECK([whether $1 can be used in @%:@if], [anonmap_cv_in_if_$1],
  [AC_COMPILE_IFELSE([ANONMAP_SOURCE([[#include <$2>
#if ($1) != $3
# error not the same value
#endif
    ]])],
    [anonmap_cv_in_if_$1=yes], [anonmap_cv_in_if_$1=no])])
])

# _ANONMAP_NAME_DEFINE(NAME, HEADER, VALUE)
# HEADER and VALUE are shell words.
m4_define([_ANONMAP_NAME_DEFINE],
[AC_DEFINE([HAVE_$1], [1], [Define to 1 if there is a macro $1.])
AS_CASE([$3],
  [unknown], [],
  [AC_DEFINE_UNQUOTED([ANONMAP_$1_VALUE], [$3], [The value of $1.])
  _ANONMAP_NAME_IN_IF([$1], [$2], [$3])
  AS_IF([test "$anonmap_cv_in_if_$1" = yes],
    [AC_DEFINE([ANONMAP_$1_IN_IF], [1], [Define to 1 if $1 can be used in #if.])])])
])

# ANONMAP_NAMES
AC_DEFUN([ANONMAP_NAMES],
[AC_REQUIRE([ANONMAP_READABLE])
m4_foreach_w([anonmap_name], [MAP_ANON MAP_ANONYMOUS],
  [_ANONMAP_NAME(anonmap_name, [sys/mman.h], [anonmap_cv_value_]anonmap_name)
  AS_IF([test "$anonmap_cv_value_[]anonmap_name" != no],
    [_ANONMAP_NAME_DEFINE(anonmap_name, [sys/mman.h], [$anonmap_cv_value_]anonmap_name)])
])
AC_CACHE_CHECK([whether MAP_ANON and MAP_ANONYMOUS are equal], [anonmap_cv_names_equal],
  [AS_CASE([" $anonmap_cv_value_MAP_ANON $anonmap_cv_value_MAP_ANONYMOUS "],
    [*' no '* | *' unknown '*], [anonmap_cv_names_equal=unknown],
    [AS_IF([test "$anonmap_cv_value_MAP_ANON" = "$anonmap_cv_value_MAP_ANONYMOUS"],
      [anonmap_cv_names_equal=yes], [anonmap_cv_names_equal=no])])])
AS_CASE([$anonmap_cv_names_equal],
  [yes], [anonmap_answer=1],
  [no], [anonmap_answer=0],
  [anonmap_answer=])
AS_IF([test -n "$anonmap_answer"],
  [AC_DEFINE_UNQUOTED([ANONMAP_NAMES_EQUAL], [$anonmap_answer],
    [1 if MAP_ANON and MAP_ANONYMOUS have one value, 0 if not, undefined unless both have one.])])

# A name that only the kernel's headers have is looked for there too, in a file of its own: the two
# headers do not always go together.
_ANONMAP_NAME([MAP_UNINITIALIZED], [sys/mman.h], [anonmap_cv_value_MAP_UNINITIALIZED])
AS_IF([test "$anonmap_cv_value_MAP_UNINITIALIZED" != no],
  [anonmap_header=sys/mman.h
  anonmap_value=$anonmap_cv_value_MAP_UNINITIALIZED],
  [_ANONMAP_NAME([MAP_UNINITIALIZED], [linux/mman.h], [anonmap_cv_value_linux_MAP_UNINITIALIZED])
  anonmap_header=linux/mman.h
  anonmap_value=$anonmap_cv_value_linux_MAP_UNINITIALIZED])
AS_IF([test "$anonmap_value" != no],
  [_ANONMAP_NAME_DEFINE([MAP_UNINITIALIZED], [$anonmap_header], [$anonmap_value])
  AC_DEFINE_UNQUOTED([ANONMAP_MAP_UNINITIALIZED_HEADER], ["$anonmap_header"],
    [The header that has MAP_UNINITIALIZED.])])
])
