// SPDX-License-Identifier: MIT
/* cmd_check.c: `cinp check FILES...`: everything wrong with policies. */
#include <string.h>

#include "command/command.h"
#include "text/diag_json.h"

static const char help[] =
    "Usage: cinp check [--format text|json] FILE...\n"
    "\n"
    "Says what is wrong with each policy (or vocabulary, or calendar), where,\n"
    "and what to write instead. Silent when nothing is. A folder stands for\n"
    "the policy in it that has the folder's name; - is standard input.\n"
    "\n"
    "  --format json   one JSON document on standard output\n"
    "  --stdlib DIR    the standard library to use\n"
    "\n"
    "Exit code: 0 nothing wrong, 1 errors found, 2 a file cannot be read.\n";

enum { FORMAT, STDLIB, HELP, OPTION_COUNT };

static int check_all(struct module_set *modules, const char **files, int count,
                     FILE *err)
{
    int code = EXIT_FINE;
    for (int i = 0; i < count; i++) {
        str problem;
        struct module *m = module_load(
            modules, command_policy_path(modules->arena, files[i]), &problem);
        if (m)
            compile(modules, m);
        else
            code = command_trouble(err, "check", "%.*s", STR_ARG(problem));
    }
    return code;
}

int cmd_check(int argc, char **argv, FILE *out, FILE *err)
{
    struct command_option options[OPTION_COUNT] = {
        [FORMAT] = {"format", true, NULL},
        [STDLIB] = {"stdlib", true, NULL},
        [HELP] = {"help", false, NULL},
    };
    struct arena arena;
    struct module_set modules;
    int count, code;
    arena_init(&arena, process_allocator);
    const char **words = NEW_ARRAY(&arena, const char *, (size_t)argc);
    if (!command_options(argc, argv, options, OPTION_COUNT, words, &count,
                         err)) {
        code = EXIT_TROUBLE;
    } else if (options[HELP].value) {
        fputs(help, out);
        code = EXIT_FINE;
    } else if (count == 0) {
        code = command_trouble(err, "check", "name a policy file to check");
    } else if (options[FORMAT].value &&
               strcmp(options[FORMAT].value, "text") != 0 &&
               strcmp(options[FORMAT].value, "json") != 0) {
        code = command_trouble(err, "check", "--format is text or json");
    } else {
        module_set_init(&modules, &arena);
        if (options[STDLIB].value)
            modules.stdlib_folder = str_of(options[STDLIB].value);
        code = check_all(&modules, words, count, err);
        if (options[FORMAT].value && strcmp(options[FORMAT].value, "json") == 0) {
            struct strbuf text;
            strbuf_init(&text, &arena);
            diag_sort(&modules.diags);
            diag_print_json(&text, &modules.sources, &modules.diags);
            strbuf_add_byte(&text, '\n');
            command_write(out, strbuf_str(&text));
        } else {
            command_print_diags(&modules, out);
        }
        if (code == EXIT_FINE && modules.diags.errors > 0)
            code = EXIT_FINDINGS;
    }
    arena_fini(&arena);
    return code;
}
