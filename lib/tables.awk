# SPDX-License-Identifier: GPL-3.0-or-later
# What the checkers of the tables share; read before each of them with a further -f.

# Names the line that is wrong and ends; each END begins with "if (failed) exit 1".
function fail(message) {
  printf "%s:%d: %s\n", FILENAME, FNR, message > "/dev/stderr"
  failed = 1
  exit 1
}

# A glob (* and ? only) as an extended regular expression that matches the whole id.
function expression_of(glob) {
  gsub(/\./, "[.]", glob)
  gsub(/\*/, ".*", glob)
  gsub(/\?/, ".", glob)
  return "^" glob "$"
}

# Whether one of the ids that the first file has matches.
function some_id_matches(expression,    i) {
  for (i = 1; i <= ids; i++)
    if (id[i] ~ expression)
      return 1
  return 0
}

function c_string(text) {
  gsub(/\\/, "\\\\", text)
  gsub(/"/, "\\\"", text)
  return "\"" text "\""
}
