# SPDX-License-Identifier: GPL-3.0-or-later
# glibc of other architectures, from Debian's cross compilers.
# shellcheck shell=sh

# glibc_cross DEBIAN-ARCHITECTURE TRIPLET [FLAGS OF THE COMPILER]
glibc_cross() {
  case $1 in
    # Its C library had a new name when its interface broke.
    alpha) packages="$packages gcc-$2 libc6.1-dev-$1-cross" ;;
    *) packages="$packages gcc-$2 libc6-dev-$1-cross" ;;
  esac
  host=$2
  cc="$2-gcc${3+ $3}"
}
