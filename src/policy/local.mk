# src/policy/: from trees to a program.
src_libcinp_a_SOURCES += \
	src/policy/attributes.c \
	src/policy/cells.c src/policy/cells.h \
	src/policy/clauses.c \
	src/policy/compile.c src/policy/compile.h src/policy/compiler.h \
	src/policy/condition.c \
	src/policy/coverage.c \
	src/policy/declare.c \
	src/policy/disjoint.c \
	src/policy/event.c \
	src/policy/exception.c \
	src/policy/expect.c \
	src/policy/figures.c \
	src/policy/granted.c \
	src/policy/group.c \
	src/policy/header.c \
	src/policy/later.c \
	src/policy/limit.c \
	src/policy/literal.c \
	src/policy/module.c src/policy/module.h \
	src/policy/names.c \
	src/policy/operand.c \
	src/policy/order.c \
	src/policy/program.c src/policy/program.h \
	src/policy/property.c \
	src/policy/register.c \
	src/policy/recording.c \
	src/policy/rule.c \
	src/policy/rule_clauses.c \
	src/policy/sentence.c \
	src/policy/status.c src/policy/status.def src/policy/status.h \
	src/policy/strict.c \
	src/policy/types.c \
	src/policy/unclear.c \
	src/policy/value.c src/policy/value.h \
	src/policy/wakes.c

# Also where only a part is made and BUILT_SOURCES is not looked at.
src/policy/module.$(OBJEXT): src/policy/stdlib.inc
