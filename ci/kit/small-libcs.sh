# SPDX-License-Identifier: GPL-3.0-or-later
# The small C libraries that Debian has for this machine, all static.
# shellcheck shell=sh disable=SC2034,SC2154,SC2317  # sourced: its names are used elsewhere

with_dietlibc() {
  packages="$packages dietlibc-dev"
  cc='diet gcc'
  check_lacks=$src/ci/kit/dietlibc
  check_extra_libs='-lm -lpthread'
}
