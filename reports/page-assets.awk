# SPDX-License-Identifier: GPL-3.0-or-later
# Makes C tables of lines of the style sheet and the script.
#
#   awk -f page-assets.awk reports/page.css reports/page.js
#
# Comments that are whole lines, blank lines and indentation are left out: they are for us.

function end_table() {
  if (name != "")
    printf "};\n\nconst size_t %s_count = sizeof %s / sizeof *%s;\n", name, name, name
}

BEGIN {
  print "/* Made by reports/page-assets.awk; do not edit.  */"
  print "#include <config.h>\n\n#include \"reports/page-assets.h\""
}

FNR == 1 {
  end_table()
  name = FILENAME ~ /css$/ ? "page_style" : "page_script"
  printf "\nconst char *const %s[] = {\n", name
}

/^[ \t]*$/ || /^[ \t]*\/\// || /^[ \t]*\/\*.*\*\/$/ { next }

{
  sub(/^[ \t]+/, "")
  gsub(/\\/, "\\\\")
  gsub(/"/, "\\\"")
  printf "  \"%s\\n\",\n", $0
}

END { end_table() }
