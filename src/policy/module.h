/* module.h: a policy file and the files it uses, loaded.
 *
 * `use NAME` finds NAME.cinp of the standard library: the folder given by the
 * host, else the one installed, else the copy embedded in the program.
 * `use "path.cinp"` finds a file beside the one that says so, never outside
 * the folder of the policy that was asked for (after symbolic links are
 * followed).  Each file is loaded once; a circle is an error that shows it.
 *
 * A calendar named in `working days from` or `calendar c is b` that no used
 * file declares is looked for in the standard library under its own name;
 * compile.c does that. */
#ifndef CINP_MODULE_H
#define CINP_MODULE_H

#include "text/diag.h"
#include "tree/parse.h"

enum {
    MODULE_MAX_FILES = 64, /* that one policy uses, itself included */
    MODULE_MAX_DEPTH = 16  /* of files that use files */
};

struct module {
    const struct tree *tree;
    str path;
    struct span used_at;  /* of the first `use`; empty for the policy */
    struct module **uses; /* in the order of their `use` lines */
    uint32_t use_count;
    str real_path; /* links followed; empty for a text and an embedded file */
    atom stdlib_name;       /* of the standard library; 0: not from there */
    struct module *loading; /* while it is being loaded: who uses it */
    bool is_loading;
    bool lacks_file; /* some `use` of it was in vain (reported) */
};

/* `--reading NAME=V`: another value of an `unclear` than the policy's own. */
struct reading {
    str name, value;
};

/* What is done about the readings that a policy does not take. */
enum other_readings {
    READINGS_IGNORED,
    READINGS_CHECKED, /* compiled for what is wrong with them, then forgotten */
    READINGS_KEPT     /* in program->others */
};

struct module_set {
    struct arena *arena;
    struct atoms atoms;
    struct source_set sources;
    struct diag_list diags;
    enum other_readings other_readings;
    str stdlib_folder;              /* empty: installed, else embedded */
    const struct reading *readings; /* to compile with; the caller's */
    size_t reading_count;
    struct module **at;
    size_t len, cap;
};

void module_set_init(struct module_set *set, struct arena *arena);

/* Loads a policy file ("-": standard input) with all that it uses. NULL when
 * the file itself cannot be read (*problem says why, for the user); faults of
 * its text or of used files are in the set's diagnostics. */
struct module *module_load(struct module_set *set, str path, str *problem);
/* The same for a text in memory, named `path` in messages. */
struct module *module_load_text(struct module_set *set, str path, str text);
/* A standard library file by name ("scotland"); NULL when there is none. */
struct module *module_load_stdlib(struct module_set *set, str name);
/* Another file that a line of `from`, one of the policy's files, names, read
 * once: found and refused as by `use "path"`. NULL when it was reported. */
const struct source *module_read_beside(struct module_set *set,
                                        const struct module *policy,
                                        const struct module *from,
                                        const struct node *path);
/* The names in the standard library, for suggestions. */
size_t module_stdlib_names(struct module_set *set, const str **names);

/* `root` and every module it uses, used ones before those that use them. */
struct module_list {
    const struct module **at;
    size_t len, cap;
};
void module_list_of(struct arena *arena, const struct module *root,
                    struct module_list *out);

#endif
