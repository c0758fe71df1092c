# grammar/: from text to a tree. What bison and flex write is a library of its
# own, compiled without our warnings; the rest belongs to libcinp.
grammar_libgrammar_a_SOURCES += grammar/parse.y grammar/scan.l
src_libcinp_a_SOURCES += \
	grammar/grammar.h \
	grammar/leaves.c \
	grammar/lines.c \
	grammar/mistakes.c \
	grammar/pasted.c \
	grammar/patterns.def \
	grammar/words.c grammar/words.def
BUILT_SOURCES += grammar/parse.h

# Also where only a part is made and BUILT_SOURCES is not looked at.
grammar/libgrammar_a-scan.$(OBJEXT) grammar/leaves.$(OBJEXT) \
grammar/lines.$(OBJEXT) grammar/mistakes.$(OBJEXT) \
grammar/words.$(OBJEXT): grammar/parse.h
