// SPDX-License-Identifier: MIT
/* types.c: what facts and attributes may hold, and which role satisfies
 * which. */
#include "policy/compiler.h"

const struct type type_yes_no = {.kind = KIND_YES_NO};
const struct type type_number = {.kind = KIND_NUMBER};
const struct type type_date = {.kind = KIND_DATE};
const struct type type_text = {.kind = KIND_TEXT};
const struct type type_duration = {.kind = KIND_DURATION};
const struct type type_role = {.kind = KIND_ROLE};
const struct type type_people = {.kind = KIND_PEOPLE};

static const struct type *type_of_word(int word) {
    switch ((enum type_word)word) {
    case TYPE_YES_NO: return &type_yes_no;
    case TYPE_NUMBER: return &type_number;
    case TYPE_DATE: return &type_date;
    case TYPE_TEXT: return &type_text;
    case TYPE_DURATION: return &type_duration;
    case TYPE_ROLE: return &type_role;
    case TYPE_PEOPLE: return &type_people;
    }
    BUG("a type word of no kind");
}

static bool is_listed(const struct type *t, atom name) {
    for (uint32_t i = 0; i < t->choice_count; i++)
        if (t->choices[i] == name)
            return true;
    return false;
}

bool value_is_in(const struct type *type, atom name) {
    return type->kind == KIND_ONE_OF && is_listed(type, name);
}

static const struct type *type_of_names(struct compiler *c, enum type_kind kind,
                                        const struct node *names) {
    struct type *t = NEW(c->arena, struct type);
    uint32_t n = 0;
    for (const struct node *name = names; name; name = name->next)
        n++;
    t->kind = kind;
    t->choices = NEW_ARRAY(c->arena, atom, n);
    for (const struct node *name = names; name; name = name->next) {
        if (!has_room(c, t->choice_count, MAX_CHOICES, "choices", name->at))
            break;
        if (is_listed(t, name->name))
            diag_add(c->diags, DIAG_DUPLICATE_NAME, name->at,
                     "`%.*s` is listed twice", STR_ARG(name_str(c, name)));
        else
            t->choices[t->choice_count++] = name->name;
    }
    return t;
}

const struct type *compile_type(struct compiler *c, const struct node *type) {
    if (type->kind == NODE_TYPE)
        return type_of_word(type->word);
    if (type->kind == NODE_TYPE_ONE_OF)
        return type_of_names(c, KIND_ONE_OF, type->type_one_of.values);
    if (type->kind == NODE_TYPE_LIST_WITH)
        return type_of_names(c, KIND_ITEMS, type->type_list_with.fields);
    struct type *t = NEW(c->arena, struct type);
    t->kind = KIND_LIST;
    t->of = compile_type(c, type->type_list.of);
    return t;
}

attribute_id attribute_find(const struct compiler *c, atom name) {
    const attribute_id *id = atom_map_get(&c->attribute_of, name);
    return id ? *id : NO_ID;
}

/* -- attributes -- */

static void compile_has(struct compiler *c, event_id event,
                        const struct node *clause) {
    const struct node *name = clause->has.attribute;
    struct has has = {.attribute = attribute_find(c, name->name),
                      .type = compile_type(c, clause->has.type),
                      .at = name->at};
    const struct has *old =
        has.attribute == NO_ID ? NULL : event_has(c, event, has.attribute);
    if (old) {
        struct diag *d = diag_add(c->diags, DIAG_DUPLICATE_NAME, name->at,
                                  "`%.*s` has `%.*s` already",
                                  STR_ARG(event_words(c, event)),
                                  STR_ARG(name_str(c, name)));
        diag_label(c->diags, d, old->at, "it is declared here first");
    } else if (has.attribute != NO_ID) {
        vec_push(c->arena, &c->event_drafts.at[event].has, has);
    }
}

static void compile_attributes(struct compiler *c) {
    for (size_t e = 0; e < c->event_drafts.len; e++) {
        struct declaration *d = c->event_drafts.at[e].declaration;
        c->current = d;
        for (size_t i = 0; i < d->clauses.len; i++)
            if (d->clauses.at[i]->kind == NODE_HAS)
                compile_has(c, (event_id)e, d->clauses.at[i]);
    }
}

/* -- facts -- */

static void compile_facts(struct compiler *c) {
    for (size_t i = 0; i < c->symbols.len; i++) {
        struct symbol *s = c->symbols.at[i];
        if (s->sort != SYMBOL_FACT)
            continue;
        c->current = s->declaration;
        const struct node *head = s->declaration->head;
        struct fact *fact = &c->facts.at[s->index];
        fact->type = compile_type(c, head->fact.type);
        if (head->fact.otherwise &&
            !compile_literal(c, head->fact.otherwise, fact->type,
                             &fact->otherwise))
            fact->otherwise = (struct value){.kind = VALUE_UNKNOWN};
    }
}

/* -- roles -- */

/* While the roles are closed one by one. */
struct closing {
    struct compiler *c;
    const struct node **includes; /* by role: the names it includes */
    enum { NEW_ROLE, OPEN_ROLE, CLOSED_ROLE } * state;
    uint64_t **sets;
    size_t words;
    role_id path[MAX_ROLES];
    size_t depth;
};

static void report_role_circle(struct closing *r, role_id again) {
    struct circle circle = {.len = 0};
    size_t from = 0;
    while (r->path[from] != again)
        from++;
    for (size_t i = from; i < r->depth; i++)
        circle_add(&circle, r->c->roles.at[r->path[i]].name,
                   r->c->roles.at[r->path[i]].at);
    report_circle(r->c, &circle, "includes");
}

static void close_role(struct closing *r, role_id role) {
    r->state[role] = OPEN_ROLE;
    r->path[r->depth++] = role;
    uint64_t *set = r->sets[role];
    set[role / 64] |= UINT64_C(1) << (role % 64);
    for (const struct node *n = r->includes[role]; n; n = n->next) {
        struct symbol *s = symbol_want(r->c, n, SYMBOL_ROLE);
        if (!s)
            continue;
        if (r->state[s->index] == OPEN_ROLE) {
            report_role_circle(r, s->index);
            continue;
        }
        struct declaration *was = r->c->current;
        r->c->current = s->declaration;
        if (r->state[s->index] == NEW_ROLE)
            close_role(r, s->index);
        r->c->current = was;
        for (size_t i = 0; i < r->words; i++)
            set[i] |= r->sets[s->index][i];
    }
    r->depth--;
    r->state[role] = CLOSED_ROLE;
}

static void compile_roles(struct compiler *c) {
    size_t n = c->roles.len;
    struct closing *r = NEW(c->arena, struct closing);
    r->c = c;
    r->words = (n + 63) / 64;
    r->includes = NEW_ARRAY(c->arena, const struct node *, n);
    r->state = arena_array(c->arena, sizeof *r->state, n);
    r->sets = NEW_ARRAY(c->arena, uint64_t *, n);
    for (size_t i = 0; i < c->symbols.len; i++)
        if (c->symbols.at[i]->sort == SYMBOL_ROLE)
            r->includes[c->symbols.at[i]->index] =
                c->symbols.at[i]->declaration->head->role.includes;
    for (size_t i = 0; i < n; i++) {
        r->sets[i] = NEW_ARRAY(c->arena, uint64_t, r->words);
        c->roles.at[i].satisfied_by = r->sets[i];
    }
    for (size_t i = 0; i < c->symbols.len; i++) {
        struct symbol *s = c->symbols.at[i];
        if (s->sort != SYMBOL_ROLE || r->state[s->index] != NEW_ROLE)
            continue;
        c->current = s->declaration;
        close_role(r, s->index);
    }
}

void declare_types(struct compiler *c) {
    compile_roles(c);
    compile_attributes(c);
    compile_facts(c);
    c->current = NULL;
}
