# SPDX-License-Identifier: GPL-3.0-or-later
# Judges the records that kill-matrix.test has made; prints TAP, and the matrix into the file `table`.
#
# A variant of a behaviour is changed by a fault when its observation is another one than in the
# plain run.  It is turned when, besides, its verdict now fails or had nothing to fail by.

# The value of a member of the writer's compact JSON that is a string.
function member(line, key,    at) {
  at = index(line, "\"" key "\":\"")
  if (at == 0)
    return ""
  line = substr(line, at + length(key) + 4)
  return substr(line, 1, index(line, "\"") - 1)
}

# The words of a member that is an array of strings, separated and surrounded by blanks.
function words(line, key,    at) {
  at = index(line, "\"" key "\":[")
  line = substr(line, at + length(key) + 4)
  line = substr(line, 1, index(line, "]") - 1)
  gsub(/[",]+/, " ", line)
  return " " line " "
}

function fails(verdict) {
  return verdict ~ /^(nonconforming|deviates|error)$/
}

function point(good, text) {
  points = points (good ? "ok " : "not ok ") (++count) " - " text "\n"
}

function comment(text) {
  points = points "# " text "\n"
}

phase == "names" && /^[^#]/ {
  split($0, column, "\t")
  names[++fault_count] = column[1]
  named[column[1]] = 1
  refusal[column[1]] = "|" column[3] "|"
}

phase == "implemented" { implemented[++implemented_count] = $1; is_implemented[$1] = 1 }

phase == "list" {
  id = member($0, "id")
  declaration_of[id] = member($0, "declaration")
  if (!(declaration_of[id] in faults_of)) {
    declarations[++declaration_count] = declaration_of[id]
    faults_of[declaration_of[id]] = words($0, "faults")
    file_of[declaration_of[id]] = member($0, "file")
  }
  variant_of[id] = member($0, "variant")
  next
}

phase == "states" {
  state[$1] = $2
  reason[$1] = $0
  sub(/^[^ ]+ [^ ]+ ?/, "", reason[$1])
  next
}

# The visibility matrix, too, is recorded; its faults are doctored headers.
member($0, "type") != "behaviour" || !(member($0, "id") in declaration_of) { next }

phase == "plain" {
  id = member($0, "id")
  ids[++id_count] = id
  observation[id] = member($0, "observation")
  verdict[id] = member($0, "verdict")
  if (verdict[id] != "unsupported")
    answered[declaration_of[id]] = 1
  next
}

phase == "loaded" {
  id = member($0, "id")
  loaded++
  if (member($0, "observation") != observation[id] || member($0, "verdict") != verdict[id])
    differing = differing "\n# " id ": " observation[id] ", with the library " member($0, "observation")
  next
}

phase == "fault" {
  id = member($0, "id")
  records[name]++
  now = member($0, "observation")
  if (now == observation[id])
    next
  declaration = declaration_of[id]
  if (index(refusal[name], "|" now "|") && !index(faults_of[declaration], " " name " ")) {
    refused[name, declaration] = 1
    next
  }
  changed[name, declaration] = changed[name, declaration] " " id
  instead[name, id] = now
  if (fails(member($0, "verdict")) || verdict[id] !~ /^(conforms|documented)$/) {
    turned[name, declaration] = turned[name, declaration] " " (variant_of[id] == "" ? "-" : variant_of[id])
    if (member($0, "verdict") != "error" && index(faults_of[declaration], " " name " "))
      killed[declaration] = 1
  }
  else
    unturned[name, declaration] = unturned[name, declaration] " " id
  next
}

# The first of the variants that changed, as evidence.
function evidence(fault, declaration,    id) {
  id = changed[fault, declaration]
  sub(/^ /, "", id)
  sub(/ .*/, "", id)
  return id ": " observation[id] " -> " instead[fault, id]
}

function judge_declared(fault, declaration) {
  if (turned[fault, declaration] != "") {
    row(fault, declaration)
    return
  }
  if (answered[declaration])
    comment(file_of[declaration] ": " declaration " declares " fault ", which turns no variant of it" \
            (unturned[fault, declaration] == "" ? "" : " (" evidence(fault, declaration) " is no failure)") \
            ": remove it from .faults, or let the test see it")
}

function judge_undeclared(fault, declaration) {
  refusals += (fault, declaration) in refused
  if (changed[fault, declaration] != "")
    comment(file_of[declaration] ": " declaration " is changed by " fault " (" \
            evidence(fault, declaration) "): add " fault " to its .faults, or narrow the fault")
}

function row(fault, declaration) {
  rows++
  sub(/^ /, "", turned[fault, declaration])
  printf "%s\t%s\t%s\t%s\n", fault, declaration, turned[fault, declaration], \
    evidence(fault, declaration) > table
}

function judge_fault(fault,    i, before, saved) {
  if (state[fault] == "absent") {
    point(1, "fault " fault " # SKIP " reason[fault])
    return
  }
  saved = points
  points = ""
  before = rows
  refusals = 0
  if (state[fault] != "acted")
    comment("the fault never took effect: " reason[fault])
  if (records[fault] != id_count)
    comment("only " records[fault] + 0 " of " id_count " behaviours were answered")
  for (i = 1; i <= declaration_count; i++)
    if (index(faults_of[declarations[i]], " " fault " "))
      judge_declared(fault, declarations[i])
    else
      judge_undeclared(fault, declarations[i])
  if (refusals > 0)
    printf "%s\t(%d others)\t\tno mapping to begin with\n", fault, refusals > table
  if (rows == before)
    comment("it turns no behaviour: write one that it turns, or take it out of faults.tsv")
  before = points
  points = saved
  point(before == "", "fault " fault " turns exactly what declares it")
  points = points before
  acted += state[fault] == "acted"
}

function judge_declaration(declaration,    i, here) {
  if (!answered[declaration]) {
    point(1, declaration " is turned by a fault # SKIP not to be asked here")
    return
  }
  for (i = 1; i <= fault_count; i++)
    here += index(faults_of[declaration], " " names[i] " ") > 0 && state[names[i]] != "absent"
  if (here == 0 && !killed[declaration]) {
    point(1, declaration " is turned by a fault # SKIP its faults are absent here")
    return
  }
  point(declaration in killed, declaration " is turned by a fault")
  if (!(declaration in killed))
    comment(file_of[declaration] ": name in its .faults one of tests/self/faults.tsv that turns it, " \
            "or add one there and in tests/self/faults/")
  total_killed += declaration in killed
}

function judge_names(    i, missing) {
  for (i = 1; i <= fault_count; i++)
    if (!(names[i] in is_implemented))
      missing = missing "\n# tests/self/faults.tsv has " names[i] ", tests/self/faults/ does not"
  for (i = 1; i <= implemented_count; i++)
    if (!(implemented[i] in named))
      missing = missing "\n# tests/self/faults/ has " implemented[i] ", tests/self/faults.tsv does not"
  point(missing == "", "the table of faults and the library have the same names" missing)
}

function judge_declared_names(    i, j, n, part, missing) {
  for (i = 1; i <= declaration_count; i++) {
    n = split(faults_of[declarations[i]], part, " ")
    for (j = 1; j <= n; j++)
      if (!(part[j] in named))
        missing = missing "\n# " file_of[declarations[i]] ": " declarations[i] " declares " part[j] \
          ", which is not in tests/self/faults.tsv"
  }
  point(missing == "", "only faults of the table are declared" missing)
}

END {
  printf "# fault\tbehaviour\tvariants turned\tthe first of them\n" > table
  judge_names()
  judge_declared_names()
  point(unknown_status == 2, "a fault of an unknown name ends the program")
  point(differing == "" && loaded == id_count && id_count > 0, \
        "without a fault every answer is as in the plain run" differing)
  for (i = 1; i <= fault_count; i++)
    judge_fault(names[i])
  for (i = 1; i <= declaration_count; i++)
    judge_declaration(declarations[i])
  summary = acted + 0 " of " fault_count " faults took effect; " total_killed + 0 " of " declaration_count \
    " behaviours (" id_count " with their variants) are turned by one; " rows + 0 " pairs"
  print "# " summary > table
  printf "1..%d\n%s# %s\n", count, points, summary
}
