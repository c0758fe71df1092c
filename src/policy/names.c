// SPDX-License-Identifier: MIT
/* names.c: looking names up, and what to say about one that is none.
 *
 * Events, facts, periods, figures and `unclear` questions share one space of
 * names; roles, rules, calendars and documents have one each.  Whoever asks
 * says which sorts will do; what is said about a name that will not depends on
 * what it could have been. */
#include "policy/compiler.h"

#include "text/suggest.h"

static const struct {
    enum symbol_sort sort;
    const char *words, *plain;
} sorts[] = {
    {SYMBOL_EVENT, "an event", "event"},
    {SYMBOL_FACT, "a fact", "fact"},
    {SYMBOL_PERIOD, "a period", "period"},
    {SYMBOL_FIGURE, "a figure", "figure"},
    {SYMBOL_UNCLEAR, "an `unclear` question", "unclear"},
    {SYMBOL_ROLE, "a role", "role"},
    {SYMBOL_RULE, "a rule", "rule"},
    {SYMBOL_CALENDAR, "a calendar", "calendar"},
    {SYMBOL_DOCUMENT, "a document", "document"},
};

const char *symbol_sort_words(enum symbol_sort sort) {
    for (size_t i = 0; i < ARRAY_LEN(sorts); i++)
        if (sorts[i].sort == sort)
            return sorts[i].words;
    BUG("a symbol of no sort");
}

str symbol_sorts_words(struct compiler *c, unsigned mask) {
    struct strbuf out;
    unsigned left = 0;
    strbuf_init(&out, c->arena);
    mask &= ~(unsigned)SYMBOL_UNCLEAR;
    for (size_t i = 0; i < ARRAY_LEN(sorts); i++)
        left += (mask & sorts[i].sort) != 0;
    for (size_t i = 0; i < ARRAY_LEN(sorts); i++) {
        if (!(mask & sorts[i].sort))
            continue;
        strbuf_add_c(&out, sorts[i].words);
        left--;
        strbuf_add_c(&out, left > 1 ? ", " : left == 1 ? " or " : "");
    }
    return strbuf_str(&out);
}

str name_str(const struct compiler *c, const struct node *name) {
    return atom_str(c->atoms, name->name);
}

struct symbol *symbol_find(const struct compiler *c, atom name, unsigned mask) {
    struct symbol *s = atom_map_get(&c->symbol_of, name);
    const struct type *type;
    while (s && !(s->sort & mask))
        s = s->next;
    if (s || !(mask & SYMBOL_EVENT) || (mask & SYMBOL_UNCLEAR))
        return s;
    const struct value *event = unclear_taken(c, name, &type);
    return event && !type ? symbol_find(c, event->name, SYMBOL_EVENT) : NULL;
}

/* -- adding -- */

bool has_room(struct compiler *c, size_t len, size_t most, const char *what,
              struct span at) {
    if (len < most)
        return true;
    if (!c->said_too_many)
        diag_add(c->diags, DIAG_TOO_MANY, at,
                 "there is room for %zu %s, and no more", most, what);
    c->said_too_many = true;
    return false;
}

static bool has_room_for(struct compiler *c, enum symbol_sort sort, size_t len,
                         struct span at) {
    if (sort == SYMBOL_ROLE)
        return has_room(c, len, MAX_ROLES, "roles", at);
    if (sort == SYMBOL_EVENT)
        return has_room(c, len, MAX_EVENTS, "events", at);
    return has_room(c, len, MAX_IDS, "declarations of a sort", at);
}

/* The sorts whose names must differ from one of `sort`. */
static unsigned space_of(enum symbol_sort sort) {
    return sort & SYMBOL_THINGS ? (unsigned)SYMBOL_THINGS : (unsigned)sort;
}

static void report_clash(struct compiler *c, const struct symbol *old,
                         enum symbol_sort sort, const struct node *name) {
    str text = name_str(c, name);
    struct diag *d;
    if (old->sort == sort)
        d = diag_add(c->diags, DIAG_DUPLICATE_NAME, name->at,
                     "`%.*s` is declared twice", STR_ARG(text));
    else
        d = diag_add(c->diags, DIAG_DUPLICATE_NAME, name->at,
                     "`%.*s` is %s already, so it cannot be %s too",
                     STR_ARG(text), symbol_sort_words(old->sort),
                     symbol_sort_words(sort));
    diag_label(c->diags, d, old->at, "it is declared here first");
    if (old->at.source != name->at.source)
        diag_note(c->diags, d,
                  "a name of a file in `use` keeps its meaning: give this one "
                  "a name of its own");
}

struct symbol *symbol_add(struct compiler *c, enum symbol_sort sort,
                          const struct node *name, size_t index,
                          struct declaration *declaration) {
    struct symbol *old = symbol_find(c, name->name, space_of(sort));
    if (old) {
        report_clash(c, old, sort, name);
        return NULL;
    }
    if (!has_room_for(c, sort, index, name->at))
        return NULL;
    struct symbol *s = NEW(c->arena, struct symbol);
    *s = (struct symbol){.sort = sort,
                         .name = name->name,
                         .index = (uint16_t)index,
                         .at = name->at,
                         .declaration = declaration,
                         .next = atom_map_get(&c->symbol_of, name->name)};
    atom_map_set(c->arena, &c->symbol_of, name->name, s);
    vec_push(c->arena, &c->symbols, s);
    return s;
}

/* -- what is said about a name that is none -- */

bool symbol_is_excused(struct compiler *c, atom name) {
    if (atom_map_get(&c->damaged, name))
        return true;
    struct declaration *d = c->current;
    if (!d)
        return false;
    for (size_t i = 0; i < d->reported.len; i++)
        if (d->reported.at[i] == name)
            return true;
    vec_push(c->arena, &d->reported, name);
    return false;
}

/* The symbol of a sort in the mask whose name is nearest. The policy's own
 * names were added last, and are looked at first. */
static struct symbol *nearest(struct compiler *c, str name, unsigned mask) {
    struct arena_mark mark = arena_mark(c->arena);
    str *names = NEW_ARRAY(c->arena, str, SUGGEST_MAX_CANDIDATES);
    size_t n = 0;
    for (size_t i = c->symbols.len; i-- > 0 && n < SUGGEST_MAX_CANDIDATES;)
        if (c->symbols.at[i]->sort & mask)
            names[n++] = atom_str(c->atoms, c->symbols.at[i]->name);
    str best = suggest_best(name, names, n);
    arena_rewind(c->arena, mark);
    return best.len > 0 ? symbol_find(c, atom_find(c->atoms, best), mask)
                        : NULL;
}

static bool declares(const struct module *m, atom name) {
    for (const struct node *l = m->tree->lines; l; l = l->next) {
        const struct node *head = l->line.parts;
        enum head kind = head_of(head);
        if ((kind & (HEAD_ROLE | HEAD_FACT | HEAD_EVENT | HEAD_PERIOD |
                     HEAD_FIGURE)) &&
            head->slot[0]->name == name)
            return true;
    }
    return false;
}

/* The file of the standard library that declares a name; empty when none. */
static str stdlib_of(struct compiler *c, atom name) {
    const str *names;
    size_t n = module_stdlib_names(c->modules, &names);
    for (size_t i = 0; i < n; i++) {
        const struct module *m = module_load_stdlib(c->modules, names[i]);
        if (m && declares(m, name))
            return names[i];
    }
    return STR("");
}

/* Where a `use` line goes: under the policy's clauses, or at the start. */
static struct span place_of_use(const struct compiler *c) {
    const struct declaration *d = c->header;
    struct span at = {0, 0, c->policy->tree->source->id};
    if (!d)
        return at;
    at.from = d->head->at.to;
    for (size_t i = 0; i < d->clauses.len; i++)
        at.from = MAX(at.from, d->clauses.at[i]->at.to);
    at.to = at.from;
    return at;
}

/* A name of a library that the policy does not use: said once, since it is
 * most likely not the only one. */
static bool report_missing_use(struct compiler *c, const struct node *name) {
    str library = stdlib_of(c, name->name);
    if (library.len == 0)
        return false;
    atom id = atom_intern(c->atoms, library);
    if (atom_map_get(&c->said_use, id))
        return true;
    atom_map_set(c->arena, &c->said_use, id, c);
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_NAME, name->at,
                              "`%.*s` is a name of the standard library's "
                              "`%.*s`, which this file does not use",
                              STR_ARG(name_str(c, name)), STR_ARG(library));
    if (name->at.source == c->policy->tree->source->id)
        diag_fix(c->diags, d, place_of_use(c),
                 str_format(c->arena,
                            c->header ? "\n\nuse %.*s" : "use %.*s\n\n",
                            STR_ARG(library)),
                 "use it");
    else
        diag_note(c->diags, d, "add the line `use %.*s`", STR_ARG(library));
    return true;
}

static void report_wrong_sort(struct compiler *c, const struct node *name,
                              const struct symbol *found, unsigned mask) {
    str wanted = symbol_sorts_words(c, mask), text = name_str(c, name);
    struct symbol *near =
        diag_is_full(c->diags) ? NULL : nearest(c, text, mask);
    str meant = near ? atom_str(c->atoms, near->name) : STR("");
    struct diag *d = diag_add(c->diags, DIAG_WRONG_SORT, name->at,
                              "`%.*s` is %s; %.*s is wanted here%s%.*s%s",
                              STR_ARG(text), symbol_sort_words(found->sort),
                              STR_ARG(wanted), near ? ": did you mean `" : "",
                              STR_ARG(meant), near ? "`?" : "");
    diag_label(c->diags, d, found->at, "`%.*s` is declared here",
               STR_ARG(text));
    if (near)
        diag_fix(c->diags, d, name->at, meant, "write the name that fits");
}

/* The names of calendars include those a policy need not `use`. */
static bool report_near_calendar(struct compiler *c, const struct node *name) {
    const str *names;
    size_t n = module_stdlib_names(c->modules, &names);
    str near = suggest_best(name_str(c, name), names, n);
    if (near.len == 0)
        return false;
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_NAME, name->at,
                              "`%.*s` is not a calendar; did you mean `%.*s`?",
                              STR_ARG(name_str(c, name)), STR_ARG(near));
    diag_fix(c->diags, d, name->at, near, "write the calendar's name");
    return true;
}

static void report_near(struct compiler *c, const struct node *name,
                        unsigned mask, const struct symbol *near) {
    str wanted = symbol_sorts_words(c, mask);
    str meant = atom_str(c->atoms, near->name);
    struct diag *d =
        diag_add(c->diags, DIAG_UNKNOWN_NAME, name->at,
                 "`%.*s` is not %.*s of this policy; did you mean `%.*s`?",
                 STR_ARG(name_str(c, name)), STR_ARG(wanted), STR_ARG(meant));
    diag_label(c->diags, d, near->at, "`%.*s` is declared here",
               STR_ARG(meant));
    diag_fix(c->diags, d, name->at, meant, "write the declared name");
}

static void note_how_to_declare(struct compiler *c, struct diag *d,
                                const struct node *name, unsigned mask) {
    for (size_t i = 0; i < ARRAY_LEN(sorts); i++)
        if (mask == sorts[i].sort) {
            diag_note(c->diags, d, "declare it with a line such as `%s %.*s`",
                      sorts[i].plain, STR_ARG(name_str(c, name)));
            return;
        }
}

static void report_unknown(struct compiler *c, const struct node *name,
                           unsigned mask) {
    bool full = diag_is_full(c->diags);
    if (!full && !c->lacks_file && report_missing_use(c, name))
        return; /* exactly a name of the library goes before a near one */
    struct symbol *near = full ? NULL : nearest(c, name_str(c, name), mask);
    if (near) {
        report_near(c, name, mask, near);
        return;
    }
    if (c->lacks_file ||
        (mask == SYMBOL_CALENDAR && report_near_calendar(c, name)))
        return;
    str wanted = symbol_sorts_words(c, mask);
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_NAME, name->at,
                              "`%.*s` is not %.*s of this policy",
                              STR_ARG(name_str(c, name)), STR_ARG(wanted));
    near = full ? NULL : nearest(c, name_str(c, name), ~0u);
    if (near)
        diag_note(c->diags, d, "`%.*s` is near, but it is %s",
                  STR_ARG(atom_str(c->atoms, near->name)),
                  symbol_sort_words(near->sort));
    else
        note_how_to_declare(c, d, name, mask);
}

struct symbol *symbol_want(struct compiler *c, const struct node *name,
                           unsigned mask) {
    struct symbol *s = symbol_find(c, name->name, mask);
    if (s || symbol_is_excused(c, name->name))
        return s;
    struct symbol *other = symbol_find(c, name->name, ~0u);
    if (other && other->sort == SYMBOL_RULE && !other->declaration->head)
        other = NULL; /* a bare sentence has its subject's name: no news */
    const struct type *type;
    if (other && other->sort == SYMBOL_UNCLEAR &&
        !unclear_taken(c, name->name, &type))
        return NULL; /* reported where it is declared */
    if (other)
        report_wrong_sort(c, name, other, mask);
    else
        report_unknown(c, name, mask);
    return NULL;
}

/* -- reports used everywhere -- */

bool is_faulty(const struct compiler *c, struct span at) {
    for (size_t i = 0; i < c->diags->len; i++) {
        const struct diag *d = c->diags->at[i];
        if (d->severity == SEVERITY_ERROR && d->at.source == at.source &&
            d->at.from >= at.from && d->at.to <= at.to)
            return true;
    }
    return false;
}

void circle_add(struct circle *circle, atom name, struct span at) {
    if (circle->len < ARRAY_LEN(circle->step)) {
        circle->step[circle->len].name = name;
        circle->step[circle->len].at = at;
        circle->len++;
    }
}

void report_circle(struct compiler *c, const struct circle *circle,
                   const char *verb) {
    struct strbuf out;
    strbuf_init(&out, c->arena);
    for (size_t i = 0; i < circle->len; i++)
        strbuf_addf(&out, "%s %s `%.*s`", i > 0 ? ", which" : "", verb,
                    STR_ARG(atom_str(
                        c->atoms, circle->step[(i + 1) % circle->len].name)));
    struct diag *d = diag_add(c->diags, DIAG_CIRCLE, circle->step[0].at,
                              "a circle: `%.*s`%.*s",
                              STR_ARG(atom_str(c->atoms, circle->step[0].name)),
                              STR_ARG(strbuf_str(&out)));
    for (size_t i = 1; i < circle->len; i++)
        diag_label(c->diags, d, circle->step[i].at, "`%.*s` %s `%.*s` here",
                   STR_ARG(atom_str(c->atoms, circle->step[i].name)), verb,
                   STR_ARG(atom_str(c->atoms,
                                    circle->step[(i + 1) % circle->len].name)));
}
