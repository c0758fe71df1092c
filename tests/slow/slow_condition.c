// SPDX-License-Identifier: MIT
/* slow_condition.c: is a condition true on a day? */
#include "slow/slow_parts.h"

static enum slow_tri tri(bool yes) {
    return yes ? SLOW_YES : SLOW_NO;
}

static enum slow_tri opposite(enum slow_tri t) {
    if (t == SLOW_UNKNOWN)
        return t;
    return tri(t == SLOW_NO);
}

/* -- values -- */

/* The occurrence whose attribute `x of E` means: the trigger's own, when that
 * is an E, too; else the latest. */
static const struct slow_occurrence *meant(event_id e,
                                           const struct slow_moment *m) {
    struct slow_world *w = m->world;
    if (m->own && (m->own_event == e || slow_holds(slow_events(w, e), m->own) ||
                   (w->planned && m->own->day > w->as_at &&
                    slow_holds(slow_events(w->planned, e), m->own))))
        return m->own;
    return slow_latest(w, e, m->day);
}

struct value slow_attribute(const struct slow_occurrence *o, attribute_id a) {
    if (!o)
        return (struct value){.kind = VALUE_ABSENT};
    for (uint32_t i = 0; o->row && i < o->row->attribute_count; i++)
        if (o->row->attributes[i].attribute == a)
            return o->row->attributes[i].value;
    return (struct value){.kind = VALUE_UNKNOWN};
}

/* Occurrences of `e` from the latest `since` on, to the moment's day. */
static uint32_t count_since(event_id e, event_id since,
                            const struct slow_moment *m) {
    const struct slow_list *list = slow_events(m->world, e);
    const struct slow_occurrence *f = NULL;
    uint32_t n = 0;
    if (since != NO_ID) {
        f = slow_latest(m->world, since, m->day);
        if (!f)
            return 0;
    }
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *o = &list->all.at[i];
        if (o->day > m->day || (f && (o->day < f->day || slow_same(o, f))))
            continue;
        n++;
    }
    return n;
}

struct value slow_operand(const struct operand *o,
                          const struct slow_moment *m) {
    switch (o->kind) {
    case OPERAND_LITERAL: return o->literal;
    case OPERAND_FACT: return slow_fact(m->world, o->fact, m->day);
    case OPERAND_ATTRIBUTE:
        return slow_attribute(meant(o->event, m), o->attribute);
    case OPERAND_OWN: return slow_attribute(m->own, o->attribute);
    case OPERAND_COUNT: break;
    }
    return (struct value){
        .kind = VALUE_NUMBER,
        .number = 1000 * (int64_t)count_since(o->event, o->since, m)};
}

bool slow_length(const struct length *l, const struct slow_moment *m,
                 struct duration *out) {
    struct value v = {.kind = VALUE_UNKNOWN};
    switch (l->kind) {
    case LENGTH_NONE: return false;
    case LENGTH_FIXED: *out = l->fixed; return true;
    case LENGTH_FACT: v = slow_fact(m->world, l->fact, m->day); break;
    case LENGTH_ATTRIBUTE:
        v = slow_attribute(meant(l->event, m), l->attribute);
        break;
    }
    *out = v.duration;
    return v.kind == VALUE_DURATION;
}

bool slow_satisfies(const struct program *p, struct value found,
                    struct value wanted) {
    if (value_equal(found, wanted))
        return true;
    if (found.kind != VALUE_NAME || wanted.kind != VALUE_NAME ||
        wanted.text.len > 0)
        return false;
    role_id holder = program_role(p, found.name),
            asked = program_role(p, wanted.name);
    return holder != NO_ID && asked != NO_ID &&
           (holder == asked || role_satisfies(p, holder, asked));
}

/* -- tests -- */

static bool is_gap(struct value v) {
    return v.kind == VALUE_ABSENT || v.kind == VALUE_UNKNOWN;
}

/* What a comparison gives when one side is not there. */
static enum slow_tri gap(struct value a, struct value b) {
    if (a.kind == VALUE_ABSENT || b.kind == VALUE_ABSENT)
        return SLOW_NO;
    return SLOW_UNKNOWN;
}

static enum slow_tri holds_is(const struct condition *c,
                              const struct slow_moment *m) {
    struct value v = slow_operand(&c->operand, m);
    bool found = false;
    for (uint32_t i = 0; i < c->value_count; i++) {
        struct value wanted = slow_operand(&c->values[i], m);
        if (is_gap(v) || is_gap(wanted))
            return gap(v, wanted);
        found |= slow_satisfies(m->world->program, v, wanted);
    }
    return tri(found != c->negated);
}

static bool in_sense(enum sense sense, int order) {
    switch (sense) {
    case SENSE_LT: return order < 0;
    case SENSE_LE: return order <= 0;
    case SENSE_GT: return order > 0;
    case SENSE_GE: return order >= 0;
    case SENSE_EQ: break;
    }
    return order == 0;
}

static enum slow_tri holds_compare(const struct condition *c,
                                   const struct slow_moment *m) {
    struct value a = slow_operand(&c->operand, m),
                 b = slow_operand(&c->amount, m);
    if (is_gap(a) || is_gap(b))
        return gap(a, b);
    int64_t x = a.kind == VALUE_DATE   ? a.day
                : a.kind == VALUE_LIST ? 1000 * (int64_t)a.count
                                       : a.number;
    int64_t y = b.kind == VALUE_DATE ? b.day : b.number;
    return tri(in_sense(c->sense, (x > y) - (x < y)));
}

static enum slow_tri holds_includes(const struct condition *c,
                                    const struct slow_moment *m) {
    struct value list = slow_operand(&c->operand, m);
    bool found = false;
    if (is_gap(list))
        return gap(list, list);
    for (uint32_t i = 0; i < c->value_count; i++) {
        struct value wanted = slow_operand(&c->values[i], m);
        if (is_gap(wanted))
            return gap(list, wanted);
        for (uint32_t k = 0; k < list.count; k++)
            found |= slow_satisfies(m->world->program, list.list[k], wanted);
    }
    return tri(found != c->negated);
}

static enum slow_tri holds_elapsed(const struct condition *c,
                                   const struct slow_moment *m) {
    struct duration d;
    day_number start, end;
    if (c->since_fact != NO_ID) {
        struct value v = slow_fact(m->world, c->since_fact, m->day);
        if (v.kind != VALUE_DATE)
            return SLOW_UNKNOWN;
        start = v.day;
        if (start > m->day)
            return SLOW_NO;
    } else {
        const struct slow_occurrence *o =
            slow_latest(m->world, c->event, m->day);
        if (!o)
            return SLOW_NO;
        start = o->day;
    }
    if (!slow_length(&c->length, m, &d))
        return SLOW_UNKNOWN;
    if (!slow_add(m->world->program->calendar, start, d, 1, false, &end))
        return SLOW_UNKNOWN;
    return tri(c->sense == SENSE_GT ? m->day > end : m->day < end);
}

static enum slow_tri holds_period(const struct condition *c,
                                  const struct slow_moment *m) {
    const struct slow_spans *spans = slow_periods(m->world, c->period);
    for (size_t i = 0; i < spans->all.len; i++) {
        struct slow_span s = spans->all.at[i];
        if (m->day >= s.open && m->day < s.close)
            return SLOW_YES;
        if (c->closing_counts && m->day == s.close)
            return SLOW_YES;
    }
    return SLOW_NO;
}

static enum slow_tri holds_yes(const struct condition *c,
                               const struct slow_moment *m) {
    struct value v = slow_operand(&c->operand, m);
    return is_gap(v) ? gap(v, v) : tri(v.yes);
}

enum slow_tri slow_condition(const struct condition *c,
                             const struct slow_moment *m) {
    enum slow_tri a, b;
    if (!c)
        return SLOW_YES;
    switch (c->op) {
    case CONDITION_OR:
        a = slow_condition(c->left, m), b = slow_condition(c->right, m);
        if (a == SLOW_YES || b == SLOW_YES)
            return SLOW_YES;
        return a == SLOW_NO && b == SLOW_NO ? SLOW_NO : SLOW_UNKNOWN;
    case CONDITION_AND:
        a = slow_condition(c->left, m), b = slow_condition(c->right, m);
        if (a == SLOW_NO || b == SLOW_NO)
            return SLOW_NO;
        return a == SLOW_YES && b == SLOW_YES ? SLOW_YES : SLOW_UNKNOWN;
    case CONDITION_NOT: return opposite(slow_condition(c->left, m));
    case CONDITION_HOLDS: return holds_yes(c, m);
    case CONDITION_PERIOD: return holds_period(c, m);
    case CONDITION_IS: return holds_is(c, m);
    case CONDITION_COMPARE: return holds_compare(c, m);
    case CONDITION_INCLUDES: return holds_includes(c, m);
    case CONDITION_RECORDED:
        return tri(!is_gap(slow_operand(&c->operand, m)) != c->negated);
    case CONDITION_HAPPENED:
        return tri((count_since(c->event, c->since, m) > 0) != c->negated);
    case CONDITION_ALWAYS: return tri(!c->negated);
    case CONDITION_ELAPSED: break;
    }
    return holds_elapsed(c, m);
}
