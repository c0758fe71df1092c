// SPDX-License-Identifier: MIT
/* once.c: sentences that are owed once for each occurrence of their trigger:
 * `T must happen within D of A` and `T must follow A`. */
#include "eval/judge.h"

bool is_another(const struct rule *r, const struct occurrence *t,
                const struct occurrence *a)
{
    return r->target != r->anchor || !is_same(t, a);
}

const struct occurrence *first_discharge(const struct evaluator *e,
                                         event_id target,
                                         const struct moment *trigger)
{
    struct occurrences list = e->world->events[target];
    const struct occurrence *t = first_from(list, trigger->day);
    while (t && target == trigger->own_event && is_same(t, trigger->own))
        t = t + 1 < list.at + list.count ? t + 1 : NULL;
    return t;
}

static void within_one(struct evaluator *e, rule_id rule,
                       const struct occurrence *a)
{
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, a->day, r->anchor, a);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    c.held = first_discharge(e, r->target, &m);
    c.again = e->world->events[r->anchor];
    govern(e, rule, &m, &options);
    count_due(e, &options, &m, a->day, 0, 1);
    claim_settle_all(&c, &options);
    claim_finish(&c);
}

void judge_within(struct evaluator *e, rule_id rule)
{
    struct occurrences anchors =
        e->world->events[e->program->rules[rule].anchor];
    for (uint32_t i = 0; i < anchors.count; i++)
        within_one(e, rule, &anchors.at[i]);
}

/* Owed with no date set, until the next A or the end. */
static void follow_settle(struct claim *c, const struct occurrence *next)
{
    struct ending end = earlier_ending(
        closing_of(c), leaving_after(c, c->trigger.day));
    day_number over = next ? next->day : DAY_NEVER;
    struct outcome o = {.status = STATUS_OPEN,
                        .governs = c->rule,
                        .due = DAY_NONE,
                        .done = DAY_NONE,
                        .ending = end};
    if (c->held && c->held->day < over) {
        o.status = STATUS_MET;
        o.done = c->held->day;
    } else if (end.day <= c->e->as_at && end.day <= over) {
        o.status = STATUS_NO_LONGER_DUE;
    } else if (over <= c->e->as_at) {
        o.status = STATUS_MISSED;
        o.ending = (struct ending){over, over, REASON_ENDED_AGAIN,
                                   c->trigger.own_event};
    }
    claim_merge(c, o);
}

/* Line 1 of the list is the same for all; only then does the form matter. */
static void follow_option(struct claim *c, const struct option *option,
                          const struct occurrence *next)
{
    struct option never = *option;
    never.due = DAY_NEVER;
    if (claim_is_owed(c, option))
        follow_settle(c, next);
    else
        claim_settle(c, &never);
}

static void follow_one(struct evaluator *e, rule_id rule,
                       const struct occurrence *a)
{
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, a->day, r->anchor, a);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    c.held = first_discharge(e, r->target, &m);
    govern(e, rule, &m, &options);
    const struct occurrence *next =
        first_after(e->world->events[r->anchor], a->day);
    for (uint32_t i = 0; i < options.count; i++)
        follow_option(&c, &options.at[i], next);
    if (c.merged.due == DAY_NEVER)
        c.merged.due = c.due_last = DAY_NONE;
    claim_finish(&c);
}

void judge_follow(struct evaluator *e, rule_id rule)
{
    struct occurrences anchors =
        e->world->events[e->program->rules[rule].anchor];
    for (uint32_t i = 0; i < anchors.count; i++)
        follow_one(e, rule, &anchors.at[i]);
}
