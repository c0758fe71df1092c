/* front.h: for tests of the front end: texts and files parsed in one go, and
 * every policy and case file of the repository. */
#ifndef CINP_UNIT_FRONT_H
#define CINP_UNIT_FRONT_H

#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "text/diag_text.h"
#include "tree/parse.h"
#include "tree/print.h"

struct front {
    struct arena *arena;
    struct atoms atoms;
    struct source_set sources;
    struct diag_list diags;
};

static inline struct front *front_new(struct arena *arena) {
    struct front *f = NEW(arena, struct front);
    f->arena = arena;
    atoms_init(&f->atoms, arena);
    source_set_init(&f->sources, arena);
    diag_init(&f->diags, arena);
    return f;
}

/* With the diagnostics of this text alone, in order. */
static inline struct tree *front_parse(struct front *f, str text) {
    struct source *source = source_add(&f->sources, STR("test.cinp"), text);
    diag_init(&f->diags, f->arena);
    struct tree *tree = parse_source(f->arena, &f->atoms, source, &f->diags);
    diag_sort(&f->diags);
    return tree;
}

static inline str front_print(struct front *f, const struct tree *tree) {
    struct strbuf b;
    strbuf_init(&b, f->arena);
    tree_print(&b, &f->atoms, tree->lines);
    return strbuf_str(&b);
}

static inline str front_dump(struct front *f, const struct tree *tree) {
    struct strbuf b;
    strbuf_init(&b, f->arena);
    tree_dump(&b, &f->atoms, tree->lines);
    return strbuf_str(&b);
}

static inline str front_diags(struct front *f) {
    struct strbuf b;
    strbuf_init(&b, f->arena);
    struct diag_text_options options = {.limit = 1000};
    diag_print_text(&b, &f->sources, &f->diags, options);
    return strbuf_str(&b);
}

static inline size_t front_lines(const struct tree *tree) {
    size_t n = 0;
    for (const struct node *line = tree->lines; line; line = line->next)
        n++;
    return n;
}

/* -- files -- */

static inline str front_path(struct arena *arena, const char *path) {
    const char *srcdir = getenv("srcdir");
    return str_format(arena, "%s/%s", srcdir ? srcdir : ".", path);
}

static inline str front_read(struct front *f, str path) {
    str problem;
    struct source *source = source_read(&f->sources, path, &problem);
    if (!source)
        fail_msg("%.*s", STR_ARG(problem));
    return source->text;
}

static inline bool front_ends(const char *name, const char *end) {
    size_t len = strlen(name), end_len = strlen(end);
    return len > end_len && !strcmp(name + len - end_len, end);
}

static inline int front_by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

struct front_files {
    char *at[500];
    size_t len;
};

/* Adds the .cinp and .cinc files of a folder and the folders in it. */
static inline void front_find(struct arena *arena, str folder,
                              struct front_files *files) {
    DIR *dir = opendir(str_to_c(arena, folder));
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));) {
        str path = str_format(arena, "%.*s/%s", STR_ARG(folder), e->d_name);
        if (e->d_name[0] == '.')
            continue;
        if (front_ends(e->d_name, ".cinp") || front_ends(e->d_name, ".cinc")) {
            assert_true(files->len < ARRAY_LEN(files->at));
            files->at[files->len++] = str_to_c(arena, path);
        } else if (!strchr(e->d_name, '.')) {
            front_find(arena, path, files);
        }
    }
    closedir(dir);
}

/* Every file that is meant to be right. */
static inline struct front_files *front_policies(struct arena *arena) {
    struct front_files *files = NEW(arena, struct front_files);
    front_find(arena, front_path(arena, "stdlib"), files);
    front_find(arena, front_path(arena, "policies"), files);
    front_find(arena, front_path(arena, "tests/golden/tree"), files);
    size_t kept = 0;
    for (size_t i = 0; i < files->len; i++)
        if (!strstr(files->at[i], "/bad_"))
            files->at[kept++] = files->at[i];
    files->len = kept;
    qsort(files->at, files->len, sizeof *files->at, front_by_name);
    assert_true(files->len > 5);
    return files;
}

#endif
