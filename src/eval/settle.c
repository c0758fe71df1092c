// SPDX-License-Identifier: MIT
/* settle.c: from a trigger, a due day and a discharge to a status.
 *
 * claim_settle is the list of statuses of docs/language.md, line by line; the
 * first that fits is the answer.  It is run for every way the unknown could
 * be, and the answers are merged. */
#include "eval/act.h"
#include "eval/hours.h"

/* -- being in scope -- */

static enum tri segment_value(struct segments s, day_number day) {
    enum tri value = TRI_YES;
    for (uint32_t i = 0; i < s.count && s.at[i].from <= day; i++)
        value = s.at[i].value;
    return value;
}

/* An unknown day is read as this run of the evaluator reads them. */
static bool reads_as(struct evaluator *e, enum tri t) {
    e->met_unknown |= t == TRI_UNKNOWN;
    return t == TRI_UNKNOWN ? e->unknown_as : t == TRI_YES;
}

static bool holds_as(struct evaluator *e, struct segments s, day_number day) {
    return reads_as(e, segment_value(s, day));
}

/* The first day after `day` on which it is `wanted`; DAY_NEVER. */
static day_number next_as(struct evaluator *e, struct segments s,
                          day_number day, bool wanted) {
    for (uint32_t i = 0; i < s.count; i++) {
        if (s.at[i].from > day && reads_as(e, s.at[i].value) == wanted)
            return s.at[i].from;
    }
    return DAY_NEVER;
}

static struct segments while_segments(struct evaluator *e, rule_id rule,
                                      const struct moment *trigger) {
    const struct rule *r = &e->program->rules[rule];
    return r->only_while ? condition_segments(&e->scratch, r->only_while,
                                              r->wakes, trigger)
                         : (struct segments){0};
}

bool is_active(const struct claim *c, day_number day) {
    return holds_as(c->e, c->e->scope, day) &&
           holds_as(c->e, c->only_while, day);
}

/* Does this occurrence close a period that the scope rests on? What it
 * triggers is owed all the same, as with the closing of the case. */
static bool closes_scope(const struct evaluator *e, const struct condition *c,
                         const struct moment *trigger) {
    if (!c)
        return false;
    if (c->left)
        return closes_scope(e, c->left, trigger) ||
               closes_scope(e, c->right, trigger);
    if (c->op != CONDITION_PERIOD || !c->closing_counts)
        return false;
    event_id until = e->program->periods[c->period].until;
    if (until == trigger->own_event)
        return true;
    struct occurrences all = e->world->events[until];
    for (const struct occurrence *o = first_from(all, trigger->day);
         o && o < all.at + all.count && o->day == trigger->day; o++)
        if (is_same(o, trigger->own))
            return true;
    return false;
}

struct ending leaving_after(const struct claim *c, day_number day) {
    struct ending scope = NO_ENDING, only = NO_ENDING;
    scope.day = scope.cut = next_as(c->e, c->e->scope, day, false);
    scope.why = REASON_ENDED_SCOPE;
    if (scope.day == day + 1 && c->trigger.own && day == c->trigger.day &&
        closes_scope(c->e, c->e->program->scope, &c->trigger))
        scope = NO_ENDING;
    only.day = only.cut = next_as(c->e, c->only_while, day, false);
    only.why = REASON_ENDED_WHILE;
    return earlier_ending(scope, only);
}

day_number return_after(const struct claim *c, day_number day,
                        day_number last) {
    for (;;) {
        day_number scope = next_as(c->e, c->e->scope, day, true);
        day_number only = next_as(c->e, c->only_while, day, true);
        day = MIN(scope, only);
        if (day > last)
            return DAY_NEVER;
        if (is_active(c, day))
            return day;
    }
}

day_number resume_after(const struct claim *c, day_number day,
                        day_number last) {
    const struct program *p = c->e->program;
    const struct rule *r = &p->rules[c->rule];
    day_number begins = MAX(day + 1, MAX(p->in_force_from, r->in_force_from));
    last = MIN(last, MIN(p->in_force_until, r->in_force_until));
    if (begins > last)
        return DAY_NEVER;
    return is_active(c, begins) ? begins : return_after(c, begins, last);
}

/* -- endings -- */

struct ending earlier_ending(struct ending a, struct ending b) {
    if (a.day == b.day)
        return a.cut <= b.cut ? a : b;
    return a.day < b.day ? a : b;
}

bool is_triggered_by_closing(const struct evaluator *e, event_id event,
                             const struct occurrence *o) {
    if (!o || o->day != e->closed)
        return false;
    struct occurrences all = e->world->events[e->closed_by];
    for (const struct occurrence *x = e->closing;
         x < all.at + all.count && x->day == o->day; x++)
        if (is_same(x, o))
            return true;
    return event == e->closed_by;
}

struct ending closing_of(const struct claim *c) {
    const struct evaluator *e = c->e;
    if (e->closed == DAY_NEVER ||
        is_triggered_by_closing(e, c->trigger.own_event, c->trigger.own))
        return NO_ENDING;
    return (struct ending){.day = e->closed,
                           .cut = e->closed + 1,
                           .why = REASON_ENDED_CLOSED,
                           .event = e->closed_by};
}

/* -- a claim -- */

void claim_start(struct claim *c, struct evaluator *e, rule_id rule,
                 struct moment trigger) {
    *c = (struct claim){.e = e,
                        .rule = rule,
                        .trigger = trigger,
                        .from = trigger.day,
                        .in_force_on = trigger.day,
                        .ending = NO_ENDING,
                        .due_last = DAY_NONE,
                        .first_due = DAY_NONE,
                        .window = {.trigger = trigger.day,
                                   .from = trigger.day,
                                   .next = DAY_NEVER,
                                   .series = trigger.day,
                                   .as_of = trigger.day},
                        .reasons = (uint32_t)e->out->reasons.len};
    c->trigger.acts = &c->window;
    c->only_while = while_segments(e, rule, &c->trigger);
    e->out->reasons_from = e->out->reasons.len;
}

void claim_reason(struct claim *c, struct reason reason) {
    vec_push(&c->e->kept, &c->e->out->reasons, reason);
}

void claim_merge(struct claim *c, struct outcome o) {
    struct outcome *m = &c->merged;
    if (!c->any) {
        *m = o;
        c->due_last = o.due;
        c->any = true;
        return;
    }
    if (m->status != o.status) {
        m->status = STATUS_CANNOT_TELL;
        m->has_reason = o.status == STATUS_CANNOT_TELL && o.has_reason;
        if (m->has_reason)
            m->reason = o.reason;
        m->done = DAY_NONE;
    }
    if (m->governs != o.governs)
        m->governs = NO_ID;
    if (m->excused != o.excused)
        m->excused = EXCUSE_NONE;
    if (m->due == DAY_NONE || (o.due != DAY_NONE && o.due < m->due))
        m->due = o.due;
    if (o.due != DAY_NONE)
        c->due_last = MAX(c->due_last, o.due);
    m->as_things_stand |= o.as_things_stand;
}

static void merge_not_applicable(struct claim *c, struct outcome o,
                                 struct reason reason) {
    o.status = STATUS_NOT_APPLICABLE;
    o.due = DAY_NONE;
    o.reason = reason;
    o.has_reason = true;
    claim_merge(c, o);
}

bool is_in_force(const struct evaluator *e, rule_id rule, day_number day) {
    const struct rule *r = &e->program->rules[rule];
    return day >= e->program->in_force_from &&
           day <= e->program->in_force_until && day >= r->in_force_from &&
           day <= r->in_force_until;
}

bool claim_is_owed(const struct claim *c, const struct option *option) {
    return option->kind == OPTION_DUE && closing_of(c).day >= c->trigger.day &&
           is_in_force(c->e, c->rule, c->in_force_on) &&
           is_active(c, c->trigger.day);
}

/* Line 1: was it owed at all? True when the answer is given. */
static bool settle_applicable(struct claim *c, const struct option *option,
                              struct outcome o) {
    day_number day = c->trigger.day;
    struct ending closing = closing_of(c);
    if (closing.day < day) {
        struct reason reason = reason_of(REASON_CLOSED_BEFORE);
        reason.day = closing.day;
        merge_not_applicable(c, o, reason);
    } else if (!is_in_force(c->e, c->rule, c->in_force_on)) {
        merge_not_applicable(c, o, reason_of(REASON_NOT_IN_FORCE));
    } else if (!holds_as(c->e, c->e->scope, day)) {
        merge_not_applicable(c, o, reason_of(REASON_OUT_OF_SCOPE));
    } else if (!holds_as(c->e, c->only_while, day)) {
        struct reason reason = reason_of(REASON_NOT_WHILE);
        reason.condition = c->e->program->rules[c->rule].only_while;
        merge_not_applicable(c, o, reason);
    } else if (option->kind == OPTION_NOTHING) {
        merge_not_applicable(c, o, option->reason);
    } else if (option->kind == OPTION_UNDECIDED) {
        o.status = STATUS_CANNOT_TELL;
        o.reason = option->reason;
        o.has_reason = true;
        claim_merge(c, o);
    } else {
        return false;
    }
    return true;
}

/* What makes it missed: its ending, or a trigger that takes over. */
static struct ending taken_over(const struct claim *c, struct ending end,
                                day_number due) {
    const struct occurrence *again = first_after(c->again, due);
    if (!again || again->day >= end.cut)
        return end;
    return (struct ending){again->day, again->day, REASON_ENDED_AGAIN,
                           c->trigger.own_event};
}

/* Was T in time, and is the limit over? Days decide, but for hours that were
 * not extended to a day. */
static void judge_time(const struct claim *c, const struct outcome *o,
                       enum tri *in_time, enum tri *over) {
    int32_t hours = 0;
    bool in_hours =
        c->extensions == 0 && counts_in_hours(c, o->governs, &hours);
    *in_time = c->held && c->held->day <= o->due ? TRI_YES : TRI_NO;
    *over = c->e->as_at > o->due ? TRI_YES : TRI_NO;
    if (in_hours && c->held)
        *in_time = within_hours(c, c->held, hours);
    if (in_hours)
        *over = hours_are_over(c, hours);
}

static void merge_time_unknown(struct claim *c, struct outcome o,
                               event_id event, day_number day) {
    o.status = STATUS_CANNOT_TELL;
    o.has_reason = true;
    o.reason = reason_of(REASON_RECORD_TIME);
    o.reason.event = event;
    o.reason.day = day;
    claim_merge(c, o);
}

/* Lines 2 to 6. */
static void settle_due(struct claim *c, struct outcome o) {
    enum tri in_time, over;
    struct ending end = earlier_ending(earlier_ending(c->ending, closing_of(c)),
                                       leaving_after(c, c->trigger.day));
    struct ending missed = taken_over(c, end, o.due);
    const struct rule *r = &c->e->program->rules[c->rule];
    judge_time(c, &o, &in_time, &over);
    if (in_time == TRI_UNKNOWN) {
        merge_time_unknown(c, o, r->target, c->held->day);
        return;
    }
    if (in_time == TRI_YES) {
        o.status = STATUS_MET;
        o.done = c->held->day;
    } else if (end.day <= o.due) {
        o.status = STATUS_NO_LONGER_DUE;
        o.ending = end;
    } else if (act_waiver(c, o.due)) {
        o.status = STATUS_MET;
        o.excused = EXCUSE_WAIVED;
    } else if (c->held && c->held->day < missed.cut) {
        o.status = STATUS_MET_LATE;
        o.done = c->held->day;
    } else if (over == TRI_NO) {
        o.status = STATUS_OPEN;
    } else if (missed.cut <= c->e->as_at) {
        o.status = STATUS_MISSED;
        o.ending = missed;
    } else if (over == TRI_UNKNOWN) {
        merge_time_unknown(c, o, c->trigger.own_event, c->trigger.day);
        return;
    } else {
        o.status = STATUS_OVERDUE;
    }
    claim_merge(c, o);
}

bool claim_by_then(struct claim *c, struct outcome *o) {
    const struct rule *r = &c->e->program->rules[c->rule];
    if (!r->by_then)
        return true;
    struct moment m = c->trigger;
    m.day = MIN(o->due, c->e->as_at);
    o->as_things_stand = c->e->as_at < o->due;
    enum tri holds = condition_holds(r->by_then, &m);
    if (holds != TRI_YES) {
        struct reason reason = reason_of(REASON_BY_THEN);
        reason.condition = r->by_then;
        reason.day = m.day;
        merge_not_applicable(c, *o, reason);
    }
    return holds != TRI_NO;
}

void claim_settle(struct claim *c, const struct option *option) {
    struct outcome o = {.governs = option->governs,
                        .due =
                            option->kind == OPTION_DUE ? option->due : DAY_NONE,
                        .done = DAY_NONE,
                        .ending = NO_ENDING};
    if (settle_applicable(c, option, o))
        return;
    if (claim_by_then(c, &o))
        settle_due(c, o);
}

void claim_settle_all(struct claim *c, const struct options *options) {
    for (uint32_t i = 0; i < options->count; i++)
        claim_settle(c, &options->at[i]);
}

/* -- the instance -- */

static void reason_of_ending(struct claim *c) {
    struct ending end = c->merged.ending;
    struct reason reason = reason_of(end.why);
    reason.event = end.event;
    reason.day = end.day;
    claim_reason(c, reason);
}

/* What would settle it, and what it leans on. */
static void reasons_of_conditions(struct claim *c) {
    struct evaluator *e = c->e;
    const struct rule *r = &e->program->rules[c->rule];
    struct moment m = c->trigger;
    bool uncertain =
        c->merged.status == STATUS_CANNOT_TELL || c->merged.due != c->due_last;
    if (uncertain) {
        govern_missing(e, c->rule, &m);
        for (uint32_t i = 0; i < r->phase_count; i++)
            length_missing(&r->phases[i].figure, &m, e->out, &e->kept);
        if (e->program->scope)
            condition_missing(e->program->scope, &m, e->out, &e->kept);
        if (r->only_while)
            condition_missing(r->only_while, &m, e->out, &e->kept);
        if (r->by_then) {
            m.day = MIN(c->merged.due == DAY_NONE ? e->as_at : c->merged.due,
                        e->as_at);
            condition_missing(r->by_then, &m, e->out, &e->kept);
        }
    } else {
        govern_defaults(e, c->rule, &m);
    }
}

static bool is_undone(enum status s) {
    return s == STATUS_OPEN || s == STATUS_OVERDUE || s == STATUS_CANNOT_TELL;
}

/* What is booked for it, and what was booked and never recorded as held. */
static void add_bookings(struct claim *c) {
    const struct evaluator *e = c->e;
    const struct rule *r = &e->program->rules[c->rule];
    if (!e->planned || r->target == NO_ID || !is_undone(c->merged.status))
        return;
    const struct occurrence *o =
        first_after(e->planned->events[r->target], e->as_at);
    struct reason reason = reason_of(REASON_BOOKED);
    reason.event = r->target;
    if (o) {
        reason.day = o->day;
        claim_reason(c, reason);
    }
    const struct timeline *t = e->timeline;
    for (uint32_t i = t->event_start[r->target];
         i < t->event_start[r->target + 1]; i++) {
        const struct row *row = &t->rows.at[t->by_event[i]];
        if (!row->booked || row->day > e->as_at || row->day < c->trigger.day)
            continue;
        reason.kind = REASON_NOT_HELD;
        reason.day = row->day;
        claim_reason(c, reason);
    }
}

static void add_reasons(struct claim *c) {
    const struct outcome *o = &c->merged;
    if (o->governs != NO_ID && o->governs != c->rule &&
        o->status != STATUS_NOT_APPLICABLE) {
        struct reason reason = reason_of(REASON_EXCEPTION);
        reason.rule = o->governs;
        claim_reason(c, reason);
    }
    if (o->has_reason && o->reason.kind != REASON_MISSING_FACT)
        claim_reason(c, o->reason);
    if (o->status == STATUS_NO_LONGER_DUE || o->status == STATUS_MISSED)
        reason_of_ending(c);
    if (c->e->timeline->acts.len > 0)
        act_reasons(c);
    add_bookings(c);
    reasons_of_conditions(c);
}

/* Not met, but explained where the rule allows it. */
static void excuse_explained(struct claim *c) {
    enum status s = c->merged.status;
    if ((s == STATUS_MET_LATE || s == STATUS_OVERDUE || s == STATUS_MISSED ||
         s == STATUS_BREACHED) &&
        c->e->timeline->acts.len > 0 && act_explanation(c))
        c->merged.excused = EXCUSE_EXPLAINED;
}

/* Lateness in calendar days and in the sentence's own unit. */
static void add_lateness(const struct claim *c, struct instance *i) {
    const struct rule *r = &c->e->program->rules[c->rule];
    if (i->status != STATUS_MET_LATE && i->status != STATUS_OVERDUE)
        return;
    day_number until = i->status == STATUS_MET_LATE ? i->done : c->e->as_at;
    i->late_days = i->late_units = until - i->due;
    i->late_unit = UNIT_DAYS;
    if (r->phase_count == 0)
        return;
    rule_id governs = i->governs == NO_ID ? c->rule : i->governs;
    const struct phase *p = governing_phase(c->e, governs, c->phase);
    struct duration d;
    int32_t units;
    if (length_value(&p->figure, &c->trigger, &d) && d.count > 0 &&
        day_units_between(r->calendar, i->due, until, d.unit, &units) ==
            DAY_OK) {
        i->late_units = units;
        i->late_unit = (uint8_t)d.unit;
    }
}

static void add_aim(const struct claim *c, struct instance *i) {
    const struct rule *r = &c->e->program->rules[c->rule];
    struct duration d;
    i->aim = DAY_NONE;
    if (i->governs == NO_ID || r->phase_count == 0)
        return;
    const struct phase *p = governing_phase(c->e, i->governs, c->phase);
    if (!length_value(&p->aim, &c->trigger, &d) ||
        day_add(r->calendar, c->from, d, 1, r->counting_day, &i->aim) != DAY_OK)
        return;
    if (i->status == STATUS_MET && i->done > i->aim)
        i->flags |= INSTANCE_AFTER_AIM;
    if (i->status == STATUS_OPEN && c->e->as_at > i->aim)
        i->flags |= INSTANCE_PAST_AIM;
}

/* Does the due day rest on holidays that nobody has proclaimed yet? */
static bool is_forecast(const struct claim *c, const struct instance *i) {
    const struct rule *r = &c->e->program->rules[c->rule];
    if (!r->calendar || i->due_last == DAY_NONE || r->phase_count == 0 ||
        i->due_last <= r->calendar->official_until)
        return false;
    rule_id governs = i->governs == NO_ID ? c->rule : i->governs;
    const struct phase *p = governing_phase(c->e, governs, c->phase);
    struct duration d;
    return r->roll != ROLL_NONE || (length_value(&p->figure, &c->trigger, &d) &&
                                    d.unit == UNIT_WORKING_DAYS);
}

struct instance *claim_finish(struct claim *c) {
    struct results *out = c->e->out;
    const struct outcome *o = &c->merged;
    excuse_explained(c);
    add_reasons(c);
    struct instance i = {
        .rule = c->rule,
        .governs = o->governs,
        .status = (uint8_t)o->status,
        .phase = (uint16_t)c->phase,
        .trigger = c->trigger.day,
        .from = c->from,
        .due = o->due,
        .due_last = c->due_last,
        .aim = DAY_NONE,
        .done = o->done,
        .excused = (uint8_t)o->excused,
        .due_before = c->extensions > 0 ? c->first_due : o->due,
        .reasons = c->reasons,
        .reason_count = (uint32_t)out->reasons.len - c->reasons};
    if (o->as_things_stand && o->due != DAY_NONE)
        i.flags |= INSTANCE_AS_THINGS_STAND;
    if (i.due != DAY_NONE) {
        add_lateness(c, &i);
        add_aim(c, &i);
        if (is_forecast(c, &i))
            i.flags |= INSTANCE_FORECAST;
    }
    vec_push(&c->e->kept, &out->instances, i);
    return &out->instances.at[out->instances.len - 1];
}
