// SPDX-License-Identifier: MIT
/* Day arithmetic against a loop that goes a day at a time, on a calendar with
 * holidays where chance put them. */
#include <limits.h>

#include "calendar_text.h"

enum { COUNTING = 1, FAR = 400 };

static const enum unit units[] = {UNIT_DAYS,   UNIT_WORKING_DAYS, UNIT_WEEKS,
                                  UNIT_MONTHS, UNIT_YEARS,        UNIT_HOURS};

/* The same numbers on every run. */
static uint32_t chance(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* 1990 to 2035: weekends, one day in thirty closed, one in two hundred open
 * whatever its weekday. */
static struct calendar *chancy_calendar(struct arena *arena) {
    static const str why = {"Chance", 6};
    struct calendar_draft draft;
    uint32_t seed = 12345;
    calendar_draft_init(&draft, arena, day_of("1990-01-01"),
                        day_of("2035-12-31"));
    draft.weekend = 0x60;
    for (day_number i = 0; i <= draft.last - draft.first; i++) {
        if (chance(&seed, 30) == 0)
            draft.closed[i] = &why;
        draft.opened[i] = chance(&seed, 200) == 0;
    }
    return calendar_seal(arena, &draft, 7, STR("Chance"));
}

/* A day well inside the calendar. */
static day_number some_day(uint32_t *seed) {
    day_number first = day_of("1994-01-01");
    return first + (day_number)chance(seed, 13000);
}

/* -- the slow way -- */

static bool slow_working_days(const struct calendar *c, day_number day, int n,
                              bool counting, day_number *out) {
    int step = n < 0 ? -1 : 1, left = n < 0 ? -n : n;
    if (counting && left && calendar_is_working(c, day))
        left--;
    while (left) {
        day += step;
        if (!calendar_covers(c, day))
            return false;
        left -= calendar_is_working(c, day);
    }
    *out = day;
    return true;
}

static day_number slow_months(day_number day, int n) {
    struct civil c = civil_from_day(day);
    for (; n > 0; n--)
        if (++c.month > 12) {
            c.month = 1;
            c.year++;
        }
    for (; n < 0; n++)
        if (--c.month < 1) {
            c.month = 12;
            c.year--;
        }
    while (!civil_is_valid(c.year, c.month, c.day))
        c.day--;
    return day_from_civil(c.year, c.month, c.day);
}

static day_number slow_hours(day_number day, int n) {
    int step = n < 0 ? -1 : 1, hours = 0;
    for (; n; n -= step)
        if (++hours == 1)
            day += step; /* an hour begun on another day: it ends on that */
        else if (hours == 24)
            hours = 0;
    return day;
}

static bool slow_add(const struct calendar *c, day_number day, enum unit unit,
                     int n, bool counting, day_number *out) {
    int back = counting && n ? (n < 0 ? -1 : 1) : 0;
    switch (unit) {
    case UNIT_WORKING_DAYS: return slow_working_days(c, day, n, counting, out);
    case UNIT_DAYS: *out = day + n - back; return true;
    case UNIT_WEEKS: *out = day + n * 7 - back; return true;
    case UNIT_MONTHS: *out = slow_months(day, n) - back; return true;
    case UNIT_YEARS: *out = slow_months(day, n * 12) - back; return true;
    case UNIT_HOURS: *out = slow_hours(day, n) - back; return true;
    }
    return false;
}

/* -- adding -- */

static void check_add(const struct calendar *c, day_number day, enum unit unit,
                      int n, bool counting) {
    day_number slow = DAY_NONE, there = DAY_NONE, mirrored = DAY_NONE;
    bool known = slow_add(c, day, unit, n, counting, &slow) &&
                 slow >= DAY_MIN && slow <= DAY_MAX;
    struct duration d = {n, unit}, opposite = {-n, unit};
    enum day_status status = day_add(c, day, d, 1, counting, &there);
    enum day_status other = day_add(c, day, opposite, -1, counting, &mirrored);
    assert_int_equal(status, known ? DAY_OK : DAY_OUTSIDE);
    assert_int_equal(other, status);
    if (!known)
        return;
    assert_int_equal(there, slow);
    assert_int_equal(mirrored, slow);
}

static void add_like_the_loop(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    uint32_t seed = 99;
    for (int i = 0; i < 40; i++) {
        day_number day = some_day(&seed);
        for (size_t u = 0; u < ARRAY_LEN(units); u++)
            for (int n = -FAR; n <= FAR; n++)
                /* slow_months has no years outside the range to go to */
                if (units[u] != UNIT_YEARS || (n > -90 && n < 150)) {
                    check_add(c, day, units[u], n, false);
                    check_add(c, day, units[u], n, COUNTING);
                }
    }
}

static void every_day_of_three_years(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    for (day_number day = day_of("2024-01-01"); day <= day_of("2026-12-31");
         day++)
        for (int n = -50; n <= 50; n++) {
            check_add(c, day, UNIT_WORKING_DAYS, n, false);
            check_add(c, day, UNIT_WORKING_DAYS, n, COUNTING);
        }
}

/* All around both ends of what is covered. */
static void the_ends(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    for (int i = 0; i < 40; i++)
        for (int n = -60; n <= 60; n++) {
            check_add(c, c->first + i, UNIT_WORKING_DAYS, n, false);
            check_add(c, c->first + i, UNIT_WORKING_DAYS, n, COUNTING);
            check_add(c, c->last - i, UNIT_WORKING_DAYS, n, false);
            check_add(c, c->last - i, UNIT_WORKING_DAYS, n, COUNTING);
        }
    struct duration none = {0, UNIT_WORKING_DAYS};
    day_number out;
    assert_int_equal(day_add(c, c->first - 1, none, 1, false, &out),
                     DAY_OUTSIDE);
    assert_int_equal(day_add(c, c->last + 1, none, 1, false, &out),
                     DAY_OUTSIDE);
    assert_int_equal(calendar_add(c, c->last + 1, -1, &out), DAY_OUTSIDE);
    assert_int_equal(calendar_add(c, c->first - 1, 1, &out), DAY_OUTSIDE);
}

static void counts_beyond_reason(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    static const int32_t counts[] = {INT32_MAX, INT32_MIN, INT32_MIN + 1,
                                     4000000,   -4000000,  500 * 366};
    day_number day = day_of("2024-03-20"), out;
    for (size_t u = 0; u < ARRAY_LEN(units); u++)
        for (size_t i = 0; i < ARRAY_LEN(counts); i++)
            for (int counting = 0; counting <= 1; counting++) {
                struct duration d = {counts[i], units[u]};
                if (units[u] == UNIT_HOURS && counts[i] == 500 * 366)
                    continue; /* some twenty years */
                assert_int_equal(day_add(c, day, d, 1, counting, &out),
                                 DAY_OUTSIDE);
                assert_int_equal(day_add(c, day, d, -1, counting, &out),
                                 DAY_OUTSIDE);
            }
}

static void only_working_days_need_a_calendar(void **state) {
    (void)state;
    day_number day = day_of("2024-03-20"), out;
    int32_t n;
    for (size_t u = 0; u < ARRAY_LEN(units); u++) {
        bool needs = units[u] == UNIT_WORKING_DAYS;
        enum day_status expected = needs ? DAY_NO_CALENDAR : DAY_OK;
        struct duration d = {3, units[u]};
        assert_int_equal(day_add(NULL, day, d, 1, false, &out), expected);
        assert_int_equal(day_units_between(NULL, day, day, units[u], &n),
                         expected);
    }
    assert_int_equal(day_roll(NULL, day, ROLL_NONE, &out), DAY_OK);
    assert_int_equal(out, day);
    assert_int_equal(day_roll(NULL, day, ROLL_NEXT, &out), DAY_NO_CALENDAR);
    assert_int_equal(day_roll(NULL, day, ROLL_BACK, &out), DAY_NO_CALENDAR);
}

/* Plain units go on past the calendar's end, to the last year cinp reads. */
static void years_are_the_limit(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    day_number out;
    assert_int_equal(
        day_add(c, c->last, (struct duration){1, UNIT_DAYS}, 1, false, &out),
        DAY_OK);
    assert_int_equal(out, c->last + 1);
    assert_int_equal(
        day_add(c, DAY_MAX, (struct duration){1, UNIT_DAYS}, 1, false, &out),
        DAY_OUTSIDE);
    assert_int_equal(
        day_add(c, DAY_MIN, (struct duration){1, UNIT_MONTHS}, -1, false, &out),
        DAY_OUTSIDE);
    assert_int_equal(day_add(c, DAY_MAX + 1, (struct duration){1, UNIT_DAYS},
                             -1, false, &out),
                     DAY_OUTSIDE);
    assert_int_equal(
        day_add(c, DAY_NEVER, (struct duration){0, UNIT_DAYS}, 1, false, &out),
        DAY_OUTSIDE);
    /* 1 January to 31 December: the day itself is counted */
    assert_int_equal(day_add(c, day_of("2199-01-01"),
                             (struct duration){1, UNIT_YEARS}, 1, true, &out),
                     DAY_OK);
    assert_int_equal(out, DAY_MAX);
}

/* -- clamping -- */

static day_number sum(const char *from, int n, enum unit unit) {
    day_number out = DAY_NONE;
    assert_int_equal(
        day_add(NULL, day_of(from), (struct duration){n, unit}, 1, false, &out),
        DAY_OK);
    return out;
}

static void clamping(void **state) {
    (void)state;
    assert_int_equal(sum("2025-01-31", 1, UNIT_MONTHS), day_of("2025-02-28"));
    assert_int_equal(sum("2024-01-31", 1, UNIT_MONTHS), day_of("2024-02-29"));
    assert_int_equal(sum("2024-02-29", 1, UNIT_YEARS), day_of("2025-02-28"));
    assert_int_equal(sum("2024-02-29", 4, UNIT_YEARS), day_of("2028-02-29"));
    assert_int_equal(sum("2024-11-30", 3, UNIT_MONTHS), day_of("2025-02-28"));
    assert_int_equal(sum("2024-08-31", -6, UNIT_MONTHS), day_of("2024-02-29"));
    /* always in the month meant, on the same day or its last */
    for (day_number day = day_of("2023-01-01"); day <= day_of("2028-12-31");
         day++)
        for (int n = 1; n <= 30; n++) {
            day_number to = DAY_NONE;
            day_add(NULL, day, (struct duration){n, UNIT_MONTHS}, 1, false,
                    &to);
            struct civil a = civil_from_day(day), b = civil_from_day(to);
            assert_int_equal(a.year * 12 + a.month + n, b.year * 12 + b.month);
            assert_true(
                b.day == a.day ||
                (b.day < a.day && b.day == days_in_month(b.year, b.month)));
        }
}

static void hours_end_on_a_day(void **state) {
    (void)state;
    assert_int_equal(sum("2024-03-20", 0, UNIT_HOURS), day_of("2024-03-20"));
    assert_int_equal(sum("2024-03-20", 1, UNIT_HOURS), day_of("2024-03-21"));
    assert_int_equal(sum("2024-03-20", 24, UNIT_HOURS), day_of("2024-03-21"));
    assert_int_equal(sum("2024-03-20", 25, UNIT_HOURS), day_of("2024-03-22"));
    assert_int_equal(sum("2024-03-20", -24, UNIT_HOURS), day_of("2024-03-19"));
    assert_int_equal(sum("2024-03-20", -25, UNIT_HOURS), day_of("2024-03-18"));
}

/* -- counting -- */

static int32_t slow_between(const struct calendar *c, day_number from,
                            day_number to) {
    int32_t n = 0;
    for (day_number day = from + 1; day <= to; day++)
        n += calendar_is_working(c, day);
    for (day_number day = to + 1; day <= from; day++)
        n -= calendar_is_working(c, day);
    return n;
}

static void between_like_the_loop(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    uint32_t seed = 4711;
    for (int i = 0; i < 3000; i++) {
        day_number from = some_day(&seed);
        day_number to = from + (day_number)chance(&seed, 1200) - 600;
        int32_t n = INT32_MIN;
        assert_int_equal(calendar_between(c, from, to, &n), DAY_OK);
        assert_int_equal(n, slow_between(c, from, to));
    }
    int32_t n;
    assert_int_equal(calendar_between(c, c->first, c->last, &n), DAY_OK);
    assert_int_equal(n, slow_between(c, c->first, c->last));
    assert_int_equal(calendar_between(c, c->first - 1, c->last, &n),
                     DAY_OUTSIDE);
    assert_int_equal(calendar_between(c, c->first, c->last + 1, &n),
                     DAY_OUTSIDE);
}

/* Adding and counting undo each other, from any day. */
static void between_undoes_add(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    uint32_t seed = 3;
    for (int i = 0; i < 300; i++) {
        day_number day = some_day(&seed);
        for (int n = 0; n <= 100; n++) {
            day_number to;
            int32_t back = -1;
            assert_int_equal(calendar_add(c, day, n, &to), DAY_OK);
            assert_int_equal(calendar_between(c, day, to, &back), DAY_OK);
            assert_int_equal(back, n);
        }
    }
}

static void units_between_like_adding(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    uint32_t seed = 17;
    for (int i = 0; i < 400; i++) {
        day_number from = some_day(&seed);
        day_number to = from + (day_number)chance(&seed, 900);
        for (size_t u = 0; u < ARRAY_LEN(units); u++) {
            int32_t n = -1;
            day_number sum;
            assert_int_equal(day_units_between(c, from, to, units[u], &n),
                             DAY_OK);
            assert_true(n >= 0);
            day_add(c, from, (struct duration){n, units[u]}, 1, false, &sum);
            assert_true(sum <= to);
            day_add(c, from, (struct duration){n + 1, units[u]}, 1, false,
                    &sum);
            assert_true(sum > to);
        }
    }
    int32_t n;
    assert_int_equal(
        day_units_between(c, c->first - 1, c->last, UNIT_WORKING_DAYS, &n),
        DAY_OUTSIDE);
}

/* -- rolling -- */

static void roll_like_the_loop(void **state) {
    const struct calendar *c = chancy_calendar(*state);
    for (day_number day = day_of("1999-01-01"); day <= day_of("2003-12-31");
         day++) {
        day_number next = day, back = day, out;
        while (!calendar_is_working(c, next))
            next++;
        while (!calendar_is_working(c, back))
            back--;
        assert_int_equal(day_roll(c, day, ROLL_NEXT, &out), DAY_OK);
        assert_int_equal(out, next);
        assert_int_equal(day_roll(c, day, ROLL_BACK, &out), DAY_OK);
        assert_int_equal(out, back);
        assert_int_equal(day_roll(c, day, ROLL_NONE, &out), DAY_OK);
        assert_int_equal(out, day);
    }
}

/* -- a calendar itself -- */

static void closed_and_open(void **state) {
    struct arena *arena = *state;
    static const str fair = {"Fair", 4};
    struct calendar_draft draft;
    calendar_draft_init(&draft, arena, day_of("2024-03-18"), /* a Monday */
                        day_of("2024-03-31"));
    assert_int_equal(draft.official_until, draft.last);
    draft.weekend = 0x60;
    draft.official_until = day_of("2024-03-29");
    draft.closed[1] = &fair;
    draft.opened[5] = true;
    draft.closed[6] = &fair;
    draft.opened[6] = true; /* a name closes, whatever else */
    draft.opened[7] = true;
    const struct calendar *c =
        calendar_seal(arena, &draft, 3, STR("Two weeks"));
    static const char *const why[14] = {"", "Fair", "",         "",      "",
                                        "", "Fair", "",         "",      "",
                                        "", "",     "Saturday", "Sunday"};
    uint32_t working = 0;
    for (day_number i = 0; i < 14; i++) {
        assert_str(calendar_why_closed(c, c->first + i), why[i]);
        assert_int_equal(calendar_is_working(c, c->first + i), !*why[i]);
        working += !*why[i];
    }
    assert_int_equal(c->working_days, working);
    assert_int_equal(c->name, 3);
    assert_str(c->title, "Two weeks");
    assert_int_equal(c->official_until, day_of("2024-03-29"));
    assert_false(calendar_is_working(c, c->first - 1));
    assert_false(calendar_is_working(c, c->last + 1));
    assert_str(calendar_why_closed(c, c->last + 1), "");
    day_number out;
    assert_int_equal(day_roll(c, c->last, ROLL_NEXT, &out), DAY_OUTSIDE);
    assert_int_equal(day_roll(c, c->last + 1, ROLL_BACK, &out), DAY_OUTSIDE);
}

/* As long as can be, so that no table is too narrow for it. */
static void three_centuries(void **state) {
    struct arena *arena = *state;
    struct calendar_draft draft;
    calendar_draft_init(&draft, arena, DAY_MIN, DAY_MAX);
    const struct calendar *c = calendar_seal(arena, &draft, 1, STR(""));
    day_number out;
    assert_int_equal(c->working_days, DAY_MAX - DAY_MIN + 1);
    assert_int_equal(calendar_add(c, DAY_MIN, DAY_MAX - DAY_MIN, &out), DAY_OK);
    assert_int_equal(out, DAY_MAX);
    assert_int_equal(calendar_add(c, DAY_MAX, DAY_MIN - DAY_MAX, &out), DAY_OK);
    assert_int_equal(out, DAY_MIN);
}

static void words(void **state) {
    struct arena *arena = *state;
    static const struct {
        struct duration d;
        const char *words;
    } rows[] = {
        {{3, UNIT_WORKING_DAYS}, "3 working days"},
        {{1, UNIT_WORKING_DAYS}, "1 working day"},
        {{1, UNIT_WEEKS}, "1 week"},
        {{0, UNIT_DAYS}, "0 days"},
        {{12, UNIT_MONTHS}, "12 months"},
        {{1, UNIT_YEARS}, "1 year"},
        {{24, UNIT_HOURS}, "24 hours"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_str(duration_words(arena, rows[i].d), rows[i].words);
    assert_string_equal(unit_name(UNIT_DAYS, false), "day");
    assert_string_equal(unit_name(UNIT_HOURS, true), "hours");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(add_like_the_loop),
        ARENA_TEST(every_day_of_three_years),
        ARENA_TEST(the_ends),
        ARENA_TEST(counts_beyond_reason),
        cmocka_unit_test(only_working_days_need_a_calendar),
        ARENA_TEST(years_are_the_limit),
        cmocka_unit_test(clamping),
        cmocka_unit_test(hours_end_on_a_day),
        ARENA_TEST(between_like_the_loop),
        ARENA_TEST(between_undoes_add),
        ARENA_TEST(units_between_like_adding),
        ARENA_TEST(roll_like_the_loop),
        ARENA_TEST(closed_and_open),
        ARENA_TEST(three_centuries),
        ARENA_TEST(words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
