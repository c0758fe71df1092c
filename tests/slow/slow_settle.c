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
    struct slow_moment m = {w, day, NO_ID, NULL};
    return slow_reads(w, slow_condition(w->program->scope, &m));
}

bool slow_active(const struct slow_judge *j, const struct slow_moment *m) {
    if (!slow_in_scope(m->world, m->day))
        return false;
    return slow_reads(m->world, slow_condition(j->rule->only_while, m));
}

bool slow_in_force(const struct slow_judge *j, day_number day) {
    const struct program *p = j->world->program;
    return day >= p->in_force_from && day <= p->in_force_until;
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
                                         .done = DAY_NONE};
}

/* Of two answers to one question: what is the same in both stands. */
static void agree(struct slow_instance *a, const struct slow_instance *b) {
    if (a->status != b->status) {
        a->status = STATUS_CANNOT_TELL;
        a->due = a->due_last = a->done = DAY_NONE;
        a->governs = NO_ID;
        return;
    }
    if (a->governs != b->governs)
        a->governs = NO_ID;
    a->due = MIN(a->due, b->due);
    a->due_last = MAX(a->due_last, b->due_last);
    a->done_unsure |= b->done_unsure || a->done != b->done;
}

void slow_verdict_add(struct slow_verdict *v, enum status status,
                      rule_id governs, day_number due, day_number done) {
    struct slow_instance i = v->instance;
    i.status = status;
    i.governs = governs;
    i.due = i.due_last = due;
    i.done = done;
    if (v->any)
        agree(&v->instance, &i);
    else
        v->instance = i;
    v->any = true;
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

static void settle_owed(struct slow_verdict *v, const struct slow_judge *j,
                        const struct slow_frame *f, rule_id governs,
                        day_number due) {
    const struct slow_occurrence *own = f->trigger.own;
    day_number as_at = j->world->as_at;
    day_number held = slow_held(j, own, f->from, MIN(due, f->last));
    enum status status;
    if (held != DAY_NEVER) {
        status = STATUS_MET;
    } else if (f->end <= due) {
        status = STATUS_NO_LONGER_DUE;
    } else {
        held =
            slow_held(j, own, MAX(f->from, due + 1), MIN(f->last, f->cut - 1));
        if (held != DAY_NEVER)
            status = STATUS_MET_LATE;
        else if (as_at <= due)
            status = STATUS_OPEN;
        else if (f->cut <= as_at)
            status = STATUS_MISSED;
        else
            status = STATUS_OVERDUE;
    }
    slow_verdict_add(v, status, governs, due,
                     held == DAY_NEVER ? DAY_NONE : held);
}

void slow_settle(struct slow_verdict *v, const struct slow_judge *j,
                 const struct slow_frame *f, rule_id governs, day_number due) {
    struct slow_moment then = f->trigger;
    then.day = MIN(due, j->world->as_at);
    enum slow_tri by_then = slow_condition(j->rule->by_then, &then);
    if (by_then != SLOW_NO)
        settle_owed(v, j, f, governs, due);
    if (by_then != SLOW_YES)
        slow_verdict_add(v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
}

void slow_count(const struct slow_judge *j, struct slow_way *way,
                const struct slow_moment *m, day_number from, uint32_t phase,
                int direction) {
    const struct program *p = j->world->program;
    const struct length *figure = &j->rule->phases[phase].figure;
    struct duration d;
    if (way->kind != SLOW_OWED)
        return;
    if (way->governs != j->id)
        figure = &p->rules[way->governs].phases[0].figure;
    if (slow_length(figure, m, &d) &&
        slow_add(j->rule->calendar, from, d, direction, j->rule->counting_day,
                 &way->due) &&
        slow_roll(j->rule->calendar, way->due, j->rule->roll, &way->due))
        return;
    *way = (struct slow_way){SLOW_UNDECIDED, NO_ID, DAY_NONE};
}
