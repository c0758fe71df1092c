// SPDX-License-Identifier: MIT
/* module.c: loading a policy with all that it uses, each file once.
 *
 * Files are told apart by their real path, those of the standard library by
 * their name.  A module knows who is loading it while its own `use` lines are
 * followed: so a circle is seen when it closes, and can be shown whole. */
#include "config.h"

#include "policy/module.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "policy/stdlib.inc"
#include "text/suggest.h"

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

/* What holds while one policy is being loaded. */
struct loader {
    struct module_set *set;
    str folder; /* the policy's, links followed; empty: it has none */
    unsigned files, depth;
    bool said_too_many;
};

void module_set_init(struct module_set *set, struct arena *arena) {
    *set = (struct module_set){.arena = arena};
    atoms_init(&set->atoms, arena);
    source_set_init(&set->sources, arena);
    diag_init(&set->diags, arena);
}

/* -- paths -- */

/* The path up to and without its last slash; empty when it has none. */
static str folder_of(str path) {
    size_t len = path.len;
    while (len > 0 && path.at[len - 1] != '/')
        len--;
    return (str){path.at, len > 1 ? len - 1 : len};
}

static str join(struct arena *arena, str folder, str name) {
    if (folder.len == 0)
        return name;
    return str_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
}

/* Links followed; empty when there is no such file. */
static str real_path(struct arena *arena, str path) {
    char buffer[PATH_MAX];
    if (path.len > 0 && memchr(path.at, '\0', path.len))
        return STR("");
    if (!realpath(path.len > 0 ? str_to_c(arena, path) : ".", buffer))
        return STR("");
    return str_copy(arena, str_of(buffer));
}

static bool is_inside(str path, str folder) {
    if (folder.len == 0 || !str_starts_with(path, folder))
        return false;
    return str_is(folder, "/") ||
           (path.len > folder.len && path.at[folder.len] == '/');
}

/* -- one module -- */

static struct module *find_real(struct module_set *set, str real) {
    for (size_t i = 0; i < set->len; i++)
        if (set->at[i]->real_path.len > 0 &&
            str_eq(set->at[i]->real_path, real))
            return set->at[i];
    return NULL;
}

static struct module *find_stdlib(struct module_set *set, atom name) {
    for (size_t i = 0; i < set->len; i++)
        if (set->at[i]->stdlib_name == name)
            return set->at[i];
    return NULL;
}

static void follow_uses(struct loader *l, struct module *m);

static struct module *add_module(struct loader *l, const struct source *source,
                                 struct module identity) {
    struct module_set *set = l->set;
    struct module *m = NEW(set->arena, struct module);
    *m = identity;
    m->path = source->path;
    vec_push(set->arena, set, m);
    m->tree = parse_source(set->arena, &set->atoms, source, &set->diags);
    l->files++;
    l->depth++;
    m->is_loading = true;
    follow_uses(l, m);
    m->is_loading = false;
    l->depth--;
    return m;
}

/* -- the standard library -- */

static const struct embedded_file *embedded(str name) {
    for (size_t i = 0; i < ARRAY_LEN(stdlib_files); i++)
        if (str_is(name, stdlib_files[i].name))
            return &stdlib_files[i];
    return NULL;
}

static const struct source *read_stdlib_in(struct module_set *set, str folder,
                                           str name) {
    str problem = STR("");
    str file = str_format(set->arena, "%.*s.cinp", STR_ARG(name));
    return source_read(&set->sources, join(set->arena, folder, file), &problem);
}

static const struct source *read_stdlib(struct module_set *set, str name) {
    const struct source *source = NULL;
    if (set->stdlib_folder.len > 0)
        source = read_stdlib_in(set, set->stdlib_folder, name);
    if (!source)
        source = read_stdlib_in(set, STR(PKGDATADIR "/stdlib"), name);
    const struct embedded_file *file = source ? NULL : embedded(name);
    if (!file)
        return source;
    return source_add(&set->sources,
                      str_format(set->arena, "stdlib/%.*s.cinp", STR_ARG(name)),
                      (str){(const char *)file->text, file->size});
}

static struct module *load_stdlib(struct loader *l, str name,
                                  struct module *user, struct span at) {
    atom id = atom_intern(&l->set->atoms, name);
    struct module *m = find_stdlib(l->set, id);
    if (m || memchr(name.at, '/', name.len))
        return m;
    const struct source *source = read_stdlib(l->set, name);
    if (!source)
        return NULL;
    return add_module(
        l, source,
        (struct module){.stdlib_name = id, .loading = user, .used_at = at});
}

struct module *module_load_stdlib(struct module_set *set, str name) {
    struct loader l = {.set = set};
    return load_stdlib(&l, name, NULL, (struct span){0});
}

size_t module_stdlib_names(struct module_set *set, const str **names) {
    size_t n = ARRAY_LEN(stdlib_files);
    str *list = NEW_ARRAY(set->arena, str, n);
    for (size_t i = 0; i < n; i++)
        list[i] = str_of(stdlib_files[i].name);
    *names = list;
    return n;
}

/* -- use -- */

static str text_of(const struct loader *l, const struct node *node) {
    return atom_str(&l->set->atoms, node->name);
}

static void report_no_such_name(struct loader *l, const struct module *m,
                                const struct node *target) {
    struct module_set *set = l->set;
    str name = text_of(l, target);
    struct diag *d =
        diag_add(&set->diags, DIAG_UNKNOWN_FILE, target->at,
                 "the standard library has no `%.*s`", STR_ARG(name));
    str file = str_format(set->arena, "%.*s.cinp", STR_ARG(name));
    str beside = join(set->arena, folder_of(m->path), file);
    const str *names;
    size_t n = module_stdlib_names(set, &names);
    str near = suggest_best(name, names, n);
    if (m->stdlib_name == 0 && real_path(set->arena, beside).len > 0)
        diag_fix(&set->diags, d, target->at,
                 str_format(set->arena, "\"%.*s\"", STR_ARG(file)),
                 "use the file beside this one");
    else if (near.len > 0)
        diag_fix(&set->diags, d, target->at, near, "the nearest name it has");
    if (near.len == 0)
        diag_note(&set->diags, d,
                  "a file of your own is written with its path: "
                  "`use \"%.*s\"`",
                  STR_ARG(file));
}

static void report_outside(struct loader *l, const struct node *target) {
    struct diag_list *diags = &l->set->diags;
    struct diag *d = diag_add(diags, DIAG_OUTSIDE_FOLDER, target->at,
                              "`%.*s` lies outside the policy's folder",
                              STR_ARG(text_of(l, target)));
    diag_note(diags, d,
              "a policy uses files of its own folder and of the folders in "
              "it; copy the file there");
}

static void report_no_such_file(struct loader *l, const struct node *target,
                                str problem) {
    struct diag_list *diags = &l->set->diags;
    struct diag *d =
        diag_add(diags, DIAG_UNKNOWN_FILE, target->at,
                 "there is no file `%.*s`", STR_ARG(text_of(l, target)));
    if (problem.len > 0)
        diag_note(diags, d, "%.*s", STR_ARG(problem));
}

/* The file that a line of `m` names, read; NULL when it was reported. */
static const struct source *read_beside(struct loader *l,
                                        const struct module *m,
                                        const struct node *target, str *real) {
    struct module_set *set = l->set;
    str problem = STR(""), path = text_of(l, target);
    if (path.len == 0 || str_is(path, "-")) {
        report_no_such_file(l, target, problem);
        return NULL;
    }
    bool absolute = path.at[0] == '/';
    str joined = absolute ? path : join(set->arena, folder_of(m->path), path);
    *real = real_path(set->arena, joined);
    if (absolute || (real->len > 0 && !is_inside(*real, l->folder))) {
        report_outside(l, target);
        return NULL;
    }
    const struct source *source = source_read(&set->sources, joined, &problem);
    if (!source)
        report_no_such_file(l, target, problem);
    return source;
}

const struct source *module_read_beside(struct module_set *set,
                                        const struct module *policy,
                                        const struct module *from,
                                        const struct node *path) {
    struct loader l = {.set = set,
                       .folder = policy->real_path.len > 0
                                     ? folder_of(policy->real_path)
                                     : real_path(set->arena, STR(""))};
    str joined = join(set->arena, folder_of(from->path), text_of(&l, path));
    str real = real_path(set->arena, joined);
    if (real.len > 0 && is_inside(real, l.folder))
        for (size_t i = 0; i < set->sources.len; i++)
            if (str_eq(set->sources.at[i]->path, joined))
                return set->sources.at[i];
    return read_beside(&l, from, path, &real);
}

/* Already loaded, or loaded now; NULL when it cannot be (reported). */
static struct module *load_beside(struct loader *l, struct module *m,
                                  const struct node *target) {
    str joined = join(l->set->arena, folder_of(m->path), text_of(l, target));
    str real = real_path(l->set->arena, joined);
    struct module *known = real.len > 0 && is_inside(real, l->folder)
                               ? find_real(l->set, real)
                               : NULL;
    if (known)
        return known;
    const struct source *source = read_beside(l, m, target, &real);
    if (!source)
        return NULL;
    return add_module(l, source,
                      (struct module){.real_path = real,
                                      .loading = m,
                                      .used_at = target->at});
}

/* `m` uses `used`, which is still being loaded: who leads from one to the
 * other is the chain of `loading`. */
static void report_circle(struct loader *l, const struct module *m,
                          const struct module *used,
                          const struct node *target) {
    struct diag_list *diags = &l->set->diags;
    struct diag *d;
    if (m == used)
        d = diag_add(diags, DIAG_FILE_CIRCLE, target->at,
                     "this file uses itself");
    else
        d = diag_add(diags, DIAG_FILE_CIRCLE, target->at,
                     "files use each other in a circle: `%.*s` uses `%.*s`, "
                     "which leads back here",
                     STR_ARG(m->path), STR_ARG(used->path));
    for (; m && m != used; m = m->loading)
        diag_label(diags, d, m->used_at, "`%.*s` is used here",
                   STR_ARG(m->path));
    diag_note(diags, d,
              "put what both need into a third file that they both use");
}

/* No room for another file; said once. */
static bool is_full(struct loader *l, const struct node *target) {
    bool too_many = l->files >= MODULE_MAX_FILES;
    if (!too_many && l->depth < MODULE_MAX_DEPTH)
        return false;
    if (l->said_too_many)
        return true;
    l->said_too_many = true;
    if (too_many)
        diag_add(&l->set->diags, DIAG_TOO_MANY_FILES, target->at,
                 "a policy uses at most %d files", MODULE_MAX_FILES);
    else
        diag_add(&l->set->diags, DIAG_TOO_MANY_FILES, target->at,
                 "files that use files that use files: at most %d deep",
                 MODULE_MAX_DEPTH);
    return true;
}

static struct module *load_used(struct loader *l, struct module *m,
                                const struct node *target) {
    if (is_full(l, target))
        return NULL;
    if (target->kind == NODE_TEXT)
        return load_beside(l, m, target);
    struct module *used = load_stdlib(l, text_of(l, target), m, target->at);
    if (!used)
        report_no_such_name(l, m, target);
    return used;
}

static void follow_uses(struct loader *l, struct module *m) {
    VEC(struct module *) uses = {0};
    for (const struct node *line = m->tree->lines; line; line = line->next) {
        const struct node *use = line->line.parts;
        if (use->kind != NODE_USE)
            continue;
        struct module *used = load_used(l, m, use->use.target);
        m->lacks_file |= !used;
        if (!used)
            continue;
        if (used->is_loading)
            report_circle(l, m, used, use->use.target);
        else
            vec_push(l->set->arena, &uses, used);
    }
    m->uses = uses.at;
    m->use_count = (uint32_t)uses.len;
}

/* -- policies -- */

struct module *module_load(struct module_set *set, str path, str *problem) {
    bool is_stdin = str_is(path, "-");
    str real = is_stdin ? STR("") : real_path(set->arena, path);
    struct module *known = real.len > 0 ? find_real(set, real) : NULL;
    if (known)
        return known;
    const struct source *source = source_read(&set->sources, path, problem);
    if (!source)
        return NULL;
    struct loader l = {.set = set,
                       .folder = real.len > 0 ? folder_of(real)
                                              : real_path(set->arena, STR(""))};
    return add_module(&l, source, (struct module){.real_path = real});
}

struct module *module_load_text(struct module_set *set, str path, str text) {
    struct loader l = {.set = set,
                       .folder = real_path(set->arena, folder_of(path))};
    return add_module(&l, source_add(&set->sources, path, text),
                      (struct module){.path = path});
}

/* -- lists -- */

static void list_module(struct arena *arena, const struct module *m,
                        struct module_list *out) {
    for (size_t i = 0; i < out->len; i++)
        if (out->at[i] == m)
            return;
    for (uint32_t i = 0; i < m->use_count; i++)
        list_module(arena, m->uses[i], out);
    vec_push(arena, out, m);
}

void module_list_of(struct arena *arena, const struct module *root,
                    struct module_list *out) {
    list_module(arena, root, out);
}
