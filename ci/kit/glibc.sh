# SPDX-License-Identifier: GPL-3.0-or-later
# glibc of other architectures, from Debian's cross compilers.
# shellcheck shell=sh

# glibc_cross DEBIAN-ARCHITECTURE TRIPLET [FLAGS OF THE COMPILER]
glibc_cross() {
  packages="$packages gcc-$2 libc6-dev-$1-cross"
  host=$2
  cc="$2-gcc${3+ $3}"
}
