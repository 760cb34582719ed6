# SPDX-License-Identifier: GPL-3.0-or-later
# Valgrind, which answers some calls in the place of the kernel.
# shellcheck shell=sh

under_memcheck() {
  packages="$packages valgrind"
  # A behaviour that asks in a new process is to ask there too, hence the children.
  launch() { CK_TIMEOUT_MULTIPLIER=10 valgrind -q --trace-children=yes "$@"; }
  # Memcheck, the tool that runs if none is named, is a layer of its own: it replaces malloc.
  layers() { valgrind --version | sed -n 's/^valgrind-\(.*\)/memcheck\/\1 valgrind\/\1/p'; }
}
