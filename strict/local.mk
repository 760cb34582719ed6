# SPDX-License-Identifier: GPL-3.0-or-later
# Programs under another system's rules: where libraries can be preloaded as Linux does it.

if BUILD_STRICT
noinst_LIBRARIES += strict/libcalls.a
bin_PROGRAMS += strict/anonmap-strict
dist_man_MANS += strict/anonmap-strict.1
strictdir = $(pkglibdir)
strict_DATA = strict/anonmap-strict.so
self_tests += tests/self/strict.test

# What it finds in programs that everybody has.
programs: all
	@abs_top_srcdir='$(abs_top_srcdir)' abs_top_builddir='$(abs_top_builddir)' AWK='$(AWK)' \
	  CC='$(CC)' $(SHELL) $(srcdir)/tests/self/programs.sh
else
EXTRA_DIST += strict/anonmap-strict.1 tests/self/strict.test
endif
.PHONY: programs
EXTRA_DIST += \
  reports/programs.md tests/self/programs.sh \
  tests/self/strict/everywhere.c tests/self/strict/mistakes.c \
  tests/self/strict/opens.c tests/self/strict/pairs.c

# What the launcher shares with the preloaded library, which has no gnulib to see.
strict_libcalls_a_CFLAGS = $(WARN_CFLAGS)
strict_libcalls_a_SOURCES = strict/call.h strict/classes.c strict/names.c strict/names.h

strict_anonmap_strict_CPPFLAGS = \
  $(host_cppflags) -I$(srcdir)/reports $(LIBDW_CFLAGS) -DPKGLIBDIR='"$(pkglibdir)"'
strict_anonmap_strict_CFLAGS = $(WARN_CFLAGS)
strict_anonmap_strict_LDADD = strict/libcalls.a lib/libanonmap.a lib/gnulib/libgnu.a $(LIBDW_LIBS)
strict_anonmap_strict_SOURCES = \
  lib/xalloc-die.c \
  reports/output.c reports/output.h \
  strict/anonmap-strict.c \
  strict/findings.c strict/findings.h \
  strict/message.h \
  strict/place.c strict/place.h \
  strict/program.c strict/program.h \
  strict/report.c strict/report.h \
  strict/run.c strict/run.h \
  strict/systems.c strict/systems.h

# Preloaded: built by hand and not by libtool, without what would rename the functions that it stands
# before, and without a sanitizer, which has to be in the program itself.
strict_library_headers = \
  strict/call.h strict/handle.h strict/inspect.h strict/interpose.h strict/log.h strict/message.h \
  strict/names.h strict/real.h strict/unnoticed.h
strict_library_sources = \
  strict/classes.c strict/handle.c strict/inspect.c strict/interpose.c strict/interpose-open.c \
  strict/log.c strict/names.c strict/real.c strict/unnoticed.c
strict/anonmap-strict.so: $(strict_library_sources) $(strict_library_headers)
	$(AM_V_CCLD)$(MKDIR_P) strict && \
	$(CC) -shared -fPIC -fvisibility=hidden $(CPPFLAGS) $(WARN_CFLAGS) $(CFLAGS) \
	  -U_FORTIFY_SOURCE -U_FILE_OFFSET_BITS -U_TIME_BITS -fno-sanitize=all \
	  -o $@ $(strict_library_sources:%=$(srcdir)/%) -ldl
EXTRA_DIST += $(strict_library_headers) $(strict_library_sources)
CLEANFILES += strict/anonmap-strict.so
