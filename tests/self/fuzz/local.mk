# SPDX-License-Identifier: GPL-3.0-or-later
# The reader and every writer under libFuzzer, ASan and UBSan: make fuzz FUZZ_SECONDS=60.  What it finds
# is left in tests/self/fuzz/, as are the inputs from which a further run goes on.

FUZZ_CC = clang
FUZZ_CFLAGS = -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
  -fno-sanitize-coverage=trace-cmp
FUZZ_SECONDS = 3600

fuzz_data = \
  tests/self/fuzz/tables/behaviours \
  tests/self/fuzz/tables/claims.tsv \
  tests/self/fuzz/tables/page.css \
  tests/self/fuzz/tables/page.js \
  tests/self/fuzz/tables/threads.tsv \
  $(fuzz_rules)
fuzz_rules = \
  tests/self/fuzz/tables/rules/darwin.tsv \
  tests/self/fuzz/tables/rules/freebsd.tsv \
  tests/self/fuzz/tables/rules/glibc.tsv \
  tests/self/fuzz/tables/rules/linux.tsv \
  tests/self/fuzz/tables/rules/qemu-user.tsv \
  tests/self/fuzz/tables/rules/wasi.tsv
fuzz_programs = \
  tests/self/fuzz/fuzz-report.c tests/self/fuzz/fuzz.h tests/self/fuzz/mutate.c tests/self/fuzz/output.c
fuzz_sources = $(reports_anonmap_report_SOURCES) $(lib_libanonmap_a_SOURCES)
fuzz_tables = fuzz-tables/registry.c fuzz-tables/claims.c fuzz-tables/rules.c fuzz-tables/threads.c \
  fuzz-tables/page-assets.c
EXTRA_DIST += $(fuzz_programs) $(fuzz_data) tests/self/fuzz/words.dict tests/self/fuzz/corpus

# With all that the reporter knows, a report of one line goes through thousands of rows; with a row of
# each kind it is the same code, a hundred times as often.
$(fuzz_tables): fuzz-tables
fuzz-tables: $(fuzz_data) lib/tables.awk lib/registry.awk lib/claims.awk lib/rules.awk lib/threads.awk lib/variants.tsv \
  reports/page-assets.awk
	$(AM_V_GEN)rm -rf $@ $@-t && $(MKDIR_P) $@-t && from=$(srcdir)/tests/self/fuzz/tables && \
	$(registry_awk) -v want=registry $(srcdir)/lib/variants.tsv $$from/behaviours > $@-t/registry.c && \
	$(registry_awk) -v want=ids $(srcdir)/lib/variants.tsv $$from/behaviours > $@-t/ids && \
	$(tables_awk) -f $(srcdir)/lib/claims.awk $@-t/ids $$from/claims.tsv $@-t/registry.c > $@-t/claims.c && \
	$(tables_awk) -f $(srcdir)/lib/rules.awk -v version=1 $@-t/ids $$from/rules/*.tsv > $@-t/rules.c && \
	$(tables_awk) -f $(srcdir)/lib/threads.awk $@-t/ids $$from/threads.tsv > $@-t/threads.c && \
	$(AWK) -f $(srcdir)/reports/page-assets.awk $$from/page.css $$from/page.js > $@-t/page-assets.c && \
	mv $@-t $@

tests/self/fuzz/fuzz-report: $(fuzz_programs) $(fuzz_sources) $(fuzz_tables) lib/libanonmap.a
	$(AM_V_CCLD)$(MKDIR_P) tests/self/fuzz && sources= && for file in $(fuzz_programs) $(fuzz_sources); do \
	  case $$file in \
	    *anonmap-report.c | reports/output.c | *.h) ;; \
	    *) sources="$$sources $(srcdir)/$$file" ;; \
	  esac; \
	done && \
	$(FUZZ_CC) $(FUZZ_CFLAGS) \
	  $(host_cppflags) -I$(srcdir) -I$(srcdir)/reports -I$(srcdir)/tests/self/fuzz $(JANSSON_CFLAGS) -o $@ \
	  $$sources $(fuzz_tables) lib/gnulib/libgnu.a $(JANSSON_LIBS)

# What costs more than it finds is left out: words to try are in a table rather than taken from comparisons
# (trace-cmp), all inputs are tried equally often (entropic), and freed memory is watched for 1 MB, which
# is more than a report takes.
fuzz: all tests/self/fuzz/fuzz-report
	cd tests/self/fuzz && $(MKDIR_P) found && \
	ASAN_OPTIONS=malloc_context_size=2:quarantine_size_mb=1:allocator_release_to_os_interval_ms=-1 \
	./fuzz-report -max_len=5500 -entropic=0 \
	  -timeout=10 -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 \
	  -dict='$(abs_top_srcdir)/tests/self/fuzz/words.dict' \
	  found '$(abs_top_srcdir)/tests/self/fuzz/corpus'
.PHONY: fuzz

clean-local: clean-fuzz
clean-fuzz:
	-rm -rf fuzz-tables fuzz-tables-t
	-rm -rf tests/self/fuzz/fuzz-report tests/self/fuzz/found
.PHONY: clean-fuzz
