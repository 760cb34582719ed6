# SPDX-License-Identifier: GPL-3.0-or-later
# Windows: programs made by mingw-w64, whose headers have no mmap, and run by Wine.
# shellcheck shell=sh

# Debian puts neither of the two where PATH looks.
wine=/usr/lib/wine/wine64
wineserver=/usr/lib/wine/wineserver64

# make_drive ARCH: a disk that has Wine's own libraries and nothing else; what wineboot would make is 700 MB of
# copies of them.  It is the only drive, or /proc would be a directory of the system below.
make_drive() {
  mkdir -p "$WINEPREFIX/dosdevices" "$WINEPREFIX/drive_c/windows"
  ln -s ../drive_c "$WINEPREFIX/dosdevices/c:"
  ln -s /usr/lib/*/wine/"$1"-windows "$WINEPREFIX/drive_c/windows/system32"
}

# under_wine ARCH
under_wine() {
  packages="gcc-mingw-w64-$(say "$1" | tr _ -) wine64"
  host=$1-w64-mingw32
  cc=$host-gcc
  # Without mmap there is nothing for Check to run.
  build() {
    build_dir=$tree/build/$(key "$host" "$cc" "$cppflags" "$cflags" "$ldflags")
    program=$build_dir/tests/anonmap.exe
    locked "${tree##*/}-${build_dir##*/}" make_runner tests/anonmap.exe
  }
  layers() { "$wine" --version | sed -n 's/^wine-\([0-9.]*\).*/wine\/\1/p'; }
  launch() {
    export HOME="$work" WINEPREFIX="$work/wine" WINEDEBUG=-all WINEDLLOVERRIDES=wineboot.exe=
    unset DISPLAY WAYLAND_DISPLAY
    make_drive "${host%%-*}"
    cd "$WINEPREFIX/drive_c" || return
    status=0
    "$wine" "$@" || status=$?
    "$wineserver" -k -w || :
    return "$status"
  }
}
