// SPDX-License-Identifier: MIT
/* explain.c: tests and exceptions of an instance, as they were on its day. */
#include "eval/explain.h"

#include "eval/act.h"

/* The occurrence that triggered an instance: the last anchor on its day (a
 * later round's own trigger is the series' anchor). */
static const struct occurrence *trigger_of(const struct results *r,
                                           const struct instance *i) {
    const struct rule *rule = &r->program->rules[i->rule];
    event_id event = rule->anchor != NO_ID ? rule->anchor : rule->target;
    if (event == NO_ID || i->trigger == DAY_NONE)
        return NULL;
    return last_until(r->world->events[event], i->trigger);
}

static struct moment moment_of(const struct results *r,
                               const struct instance *i) {
    const struct rule *rule = &r->program->rules[i->rule];
    day_number day = i->trigger == DAY_NONE ? r->as_at : i->trigger;
    return moment_at(r->world, MIN(day, r->as_at),
                     rule->anchor != NO_ID ? rule->anchor : rule->target,
                     trigger_of(r, i));
}

static bool is_about_a_value(const struct condition *c) {
    return c->op == CONDITION_HOLDS || c->op == CONDITION_IS ||
           c->op == CONDITION_COMPARE || c->op == CONDITION_INCLUDES ||
           c->op == CONDITION_RECORDED;
}

static void add_tests(struct arena *arena, const struct condition *c,
                      const struct moment *m, struct explained_tests *out) {
    if (c->left)
        add_tests(arena, c->left, m, out);
    if (c->right)
        add_tests(arena, c->right, m, out);
    if (c->left)
        return;
    struct explained_test t = {.test = c, .holds = condition_holds(c, m)};
    if (is_about_a_value(c)) {
        t.has_value = true;
        t.value = operand_value(&c->operand, m);
    }
    if (t.has_value && c->operand.kind == OPERAND_FACT)
        timeline_fact(m->world->timeline, c->operand.fact, m->day,
                      &t.defaulted);
    vec_push(arena, out, t);
}

void explain_tests(struct arena *arena, const struct results *r,
                   const struct instance *i, const struct condition *c,
                   struct explained_tests *out) {
    struct moment m = moment_of(r, i);
    if (c)
        add_tests(arena, c, &m, out);
}

/* Is `id` the governing rule, or one that it is an exception to? */
static bool leads_to(const struct program *p, rule_id id, rule_id governs) {
    while (governs != NO_ID && governs != id)
        governs = p->rules[governs].parent;
    return governs == id;
}

static void add_exceptions(struct arena *arena, const struct results *r,
                           const struct instance *i, rule_id parent,
                           bool parent_holds,
                           struct explained_exceptions *out) {
    const struct program *p = r->program;
    struct moment m = moment_of(r, i);
    for (uint32_t k = 0; k < p->rules[parent].child_count; k++) {
        rule_id id = p->rules[parent].children[k];
        struct explained_exception x = {
            .rule = id, .holds = TRI_YES, .governs = i->governs == id};
        if (p->rules[id].when)
            x.holds = condition_holds(p->rules[id].when, &m);
        if (p->rules[id].agreement_count > 0 && !x.governs)
            x.holds = tri_and(x.holds, TRI_NO);
        x.beaten = !parent_holds ||
                   (x.holds == TRI_YES && !leads_to(p, id, i->governs));
        vec_push(arena, out, x);
        add_exceptions(arena, r, i, id, parent_holds && x.holds == TRI_YES,
                       out);
    }
}

void explain_exceptions(struct arena *arena, const struct results *r,
                        const struct instance *i,
                        struct explained_exceptions *out) {
    add_exceptions(arena, r, i, i->rule, true, out);
}
