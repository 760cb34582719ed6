# SPDX-License-Identifier: GPL-3.0-or-later
# Check from Debian's source, compiled by the recipe's compiler.
# shellcheck shell=sh

# configure asks what the libc has; what it lacks comes after, in lacks.h of the directory $check_lacks.
make_check_library() {
  make -s -C "$1" CPPFLAGS="${check_cppflags-}${check_lacks:+ -I$check_lacks -include $check_lacks/lacks.h}"
}

make_check() {
  [ ! -f "$check/lib/libcheck.a" ] || return 0
  source=$(debian_source check) || return
  rm -rf "$check" "$check-t" "$check-build"
  mkdir -p "$check-build" && cd "$check-build" || return
  # mawk: Check's configure does not work with every awk that it finds.
  # shellcheck disable=SC2086  # words
  "$source/configure" --quiet --prefix="$check-t" --host="$host" --build="$(build_triplet)" CC="$cc" AWK=mawk \
    ${check_cppflags:+CPPFLAGS="$check_cppflags"} ${check_cflags:+CFLAGS="$check_cflags"} \
    --disable-shared --enable-static --disable-subunit --disable-build-docs &&
    make_check_library lib && make_check_library src && make -s -C src install-libLTLIBRARIES install-includeHEADERS &&
    cp check_stdint.h "$check-t/include/" &&
    cd .. && rm -rf "$check-build" && mv "$check-t" "$check"
}

# Leaves Check for $host by $cc (with $check_cppflags, $check_cflags and $check_lacks) in $check.
build_check() {
  check=$cache/check/$(key "$host" "$cc" "${check_cppflags-}" "${check_cflags-}" ${check_lacks:+"$(cat "$check_lacks"/*.h)"})
  locked "${check##*/}" make_check
}
