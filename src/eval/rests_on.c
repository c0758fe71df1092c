// SPDX-License-Identifier: MIT
/* rests_on.c: which events a rule's answer rests on, through everything that
 * it names and everything that those are derived from. */
#include "eval/merge.h"

struct closure {
    const struct program *program;
    uint64_t *bits;
};

static void add_condition(struct closure *c, const struct condition *cond);

static void add_event(struct closure *c, event_id e) {
    if (e == NO_ID || c->bits[e / 64] >> (e % 64) & 1)
        return;
    c->bits[e / 64] |= UINT64_C(1) << (e % 64);
    const struct event *event = &c->program->events[e];
    for (uint32_t i = 0; i < event->member_count; i++)
        add_event(c, event->members[i]);
    if (event->form == EVENT_RECORDED)
        return;
    add_event(c, event->base);
    add_event(c, event->anchor);
    add_event(c, event->without);
    if (event->form == EVENT_IN_EACH) {
        add_event(c, c->program->periods[event->period].from);
        add_event(c, c->program->periods[event->period].until);
    }
    add_condition(c, event->where);
}

static void add_operand(struct closure *c, const struct operand *o) {
    if (o->kind == OPERAND_ATTRIBUTE || o->kind == OPERAND_COUNT)
        add_event(c, o->event);
    if (o->kind == OPERAND_COUNT)
        add_event(c, o->since);
}

static void add_condition(struct closure *c, const struct condition *cond) {
    if (!cond)
        return;
    add_condition(c, cond->left);
    add_condition(c, cond->right);
    if (cond->left)
        return;
    if (cond->op == CONDITION_PERIOD) {
        add_event(c, c->program->periods[cond->period].from);
        add_event(c, c->program->periods[cond->period].until);
    } else if (cond->op == CONDITION_HAPPENED) {
        add_event(c, cond->event);
        add_event(c, cond->since);
    } else if (cond->op == CONDITION_ELAPSED) {
        if (cond->since_fact == NO_ID)
            add_event(c, cond->event);
    } else {
        add_operand(c, &cond->operand);
        if (cond->op == CONDITION_COMPARE)
            add_operand(c, &cond->amount);
        for (uint32_t i = 0; i < cond->value_count; i++)
            add_operand(c, &cond->values[i]);
    }
}

static void add_limit(struct closure *c, const struct limit *l) {
    if (!l)
        return;
    for (uint32_t i = 0; i < l->part_count; i++)
        add_limit(c, &l->parts[i]);
    if (l->kind == LIMIT_OFFSET || l->kind == LIMIT_MONTH_DAY)
        add_event(c, l->event);
}

static void add_property(struct closure *c, const struct property *p) {
    if (!p)
        return;
    for (uint32_t i = 0; i < p->value_count; i++)
        add_operand(c, &p->values[i]);
    for (uint32_t i = 0; i < p->people_count; i++)
        add_operand(c, &p->people[i].who);
    if (p->kind == PROPERTY_WITHIN || p->kind == PROPERTY_SAME_PREVIOUS)
        add_event(c, p->event);
}

static void add_rule(struct closure *c, rule_id rule) {
    const struct rule *r = &c->program->rules[rule];
    if (r->parent == NO_ID) {
        add_event(c, r->target);
        add_event(c, r->anchor);
        add_event(c, r->until);
    }
    add_condition(c, r->when);
    add_condition(c, r->by_then);
    add_condition(c, r->only_while);
    add_limit(c, r->limit);
    add_property(c, r->property);
    for (uint32_t i = 0; i < r->child_count; i++)
        add_rule(c, r->children[i]);
}

uint64_t **events_of_rules(struct arena *arena, const struct program *p) {
    uint64_t **list = NEW_ARRAY(arena, uint64_t *, p->rule_count);
    for (rule_id r = 0; r < p->rule_count; r++) {
        list[r] = NEW_ARRAY(arena, uint64_t, p->event_count / 64 + 1);
        struct closure c = {p, list[r]};
        add_rule(&c, r);
        add_event(&c, p->closes);
        add_condition(&c, p->scope);
    }
    return list;
}
