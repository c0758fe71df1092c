// SPDX-License-Identifier: MIT
/* never.c: prohibitions.
 *
 * `T must not happen`, `while C`, `before A`, `after A`: one result for each T
 * on a forbidden day; if there is none, one that says the prohibition was
 * kept, or still runs.  `within D of A` is a minimum duration: one result for
 * each A. */
#include "eval/act.h"

static struct outcome outcome_of(enum status status) {
    return (struct outcome){.status = status,
                            .governs = NO_ID,
                            .due = DAY_NONE,
                            .done = DAY_NONE,
                            .ending = NO_ENDING};
}

/* One T on a forbidden day: breached, unless an exception lets it pass.
 * True when it made a result. */
static bool judge_occurrence(struct evaluator *e, rule_id rule,
                             const struct occurrence *t) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, t->day, r->target, t);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    window_each(&c, e->world->events[r->target]);
    if (r->form ==
        RULE_NEVER) /* the day is forbidden: `when` was asked of it */
        govern_exceptions(e, rule, &c.trigger, &options);
    else
        govern(e, rule, &c.trigger, &options);
    bool excused = true;
    for (uint32_t i = 0; i < options.count; i++)
        excused &= options.at[i].kind == OPTION_NOTHING;
    if (excused)
        return false;
    for (uint32_t i = 0; i < options.count; i++) {
        const struct option *option = &options.at[i];
        struct outcome o =
            outcome_of(option->kind == OPTION_DUE       ? STATUS_BREACHED
                       : option->kind == OPTION_NOTHING ? STATUS_NOT_APPLICABLE
                                                        : STATUS_CANNOT_TELL);
        o.governs = option->governs;
        o.reason = option->reason;
        o.has_reason = option->kind != OPTION_DUE;
        if (option->kind == OPTION_DUE)
            o.done = t->day;
        claim_merge(&c, o);
    }
    claim_finish(&c);
    return true;
}

/* A prohibition that nothing broke, from `day` on. */
static void judge_kept(struct evaluator *e, rule_id rule, day_number day,
                       const struct occurrence *a, bool runs) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, day, r->anchor, a);
    struct claim c;
    claim_start(&c, e, rule, m);
    struct outcome o = outcome_of(runs ? STATUS_OPEN : STATUS_MET);
    o.governs = rule;
    claim_merge(&c, o);
    claim_finish(&c);
}

static void judge_unneeded(struct evaluator *e, rule_id rule, day_number day,
                           struct reason reason) {
    struct moment m = moment_at(e->world, day, NO_ID, NULL);
    struct claim c;
    claim_start(&c, e, rule, m);
    struct outcome o = outcome_of(STATUS_NOT_APPLICABLE);
    o.reason = reason;
    o.has_reason = true;
    claim_merge(&c, o);
    claim_finish(&c);
}

/* -- `T must not happen`, `while C` -- */

/* The days on which it is forbidden: in scope, `when` and `while` hold. */
struct forbidden {
    struct claim in;   /* scope and only_while */
    struct claim when; /* the rule's own conditions, in the same form */
};

static void forbidden_init(struct forbidden *f, struct evaluator *e,
                           rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, e->as_at, NO_ID, NULL);
    *f = (struct forbidden){.when = {.e = e, .rule = rule}};
    claim_start(&f->in, e, rule, m);
    if (r->when)
        f->when.only_while =
            condition_segments(&e->scratch, r->when, r->wakes, &m);
}

static bool is_forbidden(const struct forbidden *f, day_number day) {
    return is_active(&f->in, day) && is_active(&f->when, day);
}

/* The first day on or after `day` that is forbidden (or is not). */
static day_number next_forbidden(const struct forbidden *f, day_number day,
                                 day_number last, bool wanted) {
    while (day <= last && is_forbidden(f, day) != wanted) {
        day_number a = wanted ? return_after(&f->in, day, last)
                              : leaving_after(&f->in, day).day;
        day_number b = wanted ? return_after(&f->when, day, last)
                              : leaving_after(&f->when, day).day;
        day = MIN(a, b);
    }
    return day <= last ? day : DAY_NEVER;
}

static bool judge_occurrences_in(struct evaluator *e, rule_id rule,
                                 day_number from, day_number to) {
    struct occurrences list = e->world->events[e->program->rules[rule].target];
    bool any = false;
    for (const struct occurrence *t = first_from(list, from);
         t && t < list.at + list.count && t->day <= to; t++)
        any |= judge_occurrence(e, rule, t);
    return any;
}

static struct reason why_never(struct evaluator *e, rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    struct reason reason = reason_of(r->when         ? REASON_WHEN
                                     : r->only_while ? REASON_NOT_WHILE
                                                     : REASON_OUT_OF_SCOPE);
    reason.condition = r->when ? r->when : r->only_while;
    return reason;
}

static void judge_runs(struct evaluator *e, rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    day_number day = MAX(e->timeline->first_day,
                         MAX(e->program->in_force_from, r->in_force_from));
    day_number last = MIN(MIN(e->as_at, e->closed),
                          MIN(e->program->in_force_until, r->in_force_until));
    struct forbidden f;
    if (e->timeline->first_day > e->as_at)
        return;
    forbidden_init(&f, e, rule);
    day = next_forbidden(&f, day, last, true);
    if (day == DAY_NEVER)
        judge_unneeded(e, rule, e->timeline->first_day, why_never(e, rule));
    while (day != DAY_NEVER) {
        day_number end = next_forbidden(&f, day, last, false);
        bool runs =
            end == DAY_NEVER && last == e->as_at && e->closed == DAY_NEVER;
        if (!judge_occurrences_in(e, rule, day, MIN(end - 1, last)))
            judge_kept(e, rule, day, NULL, runs);
        if (end == DAY_NEVER)
            return;
        day = next_forbidden(&f, end, last, true);
    }
}

/* -- `before A`, `after A` -- */

/* In scope, and the rule's `only while` holds, on T's day. */
static bool is_active_at(struct evaluator *e, rule_id rule,
                         const struct occurrence *t) {
    struct claim c;
    claim_start(&c, e, rule,
                moment_at(e->world, t->day, e->program->rules[rule].target, t));
    return is_active(&c, t->day);
}

/* Each T from `from` to `to` on a day that is in scope. */
static bool judge_in_scope(struct evaluator *e, rule_id rule, day_number from,
                           day_number to) {
    struct occurrences list = e->world->events[e->program->rules[rule].target];
    bool any = false;
    for (const struct occurrence *t = first_from(list, from);
         t && t < list.at + list.count && t->day <= to; t++)
        if (t->day <= e->closed && is_in_force(e, rule, t->day) &&
            is_active_at(e, rule, t))
            any |= judge_occurrence(e, rule, t);
    return any;
}

/* The result of a prohibition that was kept; line 1 of the list comes first. */
static void judge_kept_from(struct evaluator *e, rule_id rule, day_number day,
                            const struct occurrence *a, bool runs) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, day, r->anchor, a);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    runs = runs && e->closed == DAY_NEVER &&
           leaving_after(&c, day).day == DAY_NEVER;
    govern(e, rule, &c.trigger, &options);
    for (uint32_t i = 0; i < options.count; i++)
        if (claim_is_owed(&c, &options.at[i])) {
            struct outcome o = outcome_of(runs ? STATUS_OPEN : STATUS_MET);
            o.governs = options.at[i].governs;
            claim_merge(&c, o);
        } else {
            claim_settle(&c, &options.at[i]);
        }
    claim_finish(&c);
}

static void judge_never_before(struct evaluator *e, rule_id rule) {
    const struct occurrence *a =
        first_from(e->world->events[e->program->rules[rule].anchor], DAY_NONE);
    day_number last = a ? a->day - 1 : e->as_at;
    if (e->timeline->first_day > e->as_at)
        return;
    if (!judge_in_scope(e, rule, DAY_NONE, last))
        judge_kept_from(e, rule, a ? a->day : e->timeline->first_day, a, !a);
}

static void judge_never_after(struct evaluator *e, rule_id rule) {
    struct occurrences anchors =
        e->world->events[e->program->rules[rule].anchor];
    if (anchors.count == 0 ||
        judge_in_scope(e, rule, anchors.at[0].day + 1, e->as_at))
        return;
    for (uint32_t i = 0; i < anchors.count; i++)
        judge_kept_from(e, rule, anchors.at[i].day, &anchors.at[i],
                        !first_after(anchors, anchors.at[i].day));
}

void judge_never(struct evaluator *e, rule_id rule) {
    switch ((int)e->program->rules[rule].form) {
    case RULE_NEVER_BEFORE: judge_never_before(e, rule); return;
    case RULE_NEVER_AFTER: judge_never_after(e, rule); return;
    default: judge_runs(e, rule);
    }
}

/* -- `within D of A` -- */

static void settle_minimum(struct claim *c, const struct option *option) {
    struct evaluator *e = c->e;
    const struct occurrence *t = c->held;
    struct ending end =
        earlier_ending(closing_of(c), leaving_after(c, c->trigger.day));
    struct outcome o = outcome_of(STATUS_MET);
    o.governs = option->governs;
    o.due = option->due;
    if (!claim_by_then(c, &o))
        return;
    if (t && t->day < option->due) {
        o.status = STATUS_BREACHED;
        o.done = t->day;
    } else if (end.day <= option->due) {
        o.status = STATUS_NO_LONGER_DUE;
        o.ending = end;
    } else if (e->as_at < option->due) {
        o.status = STATUS_OPEN;
    }
    claim_merge(c, o);
}

static void judge_minimum(struct evaluator *e, rule_id rule,
                          const struct occurrence *a) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, a->day, r->anchor, a);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    c.held = first_discharge(e, r->target, &m);
    window_once(&c, e->world->events[r->anchor]);
    govern(e, rule, &c.trigger, &options);
    count_from_trigger(&c, &options, NULL);
    acts_follow(&c, &options, count_from_trigger, NULL);
    for (uint32_t i = 0; i < options.count; i++)
        if (claim_is_owed(&c, &options.at[i]))
            settle_minimum(&c, &options.at[i]);
        else
            claim_settle(&c, &options.at[i]);
    claim_finish(&c);
}

void judge_never_within(struct evaluator *e, rule_id rule) {
    struct occurrences anchors =
        e->world->events[e->program->rules[rule].anchor];
    for (uint32_t i = 0; i < anchors.count; i++)
        judge_minimum(e, rule, &anchors.at[i]);
}
