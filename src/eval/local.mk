# src/eval: a case judged against a program.
src_libcinp_a_SOURCES += \
	src/eval/act.c src/eval/act.h \
	src/eval/before.c \
	src/eval/condition.c src/eval/condition.h \
	src/eval/derive.c \
	src/eval/eval.c src/eval/eval.h \
	src/eval/explain.c src/eval/explain.h \
	src/eval/govern.c \
	src/eval/grid.c \
	src/eval/hours.c src/eval/hours.h \
	src/eval/judge.h \
	src/eval/limit.c \
	src/eval/merge.c src/eval/merge.h \
	src/eval/missing.c \
	src/eval/never.c \
	src/eval/once.c \
	src/eval/property.c \
	src/eval/recipients.c src/eval/recipients.h \
	src/eval/record.c \
	src/eval/readings.c src/eval/readings.h \
	src/eval/rests_on.c \
	src/eval/result.h \
	src/eval/round.c src/eval/round.h \
	src/eval/series.c \
	src/eval/settle.c \
	src/eval/wake.c \
	src/eval/world.c src/eval/world.h
