# SPDX-License-Identifier: GPL-3.0-or-later
# The stand-in for Check, for systems without processes, and the suite built with it.
# shellcheck shell=sh

# compile_for_suite FILE: prints the object that the recipe's compiler makes of a file of the kit
compile_for_suite() {
  object=$tree/objects/$(key "$1" "$host" "$cc" "$cppflags" "$cflags").o
  mkdir -p "${object%/*}"
  # shellcheck disable=SC2086  # words
  $cc $cppflags $cflags -c "$src/ci/kit/$1" -o "$object-t" >&2 && mv "$object-t" "$object" && say "$object"
}

# build_suite_with_stand_in ARGUMENT...: leaves the runner in $program
build_suite_with_stand_in() {
  stand_in=$(compile_for_suite check-stand-in/check.c)
  build_dir=$tree/build/$(key "$host" "$cc" "$cppflags" "$cflags" "$ldflags" "$(contents ci/kit/check-stand-in)" ${headers:+"$(contents "$headers")"})
  locked "${tree##*/}-${build_dir##*/}" make_runner tests/anonmap \
    CHECK_CFLAGS="-I$src/ci/kit/check-stand-in" CHECK_LIBS="$stand_in" "$@"
  program=$build_dir/tests/anonmap
}
