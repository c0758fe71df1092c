// SPDX-License-Identifier: MIT
/* calendar.c: a calendar's two tables, and counting with them.
 *
 * Days are offsets from the first covered day.  `prefix` tells how many
 * working days lie before an offset, `select` where the kth working day is;
 * they undo each other, so that each sum is two loads.  The tables of two
 * centuries take less room than a photograph, and evaluation only touches the
 * few years a case is about. */
#include "calendar/calendar.h"

#include "base/arena.h"
#include "calendar/calendar_words.h"

/* -- making one -- */

static uint32_t covered_days(day_number first, day_number last) {
    if (last < first)
        BUG("a calendar that covers no day");
    return (uint32_t)(last - first) + 1;
}

void calendar_draft_init(struct calendar_draft *draft, struct arena *arena,
                         day_number first, day_number last) {
    uint32_t days = covered_days(first, last);
    *draft = (struct calendar_draft){
        .arena = arena,
        .first = first,
        .last = last,
        .official_until = last,
        .closed = NEW_ARRAY(arena, const str *, days),
        .opened = NEW_ARRAY(arena, bool, days),
    };
}

static bool draft_is_working(const struct calendar_draft *draft, uint32_t i) {
    if (draft->closed[i])
        return false;
    int weekday = weekday_of(draft->first + (day_number)i);
    return draft->opened[i] || !(draft->weekend >> weekday & 1);
}

struct calendar *calendar_seal(struct arena *arena,
                               const struct calendar_draft *draft, atom name,
                               str title) {
    uint32_t days = covered_days(draft->first, draft->last);
    struct calendar *c = NEW(arena, struct calendar);
    *c = (struct calendar){
        .name = name,
        .title = title,
        .first = draft->first,
        .last = draft->last,
        .official_until = draft->official_until,
        .prefix = NEW_ARRAY(arena, uint32_t, days + 1),
        .select = NEW_ARRAY(arena, uint32_t, days),
        .closed = draft->closed,
        .weekend = draft->weekend,
    };
    for (uint32_t i = 0; i < days; i++) {
        c->prefix[i] = c->working_days;
        if (draft_is_working(draft, i))
            c->select[c->working_days++] = i;
    }
    c->prefix[days] = c->working_days;
    return c;
}

/* -- asking -- */

bool calendar_covers(const struct calendar *c, day_number day) {
    return day >= c->first && day <= c->last;
}

bool calendar_is_working(const struct calendar *c, day_number day) {
    if (!calendar_covers(c, day))
        return false;
    uint32_t i = (uint32_t)(day - c->first);
    return c->prefix[i + 1] > c->prefix[i];
}

str calendar_why_closed(const struct calendar *c, day_number day) {
    if (!calendar_covers(c, day) || calendar_is_working(c, day))
        return (str){"", 0};
    const str *why = c->closed[day - c->first];
    return why ? *why : *weekday_title(weekday_of(day));
}

/* -- counting -- */

/* The day of working day number k, from 0. */
static enum day_status select_day(const struct calendar *c, int64_t k,
                                  day_number *out) {
    if (k < 0 || k >= c->working_days)
        return DAY_OUTSIDE;
    *out = c->first + (day_number)c->select[k];
    return DAY_OK;
}

enum day_status calendar_add(const struct calendar *c, day_number day,
                             int32_t n, day_number *out) {
    if (!calendar_covers(c, day))
        return DAY_OUTSIDE;
    uint32_t i = (uint32_t)(day - c->first);
    if (n > 0)
        return select_day(c, (int64_t)c->prefix[i + 1] + n - 1, out);
    if (n < 0)
        return select_day(c, (int64_t)c->prefix[i] + n, out);
    *out = day;
    return DAY_OK;
}

enum day_status calendar_between(const struct calendar *c, day_number from,
                                 day_number to, int32_t *out) {
    if (!calendar_covers(c, from) || !calendar_covers(c, to))
        return DAY_OUTSIDE;
    *out = (int32_t)c->prefix[to - c->first + 1] -
           (int32_t)c->prefix[from - c->first + 1];
    return DAY_OK;
}

enum day_status day_roll(const struct calendar *c, day_number day,
                         enum day_roll roll, day_number *out) {
    *out = day;
    if (roll == ROLL_NONE)
        return DAY_OK;
    if (!c)
        return DAY_NO_CALENDAR;
    if (!calendar_covers(c, day))
        return DAY_OUTSIDE;
    if (calendar_is_working(c, day))
        return DAY_OK;
    return calendar_add(c, day, roll == ROLL_NEXT ? 1 : -1, out);
}
