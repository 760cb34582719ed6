# SPDX-License-Identifier: GPL-3.0-or-later
# qemu's user emulation: the program of another architecture on this kernel.
# shellcheck shell=sh

# under_qemu_user ARCHITECTURE [OPTION OF QEMU...]
under_qemu_user() {
  packages="$packages qemu-user-static"
  qemu="qemu-$1-static"
  shift
  qemu_options=$*
  # A process is translated while it runs: some of the time that Check allows goes there.
  # shellcheck disable=SC2086  # words
  launch() { CK_TIMEOUT_MULTIPLIER=10 "$qemu" $qemu_options "$@" --emulator="$qemu${qemu_options:+ $qemu_options}"; }
  layers() { "$qemu" --version | sed -n '1s/.*version \([0-9.]*\).*/qemu-user\/\1/p'; }
}
