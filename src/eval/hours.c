// SPDX-License-Identifier: MIT
/* hours.c: minutes at which something may have happened, compared. */
#include "eval/hours.h"

enum { DAY_MINUTES = 24 * 60 };

struct minutes {
    int64_t earliest, latest;
};

static struct minutes minutes_of(const struct claim *c,
                                 const struct occurrence *o) {
    int64_t day = (int64_t)o->day * DAY_MINUTES;
    int minute = has_row(o) ? c->e->timeline->rows.at[o->id].minute : -1;
    return minute >= 0 ? (struct minutes){day + minute, day + minute}
                       : (struct minutes){day, day + DAY_MINUTES - 1};
}

bool counts_in_hours(const struct claim *c, rule_id governs, int32_t *hours) {
    const struct rule *r = &c->e->program->rules[c->rule];
    struct duration d;
    if (r->form != RULE_WITHIN || governs == NO_ID ||
        !length_value(&governing_phase(c->e, governs, 0)->figure, &c->trigger,
                      &d) ||
        d.unit != UNIT_HOURS || !c->trigger.own)
        return false;
    *hours = d.count;
    return true;
}

enum tri within_hours(const struct claim *c, const struct occurrence *t,
                      int32_t hours) {
    struct minutes a = minutes_of(c, c->trigger.own), b = minutes_of(c, t);
    int64_t span = (int64_t)hours * 60;
    if (b.latest <= a.earliest + span)
        return TRI_YES;
    return b.earliest > a.latest + span ? TRI_NO : TRI_UNKNOWN;
}

enum tri hours_are_over(const struct claim *c, int32_t hours) {
    struct minutes a = minutes_of(c, c->trigger.own);
    int64_t now = ((int64_t)c->e->as_at + 1) * DAY_MINUTES - 1;
    int64_t span = (int64_t)hours * 60;
    if (now > a.latest + span)
        return TRI_YES;
    return now <= a.earliest + span ? TRI_NO : TRI_UNKNOWN;
}
