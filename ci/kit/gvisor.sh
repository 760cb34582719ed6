# SPDX-License-Identifier: GPL-3.0-or-later
# gVisor: Linux's system calls by a program that is not Linux, built from Debian's package of its source.
# shellcheck shell=sh

gvisor_package=golang-gvisor-gvisor-dev

# Debian packages the source for others to build on: the vDSO in it is a file of one byte.
make_runsc() {
  [ ! -x "$runsc" ] || return 0
  gopath=$cache/gvisor/gopath
  gvisor=$gopath/src/gvisor.dev/gvisor
  rm -rf "$cache/gvisor/gopath"
  mkdir -p "${gvisor%/*}" && cp -R /usr/share/gocode/src/gvisor.dev/gvisor "$gvisor" || return
  chmod -R u+w "$gvisor"
  script=$PWD/ci/kit/gvisor-vdso.lds
  (cd "$gvisor" && g++ -I. -O2 -std=c++11 -fPIC -fno-stack-protector -shared -nostdlib \
    -Wl,--build-id=none -Wl,--hash-style=sysv -Wl,-Bsymbolic -Wl,-z,max-page-size=4096 -T "$script" \
    -o pkg/sentry/loader/vdsodata/vdso.so vdso/vdso.cc vdso/vdso_time.cc) || return
  # Static: after it has changed its root directory it starts itself again.
  CGO_ENABLED=0 GO111MODULE=off GOFLAGS='' GOCACHE=$cache/gvisor/gocache GOPATH=$gopath:/usr/share/gocode \
    go build -p "$cpus" -o "$runsc-t" gvisor.dev/gvisor/runsc &&
    rm -rf "$gopath" "$cache/gvisor/gocache" && mv "$runsc-t" "$runsc"
}

# under_gvisor: the runner in a sandbox that sees this system's files, and none of its processes
under_gvisor() {
  packages="$packages $gvisor_package golang-go g++"
  runsc=$cache/gvisor/runsc
  prepare() { locked runsc make_runsc; }
  layers() { dpkg-query -W -f='gvisor/${source:Upstream-Version}\n' "$gvisor_package" | sed 's,/.*~,/,'; }
  # Through cat, which has no exit status of the program's: to a file that is not at its end runsc would write from the beginning.
  launch() {
    rootless=
    [ "$(id -u)" = 0 ] || rootless=--rootless
    # shellcheck disable=SC2086  # nothing or a word
    { "$runsc" $rootless --root="$work/state" --platform=ptrace --network=none --ignore-cgroups "do" "$@" || say $? >"$work/status"; } | cat
    [ ! -e "$work/status" ] || return "$(cat "$work/status")"
  }
}
