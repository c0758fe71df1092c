// SPDX-License-Identifier: MIT
/* missing.c: what an unknown condition waits for, and which defaults a known
 * one leans on.  Asked only when an answer is being explained. */
#include "eval/condition.h"

struct reason reason_of(enum reason_kind kind) {
    return (struct reason){.kind = kind,
                           .rule = NO_ID,
                           .other = NO_ID,
                           .event = NO_ID,
                           .fact = NO_ID,
                           .attribute = NO_ID,
                           .day = DAY_NONE,
                           .was = DAY_NONE,
                           .now = DAY_NONE};
}

/* Once for an instance. */
static void push(struct results *out, struct arena *arena,
                 struct reason reason) {
    for (size_t i = out->reasons.len; i-- > out->reasons_from;) {
        const struct reason *r = &out->reasons.at[i];
        if (r->kind == reason.kind && r->fact == reason.fact &&
            r->attribute == reason.attribute && r->event == reason.event &&
            (r->day == reason.day || reason.fact != NO_ID))
            return;
    }
    vec_push(arena, &out->reasons, reason);
}

/* The day of the record that lacks the attribute. */
static day_number lacking_day(const struct operand *o, const struct moment *m) {
    if (o->kind == OPERAND_OWN || o->event == m->own_event)
        return m->own ? m->own->day : m->day;
    const struct occurrence *latest =
        last_until(m->world->events[o->event], m->day);
    return latest ? latest->day : m->day;
}

/* What the occurrence in question was recorded as. */
static event_id record_event(const struct moment *m) {
    if (!m->own || !has_row(m->own))
        return m->own_event;
    return m->world->timeline->rows.at[m->own->id].event;
}

void operand_missing(const struct operand *o, const struct moment *m,
                     struct results *out, struct arena *arena) {
    if (operand_value(o, m).kind != VALUE_UNKNOWN)
        return;
    struct reason reason =
        reason_of(o->kind == OPERAND_FACT ? REASON_MISSING_FACT
                                          : REASON_MISSING_ATTRIBUTE);
    if (o->kind == OPERAND_FACT) {
        reason.fact = o->fact;
        reason.day = m->day;
    } else {
        reason.attribute = o->attribute;
        reason.event = o->kind == OPERAND_OWN ? record_event(m) : o->event;
        reason.day = lacking_day(o, m);
    }
    push(out, arena, reason);
}

void length_missing(const struct length *length, const struct moment *m,
                    struct results *out, struct arena *arena) {
    struct operand o = {.kind = length->kind == LENGTH_FACT ? OPERAND_FACT
                                                            : OPERAND_ATTRIBUTE,
                        .fact = length->fact,
                        .attribute = length->attribute,
                        .event = length->event};
    if (length->kind == LENGTH_FACT || length->kind == LENGTH_ATTRIBUTE)
        operand_missing(&o, m, out, arena);
}

void condition_missing(const struct condition *c, const struct moment *m,
                       struct results *out, struct arena *arena) {
    if (condition_holds(c, m) != TRI_UNKNOWN)
        return;
    if (c->left)
        condition_missing(c->left, m, out, arena);
    if (c->right)
        condition_missing(c->right, m, out, arena);
    if (c->left)
        return;
    operand_missing(&c->operand, m, out, arena);
    if (c->op == CONDITION_COMPARE)
        operand_missing(&c->amount, m, out, arena);
    for (uint32_t i = 0; i < c->value_count; i++)
        operand_missing(&c->values[i], m, out, arena);
    if (c->op != CONDITION_ELAPSED)
        return;
    length_missing(&c->length, m, out, arena);
    if (c->since_fact != NO_ID)
        operand_missing(
            &(struct operand){.kind = OPERAND_FACT, .fact = c->since_fact}, m,
            out, arena);
}

static void operand_defaults(const struct operand *o, const struct moment *m,
                             struct results *out, struct arena *arena) {
    bool defaulted = false;
    if (o->kind != OPERAND_FACT)
        return;
    timeline_fact(m->world->timeline, o->fact, m->day, &defaulted);
    if (!defaulted)
        return;
    struct reason reason = reason_of(REASON_DEFAULT);
    reason.fact = o->fact;
    reason.day = m->day;
    push(out, arena, reason);
}

void condition_defaults(const struct condition *c, const struct moment *m,
                        struct results *out, struct arena *arena) {
    if (c->left)
        condition_defaults(c->left, m, out, arena);
    if (c->right)
        condition_defaults(c->right, m, out, arena);
    if (c->left)
        return;
    operand_defaults(&c->operand, m, out, arena);
    if (c->op == CONDITION_COMPARE)
        operand_defaults(&c->amount, m, out, arena);
}
