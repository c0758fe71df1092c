// SPDX-License-Identifier: MIT
/* wake.c: on which days a condition can change, so that nothing is ever
 * judged day by day: facts' days, occurrences, and the ends of "D since E". */
#include "eval/condition.h"

static void take(day_number candidate, day_number day, day_number *best) {
    if (candidate > day && candidate < *best)
        *best = candidate;
}

static void wake_fact(const struct timeline *t, fact_id f, day_number day,
                      day_number *best) {
    for (uint32_t i = t->fact_start[f]; i < t->fact_start[f + 1]; i++) {
        take(t->facts[i].from, day, best);
        if (t->facts[i].until != DAY_NEVER)
            take(t->facts[i].until + 1, day, best);
    }
}

/* The last day of `D since from`, and the day after it. */
static void wake_end(const struct condition *c, const struct moment *m,
                     day_number from, day_number day, day_number *best) {
    struct moment at_day = *m;
    struct duration d;
    day_number end;
    at_day.day = day;
    if (!length_value(&c->length, &at_day, &d) ||
        day_add(m->world->program->calendar, from, d, 1, false, &end) != DAY_OK)
        return;
    take(end, day, best);
    take(end + 1, day, best);
}

static void wake_elapsed(const struct condition *c, const struct moment *m,
                         day_number day, day_number *best) {
    if (c->since_fact != NO_ID) {
        const struct timeline *t = m->world->timeline;
        uint32_t f = c->since_fact;
        for (uint32_t i = t->fact_start[f]; i < t->fact_start[f + 1]; i++)
            if (t->facts[i].value.kind == VALUE_DATE) {
                take(t->facts[i].value.day, day, best);
                wake_end(c, m, t->facts[i].value.day, day, best);
            }
        return;
    }
    const struct occurrence *o = last_until(m->world->events[c->event], day);
    if (o)
        wake_end(c, m, o->day, day, best);
}

day_number next_wake(const struct wakes *wakes, const struct moment *m,
                     day_number day, day_number last) {
    day_number best = DAY_NEVER;
    if (!wakes)
        return best;
    for (uint32_t i = 0; i < wakes->fact_count; i++)
        wake_fact(m->world->timeline, wakes->facts[i], day, &best);
    for (uint32_t i = 0; i < wakes->event_count; i++) {
        const struct occurrence *o =
            first_after(m->world->events[wakes->events[i]], day);
        if (o)
            take(o->day, day, &best);
        /* a period ends in scope a day after its closing event */
        o = first_from(m->world->events[wakes->events[i]], day);
        if (o && o->day == day)
            take(day + 1, day, &best);
    }
    for (uint32_t i = 0; i < wakes->elapsed_count; i++)
        wake_elapsed(wakes->elapsed[i], m, day, &best);
    for (uint32_t i = 0; i < wakes->day_count; i++)
        take(wakes->days[i], day, &best);
    return best <= last ? best : DAY_NEVER;
}

struct segments condition_segments(struct arena *scratch,
                                   const struct condition *c,
                                   const struct wakes *wakes,
                                   const struct moment *about) {
    VEC(struct segment) list = {0};
    struct segments out = {0};
    struct moment m = *about;
    day_number day, last = m.world->as_at;
    m.day = day_from_civil(YEAR_MIN, 1, 1); /* before whatever was recorded */
    enum tri value = c ? condition_holds(c, &m) : TRI_YES;
    vec_push(scratch, &list, ((struct segment){DAY_NONE, value}));
    out.doubtful = value == TRI_UNKNOWN;
    while (c && (day = next_wake(wakes, &m, m.day, last)) != DAY_NEVER) {
        m.day = day;
        value = condition_holds(c, &m);
        out.doubtful |= value == TRI_UNKNOWN;
        if (value != list.at[list.len - 1].value)
            vec_push(scratch, &list, ((struct segment){day, value}));
    }
    out.at = list.at;
    out.count = (uint32_t)list.len;
    return out;
}
