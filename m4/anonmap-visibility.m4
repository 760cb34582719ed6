# SPDX-License-Identifier: GPL-3.0-or-later
# The visibility matrix: in which language mode, under which feature macro, does <sys/mman.h> show
# each of the names?  The cells are compiled raw: with the user's CC, CPPFLAGS and CFLAGS, less every
# language mode and feature macro, plus exactly the cell's own, and without confdefs.h.

# The modes: the name in ids, the __STDC_VERSION__ it has at least, the options to try.
m4_define([_ANONMAP_MODES],
[[[c99], [199901L], [-std=c99]],
 [[c11], [201112L], [-std=c11]],
 [[c17], [201710L], [-std=c17]],
 [[c23], [201710L], [-std=c23 -std=c2x]],
 [[gnu99], [199901L], [-std=gnu99]],
 [[gnu11], [201112L], [-std=gnu11]],
 [[gnu17], [201710L], [-std=gnu17]],
 [[gnu23], [201710L], [-std=gnu23 -std=gnu2x]]])

# The macro sets: the name in ids, the option, the macro itself.
m4_define([_ANONMAP_SETS],
[[[none], [], []],
 [[_BSD_SOURCE], [-D_BSD_SOURCE], [_BSD_SOURCE]],
 [[_SVID_SOURCE], [-D_SVID_SOURCE], [_SVID_SOURCE]],
 [[_DEFAULT_SOURCE], [-D_DEFAULT_SOURCE], [_DEFAULT_SOURCE]],
 [[_GNU_SOURCE], [-D_GNU_SOURCE], [_GNU_SOURCE]],
 [[_POSIX_C_SOURCE-1], [-D_POSIX_C_SOURCE=1], [_POSIX_C_SOURCE]],
 [[_POSIX_C_SOURCE-200112], [-D_POSIX_C_SOURCE=200112L], [_POSIX_C_SOURCE]],
 [[_POSIX_C_SOURCE-200809], [-D_POSIX_C_SOURCE=200809L], [_POSIX_C_SOURCE]],
 [[_POSIX_C_SOURCE-202405], [-D_POSIX_C_SOURCE=202405L], [_POSIX_C_SOURCE]],
 [[_XOPEN_SOURCE-500], [-D_XOPEN_SOURCE=500], [_XOPEN_SOURCE]],
 [[_XOPEN_SOURCE-600], [-D_XOPEN_SOURCE=600], [_XOPEN_SOURCE]],
 [[_XOPEN_SOURCE-700], [-D_XOPEN_SOURCE=700], [_XOPEN_SOURCE]],
 [[_XOPEN_SOURCE-800], [-D_XOPEN_SOURCE=800], [_XOPEN_SOURCE]],
 [[_DARWIN_C_SOURCE], [-D_DARWIN_C_SOURCE], [_DARWIN_C_SOURCE]],
 [[_NETBSD_SOURCE], [-D_NETBSD_SOURCE], [_NETBSD_SOURCE]],
 [[_OPENBSD_SOURCE], [-D_OPENBSD_SOURCE], [_OPENBSD_SOURCE]],
 [[__BSD_VISIBLE-1], [-D__BSD_VISIBLE=1], [__BSD_VISIBLE]],
 [[__EXTENSIONS__], [-D__EXTENSIONS__], [__EXTENSIONS__]],
 [[_ALL_SOURCE], [-D_ALL_SOURCE], [_ALL_SOURCE]]])

# _ANONMAP_RAW(VARIABLE, WORDS)
# Shell code that sets VARIABLE to WORDS less language modes and feature macros.  The macros that the
# sets do not have are here because on some systems one of them is enough to hide the names.
m4_define([_ANONMAP_RAW],
[$1=
anonmap_prefix=
for anonmap_word in $2; do
  anonmap_drop=no
  AS_CASE([$anonmap_prefix$anonmap_word],
    [-D | -U],
      [anonmap_prefix=$anonmap_word
      continue],
    [-std=* | --std=* | -ansi | --ansi], [anonmap_drop=yes],
    [-@<:@DU@:>@*],
      [AS_CASE([`AS_ECHO(["$anonmap_prefix$anonmap_word"]) | sed 's/^-.//; s/=.*//'`],
        [_BSD_SOURCE | _SVID_SOURCE | _DEFAULT_SOURCE | _GNU_SOURCE | _POSIX_C_SOURCE | _XOPEN_SOURCE | \
        _DARWIN_C_SOURCE | _NETBSD_SOURCE | _OPENBSD_SOURCE | __BSD_VISIBLE | __EXTENSIONS__ | \
        _ALL_SOURCE | _POSIX_SOURCE | _XOPEN_SOURCE_EXTENDED | _ANSI_SOURCE | _ISOC*_SOURCE],
        [anonmap_drop=yes])])
  test $anonmap_drop = yes || $1="$$1 $anonmap_prefix$anonmap_word"
  anonmap_prefix=
done
])

# _ANONMAP_MODE(NAME, VERSION, OPTIONS)
# Sets anonmap_cv_mode_NAME to the first of OPTIONS that is this mode for the compiler, or to `no`.
# A compiler that passes over an option it does not know has not got the mode.
m4_define([_ANONMAP_MODE],
[AS_IF([test -z "$anonmap_cv_mode_$1"],
  [cat >conftest.c <<'_ANONMAP_EOF'
#if !(__STDC_VERSION__ >= $2)
# error another mode
#endif
int anonmap_answer;
_ANONMAP_EOF
  anonmap_cv_mode_$1=no
  for anonmap_option in $3; do
    AS_IF([$anonmap_raw $anonmap_option -c conftest.c -o conftest.$ac_objext >&AS_MESSAGE_LOG_FD 2>&1],
      [anonmap_cv_mode_$1=$anonmap_option
      break])
  done])
AS_IF([test "$anonmap_cv_mode_$1" != no], [anonmap_modes="$anonmap_modes $1"])
])

# A call of each shell function below for one set.
m4_define([_ANONMAP_COMPILE],
[  anonmap_fn_compile $1 m4_translit([[$1]], [-], [_]) $2 $3
])
m4_define([_ANONMAP_ANSWER],
[  anonmap_fn_answer $1 m4_translit([[$1]], [-], [_])
])

# ANONMAP_VISIBILITY
# Sets anonmap_modes to the modes there are, anonmap_visible to those in which MAP_ANON shows with no
# macro at all, and has config.status make lib/visibility-table.h.
# Each answer is in anonmap_cv_visibility_MODE_SET (`-` is `_` there): for MAP_ANON, MAP_ANONYMOUS and
# MAP_UNINITIALIZED `hidden` or `visible`, then `no-warning`, or `warns` when the compiler has
# something to say about the macro itself, or `fails` when the header does not compile.  Where there is
# no such header, all four are `absent`.
AC_DEFUN([ANONMAP_VISIBILITY],
[AC_REQUIRE([ANONMAP_READABLE])
_ANONMAP_RAW([anonmap_raw], [$CC $CFLAGS $CPPFLAGS $anonmap_readable_flags])

# anonmap_fn_compile SET CELL OPTION MACRO
# Compiles one cell of the mode, unless its answer is there already, and keeps in
# anonmap_said_CELL what the object file cannot tell.
anonmap_fn_compile ()
{
  eval "anonmap_answer=\$anonmap_cv_visibility_${anonmap_mode}_$[]2"
  test -z "$anonmap_answer" || return 0
  if test "$ac_cv_header_sys_mman_h" = no; then
    eval "anonmap_said_$[]2=absent anonmap_shown_$[]2='absent absent absent'"
    return 0
  fi
  anonmap_said=fails
  if $anonmap_raw $anonmap_option $[]3 -DANONMAP_CELL=cell_$[]2 -c conftest.c \
    -o conftest.d/$[]2.$ac_objext >conftest.err 2>&1
  then
    anonmap_said=no-warning
    # Only a message that names the macro is about the macro.
    if test -s conftest.err && test -n "$[]4" && grep "$[]4" conftest.err >/dev/null; then
      anonmap_said=warns
    fi
  fi
  eval "anonmap_said_$[]2=\$anonmap_said anonmap_shown_$[]2="
  if test -s conftest.err; then
    AS_ECHO(["in $anonmap_mode under $[]1: $anonmap_said"]) >&AS_MESSAGE_LOG_FD
    cat conftest.err >&AS_MESSAGE_LOG_FD
  fi
}

# anonmap_fn_answer SET CELL
# Puts the answer of the cell, from the cache or from what has just been compiled, into the cache
# and the list that becomes the table.
anonmap_fn_answer ()
{
  eval "anonmap_answer=\$anonmap_cv_visibility_${anonmap_mode}_$[]2"
  if test -z "$anonmap_answer"; then
    eval "anonmap_answer=\"\$anonmap_shown_$[]2 \$anonmap_said_$[]2\""
    # A header that does not compile shows nothing to anybody.
    test "$anonmap_answer" != ' fails' || anonmap_answer='hidden hidden hidden fails'
    eval "anonmap_cv_visibility_${anonmap_mode}_$[]2=\$anonmap_answer"
  fi
  anonmap_cells="$anonmap_cells${anonmap_cells:+$as_nl}$anonmap_mode $[]1 $anonmap_answer"
  anonmap_set=$[]1
  anonmap_cell=$[]2
  # Answers may have been given by hand.
  set x $anonmap_answer
  for anonmap_word in "$[]2" "$[]3" "$[]4"; do
    case $anonmap_word,$[]5 in
      hidden,no-warning | hidden,warns | hidden,fails | visible,no-warning | visible,warns | absent,absent) ;;
      *) AC_MSG_ERROR([anonmap_cv_visibility_${anonmap_mode}_$anonmap_cell is '$anonmap_answer', and not
  'hidden' or 'visible' three times, followed by 'no-warning', 'warns' or 'fails', nor 'absent' four times;
  see config.log]) ;;
    esac
  done
  case $[]2 in
    visible)
      case $anonmap_set in
        none)
          anonmap_visible="$anonmap_visible $anonmap_mode"
          anonmap_set="(no macro)" ;;
      esac
      anonmap_where="$anonmap_where${anonmap_where:+ }$anonmap_set" ;;
    *) anonmap_everywhere=no ;;
  esac
}

AC_CHECK_HEADER([sys/mman.h])
AC_MSG_CHECKING([for the language modes of $CC])
anonmap_modes=default
m4_map([_ANONMAP_MODE], m4_defn([_ANONMAP_MODES]))dnl
AC_MSG_RESULT([$anonmap_modes])

cat >conftest.c <<'_ANONMAP_EOF'
[#include <sys/mman.h>
#ifdef MAP_ANON
# define SHOWS_1 "visible"
#else
# define SHOWS_1 "hidden"
#endif
#ifdef MAP_ANONYMOUS
# define SHOWS_2 "visible"
#else
# define SHOWS_2 "hidden"
#endif
#ifdef MAP_UNINITIALIZED
# define SHOWS_3 "visible"
#else
# define SHOWS_3 "hidden"
#endif
#define STRING(text) #text
#define NAME(macro) STRING (macro)
const char anonmap_answer[] = "<" NAME (ANONMAP_CELL) " " SHOWS_1 " " SHOWS_2 " " SHOWS_3 ">";]
_ANONMAP_EOF
anonmap_cells=
anonmap_visible=
for anonmap_mode in $anonmap_modes; do
  AC_MSG_CHECKING([where MAP_ANON shows in $anonmap_mode])
  case $anonmap_mode in
    default) anonmap_option= ;;
    *) eval "anonmap_option=\$anonmap_cv_mode_$anonmap_mode" ;;
  esac
  rm -f -r conftest.d
  mkdir conftest.d
m4_map([_ANONMAP_COMPILE], m4_defn([_ANONMAP_SETS]))dnl
  eval "`ANONMAP_READ([conftest.d/* 2>/dev/null],
    [s/^.*<cell\(_@<:@A-Za-z0-9_@:>@*\) \(@<:@a-z@:>@* @<:@a-z@:>@* @<:@a-z@:>@*\)>$/anonmap_shown\1="\2"/p])`"
  anonmap_where=
  anonmap_everywhere=yes
m4_map([_ANONMAP_ANSWER], m4_defn([_ANONMAP_SETS]))dnl
  test $anonmap_everywhere = no || anonmap_where=everywhere
  AC_MSG_RESULT([${anonmap_where:-nowhere}])
done
rm -f -r conftest.c conftest.d conftest.err

AC_CONFIG_COMMANDS([lib/visibility-table.h],
  [{
    AS_ECHO(['/* Made by configure: what <sys/mman.h> shows, in each language mode, under each macro set.  */'])
    while read anonmap_mode anonmap_set anonmap_1 anonmap_2 anonmap_3 anonmap_said; do
      case $anonmap_said in
        warns) anonmap_said=', warns' ;;
        absent) anonmap_said=': no sys/mman.h' ;;
        fails) anonmap_said=
          AS_ECHO(["/* $anonmap_mode-$anonmap_set: the header does not compile.  */"]) ;;
        *) anonmap_said= ;;
      esac
      anonmap_id=$anonmap_mode-$anonmap_set
      AS_ECHO(["VISIBILITY_CELL (\"macro.MAP_ANON.$anonmap_id\", \"$anonmap_1$anonmap_said\")
VISIBILITY_CELL (\"macro.MAP_ANONYMOUS.$anonmap_id\", \"$anonmap_2$anonmap_said\")
VISIBILITY_CELL (\"macro.MAP_UNINITIALIZED.$anonmap_id\", \"$anonmap_3$anonmap_said\")"])
    done <<_ANONMAP_EOF
$anonmap_cells
_ANONMAP_EOF
  } >lib/visibility-table.tmp
  # An unchanged table keeps its date, so that nothing is compiled again for it.
  if cmp -s lib/visibility-table.tmp lib/visibility-table.h; then
    rm -f lib/visibility-table.tmp
  else
    mv -f lib/visibility-table.tmp lib/visibility-table.h
  fi],
  [anonmap_cells='$anonmap_cells'])
])
