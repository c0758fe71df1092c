// SPDX-License-Identifier: MIT
/* slow_once.c: rules that each occurrence of A triggers once. */
#include "slow/slow_parts.h"

static const struct slow_list *anchors_of(const struct slow_judge *j) {
    return slow_events(j->world, j->rule->anchor);
}

static struct slow_moment moment_of(const struct slow_judge *j,
                                    const struct slow_occurrence *a) {
    return (struct slow_moment){.world = j->world,
                                .day = a->day,
                                .own_event = j->rule->anchor,
                                .own = a,
                                .agreed = a->day};
}

/* The due day by the rule's figure. */
static void count_from_trigger(const struct slow_judge *j, struct slow_way *way,
                               const struct slow_moment *m, void *with) {
    (void)with;
    slow_count(j, way, m, m, m->day, 0, 1);
}

/* Nothing is counted. */
static void count_nothing(const struct slow_judge *j, struct slow_way *way,
                          const struct slow_moment *m, void *with) {
    (void)j, (void)m, (void)with;
    way->due = way->before = DAY_NEVER;
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
    struct slow_owner owner = slow_owner_of(anchors_of(j), a->day);
    struct slow_verdict v;
    struct slow_ways ways;
    m.owner = &owner;
    if (!is_triggered(j, &m)) {
        slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    day_number closed = slow_closed_for(j->world, a),
               left = slow_leaving(j, &m);
    slow_verdict_start(&v, j, a->day);
    slow_once_standing(j, &m, count_from_trigger, NULL, a->day,
                       slow_reached(j, &m, a->day, DAY_NEVER, false), &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct slow_way *way = &ways.at[i];
        if (!is_owed(&v, way))
            continue;
        struct slow_frame f = {.trigger = m,
                               .from = a->day,
                               .last = DAY_NEVER,
                               .end = MIN(closed, left)};
        f.cut = MIN(MIN(next_anchor(j, way->due), left), day_after(closed));
        slow_settle(&v, j, &f, way);
    }
    slow_verdict_end_of(&v, j, &owner);
}

void slow_judge_within(struct slow_judge *j) {
    for (size_t i = 0; i < anchors_of(j)->all.len; i++)
        within_one(j, &anchors_of(j)->all.at[i]);
}

/* -- follow -- */

static void follow_owed(struct slow_verdict *v, const struct slow_judge *j,
                        const struct slow_moment *m, rule_id governs,
                        bool generous) {
    day_number next = next_anchor(j, m->day);
    day_number end = MIN(slow_closed_for(j->world, m->own), slow_leaving(j, m));
    day_number held = slow_reached(j, m, m->day, next - 1, generous);
    struct slow_instance i = {.status = STATUS_MET,
                              .governs = governs,
                              .due = DAY_NONE,
                              .due_before = DAY_NONE};
    if (held == DAY_NEVER && end != DAY_NEVER && end <= next)
        i.status = STATUS_NO_LONGER_DUE;
    else if (held == DAY_NEVER && slow_waived(j, m->owner, DAY_NEVER))
        i.excused = SLOW_WAIVED;
    else if (held == DAY_NEVER)
        i.status = next <= j->world->as_at ? STATUS_MISSED : STATUS_OPEN;
    i.done = held == DAY_NEVER ? DAY_NONE : held;
    slow_verdict_put(v, i);
}

static void follow_one(struct slow_judge *j, const struct slow_occurrence *a) {
    struct slow_owner owner = slow_owner_of(anchors_of(j), a->day);
    struct slow_moment m = moment_of(j, a), then;
    struct slow_verdict v;
    struct slow_ways ways;
    if (!is_triggered(j, &m)) {
        slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    m.owner = &owner;
    then = m;
    then.day = j->world->as_at;
    enum slow_tri by_then = slow_condition(j->rule->by_then, &then);
    slow_verdict_start(&v, j, a->day);
    slow_once_standing(j, &m, count_nothing, NULL, DAY_NONE,
                       slow_reached(j, &m, a->day, DAY_NEVER, false), &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        if (!is_owed(&v, &ways.at[i]))
            continue;
        for (int strict = 0; strict < 2 && by_then != SLOW_NO; strict++)
            follow_owed(&v, j, &m, ways.at[i].governs, strict == 0);
        if (by_then != SLOW_YES)
            slow_verdict_add(&v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE,
                             DAY_NONE);
    }
    slow_verdict_end_of(&v, j, &owner);
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
    struct slow_owner owner = slow_owner_of(anchors_of(j), a->day);
    struct slow_moment m = moment_of(j, a);
    struct slow_verdict v;
    struct slow_ways ways;
    m.owner = &owner;
    if (!is_triggered(j, &m)) {
        slow_report(j, a->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    slow_verdict_start(&v, j, a->day);
    slow_once_standing(j, &m, count_from_trigger, NULL, a->day,
                       slow_reached(j, &m, a->day, DAY_NEVER, false), &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        if (is_owed(&v, &ways.at[i]))
            never_within_owed(&v, j, &m, &ways.at[i]);
    }
    slow_verdict_end_of(&v, j, &owner);
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
        res.limit = counted;
        res.due = MIN(counted, a->day); /* rolling may lead past A */
        res.late_until = a->day;
    } else if (j->rule->form == RULE_WITHIN_BEFORE) {
        res.from = counted;
    }
    return res;
}

static void before_owed(struct slow_verdict *v, const struct slow_judge *j,
                        const struct slow_moment *m, const struct slow_way *way,
                        bool generous) {
    day_number as_at = j->world->as_at;
    struct before_windows win = windows_of(j, m->own, way->due);
    day_number held =
        slow_reached(j, m, win.from, MIN(win.due, as_at), generous);
    bool ahead = m->own->day > as_at;
    struct slow_instance i = {.status = STATUS_MET,
                              .governs = way->governs,
                              .due = win.limit,
                              .due_before = win.limit};
    if (held == DAY_NEVER && slow_waived(j, m->owner, win.limit)) {
        i.excused = SLOW_WAIVED;
    } else if (held == DAY_NEVER) {
        held =
            slow_reached(j, m, win.from, MIN(win.late_until, as_at), generous);
        if (held != DAY_NEVER)
            i.status = STATUS_MET_LATE;
        else if (!ahead)
            i.status = STATUS_BREACHED;
        else
            i.status = as_at <= win.limit ? STATUS_OPEN : STATUS_OVERDUE;
    }
    i.done = held == DAY_NEVER ? DAY_NONE : held;
    slow_verdict_put(v, i);
}

static void before_way(struct slow_verdict *v, const struct slow_judge *j,
                       const struct slow_moment *m,
                       const struct slow_way *way) {
    struct slow_moment then = *m;
    then.day = MIN(windows_of(j, m->own, way->due).limit, j->world->as_at);
    enum slow_tri by_then = slow_condition(j->rule->by_then, &then);
    for (int strict = 0; strict < 2 && by_then != SLOW_NO; strict++)
        before_owed(v, j, m, way, strict == 0);
    if (by_then != SLOW_YES)
        slow_verdict_add(v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
}

/* Whose acts are those of the days since the A before. */
static struct slow_owner owner_before(const struct slow_judge *j,
                                      const struct slow_occurrence *a) {
    const struct slow_occurrence *previous =
        slow_latest(j->world, j->rule->anchor, a->day - 1);
    struct slow_owner res = slow_owner_of(
        a->day > j->world->as_at ? slow_events(j->planned, j->rule->anchor)
                                 : anchors_of(j),
        a->day);
    res.from = res.series = previous ? previous->day + 1 : DAY_NONE + 1;
    res.last = a->day;
    return res;
}

static void before_one(struct slow_judge *j, struct slow_moment *m) {
    struct slow_owner owner = owner_before(j, m->own);
    struct slow_verdict v;
    struct slow_ways ways;
    m->owner = &owner;
    m->agreed = MIN(m->own->day, j->world->as_at);
    slow_verdict_start(&v, j, m->own->day);
    slow_govern(j->id, m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        if (j->rule->form == RULE_BEFORE)
            ways.at[i].due = m->own->day;
        else
            slow_count(j, &ways.at[i], m, m, m->own->day, 0, -1);
        if (is_owed(&v, &ways.at[i]))
            before_way(&v, j, m, &ways.at[i]);
    }
    slow_verdict_end_of(&v, j, &owner);
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
