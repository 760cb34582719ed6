# SPDX-License-Identifier: GPL-3.0-or-later
# The reporter, for the host; it needs jansson.

if HAVE_JANSSON
bin_PROGRAMS += reports/anonmap-report
dist_man_MANS += reports/anonmap-report.1
self_tests += \
  tests/self/page.test \
  tests/self/report-diff.test tests/self/report-formats.test tests/self/report-input.test
else
EXTRA_DIST += reports/anonmap-report.1
endif

reports_anonmap_report_CPPFLAGS = $(host_cppflags) -I$(srcdir)/reports
reports_anonmap_report_CFLAGS = $(JANSSON_CFLAGS) $(WARN_CFLAGS)
reports_anonmap_report_LDADD = lib/libanonmap.a lib/gnulib/libgnu.a $(JANSSON_LIBS)
reports_anonmap_report_SOURCES = \
  lib/xalloc-die.c \
  reports/anonmap-report.c \
  reports/arrange.c \
  reports/budget.c reports/budget.h \
  reports/check.c reports/check.h \
  reports/collection.c reports/collection.h \
  reports/complain.c reports/complain.h \
  reports/compare.c \
  reports/contrasts.c reports/contrasts.h \
  reports/diff-json.c \
  reports/diff-markdown.c \
  reports/diff-text.c \
  reports/diff.c reports/diff.h \
  reports/disagreements.c reports/disagreements.h \
  reports/elsewhere.c reports/elsewhere.h \
  reports/format-findings.c \
  reports/format-html.c \
  reports/format-json.c \
  reports/format-junit.c \
  reports/format-kcidb.c \
  reports/format-markdown.c \
  reports/format-squad.c \
  reports/format-tap.c \
  reports/format-text.c \
  reports/formats.c reports/formats.h \
  reports/hash.c reports/hash.h \
  reports/html-claims.c \
  reports/html-disagreements.c \
  reports/html-evidence.c \
  reports/html-likeness.c \
  reports/html-matrix.c \
  reports/html-overview.c \
  reports/html-platforms.c \
  reports/html-reading.c \
  reports/html-visibility.c \
  reports/html.c reports/html.h \
  reports/json.c reports/json.h \
  reports/judging.c \
  reports/line-cache.c reports/line-cache.h \
  reports/lines.c reports/lines.h \
  reports/markdown.c reports/markdown.h \
  reports/names.c reports/names.h \
  reports/options.c reports/options.h \
  reports/output.c reports/output.h \
  reports/page-assets.h \
  reports/read-platform.c \
  reports/read-result.c \
  reports/read.c reports/read.h \
  reports/reader-values.c \
  reports/reader.h \
  reports/records.c reports/records.h \
  reports/survey.c reports/survey.h \
  reports/texts.c reports/texts.h \
  reports/xml.c reports/xml.h
nodist_reports_anonmap_report_SOURCES = reports/page-assets.c

reports/page-assets.c: reports/page-assets.awk reports/page.css reports/page.js
	$(AM_V_GEN)$(MKDIR_P) reports && $(AWK) -f $(srcdir)/reports/page-assets.awk \
	  $(srcdir)/reports/page.css $(srcdir)/reports/page.js > $@-t && mv $@-t $@
EXTRA_DIST += reports/page-assets.awk reports/page.css reports/page.js
CLEANFILES += reports/page-assets.c reports/page-assets.c-t

EXTRA_DIST += tests/self/data/every-verdict.jsonl tests/self/synthesize.awk
EXTRA_DIST += \
  tests/self/browser/eslint.config.mjs \
  tests/self/browser/package-lock.json \
  tests/self/browser/package.json \
  tests/self/browser/firefox.mjs \
  tests/self/browser/page.mjs
dist_pkgdata_DATA = reports/record.schema.json

EXTRA_DIST += reports/data reports/findings reports/FINDINGS.md reports/matrix.html reports/kill-matrix.md

# What `make check` has left behind, or a run now.  A run in which something fails is a record too.
tests/anonmap.jsonl: tests/anonmap$(EXEEXT)
	$(AM_V_GEN){ tests/anonmap$(EXEEXT) --record=$@-t > /dev/null || test $$? = 1; } && mv $@-t $@
CLEANFILES += tests/anonmap.jsonl-t

# Every format of RECORDS, which may be any records: make report RECORDS='board.jsonl other.jsonl'
RECORDS = tests/anonmap.jsonl
report: $(RECORDS)
	@if test ! -x reports/anonmap-report$(EXEEXT) && \
	  ! $(MAKE) $(AM_MAKEFLAGS) reports/anonmap-report$(EXEEXT); then \
	  echo 'make report: anonmap-report needs jansson; see what configure said' >&2; exit 1; \
	fi
	@$(MKDIR_P) reports/out && status=0; \
	for format in text:txt html:html findings:findings.md markdown:md json:json junit:junit.xml tap:tap \
	    kcidb:kcidb.json squad:squad; do \
	  reports/anonmap-report$(EXEEXT) --format=$${format%:*} -o reports/out/report.$${format#*:} \
	    $(RECORDS) || status=$$?; \
	done; \
	exit $$status
.PHONY: report

# The published pages, about the published records: again when a record, a rule or the page has changed.
pages: reports/anonmap-report$(EXEEXT)
	reports/anonmap-report$(EXEEXT) --format=html -o '$(abs_top_srcdir)/reports/matrix.html' '$(abs_top_srcdir)'/reports/data/*.jsonl
	reports/anonmap-report$(EXEEXT) --format=findings -o '$(abs_top_srcdir)/reports/FINDINGS.md' '$(abs_top_srcdir)'/reports/data/*.jsonl
.PHONY: pages

clean-local: clean-reports
clean-reports:
	-rm -rf reports/out
.PHONY: clean-reports

# What the reporter costs, beside what jansson does.
if HAVE_JANSSON
EXTRA_PROGRAMS += tests/self/bench-report
bench_report = tests/self/bench-report$(EXEEXT)
endif
tests_self_bench_report_CPPFLAGS = $(host_cppflags)
tests_self_bench_report_CFLAGS = $(JANSSON_CFLAGS) $(WARN_CFLAGS)
tests_self_bench_report_SOURCES = tests/self/bench-report.c
tests_self_bench_report_LDADD = lib/gnulib/libgnu.a $(JANSSON_LIBS)
CLEANFILES += tests/self/bench-report$(EXEEXT)
