// SPDX-License-Identifier: MIT
/* case_file.c: a .cinc file cut into its cases.
 *
 * The file is parsed as a whole; names are interned in a table of its own.  A
 * case reaches from its `case` line to the next, and what the parser found
 * wrong between the two belongs to it.  What stands before the first `case`
 * is a piece without a case, and always wrong. */
#include "record/case_file.h"

#include "record/case_text.h"
#include "text/diag_text.h"
#include "text/source_check.h"
#include "tree/parse.h"

struct piece {
    const struct node *id; /* NULL: before the first case */
    uint32_t from;         /* offset; it ends where the next begins */
    uint32_t first, count; /* its lines */
};

struct case_file {
    struct source_set sources;
    struct atoms atoms;
    struct diag_list faults; /* of the parse */
    VEC(const struct node *) lines;
    VEC(struct piece) pieces;
    size_t next;
};

static str print(const struct case_file *f, struct arena *arena,
                 const struct diag_list *diags) {
    struct strbuf out;
    strbuf_init(&out, arena);
    diag_print_text(&out, &f->sources, diags, (struct diag_text_options){0});
    return strbuf_str(&out);
}

static struct piece *last_piece(struct case_file *f) {
    return &f->pieces.at[f->pieces.len - 1];
}

static void add_piece(struct case_file *f, struct arena *arena,
                      const struct node *id, uint32_t from) {
    struct piece piece = {id, from, (uint32_t)f->lines.len, 0};
    vec_push(arena, &f->pieces, piece);
}

/* Lines that are no case lines are faults, and then left out. */
static void add_line(struct case_file *f, struct arena *arena,
                     const struct node *line) {
    const struct node *part = line->line.parts;
    if (part->kind == NODE_CASE && !part->next) {
        add_piece(f, arena, part->case_.id, line->at.from);
        return;
    }
    bool is_case_line = part->kind == NODE_CASE_EVENT ||
                        part->kind == NODE_CASE_FACT ||
                        part->kind == NODE_CASE_ACT;
    if (!is_case_line || part->next) {
        diag_add(&f->faults, DIAG_CASE_LINE, line->at,
                 "a case holds dated events, `fact` lines and acts, not this");
    } else if (!last_piece(f)->id) {
        diag_add(&f->faults, DIAG_CASE_LINE, line->at,
                 "this line belongs to no case; begin with `case ID`");
    } else {
        vec_push(arena, &f->lines, part);
        last_piece(f)->count++;
    }
}

struct case_file *case_file_open(struct arena *arena, str path, str text,
                                 str *problem) {
    struct case_file *f = NEW(arena, struct case_file);
    source_set_init(&f->sources, arena);
    atoms_init(&f->atoms, arena);
    diag_init(&f->faults, arena);
    const struct source *source = source_add(&f->sources, path, text);
    if (!source_check(source, &f->faults)) {
        *problem = print(f, arena, &f->faults);
        return NULL;
    }
    const struct tree *tree = parse_source(arena, &f->atoms, source,
                                           &f->faults);
    add_piece(f, arena, NULL, 0);
    for (const struct node *line = tree->lines; line; line = line->next)
        add_line(f, arena, line);
    diag_sort(&f->faults);
    if (diag_is_full(&f->faults)) { /* which cases are sound is not known */
        *problem = print(f, arena, &f->faults);
        return NULL;
    }
    return f;
}

/* A diagnostic once more, now naming its case. */
static void repeat(struct diag_list *list, const struct diag *d, str id) {
    struct diag *copy;
    if (id.len)
        copy = diag_add(list, d->id, d->at, "case %.*s: %.*s", STR_ARG(id),
                        STR_ARG(d->message));
    else
        copy = diag_add(list, d->id, d->at, "%.*s", STR_ARG(d->message));
    str message = copy->message;
    *copy = *d;
    copy->message = message;
}

static void repeat_faults(struct diag_list *list, const struct case_file *f,
                          const struct piece *piece, str id) {
    bool is_last = piece == &f->pieces.at[f->pieces.len - 1];
    uint32_t to = is_last ? UINT32_MAX : piece[1].from;
    for (size_t i = 0; i < f->faults.len; i++) {
        const struct diag *d = f->faults.at[i];
        if (d->at.from >= piece->from && d->at.from < to)
            repeat(list, d, id);
    }
}

static bool read_piece(struct case_file *f, struct timeline *t,
                       const struct piece *piece, struct arena *scratch,
                       str *problem) {
    str id = piece->id ? atom_str(&f->atoms, piece->id->name) : STR("");
    struct diag_list own, all;
    diag_init(&own, scratch);
    diag_init(&all, scratch);
    case_from_lines(t, &f->atoms,
                    piece->count ? &f->lines.at[piece->first] : NULL,
                    piece->count, &own);
    t->id = str_copy(&t->arena, id);
    repeat_faults(&all, f, piece, id);
    for (size_t i = 0; i < own.len; i++)
        repeat(&all, own.at[i], id);
    diag_sort(&all);
    if (!all.errors && !own.errors)
        return true;
    *problem = print(f, scratch, &all);
    return false;
}

enum case_outcome case_file_next(struct case_file *f, struct timeline *t,
                                 struct arena *scratch, str *problem) {
    while (f->next < f->pieces.len) {
        const struct piece *piece = &f->pieces.at[f->next++];
        if (!read_piece(f, t, piece, scratch, problem))
            return CASE_FAULTY;
        if (piece->id)
            return CASE_READ;
    }
    return CASE_END;
}
