# src/output: results as words, as a page, as JSON.
src_libcinp_a_SOURCES += \
	src/output/coverage.c src/output/coverage.h \
	src/output/report.c src/output/report.h \
	src/output/result_json.c src/output/result_json.h \
	src/output/words.c src/output/words.h \
	src/output/words_names.h src/output/words_reason.c
