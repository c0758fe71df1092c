// SPDX-License-Identifier: MIT
/* slow_days.c: durations, one day at a time. */
#include "slow/slow_parts.h"

static bool is_covered(const struct calendar *c, day_number day) {
    return c && day >= c->first && day <= c->last;
}

/* The nth working day after (before) `day`; counting, on or after it. */
static bool step_working(const struct calendar *c, day_number day, int32_t n,
                         int direction, bool counting, day_number *out) {
    if (!is_covered(c, day))
        return false;
    if (counting && n > 0 && calendar_is_working(c, day))
        n--;
    while (n > 0) {
        day += direction;
        if (!is_covered(c, day))
            return false;
        if (calendar_is_working(c, day))
            n--;
    }
    *out = day;
    return true;
}

static day_number step_months(day_number day, int32_t months) {
    struct civil c = civil_from_day(day);
    int at = c.year * 12 + c.month - 1 + months;
    int year = at / 12, month = at % 12 + 1;
    int last = days_in_month(year, month);
    return day_from_civil(year, month, c.day < last ? c.day : last);
}

bool slow_add(const struct calendar *c, day_number from, struct duration d,
              int direction, bool counting, day_number *out) {
    day_number day = from;
    switch (d.unit) {
    case UNIT_WORKING_DAYS:
        return step_working(c, from, d.count, direction, counting, out);
    case UNIT_DAYS: day += direction * d.count; break;
    case UNIT_WEEKS: day += direction * 7 * d.count; break;
    case UNIT_MONTHS: day = step_months(from, direction * d.count); break;
    case UNIT_YEARS: day = step_months(from, direction * 12 * d.count); break;
    case UNIT_HOURS: day += direction * ((d.count + 23) / 24); break;
    }
    *out = counting && d.count > 0 ? day - direction : day;
    return true;
}

bool slow_roll(const struct calendar *c, day_number day, enum day_roll roll,
               day_number *out) {
    *out = day;
    if (roll == ROLL_NONE)
        return true;
    while (is_covered(c, *out)) {
        if (calendar_is_working(c, *out))
            return true;
        *out += roll == ROLL_NEXT ? 1 : -1;
    }
    return false;
}
