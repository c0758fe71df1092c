// SPDX-License-Identifier: MIT
/* duration.c: days and durations, whatever the unit.
 *
 * A sum that leaves the years cinp reads is DAY_OUTSIDE, so that no count,
 * however large, is carried any further. */
#include "calendar/calendar.h"

#include "base/arena.h"

/* More months than lie between any two dates; a larger count is outside. */
enum { MOST_MONTHS = (YEAR_MAX - YEAR_MIN + 1) * 12, HOURS_IN_A_DAY = 24 };

/* -- adding -- */

static enum day_status in_range(int64_t day, day_number *out) {
    if (day < DAY_MIN || day > DAY_MAX)
        return DAY_OUTSIDE;
    *out = (day_number)day;
    return DAY_OK;
}

static int64_t months_after(day_number day, int64_t months) {
    if (months > MOST_MONTHS)
        return DAY_NEVER;
    if (months < -MOST_MONTHS)
        return DAY_NONE;
    return day_add_months(day, (int)months);
}

/* The nth working day on or after `day`; on or before it when n < 0. */
static enum day_status add_working_days(const struct calendar *c,
                                        day_number day, int64_t n,
                                        bool counting_day, day_number *out) {
    if (!c)
        return DAY_NO_CALENDAR;
    if (counting_day && calendar_is_working(c, day))
        n -= n > 0 ? 1 : -1;
    if (n > INT32_MAX || n < INT32_MIN)
        return DAY_OUTSIDE;
    return calendar_add(c, day, (int32_t)n, out);
}

static int64_t days_to_hold(int64_t hours) {
    int64_t up = hours > 0 ? HOURS_IN_A_DAY - 1 : 1 - HOURS_IN_A_DAY;
    return (hours + up) / HOURS_IN_A_DAY;
}

/* The day n units after a day of our years; perhaps outside them. */
static int64_t units_after(day_number day, int64_t n, enum unit unit) {
    switch (unit) {
    case UNIT_DAYS: return day + n;
    case UNIT_WEEKS: return day + n * 7;
    case UNIT_MONTHS: return months_after(day, n);
    case UNIT_YEARS: return months_after(day, n * 12);
    case UNIT_HOURS: return day + days_to_hold(n);
    case UNIT_WORKING_DAYS: break;
    }
    BUG("working days need a calendar");
}

enum day_status day_add(const struct calendar *c, day_number day,
                        struct duration d, int direction, bool counting_day,
                        day_number *out) {
    int64_t n = (int64_t)d.count * direction;
    counting_day = counting_day && n != 0;
    if (d.unit == UNIT_WORKING_DAYS)
        return add_working_days(c, day, n, counting_day, out);
    enum day_status status = in_range(day, out);
    if (status != DAY_OK)
        return status;
    int64_t sum = units_after(day, n, d.unit);
    if (counting_day)
        sum -= n > 0 ? 1 : -1;
    return in_range(sum, out);
}

/* -- counting -- */

/* Whole months, by the day that the months added would give. */
static int32_t months_between(day_number from, day_number to) {
    struct civil a = civil_from_day(from), b = civil_from_day(to);
    int32_t months = (b.year - a.year) * 12 + b.month - a.month;
    return day_add_months(from, months) > to ? months - 1 : months;
}

enum day_status day_units_between(const struct calendar *c, day_number from,
                                  day_number to, enum unit unit, int32_t *out) {
    switch (unit) {
    case UNIT_DAYS: *out = to - from; break;
    case UNIT_WEEKS: *out = (to - from) / 7; break;
    case UNIT_MONTHS: *out = months_between(from, to); break;
    case UNIT_YEARS: *out = months_between(from, to) / 12; break;
    case UNIT_HOURS: *out = (to - from) * HOURS_IN_A_DAY; break;
    case UNIT_WORKING_DAYS:
        return c ? calendar_between(c, from, to, out) : DAY_NO_CALENDAR;
    }
    return DAY_OK;
}

/* -- words -- */

const char *unit_name(enum unit unit, bool plural) {
    static const char *const names[][2] = {
        [UNIT_DAYS] = {"day", "days"},
        [UNIT_WORKING_DAYS] = {"working day", "working days"},
        [UNIT_WEEKS] = {"week", "weeks"},
        [UNIT_MONTHS] = {"month", "months"},
        [UNIT_YEARS] = {"year", "years"},
        [UNIT_HOURS] = {"hour", "hours"},
    };
    return names[unit][plural];
}

str duration_words(struct arena *arena, struct duration d) {
    return str_format(arena, "%d %s", (int)d.count,
                      unit_name(d.unit, d.count != 1));
}
