# SPDX-License-Identifier: GPL-3.0-or-later
# The behaviours and the runner.

# The topics, in the order of the report.  A behaviour is added in one of these files, a topic here.
behaviour_sources = \
  tests/names.c \
  tests/create.c \
  tests/zero.c \
  tests/fd.c \
  tests/offset.c \
  tests/close.c \
  tests/device.c \
  tests/listing.c \
  tests/fork.c \
  tests/exec.c \
  tests/unrelated.c \
  tests/error.c \
  tests/unmap.c \
  tests/advise.c \
  tests/advise-fork.c \
  tests/advise-hints.c \
  tests/inherit.c \
  tests/remap.c \
  tests/sync.c \
  tests/sync-locks.c \
  tests/sharing.c \
  tests/sharing-threads.c \
  tests/sharing-handlers.c \
  tests/limits.c \
  tests/overcommit.c \
  tests/address.c \
  tests/protect.c \
  tests/protect-change.c \
  tests/protect-processes.c \
  tests/flags.c \
  tests/malloc.c \
  tests/arena.c \
  tests/uninitialized.c

# What makes the calls under test: it sees neither gnulib nor lib/config.h.
if HAVE_MMAP
libbehaviours = tests/libbehaviours.a
noinst_LIBRARIES += tests/libbehaviours.a
endif
tests_libbehaviours_a_CPPFLAGS = $(target_cppflags)
tests_libbehaviours_a_CFLAGS = $(WARN_CFLAGS)
tests_libbehaviours_a_SOURCES = \
  $(behaviour_sources) \
  tests/harness/advice.c \
  tests/harness/calls.h \
  tests/harness/child.c \
  tests/harness/file.c \
  tests/harness/flags.h \
  tests/harness/harness.h \
  tests/harness/inherit.h \
  tests/harness/map.c \
  tests/harness/memory.c \
  tests/harness/memory-size.h \
  tests/harness/observe.c \
  tests/harness/observe.h \
  tests/harness/region.c \
  tests/harness/residence.c \
  tests/harness/system.h

# What runs beside the tests: Check and plain libc.  Without mmap, one file stands in the place of what asks.
noinst_LIBRARIES += tests/libasking.a
tests_libasking_a_CPPFLAGS = $(target_cppflags)
tests_libasking_a_CFLAGS = $(CHECK_CFLAGS) $(WARN_CFLAGS)
tests_libasking_a_SOURCES = \
  tests/runner/ask.h \
  tests/runner/facilities.c tests/runner/facilities.h \
  tests/runner/facility-checks.h \
  tests/runner/facility-table.h \
  tests/runner/fresh.h \
  tests/runner/functions.h \
  tests/runner/relay.c tests/runner/relay.h \
  tests/runner/steps.c tests/runner/steps.h \
  tests/runner/supervise.c tests/runner/supervise.h \
  tests/runner/temporary.h \
  tests/runner/widths.c
if HAVE_MMAP
tests_libasking_a_SOURCES += \
  tests/runner/ask.c \
  tests/runner/facility-files.c \
  tests/runner/facility-memory.c \
  tests/runner/facility-processes.c \
  tests/runner/facility-table.c \
  tests/runner/fresh.c \
  tests/runner/temporary.c
nodist_tests_libasking_a_SOURCES = tests/functions.c
else
tests_libasking_a_SOURCES += tests/runner/without-mmap.c
endif

tests/functions.c: lib/tables.awk lib/registry.awk lib/variants.tsv $(behaviour_sources)
	$(AM_V_GEN)$(MKDIR_P) tests && $(registry_awk) -v want=functions $(srcdir)/lib/variants.tsv $(topics) > $@-t && mv $@-t $@

bin_PROGRAMS += tests/anonmap
tests_anonmap_CPPFLAGS = $(host_cppflags) -I$(srcdir)/tests
tests_anonmap_CFLAGS = $(WARN_CFLAGS)
tests_anonmap_SOURCES = \
  lib/xalloc-die.c \
  tests/runner/anonmap.c \
  tests/runner/options.c tests/runner/options.h \
  tests/runner/output.c tests/runner/output.h
# Each library uses what stands after it; observe.c is used by all and stands in the second.
runner_libraries = tests/libasking.a $(libbehaviours) lib/libanonmap.a lib/gnulib/libgnu.a
tests_anonmap_LDADD = $(runner_libraries) $(SHM_LIBS) $(THREAD_LIBS) $(CHECK_LIBS)

# The one file that is copied to a board: the same objects, linked statically.
board: tests/anonmap-static$(EXEEXT)
tests/anonmap-static$(EXEEXT): $(tests_anonmap_OBJECTS) $(runner_libraries)
	$(AM_V_CCLD)$(CC) $(CFLAGS) -static $(LDFLAGS) -o $@ $(tests_anonmap_OBJECTS) $(runner_libraries) $(SHM_LIBS) $(THREAD_LIBS) $(CHECK_STATIC_LIBS)
	@echo "Copy tests/anonmap-static$(EXEEXT) to the target; it needs no other file."
.PHONY: board

dist_man_MANS += tests/anonmap.1
CLEANFILES += tests/functions.c tests/functions.c-t tests/anonmap-static$(EXEEXT)

# The behaviours, through Automake's TAP driver, a line a behaviour.
dist_check_SCRIPTS += tests/behaviours.test
behaviour_tests = tests/behaviours.test
CLEANFILES += tests/anonmap.jsonl
