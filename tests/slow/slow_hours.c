// SPDX-License-Identifier: MIT
/* slow_hours.c: limits in hours. A date without a time is the whole day. */
#include "slow/slow_parts.h"

enum { MINUTES = 24 * 60 };

/* The last Sunday of a month, on which clocks change. */
static day_number last_sunday(int year, int month) {
    day_number day = day_from_civil(year, month, 31); /* march and october */
    while (weekday_of(day) != 6)
        day--;
    return day;
}

/* Minutes that have passed at a time of the day as clocks show it. */
static int64_t passed(day_number day, int minute) {
    int year = civil_from_day(day).year;
    day_number forward = last_sunday(year, 3), back = last_sunday(year, 10);
    int64_t res = (int64_t)day * MINUTES + minute;
    bool summer = (day > forward || (day == forward && minute >= 60)) &&
                  (day < back || (day == back && minute < 120));
    return summer ? res - 60 : res;
}

struct stretch {
    int64_t least, most;
};

/* When it happened, as far as that is known. */
static struct stretch time_of(const struct slow_occurrence *o) {
    if (o->row && o->row->minute >= 0) {
        int64_t at = passed(o->day, o->row->minute);
        return (struct stretch){at, at};
    }
    return (struct stretch){passed(o->day, 0), passed(o->day, MINUTES - 1)};
}

day_number slow_hours_due(const struct slow_occurrence *a, int32_t hours) {
    int64_t end = time_of(a).most + 60 * (int64_t)hours;
    day_number day = a->day;
    while (passed(day + 1, 0) <= end)
        day++;
    return day;
}

/* Was T in time? */
static enum slow_tri in_time(const struct slow_occurrence *t,
                             const struct slow_occurrence *a, int32_t hours) {
    struct stretch from = time_of(a), to = time_of(t);
    if (to.most - from.least <= 60 * (int64_t)hours)
        return SLOW_YES;
    return to.least - from.most > 60 * (int64_t)hours ? SLOW_NO : SLOW_UNKNOWN;
}

/* Is the time over at the end of the as-at day? */
static enum slow_tri is_over(const struct slow_judge *j,
                             const struct slow_occurrence *a, int32_t hours) {
    int64_t end = passed(j->world->as_at + 1, 0);
    struct stretch from = time_of(a);
    if (end > from.most + 60 * (int64_t)hours)
        return SLOW_YES;
    return end <= from.least + 60 * (int64_t)hours ? SLOW_NO : SLOW_UNKNOWN;
}

static bool reads(enum slow_tri t, bool as) {
    return t == SLOW_YES || (t == SLOW_UNKNOWN && as);
}

/* The first T from the trigger's day on that was (not) in time. */
static day_number first_held(const struct slow_judge *j,
                             const struct slow_frame *f,
                             const struct slow_way *way, bool generous,
                             bool wanted) {
    const struct slow_list *list = slow_events(j->world, j->rule->target);
    const struct slow_occurrence *a = f->trigger.own;
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *t = &list->all.at[i];
        if (t->day >= f->from && t->day <= f->last &&
            slow_may_discharge(j, t, a) &&
            reads(in_time(t, a, way->count), generous) == wanted)
            return t->day;
    }
    return DAY_NEVER;
}

static void settle_as(struct slow_verdict *v, const struct slow_judge *j,
                      const struct slow_frame *f, const struct slow_way *way,
                      bool generous) {
    day_number held = first_held(j, f, way, generous, true);
    struct slow_instance i = {.status = STATUS_MET,
                              .governs = way->governs,
                              .due = way->due,
                              .due_before = way->before};
    if (held == DAY_NEVER && f->end <= way->due) {
        i.status = STATUS_NO_LONGER_DUE;
    } else if (held == DAY_NEVER &&
               slow_waived(j, f->trigger.owner, way->due)) {
        i.excused = SLOW_WAIVED;
    } else if (held == DAY_NEVER) {
        held = first_held(j, f, way, generous, false);
        if (held < f->cut)
            i.status = STATUS_MET_LATE;
        else if (!reads(is_over(j, f->trigger.own, way->count), !generous))
            i.status = STATUS_OPEN;
        else
            i.status =
                f->cut <= j->world->as_at ? STATUS_MISSED : STATUS_OVERDUE;
        if (held >= f->cut)
            held = DAY_NEVER;
    }
    i.done = held == DAY_NEVER ? DAY_NONE : held;
    slow_verdict_put(v, i);
}

void slow_settle_hours(struct slow_verdict *v, const struct slow_judge *j,
                       const struct slow_frame *f, const struct slow_way *way) {
    settle_as(v, j, f, way, true);
    settle_as(v, j, f, way, false);
}
