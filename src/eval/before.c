// SPDX-License-Identifier: MIT
/* before.c: sentences that look back from an event: `at least D before A`,
 * `within D before A`, `before A`.
 *
 * Each A that was held is judged; and of those still ahead (booked, or a day
 * computed beforehand) the earliest one, so that a worker sees in time what
 * has to come before it. */
#include "eval/act.h"
#include "eval/recipients.h"

/* The last A on an earlier day; DAY_NONE. */
static day_number previous_day(struct occurrences anchors, day_number day) {
    const struct occurrence *o = last_until(anchors, day - 1);
    return o ? o->day : DAY_NONE;
}

/* The first T on `from` or later, up to `to`, that is not A itself. */
static const struct occurrence *discharge(struct evaluator *e,
                                          const struct rule *r,
                                          const struct occurrence *a,
                                          day_number from, day_number to) {
    struct occurrences list = e->world->events[r->target];
    for (const struct occurrence *t = first_from(list, from);
         t && t < list.at + list.count && t->day <= to; t++)
        if (is_another(r, t, a))
            return t;
    return NULL;
}

/* Lines 2 to 6 for a sentence that looks back. `ahead`: A is yet to come;
 * `strict`: whom nobody recorded as reached was not. */
static void settle_before(struct claim *c, const struct option *option,
                          day_number previous, bool ahead, bool strict) {
    struct evaluator *e = c->e;
    const struct rule *r = &e->program->rules[c->rule];
    const struct occurrence *a = c->trigger.own;
    day_number first = previous == DAY_NONE ? DAY_NONE : previous + 1;
    day_number last = ahead ? MIN(e->as_at, a->day) : a->day;
    struct outcome o = {.governs = option->governs,
                        .due = a->day,
                        .done = DAY_NONE,
                        .ending = NO_ENDING};
    if (r->form == RULE_AT_LEAST_BEFORE)
        o.due = option->due;
    if (r->form == RULE_WITHIN_BEFORE)
        first = option->due;
    if (!claim_by_then(c, &o))
        return;
    struct reached reached =
        reached_everyone(c, discharge(e, r, a, first, last));
    const struct occurrence *t = strict ? reached.latest : reached.earliest;
    bool late = t && t->day > o.due;
    if (t && t->day <= last && (!late || r->form == RULE_AT_LEAST_BEFORE)) {
        o.status = late ? STATUS_MET_LATE : STATUS_MET;
        o.done = t->day;
    } else if (act_waiver(c, a->day)) {
        o.status = STATUS_MET;
        o.excused = EXCUSE_WAIVED;
    } else {
        o.status = !ahead              ? STATUS_BREACHED
                   : e->as_at <= o.due ? STATUS_OPEN
                                       : STATUS_OVERDUE;
    }
    claim_merge(c, o);
}

/* One A; its conditions are judged on `judged`. */
static void judge_anchor(struct evaluator *e, rule_id rule,
                         const struct occurrence *a, day_number judged) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, judged, r->anchor, a);
    bool ahead = a->day > e->as_at;
    m.planned = ahead ? e->planned : NULL;
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    c.from = c.in_force_on = a->day;
    day_number previous = previous_day(e->world->events[r->anchor], a->day);
    c.window = (struct act_window){.trigger = a->day,
                                   .from = previous == DAY_NONE ? DAY_NONE
                                                                : previous + 1,
                                   .next = a->day + 1,
                                   .as_of = judged};
    c.window.series = c.window.from;
    govern(e, rule, &c.trigger, &options);
    if (r->form != RULE_BEFORE)
        count_due(e, &options, &m, a->day, 0, -1);
    for (uint32_t i = 0; i < options.count; i++)
        if (claim_is_owed(&c, &options.at[i])) {
            settle_before(&c, &options.at[i], previous, ahead, false);
            if (r->recipient_count > 0)
                settle_before(&c, &options.at[i], previous, ahead, true);
        } else {
            claim_settle(&c, &options.at[i]);
        }
    if (ahead) {
        struct reason reason = reason_of(REASON_BOOKED);
        reason.event = r->anchor;
        reason.day = a->day;
        claim_reason(&c, reason);
    }
    c.trigger.day = a->day;
    finish_reached(&c, discharge(e, r, a, c.window.from, a->day));
}

/* The earliest A after as-at, if the case is open and in scope. */
static void judge_ahead(struct evaluator *e, rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    if (!e->planned || e->closed <= e->as_at)
        return;
    if (r->first_only && e->world->events[r->anchor].count > 0)
        return;
    const struct occurrence *a =
        first_after(e->planned->events[r->anchor], e->as_at);
    struct claim c;
    if (!a)
        return;
    struct moment m = moment_at(e->world, e->as_at, r->anchor, a);
    m.planned = e->planned;
    claim_start(&c, e, rule, m);
    if (is_active(&c, e->as_at))
        judge_anchor(e, rule, a, e->as_at);
}

void judge_before(struct evaluator *e, rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    struct occurrences anchors = e->world->events[r->anchor];
    uint32_t count = r->first_only ? MIN(anchors.count, 1u) : anchors.count;
    for (uint32_t i = 0; i < count; i++)
        judge_anchor(e, rule, &anchors.at[i], anchors.at[i].day);
    judge_ahead(e, rule);
}
