#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The figures of `make bench`: what the suite costs beside its floors, whether it says the same a
# hundred times, what configure costs and which share of that is the visibility matrix, what the
# reporter costs for up to 10,000 records and for a page of 200 platforms, and, from a checkout, how
# long it takes from an empty clone to the report.  BENCH_RUNS sets the hundred, BENCH_RECORDS the
# 10,000.

set -eu
: "${abs_top_builddir:=$PWD}" "${abs_top_srcdir:=$PWD}" "${BENCH_RUNS:=100}" \
  "${BENCH_RECORDS:=10000}"
runner=$abs_top_builddir/tests/anonmap
work=$(mktemp -d "${TMPDIR:-/tmp}/anonmap-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# timed COMMAND...: its wall time in seconds, as `time -p` has it.  A failure has no time.
timed() {
  if { time -p "$@" > "$work/out" 2>&1; } 2> "$work/time"; then
    sed -n 's/^real *//p' "$work/time"
  else
    echo "bench: this failed: $*" >&2
    tail "$work/out" >&2
    exit 1
  fi
}

observations() {
  grep '"type":"behaviour"' | sed 's/,"duration_us":[0-9]*//' | cksum
}

# What two runs at a time observe, BENCH_RUNS times in a row, as a check sum each.
repeat() {
  i=0
  while [ $i -lt "$BENCH_RUNS" ]; do
    i=$((i + 2))
    "$runner" --format=jsonl | observations >> "$work/sums.a" &
    "$runner" --format=jsonl | observations >> "$work/sums.b"
    wait
  done
  printf '%s runs, two at a time: %s different outcomes  (aim: 1)\n' "$i" \
    "$(cat "$work/sums.a" "$work/sums.b" | sort -u | wc -l | tr -d ' ')"
}

# configure refuses a source tree that has itself been configured: link all but the sign of that.
configure_share() {
  mkdir "$work/source" "$work/build"
  for entry in "$abs_top_srcdir"/* "$abs_top_srcdir"/.[!.]*; do
    case ${entry##*/} in
      config.status | config.log | Makefile) ;;
      *) ln -s "$entry" "$work/source/" ;;
    esac
  done
  cd "$work/build"
  whole=$(timed "$work/source/configure" -q)
  "$work/source/configure" -q -C > out 2>&1
  cached=$(timed "$work/source/configure" -q -C)
  grep -v anonmap_cv_visibility_ config.cache > some && mv some config.cache
  matrix=$(timed "$work/source/configure" -q -C)
  awk -v whole="$whole" -v cached="$cached" -v matrix="$matrix" 'BEGIN {
    printf "configure: %.1f s  (aim: 20 or less), of which the visibility matrix %.1f s, %.0f %%\n",
      whole, matrix - cached, 100 * (matrix - cached) / whole }'
  cd "$work"
}

reporting() {
  [ -x "$abs_top_builddir/reports/anonmap-report" ] || return 0
  mkdir "$work/records"
  "$abs_top_builddir/tests/self/bench-report" "$abs_top_builddir/reports/anonmap-report" \
    "$abs_top_srcdir/reports/data/linux-glibc-x86_64.jsonl" "$work/records" "$BENCH_RECORDS"
  rm -rf "$work/records"
}

# What a browser makes of it, page.test says.
page() {
  [ -x "$abs_top_builddir/reports/anonmap-report" ] || return 0
  mkdir "$work/platforms"
  awk -f "$abs_top_srcdir/tests/self/synthesize.awk" -v platforms=200 -v behaviours=250 \
    -v out="$work/platforms" "$abs_top_srcdir/reports/data/linux-glibc-x86_64.jsonl"
  took=$(timed "$abs_top_builddir/reports/anonmap-report" --format=html -o "$work/page.html" \
    "$work/platforms")
  printf 'the page of 200 platforms and 250 behaviours: %s s, %s bytes  (aim: 2621440 or less)\n' \
    "$took" "$(wc -c < "$work/page.html")"
}

from_clone() {
  git -C "$abs_top_srcdir" rev-parse --git-dir > /dev/null 2>&1 || return 0
  git clone -q "$abs_top_srcdir" "$work/clone"
  took=$(timed "$work/clone/ci/from-scratch" report)
  printf 'ci/from-scratch report from an empty clone: %.0f s  (aim: 120 or less)\n' "$took"
}

"$abs_top_builddir/tests/self/bench" "$runner"
repeat
configure_share
reporting
page
from_clone
