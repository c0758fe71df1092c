// SPDX-License-Identifier: MIT
/* event.c: derived events, unions and periods.
 *
 * First what each is made from, then (once every event's attributes are
 * known) the conditions: a `where` may ask for what an event inherits from
 * one declared further down. */
#include "policy/compiler.h"

#include <stdlib.h>

str event_words(const struct compiler *c, event_id event) {
    return atom_str(c->atoms, c->events.at[event].name);
}

/* -- unions -- */

struct members {
    event_id *at;
    uint32_t count;
};

static bool is_member(const struct members *m, event_id e) {
    for (uint32_t i = 0; i < m->count; i++)
        if (m->at[i] == e)
            return true;
    return false;
}

/* False when a name of the list is unknown (reported); each once. */
static bool members_of(struct compiler *c, const struct node *names,
                       struct members *out) {
    uint32_t n = 0;
    bool known = true;
    for (const struct node *name = names; name; name = name->next)
        n++;
    *out = (struct members){NEW_ARRAY(c->arena, event_id, n), 0};
    for (const struct node *name = names; name; name = name->next) {
        const struct symbol *s = symbol_want(c, name, SYMBOL_EVENT);
        known &= s != NULL;
        if (s && !is_member(out, s->index))
            out->at[out->count++] = s->index;
    }
    return known;
}

static int by_id(const void *a, const void *b) {
    return (int)*(const event_id *)a - (int)*(const event_id *)b;
}

/* The members as a text that is equal for equal sets. */
static atom key_of(struct compiler *c, const struct members *m) {
    struct strbuf key;
    event_id *sorted = NEW_ARRAY(c->arena, event_id, m->count);
    for (uint32_t i = 0; i < m->count; i++)
        sorted[i] = m->at[i];
    qsort(sorted, m->count, sizeof *sorted, by_id);
    strbuf_init(&key, c->arena);
    for (uint32_t i = 0; i < m->count; i++)
        strbuf_addf(&key, "%u ", sorted[i]);
    return atom_intern(c->atoms, strbuf_str(&key));
}

static atom union_name(struct compiler *c, const struct members *m) {
    struct strbuf name;
    strbuf_init(&name, c->arena);
    for (uint32_t i = 0; i < m->count; i++)
        strbuf_addf(&name, "%s%.*s", i > 0 ? " or " : "",
                    STR_ARG(event_words(c, m->at[i])));
    return atom_intern(c->atoms, strbuf_str(&name));
}

static event_id add_union(struct compiler *c, const struct members *m,
                          struct span at) {
    if (!has_room(c, c->events.len, MAX_EVENTS, "events", at))
        return NO_ID;
    struct event event = {.name = union_name(c, m),
                          .at = at,
                          .form = EVENT_ANY_OF,
                          .members = m->at,
                          .member_count = m->count,
                          .base = NO_ID,
                          .anchor = NO_ID,
                          .without = NO_ID,
                          .period = NO_ID,
                          .date = NO_ID};
    struct event_draft draft = {.declaration = NULL};
    vec_push(c->arena, &c->events, event);
    vec_push(c->arena, &c->event_drafts, draft);
    event_id id = (event_id)(c->events.len - 1);
    if (c->attributes_are_known)
        inherit_into(c, id);
    return id;
}

event_id compile_events(struct compiler *c, const struct node *names) {
    struct members m;
    if (!names || !members_of(c, names, &m))
        return NO_ID;
    if (m.count == 1)
        return m.at[0];
    atom key = key_of(c, &m);
    event_id *known = atom_map_get(&c->unions, key);
    if (known)
        return *known;
    known = NEW(c->arena, event_id);
    *known = add_union(c, &m, names->at);
    if (*known != NO_ID)
        atom_map_set(c->arena, &c->unions, key, known);
    return *known;
}

/* -- what a derived event is made from -- */

static uint32_t nth_of(const struct node *nth) {
    if (!nth)
        return 0;
    return nth->word == ORDINAL_FIRST ? 1 : (uint32_t)nth->number;
}

static void made_of_members(struct compiler *c, struct event *e,
                            const struct node *names, bool *known) {
    struct members m;
    *known &= members_of(c, names, &m);
    e->form = EVENT_ANY_OF;
    e->members = m.at;
    e->member_count = m.count;
}

static void made_in_each(struct compiler *c, struct event *e,
                         const struct node *n, bool *known) {
    struct symbol *period = symbol_want(c, n->in_each.period, SYMBOL_PERIOD);
    e->form = EVENT_IN_EACH;
    e->nth = nth_of(n->in_each.nth);
    e->base = compile_events(c, n->in_each.events);
    e->period = period ? period->index : NO_ID;
    *known &= e->base != NO_ID && period;
}

static void made_from_two(struct compiler *c, struct event *e,
                          enum event_form form, const struct node *base,
                          const struct node *anchor, bool *known) {
    e->form = form;
    e->base = compile_events(c, base);
    e->anchor = compile_events(c, anchor);
    *known &= e->base != NO_ID && e->anchor != NO_ID;
}

/* The only name, when it is a fact's. */
static struct symbol *date_fact(const struct compiler *c,
                                const struct node *names) {
    if (names->next || symbol_find(c, names->name, SYMBOL_EVENT))
        return NULL;
    return symbol_find(c, names->name, SYMBOL_FACT);
}

static void made_by_offset(struct compiler *c, struct event *e,
                           const struct node *n, bool *known) {
    const struct node *from = n->offset_after.events;
    struct symbol *fact = date_fact(c, from);
    e->form = EVENT_OFFSET;
    e->direction = n->kind == NODE_OFFSET_AFTER ? 1 : -1;
    if (fact)
        e->date = fact->index;
    else
        e->anchor = compile_events(c, from);
    *known &= fact || e->anchor != NO_ID;
    if (n->offset_after.without) {
        e->without = compile_events(c, n->offset_after.without);
        *known &= e->without != NO_ID;
    }
}

/* Into a copy: naming a union may move the array of events. */
static bool made_from(struct compiler *c, struct event *e,
                      const struct node *n) {
    bool known = true;
    if (n->kind == NODE_ANY_OF)
        made_of_members(c, e, n->any_of.events, &known);
    else if (n->kind == NODE_EVERY_EVENT && !n->every_event.after)
        made_of_members(c, e, n->every_event.events, &known);
    else if (n->kind == NODE_IN_EACH)
        made_in_each(c, e, n, &known);
    else if (n->kind == NODE_NTH_AFTER)
        made_from_two(c, e, EVENT_NTH_AFTER, n->nth_after.events,
                      n->nth_after.after, &known);
    else if (n->kind == NODE_LAST_BEFORE)
        made_from_two(c, e, EVENT_LAST_BEFORE, n->last_before.events,
                      n->last_before.before, &known);
    else if (n->kind == NODE_EVERY_EVENT)
        made_from_two(c, e, EVENT_EVERY_AFTER, n->every_event.events,
                      n->every_event.after, &known);
    else if (n->kind == NODE_EVERY_WITHIN)
        made_from_two(c, e, EVENT_WITHIN, n->every_within.events,
                      n->every_within.anchor, &known);
    else
        made_by_offset(c, e, n, &known);
    if (n->kind == NODE_NTH_AFTER)
        e->nth = nth_of(n->nth_after.nth);
    if (n->kind == NODE_EVERY_EVENT)
        e->nth = nth_of(n->every_event.nth);
    return known;
}

static void make_event(struct compiler *c, event_id id) {
    struct declaration *d = c->event_drafts.at[id].declaration;
    c->current = d;
    if (!d->head->event.derived)
        return;
    struct event e = c->events.at[id];
    bool known = made_from(c, &e, d->head->event.derived);
    c->events.at[id] = e;
    c->event_drafts.at[id].broken = !known;
}

/* -- periods -- */

static void compile_periods(struct compiler *c) {
    for (size_t i = 0; i < c->symbols.len; i++) {
        const struct symbol *s = c->symbols.at[i];
        if (s->sort != SYMBOL_PERIOD)
            continue;
        c->current = s->declaration;
        const struct node *head = s->declaration->head;
        event_id from = compile_events(c, head->period.from);
        event_id until = compile_events(c, head->period.until);
        c->periods.at[s->index].from = from;
        c->periods.at[s->index].until = until;
    }
}

/* -- conditions and lengths -- */

static const struct node *where_of(const struct node *n) {
    static const struct {
        enum node_kind kind;
        unsigned slot;
    } wheres[] = {
        {NODE_IN_EACH, 3},     {NODE_NTH_AFTER, 3},    {NODE_LAST_BEFORE, 2},
        {NODE_EVERY_EVENT, 3}, {NODE_EVERY_WITHIN, 3}, {NODE_ANY_OF, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(wheres); i++)
        if (wheres[i].kind == n->kind)
            return n->slot[wheres[i].slot];
    return NULL;
}

static struct length_place event_lengths(const struct compiler *c) {
    struct length_place place = policy_lengths(c);
    place.derived = true;
    return place;
}

static void finish_offset(struct compiler *c, event_id id,
                          const struct node *n) {
    struct event *e = &c->events.at[id];
    struct length length = {.kind = LENGTH_NONE};
    compile_length(c, n->offset_after.duration, event_lengths(c), &length);
    e->length = length;
    if (e->date != NO_ID && c->facts.at[e->date].type->kind != KIND_DATE) {
        const struct node *name = n->offset_after.events;
        struct diag *d =
            diag_add(c->diags, DIAG_WRONG_TYPE, name->at,
                     "`%.*s` is not a date, so no day can be counted from it",
                     STR_ARG(name_str(c, name)));
        diag_label(c->diags, d, c->facts.at[e->date].at, "it is declared here");
    }
    if (!n->offset_after.condition)
        return;
    struct condition_place place = {.own = NO_ID};
    const struct condition *proviso =
        compile_condition(c, n->offset_after.condition, place);
    c->events.at[id].where = proviso;
}

static void finish_event(struct compiler *c, event_id id) {
    struct declaration *d = c->event_drafts.at[id].declaration;
    const struct node *n = d->head->event.derived;
    c->current = d;
    if (!n || c->event_drafts.at[id].broken)
        return;
    c->events.at[id].calendar = c->program->calendar;
    if (n->kind == NODE_OFFSET_AFTER || n->kind == NODE_OFFSET_BEFORE) {
        finish_offset(c, id, n);
        return;
    }
    if (n->kind == NODE_EVERY_WITHIN) {
        struct length length = {.kind = LENGTH_NONE};
        compile_length(c, n->every_within.duration, event_lengths(c), &length);
        c->events.at[id].length = length;
    }
    if (!where_of(n))
        return;
    event_id base = c->events.at[id].base;
    struct condition_place place = {.own = base == NO_ID ? id : base};
    const struct condition *where = compile_condition(c, where_of(n), place);
    c->events.at[id].where = where;
}

void compile_derived_events(struct compiler *c) {
    size_t declared = c->events.len; /* unions come after them */
    for (size_t i = 0; i < declared; i++)
        make_event(c, (event_id)i);
    compile_periods(c);
    inherit_attributes(c);
    compile_recorded_figures(c);
    for (size_t i = 0; i < declared; i++)
        finish_event(c, (event_id)i);
    order_events(c);
    c->current = NULL;
}
