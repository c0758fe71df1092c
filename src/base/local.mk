# src/base: memory, text and names; knows nothing of cinp.
src_libcinp_a_SOURCES += \
	src/base/arena.c src/base/arena.h \
	src/base/atom.c src/base/atom.h \
	src/base/base.h \
	src/base/bug.c \
	src/base/str.c src/base/str.h \
	src/base/vec.c src/base/vec.h
