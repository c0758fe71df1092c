// SPDX-License-Identifier: MIT
/* versions.c: a folder that holds several versions of a policy.
 *
 * Each instance is judged by the version in force on its trigger day: every
 * version judges the case, and answers for what began in its time. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "command/command.h"

/* The name on a file's `policy` line; empty when it has none. */
static str policy_name(struct module_set *set, str path) {
    str problem;
    struct source *source = source_read(&set->sources, path, &problem);
    const struct tree *tree =
        source ? parse_source(set->arena, &set->atoms, source, &set->diags)
               : NULL;
    for (const struct node *l = tree ? tree->lines : NULL; l; l = l->next)
        if (l->line.parts->kind == NODE_POLICY)
            return atom_str(&set->atoms, l->line.parts->policy.id->name);
    return STR("");
}

static bool is_policy_file(const char *name) {
    size_t len = strlen(name);
    return name[0] != '.' && len > 5 && strcmp(name + len - 5, ".cinp") == 0;
}

static int by_bytes(const void *a, const void *b) {
    return str_cmp(*(const str *)a, *(const str *)b);
}

struct paths {
    str *at;
    size_t len, cap;
};

/* The policy files of a folder, in order; none when it cannot be read. */
static void find_files(struct arena *arena, str folder, struct paths *out) {
    DIR *dir = opendir(str_to_c(arena, folder));
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));)
        if (is_policy_file(e->d_name))
            vec_push(arena, out,
                     str_format(arena, "%.*s/%s", STR_ARG(folder), e->d_name));
    closedir(dir);
    if (out->len > 0)
        qsort(out->at, out->len, sizeof *out->at, by_bytes);
}

/* The versions beside a policy file, itself among them. */
static void find_versions(struct module_set *set, str path, struct paths *out) {
    struct paths files = {0};
    struct arena arena;
    struct module_set scratch; /* what is wrong with a file is said later */
    size_t slash = path.len;
    while (slash > 0 && path.at[slash - 1] != '/')
        slash--;
    if (slash > 1)
        find_files(set->arena, (str){path.at, slash - 1}, &files);
    arena_init(&arena, process_allocator);
    module_set_init(&scratch, &arena);
    str name = files.len > 1 ? policy_name(&scratch, path) : STR("");
    for (size_t i = 0; name.len > 0 && i < files.len; i++)
        if (str_eq(files.at[i], path) ||
            str_eq(policy_name(&scratch, files.at[i]), name))
            vec_push(set->arena, out, files.at[i]);
    arena_fini(&arena);
    if (out->len == 0)
        vec_push(set->arena, out, path);
}

struct version {
    const struct module *module;
    day_number from, until; /* in force */
};

static struct version version_of(const struct module *m) {
    struct version v = {m, DAY_NONE, DAY_NEVER};
    for (const struct node *l = m->tree->lines; l; l = l->next) {
        const struct node *n = l->line.parts;
        if (n->kind == NODE_RULE)
            break;
        if (n->kind != NODE_IN_FORCE)
            continue;
        v.from = (day_number)n->in_force.from->number;
        if (n->in_force.until)
            v.until = (day_number)n->in_force.until->number;
    }
    return v;
}

static int by_days(const void *a, const void *b) {
    const struct version *v = a, *w = b;
    return v->from < w->from ? -1 : v->from > w->from;
}

static bool overlap(const char *command, const struct version *list,
                    size_t count, FILE *err) {
    for (size_t i = 1; i < count; i++)
        if (list[i].from <= list[i - 1].until) {
            command_trouble(
                err, command,
                "`%.*s` and `%.*s` are versions of one policy and both in "
                "force on one day: give each `in force from ... until ...`",
                STR_ARG(list[i - 1].module->path),
                STR_ARG(list[i].module->path));
            return true;
        }
    return false;
}

/* Loads the files; false when one cannot be read or two overlap. */
static bool load_versions(struct module_set *modules, const char *command,
                          const struct paths *paths, const struct module **out,
                          FILE *err) {
    struct version *list =
        NEW_ARRAY(modules->arena, struct version, paths->len);
    for (size_t i = 0; i < paths->len; i++) {
        str problem;
        const struct module *m = module_load(modules, paths->at[i], &problem);
        if (!m) {
            command_trouble(err, command, "%.*s", STR_ARG(problem));
            return false;
        }
        list[i] = version_of(m);
    }
    qsort(list, paths->len, sizeof *list, by_days);
    for (size_t i = 0; i < paths->len; i++)
        out[i] = list[i].module;
    return !overlap(command, list, paths->len, err);
}

size_t command_versions(struct module_set *modules, const char *command,
                        const char *path, const struct program ***out,
                        FILE *err, int *code) {
    struct paths paths = {0};
    str file = command_policy_path(modules->arena, path);
    if (str_is(file, path))
        vec_push(modules->arena, &paths, file);
    else
        find_versions(modules, file, &paths);
    const struct module **files =
        NEW_ARRAY(modules->arena, const struct module *, paths.len);
    *out = NEW_ARRAY(modules->arena, const struct program *, paths.len);
    *code = EXIT_TROUBLE;
    if (!load_versions(modules, command, &paths, files, err))
        return 0;
    bool fine = compile_versions(modules, files, (uint32_t)paths.len, *out);
    command_print_diags(modules, err);
    if (!fine) {
        *code = EXIT_FINDINGS;
        return 0;
    }
    if (!command_knows_readings(modules, command, (*out)[paths.len - 1], err))
        return 0;
    *code = EXIT_FINE;
    return paths.len;
}
