// SPDX-License-Identifier: MIT
/* once.c: sentences that are owed once for each occurrence of their trigger:
 * `T must happen within D of A` and `T must follow A`. */
#include "eval/act.h"
#include "eval/recipients.h"

bool is_another(const struct rule *r, const struct occurrence *t,
                const struct occurrence *a) {
    return r->target != r->anchor || !is_same(t, a);
}

const struct occurrence *first_discharge(const struct evaluator *e,
                                         event_id target,
                                         const struct moment *trigger) {
    struct occurrences list = e->world->events[target];
    const struct occurrence *t = first_from(list, trigger->day);
    while (t && target == trigger->own_event && is_same(t, trigger->own))
        t = t + 1 < list.at + list.count ? t + 1 : NULL;
    return t;
}

void window_once(struct claim *c, struct occurrences triggers) {
    day_number day = c->trigger.day;
    const struct occurrence *next = first_after(triggers, day);
    c->window.next = next ? next->day : DAY_NEVER;
    c->window.twice =
        count_until(triggers, day) - count_until(triggers, day - 1) > 1;
}

void window_each(struct claim *c, struct occurrences triggers) {
    window_once(c, triggers);
    c->window.series = DAY_NONE;
}

struct instance *finish_reached(struct claim *c,
                                const struct occurrence *first) {
    enum status s = c->merged.status;
    if (c->e->program->rules[c->rule].recipient_count > 0 &&
        (s == STATUS_OPEN || s == STATUS_OVERDUE || s == STATUS_MISSED ||
         s == STATUS_BREACHED || s == STATUS_CANNOT_TELL))
        note_unreached(c, first);
    return claim_finish(c);
}

void count_from_trigger(struct claim *c, struct options *options, void *with) {
    (void)with;
    count_due(c->e, options, &c->trigger, c->from, 0, 1);
}

static void within_one(struct evaluator *e, rule_id rule,
                       const struct occurrence *a) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, a->day, r->anchor, a);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    const struct occurrence *first = first_discharge(e, r->target, &m);
    struct reached reached = reached_everyone(&c, first);
    c.held = reached.latest;
    c.again = e->world->events[r->anchor];
    window_once(&c, c.again);
    govern(e, rule, &c.trigger, &options);
    count_from_trigger(&c, &options, NULL);
    acts_follow(&c, &options, count_from_trigger, NULL);
    claim_settle_reached(&c, &options, reached);
    finish_reached(&c, first);
}

void judge_within(struct evaluator *e, rule_id rule) {
    struct occurrences anchors =
        e->world->events[e->program->rules[rule].anchor];
    for (uint32_t i = 0; i < anchors.count; i++)
        within_one(e, rule, &anchors.at[i]);
}

/* Owed with no date set, until the next A or the end. */
static void follow_settle(struct claim *c, const struct occurrence *next) {
    struct ending end =
        earlier_ending(closing_of(c), leaving_after(c, c->trigger.day));
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
    } else if (act_waiver(c, DAY_NEVER)) {
        o.status = STATUS_MET;
        o.excused = EXCUSE_WAIVED;
    } else if (over <= c->e->as_at) {
        o.status = STATUS_MISSED;
        o.ending = (struct ending){over, over, REASON_ENDED_AGAIN,
                                   c->trigger.own_event};
    }
    claim_merge(c, o);
}

/* No date is set: it is owed for ever. */
static void count_follow(struct claim *c, struct options *options, void *with) {
    (void)c, (void)with;
    for (uint32_t i = 0; i < options->count; i++)
        options->at[i].due = DAY_NEVER;
}

static void follow_settle_all(struct claim *c, const struct options *options,
                              const struct occurrence *next) {
    for (uint32_t i = 0; i < options->count; i++)
        if (claim_is_owed(c, &options->at[i]))
            follow_settle(c, next);
        else
            claim_settle(c, &options->at[i]);
}

static void follow_one(struct evaluator *e, rule_id rule,
                       const struct occurrence *a) {
    const struct rule *r = &e->program->rules[rule];
    struct moment m = moment_at(e->world, a->day, r->anchor, a);
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, m);
    const struct occurrence *first = first_discharge(e, r->target, &m);
    struct reached reached = reached_everyone(&c, first);
    c.held = reached.latest;
    window_once(&c, e->world->events[r->anchor]);
    govern(e, rule, &c.trigger, &options);
    count_follow(&c, &options, NULL);
    acts_follow(&c, &options, count_follow, NULL);
    const struct occurrence *next =
        first_after(e->world->events[r->anchor], a->day);
    follow_settle_all(&c, &options, next);
    if (reached.earliest != reached.latest) {
        c.held = reached.earliest;
        follow_settle_all(&c, &options, next);
    }
    if (c.merged.due == DAY_NEVER)
        c.merged.due = c.due_last = DAY_NONE;
    finish_reached(&c, first);
}

void judge_follow(struct evaluator *e, rule_id rule) {
    struct occurrences anchors =
        e->world->events[e->program->rules[rule].anchor];
    for (uint32_t i = 0; i < anchors.count; i++)
        follow_one(e, rule, &anchors.at[i]);
}
