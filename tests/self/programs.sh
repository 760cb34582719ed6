#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `make programs`: programs that everybody has, under the rules of other systems.  Prints the page of
# what anonmap-strict finds in them, what strace saw of the same calls, and what it costs.
# shellcheck disable=SC2016  # what is in single quotes is for awk or another shell

: "${abs_top_builddir:=$PWD}" "${abs_top_srcdir:=$PWD}" "${AWK:=awk}" "${CC:=cc}"
strict=$abs_top_builddir/strict/anonmap-strict
work=$(mktemp -d "${TMPDIR:-/tmp}/anonmap-programs-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
cp "$abs_top_builddir/strict/anonmap-strict.so" "$work" && cd "$work" || exit 99
ANONMAP_STRICT_LIBRARY=$work/anonmap-strict.so
export ANONMAP_STRICT_LIBRARY
unset MAKEFLAGS MFLAGS MAKELEVEL

systems='freebsd openbsd darwin portable'
programs='dash bash perl python3 git sqlite3 gcc make node java'

# ---- what they are given to do ----

cat > work.py << 'END'
import mmap, multiprocessing, subprocess, threading
memory = mmap.mmap (-1, 1 << 16)
memory.resize (1 << 17)
mmap.mmap (-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close ()
blocks = [bytearray (1 << 20) for _ in range (20)]
threads = [threading.Thread (target=lambda: sum (range (10000))) for _ in range (4)]
[thread.start () for thread in threads]
[thread.join () for thread in threads]
print (multiprocessing.Value ("i", 3).value, subprocess.check_output (["echo", "child"]))
END
cat > Work.java << 'END'
public class Work {
  public static void main (String[] arguments) throws Exception {
    byte[][] blocks = new byte[200][];
    for (int i = 0; i < blocks.length; i++)
      blocks[i] = new byte[1 << 18];
    Thread thread = new Thread (System::gc);
    thread.start ();
    thread.join ();
    System.out.println (blocks.length);
  }
}
END
cat > work.js << 'END'
const blocks = [];
for (let i = 0; i < 50; i++) blocks.push (Buffer.alloc (1 << 20));
const object = {};
for (let i = 0; i < 200000; i++) object[i] = { i };
new WebAssembly.Memory ({ initial: 10, maximum: 100 });
new SharedArrayBuffer (1 << 20);
console.log (require ('child_process').execSync ('echo child').toString (), blocks.length);
END
cat > work.sql << 'END'
PRAGMA journal_mode=WAL;
PRAGMA mmap_size=268435456;
CREATE TABLE t (a, b);
WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 20000)
  INSERT INTO t SELECT x, randomblob (100) FROM c;
SELECT count (*), sum (length (b)) FROM t;
END
echo 'int main (void) { return 0; }' > work.c
printf 'work: work.c ; gcc -O2 -o $@ work.c\n' > work.make
cat > run << 'END'
case $1 in
  dash | bash) "$1" -c 'for i in 1 2 3; do (echo $i | sed s/^/x/) & wait; done; x=$(seq 9999); echo ${#x}' ;;
  perl) perl -e '$h{$_} = "x" x 100 for 1 .. 100000; fork || exit; wait; print `echo child`' ;;
  python3) /usr/bin/python3 work.py ;;
  git)
    rm -rf repository && git init -q repository && cd repository && cp ../work.* . && git add . \
      && git -c user.name=a -c user.email=a@b commit -qm work && git gc -q && git grep -c int
    ;;
  sqlite3) rm -f database*; sqlite3 database < work.sql ;;
  gcc) gcc -O2 -g -o program work.c && ./program ;;
  make) rm -f work; make -s -f work.make ;;
  node) node work.js ;;
  java) java -Xmx256m Work.java ;;
esac
END

version() {
  case $1 in
    dash) dpkg-query -W -f '${Version}' dash 2> /dev/null || echo "?" ;;
    java) java -version 2>&1 | sed -n '2s/.*(build \(.*\)).*/\1/p' ;;
    perl) perl -e 'print substr ($^V, 1)' ;;
    python3) /usr/bin/python3 --version | sed 's/.* //' ;;
    *) "$1" --version | sed -n '1s/^[^0-9]*\([0-9][0-9.]*\).*/\1/p' ;;
  esac
}

# What a report found, each behaviour once: "2 remap.grow-moved".
findings() {
  sed -n 's/.*\[\([a-zA-Z_-]*\.[a-zA-Z_-]*\)[^]]*\]$/`\1`/p' "$1" | sort | uniq -c |
    "$AWK" '{ text = text (NR > 1 ? ", " : "") $2 ($1 > 1 ? " (" $1 " places)" : "") }
            END { print text == "" ? "nothing" : text }'
}

# Those places, one a line, with the call.
places() {
  "$AWK" -v program="$1" '
    /^[^ ]/ && !/^anonmap-strict:/ && !/^Not seen/ { place = $0 }
    /^  [a-z_]* \(/ { call = $0; gsub (/0x[0-9a-f]+/, "...", call) }
    match ($0, /\[[a-zA-Z_-]*\.[a-zA-Z_-]*/) && /\]$/ {
      print "- " program ", `" substr ($0, RSTART + 1, RLENGTH - 1) "`: `" place "`:" call
    }' "$2" | sort -u
}

# ---- the page ----

cat << 'END'
# Real programs under other systems' rules

What `anonmap-strict` finds in programs as they come from their packages, neither changed nor built
again. Each did a little of what it is for: ran children, used threads, asked for much memory. Nothing
was enforced, and each printed what it prints alone, but where it says *differs*. A finding is a place
in the program whose call fails on that system or does something else; what to make of it is the
porter's business: most of these programs are built otherwise for that system. What the C library does
inside itself is not among them: there, it would be another.

END
echo "Made by \`make programs\` on $(uname -sr), $(uname -m)."
echo
echo "| program | version |$(for system in $systems; do printf ' %s |' "$system"; done)"
echo "|---|---|$(for system in $systems; do printf '%s' '---|'; done)"
for program in $programs; do
  command -v "$program" > /dev/null || continue
  printf '| %s | %s |' "$program" "$(version "$program")"
  sh ./run "$program" > plain 2>&1
  for system in $systems; do
    "$strict" --as="$system" --report="$program.$system" sh ./run "$program" > with 2>&1
    cmp -s plain with && differs='' || differs=' *differs*'
    printf ' %s%s |' "$(findings "$program.$system")" "$differs"
  done
  echo
done
echo
echo "The places, under the rules of \`portable\`:"
echo
for program in $programs; do
  test ! -f "$program.portable" || places "$program" "$program.portable"
done

if command -v strace > /dev/null; then
  cat << 'END'

## Held against strace

All calls that the kernel got, those of the C library and the dynamic linker among them:

| program | mmap | MAP_ANONYMOUS with a descriptor | writable and executable | mremap | refused |
|---|---|---|---|---|---|
END
  for program in git python3; do
    strace -f -qq -o trace -e trace=mmap,mprotect,mremap sh ./run "$program" > /dev/null 2>&1
    echo "| $program | $(grep -c 'mmap(' trace) | $(grep MAP_ANONYMOUS trace | grep -c -v ', -1, 0') |" \
      "$(grep -c 'PROT_WRITE|PROT_EXEC' trace) | $(grep -c 'mremap(' trace) | $(grep -c '= -1 E' trace) |"
  done
fi

cat << 'END'

## What it costs

A million pairs of mmap and munmap, in seconds of processor time, five times in turn:

| alone | openbsd | portable |
|---|---|---|
END
$CC -O2 -o pairs "$abs_top_srcdir/tests/self/strict/pairs.c" || exit 99
for _ in 1 2 3 4 5; do
  echo "$(./pairs 1000000) $("$strict" --as=openbsd --report=report ./pairs 1000000)" \
    "$("$strict" --report=report ./pairs 1000000)"
done > costs
"$AWK" '{ printf "| %.2f | %.2f | %.2f |\n", $1 / 1e6, $2 / 1e6, $3 / 1e6 }' costs
median() { "$AWK" -v column="$1" '{ print $column / $1 }' costs | sort -n | sed -n 3p; }
echo
printf 'The median of the ratios: %.2f and %.2f.\n' "$(median 2)" "$(median 3)"
