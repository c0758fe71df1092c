// SPDX-License-Identifier: MIT
/* versions.c: a folder that holds several versions of a policy.
 *
 * Each instance would have to be judged by the version in force on its
 * trigger day.  cinp does not do that: it refuses such a folder, rather than
 * take one file of it and leave the others out in silence. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "command/command.h"

/* The name on a file's `policy` line; empty when it has none. */
static str policy_name(struct module_set *set, str path)
{
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

static bool is_policy_file(const char *name)
{
    size_t len = strlen(name);
    return name[0] != '.' && len > 5 && strcmp(name + len - 5, ".cinp") == 0;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

struct paths {
    str *at;
    size_t len, cap;
};

/* The policy files of a folder, in order; none when it cannot be read. */
static void find_files(struct arena *arena, str folder, struct paths *out)
{
    DIR *dir = opendir(str_to_c(arena, folder));
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));)
        if (is_policy_file(e->d_name))
            vec_push(arena, out,
                     str_format(arena, "%.*s/%s", STR_ARG(folder),
                                e->d_name));
    closedir(dir);
    if (out->len > 0)
        qsort(out->at, out->len, sizeof *out->at, by_bytes);
}

static bool is_only_version(struct module_set *set, str path, FILE *err)
{
    struct paths files = {0};
    size_t slash = path.len;
    while (slash > 0 && path.at[slash - 1] != '/')
        slash--;
    if (slash > 1)
        find_files(set->arena, (str){path.at, slash - 1}, &files);
    if (files.len < 2)
        return true;
    str name = policy_name(set, path);
    for (size_t i = 0; name.len > 0 && i < files.len; i++) {
        if (str_eq(files.at[i], path) ||
            !str_eq(policy_name(set, files.at[i]), name))
            continue;
        command_trouble(err, "eval",
                        "`%.*s` and `%.*s` are versions of one policy, and "
                        "cinp does not judge a case by several yet: name "
                        "the one to judge by",
                        STR_ARG(path), STR_ARG(files.at[i]));
        return false;
    }
    return true;
}

bool command_one_version(const char *path, FILE *err)
{
    struct arena arena;
    struct module_set set;
    arena_init(&arena, process_allocator);
    module_set_init(&set, &arena);
    str file = command_policy_path(&arena, path);
    bool fine = str_is(file, path) || is_only_version(&set, file, err);
    arena_fini(&arena);
    return fine;
}
