# SPDX-License-Identifier: GPL-3.0-or-later
# How the suite is built, as the record tells it.

# _ANONMAP_BUILD_FACT(NAME, WORDS, WHAT)
# Records get published: a word with a slash in it is somebody's path, and is left out.
m4_define([_ANONMAP_BUILD_FACT],
[anonmap_fact=
for anonmap_word in $2; do
  AS_CASE([$anonmap_word],
    [*/*], [],
    [anonmap_fact="$anonmap_fact${anonmap_fact:+ }$anonmap_word"])
done
anonmap_fact=`AS_ECHO(["$anonmap_fact"]) | sed 's/@<:@\\\\"@:>@/\\\\&/g'`
AC_DEFINE_UNQUOTED([ANONMAP_BUILD_$1], ["$anonmap_fact"], [$3])
])

# ANONMAP_BUILD
AC_DEFUN([ANONMAP_BUILD],
[# The compiler is often a path, and then the last of it is what tells.
set dummy $CC
anonmap_driver=$[]2
anonmap_compiler=`AS_ECHO(["$[]2"]) | sed 's,.*/,,'`
shift
shift
_ANONMAP_BUILD_FACT([COMPILER], [$anonmap_compiler "$[]@"], [The compiler, with its own options.])
anonmap_version=`$CC --version 2>/dev/null | sed 1q`
_ANONMAP_BUILD_FACT([COMPILER_VERSION], [$anonmap_version], [What it says of itself.])
# Its headers do not tell the version, but what runs the compiler does.
AS_CASE([$anonmap_compiler],
  [diet], [anonmap_version=`"$anonmap_driver" -v 2>&1 | sed -n 's/^diet version \(@<:@0-9.@:>@*\).*/\1/p'`],
  [anonmap_version=])
_ANONMAP_BUILD_FACT([LIBC_VERSION], [$anonmap_version], [The version of the C library, where only its compiler tells.])
_ANONMAP_BUILD_FACT([CPPFLAGS], [$CPPFLAGS], [The flags for its preprocessor.])
_ANONMAP_BUILD_FACT([CFLAGS], [$CFLAGS], [The flags for the compiler.])
])
