# SPDX-License-Identifier: GPL-3.0-or-later
# Compares the published kill matrix with the suite: the faults and what they break (faults.tsv), the
# behaviours and the faults that they declare (--list --format=jsonl).  Prints what is stale.

# The words of a member of the list that is an array, or the one of a string.
function member(line, key) {
  line = substr(line, index(line, "\"" key "\":") + length(key) + 3)
  if (line ~ /^\[/)
    line = substr(line, 2, index(line, "]") - 2)
  else
    line = substr(line, 2, index(substr(line, 2), "\"") - 1)
  gsub(/[",]+/, " ", line)
  return line
}

function stale(text) {
  print text
  failed = 1
}

phase == "faults" && /^[^#]/ {
  split($0, column, "\t")
  meaning[column[1]] = column[2]
}

phase == "list" && !/"id":"macro\./ { declared[member($0, "declaration")] = member($0, "faults") }

phase == "page" && /^## / { section = $2 " " $3 }

phase == "page" && /^\| `/ {
  split($0, column, / \| /)
  name = substr(column[1], 4, length(column[1]) - 4)
  gsub(/[`,|]/, "", column[3])
  if (section == "Each fault")
    seen_meaning[name] = column[2]
  else if (section == "Each behaviour")
    seen[name] = column[3]
  else
    excepted[name] = 1
}

# Both are words separated by blanks.
function same_words(a, b,    n, i, part, in_a) {
  n = split(a, part, " ")
  for (i = 1; i <= n; i++)
    in_a[part[i]] = 1
  n -= split(b, part, " ")
  for (i in part)
    if (!(part[i] in in_a))
      return 0
  return n == 0
}

# The faults that a behaviour declares, less those that could not be injected there.
function expected(faults,    n, i, part, text) {
  n = split(faults, part, " ")
  for (i = 1; i <= n; i++)
    if (!(part[i] in excepted))
      text = text " " part[i]
  return text
}

END {
  for (name in meaning)
    if (seen_meaning[name] != meaning[name])
      stale("the page does not have the fault " name " as faults.tsv has it")
  for (name in seen_meaning)
    if (!(name in meaning))
      stale("the page has the fault " name ", which there is no longer")
  for (name in declared)
    if (!(name in excepted) && !(name in seen))
      stale("the page does not have the behaviour " name)
    else if (name in seen && !same_words(seen[name], expected(declared[name])))
      stale("the page has other faults for " name " than it declares")
  for (name in seen)
    if (!(name in declared))
      stale("the page has the behaviour " name ", which there is no longer")
  exit failed
}
