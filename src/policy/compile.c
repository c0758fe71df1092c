// SPDX-License-Identifier: MIT
/* compile.c: the stages of the compiler in their order, and the program that
 * comes out of them. */
#include "policy/compiler.h"

#include <string.h>

#include "text/suggest.h"

/* -- calendars that nobody declares -- */

static bool is_declared(const struct compiler *c, atom name) {
    for (size_t i = 0; i < c->files.len; i++)
        for (const struct node *l = c->files.at[i]->tree->lines; l; l = l->next)
            if (l->line.parts->kind == NODE_CALENDAR &&
                l->line.parts->calendar.id->name == name)
                return true;
    return false;
}

/* Puts the standard library's file of that name before the others. */
static void load_calendar(struct compiler *c, atom name) {
    if (is_declared(c, name))
        return;
    const struct module *m =
        module_load_stdlib(c->modules, atom_str(c->atoms, name));
    if (!m)
        return;
    struct module_list list = {0};
    module_list_of(c->arena, m, &list);
    for (size_t i = 0; i < c->files.len; i++) {
        bool known = false;
        for (size_t j = 0; j < list.len; j++)
            known |= list.at[j] == c->files.at[i];
        if (!known)
            vec_push(c->arena, &list, c->files.at[i]);
    }
    c->files = list;
}

static void load_bases(struct compiler *c, const struct node *base) {
    if (base && (base->kind == NODE_CALENDAR_EITHER ||
                 base->kind == NODE_CALENDAR_BOTH)) {
        load_bases(c, base->calendar_either.left);
        load_bases(c, base->calendar_either.right);
    } else if (base) {
        load_calendar(c, base->name);
    }
}

static void load_calendars_of(struct compiler *c, const struct module *m) {
    for (const struct node *l = m->tree->lines; l; l = l->next) {
        const struct node *n = l->line.parts;
        if (n->kind == NODE_WORKING_DAYS_FROM)
            load_calendar(c, n->working_days_from.calendar->name);
        else if (n->kind == NODE_CALENDAR)
            load_bases(c, n->calendar.base);
    }
}

/* A file that is loaded may name further ones: round until nothing is new. */
static void load_calendars(struct compiler *c) {
    size_t before;
    do {
        before = c->files.len;
        struct module_list files = c->files;
        for (size_t i = 0; i < before; i++)
            load_calendars_of(c, files.at[i]);
    } while (c->files.len > before);
}

/* -- into the program -- */

static void finish_events(struct compiler *c) {
    struct program *p = c->program;
    for (size_t e = 0; e < c->events.len; e++) {
        const struct event_draft *draft = &c->event_drafts.at[e];
        attribute_id *ids = NEW_ARRAY(c->arena, attribute_id, draft->has.len);
        for (size_t i = 0; i < draft->has.len; i++)
            ids[i] = draft->has.at[i].attribute;
        c->events.at[e].attributes = ids;
        c->events.at[e].attribute_count = (uint32_t)draft->has.len;
    }
    p->events = c->events.at;
    p->event_count = (uint32_t)c->events.len;
    p->event_order = c->event_order.at;
}

static void finish_attributes(struct compiler *c) {
    for (size_t a = 0; a < c->attributes.len; a++)
        c->attributes.at[a].type_in =
            NEW_ARRAY(c->arena, const struct type *, c->events.len);
    for (size_t e = 0; e < c->events.len; e++) {
        const struct event_draft *draft = &c->event_drafts.at[e];
        for (size_t i = 0; i < draft->has.len; i++)
            c->attributes.at[draft->has.at[i].attribute].type_in[e] =
                draft->has.at[i].type;
    }
    c->program->attributes = c->attributes.at;
    c->program->attribute_count = (uint32_t)c->attributes.len;
}

static uint16_t *new_index(struct compiler *c) {
    uint16_t *index = NEW_ARRAY(c->arena, uint16_t, c->program->atom_limit);
    for (uint32_t i = 0; i < c->program->atom_limit; i++)
        index[i] = NO_ID;
    return index;
}

static uint16_t *index_of(struct compiler *c, enum symbol_sort sort) {
    uint16_t *index = new_index(c);
    for (size_t i = 0; i < c->symbols.len; i++)
        if (c->symbols.at[i]->sort == sort)
            index[c->symbols.at[i]->name] = c->symbols.at[i]->index;
    return index;
}

static void index_names(struct compiler *c) {
    struct program *p = c->program;
    p->atom_limit = c->atoms->count + 1;
    uint16_t *attributes = new_index(c);
    for (size_t i = 0; i < c->attributes.len; i++)
        attributes[c->attributes.at[i].name] = (uint16_t)i;
    p->attribute_of_atom = attributes;
    p->event_of_atom = index_of(c, SYMBOL_EVENT);
    p->fact_of_atom = index_of(c, SYMBOL_FACT);
    p->role_of_atom = index_of(c, SYMBOL_ROLE);
    p->rule_of_atom = index_of(c, SYMBOL_RULE);
}

static struct program *finish(struct compiler *c) {
    struct program *p = c->program;
    order_events(c);
    finish_events(c);
    finish_attributes(c);
    index_names(c);
    p->roles = c->roles.at;
    p->role_count = (uint32_t)c->roles.len;
    p->facts = c->facts.at;
    p->fact_count = (uint32_t)c->facts.len;
    p->periods = c->periods.at;
    p->period_count = (uint32_t)c->periods.len;
    p->rules = c->rules.at;
    p->rule_count = (uint32_t)c->rules.len;
    p->documents = c->documents.at;
    p->document_count = (uint32_t)c->documents.len;
    return p;
}

/* Whether something is wrong with one of the policy's files, whoever found
 * it. What was only counted could be about any. */
static bool has_errors(const struct compiler *c) {
    if (c->diags->errors + c->diags->warnings > c->diags->len)
        return true;
    for (size_t i = 0; i < c->diags->len; i++) {
        const struct diag *d = c->diags->at[i];
        if (d->severity != SEVERITY_ERROR)
            continue;
        for (size_t j = 0; j < c->files.len; j++)
            if (c->files.at[j]->tree->source->id == d->at.source)
                return true;
        for (size_t j = 0; j < c->registers.len; j++)
            if (c->registers.at[j] == d->at.source)
                return true;
        if (d->at.source == 0)
            return true;
    }
    return false;
}

/* All names declared, and nothing resolved yet. */
static struct compiler *new_compiler(struct module_set *modules,
                                     const struct module *policy) {
    struct compiler *c = NEW(modules->arena, struct compiler);
    c->modules = modules;
    c->arena = modules->arena;
    c->atoms = &modules->atoms;
    c->diags = &modules->diags;
    c->policy = policy;
    c->program = NEW(modules->arena, struct program);
    *c->program = (struct program){.atoms = &modules->atoms,
                                   .in_force_from = DAY_NONE,
                                   .in_force_until = DAY_NEVER,
                                   .next_review = DAY_NONE,
                                   .closes = NO_ID};
    module_list_of(c->arena, policy, &c->files);
    load_calendars(c);
    for (size_t i = 0; i < c->files.len; i++)
        c->lacks_file |= c->files.at[i]->lacks_file;
    group_lines(c);
    declare_names(c);
    return c;
}

#define COPY_ARRAY(arena, v)                                             \
    ((v)->at = copy_bytes((arena), (v)->at, (v)->len * sizeof *(v)->at), \
     (void)((v)->cap = (v)->len))

static void *copy_bytes(struct arena *arena, const void *from, size_t size) {
    void *out = arena_alloc(arena, size);
    if (size > 0)
        memcpy(out, from, size);
    return out;
}

/* Another that has declared the same names: every reading begins there. */
static struct compiler *copy_compiler(const struct compiler *from) {
    struct compiler *c = NEW(from->arena, struct compiler);
    *c = *from;
    COPY_ARRAY(c->arena, &c->roles);
    COPY_ARRAY(c->arena, &c->facts);
    COPY_ARRAY(c->arena, &c->events);
    COPY_ARRAY(c->arena, &c->event_drafts);
    COPY_ARRAY(c->arena, &c->attributes);
    COPY_ARRAY(c->arena, &c->periods);
    COPY_ARRAY(c->arena, &c->figures);
    COPY_ARRAY(c->arena, &c->rules);
    COPY_ARRAY(c->arena, &c->rule_drafts);
    COPY_ARRAY(c->arena, &c->documents);
    COPY_ARRAY(c->arena, &c->document_drafts);
    COPY_ARRAY(c->arena, &c->unclear);
    c->program = copy_bytes(c->arena, from->program, sizeof *from->program);
    return c;
}

/* The program of a compiler's reading. What tests and registers say is the
 * same under every reading, so only the policy's own looks at them. */
static struct program *compile_reading(struct compiler *c) {
    compile_unclear(c);
    declare_figures(c);
    declare_types(c);
    compile_calendar_clause(c);
    compile_calendars(c);
    compile_derived_events(c);
    compile_header(c);
    compile_rules(c);
    if (!c->other) {
        compile_tests(c);
        compile_guidance(c);
        compile_coverage(c);
    }
    return has_errors(c) ? NULL : finish(c);
}

/* -- the other readings of what is unclear -- */

static void note_reading(struct module_set *modules, const struct program *p,
                         const struct other_reading *other, size_t from) {
    const struct unclear *u = &p->unclear[other->unclear];
    struct strbuf words;
    strbuf_init(&words, modules->arena);
    value_print(&words, p->atoms, u->values[other->value]);
    for (size_t i = from; i < modules->diags.len; i++)
        diag_note(&modules->diags, modules->diags.at[i],
                  "so it is when `%.*s` is read as %.*s",
                  STR_ARG(atom_str(p->atoms, u->name)),
                  STR_ARG(strbuf_str(&words)));
}

/* False when the policy is faulty under this one. */
static bool compile_other(struct module_set *modules,
                          const struct compiler *declared,
                          const struct compiler *own, struct program *p,
                          struct other_reading *other) {
    size_t said = modules->diags.len;
    struct compiler *c = copy_compiler(declared);
    c->other = other;
    c->calendars_of = own->calendars_of; /* the same in all of them */
    other->program = compile_reading(c);
    note_reading(modules, p, other, said);
    return other->program != NULL;
}

/* Makes room again after a reading about which there was nothing to say: what
 * it left is its program only, unless it brought new names. */
static void forget_reading(struct module_set *modules, struct arena_mark before,
                           size_t said, uint32_t names) {
    const struct diag_list *diags = &modules->diags;
    if (diags->len == said && diags->errors + diags->warnings <= said &&
        modules->atoms.count == names)
        arena_rewind(modules->arena, before);
}

/* False when the policy is faulty under one of them. */
static bool compile_others(struct module_set *modules,
                           const struct compiler *declared,
                           const struct compiler *own, struct program *p) {
    VEC(struct other_reading) others = {0};
    bool kept = modules->other_readings == READINGS_KEPT, fine = true;
    for (uint32_t i = 0; i < p->unclear_count; i++)
        for (uint32_t v = 0; v < p->unclear[i].value_count; v++) {
            struct other_reading other = {.unclear = i, .value = v};
            struct arena_mark before = arena_mark(modules->arena);
            size_t said = modules->diags.len;
            uint32_t names = modules->atoms.count;
            if (v == p->unclear[i].taken)
                continue;
            fine &= compile_other(modules, declared, own, p, &other);
            if (kept)
                vec_push(modules->arena, &others, other);
            else
                forget_reading(modules, before, said, names);
        }
    p->others = others.at;
    p->other_count = (uint32_t)others.len;
    return fine;
}

static struct program *compile_policy(struct module_set *modules,
                                      const struct module *policy) {
    const struct compiler *declared = new_compiler(modules, policy);
    struct compiler *own = copy_compiler(declared);
    struct program *p = compile_reading(own);
    return p && (!modules->other_readings ||
                 compile_others(modules, declared, own, p))
               ? p
               : NULL;
}

const struct program *compile(struct module_set *modules,
                              const struct module *policy) {
    return compile_policy(modules, policy);
}

/* -- versions -- */

/* The same series in another version: of one name, T and A. */
static const struct rule *same_series(const struct program *p,
                                      const struct program *other,
                                      const struct rule *r) {
    rule_id id = program_rule(other, r->name);
    if (id == NO_ID)
        return NULL;
    const struct rule *s = &other->rules[id];
    bool is_series = (r->form == RULE_SERIES || r->form == RULE_GRID) &&
                     (s->form == RULE_SERIES || s->form == RULE_GRID);
    return is_series &&
                   p->events[r->target].name == other->events[s->target].name &&
                   p->events[r->anchor].name == other->events[s->anchor].name
               ? s
               : NULL;
}

static void join_versions(struct program *before, struct program *after) {
    before->has_later = after->has_earlier = true;
    struct rule *rules = (struct rule *)before->rules;
    for (uint32_t i = 0; i < before->rule_count; i++)
        rules[i].ends = !same_series(before, after, &rules[i]);
    rules = (struct rule *)after->rules;
    for (uint32_t i = 0; i < after->rule_count; i++)
        rules[i].continues = same_series(after, before, &rules[i]) != NULL;
}

bool compile_versions(struct module_set *modules,
                      const struct module *const *files, uint32_t count,
                      const struct program **out) {
    struct program *last = NULL;
    for (uint32_t i = 0; i < count; i++) {
        struct program *p = compile_policy(modules, files[i]);
        if (!p)
            return false;
        if (last)
            join_versions(last, p);
        out[i] = last = p;
    }
    return true;
}

const struct calendar *compile_calendar(struct module_set *modules, str name) {
    struct node node = {.kind = NODE_NAME,
                        .name = atom_intern(&modules->atoms, name)};
    const struct module *m = module_load_stdlib(modules, name);
    if (!m) {
        const str *names;
        size_t n = module_stdlib_names(modules, &names);
        str near = suggest_best(name, names, n);
        struct diag *d = diag_add(&modules->diags, DIAG_UNKNOWN_NAME, node.at,
                                  "the standard library has no calendar "
                                  "`%.*s`",
                                  STR_ARG(name));
        if (near.len > 0)
            diag_note(&modules->diags, d, "did you mean `%.*s`?",
                      STR_ARG(near));
        return NULL;
    }
    struct compiler *c = new_compiler(modules, m);
    declare_figures(c);
    declare_types(c);
    return compile_calendar_of(c, &node);
}
