/* command.h: what the commands share.  Each is one file, cmd_NAME.c, and one
 * function; main.c has the table.
 *
 * A command writes answers to `out`, everything about faults to `err`, and
 * returns the exit code: 0 fine, 1 findings, 2 usage or input/output. */
#ifndef CINP_COMMAND_H
#define CINP_COMMAND_H

#include <stdio.h>

#include "policy/compile.h"

enum { EXIT_FINE = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

int cmd_check(int argc, char **argv, FILE *out, FILE *err);
int cmd_due(int argc, char **argv, FILE *out, FILE *err);
int cmd_eval(int argc, char **argv, FILE *out, FILE *err);
int cmd_test(int argc, char **argv, FILE *out, FILE *err);

/* An option of a command: `--name` or `--name VALUE` (also `--name=VALUE`). */
struct command_option {
    const char *name; /* without the dashes */
    bool takes_value;
    const char *value; /* set: the value, or "" for a plain one; the last */
    const char **all;  /* all of them, where an option may be repeated: room
                          for as many as there are words; else NULL */
    int count;         /* of `all` */
};
/* Takes the options out of argv (from argv[1]); what is left, `*count` words,
 * goes to `words`. `-` is a word, and everything after `--` is. False, with a
 * message, for an option that the command does not have. */
bool command_options(int argc, char **argv, struct command_option *options,
                     size_t option_count, const char **words, int *count,
                     FILE *err);

/* "cinp NAME: ..." on err; returns EXIT_TROUBLE. */
int command_trouble(FILE *err, const char *command, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* A policy by its path; a folder stands for FOLDER/FOLDER.cinp. */
str command_policy_path(struct arena *arena, const char *path);
/* Loads and compiles; NULL, reported on err, when it cannot be evaluated. The
 * exit code goes to *code. */
const struct program *command_program(struct module_set *modules,
                                      const char *command, const char *path,
                                      FILE *err, int *code);
/* False, with a message, for a folder with several versions of its policy. */
/* The same for a folder that holds several versions of the policy (files whose
 * `policy` line has the same name): all of them, in the order of their days
 * in force, which must not overlap. 0 when they cannot be evaluated. */
size_t command_versions(struct module_set *modules, const char *command,
                        const char *path, const struct program ***out,
                        FILE *err, int *code);
/* Takes `--reading NAME=V` into the set, before anything is compiled. False,
 * with a message, when one is of another form. */
bool command_readings(struct module_set *modules, const char *command,
                      const struct command_option *option, FILE *err);
/* False, with a message, when the policy leaves no NAME unclear, or V is not
 * one of its readings. */
bool command_knows_readings(struct module_set *modules, const char *command,
                            const struct program *program, FILE *err);
/* May this stream have colours? (a terminal, and NO_COLOR is not set) */
bool command_colour(FILE *stream);
void command_write(FILE *stream, str text);
/* All of a set's diagnostics, in order, on a stream. */
void command_print_diags(struct module_set *modules, FILE *stream);
/* Today's date, which only a command may ask for. */
day_number command_today(void);

#endif
