// SPDX-License-Identifier: MIT
/* series.c: `T must happen every D from A until U`, rolling, in phases.
 *
 * A series begins at each A.  A round counts from the T that was actually
 * held before it; while it runs, the day it is due by moves when conditions
 * change: tightening bites at once, relaxing never cures what is already
 * late.  A day out of scope never resets a clock. */
#include "eval/act.h"
#include "eval/recipients.h"
#include "eval/round.h"

struct series {
    struct evaluator *e;
    const struct rule *rule;
    rule_id id;
    const struct occurrence *anchor;
    struct ending end; /* until, a new A, closing, the last phase's end */
    uint32_t phase;
    day_number begun; /* the day the phase began */
};

static struct moment moment_of(const struct series *s, day_number day) {
    return moment_at(s->e->world, day, s->rule->anchor, s->anchor);
}

/* -- ends -- */

/* The day the phase's `for D` is over; DAY_NEVER without one. */
static day_number phase_over(const struct series *s) {
    const struct phase *p = &s->rule->phases[s->phase];
    struct moment m = moment_of(s, s->anchor->day);
    struct duration d;
    day_number over;
    if (!length_value(&p->lasts, &m, &d) ||
        day_add(s->rule->calendar, s->begun, d, 1, false, &over) != DAY_OK)
        return DAY_NEVER;
    return over;
}

/* What ends the series, as it stands in this phase: when this and all further
 * phases last for so long only, their end too. */
static struct ending series_end(const struct series *s) {
    struct ending end = s->end;
    struct series at = *s;
    day_number over = phase_over(&at);
    while (over != DAY_NEVER && at.phase + 1 < s->rule->phase_count) {
        at.begun = over;
        at.phase++;
        over = phase_over(&at);
    }
    if (over != DAY_NEVER)
        end = earlier_ending(
            end, (struct ending){over, over + 1, REASON_ENDED_UNTIL, NO_ID});
    return end;
}

/* Moves to the phase that `day` lies in. */
static void advance_to(struct series *s, day_number day) {
    while (s->phase + 1 < s->rule->phase_count) {
        day_number over = phase_over(s);
        if (over == DAY_NEVER || day < over)
            return;
        s->begun = over;
        s->phase++;
    }
}

/* A T was held: a phase that asks for one only is over. False when it was
 * the last. */
static bool advance_held(struct series *s, day_number day) {
    if (!s->rule->phases[s->phase].repeats) {
        if (++s->phase == s->rule->phase_count)
            return false;
        s->begun = day;
    }
    advance_to(s, day);
    return true;
}

/* -- changes -- */

/* Every change of the round, in the order of days; `last` is the last day
 * that is looked at. */
static void follow_changes(struct series *s, struct claim *c,
                           struct options *standing, day_number last) {
    struct series at = *s; /* the phase moves on with the days */
    struct options before = *standing, now;
    day_number day = c->trigger.day;
    for (;;) {
        struct moment m = c->trigger;
        m.day = day;
        day_number wake = MIN(next_wake(s->rule->wakes, &m, day, last),
                              act_next_day(c, day, last));
        day_number over =
            at.phase + 1 < at.rule->phase_count ? phase_over(&at) : DAY_NEVER;
        day = MIN(wake, over > day ? over : DAY_NEVER);
        if (day == DAY_NEVER || day > last)
            return;
        advance_to(&at, day);
        m.day = c->window.as_of = day;
        govern(s->e, s->id, &m, &now);
        count_due(s->e, &now, &m, c->from, at.phase, 1);
        round_change(c, standing, &before, &now, day, at.phase);
        act_extend(c, standing, day);
    }
}

/* -- rounds -- */

/* The T that ends the round: on a later day than its first; a first phase
 * that asks for one only takes it on that day too. */
static const struct occurrence *held_in(const struct series *s,
                                        day_number trigger, struct ending end) {
    struct occurrences all = s->e->world->events[s->rule->target];
    bool same_day = s->phase == 0 && !s->rule->phases[0].repeats;
    const struct occurrence *t =
        same_day ? first_from(all, trigger) : first_after(all, trigger);
    while (t && same_day && !is_another(s->rule, t, s->anchor))
        t = t + 1 < all.at + all.count ? t + 1 : NULL;
    return t && t->day < end.cut ? t : NULL;
}

static void count_missed_intervals(const struct series *s,
                                   const struct claim *c, struct instance *i) {
    day_number until = c->held ? c->held->day : s->e->as_at;
    struct moment m = c->trigger;
    struct duration d;
    if (i->governs == NO_ID || i->due == DAY_NONE || until <= i->due)
        return;
    const struct phase *p = governing_phase(s->e, i->governs, s->phase);
    if (!length_value(&p->figure, &m, &d) || d.count <= 0)
        return;
    struct duration j = d;
    day_number day;
    for (j.count = 2 * d.count;
         day_add(s->rule->calendar, c->from, j, 1, s->rule->counting_day,
                 &day) == DAY_OK &&
         day <= until;
         j.count += d.count)
        i->intervals_missed++;
}

/* One round; returns the day that the next one starts on: what discharged it,
 * or the due day that was waived; DAY_NEVER when neither. */
static day_number judge_round(struct series *s, day_number trigger,
                              day_number from) {
    struct evaluator *e = s->e;
    struct moment m = moment_of(s, trigger);
    struct options standing;
    struct claim c;
    claim_start(&c, e, s->id, m);
    c.from = from;
    c.phase = s->phase;
    c.ending = series_end(s);
    const struct occurrence *first = c.held = held_in(s, trigger, c.ending);
    hold_reached(&c, c.ending.cut);
    c.window.series = s->anchor->day;
    c.window.next = c.held ? c.held->day : DAY_NEVER;
    govern(e, s->id, &c.trigger, &standing);
    count_due(e, &standing, &c.trigger, from, s->phase, 1);
    for (uint32_t i = 0; i < standing.count; i++)
        standing.at[i].due = MAX(standing.at[i].due, trigger);
    act_extend(&c, &standing, trigger);
    day_number last = MIN(e->as_at, c.ending.cut - 1);
    if (c.held)
        last = MIN(last, c.held->day - 1);
    follow_changes(s, &c, &standing, last);
    claim_settle_all(&c, &standing);
    struct instance *i = finish_reached(&c, first);
    count_missed_intervals(s, &c, i);
    if (i->excused == EXCUSE_WAIVED)
        return i->due;
    return c.held ? c.held->day : DAY_NEVER;
}

/* -- the series -- */

/* Back in scope on `day`: the T's held meanwhile count, and move the phases
 * on; returns the day to count from, DAY_NEVER when nothing more is asked. */
static day_number caught_up(struct series *s, day_number after,
                            day_number day) {
    struct occurrences all = s->e->world->events[s->rule->target];
    bool same_day = s->phase == 0 && !s->rule->phases[0].repeats;
    day_number counted = DAY_NONE;
    for (const struct occurrence *t = same_day ? first_from(all, after)
                                               : first_after(all, after);
         t && t < all.at + all.count && t->day <= day; t++) {
        if (t->day == counted || !is_another(s->rule, t, s->anchor))
            continue;
        after = counted = t->day;
        if (!advance_held(s, t->day))
            return DAY_NEVER;
    }
    advance_to(s, day);
    return after;
}

/* Rounds that began under the version before are that version's: on to the
 * first that begins under this one. False when there is none yet. */
static bool skip_earlier_version(struct series *s, day_number *trigger) {
    struct occurrences all = s->e->world->events[s->rule->target];
    while (*trigger < s->e->program->in_force_from) {
        bool same_day = s->phase == 0 && !s->rule->phases[0].repeats;
        const struct occurrence *t =
            same_day ? first_from(all, *trigger) : first_after(all, *trigger);
        if (!t || t->day >= series_end(s).cut || !advance_held(s, t->day))
            return false;
        *trigger = t->day;
    }
    return true;
}

static void judge_one(struct series *s) {
    struct claim scope; /* for asking about scope and `only while` */
    claim_start(&scope, s->e, s->id, moment_of(s, s->anchor->day));
    day_number trigger = s->anchor->day, from = trigger;
    bool first = true;
    if (s->rule->continues && !skip_earlier_version(s, &trigger))
        return;
    from = trigger;
    while (first || trigger < series_end(s).cut) {
        day_number held = DAY_NEVER;
        bool active =
            is_active(&scope, trigger) && is_in_force(s->e, s->id, trigger);
        if (s->rule->phases[s->phase].fixed) {
            judge_windows(s->e, s->id, s->anchor, s->begun, s->phase);
            return;
        }
        if (active || first)
            held = judge_round(s, trigger, from);
        first = false;
        day_number left = active ? leaving_after(&scope, trigger).day : trigger;
        if (active && held < left) {
            if (!advance_held(s, held))
                return;
            trigger = from = held;
            continue;
        }
        if (left == DAY_NEVER)
            return;
        trigger = resume_after(&scope, left, s->e->as_at);
        if (trigger == DAY_NEVER)
            return;
        from = caught_up(s, from, trigger);
        if (from == DAY_NEVER)
            return;
    }
}

void judge_series(struct evaluator *e, rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    struct occurrences anchors = e->world->events[r->anchor];
    struct series s = {.e = e, .rule = r, .id = rule};
    for (uint32_t i = 0; i < anchors.count; i++) {
        if (i + 1 < anchors.count && anchors.at[i].day == anchors.at[i + 1].day)
            continue; /* several on one day begin one series */
        s.anchor = &anchors.at[i];
        s.end = series_end_of(e, r, s.anchor);
        s.phase = 0;
        s.begun = s.anchor->day;
        judge_one(&s);
    }
}
