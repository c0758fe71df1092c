// SPDX-License-Identifier: MIT
/* condition.c: conditions at a moment.  One function for each kind of test;
 * the recursion is as deep as the parentheses, which the parser limits. */
#include "eval/condition.h"

enum tri tri_not(enum tri t) {
    return t == TRI_UNKNOWN ? TRI_UNKNOWN : t == TRI_YES ? TRI_NO : TRI_YES;
}

enum tri tri_and(enum tri a, enum tri b) {
    if (a == TRI_NO || b == TRI_NO)
        return TRI_NO;
    return a == TRI_UNKNOWN || b == TRI_UNKNOWN ? TRI_UNKNOWN : TRI_YES;
}

static enum tri tri_of(bool yes) {
    return yes ? TRI_YES : TRI_NO;
}

/* -- operands -- */

/* Is the occurrence the moment is about an E too, by the same record? */
static bool is_own(event_id event, const struct moment *m) {
    if (!m->own || !has_row(m->own))
        return false;
    if (event == m->own_event)
        return true;
    const struct world *world = m->planned ? m->planned : m->world;
    struct occurrences all = world->events[event];
    for (const struct occurrence *o = first_from(all, m->own->day);
         o && o < all.at + all.count && o->day == m->own->day; o++)
        if (is_same(o, m->own))
            return true;
    return false;
}

/* The occurrence whose attribute `x of E` means: this very one when the
 * moment is about an E, else the latest on or before the day. */
static const struct occurrence *occurrence_meant(event_id event,
                                                 const struct moment *m) {
    return is_own(event, m) ? m->own
                            : last_until(m->world->events[event], m->day);
}

static struct value attribute_at(event_id event, attribute_id attribute,
                                 const struct moment *m) {
    const struct occurrence *o = occurrence_meant(event, m);
    if (!o)
        return (struct value){.kind = VALUE_ABSENT};
    if (!has_row(o))
        return (struct value){.kind = VALUE_UNKNOWN};
    return row_attribute(&m->world->timeline->rows.at[o->id], attribute);
}

static struct value own_attribute(attribute_id attribute,
                                  const struct moment *m) {
    if (!m->own || !has_row(m->own))
        return (struct value){.kind = VALUE_UNKNOWN};
    return row_attribute(&m->world->timeline->rows.at[m->own->id], attribute);
}

/* E since F: from the latest F's day on, F itself excluded, to the day. */
static uint32_t count_since(event_id event, event_id since,
                            const struct moment *m) {
    struct occurrences all = m->world->events[event];
    const struct occurrence *f = last_until(m->world->events[since], m->day);
    if (!f)
        return 0;
    uint32_t n = 0, to = count_until(all, m->day);
    for (uint32_t i = count_until(all, f->day - 1); i < to; i++)
        n += !is_same(&all.at[i], f);
    return n;
}

struct value operand_value(const struct operand *o, const struct moment *m) {
    bool defaulted;
    switch (o->kind) {
    case OPERAND_LITERAL: return o->literal;
    case OPERAND_FACT:
        return timeline_fact(m->world->timeline, o->fact, m->day, &defaulted);
    case OPERAND_ATTRIBUTE: return attribute_at(o->event, o->attribute, m);
    case OPERAND_OWN: return own_attribute(o->attribute, m);
    case OPERAND_COUNT:
        return (struct value){
            .kind = VALUE_NUMBER,
            .number = 1000 * (int64_t)count_since(o->event, o->since, m)};
    }
    BUG("an operand of no kind");
}

bool length_value(const struct length *length, const struct moment *m,
                  struct duration *out) {
    struct operand o = {.kind = OPERAND_FACT,
                        .fact = length->fact,
                        .attribute = length->attribute,
                        .event = length->event};
    switch (length->kind) {
    case LENGTH_NONE: return false;
    case LENGTH_FIXED: *out = length->fixed; return true;
    case LENGTH_ATTRIBUTE: o.kind = OPERAND_ATTRIBUTE; break;
    case LENGTH_FACT: break;
    }
    struct value v = operand_value(&o, m);
    if (v.kind != VALUE_DURATION)
        return false;
    *out = v.duration;
    return true;
}

/* -- tests -- */

bool value_satisfies(const struct program *p, struct value found,
                     struct value wanted) {
    if (value_equal(found, wanted))
        return true;
    if (found.kind != VALUE_NAME || wanted.kind != VALUE_NAME ||
        wanted.text.len > 0)
        return false;
    role_id held = program_role(p, found.name);
    role_id asked = program_role(p, wanted.name);
    return held != NO_ID && asked != NO_ID && role_satisfies(p, held, asked);
}

/* An unknown or absent operand decides a test by itself; else TRI_YES. */
static enum tri usable(struct value v) {
    return v.kind == VALUE_ABSENT    ? TRI_NO
           : v.kind == VALUE_UNKNOWN ? TRI_UNKNOWN
                                     : TRI_YES;
}

static enum tri holds_is(const struct condition *c, const struct moment *m) {
    struct value v = operand_value(&c->operand, m);
    if (usable(v) != TRI_YES)
        return usable(v);
    enum tri any = TRI_NO;
    for (uint32_t i = 0; i < c->value_count && any != TRI_YES; i++) {
        struct value w = operand_value(&c->values[i], m);
        if (w.kind == VALUE_ABSENT)
            return TRI_NO;
        if (w.kind == VALUE_UNKNOWN)
            any = TRI_UNKNOWN;
        else if (value_satisfies(m->world->program, v, w))
            any = TRI_YES;
    }
    return c->negated ? tri_not(any) : any;
}

static enum tri holds_includes(const struct condition *c,
                               const struct moment *m) {
    struct value list = operand_value(&c->operand, m);
    if (usable(list) != TRI_YES)
        return usable(list);
    struct value wanted = operand_value(&c->values[0], m);
    if (usable(wanted) != TRI_YES)
        return usable(wanted);
    bool found = false;
    for (uint32_t i = 0; i < list.count && !found; i++)
        found = value_satisfies(m->world->program, list.list[i], wanted);
    return tri_of(found != c->negated);
}

/* Both are of one kind (the compiler saw to it). Durations compare within
 * their kind only: days with days and weeks, months with months and years. */
static int64_t sort_key(struct value v) {
    switch (v.kind) {
    case VALUE_NUMBER: return v.number;
    case VALUE_DATE: return v.day;
    case VALUE_DURATION:
        return (int64_t)v.duration.count * (v.duration.unit == UNIT_WEEKS ? 7
                                            : v.duration.unit == UNIT_YEARS
                                                ? 12
                                                : 1);
    case VALUE_LIST: return 1000 * (int64_t)v.count;
    case VALUE_YES_NO: return v.yes;
    case VALUE_NAME:
    case VALUE_TEXT:
    case VALUE_ITEM:
    case VALUE_ABSENT:
    case VALUE_UNKNOWN: break;
    }
    BUG("a value without an order is compared");
}

/* Lengths of one kind can be told apart: days, months, working days, hours. */
static int length_kind(enum unit unit) {
    return unit == UNIT_WEEKS   ? UNIT_DAYS
           : unit == UNIT_YEARS ? UNIT_MONTHS
                                : (int)unit;
}

static bool are_comparable(struct value a, struct value b) {
    return a.kind != VALUE_DURATION || b.kind != VALUE_DURATION ||
           length_kind(a.duration.unit) == length_kind(b.duration.unit);
}

static bool sense_holds(enum sense sense, int64_t a, int64_t b) {
    switch (sense) {
    case SENSE_LT: return a < b;
    case SENSE_LE: return a <= b;
    case SENSE_GT: return a > b;
    case SENSE_GE: return a >= b;
    case SENSE_EQ: return a == b;
    }
    BUG("a comparison of no sense");
}

static enum tri holds_compare(const struct condition *c,
                              const struct moment *m) {
    struct value a = operand_value(&c->operand, m);
    struct value b = operand_value(&c->amount, m);
    if (a.kind == VALUE_ABSENT || b.kind == VALUE_ABSENT)
        return TRI_NO;
    if (a.kind == VALUE_UNKNOWN || b.kind == VALUE_UNKNOWN ||
        !are_comparable(a, b))
        return TRI_UNKNOWN;
    if (c->sense == SENSE_EQ && (a.kind == VALUE_NAME || a.kind == VALUE_TEXT))
        return tri_of(value_satisfies(m->world->program, a, b));
    return tri_of(sense_holds(c->sense, sort_key(a), sort_key(b)));
}

static enum tri holds_recorded(const struct condition *c,
                               const struct moment *m) {
    struct value v = operand_value(&c->operand, m);
    bool recorded = v.kind != VALUE_ABSENT && v.kind != VALUE_UNKNOWN;
    return tri_of(recorded != c->negated);
}

static enum tri holds_happened(const struct condition *c,
                               const struct moment *m) {
    bool happened = c->since == NO_ID
                        ? last_until(m->world->events[c->event], m->day) != NULL
                        : count_since(c->event, c->since, m) > 0;
    return tri_of(happened != c->negated);
}

/* The day that `... than D since E` counts from. */
static enum tri elapsed_from(const struct condition *c, const struct moment *m,
                             day_number *from) {
    if (c->since_fact != NO_ID) {
        struct operand o = {.kind = OPERAND_FACT, .fact = c->since_fact};
        struct value v = operand_value(&o, m);
        if (v.kind != VALUE_DATE)
            return TRI_UNKNOWN;
        *from = v.day;
        return v.day <= m->day ? TRI_YES : TRI_NO;
    }
    const struct occurrence *o = last_until(m->world->events[c->event], m->day);
    if (o)
        *from = o->day;
    return tri_of(o != NULL);
}

static enum tri holds_elapsed(const struct condition *c,
                              const struct moment *m) {
    day_number from, end;
    struct duration d;
    enum tri known = elapsed_from(c, m, &from);
    if (known != TRI_YES)
        return known;
    if (!length_value(&c->length, m, &d) ||
        day_add(m->world->program->calendar, from, d, 1, false, &end) != DAY_OK)
        return TRI_UNKNOWN;
    return tri_of(c->sense == SENSE_GT ? m->day > end : m->day < end);
}

enum tri condition_holds(const struct condition *c, const struct moment *m) {
    struct value v;
    switch (c->op) {
    case CONDITION_AND:
        return tri_and(condition_holds(c->left, m),
                       condition_holds(c->right, m));
    case CONDITION_OR:
        return tri_not(tri_and(tri_not(condition_holds(c->left, m)),
                               tri_not(condition_holds(c->right, m))));
    case CONDITION_NOT: return tri_not(condition_holds(c->left, m));
    case CONDITION_HOLDS:
        v = operand_value(&c->operand, m);
        return usable(v) == TRI_YES ? tri_of(v.yes) : usable(v);
    case CONDITION_PERIOD:
        return tri_of(period_holds(m->world->periods[c->period], m->day,
                                   c->closing_counts));
    case CONDITION_IS: return holds_is(c, m);
    case CONDITION_COMPARE: return holds_compare(c, m);
    case CONDITION_INCLUDES: return holds_includes(c, m);
    case CONDITION_RECORDED: return holds_recorded(c, m);
    case CONDITION_HAPPENED: return holds_happened(c, m);
    case CONDITION_ALWAYS: return tri_of(!c->negated);
    case CONDITION_ELAPSED: return holds_elapsed(c, m);
    }
    BUG("a condition of no kind");
}
