# SPDX-License-Identifier: GPL-3.0-or-later
# The small C libraries that Debian has for this machine, all static.  What Check and gnulib call and they lack stands in headers
# of the directories named after them.
# shellcheck shell=sh

with_dietlibc() {
  packages="$packages dietlibc-dev"
  headers=ci/kit/dietlibc
  cc="diet gcc -I$src/$headers"
  check_extra_libs='-lm -lpthread'
}

# klcc looks into klibc's own directories first, where gnulib's would have to stand before them.
with_klibc() {
  packages="$packages libklibc-dev"
  headers=ci/kit/klibc
  klibc_headers=/usr/lib/klibc/include
  cc="klcc -nostdinc -Wp,-isystem,$src/$headers"
  cc="$cc,-isystem,$klibc_headers/arch/x86_64,-isystem,$klibc_headers/bits64,-isystem,$klibc_headers"
  # klcc's own flags leave out what passes a double to a function.
  check_cflags='-g -O2 -msse2 -mfpmath=sse'
  check_extra_libs=' '
  # OS/2's C library has the same macro, __KLIBC__, and gnulib would mend here what is wrong there.
  configure_answers='gl_cv_func_dup2_works=yes gl_cv_func_fcntl_f_dupfd_works=yes gl_cv_func_fcntl_f_dupfd_cloexec=yes
    ac_cv_func_getprogname=yes ac_cv_func___fpending=yes ac_cv_have_decl___fpending=yes'
}
