# SPDX-License-Identifier: GPL-3.0-or-later
# Holds the findings and the known rows of the tables against the published records.  Prints what does not agree.
#   phase=list      anonmap --list --format=jsonl
#   phase=records   the reporter's judgement: a line "record NAME ARCH" before the results of each, as json
#   phase=rules     the tables
#   phase=findings  the findings; what=form|platforms|behaviours|known|asked says which question is put

function wrong(text) {
  print text
  failed = 1
}

# member(LINE, KEY): the text of a string, as far as its first quotation mark
function member(line, key) {
  if (!match(line, "\"" key "\":\""))
    return ""
  line = substr(line, RSTART + RLENGTH)
  return substr(line, 1, index(line, "\"") - 1)
}

# fits(GLOB, TEXT): of a glob in which * alone is special
function fits(glob, text) {
  if (!(glob in regular)) {
    regular[glob] = glob
    gsub(/[.+(){}|$]/, "[&]", regular[glob])
    gsub(/\*/, ".*", regular[glob])
  }
  return text ~ ("^" regular[glob] "$")
}

# The words in backquotes of a row of the table that each finding has.
function quoted(text, words, count) {
  count = 0
  while (match(text, /`[^`]*`/)) {
    words[++count] = substr(text, RSTART + 1, RLENGTH - 2)
    text = substr(text, RSTART + RLENGTH)
  }
  return count
}

phase == "list" {
  id = member($0, "id")
  ids[id] = $0 ~ /"needs":\[[^]]*"MMU"/
}

phase == "records" && /^record / {
  record = $2
  arch = $3
  records[record] = 1
}

phase == "records" && /"verdict":"known"/ && match($0, /"source":"reports\/findings\/[a-z0-9-]*/) {
  finding = substr($0, RSTART + 27, RLENGTH - 27)
  id = member($0, "id")
  cited[finding, record] = 1
  excused[finding, id] = 1
  used[finding, member($0, "observation"), arch] = used[finding, member($0, "observation"), arch] " " id
}

phase == "records" && /"was_known":true/ { superfluous[record ": " member($0, "id")] = 1 }

phase == "rules" && FNR == 1 {
  system_name = FILENAME
  sub(/.*\//, "", system_name)
  sub(/[.]tsv$/, "", system_name)
}

phase == "rules" && /^[^#]/ {
  row = system_name ".tsv:" FNR
  split($0, column, "\t")
  pattern[row] = column[1]
  if (column[4] == "known") {
    when[row] = column[2]
    observation[row] = column[3]
    reference[row] = column[5]
    sub(/^reports\/findings\//, "", reference[row])
    sub(/[.]md.*/, "", reference[row])
  }
  # WebAssembly has no MMU anywhere.
  if (column[2] ~ /mmu=no/ || system_name == "wasi" || system_name == "emscripten")
    without_mmu[row] = 1
}

phase == "findings" && FNR == 1 {
  finding = FILENAME
  sub(/.*\//, "", finding)
  sub(/[.]md$/, "", finding)
  findings[finding] = 1
}

phase == "findings" && /^[|] [a-z ]* [|] .* [|]$/ {
  split($0, cell, / [|] /)
  name = substr(cell[1], 3)
  text[finding, name] = substr($0, length(cell[1]) + 4)
}

phase == "findings" && /^```c$/ { programs[finding]++ }

# Each says what, where and when, and who of kernel, libc, emulator and this suite it is; with a program.
function ask_form(finding, name, i) {
  for (finding in findings) {
    for (i = 1; i <= split("behaviours,platforms,seen on,whose,source", name, ","); i++)
      if (!((finding, name[i]) in text))
        wrong(finding ": its table has no row '" name[i] "'")
    if (text[finding, "seen on"] !~ /20[0-9][0-9]-[01][0-9]-[0-3][0-9]/)
      wrong(finding ": 'seen on' has no date")
    if (!programs[finding])
      wrong(finding ": it has no C program")
  }
}

# The platforms of a finding that excuses something are those whose records are excused by it.
function ask_platforms(finding, record, count, words, i, listed, excuses, some) {
  for (finding in findings) {
    count = quoted(text[finding, "platforms"], words)
    excuses = 0
    for (record in records)
      excuses = excuses || (finding, record) in cited
    for (i = 1; i <= count; i++) {
      some = 0
      for (record in records)
        some = some || fits(words[i], record)
      if (!some)
        wrong(finding ": no record is of the platform " words[i])
    }
    for (record in records) {
      listed = 0
      for (i = 1; i <= count; i++)
        listed = listed || fits(words[i], record)
      if (listed && excuses && !((finding, record) in cited))
        wrong(finding ": " record " is named, and its record has nothing of it")
      if (!listed && (finding, record) in cited)
        wrong(finding ": " record " is not named, and its record is excused by it")
    }
  }
}

function ask_behaviours(finding, pair, part, count, words, i, id, listed, some) {
  for (finding in findings) {
    count = quoted(text[finding, "behaviours"], words)
    for (i = 1; i <= count; i++)
      if (words[i] ~ /[.]/ && words[i] !~ /[.]md$/) {
        some = 0
        for (id in ids)
          some = some || fits(words[i], id)
        if (!some)
          wrong(finding ": no behaviour is named " words[i])
      }
    for (pair in excused) {
      split(pair, part, SUBSEP)
      if (part[1] != finding)
        continue
      listed = 0
      for (i = 1; i <= count; i++)
        listed = listed || fits(words[i], part[2])
      if (!listed)
        wrong(finding ": " part[2] " is excused by it and not named")
    }
  }
}

# A row may name an architecture: then it is of that one that the observation has to be.
function is_used(row, key, part, wanted, count, i, answered) {
  wanted = when[row] ~ /arch=/ ? when[row] : ""
  sub(/.*arch=/, "", wanted)
  sub(/ .*/, "", wanted)
  for (key in used) {
    split(key, part, SUBSEP)
    if (part[1] != reference[row] || part[2] != observation[row] || (wanted != "" && !fits(wanted, part[3])))
      continue
    count = split(used[key], answered, " ")
    for (i = 1; i <= count; i++)
      if (fits(pattern[row], answered[i]))
        return 1
  }
  return 0
}

function ask_known(row, what) {
  for (row in reference)
    if (!(reference[row] in findings))
      wrong(row ": there is no finding " reference[row])
    else if (!is_used(row))
      wrong(row ": " pattern[row] " excuses nothing in any published record")
  for (what in superfluous)
    wrong(what ": known, and it behaves: the row is too wide")
}

# A rule for what is never asked where it holds could be wrong, and nobody would see it.
function ask_asked(row, id, some, asked) {
  for (row in without_mmu) {
    some = asked = 0
    for (id in ids)
      if (fits(pattern[row], id)) {
        some = 1
        asked = asked || !ids[id]
      }
    if (some && !asked)
      wrong(row ": " pattern[row] " is never asked where there is no MMU")
  }
}

END {
  if (what == "form")
    ask_form()
  else if (what == "platforms")
    ask_platforms()
  else if (what == "behaviours")
    ask_behaviours()
  else if (what == "known")
    ask_known()
  else if (what == "asked")
    ask_asked()
  exit failed
}
