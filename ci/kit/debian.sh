# SPDX-License-Identifier: GPL-3.0-or-later
# Debian's packages and sources, unpacked into the cache: nothing is installed, and the system's apt is left alone.
# shellcheck shell=sh

# apt_state ARCH|source: an apt of our own for one architecture, or for sources; its configuration is in $apt_conf.
apt_state() {
  state=$cache/apt/$1
  apt_conf=$state/apt.conf
  [ ! -f "$state/ready" ] || return 0
  rm -rf "$state"
  mkdir -p "$state/lists/partial" "$state/archives/partial" "$state/sources" || return
  case $1 in
    source) types=deb-src architecture=$(dpkg --print-architecture) ;;
    *) types=deb architecture=$1 ;;
  esac
  for file in /etc/apt/sources.list.d/*.sources; do
    [ ! -f "$file" ] || sed "s/^Types:.*/Types: $types/" "$file" >"$state/sources/${file##*/}"
  done
  [ ! -f /etc/apt/sources.list ] ||
    sed -n "s/^deb[[:space:]]/$types /p" /etc/apt/sources.list >"$state/sources.list"
  cat >"$apt_conf" <<CONF
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
Dir::State "$state";
Dir::State::lists "$state/lists";
Dir::State::status "/dev/null";
Dir::Cache "$state";
Dir::Etc::sourcelist "$state/sources.list";
Dir::Etc::sourceparts "$state/sources";
CONF
  # A mirror that is being brought up to date has one suite's index too few: what the others have will do.
  APT_CONFIG=$apt_conf apt-get -q update >&2 || APT_CONFIG=$apt_conf apt-get -q update >&2 ||
    say "the index of $1 is not whole; going on with what there is" >&2
  : >"$state/ready"
}

# apt_fetch STATE COMMAND...: apt-get in the current directory, once more with a new index if that one is old
apt_fetch() {
  state_name=$1
  shift
  apt_state "$state_name" || return
  APT_CONFIG=$apt_conf apt-get -q "$@" >&2 && return
  rm -f "$state/ready"
  apt_state "$state_name" && APT_CONFIG=$apt_conf apt-get -q "$@" >&2
}

fetch_source() {
  place=$cache/sources/$1
  [ ! -d "$place" ] || return 0
  rm -rf "$place-t"
  mkdir -p "$place-t" || return
  (cd "$place-t" && apt_fetch source source --download-only "$1" && dpkg-source -x ./*.dsc tree >&2) || return
  mv "$place-t" "$place"
}

# debian_source PACKAGE: prints the directory of its unpacked source
debian_source() {
  locked "source-$1" fetch_source "$1" && say "$cache/sources/$1/tree"
}

fetch_package() {
  place=$cache/packages/$1
  [ ! -d "$place" ] || return 0
  rm -rf "$place-t"
  mkdir -p "$place-t/deb" || return
  (cd "$place-t/deb" && apt_fetch "${1#*:}" download "${1%:*}") || return
  dpkg -x "$place-t"/deb/*.deb "$place-t/root" && rm -rf "$place-t/deb" && mv "$place-t" "$place"
}

# debian_package PACKAGE:ARCH: prints the directory that its files were unpacked to
debian_package() {
  locked "apt-${1#*:}" fetch_package "$1" && say "$cache/packages/$1/root"
}
