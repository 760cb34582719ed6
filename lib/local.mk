# SPDX-License-Identifier: GPL-3.0-or-later
# What runner and reporter share.

noinst_LIBRARIES += lib/libanonmap.a

lib_libanonmap_a_CPPFLAGS = $(host_cppflags)
lib_libanonmap_a_CFLAGS = $(WARN_CFLAGS)
lib_libanonmap_a_SOURCES = \
  lib/behaviour.c lib/behaviour.h \
  lib/catalogue.c lib/catalogue.h \
  lib/claim.c lib/claims.h \
  lib/judge.c lib/rules.h \
  lib/nothing.c lib/nothing.h \
  lib/observation.c lib/observation.h \
  lib/own-name.c lib/own-name.h \
  lib/pattern.c lib/pattern.h \
  lib/platform.c lib/platform.h \
  lib/record.c lib/record.h \
  lib/result.c lib/result.h \
  lib/safe.c lib/safe.h \
  lib/stand.c lib/stand.h \
  lib/system-names.h \
  lib/threads.h \
  lib/tap.c lib/tap.h \
  lib/text.c lib/text.h \
  lib/cells.c lib/cells.h \
  lib/evidence.c lib/evidence.h \
  lib/groups.c lib/groups.h \
  lib/verdict.c lib/verdict.h \
  lib/visibility.c lib/visibility.h \
  lib/zero.c lib/zero.h
if HAVE_UNAME
lib_libanonmap_a_SOURCES += lib/system-posix.c
else
lib_libanonmap_a_SOURCES += lib/system-windows.c
endif
nodist_lib_libanonmap_a_SOURCES = lib/registry.c lib/rules.c lib/claims.c lib/threads.c

rule_tables = \
  $(srcdir)/lib/rules/aix.tsv \
  $(srcdir)/lib/rules/bionic.tsv \
  $(srcdir)/lib/rules/chromium-madvise.tsv \
  $(srcdir)/lib/rules/cygwin.tsv \
  $(srcdir)/lib/rules/darwin.tsv \
  $(srcdir)/lib/rules/dietlibc.tsv \
  $(srcdir)/lib/rules/dragonfly.tsv \
  $(srcdir)/lib/rules/emscripten.tsv \
  $(srcdir)/lib/rules/freebsd.tsv \
  $(srcdir)/lib/rules/fuchsia.tsv \
  $(srcdir)/lib/rules/glibc.tsv \
  $(srcdir)/lib/rules/gnu.tsv \
  $(srcdir)/lib/rules/gvisor.tsv \
  $(srcdir)/lib/rules/haiku.tsv \
  $(srcdir)/lib/rules/hp-ux.tsv \
  $(srcdir)/lib/rules/jemalloc.tsv \
  $(srcdir)/lib/rules/klibc.tsv \
  $(srcdir)/lib/rules/linux.tsv \
  $(srcdir)/lib/rules/memcheck.tsv \
  $(srcdir)/lib/rules/mimalloc.tsv \
  $(srcdir)/lib/rules/minix.tsv \
  $(srcdir)/lib/rules/musl.tsv \
  $(srcdir)/lib/rules/netbsd.tsv \
  $(srcdir)/lib/rules/openbsd.tsv \
  $(srcdir)/lib/rules/pr-set-mdwe.tsv \
  $(srcdir)/lib/rules/qemu-user.tsv \
  $(srcdir)/lib/rules/qnx.tsv \
  $(srcdir)/lib/rules/redox.tsv \
  $(srcdir)/lib/rules/serenityos.tsv \
  $(srcdir)/lib/rules/sunos.tsv \
  $(srcdir)/lib/rules/systemd-write-execute.tsv \
  $(srcdir)/lib/rules/tcmalloc.tsv \
  $(srcdir)/lib/rules/uclibc.tsv \
  $(srcdir)/lib/rules/valgrind.tsv \
  $(srcdir)/lib/rules/vxworks.tsv \
  $(srcdir)/lib/rules/wasi.tsv \
  $(srcdir)/lib/rules/windows.tsv \
  $(srcdir)/lib/rules/wsl1.tsv

topics = $(behaviour_sources:%=$(srcdir)/%)
tables_awk = $(AWK) -f $(srcdir)/lib/tables.awk
registry_awk = $(tables_awk) -f $(srcdir)/lib/registry.awk

# Made beside and renamed: a table that failed its checks must not look made at the next try.
lib/registry.c: lib/tables.awk lib/registry.awk lib/variants.tsv $(behaviour_sources)
	$(AM_V_GEN)$(MKDIR_P) lib && $(registry_awk) -v want=registry $(srcdir)/lib/variants.tsv $(topics) > $@-t && mv $@-t $@

lib/behaviour-ids: lib/tables.awk lib/registry.awk lib/variants.tsv $(behaviour_sources)
	$(AM_V_GEN)$(MKDIR_P) lib && $(registry_awk) -v want=ids $(srcdir)/lib/variants.tsv $(topics) > $@-t && mv $@-t $@

lib/rules.c: lib/tables.awk lib/rules.awk lib/behaviour-ids $(rule_tables)
	$(AM_V_GEN)version=`cat $(rule_tables) | cksum | cut -d' ' -f1` && \
	$(tables_awk) -f $(srcdir)/lib/rules.awk -v version=$$version lib/behaviour-ids $(rule_tables) > $@-t && mv $@-t $@

lib/claims.c: lib/tables.awk lib/claims.awk lib/claims.tsv lib/behaviour-ids lib/registry.c
	$(AM_V_GEN)$(tables_awk) -f $(srcdir)/lib/claims.awk lib/behaviour-ids $(srcdir)/lib/claims.tsv lib/registry.c > $@-t && mv $@-t $@

lib/threads.c: lib/tables.awk lib/threads.awk lib/threads.tsv lib/behaviour-ids
	$(AM_V_GEN)$(tables_awk) -f $(srcdir)/lib/threads.awk lib/behaviour-ids $(srcdir)/lib/threads.tsv > $@-t && mv $@-t $@

EXTRA_DIST += \
  lib/tables.awk lib/registry.awk lib/rules.awk lib/claims.awk lib/threads.awk \
  lib/variants.tsv lib/claims.tsv lib/threads.tsv $(rule_tables)
CLEANFILES += \
  lib/registry.c lib/behaviour-ids lib/rules.c lib/claims.c lib/threads.c \
  lib/registry.c-t lib/behaviour-ids-t lib/rules.c-t lib/claims.c-t lib/threads.c-t
