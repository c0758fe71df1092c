// SPDX-License-Identifier: MIT
/* slow_never.c: what must not happen, while something holds, before or after
 * something else. */
#include "slow/slow_parts.h"

static const struct slow_list *targets(const struct slow_judge *j) {
    return slow_events(j->world, j->rule->target);
}

/* The acts of a T, or of an anchor, and the agreements made before. */
static struct slow_owner owner_of(const struct slow_list *list,
                                  day_number day) {
    struct slow_owner res = slow_owner_of(list, day);
    res.series = DAY_NONE;
    return res;
}

static void use_owner(struct slow_moment *m, const struct slow_owner *owner) {
    m->owner = owner;
    m->agreed = m->day;
}

/* The moment of a T. */
static struct slow_moment moment_of(const struct slow_judge *j,
                                    const struct slow_occurrence *t) {
    return (struct slow_moment){.world = j->world,
                                .day = t->day,
                                .own_event = j->rule->target,
                                .own = t};
}

/* In scope; and, of forbidden days, `when` counts as scope. */
static bool is_forbidden(const struct slow_judge *j,
                         const struct slow_moment *m) {
    if (!slow_in_force(j, m->day) || !slow_active(j, m))
        return false;
    return j->rule->form != RULE_NEVER ||
           slow_reads(m->world, slow_condition(j->rule->when, m));
}

/* What governs a T; forbidden days have seen to the rule's own `when`. */
static void govern(const struct slow_judge *j, const struct slow_moment *m,
                   struct slow_ways *out) {
    if (j->rule->form == RULE_NEVER)
        slow_govern_below(j->id, m, out);
    else
        slow_govern(j->id, m, out);
}

/* Judges what is forbidden on a moment: `status`, unless nothing is. */
static struct slow_verdict judge(const struct slow_judge *j,
                                 const struct slow_moment *m,
                                 enum status status, day_number done) {
    struct slow_verdict v;
    struct slow_ways ways;
    govern(j, m, &ways);
    slow_verdict_start(&v, j, m->day);
    for (uint32_t i = 0; i < ways.count; i++) {
        enum status now = status;
        if (ways.at[i].kind == SLOW_NOTHING)
            now = STATUS_NOT_APPLICABLE;
        if (ways.at[i].kind == SLOW_UNDECIDED)
            now = STATUS_CANNOT_TELL;
        slow_verdict_add(&v, now, ways.at[i].governs, DAY_NONE,
                         now == status ? done : DAY_NONE);
    }
    return v;
}

/* Reports a T in the forbidden span; false when it was allowed after all. */
static bool report_target(struct slow_judge *j,
                          const struct slow_occurrence *t) {
    struct slow_moment m = moment_of(j, t), day = m;
    if (j->rule->form == RULE_NEVER)
        day.own = NULL; /* a forbidden day is one */
    struct slow_owner owner = owner_of(targets(j), t->day);
    use_owner(&m, &owner);
    if (slow_closed_for(j->world, t) < t->day || !is_forbidden(j, &day))
        return false;
    struct slow_verdict v = judge(j, &m, STATUS_BREACHED, t->day);
    if (v.instance.status == STATUS_NOT_APPLICABLE)
        return false;
    slow_verdict_end_of(&v, j, &owner);
    return true;
}

/* -- must not happen, while C -- */

static bool is_forbidden_day(const struct slow_judge *j, day_number day) {
    struct slow_moment m = {.world = j->world, .day = day, .own_event = NO_ID};
    return is_forbidden(j, &m);
}

/* A T in the run that nothing excuses? */
static bool has_target(const struct slow_judge *j, day_number from,
                       day_number to) {
    struct slow_moment m;
    struct slow_ways ways;
    for (size_t i = 0; i < targets(j)->all.len; i++) {
        const struct slow_occurrence *t = &targets(j)->all.at[i];
        if (t->day < from || t->day > to)
            continue;
        struct slow_owner owner = owner_of(targets(j), t->day);
        m = moment_of(j, t);
        use_owner(&m, &owner);
        govern(j, &m, &ways);
        for (uint32_t k = 0; k < ways.count; k++)
            if (ways.at[k].kind != SLOW_NOTHING)
                return true;
    }
    return false;
}

static void report_runs(struct slow_judge *j, day_number first,
                        day_number last) {
    day_number as_at = j->world->as_at;
    bool any = false;
    for (day_number day = first; day <= last; day++) {
        day_number to = day;
        if (!is_forbidden_day(j, day))
            continue;
        while (to < last && is_forbidden_day(j, to + 1))
            to++;
        bool open = to == as_at && slow_closed(j->world) == DAY_NEVER;
        if (!has_target(j, day, to))
            slow_report(j, day, open ? STATUS_OPEN : STATUS_MET, DAY_NONE);
        any = true;
        day = to;
    }
    if (!any && j->found.len == 0)
        slow_report(j, first, STATUS_NOT_APPLICABLE, DAY_NONE);
}

void slow_judge_never(struct slow_judge *j) {
    day_number first = j->world->timeline->first_day;
    day_number last = MIN(j->world->as_at, slow_closed(j->world));
    if (first > j->world->as_at)
        return;
    for (size_t i = 0; i < targets(j)->all.len; i++) {
        const struct slow_occurrence *t = &targets(j)->all.at[i];
        if (t->day >= first && t->day <= last)
            report_target(j, t);
    }
    report_runs(j, first, last);
}

/* -- before A -- */

/* The one result when nothing forbidden happened; judged on its trigger day. */
static void report_kept(struct slow_judge *j, const struct slow_moment *m,
                        enum status status) {
    if (slow_closed_for(m->world, m->own) < m->day || !is_forbidden(j, m)) {
        slow_report(j, m->day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    struct slow_owner owner =
        slow_owner_of(slow_events(j->world, j->rule->anchor), m->day);
    struct slow_moment kept = *m;
    use_owner(&kept, &owner);
    struct slow_verdict v = judge(j, &kept, status, DAY_NONE);
    slow_verdict_end(&v, j);
}

void slow_judge_never_before(struct slow_judge *j) {
    const struct slow_list *anchors = slow_events(j->world, j->rule->anchor);
    day_number first =
        anchors->all.len > 0 ? anchors->all.at[0].day : DAY_NEVER;
    bool any = false;
    if (j->world->timeline->first_day > j->world->as_at)
        return;
    for (size_t i = 0; i < targets(j)->all.len; i++)
        if (targets(j)->all.at[i].day < first)
            any |= report_target(j, &targets(j)->all.at[i]);
    if (any)
        return;
    struct slow_moment m = {.world = j->world,
                            .day = j->world->timeline->first_day,
                            .own_event = NO_ID};
    if (anchors->all.len > 0)
        m = (struct slow_moment){.world = j->world,
                                 .day = first,
                                 .own_event = j->rule->anchor,
                                 .own = &anchors->all.at[0]};
    bool over = anchors->all.len > 0 || slow_closed(j->world) != DAY_NEVER ||
                slow_leaving(j, &m) != DAY_NEVER;
    report_kept(j, &m, over ? STATUS_MET : STATUS_OPEN);
}

/* -- after A -- */

void slow_judge_never_after(struct slow_judge *j) {
    const struct slow_list *anchors = slow_events(j->world, j->rule->anchor);
    bool any = false;
    if (anchors->all.len == 0)
        return;
    for (size_t i = 0; i < targets(j)->all.len; i++)
        if (targets(j)->all.at[i].day > anchors->all.at[0].day)
            any |= report_target(j, &targets(j)->all.at[i]);
    for (size_t i = 0; !any && i < anchors->all.len; i++) {
        const struct slow_occurrence *a = &anchors->all.at[i];
        struct slow_moment m = {.world = j->world,
                                .day = a->day,
                                .own_event = j->rule->anchor,
                                .own = a};
        bool over = slow_first(j->world, j->rule->anchor, a->day + 1,
                               DAY_NEVER) != DAY_NEVER ||
                    slow_closed(j->world) != DAY_NEVER ||
                    slow_leaving(j, &m) != DAY_NEVER;
        report_kept(j, &m, over ? STATUS_MET : STATUS_OPEN);
    }
}
