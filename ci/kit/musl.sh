# SPDX-License-Identifier: GPL-3.0-or-later
# musl of other architectures: Debian's library for them with its cross compilers for glibc.
# shellcheck shell=sh

# What Debian's musl-tools has for its own architecture: headers, start files and library of musl, all else of gcc.
musl_specs() {
  cat <<SPECS
%rename cpp_options old_cpp_options

*cpp_options:
-nostdinc -isystem $1/usr/include/$2 -isystem include%s %(old_cpp_options)

*cc1:
%(cc1_cpu) -nostdinc -isystem $1/usr/include/$2 -isystem include%s

*link_libgcc:
-L$1/usr/lib/$2 -L .%s

*libgcc:
libgcc.a%s %:if-exists(libgcc_eh.a%s)

*startfile:
$1/usr/lib/$2/Scrt1.o $1/usr/lib/$2/crti.o crtbeginS.o%s

*endfile:
crtendS.o%s $1/usr/lib/$2/crtn.o

SPECS
}

make_musl() {
  musl_root=$(debian_package "musl-dev:$musl_architecture") || return
  [ ! -d "$musl/$host" ] || return 0
  mkdir -p "$musl" || return
  musl_specs "$musl/$host" "$host" >"$musl/$host.specs" &&
    printf '#!/bin/sh\nexec %s "$@" -specs %s\n' "$musl_gcc" "$musl/$host.specs" >"$musl/$host-gcc-t" &&
    chmod +x "$musl/$host-gcc-t" && mv "$musl/$host-gcc-t" "$musl/$host-gcc" &&
    # The package's own directory has a colon in its name, which make cannot have in a list of what is included.
    ln -s "$musl_root" "$musl/$host"
}

# musl_cross DEBIAN-ARCHITECTURE TRIPLET-OF-GLIBC TRIPLET-OF-MUSL
musl_cross() {
  packages="$packages gcc-$2"
  musl_architecture=$1
  musl_gcc=$2-gcc
  host=$3
  cc=$host-gcc
  musl=$cache/musl
  PATH=$musl:$PATH
  prepare() { locked "musl-$musl_architecture" make_musl; }
}
