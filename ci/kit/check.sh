# SPDX-License-Identifier: GPL-3.0-or-later
# Check from Debian's source, compiled by the recipe's compiler.
# shellcheck shell=sh

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
    make -s -C lib && make -s -C src && make -s -C src install-libLTLIBRARIES install-includeHEADERS &&
    cp check_stdint.h "$check-t/include/" &&
    cd .. && rm -rf "$check-build" && mv "$check-t" "$check"
}

# Leaves Check for $host by $cc (with $check_cppflags and $check_cflags) in $check.
build_check() {
  check=$cache/check/$(key "$host" "$cc" "${check_cppflags-}" "${check_cflags-}" ${headers:+"$(contents "$headers")"})
  locked "${check##*/}" make_check
}
