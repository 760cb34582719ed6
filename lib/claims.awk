# SPDX-License-Identifier: GPL-3.0-or-later
# Checks the table of claims and makes the C table of lib/claims.h.
#
#   awk -f tables.awk -f claims.awk behaviour-ids lib/claims.tsv registry.c
#
# A claim without a tab in front: id, texts, sentence[, why nothing can test it].  Its predictions
# follow on lines that begin with a tab: id or glob, observation.  registry.c tells which claims the
# behaviours say they test: the two must agree.

FNR == 1 { file_number++ }
file_number == 1 { id[++ids] = $0; next }

file_number == 2 && (/^#/ || /^[ \t]*$/) { next }
file_number == 2 && /^\t/ {
  if (claims == 0 || split($0, column, "\t") != 3)
    fail("a prediction follows its claim: tab, id or glob, tab, observation")
  if (column[2] !~ /^macro\./ && !some_id_matches(expression_of(column[2])))
    fail(column[2] ": matches no behaviour")
  prediction[claims, ++predictions[claims]] = "  { " c_string(column[2]) ", " c_string(column[3]) " },\n"
  next
}
file_number == 2 {
  n = split($0, column, "\t")
  if (n < 3 || n > 4)
    fail("a claim has three or four columns, separated by tabs: id, texts, sentence, why untested")
  if (column[1] in number)
    fail(column[1] ": this claim stands twice")
  number[column[1]] = ++claims
  name[claims] = column[1]
  texts[claims] = column[2]
  sentence[claims] = column[3]
  untested[claims] = (n == 4 ? column[4] : "")
  next
}

file_number == 3 && /^ *\.claims =/ {
  line = $0
  sub(/^[^"]*"/, "", line)
  sub(/".*$/, "", line)
  n = split(line, word, / +/)
  for (i = 1; i <= n; i++)
    if (word[i] != "") {
      if (!(word[i] in number))
        fail(word[i] ": a behaviour names this claim, and lib/claims.tsv does not have it")
      tested[number[word[i]]] = 1
    }
}

END {
  if (failed)
    exit 1
  for (i = 1; i <= claims; i++) {
    if (untested[i] == "" && predictions[i] == 0) {
      printf "lib/claims.tsv: %s predicts nothing and gives no reason why nothing can test it\n", name[i] > "/dev/stderr"
      exit 1
    }
    if (untested[i] == "" && !tested[i] && prediction[i, 1] !~ /"macro\./) {
      printf "lib/claims.tsv: no behaviour names the claim %s\n", name[i] > "/dev/stderr"
      exit 1
    }
    if (untested[i] != "" && predictions[i] > 0) {
      printf "lib/claims.tsv: %s has predictions and a reason why it has none\n", name[i] > "/dev/stderr"
      exit 1
    }
  }
  print "/* Made by lib/claims.awk from lib/claims.tsv; do not edit.  */"
  print "#include <config.h>\n\n#include \"claims.h\"\n"
  for (i = 1; i <= claims; i++)
    if (predictions[i] > 0) {
      printf "static const struct prediction predictions_%d[] = {\n", i
      for (j = 1; j <= predictions[i]; j++)
        printf "%s", prediction[i, j]
      print "};"
    }
  print "\nconst struct claim claims[] = {"
  for (i = 1; i <= claims; i++)
    printf "  { %s, %s,\n    %s,\n    %s, %s, %d },\n", c_string(name[i]), c_string(texts[i]), c_string(sentence[i]), c_string(untested[i]), (predictions[i] > 0 ? "predictions_" i : "NULL"), predictions[i]
  printf "};\n\nconst size_t claim_count = %d;\n", claims
}
