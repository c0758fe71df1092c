// SPDX-License-Identifier: MIT
/* command.c: options, messages and policies, the same for every command. */
#include "command/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "text/diag_text.h"
#include "text/suggest.h"

int command_trouble(FILE *err, const char *command, const char *format, ...) {
    va_list args;
    fprintf(err, "cinp %s: ", command);
    va_start(args, format);
    vfprintf(err, format, args);
    va_end(args);
    fputc('\n', err);
    return EXIT_TROUBLE;
}

/* -- options -- */

static struct command_option *option_named(struct command_option *options,
                                           size_t count, str name) {
    for (size_t i = 0; i < count; i++)
        if (str_is(name, options[i].name))
            return &options[i];
    return NULL;
}

static void unknown_option(FILE *err, const char *command, str name,
                           const struct command_option *options, size_t count) {
    str names[16];
    size_t n = MIN(count, ARRAY_LEN(names));
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(options[i].name);
    str nearest = suggest_best(name, names, n);
    fprintf(err, "cinp %s: there is no option --%.*s", command, STR_ARG(name));
    if (nearest.len > 0)
        fprintf(err, "; did you mean --%.*s?\n", STR_ARG(nearest));
    else
        fprintf(err, " (`cinp %s --help` lists them)\n", command);
}

/* One `--name[=value]`; `next` is the following word, used up (*used) when
 * it is the option's value. */
static bool take_option(const char *command, const char *word, const char *next,
                        bool *used, struct command_option *options,
                        size_t count, FILE *err) {
    const char *equals = strchr(word, '=');
    str name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    struct command_option *option = option_named(options, count, name);
    *used = false;
    if (!option) {
        unknown_option(err, command, name, options, count);
        return false;
    }
    if (!option->takes_value) {
        if (equals)
            command_trouble(err, command, "--%s takes no value", option->name);
        option->value = "";
        return !equals;
    }
    option->value = equals ? equals + 1 : next;
    *used = !equals;
    if (!option->value)
        command_trouble(err, command, "--%s wants a value", option->name);
    else if (option->all)
        option->all[option->count++] = option->value;
    return option->value != NULL;
}

bool command_options(int argc, char **argv, struct command_option *options,
                     size_t option_count, const char **words, int *count,
                     FILE *err) {
    bool only_words = false, used;
    *count = 0;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (!only_words && strcmp(word, "--") == 0) {
            only_words = true;
        } else if (only_words || strncmp(word, "--", 2) != 0) {
            words[(*count)++] = word;
        } else {
            if (!take_option(argv[0], word + 2,
                             i + 1 < argc ? argv[i + 1] : NULL, &used, options,
                             option_count, err))
                return false;
            i += used;
        }
    }
    return true;
}

/* -- policies -- */

static bool is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

str command_policy_path(struct arena *arena, const char *path) {
    str p = str_of(path);
    if (!is_folder(path))
        return p;
    while (p.len > 1 && p.at[p.len - 1] == '/')
        p.len--;
    size_t from = p.len;
    while (from > 0 && p.at[from - 1] != '/')
        from--;
    return str_format(arena, "%.*s/%.*s.cinp", STR_ARG(p), (int)(p.len - from),
                      p.at + from);
}

void command_write(FILE *stream, str text) {
    if (text.len > 0) /* an empty text may have no bytes to point to */
        fwrite(text.at, 1, text.len, stream);
}

bool command_colour(FILE *stream) {
    const char *no = getenv("NO_COLOR");
    return isatty(fileno(stream)) && !(no && *no);
}

void command_print_diags(struct module_set *modules, FILE *stream) {
    struct strbuf out;
    strbuf_init(&out, modules->arena);
    diag_sort(&modules->diags);
    diag_print_text(
        &out, &modules->sources, &modules->diags,
        (struct diag_text_options){.colour = command_colour(stream)});
    command_write(stream, strbuf_str(&out));
}

const struct program *command_program(struct module_set *modules,
                                      const char *command, const char *path,
                                      FILE *err, int *code) {
    str problem;
    struct module *policy = module_load(
        modules, command_policy_path(modules->arena, path), &problem);
    if (!policy) {
        *code = command_trouble(err, command, "%.*s", STR_ARG(problem));
        return NULL;
    }
    const struct program *program = compile(modules, policy);
    command_print_diags(modules, err);
    *code = program ? EXIT_FINE : EXIT_FINDINGS;
    if (!program || command_knows_readings(modules, command, program, err))
        return program;
    *code = EXIT_TROUBLE;
    return NULL;
}

/* -- readings -- */

bool command_readings(struct module_set *modules, const char *command,
                      const struct command_option *option, FILE *err) {
    size_t count = (size_t)option->count;
    struct reading *list = NEW_ARRAY(modules->arena, struct reading, count);
    for (size_t i = 0; i < count; i++) {
        const char *equals = strchr(option->all[i], '=');
        if (!equals) {
            command_trouble(err, command,
                            "--reading wants NAME=VALUE, as in `--reading "
                            "ten_days=\"10 working days\"`");
            return false;
        }
        list[i].name = (str){option->all[i], (size_t)(equals - option->all[i])};
        list[i].value = str_of(equals + 1);
    }
    modules->readings = list;
    modules->reading_count = count;
    return true;
}

static const struct unclear *unclear_named(const struct program *p, str name) {
    for (uint32_t i = 0; i < p->unclear_count; i++)
        if (str_eq(atom_str(p->atoms, p->unclear[i].name), name))
            return &p->unclear[i];
    return NULL;
}

static bool unknown_reading(struct arena *arena, const char *command,
                            const struct program *p, str name, FILE *err) {
    str *names = NEW_ARRAY(arena, str, p->unclear_count);
    for (uint32_t i = 0; i < p->unclear_count; i++)
        names[i] = atom_str(p->atoms, p->unclear[i].name);
    str near = suggest_best(name, names, p->unclear_count);
    bool any = near.len > 0;
    command_trouble(err, command,
                    "--reading: the policy leaves no `%.*s` unclear%s%.*s%s",
                    STR_ARG(name), any ? "; did you mean `" : "", STR_ARG(near),
                    any ? "`?" : "");
    return false;
}

static bool wrong_value(struct arena *arena, const char *command,
                        const struct program *p, const struct unclear *u,
                        str value, FILE *err) {
    struct strbuf all;
    strbuf_init(&all, arena);
    for (uint32_t i = 0; i < u->value_count; i++) {
        strbuf_add_c(&all, i > 0 ? ", or " : "");
        value_print(&all, p->atoms, u->values[i]);
    }
    command_trouble(err, command,
                    "--reading: `%.*s` is read as %.*s, not as `%.*s`",
                    STR_ARG(atom_str(p->atoms, u->name)),
                    STR_ARG(strbuf_str(&all)), STR_ARG(value));
    return false;
}

bool command_knows_readings(struct module_set *modules, const char *command,
                            const struct program *program, FILE *err) {
    struct arena *arena = modules->arena;
    for (size_t i = 0; i < modules->reading_count; i++) {
        const struct reading *r = &modules->readings[i];
        const struct unclear *u = unclear_named(program, r->name);
        if (!u)
            return unknown_reading(arena, command, program, r->name, err);
        if (unclear_value_of(arena, program->atoms, u, r->value) ==
            u->value_count)
            return wrong_value(arena, command, program, u, r->value, err);
    }
    return true;
}

day_number command_today(void) {
    time_t now = time(NULL);
    struct tm tm;
    if (!localtime_r(&now, &tm))
        return 0;
    return day_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}
