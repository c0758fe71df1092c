// SPDX-License-Identifier: MIT
/* recipients.c: who got it, over several sendings. */
#include "eval/recipients.h"

/* Whom a line of `to` means.  Facts are those of the trigger day; what a record
 * names (`to providers of plan`) is read on the day of the sending, since the
 * plan that is sent out is mostly written after what triggered it. */
static struct value person_on(const struct claim *c, const struct person *p,
                              day_number day) {
    struct moment m = c->trigger;
    if (p->who.kind == OPERAND_ATTRIBUTE)
        m.day = MAX(m.day, day);
    return operand_value(&p->who, &m);
}

/* How the unknown is read. */
enum reading { GENEROUS, STRICT };

static struct value recipients_of(const struct claim *c,
                                  const struct occurrence *t) {
    const struct rule *r = &c->e->program->rules[c->rule];
    struct operand o = {.kind = OPERAND_OWN, .attribute = r->recipients_in};
    struct moment m = c->trigger;
    m.own = t;
    return operand_value(&o, &m);
}

static bool is_among(const struct program *p, struct value list,
                     struct value who) {
    for (uint32_t i = 0; list.kind == VALUE_LIST && i < list.count; i++)
        if (value_satisfies(p, list.list[i], who))
            return true;
    return false;
}

/* Did one of the T's from `first` up to `last` reach this person? */
static bool was_reached(const struct claim *c, const struct occurrence *first,
                        const struct occurrence *last, struct value who,
                        enum reading reading) {
    for (const struct occurrence *t = first; t <= last; t++) {
        struct value list = recipients_of(c, t);
        if (list.kind == VALUE_UNKNOWN ? reading == GENEROUS
                                       : is_among(c->e->program, list, who))
            return true;
    }
    return false;
}

static bool all_reached(const struct claim *c, const struct occurrence *first,
                        const struct occurrence *last, struct value who,
                        enum reading reading) {
    if (who.kind != VALUE_LIST)
        return was_reached(c, first, last, who, reading);
    for (uint32_t i = 0; i < who.count; i++)
        if (!was_reached(c, first, last, who.list[i], reading))
            return false;
    return true;
}

/* Must this person have it? `X if FACT` with an unknown fact: perhaps. */
static bool is_wanted(const struct claim *c, const struct person *who,
                      enum reading reading) {
    if (who->only_if == NO_ID)
        return true;
    struct operand o = {.kind = OPERAND_FACT, .fact = who->only_if};
    struct value v = operand_value(&o, &c->trigger);
    return v.kind == VALUE_YES_NO ? v.yes != who->unless_fact
                                  : reading == STRICT;
}

static bool is_complete(const struct claim *c, const struct occurrence *first,
                        const struct occurrence *last, enum reading reading) {
    const struct rule *r = &c->e->program->rules[c->rule];
    for (uint32_t i = 0; i < r->recipient_count; i++) {
        const struct person *p = &r->recipients[i];
        struct value who = person_on(c, p, last->day);
        if (!is_wanted(c, p, reading) || who.kind == VALUE_ABSENT)
            continue;
        if (who.kind == VALUE_UNKNOWN
                ? reading == STRICT
                : !all_reached(c, first, last, who, reading))
            return false;
    }
    return true;
}

static const struct occurrence *completing(const struct claim *c,
                                           const struct occurrence *first,
                                           enum reading reading) {
    struct occurrences all =
        c->e->world->events[c->e->program->rules[c->rule].target];
    for (const struct occurrence *t = first; t && t < all.at + all.count; t++)
        if (is_complete(c, first, t, reading))
            return t;
    return NULL;
}

struct reached reached_everyone(const struct claim *c,
                                const struct occurrence *first) {
    if (c->e->program->rules[c->rule].recipient_count == 0)
        return (struct reached){first, first};
    return (struct reached){completing(c, first, GENEROUS),
                            completing(c, first, STRICT)};
}

void hold_reached(struct claim *c, day_number cut) {
    struct evaluator *e = c->e;
    if (e->program->rules[c->rule].recipient_count == 0 || !c->held)
        return;
    struct reached reached = reached_everyone(c, c->held);
    e->met_unknown |= reached.earliest != reached.latest;
    c->held = e->unknown_as ? reached.earliest : reached.latest;
    if (c->held && c->held->day >= cut)
        c->held = NULL;
}

void claim_settle_reached(struct claim *c, const struct options *options,
                          struct reached reached) {
    c->held = reached.earliest;
    claim_settle_all(c, options);
    if (reached.latest == reached.earliest)
        return;
    c->held = reached.latest;
    claim_settle_all(c, options);
}

/* -- naming the missing -- */

static void note_person(struct claim *c, const struct occurrence *first,
                        const struct occurrence *last, struct value who) {
    if (last && was_reached(c, first, last, who, STRICT))
        return;
    struct reason reason = reason_of(REASON_MISSING_PERSON);
    reason.value = who;
    claim_reason(c, reason);
}

/* Whom a T reached, where nobody wrote it down. */
static void note_unrecorded(struct claim *c, const struct occurrence *first,
                            const struct occurrence *last) {
    const struct rule *r = &c->e->program->rules[c->rule];
    struct operand o = {.kind = OPERAND_OWN, .attribute = r->recipients_in};
    for (const struct occurrence *t = first; t && t <= last; t++) {
        struct moment m = c->trigger;
        m.own = t;
        m.own_event = r->target;
        operand_missing(&o, &m, c->e->out, &c->e->kept);
    }
}

void note_unreached(struct claim *c, const struct occurrence *first) {
    const struct evaluator *e = c->e;
    const struct rule *r = &e->program->rules[c->rule];
    struct occurrences all = e->world->events[r->target];
    const struct occurrence *last =
        first && all.count > 0 ? &all.at[all.count - 1] : NULL;
    for (uint32_t i = 0; i < r->recipient_count; i++) {
        const struct person *p = &r->recipients[i];
        day_number day = last ? last->day : e->as_at;
        struct value who = person_on(c, p, day);
        struct moment m = c->trigger;
        m.day = MAX(m.day, day);
        operand_missing(&p->who, &m, c->e->out, &c->e->kept);
        if (p->only_if != NO_ID)
            operand_missing(
                &(struct operand){.kind = OPERAND_FACT, .fact = p->only_if},
                &c->trigger, c->e->out, &c->e->kept);
        if (!is_wanted(c, p, GENEROUS) || who.kind == VALUE_ABSENT ||
            who.kind == VALUE_UNKNOWN)
            continue;
        uint32_t count = who.kind == VALUE_LIST ? who.count : 1;
        for (uint32_t k = 0; k < count; k++)
            note_person(c, first, last,
                        who.kind == VALUE_LIST ? who.list[k] : who);
    }
    note_unrecorded(c, first, last);
}
