# SPDX-License-Identifier: GPL-3.0-or-later
# Checks the rule tables and makes the C tables of lib/rules.h and lib/stand.h.
#
#   awk -f tables.awk -f rules.awk -v version=SUM behaviour-ids lib/rules/*.tsv
#
# Columns, separated by tabs: id or glob, when, expected, force, citation.  A comment says what the
# table is of: "# kind: kernel", "libc" or "layer".

function matches_some_id(glob) {
  return glob ~ /^macro\./ || glob ~ /^facility:/ || some_id_matches(expression_of(glob))
}

function check_when(when,    i, n, word) {
  n = split(when, word, / /)
  for (i = 1; i <= n; i++)
    if (word[i] !~ /^(version|libc_version|layer_version)(=|<|>=)[0-9.]+$/ && word[i] !~ /^(arch|libc|kernel|layer|env)(=|!=)[A-Za-z0-9_*?-]+$/ && word[i] !~ /^page(=|<|>=)[0-9]+$/ && word[i] !~ /^(bits|off_t)=(32|64)$/ && word[i] !~ /^mmu=(yes|no)$/ && word[i] !~ /^overcommit=[012]$/)
      fail("\"" word[i] "\": a condition is version, libc_version or layer_version (= < >=), arch, libc, kernel, layer or env (= !=), page (= < >=), bits=32|64 (of a pointer), off_t=32|64, mmu=yes|no or overcommit=0|1|2")
}

BEGIN { binding["shall"] = "FORCE_SHALL"; binding["documented"] = "FORCE_DOCUMENTED"; binding["source"] = "FORCE_SOURCE"
  binding["known"] = "FORCE_KNOWN"; binding["measured"] = "FORCE_MEASURED"
  binding["inferred"] = "FORCE_INFERRED"; binding["unknown"] = "FORCE_UNKNOWN"
  stand["kernel"] = "STANDS_ALONE"; stand["libc"] = "STANDS_AS_LIBC"; stand["layer"] = "STANDS_AS_LAYER" }

# What a table is named after.
function system_of(path) {
  sub(/.*\//, "", path)
  sub(/\.tsv$/, "", path)
  return path
}

FNR == NR { id[++ids] = $0; next }
/^# kind:/ {
  if (!($3 in stand))
    fail($3 ": a table is of the kind kernel, libc or layer")
  kind[FILENAME] = $3
  next
}
/^#/ || /^[ \t]*$/ { next }

{
  if (split($0, column, "\t") != 5)
    fail("a rule has five columns, separated by tabs: id or glob, when, expected, force, citation")
  system_name = system_of(FILENAME)
  if (!matches_some_id(column[1]))
    fail(column[1] ": matches no behaviour")
  if (!(column[4] in binding))
    fail(column[4] ": not a force: shall, documented, source, known, measured, inferred or unknown")
  if (column[1] ~ /^facility:/ && column[3] != "present" && column[3] != "absent")
    fail(column[1] ": a facility is expected to be present or absent")
  if (column[5] == "")
    fail(column[1] ": a rule needs its source")
  if (column[3] == "" && column[4] != "unknown")
    fail(column[1] ": a rule needs what is expected")
  key = system_name "\t" column[1] "\t" column[2] "\t" (column[4] == "known" ? "known" column[3] : "")
  if (key in seen)
    fail(column[1] ": this rule stands twice, first at line " seen[key])
  seen[key] = FNR
  check_when(column[2])
  row[++rows] = "  { " c_string(system_name) ", " c_string(column[1]) ", " c_string(column[2]) ",\n    " c_string(column[3]) ", " binding[column[4]] ",\n    " c_string(column[5]) " },\n"
}

END {
  if (failed)
    exit 1
  for (i = 2; i < ARGC; i++)
    if (!(ARGV[i] in kind)) {
      print ARGV[i] ": does not say what it is of: a line \"# kind: kernel\", \"libc\" or \"layer\"" > "/dev/stderr"
      exit 1
    }
  print "/* Made by lib/rules.awk from lib/rules/; do not edit.  */"
  print "#include <config.h>\n\n#include \"rules.h\"\n#include \"stand.h\"\n"
  printf "const char rules_version[] = \"%s\";\n\nconst struct rule rules[] = {\n", version
  for (i = 1; i <= rows; i++)
    printf "%s", row[i]
  printf "};\n\nconst size_t rule_count = %d;\n\nconst struct system systems[] = {\n", rows
  for (i = 2; i < ARGC; i++)
    printf "  { %s, %s },\n", c_string(system_of(ARGV[i])), stand[kind[ARGV[i]]]
  printf "};\n\nconst size_t system_count = %d;\n", ARGC - 2
}
