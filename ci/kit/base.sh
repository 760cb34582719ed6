# SPDX-License-Identifier: GPL-3.0-or-later
# What ci/matrix and ci/platform share: where things are, messages, locks.
# shellcheck shell=sh

set -eu
unset CDPATH
umask 022

say() { printf '%s\n' "$*"; }
# die STATUS MESSAGE
die() {
  status=$1
  shift
  printf '%s: %s\n' "$program_name" "$*" >&2
  exit "$status"
}

# Check's and the suite's configure refuse a path with a blank, so what is built stands in the cache.
cache=${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}}/.cache}/anonmap/matrix
case $cache in
  *[[:space:]]*) die 3 "'$cache' has a blank, which configure refuses: set XDG_CACHE_HOME to a directory without" ;;
esac
# One checkout, one copy of its sources with its builds; what is fetched is for all.
tree=$cache/tree-$(printf '%s' "$PWD" | cksum | cut -d' ' -f1)
src=$tree/src
reporter=$tree/host/reports/anonmap-report
cpus=$(getconf _NPROCESSORS_ONLN 2>/dev/null || say 1)

# key WORD...: a name for these settings that a directory can have
key() { say "$(printf '%s' "$1" | tr -c 'A-Za-z0-9._-' '_')-$(printf '%s\n' "$@" | cksum | cut -d' ' -f1)"; }

# contents DIRECTORY: a name for what its files say, for a key of what is made with them
contents() { (cd "$1" && cksum -- * | cksum | cut -d' ' -f1); }

# locked NAME COMMAND...: one at a time.  The command must not rely on -e: it ends by its own status.
locked() {
  mkdir -p "$cache/locks"
  (
    flock 9
    shift
    "$@" 9>&-
  ) 9>"$cache/locks/$1"
}

# packages_missing PACKAGE...: those that dpkg does not have
packages_missing() {
  for package; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || say "$package"
  done
}

# Before every recipe: what it may leave out.  HACKING.md, "Adding a platform", tells what each is.
recipe_defaults() {
  title='' packages='' host='' cc='' cppflags='' cflags='-g -O2' ldflags='' libs='' headers='' link=static
  without='' options='' fast=no seconds=300
  prepare() { :; }
  build() { build_suite; }
  layers() { :; }
  launch() { "$@"; }
}

# The rest of the kit, whose functions recipes are made of.
read_kit() {
  for kit in ci/kit/*.sh; do
    # shellcheck source=/dev/null
    . "$kit"
  done
}

# read_recipe NAME
read_recipe() {
  recipe_defaults
  title=$(sed -n '2s/^# //p' "ci/platforms/$1")
  # shellcheck source=/dev/null
  . "ci/platforms/$1"
}
