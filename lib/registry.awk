# SPDX-License-Identifier: GPL-3.0-or-later
# Collects the BEHAVIOUR declarations of the files named after lib/variants.tsv.
#
#   awk -f tables.awk -f registry.awk -v want=registry|functions|ids variants.tsv tests/*.c
#
# registry: the C tables of lib/behaviour.h;  functions: the table of test functions, in the same
# order, for the runner;  ids: every id, one a line, for the checks of the other tables.

# The text between the quotes of a field that is one string on one line.
function string_of(line) {
  if (line !~ /= "[^"]*",?$/)
    fail("this field must be one string on one line: " line)
  sub(/^[^"]*"/, "", line)
  sub(/".*$/, "", line)
  return line
}

# What the command line named, without the directory of a build elsewhere.
function base_name(path) {
  sub(/.*\//, "", path)
  return path
}

function finish_declaration(    i, variant, id) {
  if (field_id == "" || field_title == "" || field_faults == "" || field_why == "" || field_portable == "")
    fail(name ": id, title, claims, faults, why and portable are needed in every declaration")
  if (has_shall != has_source)
    fail(field_id ": what POSIX demands needs its source, and the other way round: shall and shall_source")
  if (field_id !~ /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
    fail(field_id ": an id is topic.case, of letters, digits, _ and -")
  sub(/[, \t]*$/, "", fields)
  sub(/\)$/, "", fields)
  declarations++
  text[declarations] = "  { .function = \"" name "\", .file = \"tests/" base_name(FILENAME) "\", .line = " start_line ",\n" fields " },\n"
  functions[declarations] = name
  for (i = 1; i <= set_size[set]; i++) {
    variant = set_member[set, i]
    id = field_id "" (variant_name[variant] == "" ? "" : "." variant_name[variant])
    if (id in seen)
      fail(id ": this id is taken by " seen[id])
    if (length(id) > 95)
      fail(id ": longer than 95 characters")
    seen[id] = name
    behaviours++
    behaviour_id[behaviours] = id
    behaviour_declaration[behaviours] = declarations
    behaviour_variant[behaviours] = variant
  }
}

# ---- lib/variants.tsv ----
FNR == NR {
  if ($0 ~ /^#/ || $0 == "")
    next
  if (split($0, column, "\t") != 4)
    fail("a variant has four columns, separated by tabs")
  variants++
  variant_name[variants] = column[2]
  variant_row[variants] = "  { \"" column[2] "\", " column[3] ", " column[4] " },\n"
  set_member[column[1], ++set_size[column[1]]] = variants
  next
}

# ---- the topics ----
/^BEHAVIOUR *\(/ {
  line = $0
  sub(/^BEHAVIOUR *\( */, "", line)
  sub(/,[ \t]*$/, "", line)
  if (split(line, part, /, */) != 2 || part[1] !~ /^[a-z0-9_]+$/)
    fail("the first line of a declaration is: BEHAVIOUR (function, VARIANTS,")
  name = part[1]
  set = part[2]
  if (!(set in set_size))
    fail(set ": no such set of variants in lib/variants.tsv")
  if (name in function_seen)
    fail(name ": this function is declared twice")
  function_seen[name] = 1
  start_line = FNR
  has_shall = has_source = 0
  fields = field_id = field_title = field_faults = field_why = field_portable = ""
  inside = 1
  next
}

inside && /^\{/ {
  finish_declaration()
  inside = 0
  next
}

inside {
  if ($0 ~ /^ *\.id =/)
    field_id = string_of($0)
  if ($0 ~ /^ *\.faults =/)
    field_faults = string_of($0)
  if ($0 ~ /^ *\.shall =/)
    has_shall = 1
  if ($0 ~ /^ *\.shall_source =/)
    has_source = 1
  if ($0 ~ /^ *\.title =/)
    field_title = "present"
  if ($0 ~ /^ *\.why =/)
    field_why = "present"
  if ($0 ~ /^ *\.portable =/)
    field_portable = "present"
  fields = fields (fields == "" ? "" : "\n") $0
  next
}

END {
  if (failed)
    exit 1
  if (inside) {
    printf "%s: the declaration of %s has no function body\n", FILENAME, name > "/dev/stderr"
    exit 1
  }
  if (want == "ids") {
    for (i = 1; i <= behaviours; i++)
      print behaviour_id[i]
    exit 0
  }
  print "/* Made by lib/registry.awk from the declarations in tests/; do not edit.  */"
  if (want == "functions") {
    print "#include \"runner/functions.h\"\n"
    for (i = 1; i <= declarations; i++)
      printf "void %s (const struct variant *);\n", functions[i]
    print "\nstatic behaviour_function *const table[] = {"
    for (i = 1; i <= declarations; i++)
      printf "  %s,\n", functions[i]
    print "};\n"
    print "behaviour_function *\nfunction_of (const struct behaviour *behaviour)\n{"
    print "  return table[behaviour->declaration - behaviours[0].declaration];\n}"
    exit 0
  }
  print "#include <config.h>\n\n#include \"behaviour.h\"\n"
  print "static const struct variant variants[] = {"
  for (i = 1; i <= variants; i++)
    printf "%s", variant_row[i]
  print "};\n\nstatic const struct declaration declarations[] = {"
  for (i = 1; i <= declarations; i++)
    printf "%s", text[i]
  print "};\n\nconst struct behaviour behaviours[] = {"
  for (i = 1; i <= behaviours; i++)
    printf "  { \"%s\", &declarations[%d], &variants[%d] },\n", behaviour_id[i], behaviour_declaration[i] - 1, behaviour_variant[i] - 1
  printf "};\n\nconst size_t behaviour_count = %d;\n", behaviours
}
