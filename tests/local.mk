# tests/: besides the unit tests, transcripts of the command line (cli/), a
# bad and a good file for each finding (check/), and checks of the sources.

source_tests = build-aux/layers build-aux/check-manual \
	build-aux/run-transcripts build-aux/run-examples \
	build-aux/run-diagnostics
TESTS += $(source_tests)
EXTRA_DIST += tests/calendars tests/cli tests/check tests/golden $(source_tests)

# Accept what the program prints now; read the difference before committing.
update-transcripts: all
	@$(AM_TESTS_ENVIRONMENT) \
	    $(SHELL) $(srcdir)/build-aux/run-transcripts --update && \
	    $(SHELL) $(srcdir)/build-aux/run-examples --update
.PHONY: update-transcripts

# Once installed, the program finds what it needs by itself.
installcheck-local:
	cd / && test 2024-04-12 = "$$($(DESTDIR)$(bindir)/cinp$(EXEEXT) \
	    due 15 working days after 2024-03-20 --plain)"

# An in-tree build leaves its results among the tests.
dist-hook:
	find $(distdir)/tests $(distdir)/policies \
	    \( -name '*.log' -o -name '*.trs' -o -name '*~' \) -exec rm -f {} +
