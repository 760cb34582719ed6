# SPDX-License-Identifier: GPL-3.0-or-later
# What tests the suite itself.

self_tests = \
  tests/self/ax-anon-mmap.test \
  tests/self/board.test \
  tests/self/findings.test \
  tests/self/from-scratch.test \
  tests/self/hacking.test \
  tests/self/hosted.test \
  tests/self/kill-matrix-judge.test \
  tests/self/kill-matrix-linked.test \
  tests/self/kill-matrix.test \
  tests/self/man.test \
  tests/self/matrix.test \
  tests/self/names.test \
  tests/self/one-process.test \
  tests/self/probes.test \
  tests/self/published.test \
  tests/self/rpl.test \
  tests/self/runner.test \
  tests/self/without-mmap.test
dist_check_SCRIPTS += $(self_tests)

fault_headers = \
  tests/self/faults/fault.h \
  tests/self/faults/functions.h \
  tests/self/faults/live.h \
  tests/self/faults/real.h
# What the tests measure by, too: both have to mean the same lengths.
tests/self/faults.so tests/self/anonmap-faulty$(EXEEXT): tests/harness/memory-size.h
fault_sources = \
  tests/self/faults/addresses.c \
  tests/self/faults/advice.c \
  tests/self/faults/allocation.c \
  tests/self/faults/arguments.c \
  tests/self/faults/call.c \
  tests/self/faults/contents.c \
  tests/self/faults/descriptors.c \
  tests/self/faults/device.c \
  tests/self/faults/dispatch.c \
  tests/self/faults/flags.c \
  tests/self/faults/inheritance.c \
  tests/self/faults/limits.c \
  tests/self/faults/live.c \
  tests/self/faults/processes.c \
  tests/self/faults/protections.c \
  tests/self/faults/real.c \
  tests/self/faults/remapping.c \
  tests/self/faults/select.c \
  tests/self/faults/sharing.c \
  tests/self/faults/strangers.c \
  tests/self/faults/synchronization.c \
  tests/self/faults/unmapping.c
EXTRA_DIST += \
  tests/self/faults.tsv tests/self/kill-exceptions.tsv tests/self/kill-matrix-page.awk tests/self/kill-matrix.awk \
  tests/self/findings.awk tests/self/published-matrix.awk \
  $(fault_headers) $(fault_sources)

# Preloaded into the runner as it is, so it is built by hand and not by libtool, which may leave a
# script in the place of a program.  It stands before functions that the headers of a hardened or
# of a wide-file build would rename.  Where the loader does not find functions by name alone, an
# empty file says so to kill-matrix.test.
if HAVE_MMAP
check_DATA += tests/self/faults.so
endif
tests/self/faults.so: $(fault_sources) $(fault_headers) lib/probes.h
	$(AM_V_CCLD)$(MKDIR_P) tests/self && case '$(host_os)' in \
	  darwin* | cygwin* | mingw* | msys* | aix*) : > $@; exit 0 ;; \
	  linux*) dl=-ldl ;; \
	esac && \
	$(CC) -shared -fPIC $(target_cppflags) $(CPPFLAGS) $(WARN_CFLAGS) $(CFLAGS) \
	  -U_FORTIFY_SOURCE -U_FILE_OFFSET_BITS -U_TIME_BITS \
	  -o $@ $(fault_sources:%=$(srcdir)/%) $$dl
CLEANFILES += \
  tests/self/faults.so tests/self/kill-matrix.md tests/self/kill-matrix.tap tests/self/kill-matrix.tsv

# The same sources linked into the static runner, for where nothing can be preloaded: on boards, under
# emulators, with other C libraries.  The linker hands them each call that they define a function for.
faulty: tests/self/anonmap-faulty$(EXEEXT)
tests/self/anonmap-faulty$(EXEEXT): $(fault_sources) $(fault_headers) $(tests_anonmap_OBJECTS) $(runner_libraries)
	$(AM_V_CCLD)wraps=`sed -n 's/^\(.* \)*STANDS_FOR (\([a-z0-9_]*\)).*/-Wl,--wrap=\2/p' $(srcdir)/tests/self/faults/dispatch.c` && \
	$(CC) -static -DFAULTS_LINKED $(target_cppflags) $(CPPFLAGS) $(WARN_CFLAGS) $(CFLAGS) \
	  -U_FORTIFY_SOURCE -U_FILE_OFFSET_BITS -U_TIME_BITS $(LDFLAGS) $$wraps \
	  -o $@ $(fault_sources:%=$(srcdir)/%) $(tests_anonmap_OBJECTS) $(runner_libraries) \
	  $(SHM_LIBS) $(THREAD_LIBS) $(CHECK_STATIC_LIBS)
.PHONY: faulty
CLEANFILES += tests/self/anonmap-faulty$(EXEEXT) tests/self/kill-matrix-linked.tsv
# Both link the static runner.
tests/self/kill-matrix-linked.log: tests/self/board.log

# An object that refers to a function of gnulib, for the test that no other does.
check_LIBRARIES = tests/self/libdoctored.a
tests_self_libdoctored_a_SOURCES = tests/self/doctored.c

kill-matrix: all $(check_DATA)
	@abs_top_srcdir='$(abs_top_srcdir)' abs_top_builddir='$(abs_top_builddir)' AWK='$(AWK)' \
	  $(SHELL) $(srcdir)/tests/self/kill-matrix.test > tests/self/kill-matrix.tap; \
	if test -f tests/self/kill-matrix.tsv; then \
	  $(AWK) -f $(srcdir)/tests/self/kill-matrix-page.awk $(srcdir)/tests/self/faults.tsv \
	    tests/self/kill-matrix.tsv > tests/self/kill-matrix.md && cat tests/self/kill-matrix.md; \
	else cat tests/self/kill-matrix.tap; fi; \
	! grep '^not ok' tests/self/kill-matrix.tap >&2
.PHONY: kill-matrix

# What the suite costs, beside its floors.
EXTRA_PROGRAMS = tests/self/bench
tests_self_bench_CPPFLAGS = $(host_cppflags)
tests_self_bench_CFLAGS = $(CHECK_CFLAGS) $(WARN_CFLAGS)
tests_self_bench_SOURCES = tests/self/bench.c
tests_self_bench_LDADD = lib/libanonmap.a lib/gnulib/libgnu.a $(CHECK_LIBS)
EXTRA_DIST += tests/self/bench.sh
CLEANFILES += tests/self/bench$(EXEEXT)

bench: all tests/self/bench$(EXEEXT) $(bench_report)
	@abs_top_srcdir='$(abs_top_srcdir)' abs_top_builddir='$(abs_top_builddir)' \
	  $(SHELL) $(srcdir)/tests/self/bench.sh
.PHONY: bench
