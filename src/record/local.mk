# src/record: cases in, as text or JSON, and the timelines they make.
src_libcinp_a_SOURCES += \
	src/record/act.c src/record/act.h \
	src/record/case_file.c src/record/case_file.h \
	src/record/case_json.c src/record/case_json.h \
	src/record/case_reader.c src/record/case_reader.h \
	src/record/case_text.c src/record/case_text.h \
	src/record/input.c src/record/input.h \
	src/record/json.h \
	src/record/json_place.c src/record/json_place.h \
	src/record/names.c src/record/names.h \
	src/record/raw_value.c src/record/raw_value.h \
	src/record/timeline.c src/record/timeline.h

# simdjson needs neither exceptions nor run-time types, nor do we.
src_libcinp_a_CXXFLAGS = $(AM_CXXFLAGS) -std=c++17 -fno-exceptions -fno-rtti
if HAVE_SIMDJSON
src_libcinp_a_SOURCES += src/record/json_simdjson.cc
else
src_libcinp_a_SOURCES += src/record/json_none.c
endif
