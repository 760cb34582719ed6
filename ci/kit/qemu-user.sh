# SPDX-License-Identifier: GPL-3.0-or-later
# qemu's user emulation: the program of another architecture on this kernel.
# shellcheck shell=sh

# under_qemu_user ARCHITECTURE [OPTION OF QEMU...]
under_qemu_user() {
  packages="$packages qemu-user-static"
  qemu="qemu-$1-static"
  shift
  qemu_options=$*
  # limits.reserve enters 64 GiB page by page in the emulator's tables, 0.6 s of the processor: where that is
  # busy, the four seconds that Check allows may be too few.
  # shellcheck disable=SC2086  # words
  launch() { CK_TIMEOUT_MULTIPLIER=10 "$qemu" $qemu_options "$@" --emulator="$qemu${qemu_options:+ $qemu_options}"; }
  layers() { "$qemu" --version | sed -n '1s/.*version \([0-9.]*\).*/qemu-user\/\1/p'; }
}
