# SPDX-License-Identifier: GPL-3.0-or-later
# The suite, compiled by the recipe's compiler from a copy of this tree's release files.
# shellcheck shell=sh

build_triplet() { "$src/build-aux/config.guess"; }

# configure_suite ARGUMENT...: in $build_dir, once; without pkg-config, which would find this system's libraries
configure_suite() {
  [ ! -f Makefile ] || return 0
  # shellcheck disable=SC2086  # words
  "$src/configure" --quiet --host="$host" --build="$(build_triplet)" PKG_CONFIG=false CC="$cc" \
    CPPFLAGS="$cppflags" CFLAGS="$cflags" LDFLAGS="$ldflags" ${configure_answers-} "$@"
}

# make_runner TARGET ARGUMENT...: the runner alone, for the reporter and what is preloaded are this machine's;
# ARGUMENTs are configure's
make_runner() {
  target=$1
  shift
  mkdir -p "$build_dir" && cd "$build_dir" || return
  configure_suite "$@" || return
  make -s -C lib/gnulib && make -s "$target"
}

make_suite() {
  check_libs="-L$check/lib -lcheck ${check_extra_libs--lm -lrt -lpthread}"
  make_runner "$program" CHECK_CFLAGS="-I$check/include" CHECK_LIBS="$check_libs" CHECK_STATIC_LIBS="$check_libs"
}

# Leaves the runner in $program.  An empty host and compiler are this machine's.
build_suite() {
  host=${host:-$(build_triplet)}
  cc=${cc:-gcc}
  build_check
  case $link in
    static) program=tests/anonmap-static ;;
    dynamic) program=tests/anonmap ;;
  esac
  build_dir=$tree/build/$(key "$host" "$cc" "$cppflags" "$cflags" "$ldflags" ${headers:+"$(contents "$headers")"})
  locked "${tree##*/}-${build_dir##*/}" make_suite
  program=$build_dir/$program
}

# What configure would think older than what it was made from, in the order in which each was made.
touch_generated() {
  touch aclocal.m4 && touch configure lib/config.h.in lib/probes.h.in && touch Makefile.in lib/gnulib/Makefile.in
}

# Brings $src to the state of this tree; a file that is the same keeps its time, so that little is compiled again.
refresh_sources() {
  new=$tree/new
  rm -rf "$new" ci/out/sources
  mkdir -p "$tree" ci/out
  # distdir has to be relative
  make -s distdir distdir=ci/out/sources >"$tree/sources.log" 2>&1 || { tail "$tree/sources.log" >&2; return 1; }
  mv ci/out/sources "$new"
  find "$new" -type d ! -perm -u+w -exec chmod u+w {} +
  if [ ! -d "$src" ]; then
    mv "$new" "$src"
    return
  fi
  changed=$(cd "$new" && find . -type f ! -exec cmp -s {} "$src/{}" \; -print)
  (cd "$src" && find . -type f ! -exec test -e "$new/{}" \; -exec rm -f {} +)
  (cd "$new" && find . -type d -exec mkdir -p "$src/{}" \;)
  say "$changed" | while read -r file; do [ -z "$file" ] || cp -f "$new/$file" "$src/$file" || exit; done
  case $changed in
    *configure* | *.m4* | *.mk* | *.in* | *Makefile*) (cd "$src" && touch_generated) ;;
  esac
  rm -rf "$new"
}

# The same unless a ci/matrix is at work, for which they must stay as they are.
refresh_idle_sources() {
  mkdir -p "$tree" && exec 8>"$tree/lock" || return
  if flock -n 8; then refresh_sources; else [ -d "$src" ]; fi || return
  exec 8>&-
}

# The reporter that reads, checks and shows the records.
build_reporter() {
  mkdir -p "$tree/host"
  (
    cd "$tree/host" || exit
    [ -f Makefile ] || "$src/configure" --quiet
    make -s -C lib/gnulib && make -s reports/anonmap-report
  )
}
