# docs/: the manual page, and what is read beside it.
dist_man_MANS += docs/cinp.1
EXTRA_DIST += $(wildcard $(srcdir)/docs/*.md)

# The reference's policies hold, and it lists what the sources have.
TESTS += build-aux/run-doc-examples
TESTS += build-aux/run-schema build-aux/run-coverage
EXTRA_DIST += build-aux/run-doc-examples build-aux/run-schema build-aux/run-coverage docs/result.schema.json
