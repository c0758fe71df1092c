// SPDX-License-Identifier: MIT
/* wakes.c: what a condition rests on, and so what can change it. */
#include "policy/compiler.h"

void condition_walk(const struct condition *condition, condition_visit *visit,
                    void *closure) {
    if (!condition)
        return;
    if (condition->left || condition->right) {
        condition_walk(condition->left, visit, closure);
        condition_walk(condition->right, visit, closure);
    } else {
        visit(closure, condition);
    }
}

/* -- events -- */

static void operand_events(const struct operand *o, event_visit *visit,
                           void *closure) {
    if (o->kind != OPERAND_ATTRIBUTE && o->kind != OPERAND_COUNT)
        return;
    visit(closure, o->event);
    if (o->kind == OPERAND_COUNT)
        visit(closure, o->since);
}

void test_events(const struct compiler *c, const struct condition *test,
                 event_visit *visit, void *closure) {
    operand_events(&test->operand, visit, closure);
    operand_events(&test->amount, visit, closure);
    for (uint32_t i = 0; i < test->value_count; i++)
        operand_events(&test->values[i], visit, closure);
    if (test->op == CONDITION_PERIOD) {
        visit(closure, c->periods.at[test->period].from);
        visit(closure, c->periods.at[test->period].until);
    }
    if (test->event != NO_ID)
        visit(closure, test->event);
    if (test->since != NO_ID)
        visit(closure, test->since);
    if (test->length.kind == LENGTH_ATTRIBUTE)
        visit(closure, test->length.event);
}

/* -- wakes -- */

static void add_fact(struct compiler *c, struct wake_list *list, fact_id fact) {
    for (size_t i = 0; i < list->facts.len; i++)
        if (list->facts.at[i] == fact)
            return;
    vec_push(c->arena, &list->facts, fact);
}

static void add_event(struct compiler *c, struct wake_list *list,
                      event_id event) {
    for (size_t i = 0; i < list->events.len; i++)
        if (list->events.at[i] == event)
            return;
    if (event != NO_ID)
        vec_push(c->arena, &list->events, event);
}

struct waking {
    struct compiler *c;
    struct wake_list *list;
};

static void wake_on_event(void *closure, event_id event) {
    struct waking *w = closure;
    add_event(w->c, w->list, event);
}

static void wake_on_operand(struct waking *w, const struct operand *o) {
    if (o->kind == OPERAND_FACT)
        add_fact(w->c, w->list, o->fact);
}

static void wake_on_test(void *closure, const struct condition *test) {
    struct waking *w = closure;
    test_events(w->c, test, wake_on_event, w);
    wake_on_operand(w, &test->operand);
    wake_on_operand(w, &test->amount);
    for (uint32_t i = 0; i < test->value_count; i++)
        wake_on_operand(w, &test->values[i]);
    wake_on_length(w->c, w->list, &test->length);
    if (test->op != CONDITION_ELAPSED)
        return;
    if (test->since_fact != NO_ID)
        add_fact(w->c, w->list, test->since_fact);
    vec_push(w->c->arena, &w->list->elapsed, test);
}

void wake_on_condition(struct compiler *c, struct wake_list *list,
                       const struct condition *condition) {
    struct waking w = {c, list};
    condition_walk(condition, wake_on_test, &w);
}

void wake_on_length(struct compiler *c, struct wake_list *list,
                    const struct length *length) {
    if (length->kind == LENGTH_FACT)
        add_fact(c, list, length->fact);
    else if (length->kind == LENGTH_ATTRIBUTE)
        add_event(c, list, length->event);
}

const struct wakes *wakes_done(struct compiler *c,
                               const struct wake_list *list) {
    struct wakes *w = NEW(c->arena, struct wakes);
    *w = (struct wakes){.facts = list->facts.at,
                        .events = list->events.at,
                        .elapsed = list->elapsed.at,
                        .days = list->days.at,
                        .fact_count = (uint32_t)list->facts.len,
                        .event_count = (uint32_t)list->events.len,
                        .elapsed_count = (uint32_t)list->elapsed.len,
                        .day_count = (uint32_t)list->days.len};
    return w;
}
