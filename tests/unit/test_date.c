// SPDX-License-Identifier: MIT
/* Civil dates: against a clock that is wound a day at a time, and Easter
 * against the moon by which the church finds it. */
#include <string.h>

#include "calendar/date.h"
#include "unit.h"

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* From 1800 to 2299, so that both ends of the range lie within. */
static void every_day_in_turn(void **state) {
    (void)state;
    static const int lengths[12] = {31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};
    day_number n = -62091; /* 1800-01-01: 170 years, 41 of them leap years */
    int weekday = 2;       /* a Wednesday */
    for (int y = 1800; y < 2300; y++)
        for (int m = 1; m <= 12; m++) {
            int length = lengths[m - 1] + (m == 2 && is_leap(y));
            assert_int_equal(days_in_month(y, m), length);
            for (int d = 1; d <= length; d++, n++) {
                struct civil c = civil_from_day(n);
                assert_true(c.year == y && c.month == m && c.day == d);
                assert_int_equal(day_from_civil(y, m, d), n);
                assert_int_equal(weekday_of(n), weekday);
                weekday = (weekday + 1) % 7;
            }
        }
}

static void known_days(void **state) {
    (void)state;
    assert_int_equal(day_from_civil(1970, 1, 1), 0);
    assert_int_equal(day_from_civil(2000, 3, 1), 11017);
    assert_int_equal(day_from_civil(YEAR_MIN, 1, 1), DAY_MIN);
    assert_int_equal(day_from_civil(YEAR_MAX, 12, 31), DAY_MAX);
    assert_int_equal(weekday_of(day_from_civil(2024, 3, 20)), 2);
    struct civil first = civil_from_day(day_from_civil(-401, 2, 28));
    assert_true(first.year == -401 && first.month == 2 && first.day == 28);
}

static void dates_that_exist(void **state) {
    (void)state;
    assert_true(civil_is_valid(1900, 1, 1));
    assert_true(civil_is_valid(2199, 12, 31));
    assert_true(civil_is_valid(2000, 2, 29));
    assert_true(civil_is_valid(2024, 2, 29));
    assert_false(civil_is_valid(1899, 12, 31));
    assert_false(civil_is_valid(2200, 1, 1));
    assert_false(civil_is_valid(1900, 2, 29));
    assert_false(civil_is_valid(2023, 2, 29));
    assert_false(civil_is_valid(2024, 4, 31));
    assert_false(civil_is_valid(2024, 0, 1));
    assert_false(civil_is_valid(2024, 13, 1));
    assert_false(civil_is_valid(2024, 1, 0));
    assert_false(civil_is_valid(2024, 1, -1));
    assert_false(civil_is_valid(2024, 1, 32));
}

static day_number day_of(const char *text) {
    day_number day = DAY_NONE;
    assert_true(day_parse(str_of(text), &day));
    return day;
}

static void months_clamp(void **state) {
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *to;
    } rows[] = {
        {"2024-01-31", 1, "2024-02-29"},   {"2023-01-31", 1, "2023-02-28"},
        {"2024-01-31", 2, "2024-03-31"},   {"2024-01-31", 0, "2024-01-31"},
        {"1980-09-30", 4, "1981-01-30"}, /* Dodds v Walker */
        {"2024-02-29", 12, "2025-02-28"},  {"2024-02-29", 48, "2028-02-29"},
        {"2024-02-29", -12, "2023-02-28"}, {"2024-03-31", -1, "2024-02-29"},
        {"2024-01-15", -1, "2023-12-15"},  {"2024-01-15", -13, "2022-12-15"},
        {"2024-12-31", 1, "2025-01-31"},   {"1900-01-31", 3599, "2199-12-31"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_int_equal(day_add_months(day_of(rows[i].from), rows[i].months),
                         day_of(rows[i].to));
}

/* As it is defined: the Sunday after the paschal full moon, which is the 14th
 * day of the moon that the epact and the golden number give. */
static day_number easter_by_the_moon(int year) {
    int golden = year % 19 + 1, century = year / 100 + 1;
    int leap_days_left_out = 3 * century / 4 - 12;
    int moon_corrections = (8 * century + 5) / 25 - 5;
    int epact = (11 * golden + 20 + moon_corrections - leap_days_left_out) % 30;
    if (epact == 24 || (epact == 25 && golden > 11))
        epact++;
    int full_moon = 44 - epact; /* of March */
    if (full_moon < 21)
        full_moon += 30;
    day_number day = day_from_civil(year, 3, 1) + full_moon - 1;
    do
        day++;
    while (weekday_of(day) != 6);
    return day;
}

static void easter(void **state) {
    (void)state;
    static const char *const known[] = {
        "1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18", "1961-04-02",
        "1981-04-19", "1990-04-15", "2000-04-23", "2008-03-23", "2011-04-24",
        "2016-03-27", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17",
        "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
        "2028-04-16", "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19",
        "2099-04-12", "2100-03-28", "2106-04-18", "2133-04-19",
    };
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        day_number day = day_of(known[i]);
        assert_int_equal(easter_sunday(civil_from_day(day).year), day);
    }
    for (int y = YEAR_MIN; y <= YEAR_MAX; y++) {
        assert_int_equal(easter_sunday(y), easter_by_the_moon(y));
        assert_int_equal(weekday_of(easter_sunday(y)), 6);
    }
}

/* -- texts -- */

static void parse_refuses(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "2024",
        "2024-03",
        "2024-3-20",
        "2024-03-2",
        "20-03-2024",
        "2024/03/20",
        "2024-03-20 ",
        " 2024-03-20",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "1899-12-31",
        "2200-01-01",
        "-024-03-20",
        "2024-+3-20",
        "2024-03-2O",
        "2024-03-20T10:00",
        "20240320",
        "2024-03-020",
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        day_number day = 7;
        assert_false(day_parse(str_of(wrong[i]), &day));
        assert_int_equal(day, 7);
    }
}

static void date_and_time(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int minute;
    } rows[] = {
        {"2024-03-20", -1},
        {"2024-03-20T00:00", 0},
        {"2024-03-20T14:05", 845},
        {"2024-03-20T23:59", 1439},
        {"2024-03-20T14:05Z", 845},
        {"2024-03-20T14:05:59", 845},
        {"2024-03-20T14:05:59Z", 845},
        {"2024-03-20T14:05:59.25Z", 845},
        {"2024-03-20T14:05:00.000", 845},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        day_number day = DAY_NONE;
        int minute = -2;
        assert_true(day_time_parse(str_of(rows[i].text), &day, &minute));
        assert_int_equal(day, day_of("2024-03-20"));
        assert_int_equal(minute, rows[i].minute);
    }
    static const char *const wrong[] = {
        "2024-03-20T",           "2024-03-20T1",         "2024-03-20T14",
        "2024-03-20T14:",        "2024-03-20T14:5",      "2024-03-20T24:00",
        "2024-03-20T14:60",      "2024-03-20 14:05",     "2024-03-20t14:05",
        "2024-03-20T14:05z",     "2024-03-20T14:05:",    "2024-03-20T14:05:6",
        "2024-03-20T14:05:60",   "2024-03-20T14:05:00.", "2024-03-20T14:05ZZ",
        "2024-03-20T14:05+01",   "2024-02-30T14:05",     "2024-03-20T14-05",
        "2024-03-20T14:05:00.Z",
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        day_number day;
        int minute;
        assert_false(day_time_parse(str_of(wrong[i]), &day, &minute));
    }
}

/* Nothing past the given length is read: the sanitizer watches. */
static void parse_stays_inside(void **state) {
    struct arena *arena = *state;
    static const char text[] = "2024-03-20T14:05:59.25Z";
    for (size_t len = 0; len < sizeof text; len++) {
        char *exact = arena_alloc(arena, len);
        memcpy(exact, text, len);
        day_number day;
        int minute;
        bool good = len == 10 || len == 16 || len == 19 || len >= 21;
        assert_int_equal(day_time_parse((str){exact, len}, &day, &minute),
                         good);
        assert_int_equal(day_parse((str){exact, len}, &day), len == 10);
    }
}

static void format(void **state) {
    (void)state;
    char iso[11], words[20];
    assert_string_equal(day_format(day_of("2026-06-15"), iso), "2026-06-15");
    assert_string_equal(day_format(day_of("1900-01-01"), iso), "1900-01-01");
    assert_string_equal(day_format(day_from_civil(987, 1, 2), iso),
                        "0987-01-02");
    assert_string_equal(day_format_long(day_of("2026-06-15"), words),
                        "Mon 15 Jun 2026");
    assert_string_equal(day_format_long(day_of("2024-02-04"), words),
                        "Sun 4 Feb 2024");
    for (day_number day = DAY_MIN; day <= DAY_MAX; day += 13)
        assert_int_equal(day_of(day_format(day, iso)), day);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_in_turn),
        cmocka_unit_test(known_days),
        cmocka_unit_test(dates_that_exist),
        cmocka_unit_test(months_clamp),
        cmocka_unit_test(easter),
        cmocka_unit_test(parse_refuses),
        cmocka_unit_test(date_and_time),
        ARENA_TEST(parse_stays_inside),
        cmocka_unit_test(format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
