# SPDX-License-Identifier: GPL-3.0-or-later
# The kill matrix as a page in Markdown, from faults.tsv and what kill-matrix.awk wrote.
BEGIN { FS = "\t" }

FILENAME ~ /faults\.tsv$/ {
  if (!/^#/) {
    names[++fault_count] = $1
    meaning[$1] = $2
  }
  next
}

/^# made on / { platform = substr($0, length("# made on ") + 1) }
/^# [0-9]/ { summary = substr($0, 3) }
/^#/ { next }

# Several behaviours at once, in brackets.
$2 ~ /^\(/ { beside[$1] = substr($2, 2, length($2) - 2) ": " $4; next }

$2 == "-" || $1 == "-" {
  unproven[++unproven_count] = "| `" ($2 == "-" ? $1 : $2) "` | " \
    ($2 == "-" ? "fault" : "behaviour") ($3 == "" ? "" : ", of `" $3 "`") " | " $4 " |"
  absent[$1] = $2 == "-" && $3 == ""
  next
}

{
  turned[$1] = turned[$1] (turned[$1] == "" ? "" : ", ") "`" $2 "`"
  turned_count[$1]++
  if (!($2 in killers))
    insert($2)
  killers[$2] = killers[$2] (killers[$2] == "" ? "" : ", ") "`" $1 "`"
  killer_count[$2]++
}

# Keeps the behaviours in order.
function insert(id,    i) {
  for (i = ++behaviour_count; i > 1 && behaviours[i - 1] > id; i--)
    behaviours[i] = behaviours[i - 1]
  behaviours[i] = id
}

function fault_row(name,    text) {
  text = turned[name]
  if (beside[name] != "")
    text = text (text == "" ? "" : "; ") beside[name]
  if (absent[name])
    text = "not here: see below"
  printf "| `%s` | %s | %s | %s |\n", name, meaning[name], turned_count[name] + 0, text
}

END {
  print "# The kill matrix"
  print ""
  print "A suite whose tests cannot fail proves nothing. So its own tests inject faults into the system that"
  print "it looks at, one promise broken at a time, and demand that each fault turns exactly the behaviours"
  print "that declare it, and that each variant of each behaviour is turned by one. A behaviour is turned when"
  print "it observes something else and its verdict is a failure, or had no rule to fail by."
  print ""
  print "- made on: " platform
  print "- " summary
  print ""
  print "`make kill-matrix` makes this page again, on your machine, as `tests/self/kill-matrix.md`; the page"
  print "that is published is a copy of it. `make check` proves what it says, with the faults preloaded"
  print "(`tests/self/kill-matrix.test`) and linked into the static runner (`tests/self/kill-matrix-linked.test`)."
  print ""
  print "## Each fault"
  print ""
  print "| fault | what it breaks | behaviours | which |"
  print "|---|---|---|---|"
  for (i = 1; i <= fault_count; i++)
    fault_row(names[i])
  print ""
  print "\"No mapping to begin with\" are behaviours that do not get as far as what they ask about."
  print ""
  print "## Each behaviour"
  print ""
  print "| behaviour | faults | which |"
  print "|---|---|---|"
  for (i = 1; i <= behaviour_count; i++)
    printf "| `%s` | %d | %s |\n", behaviours[i], killer_count[behaviours[i]], killers[behaviours[i]]
  print ""
  print "## What could not be proven there"
  print ""
  print "None of these is out of reach of a fault in user space; they need what that system does not have."
  print "What no fault here reaches are calls that the C library makes inside itself, as malloc its mmap: no"
  print "behaviour is turned by them alone."
  print ""
  print "| name | what | reason |"
  print "|---|---|---|"
  for (i = 1; i <= unproven_count; i++)
    print unproven[i]
}
