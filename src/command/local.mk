# src/command: the program: a table of commands, one file each.
cinp_SOURCES = \
	src/command/cmd_check.c \
	src/command/cmd_due.c \
	src/command/cmd_eval.c \
	src/command/cmd_test.c \
	src/command/command.c src/command/command.h \
	src/command/main.c \
	src/command/versions.c
cinp_LDADD = $(CINP_LIBS)
