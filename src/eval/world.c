// SPDX-License-Identifier: MIT
/* world.c: building a world in the order of derivation, and searching in it.
 * How each form of derived event is computed is derive.c's. */
#include "eval/world.h"

/* A period is needed as soon as a derived event or a condition asks for it,
 * so all are derived right after the events they open and close with; the
 * compiler's event order sees to it that both are known by then. */
static void derive_periods_of(struct world *w, const bool *known, bool *done) {
    const struct program *p = w->program;
    for (period_id i = 0; i < p->period_count; i++) {
        const struct period *period = &p->periods[i];
        if (done[i] || !known[period->from] || !known[period->until])
            continue;
        w->periods[i] = derive_period(w, i);
        done[i] = true;
    }
}

struct world *world_make(struct arena *scratch, const struct timeline *t,
                         day_number as_at, enum world_reading reading) {
    const struct program *p = t->program;
    struct world *w = NEW(scratch, struct world);
    w->program = p;
    w->timeline = t;
    w->scratch = scratch;
    w->reading = reading;
    w->as_at = as_at;
    w->events = NEW_ARRAY(scratch, struct occurrences, p->event_count);
    w->periods = NEW_ARRAY(scratch, struct period_spans, p->period_count);
    bool *known = NEW_ARRAY(scratch, bool, p->event_count);
    bool *done = NEW_ARRAY(scratch, bool, p->period_count);
    for (uint32_t i = 0; i < p->event_count; i++) {
        event_id e = p->event_order[i];
        w->events[e] = derive_event(w, e);
        known[e] = true;
        if (p->period_count > 0)
            derive_periods_of(w, known, done);
    }
    return w;
}

/* The number of occurrences before the first whose day is `day` or later. */
static uint32_t lower_bound(struct occurrences list, day_number day) {
    uint32_t from = 0, to = list.count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (list.at[middle].day < day)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

const struct occurrence *first_from(struct occurrences list, day_number day) {
    uint32_t i = lower_bound(list, day);
    return i < list.count ? &list.at[i] : NULL;
}

uint32_t count_until(struct occurrences list, day_number day) {
    return day == DAY_NEVER ? list.count : lower_bound(list, day + 1);
}

const struct occurrence *first_after(struct occurrences list, day_number day) {
    uint32_t i = count_until(list, day);
    return i < list.count ? &list.at[i] : NULL;
}

const struct occurrence *last_until(struct occurrences list, day_number day) {
    uint32_t i = count_until(list, day);
    return i > 0 ? &list.at[i - 1] : NULL;
}

bool period_holds(struct period_spans spans, day_number day,
                  bool closing_counts) {
    for (uint32_t i = 0; i < spans.count; i++) {
        const struct period_span *s = &spans.at[i];
        if (day < s->open)
            return false;
        if (day < s->close || (closing_counts && day == s->close))
            return true;
    }
    return false;
}
