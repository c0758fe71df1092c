# stdlib/: the standard library, installed beside the program and carried
# inside it. Every .cinp file of the folder belongs to it.

stdlibdir = $(pkgdatadir)/stdlib
dist_stdlib_DATA = $(wildcard $(srcdir)/stdlib/*.cinp)

src/policy/stdlib.inc: $(dist_stdlib_DATA) $(srcdir)/build-aux/embed
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(SHELL) $(srcdir)/build-aux/embed embedded_file stdlib_files \
	    $(dist_stdlib_DATA) >$@.new && mv $@.new $@
BUILT_SOURCES += src/policy/stdlib.inc
CLEANFILES += src/policy/stdlib.inc src/policy/stdlib.inc.new
EXTRA_DIST += build-aux/embed
