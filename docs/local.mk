# docs/: the manual page, and what is read beside it.
dist_man_MANS += docs/cinp.1
EXTRA_DIST += $(wildcard $(srcdir)/docs/*.md)

# The reference's policies hold, and it lists what the sources have.
TESTS += build-aux/run-doc-examples
EXTRA_DIST += build-aux/run-doc-examples
