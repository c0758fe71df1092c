// SPDX-License-Identifier: MIT
/* slow_settle.c: the list of statuses, and putting possible outcomes together.
 */
#include "slow/slow_parts.h"

/* -- scope and closing -- */

bool slow_reads(struct slow_world *w, enum slow_tri t) {
    if (t == SLOW_UNKNOWN)
        w->unclear = true;
    return t == SLOW_YES || (t == SLOW_UNKNOWN && w->unknown_in);
}

bool slow_in_scope(struct slow_world *w, day_number day) {
    struct slow_moment m = {.world = w, .day = day, .own_event = NO_ID};
    return slow_reads(w, slow_condition(w->program->scope, &m));
}

bool slow_active(const struct slow_judge *j, const struct slow_moment *m) {
    if (!slow_in_scope(m->world, m->day))
        return false;
    return slow_reads(m->world, slow_condition(j->rule->only_while, m));
}

bool slow_in_force(const struct slow_judge *j, day_number day) {
    const struct program *p = j->world->program;
    return day >= p->in_force_from && day <= p->in_force_until &&
           day >= j->rule->in_force_from && day <= j->rule->in_force_until;
}

/* Does the scope rest on the period being open, its closing day included? */
static bool rests_on(const struct condition *c, period_id p) {
    if (!c)
        return false;
    if (c->op == CONDITION_PERIOD)
        return c->period == p && c->closing_counts;
    return rests_on(c->left, p) || rests_on(c->right, p);
}

/* Did this very occurrence close a period that the scope rests on? What that
 * triggers on the scope's last day goes on. */
static bool closes_scope(struct slow_world *w,
                         const struct slow_occurrence *o) {
    const struct program *p = w->program;
    for (uint32_t i = 0; i < p->period_count; i++) {
        const struct slow_spans *spans = slow_periods(w, (period_id)i);
        if (!rests_on(p->scope, (period_id)i) ||
            !slow_holds(slow_events(w, p->periods[i].until), o))
            continue;
        for (size_t k = 0; k < spans->all.len; k++)
            if (spans->all.at[k].close == o->day)
                return true;
    }
    return false;
}

bool slow_outlives_scope(const struct slow_moment *trigger) {
    return trigger->own && trigger->own->day == trigger->day &&
           closes_scope(trigger->world, trigger->own) &&
           !slow_in_scope(trigger->world, trigger->day + 1);
}

day_number slow_leaving(const struct slow_judge *j,
                        const struct slow_moment *trigger) {
    struct slow_moment m = *trigger;
    bool goes_on = slow_outlives_scope(trigger);
    for (m.day = trigger->day + 1; m.day <= j->world->as_at; m.day++) {
        if (!goes_on && !slow_in_scope(m.world, m.day))
            return m.day;
        if (!slow_reads(m.world, slow_condition(j->rule->only_while, &m)))
            return m.day;
    }
    return DAY_NEVER;
}

day_number slow_closed(struct slow_world *w) {
    if (w->program->closes == NO_ID)
        return DAY_NEVER;
    return slow_first(w, w->program->closes, DAY_NONE, DAY_NEVER);
}

day_number slow_closed_for(struct slow_world *w,
                           const struct slow_occurrence *o) {
    day_number closed = slow_closed(w);
    if (o && closed == o->day &&
        slow_holds(slow_events(w, w->program->closes), o))
        return DAY_NEVER;
    return closed;
}

/* -- discharge -- */

bool slow_may_discharge(const struct slow_judge *j,
                        const struct slow_occurrence *t,
                        const struct slow_occurrence *a) {
    if (j->rule->form == RULE_BY)
        return !j->taken || !slow_same(t, j->taken);
    return !a || j->rule->target != j->rule->anchor || !slow_same(t, a);
}

day_number slow_held(const struct slow_judge *j,
                     const struct slow_occurrence *a, day_number from,
                     day_number to) {
    const struct slow_list *list = slow_events(j->world, j->rule->target);
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *t = &list->all.at[i];
        if (t->day >= from && t->day <= to && slow_may_discharge(j, t, a))
            return t->day;
    }
    return DAY_NEVER;
}

/* -- outcomes -- */

void slow_verdict_start(struct slow_verdict *v, const struct slow_judge *j,
                        day_number trigger) {
    v->any = false;
    v->instance = (struct slow_instance){.rule = j->id,
                                         .governs = NO_ID,
                                         .trigger = trigger,
                                         .due = DAY_NONE,
                                         .due_last = DAY_NONE,
                                         .due_before = DAY_NONE,
                                         .done = DAY_NONE};
}

/* Of two answers to one question: what is the same in both stands. */
void slow_agree(struct slow_instance *a, const struct slow_instance *b) {
    if (a->status != b->status) {
        a->status = STATUS_CANNOT_TELL;
        a->due = a->due_last = a->due_before = a->done = DAY_NONE;
        a->governs = NO_ID;
        a->excused = SLOW_NOT_EXCUSED;
        return;
    }
    if (a->governs != b->governs)
        a->governs = NO_ID;
    a->loose |=
        b->loose || a->due_before != b->due_before || a->excused != b->excused;
    a->due = MIN(a->due, b->due);
    a->due_last = MAX(a->due_last, b->due_last);
    a->done_unsure |= b->done_unsure || a->done != b->done;
}

void slow_verdict_put(struct slow_verdict *v, struct slow_instance outcome) {
    outcome.rule = v->instance.rule;
    outcome.trigger = v->instance.trigger;
    outcome.due_last = outcome.due;
    if (v->any)
        slow_agree(&v->instance, &outcome);
    else
        v->instance = outcome;
    v->any = true;
}

void slow_verdict_add(struct slow_verdict *v, enum status status,
                      rule_id governs, day_number due, day_number done) {
    slow_verdict_put(v, (struct slow_instance){.status = status,
                                               .governs = governs,
                                               .due = due,
                                               .due_before = due,
                                               .done = done});
}

void slow_verdict_end(const struct slow_verdict *v, struct slow_judge *j) {
    if (v->any)
        vec_push(j->world->arena, &j->found, v->instance);
}

void slow_report(struct slow_judge *j, day_number trigger, enum status status,
                 day_number done) {
    struct slow_verdict v;
    slow_verdict_start(&v, j, trigger);
    slow_verdict_add(&v, status, NO_ID, DAY_NONE, done);
    slow_verdict_end(&v, j);
}

/* -- the list -- */

/* The first day that discharges, in [from, to]: for each reading of whom the
 * T's have reached, of the rounds of `every` as the world reads it. */
static day_number discharged(const struct slow_judge *j,
                             const struct slow_frame *f, day_number to,
                             bool generous) {
    if (j->rule->form == RULE_SERIES || j->rule->form == RULE_GRID)
        return slow_reached_as_read(j, &f->trigger, f->from, to);
    return slow_reached(j, &f->trigger, f->from, to, generous);
}

static void settle_owed(struct slow_verdict *v, const struct slow_judge *j,
                        const struct slow_frame *f, const struct slow_way *way,
                        bool generous) {
    day_number due = way->due, as_at = j->world->as_at;
    day_number held = discharged(j, f, MIN(due, f->last), generous);
    struct slow_instance i = {.status = STATUS_MET,
                              .governs = way->governs,
                              .due = due,
                              .due_before = way->before};
    if (held == DAY_NEVER && f->end <= due) {
        i.status = STATUS_NO_LONGER_DUE;
    } else if (held == DAY_NEVER && slow_waived(j, f->trigger.owner, due)) {
        i.excused = SLOW_WAIVED;
    } else if (held == DAY_NEVER) {
        held = discharged(j, f, MIN(f->last, f->cut - 1), generous);
        if (held != DAY_NEVER)
            i.status = STATUS_MET_LATE;
        else if (as_at <= due)
            i.status = STATUS_OPEN;
        else
            i.status = f->cut <= as_at ? STATUS_MISSED : STATUS_OVERDUE;
    }
    i.done = held == DAY_NEVER ? DAY_NONE : held;
    slow_verdict_put(v, i);
}

void slow_settle(struct slow_verdict *v, const struct slow_judge *j,
                 const struct slow_frame *f, const struct slow_way *way) {
    struct slow_moment then = f->trigger;
    then.day = MIN(way->due, j->world->as_at);
    enum slow_tri by_then = slow_condition(j->rule->by_then, &then);
    if (by_then != SLOW_NO && way->hours) {
        slow_settle_hours(v, j, f, way);
    } else if (by_then != SLOW_NO) {
        settle_owed(v, j, f, way, true);
        settle_owed(v, j, f, way, false);
    }
    if (by_then != SLOW_YES)
        slow_verdict_add(v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
}

/* `or ATTR of E if sooner`: as on record on the round's first day. */
static bool bring_forward(const struct slow_judge *j, struct slow_way *way,
                          const struct slow_moment *first, day_number from,
                          const struct phase *phase, int direction) {
    for (uint32_t i = 0; i < phase->sooner_count; i++) {
        struct value v = slow_operand(&phase->sooner[i], first);
        day_number due;
        if (v.kind == VALUE_ABSENT)
            continue;
        if (v.kind != VALUE_DURATION ||
            !slow_add(j->rule->calendar, from, v.duration, direction,
                      j->rule->counting_day, &due) ||
            !slow_roll(j->rule->calendar, due, j->rule->roll, &due))
            return false;
        way->due = MIN(way->due, due);
    }
    return true;
}

void slow_count(const struct slow_judge *j, struct slow_way *way,
                const struct slow_moment *m, const struct slow_moment *first,
                day_number from, uint32_t phase, int direction) {
    const struct program *p = j->world->program;
    const struct phase *counts = &j->rule->phases[phase];
    struct duration d;
    if (way->kind != SLOW_OWED)
        return;
    if (way->governs != j->id)
        counts = &p->rules[way->governs].phases[0];
    bool known = slow_length(&counts->figure, m, &d);
    if (known && d.unit == UNIT_HOURS) {
        way->hours = true;
        way->count = d.count;
        way->due = way->before = slow_hours_due(m->own, d.count);
        return;
    }
    if (known && counts->repeats && d.count == 0)
        known = false; /* no rhythm */
    if (known &&
        slow_add(j->rule->calendar, from, d, direction, j->rule->counting_day,
                 &way->due) &&
        slow_roll(j->rule->calendar, way->due, j->rule->roll, &way->due) &&
        bring_forward(j, way, first, from, counts, direction)) {
        way->before = way->due;
        return;
    }
    *way = (struct slow_way){.kind = SLOW_UNDECIDED, .governs = NO_ID};
}
