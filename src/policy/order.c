// SPDX-License-Identifier: MIT
/* order.c: every event after those it is made from; a circle is an error that
 * shows the circle. */
#include "policy/compiler.h"

struct ordering {
    struct compiler *c;
    enum { NEW_EVENT, OPEN_EVENT, PLACED_EVENT } * state;
    event_id *path; /* the open ones, outermost first */
    size_t depth;
};

static void report_event_circle(struct ordering *o, event_id again) {
    struct circle circle = {.len = 0};
    size_t from = o->depth;
    while (from > 0 && o->path[from - 1] != again)
        from--;
    for (size_t i = from - 1; i < o->depth; i++) {
        const struct event *e = &o->c->events.at[o->path[i]];
        circle_add(&circle, e->name, e->at);
    }
    report_circle(o->c, &circle, "is made from");
}

/* What an event is made from, gathered before any of it is placed: a deep
 * condition and a deep derivation must not add up on the stack. */
struct parts {
    const struct compiler *c;
    VEC(event_id) at;
};

static void add_part(void *closure, event_id part) {
    struct parts *parts = closure;
    if (part != NO_ID)
        vec_push(parts->c->arena, &parts->at, part);
}

static void add_parts_of_test(void *closure, const struct condition *test) {
    struct parts *parts = closure;
    test_events(parts->c, test, add_part, parts);
}

static void gather_parts(struct parts *parts, event_id event) {
    const struct event *e = &parts->c->events.at[event];
    add_part(parts, e->base);
    add_part(parts, e->anchor);
    add_part(parts, e->without);
    for (uint32_t i = 0; i < e->member_count; i++)
        add_part(parts, e->members[i]);
    if (e->period != NO_ID) {
        add_part(parts, parts->c->periods.at[e->period].from);
        add_part(parts, parts->c->periods.at[e->period].until);
    }
    condition_walk(e->where, add_parts_of_test, parts);
}

static void place(struct ordering *o, event_id event) {
    struct parts parts = {.c = o->c};
    if (o->state[event] == OPEN_EVENT)
        report_event_circle(o, event);
    if (o->state[event] != NEW_EVENT)
        return;
    o->state[event] = OPEN_EVENT;
    o->path[o->depth++] = event;
    gather_parts(&parts, event);
    for (size_t i = 0; i < parts.at.len; i++)
        place(o, parts.at.at[i]);
    o->depth--;
    o->state[event] = PLACED_EVENT;
    vec_push(o->c->arena, &o->c->event_order, event);
}

void order_events(struct compiler *c) {
    size_t n = c->events.len;
    struct ordering o = {.c = c};
    o.state = arena_array(c->arena, sizeof *o.state, n);
    o.path = NEW_ARRAY(c->arena, event_id, n);
    c->event_order.len = 0;
    for (size_t i = 0; i < n; i++)
        place(&o, (event_id)i);
}
