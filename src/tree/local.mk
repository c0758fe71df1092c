# src/tree: a policy as it was written, and back to text.
src_libcinp_a_SOURCES += \
	src/tree/dump.c \
	src/tree/parse.c src/tree/parse.h \
	src/tree/print.c src/tree/print.h \
	src/tree/tree.c src/tree/tree.def src/tree/tree.h
