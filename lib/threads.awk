# SPDX-License-Identifier: GPL-3.0-or-later
# Checks the table of threads and makes the C table of lib/threads.h.
#
#   awk -f tables.awk -f threads.awk behaviour-ids lib/threads.tsv

# A variant may follow.
function matches_some_id(glob,    expression) {
  expression = expression_of(glob)
  sub(/[$]$/, "([.][^.]*)?$", expression)
  return glob ~ /^macro\./ || some_id_matches(expression)
}

FNR == NR { id[++ids] = $0; next }
/^#/ || /^[ \t]*$/ { next }

{
  if (split($0, column, "\t") != 3 || column[3] == "")
    fail("a thread has three columns, separated by tabs: id or glob, owner/repository#number, what went wrong")
  if (!matches_some_id(column[1]))
    fail(column[1] ": matches no behaviour")
  if (column[2] !~ /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+#[0-9]+$/)
    fail(column[2] ": a report is named as owner/repository#number")
  if ((column[1], column[2]) in seen)
    fail(column[2] ": this report stands twice for " column[1] ", first at line " seen[column[1], column[2]])
  seen[column[1], column[2]] = FNR
  split(column[2], part, "#")
  row[++rows] = "  { " c_string(column[1]) ", " c_string(part[1]) ", " c_string(part[2]) ",\n    " c_string(column[3]) " },\n"
}

END {
  if (failed)
    exit 1
  print "/* Made by lib/threads.awk from lib/threads.tsv; do not edit.  */"
  print "#include <config.h>\n\n#include \"threads.h\"\n"
  print "const struct thread threads[] = {"
  for (i = 1; i <= rows; i++)
    printf "%s", row[i]
  printf "};\n\nconst size_t thread_count = %d;\n", rows
}
