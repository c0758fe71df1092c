// SPDX-License-Identifier: MIT
/* The calendars of the standard library against tests/calendars/: the bank
 * holidays of each nation from 1990 to 2035, day for day. Names are left out
 * of it: those of substitutes are not even consistent where they are
 * published. */
#include <string.h>

#include "calendar_text.h"

static const char *const nations[] = {"england_and_wales", "scotland",
                                      "northern_ireland"};

static const struct calendar *stdlib(struct calendar_texts *t,
                                     const char *name) {
    return calendar_file(
        t, str_to_c(t->arena, str_format(t->arena, "stdlib/%s.cinp", name)));
}

struct table {
    day_number first, last;
    bool *closed; /* by offset from `first` */
    unsigned count;
};

static void read_row(struct table *table, str row) {
    day_number day = DAY_NONE;
    assert_true(row.len > 11 && row.at[10] == ',');
    assert_true(day_parse((str){row.at, 10}, &day));
    assert_true(day >= table->first && day <= table->last);
    assert_false(table->closed[day - table->first]);
    table->closed[day - table->first] = true;
    table->count++;
}

static struct table read_table(struct calendar_texts *t, const char *name) {
    struct table table = {
        .first = day_from_civil(1990, 1, 1),
        .last = day_from_civil(2035, 12, 31),
    };
    table.closed = NEW_ARRAY(t->arena, bool, table.last - table.first + 1);
    const struct source *source = source_at(
        t, str_to_c(t->arena,
                    str_format(t->arena, "tests/calendars/%s.csv", name)));
    assert_str(source_line(source, 1), "date,name");
    for (uint32_t i = 2; i <= source->line_count; i++)
        if (source_line(source, i).len)
            read_row(&table, source_line(source, i));
    return table;
}

static bool is_weekend(day_number day) {
    return weekday_of(day) >= 5;
}

static void compare(struct calendar_texts *t, const char *name,
                    unsigned expected_count) {
    const struct calendar *c = stdlib(t, name);
    struct table table = read_table(t, name);
    assert_int_equal(table.count, expected_count);
    for (day_number day = table.first; day <= table.last; day++) {
        bool closed = table.closed[day - table.first];
        char text[20];
        if (closed && is_weekend(day))
            fail_msg("%s: %s is a holiday on a weekend day", name,
                     day_format_long(day, text));
        if (calendar_is_working(c, day) != (!closed && !is_weekend(day)))
            fail_msg("%s: %s is %s holiday in the table", name,
                     day_format_long(day, text), closed ? "a" : "no");
    }
}

static void england_and_wales(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    compare(&t, "england_and_wales", 375);
}

static void scotland(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    compare(&t, "scotland", 404);
}

static void northern_ireland(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    compare(&t, "northern_ireland", 467);
}

static void the_whole_kingdom(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    const struct calendar *nation[ARRAY_LEN(nations)];
    for (size_t i = 0; i < ARRAY_LEN(nations); i++)
        nation[i] = stdlib(&t, nations[i]);
    const struct calendar *any = stdlib(&t, "uk_any");
    assert_int_equal(any->first, day_of("1990-01-01"));
    assert_int_equal(any->last, day_of("2100-12-31"));
    assert_int_equal(any->official_until, day_of("2028-12-31"));
    assert_str(any->title, "United Kingdom, a holiday in any part");
    for (day_number day = any->first; day <= any->last; day++) {
        bool working = true;
        for (size_t i = 0; i < ARRAY_LEN(nations); i++)
            working = working && calendar_is_working(nation[i], day);
        assert_int_equal(calendar_is_working(any, day), working);
    }
    assert_str(calendar_why_closed(any, day_of("2026-07-13")),
               "Battle of the Boyne (Orangemen's Day) (substitute day)");
    assert_str(calendar_why_closed(any, day_of("2026-06-15")),
               "World Cup bank holiday");
}

static void plain_ones(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    const struct calendar *weekdays = stdlib(&t, "weekdays");
    const struct calendar *every_day = stdlib(&t, "every_day");
    for (day_number day = weekdays->first; day <= weekdays->last; day++) {
        assert_int_equal(calendar_is_working(weekdays, day), !is_weekend(day));
        assert_true(calendar_is_working(every_day, day));
    }
    assert_int_equal(every_day->working_days,
                     every_day->last - every_day->first + 1);
}

/* The names that people will read, where they are not in doubt. */
static void names(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    const struct calendar *c = stdlib(&t, "england_and_wales");
    static const struct {
        const char *day, *why;
    } rows[] = {
        {"2024-03-29", "Good Friday"},
        {"2024-04-01", "Easter Monday"},
        {"2024-03-30", "Saturday"},
        {"2024-03-31", "Sunday"},
        {"2024-04-02", ""},
        {"2022-06-03", "Platinum Jubilee bank holiday"},
        {"2022-05-30", ""}, /* moved away */
        {"2020-05-04", ""},
        {"2020-05-08", "Early May bank holiday (VE Day)"},
        {"2021-12-25", "Christmas Day"}, /* a Saturday */
        {"2021-12-27", "Christmas Day (substitute day)"},
        {"2021-12-28", "Boxing Day (substitute day)"},
        {"2022-12-26", "Boxing Day"}, /* keeps its day; the 25th is a Sunday */
        {"2022-12-27", "Christmas Day (substitute day)"},
        {"2022-01-03", "New Year's Day (substitute day)"},
        {"1989-12-31", ""}, /* not covered */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_str(calendar_why_closed(c, day_of(rows[i].day)), rows[i].why);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(england_and_wales), ARENA_TEST(scotland),
        ARENA_TEST(northern_ireland),  ARENA_TEST(the_whole_kingdom),
        ARENA_TEST(plain_ones),        ARENA_TEST(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
