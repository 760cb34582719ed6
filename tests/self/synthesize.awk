# SPDX-License-Identifier: GPL-3.0-or-later
# Makes records of platforms that do not exist from one that does, to see how reports scale: the same
# for the same arguments.  Every platform answers a twelfth of the behaviours otherwise, by chance.
#
#   awk -f synthesize.awk -v platforms=200 -v behaviours=250 -v out=DIRECTORY RECORD
#
# behaviours: so many declarations, each with all its variants; 0 for all.

# The end line of a record with these verdicts of behaviours; the cells are as they were.
function end_line(    text, i, n, name) {
  n = split("conforms documented recorded nonconforming deviates known unsupported error", name, " ")
  text = "{\"type\":\"end\",\"counts\":{"
  for (i = 1; i <= n; i++)
    text = text (i > 1 ? "," : "") "\"" name[i] "\":" (times[name[i]] + 0)
  return text "}," substr(finished, index(finished, "\"cells\""))
}

function verdict_of(line) {
  sub(/.*"verdict":"/, "", line)
  sub(/".*/, "", line)
  return line
}

# 0 to LIMIT - 1, by a generator that every awk computes alike.
function chance(limit) {
  seed = (seed * 16807) % 2147483647
  return seed % limit
}

function set_field(line, name, value,    pattern) {
  pattern = "\"" name "\":(\"[^\"]*\"|[0-9]+)"
  sub(pattern, "\"" name "\":" value, line)
  return line
}

function declaration_of(line,    id, part, parts) {
  id = line
  sub(/.*"id":"/, "", id)
  sub(/".*/, "", id)
  parts = split(id, part, ".")
  return part[1] "." part[2]
}

/"type":"platform"/ { platform = $0; next }
/"type":"end"/ { finished = $0; next }
/"id":"macro\./ { line[++lines] = $0; kind[lines] = ""; next }
/"type":"behaviour"/ {
  declaration = declaration_of($0)
  if (!(declaration in seen)) {
    if (behaviours > 0 && declarations == behaviours)
      next
    seen[declaration] = ++declarations
  }
  line[++lines] = $0
  kind[lines] = declaration
}

END {
  seed = 20261122
  kernels = split("linux linux linux linux freebsd openbsd netbsd dragonfly sunos darwin", kernel, " ")
  libcs = split("glibc musl glibc dietlibc freebsd openbsd netbsd dragonfly sunos darwin", libc, " ")
  arches = split("x86_64 i386 aarch64 riscv64 s390x ppc64le mips64el sparc64 alpha m68k", arch, " ")
  others = split("EINVAL|ENOMEM|ENODEV|EACCES|stale|lost|kept|mapped, SIGBUS at page 15|zero|denied: EPERM|absent: no such flag|error: time-out", other, "|")
  verdicts = split("recorded|recorded|recorded|recorded|recorded|recorded|recorded|recorded|recorded|unsupported|unsupported|error", verdict, "|")
  for (i = 1; i <= platforms; i++) {
    file = sprintf("%s/synthetic-%05d.jsonl", out, i)
    k = i % kernels + 1
    text = set_field(platform, "kernel", "\"" kernel[k] "\"")
    text = set_field(text, "rules", "\"" kernel[k] "\"")
    text = set_field(text, "libc", "\"" libc[k] "\"")
    text = set_field(text, "arch", "\"" arch[int(i / kernels) % arches + 1] "\"")
    text = set_field(text, "page_size", i % 7 == 0 ? 16384 : i % 11 == 0 ? 65536 : 4096)
    print set_field(text, "release", "\"6." i "\"") > file
    last = ""
    split("", times)
    for (j = 1; j <= lines; j++) {
      text = line[j]
      if (kind[j] != "" && kind[j] != last) {
        odd = chance(12) == 0
        which = chance(others) + 1
      }
      last = kind[j]
      if (odd && kind[j] != "") {
        text = set_field(text, "observation", "\"" other[which] "\"")
        text = set_field(text, "verdict", "\"" verdict[which] "\"")
      }
      if (kind[j] != "")
        times[verdict_of(text)]++
      print text > file
    }
    print end_line() > file
    close(file)
  }
}
