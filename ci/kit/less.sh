# SPDX-License-Identifier: GPL-3.0-or-later
# This machine's Linux with less: filters, limits, file systems and rights taken away.
# shellcheck shell=sh

make_confine() {
  mkdir -p "${confine%/*}" && gcc -O2 -o "$confine-t" "$src/ci/kit/confine.c" -lseccomp && mv "$confine-t" "$confine"
}

# confined CONFINEMENT LAYER: ci/kit/confine.c says which there are
confined() {
  packages="$packages libseccomp-dev"
  confinement=$1
  layer=${2-}
  confine=$tree/confine
  prepare() { locked "${tree##*/}-confine" make_confine; }
  launch() { "$confine" "$confinement" "$@"; }
  layers() { [ -z "$layer" ] || say "$layer"; }
}

# in_bubblewrap [OPTION OF BWRAP...]: the whole file system to be read, a /tmp of its own, and what the options add
in_bubblewrap() {
  packages="$packages bubblewrap"
  bwrap_options=$*
  # shellcheck disable=SC2086  # words
  launch() { bwrap --unshare-all --ro-bind / / --tmpfs /tmp --ro-bind "$work" "$work" $bwrap_options "$@"; }
  layers() { bwrap --version | sed 's/ /\//; s/^bubblewrap/bwrap/'; }
}

# limited OPTION OF PRLIMIT...
limited() {
  limits=$*
  # shellcheck disable=SC2086  # words
  launch() { prlimit $limits "$@"; }
}

# with_allocator NAME DEBIAN-PACKAGE LIBRARY: preloaded in the place of malloc
with_allocator() {
  packages="$packages $2"
  allocator=$1 allocator_package=$2 allocator_library=$3
  link=dynamic
  launch() { LD_PRELOAD=$allocator_library "$@"; }
  layers() { dpkg-query -W -f="$allocator"'/${Version}' "$allocator_package" | sed 's/[+-].*//'; }
}
