# tests/unit/: its sources, listed by its owner.

# src/base and src/text
if HAVE_CMOCKA
base_text_tests = \
	tests/unit/test_arena \
	tests/unit/test_atom \
	tests/unit/test_diag \
	tests/unit/test_diag_print \
	tests/unit/test_json_write \
	tests/unit/test_source \
	tests/unit/test_str \
	tests/unit/test_suggest \
	tests/unit/test_utf8
check_PROGRAMS += $(base_text_tests)
TESTS += $(base_text_tests)
tests_unit_test_arena_SOURCES = tests/unit/test_arena.c tests/unit/unit.h
tests_unit_test_arena_LDADD = $(TEST_LIBS)
tests_unit_test_atom_SOURCES = tests/unit/test_atom.c tests/unit/unit.h
tests_unit_test_atom_LDADD = $(TEST_LIBS)
tests_unit_test_diag_SOURCES = tests/unit/test_diag.c tests/unit/unit.h
tests_unit_test_diag_LDADD = $(TEST_LIBS)
tests_unit_test_diag_print_SOURCES = tests/unit/test_diag_print.c tests/unit/unit.h
tests_unit_test_diag_print_LDADD = $(TEST_LIBS)
tests_unit_test_json_write_SOURCES = tests/unit/test_json_write.c tests/unit/unit.h
tests_unit_test_json_write_LDADD = $(TEST_LIBS)
tests_unit_test_source_SOURCES = tests/unit/test_source.c tests/unit/unit.h
tests_unit_test_source_LDADD = $(TEST_LIBS)
tests_unit_test_str_SOURCES = tests/unit/test_str.c tests/unit/unit.h
tests_unit_test_str_LDADD = $(TEST_LIBS)
tests_unit_test_suggest_SOURCES = tests/unit/test_suggest.c tests/unit/unit.h
tests_unit_test_suggest_LDADD = $(TEST_LIBS)
tests_unit_test_utf8_SOURCES = tests/unit/test_utf8.c tests/unit/unit.h
tests_unit_test_utf8_LDADD = $(TEST_LIBS)
endif

# The slow evaluator against the real one.
check_PROGRAMS += tests/random/test_random
TESTS += tests/random/test_random
tests_random_test_random_SOURCES = \
	tests/slow/slow.c tests/slow/slow.h tests/slow/slow_parts.h \
	tests/slow/slow_about.c tests/slow/slow_act.c \
	tests/slow/slow_condition.c tests/slow/slow_days.c \
	tests/slow/slow_events.c tests/slow/slow_govern.c \
	tests/slow/slow_grid.c tests/slow/slow_hours.c \
	tests/slow/slow_limit.c tests/slow/slow_never.c \
	tests/slow/slow_once.c tests/slow/slow_reach.c \
	tests/slow/slow_record.c tests/slow/slow_series.c \
	tests/slow/slow_settle.c \
	tests/random/generate.h tests/random/generate_case.c \
	tests/random/generate_policy.c tests/random/generate_rules.c \
	tests/random/generate_words.c \
	tests/random/random.c tests/random/random.h \
	tests/random/shrink.c tests/random/test_random.c \
	tests/random/trial.c tests/random/trial.h
tests_random_test_random_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_random_test_random_LDADD = $(TEST_LIBS)

# The evaluator.
check_PROGRAMS += tests/unit/test_eval
TESTS += tests/unit/test_eval
tests_unit_test_eval_SOURCES = tests/unit/test_eval.c tests/unit/unit.h
tests_unit_test_eval_LDADD = $(TEST_LIBS)

# src/record
check_PROGRAMS += tests/unit/test_timeline tests/unit/test_case_text
TESTS += tests/unit/test_timeline tests/unit/test_case_text
tests_unit_test_timeline_SOURCES = tests/unit/test_timeline.c \
	tests/unit/case_program.h tests/unit/unit.h
tests_unit_test_timeline_LDADD = $(TEST_LIBS)
tests_unit_test_case_text_SOURCES = tests/unit/test_case_text.c \
	tests/unit/case_file.h tests/unit/case_program.h tests/unit/unit.h
tests_unit_test_case_text_LDADD = $(TEST_LIBS)
if HAVE_SIMDJSON
check_PROGRAMS += tests/unit/test_case_json
TESTS += tests/unit/test_case_json
tests_unit_test_case_json_LDADD = $(TEST_LIBS)
endif
tests_unit_test_case_json_SOURCES = tests/unit/test_case_json.c \
	tests/unit/case_file.h tests/unit/case_program.h tests/unit/unit.h
EXTRA_DIST += tests/golden/cases

# grammar and src/tree
tree_tests = \
	tests/unit/test_mutation \
	tests/unit/test_parse \
	tests/unit/test_print
check_PROGRAMS += $(tree_tests)
TESTS += $(tree_tests)
tests_unit_test_mutation_SOURCES = tests/unit/test_mutation.c \
	tests/unit/front.h tests/unit/unit.h
tests_unit_test_mutation_LDADD = $(TEST_LIBS)
tests_unit_test_parse_SOURCES = tests/unit/test_parse.c \
	tests/unit/front.h tests/unit/unit.h
tests_unit_test_parse_LDADD = $(TEST_LIBS)
tests_unit_test_print_SOURCES = tests/unit/test_print.c \
	tests/unit/front.h tests/unit/unit.h
tests_unit_test_print_LDADD = $(TEST_LIBS)

# src/calendar
calendar_tests = \
	tests/unit/test_calendar \
	tests/unit/test_calendar_build \
	tests/unit/test_calendar_csv \
	tests/unit/test_calendar_explain \
	tests/unit/test_date
check_PROGRAMS += $(calendar_tests)
TESTS += $(calendar_tests)
tests_unit_test_calendar_SOURCES = \
	tests/unit/test_calendar.c tests/unit/calendar_text.h tests/unit/unit.h
tests_unit_test_calendar_LDADD = $(TEST_LIBS)
tests_unit_test_calendar_build_SOURCES = \
	tests/unit/test_calendar_build.c tests/unit/calendar_text.h tests/unit/unit.h
tests_unit_test_calendar_build_LDADD = $(TEST_LIBS)
tests_unit_test_calendar_csv_SOURCES = \
	tests/unit/test_calendar_csv.c tests/unit/calendar_text.h tests/unit/unit.h
tests_unit_test_calendar_csv_LDADD = $(TEST_LIBS)
tests_unit_test_calendar_explain_SOURCES = \
	tests/unit/test_calendar_explain.c tests/unit/calendar_text.h tests/unit/unit.h
tests_unit_test_calendar_explain_LDADD = $(TEST_LIBS)
tests_unit_test_date_SOURCES = tests/unit/test_date.c tests/unit/unit.h
tests_unit_test_date_LDADD = $(TEST_LIBS)

# src/policy
policy_tests = \
	tests/unit/test_compile \
	tests/unit/test_module \
	tests/unit/test_readings \
	tests/unit/test_register
check_PROGRAMS += $(policy_tests)
TESTS += $(policy_tests)
tests_unit_test_compile_SOURCES = tests/unit/test_compile.c tests/unit/unit.h
tests_unit_test_compile_LDADD = $(TEST_LIBS)
tests_unit_test_module_SOURCES = tests/unit/test_module.c tests/unit/unit.h
tests_unit_test_module_LDADD = $(TEST_LIBS)
tests_unit_test_readings_SOURCES = tests/unit/test_readings.c tests/unit/unit.h
tests_unit_test_readings_LDADD = $(TEST_LIBS)
tests_unit_test_register_SOURCES = tests/unit/test_register.c tests/unit/unit.h
tests_unit_test_register_LDADD = $(TEST_LIBS)
