// SPDX-License-Identifier: MIT
/* cmd_check.c: `cinp check FILES...`: everything wrong with policies. */
#include <string.h>

#include "command/command.h"
#include "output/coverage.h"
#include "text/diag_json.h"

static const char help[] =
    "Usage: cinp check FILE... [options]\n"
    "\n"
    "Says what is wrong with each policy (or vocabulary, or calendar), where,\n"
    "and what to write instead. Silent when nothing is. A folder stands for\n"
    "the policy in it that has the folder's name; - is standard input.\n"
    "\n"
    "  --coverage      also how the provisions of each document are accounted\n"
    "                  for, for each policy in which nothing is wrong\n"
    "  --reading NAME=VALUE  take what the policy leaves unclear as VALUE\n"
    "  --format text|json  json: one JSON document on standard output\n"
    "  --stdlib DIR    the standard library to use\n"
    "\n"
    "Exit code: 0 nothing wrong, 1 errors found, 2 a file cannot be read.\n";

enum { COVERAGE, READING, FORMAT, STDLIB, HELP, OPTION_COUNT };

struct check {
    struct module_set modules;
    struct strbuf coverage; /* text, or the elements of an array */
    struct json json;
    bool wants_coverage, as_json;
    FILE *out, *err;
};

static int check_one(struct check *c, const char *file) {
    str problem;
    str path = command_policy_path(c->modules.arena, file);
    struct module *m = module_load(&c->modules, path, &problem);
    if (!m)
        return command_trouble(c->err, "check", "%.*s", STR_ARG(problem));
    const struct program *p = compile(&c->modules, m);
    if (!p)
        return EXIT_FINE; /* what is wrong is in the diagnostics */
    if (!command_knows_readings(&c->modules, "check", p, c->err))
        return EXIT_TROUBLE;
    if (c->wants_coverage && c->as_json)
        coverage_json(&c->json, path, p);
    else if (c->wants_coverage)
        coverage_print(&c->coverage, path, p);
    return EXIT_FINE;
}

static void print_json(struct check *c) {
    struct strbuf text;
    strbuf_init(&text, c->modules.arena);
    struct json json = json_begin(&text);
    diag_sort(&c->modules.diags);
    json_object(&json);
    json_key_int(&json, "version", 1);
    diag_write_json(&json, &c->modules.sources, &c->modules.diags);
    if (c->wants_coverage) {
        json_key(&json, "coverage");
        json_array(&json);
        strbuf_add(&text, strbuf_str(&c->coverage));
        json_array_end(&json);
    }
    json_object_end(&json);
    strbuf_add_byte(&text, '\n');
    command_write(c->out, strbuf_str(&text));
}

static int check_all(struct check *c, const char **files, int count) {
    int code = EXIT_FINE;
    for (int i = 0; i < count; i++) {
        int one = check_one(c, files[i]);
        code = MAX(code, one);
    }
    if (c->as_json) {
        print_json(c);
    } else {
        command_print_diags(&c->modules, c->out);
        command_write(c->out, strbuf_str(&c->coverage));
    }
    if (code == EXIT_FINE && c->modules.diags.errors > 0)
        code = EXIT_FINDINGS;
    return code;
}

static int check_files(struct arena *arena, const struct command_option *o,
                       const char **files, int count, FILE *out, FILE *err) {
    struct check c = {.out = out, .err = err};
    const char *format = o[FORMAT].value ? o[FORMAT].value : "text";
    c.as_json = strcmp(format, "json") == 0;
    c.wants_coverage = o[COVERAGE].value;
    if (!c.as_json && strcmp(format, "text") != 0)
        return command_trouble(err, "check", "--format is text or json");
    if (count == 0)
        return command_trouble(err, "check", "name a policy file to check");
    module_set_init(&c.modules, arena);
    c.modules.other_readings = READINGS_CHECKED;
    if (o[STDLIB].value)
        c.modules.stdlib_folder = str_of(o[STDLIB].value);
    strbuf_init(&c.coverage, arena);
    c.json = json_begin(&c.coverage);
    if (!command_readings(&c.modules, "check", &o[READING], err))
        return EXIT_TROUBLE;
    return check_all(&c, files, count);
}

int cmd_check(int argc, char **argv, FILE *out, FILE *err) {
    struct command_option options[OPTION_COUNT] = {
        [COVERAGE] = {.name = "coverage"},
        [READING] = {.name = "reading", .takes_value = true},
        [FORMAT] = {.name = "format", .takes_value = true},
        [STDLIB] = {.name = "stdlib", .takes_value = true},
        [HELP] = {.name = "help"},
    };
    struct arena arena;
    int count, code = EXIT_FINE;
    arena_init(&arena, process_allocator);
    const char **words = NEW_ARRAY(&arena, const char *, (size_t)argc);
    options[READING].all = NEW_ARRAY(&arena, const char *, (size_t)argc);
    if (!command_options(argc, argv, options, OPTION_COUNT, words, &count, err))
        code = EXIT_TROUBLE;
    else if (options[HELP].value)
        fputs(help, out);
    else
        code = check_files(&arena, options, words, count, out, err);
    arena_fini(&arena);
    return code;
}
