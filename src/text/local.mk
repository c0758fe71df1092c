# src/text: sources, Unicode, and what is said about them.
src_libcinp_a_SOURCES += \
	src/text/diag.c src/text/diag.h src/text/diag.def \
	src/text/diag_json.c src/text/diag_json.h \
	src/text/diag_text.c src/text/diag_text.h \
	src/text/excerpt.c src/text/excerpt.h \
	src/text/json_write.c src/text/json_write.h \
	src/text/show.c src/text/show.h \
	src/text/source.c src/text/source.h \
	src/text/source_check.c src/text/source_check.h \
	src/text/suggest.c src/text/suggest.h \
	src/text/utf8.c src/text/utf8.h
