// SPDX-License-Identifier: MIT
/* slow_once.c: rules that each occurrence of A triggers once. */
#include "slow/slow_parts.h"

static const struct slow_list *anchors_of(const struct slow_judge *j) {
    return slow_events(j->world, j->rule->anchor);
}

static struct slow_moment moment_of(const struct slow_judge *j,
                                    const struct slow_occurrence *a) {
    return (struct slow_moment){j->world, a->day, j->rule->anchor, a};
}

/* Line 1 of the list, but for the rule's own conditions. */
static bool is_triggered(const struct slow_judge *j,
                         const struct slow_moment *m) {
    if (slow_closed_for(m->world, m->own) < m->day)
        return false;
    return slow_in_force(j, m->day) && slow_active(j, m);
}

/* Settles what is not owed; true when it is. */
static bool is_owed(struct slow_verdict *v, const struct slow_way *way) {
    if (way->kind == SLOW_NOTHING)
        slow_verdict_add(v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
    if (way->kind == SLOW_UNDECIDED)
        slow_verdict_add(v, STATUS_CANNOT_TELL, NO_ID, DAY_NONE, DAY_NONE);
    return way->kind == SLOW_OWED;
}

static day_number next_anchor(const struct slow_judge *j, day_number day) {
    return slow_first(j->world, j->rule->anchor, day + 1, DAY_NEVER);
}

/* closing + 1 and the like, of a day that may never be. */
static day_number day_after(day_number day) {
    return day == DAY_NEVER ? day : day + 1;
}

/* -- within -- */

static void within_one(struct slow_judge *j, const struct slow_occurrence *a) {
    struct slow_moment m = moment_of(j, a);
    struct slow_verdict v;
    struct slow_ways ways;
    if (!is_triggered(j, &m)) {
        slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    day_number closed = slow_closed_for(j->world, a),
               left = slow_leaving(j, &m);
    slow_verdict_start(&v, j, a->day);
    slow_govern(j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct slow_way *way = &ways.at[i];
        slow_count(j, way, &m, a->day, 0, 1);
        if (!is_owed(&v, way))
            continue;
        struct slow_frame f = {.trigger = m,
                               .from = a->day,
                               .last = DAY_NEVER,
                               .end = MIN(closed, left)};
        f.cut = MIN(MIN(next_anchor(j, way->due), left), day_after(closed));
        slow_settle(&v, j, &f, way->governs, way->due);
    }
    slow_verdict_end(&v, j);
}

void slow_judge_within(struct slow_judge *j) {
    for (size_t i = 0; i < anchors_of(j)->all.len; i++)
        within_one(j, &anchors_of(j)->all.at[i]);
}

/* -- follow -- */

static void follow_owed(struct slow_verdict *v, const struct slow_judge *j,
                        const struct slow_moment *m, rule_id governs) {
    day_number next = next_anchor(j, m->day);
    day_number end = MIN(slow_closed_for(j->world, m->own), slow_leaving(j, m));
    day_number held = slow_held(j, m->own, m->day, next - 1);
    enum status status = STATUS_OPEN;
    if (held != DAY_NEVER)
        status = STATUS_MET;
    else if (end != DAY_NEVER && end <= next)
        status = STATUS_NO_LONGER_DUE;
    else if (next <= j->world->as_at)
        status = STATUS_MISSED;
    slow_verdict_add(v, status, governs, DAY_NONE,
                     held == DAY_NEVER ? DAY_NONE : held);
}

static void follow_one(struct slow_judge *j, const struct slow_occurrence *a) {
    struct slow_moment m = moment_of(j, a), then = m;
    struct slow_verdict v;
    struct slow_ways ways;
    if (!is_triggered(j, &m)) {
        slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    then.day = j->world->as_at;
    enum slow_tri by_then = slow_condition(j->rule->by_then, &then);
    slow_verdict_start(&v, j, a->day);
    slow_govern(j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        if (!is_owed(&v, &ways.at[i]))
            continue;
        if (by_then != SLOW_NO)
            follow_owed(&v, j, &m, ways.at[i].governs);
        if (by_then != SLOW_YES)
            slow_verdict_add(&v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE,
                             DAY_NONE);
    }
    slow_verdict_end(&v, j);
}

void slow_judge_follow(struct slow_judge *j) {
    for (size_t i = 0; i < anchors_of(j)->all.len; i++)
        follow_one(j, &anchors_of(j)->all.at[i]);
}

/* -- must not happen within D of A -- */

static void never_within_owed(struct slow_verdict *v,
                              const struct slow_judge *j,
                              const struct slow_moment *m,
                              const struct slow_way *way) {
    struct slow_moment then = *m;
    then.day = MIN(way->due, j->world->as_at);
    enum slow_tri by_then = slow_condition(j->rule->by_then, &then);
    day_number held = slow_held(j, m->own, m->day, way->due - 1);
    day_number end = MIN(slow_closed_for(j->world, m->own), slow_leaving(j, m));
    enum status status = STATUS_MET;
    if (held != DAY_NEVER)
        status = STATUS_BREACHED;
    else if (end <= way->due)
        status = STATUS_NO_LONGER_DUE;
    else if (j->world->as_at < way->due)
        status = STATUS_OPEN;
    if (by_then != SLOW_NO)
        slow_verdict_add(v, status, way->governs, way->due,
                         held == DAY_NEVER ? DAY_NONE : held);
    if (by_then != SLOW_YES)
        slow_verdict_add(v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
}

static void never_within_one(struct slow_judge *j,
                             const struct slow_occurrence *a) {
    struct slow_moment m = moment_of(j, a);
    struct slow_verdict v;
    struct slow_ways ways;
    if (!is_triggered(j, &m)) {
        slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    slow_verdict_start(&v, j, a->day);
    slow_govern(j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        slow_count(j, &ways.at[i], &m, a->day, 0, 1);
        if (is_owed(&v, &ways.at[i]))
            never_within_owed(&v, j, &m, &ways.at[i]);
    }
    slow_verdict_end(&v, j);
}

void slow_judge_never_within(struct slow_judge *j) {
    for (size_t i = 0; i < anchors_of(j)->all.len; i++)
        never_within_one(j, &anchors_of(j)->all.at[i]);
}

/* -- before A -- */

/* The days on which T is in time, and those on which it is late. */
struct before_windows {
    day_number from, due, late_until, limit; /* limit: the day that is shown */
};

static struct before_windows windows_of(const struct slow_judge *j,
                                        const struct slow_occurrence *a,
                                        day_number counted) {
    const struct slow_occurrence *previous =
        slow_latest(j->world, j->rule->anchor, a->day - 1);
    struct before_windows res = {.late_until = DAY_NONE, .limit = a->day};
    res.from = previous ? previous->day + 1 : DAY_NONE + 1;
    res.due = a->day;
    if (j->rule->form == RULE_AT_LEAST_BEFORE) {
        res.due = res.limit = counted;
        res.late_until = a->day;
    } else if (j->rule->form == RULE_WITHIN_BEFORE) {
        res.from = counted;
    }
    return res;
}

static void before_owed(struct slow_verdict *v, const struct slow_judge *j,
                        const struct slow_moment *m,
                        const struct slow_way *way) {
    day_number as_at = j->world->as_at;
    struct before_windows win = windows_of(j, m->own, way->due);
    day_number held = slow_held(j, m->own, win.from, MIN(win.due, as_at));
    bool ahead = m->own->day > as_at;
    enum status status = STATUS_MET;
    struct slow_moment then = *m;
    then.day = MIN(win.limit, as_at);
    enum slow_tri by_then = slow_condition(j->rule->by_then, &then);
    if (held == DAY_NEVER) {
        held = slow_held(j, m->own, MAX(win.from, win.due + 1),
                         MIN(win.late_until, as_at));
        if (held != DAY_NEVER)
            status = STATUS_MET_LATE;
        else if (!ahead)
            status = STATUS_BREACHED;
        else
            status = as_at <= win.limit ? STATUS_OPEN : STATUS_OVERDUE;
    }
    if (by_then != SLOW_NO)
        slow_verdict_add(v, status, way->governs, win.limit,
                         held == DAY_NEVER ? DAY_NONE : held);
    if (by_then != SLOW_YES)
        slow_verdict_add(v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
}

/* `m`: the day on which the conditions are judged, and A itself. */
static void before_one(struct slow_judge *j, const struct slow_moment *m) {
    struct slow_verdict v;
    struct slow_ways ways;
    slow_verdict_start(&v, j, m->own->day);
    slow_govern(j->id, m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        if (j->rule->form == RULE_BEFORE)
            ways.at[i].due = m->own->day;
        else
            slow_count(j, &ways.at[i], m, m->own->day, 0, -1);
        if (is_owed(&v, &ways.at[i]))
            before_owed(&v, j, m, &ways.at[i]);
    }
    slow_verdict_end(&v, j);
}

static void before_held(struct slow_judge *j, const struct slow_occurrence *a) {
    struct slow_moment m = moment_of(j, a);
    if (is_triggered(j, &m))
        before_one(j, &m);
    else
        slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
}

/* The earliest A that lies ahead, if the case is still open and in scope. */
static void before_ahead(struct slow_judge *j) {
    const struct slow_list *ahead = slow_events(j->planned, j->rule->anchor);
    for (size_t i = 0; i < ahead->all.len; i++) {
        const struct slow_occurrence *a = &ahead->all.at[i];
        if (a->day <= j->world->as_at)
            continue;
        struct slow_moment m = moment_of(j, a);
        m.day = j->world->as_at;
        if (slow_closed(j->world) != DAY_NEVER || !slow_active(j, &m))
            return;
        if (slow_in_force(j, a->day))
            before_one(j, &m);
        else
            slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
}

void slow_judge_before(struct slow_judge *j) {
    size_t count = anchors_of(j)->all.len;
    if (j->rule->first_only && count > 1)
        count = 1;
    for (size_t i = 0; i < count; i++)
        before_held(j, &anchors_of(j)->all.at[i]);
    if (!j->rule->first_only || count == 0)
        before_ahead(j);
}
