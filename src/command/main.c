// SPDX-License-Identifier: MIT
/* main.c: `cinp COMMAND ...`: the table of commands, and nothing else. */
#include "config.h"

#include <string.h>

#include "command/command.h"
#include "text/suggest.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv, FILE *out, FILE *err);
    const char *summary;
} commands[] = {
    {"check", cmd_check, "say what is wrong with a policy"},
    {"eval", cmd_eval, "say what is due on a case, what is late, and why"},
    {"test", cmd_test, "run the tests that policies hold"},
    {"due", cmd_due, "count days: due 15 working days after 2024-03-20"},
};

static void print_help(FILE *out) {
    fputs("Usage: cinp COMMAND ...\n\nCommands:\n", out);
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        fprintf(out, "  %-8s%s\n", commands[i].name, commands[i].summary);
    fputs("\n`cinp COMMAND --help` says more. Exit codes: 0 fine, 1 findings,\n"
          "2 usage or input/output, 70 a fault of cinp itself.\n",
          out);
}

static int unknown_command(const char *name) {
    str names[ARRAY_LEN(commands)];
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        names[i] = str_of(commands[i].name);
    str nearest = suggest_best(str_of(name), names, ARRAY_LEN(names));
    fprintf(stderr, "cinp: there is no command `%s`", name);
    if (nearest.len > 0)
        fprintf(stderr, "; did you mean `%.*s`?\n", STR_ARG(nearest));
    else
        fputs("; `cinp --help` lists them\n", stderr);
    return EXIT_TROUBLE;
}

static int dispatch(int argc, char **argv) {
    if (argc < 2) {
        print_help(stderr);
        return EXIT_TROUBLE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return EXIT_FINE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts(PACKAGE_STRING);
        return EXIT_FINE;
    }
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1, stdout, stderr);
    return unknown_command(argv[1]);
}

int main(int argc, char **argv) {
    int code = dispatch(argc, argv);
    /* a full disk or a closed pipe shows only here */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("cinp: the output could not be written\n", stderr);
        return EXIT_TROUBLE;
    }
    return code;
}
