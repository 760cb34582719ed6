# SPDX-License-Identifier: GPL-3.0-or-later
# Judges the records that kill-matrix.test has made: prints TAP, and the matrix into `table`.
#
# A behaviour is changed by a fault when its observation is another one than in the plain run.  It
# is turned when, besides, its verdict now fails or had nothing to fail by.  A declaration stands
# for all its variants: a fault that it names must turn one of them, and each must be turned by one
# that it names; to end in an error is not enough for that.
#
# A fault whose refusal is that of a facility is declared by nobody: it must have all behaviours that
# need the facility, and no other, observe the refusal.  The verdict of what is absent is `deviates`
# where the rules promise the facility; else, and of what is denied, it is `unsupported`.

# The value of a member of the writer's compact JSON that is a string.
function member(line, key,    at) {
  at = index(line, "\"" key "\":\"")
  if (at == 0)
    return ""
  line = substr(line, at + length(key) + 4)
  return substr(line, 1, index(line, "\"") - 1)
}

# The words of a member that is an array of strings, separated and surrounded by blanks.
function words(line, key) {
  line = substr(line, index(line, "\"" key "\":[") + length(key) + 4)
  line = substr(line, 1, index(line, "]") - 1)
  gsub(/[",]+/, " ", line)
  return " " line " "
}

# The facility in "absent: no FACILITY" and "denied: FACILITY ERRNO", empty in any other refusal.
function facility_in(text) {
  if (!sub(/^absent: no /, "", text) && !sub(/^denied: /, "", text))
    return ""
  sub(/ E[A-Z0-9]+$/, "", text)
  return text
}

# True if the behaviour in this line of the list cannot be asked without the facility.
function line_needs(line, facility) {
  return index(words(line, "needs"), " " facility " ") > 0 \
    || facility == "/dev/zero" && member(line, "variant") ~ /(^|-)dev-zero$/
}

function declares(declaration, fault) {
  return index(faults_of[declaration], " " fault " ") > 0
}

# ---- Reading, file after file ----

phase == "names" && /^[^#]/ {
  split($0, column, "\t")
  names[++fault_count] = column[1]
  named[column[1]] = 1
  refusal[column[1]] = "|" column[3] "|"
  facility[column[1]] = facility_in(column[3])
  if (facility[column[1]] != "")
    missing_facility[facility[column[1]]] = 1
}

phase == "promised" { promised[$1] = 1 }

phase == "exceptions" && /^[^#]/ {
  split($0, column, "\t")
  exception_libc[++exception_count] = column[1]
  exception_fault[exception_count] = column[2]
  exception_behaviour[exception_count] = column[3]
  exception_reason[exception_count] = column[4]
}

phase == "implemented" {
  implemented[++implemented_count] = $1
  is_implemented[$1] = 1
}

phase == "list" {
  id = member($0, "id")
  declaration = member($0, "declaration")
  if (!(declaration in faults_of)) {
    declarations[++declaration_count] = declaration
    faults_of[declaration] = words($0, "faults")
    file_of[declaration] = member($0, "file")
  }
  declaration_of[id] = declaration
  variant_of[id] = member($0, "variant") == "" ? "-" : member($0, "variant")
  variants_of[declaration] = variants_of[declaration] " " id
  for (name in missing_facility)
    needs[id, name] = line_needs($0, name)
  next
}

phase == "states" {
  state[$1] = $2
  reason[$1] = $0
  sub(/^[^ ]+ [^ ]+ ?/, "", reason[$1])
}

phase == "plain" && member($0, "type") == "platform" {
  libc = member($0, "libc")
  platform = member($0, "kernel") " " member($0, "release") ", " member($0, "libc") " " \
    member($0, "libc_version") ", " member($0, "arch")
}

# The visibility matrix, too, is recorded; its faults are doctored headers.
member($0, "type") != "behaviour" || !(member($0, "id") in declaration_of) { next }

{
  id = member($0, "id")
  declaration = declaration_of[id]
  now = member($0, "observation")
  now_verdict = member($0, "verdict")
}

phase == "plain" {
  id_count++
  observation[id] = now
  verdict[id] = now_verdict
  if (now_verdict != "unsupported")
    answered[declaration] = 1
  else
    obstacle[declaration] = now
}

phase == "loaded" {
  loaded++
  if (now != observation[id] || now_verdict != verdict[id])
    differing = differing "\n# " id ": " observation[id] ", with the library " now
}

phase == "fault" && facility[name] != "" {
  records[name]++
  judge_needing(name)
  next
}

phase == "fault" {
  records[name]++
  if (now == observation[id])
    next
  if (index(refusal[name], "|" now "|") && !declares(declaration, name)) {
    refused[name, declaration] = 1
    next
  }
  changed[name, declaration] = changed[name, declaration] " " id
  instead[name, id] = now
  if (now_verdict ~ /^(nonconforming|deviates|error)$/ \
      || verdict[id] !~ /^(conforms|documented)$/) {
    turned[name, declaration] = turned[name, declaration] " " variant_of[id]
    if (now_verdict != "error" && declares(declaration, name))
      killed[id] = 1
  }
}

# What a behaviour became whose facility the fault takes away, or was not to.
function judge_needing(fault,    due) {
  if (verdict[id] == "unsupported")
    return
  if (!needs[id, facility[fault]]) {
    if (now != observation[id])
      wrong[fault] = wrong[fault] "\n# " id " does not need " facility[fault] ", and is changed: " now
    return
  }
  due = refusal[fault] ~ /^.absent/ && facility[fault] in promised ? "deviates" : "unsupported"
  if (index(refusal[fault], "|" now "|") && now_verdict == due)
    refused_count[fault]++
  else
    wrong[fault] = wrong[fault] "\n# " id ": " now " (" now_verdict "), not " \
      substr(refusal[fault], 2, length(refusal[fault]) - 2) " (" due ")"
}

# ---- Judging ----

function point(good, text) {
  points = points (good ? "ok " : "not ok ") (++count) " - " text "\n"
}

function comment(text) {
  points = points "# " text "\n"
}

# The first of the variants that changed.
function evidence(fault, declaration,    part) {
  split(changed[fault, declaration], part, " ")
  return part[1] ": " observation[part[1]] " -> " instead[fault, part[1]]
}

function judge_names(    i, missing) {
  for (i = 1; i <= fault_count; i++)
    if (!(names[i] in is_implemented))
      missing = missing "\n# " names[i] " is not in tests/self/faults/"
  for (i = 1; i <= implemented_count; i++)
    if (!(implemented[i] in named))
      missing = missing "\n# " implemented[i] " is not in tests/self/faults.tsv"
  point(missing == "", "the table of faults and the library have the same names" missing)
}

function judge_declared_names(    i, j, n, part, missing) {
  for (i = 1; i <= declaration_count; i++) {
    n = split(faults_of[declarations[i]], part, " ")
    for (j = 1; j <= n; j++)
      if (!(part[j] in named))
        missing = missing "\n# " file_of[declarations[i]] ": " declarations[i] " declares " \
          part[j] ", which is not in tests/self/faults.tsv"
  }
  point(missing == "", "only faults of the table are declared" missing)
}

# Why the fault cannot turn the declaration here; empty if it can.
function exception(fault, declaration,    i) {
  for (i = 1; i <= exception_count; i++)
    if (exception_libc[i] == libc && exception_fault[i] == fault \
        && (exception_behaviour[i] == "*" || exception_behaviour[i] == declaration))
      return exception_reason[i]
  return ""
}

function judge_declared(fault, declaration,    why) {
  if (turned[fault, declaration] != "") {
    pairs++
    printf "%s\t%s\t%s\t%s\n", fault, declaration, substr(turned[fault, declaration], 2), \
      evidence(fault, declaration) > table
    return
  }
  if (!answered[declaration])
    return
  why = exception(fault, declaration)
  if (why != "") {
    printf "%s\t-\t%s\t%s\n", fault, declaration, why > table
    return
  }
  if (changed[fault, declaration] != "")
    why = " (" evidence(fault, declaration) " is no failure)"
  comment(file_of[declaration] ": " declaration " declares " fault \
          ", which turns no variant of it" why ": remove it from .faults, or let the test see it")
}

function judge_undeclared(fault, declaration) {
  refusals += (fault, declaration) in refused
  if (changed[fault, declaration] != "")
    comment(file_of[declaration] ": " declaration " is changed by " fault " (" \
            evidence(fault, declaration) "): add it to .faults, or narrow the fault")
}

function judge_pairs(fault,    i, before) {
  before = pairs
  refusals = 0
  for (i = 1; i <= declaration_count; i++)
    if (declares(declarations[i], fault))
      judge_declared(fault, declarations[i])
    else
      judge_undeclared(fault, declarations[i])
  if (pairs == before)
    comment("it turns no behaviour: write one that it turns, or take it out of faults.tsv")
  if (refusals > 0)
    printf "%s\t(%d others)\t\tno mapping to begin with\n", fault, refusals > table
}

function judge_facility(fault) {
  if (wrong[fault] != "")
    comment("it must take away " facility[fault] " and nothing else:" wrong[fault])
  if (refused_count[fault] == 0)
    comment("no behaviour that can be asked here needs " facility[fault])
  else
    printf "%s\t(all %d that need %s)\t\t%s\n", fault, refused_count[fault], facility[fault], \
      substr(refusal[fault], 2, length(refusal[fault]) - 2) > table
}

# The comments are made first, since the point depends on there being none.
function judge_fault(fault,    before, earlier) {
  if (state[fault] == "absent") {
    printf "%s\t-\t\t%s\n", fault, reason[fault] > table
    point(1, "fault " fault " # SKIP " reason[fault])
    return
  }
  earlier = points
  points = ""
  if (state[fault] != "acted")
    comment("the fault never took effect: " reason[fault])
  if (records[fault] != id_count)
    comment("only " records[fault] + 0 " of " id_count " behaviours were answered")
  if (facility[fault] != "")
    judge_facility(fault)
  else
    judge_pairs(fault)
  before = points
  points = earlier
  point(before == "", "fault " fault " turns exactly what declares it")
  points = points before
  acted += state[fault] == "acted"
}

# Why a fault that the declaration names cannot turn it here; empty if each can.
function obstacle_of_faults(declaration,    i, why) {
  for (i = 1; i <= fault_count; i++) {
    if (!declares(declaration, names[i]))
      continue
    if (state[names[i]] == "absent")
      return "a fault that it declares is absent here"
    why = exception(names[i], declaration)
    if (why != "")
      return why
  }
  return ""
}

# The variants that no fault turned, of those that could be asked.
function survivors(declaration,    i, n, part, left) {
  n = split(variants_of[declaration], part, " ")
  for (i = 1; i <= n; i++)
    if (part[i] in killed)
      total_killed++
    else if (verdict[part[i]] == "unsupported")
      total_unsupported++
    else
      left = left " " part[i]
  return left
}

function judge_declaration(declaration,    left, text) {
  left = survivors(declaration)
  text = declaration " is turned by a fault in each of its variants"
  if (!answered[declaration]) {
    printf "-\t%s\t\t%s\n", declaration, obstacle[declaration] > table
    point(1, text " # SKIP not to be asked here")
  } else if (left != "" && obstacle_of_faults(declaration) != "")
    point(1, text " # SKIP " obstacle_of_faults(declaration))
  else
    point(left == "", text)
  if (left != "")
    comment(file_of[declaration] ": no fault turns" left ": name in .faults one of " \
            "tests/self/faults.tsv that does, or add one there and in tests/self/faults/")
}

END {
  print "# made on " platform > table
  printf "# fault\tbehaviour\tvariants turned\tthe first of them; the reason, where one has only -\n" \
    > table
  judge_names()
  judge_declared_names()
  point(unknown_status == 2, "a fault of an unknown name ends the program")
  point(differing == "" && loaded == id_count && id_count > 0, \
        "without a fault every answer is as in the plain run" differing)
  for (i = 1; i <= fault_count; i++)
    judge_fault(names[i])
  for (i = 1; i <= declaration_count; i++)
    judge_declaration(declarations[i])
  summary = acted + 0 " of " fault_count " faults took effect; " total_killed + 0 " of " \
    id_count - total_unsupported " behaviours, variants counted, are turned by one that their " \
    declaration_count " declarations name, " pairs + 0 " times in all"
  print "# " summary > table
  printf "1..%d\n%s# %s\n", count, points, summary
}
