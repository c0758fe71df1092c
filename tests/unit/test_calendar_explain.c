// SPDX-License-Identifier: MIT
/* How sums of days are put into words. */
#include "calendar/calendar_explain.h"
#include "calendar_text.h"

static const struct calendar *england(struct arena *arena) {
    struct calendar_texts *t = NEW(arena, struct calendar_texts);
    calendar_texts_init(t, arena);
    return calendar_file(t, "stdlib/england_and_wales.cinp");
}

enum { COUNTING = 1 };

static void assert_sum(struct arena *arena, const struct calendar *c,
                       const char *from, int n, enum unit unit, int direction,
                       bool counting, const char *expected) {
    struct strbuf out;
    strbuf_init(&out, arena);
    explain_sum(&out, c, day_of(from), (struct duration){n, unit}, direction,
                counting);
    assert_str(strbuf_str(&out), expected);
}

static void working_days(void **state) {
    const struct calendar *c = england(*state);
    assert_sum(*state, c, "2026-05-18", 20, UNIT_WORKING_DAYS, 1, false,
               "20 working days after Mon 18 May 2026, skipping 4 weekends and"
               " Mon 25 May (Spring bank holiday)");
    assert_sum(*state, c, "2024-03-20", 15, UNIT_WORKING_DAYS, 1, false,
               "15 working days after Wed 20 Mar 2024, skipping 3 weekends,"
               " Fri 29 Mar (Good Friday) and Mon 1 Apr (Easter Monday)");
    assert_sum(*state, c, "2024-04-12", 15, UNIT_WORKING_DAYS, -1, false,
               "15 working days before Fri 12 Apr 2024, skipping 3 weekends,"
               " Fri 29 Mar (Good Friday) and Mon 1 Apr (Easter Monday)");
    assert_sum(*state, c, "2024-06-03", 4, UNIT_WORKING_DAYS, 1, false,
               "4 working days after Mon 3 Jun 2024");
    assert_sum(*state, c, "2024-06-03", 0, UNIT_WORKING_DAYS, 1, false,
               "0 working days after Mon 3 Jun 2024");
    assert_sum(*state, c, "2024-06-07", 1, UNIT_WORKING_DAYS, 1, false,
               "1 working day after Fri 7 Jun 2024, skipping 1 weekend");
    assert_sum(*state, c, "2024-05-03", 1, UNIT_WORKING_DAYS, 1, false,
               "1 working day after Fri 3 May 2024, skipping 1 weekend and Mon"
               " 6 May (Early May bank holiday)");
}

static void counting_the_day_itself(void **state) {
    const struct calendar *c = england(*state);
    assert_sum(*state, c, "2024-06-03", 5, UNIT_WORKING_DAYS, 1, COUNTING,
               "5 working days after Mon 3 Jun 2024, counting the day itself");
    /* a Saturday: it is skipped itself */
    assert_sum(*state, c, "2024-06-01", 5, UNIT_WORKING_DAYS, 1, COUNTING,
               "5 working days after Sat 1 Jun 2024, counting the day itself,"
               " skipping 1 weekend");
    assert_sum(*state, c, "2024-06-02", 5, UNIT_WORKING_DAYS, 1, COUNTING,
               "5 working days after Sun 2 Jun 2024, counting the day itself,"
               " skipping 1 weekend");
    assert_sum(*state, c, "2024-06-02", 5, UNIT_WORKING_DAYS, 1, false,
               "5 working days after Sun 2 Jun 2024");
    assert_sum(*state, c, "2024-06-01", 5, UNIT_WORKING_DAYS, 1, false,
               "5 working days after Sat 1 Jun 2024, skipping 1 weekend");
}

/* Years are named where they change; a name in parentheses opens no others. */
static void over_the_year(void **state) {
    const struct calendar *c = england(*state);
    assert_sum(*state, c, "2021-12-24", 7, UNIT_WORKING_DAYS, 1, false,
               "7 working days after Fri 24 Dec 2021, skipping 2 weekends,"
               " Mon 27 Dec (Christmas Day, substitute day), Tue 28 Dec (Boxing"
               " Day, substitute day) and Mon 3 Jan 2022 (New Year's Day,"
               " substitute day)");
}

static void runs_and_many(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    const struct calendar *c = calendar_of(
        &t, "calendar c\n covers 2020-01-01 to 2030-12-31\n"
            " weekend saturday, sunday\n"
            " holiday \"Christmas\" every 25 december\n"
            " closed 2026-12-28 to 2026-12-31 \"Offices closed\"\n");
    assert_sum(*state, c, "2026-12-22", 4, UNIT_WORKING_DAYS, 1, false,
               "4 working days after Tue 22 Dec 2026, skipping 2 weekends, Fri"
               " 25 Dec (Christmas) and Mon 28 Dec to Thu 31 Dec (Offices"
               " closed)");
    assert_sum(*state, england(*state), "2024-01-02", 300, UNIT_WORKING_DAYS, 1,
               false,
               "300 working days after Tue 2 Jan 2024, skipping 61 weekends"
               " and 8 other closed days");
}

static void other_units(void **state) {
    const struct calendar *c = england(*state);
    assert_sum(*state, c, "2024-03-20", 12, UNIT_WEEKS, 1, false,
               "12 weeks after Wed 20 Mar 2024");
    assert_sum(*state, NULL, "2025-01-31", 1, UNIT_MONTHS, 1, false,
               "1 month after Fri 31 Jan 2025, a shorter month: its last day");
    assert_sum(*state, NULL, "2024-02-29", 1, UNIT_YEARS, -1, false,
               "1 year before Thu 29 Feb 2024, a shorter month: its last day");
    assert_sum(*state, NULL, "2025-01-28", 1, UNIT_MONTHS, 1, false,
               "1 month after Tue 28 Jan 2025");
    assert_sum(*state, NULL, "2025-01-28", 10, UNIT_DAYS, 1, COUNTING,
               "10 days after Tue 28 Jan 2025, counting the day itself");
}

/* What cannot be worked out is not explained either. */
static void outside(void **state) {
    const struct calendar *c = england(*state);
    assert_sum(*state, c, "2100-12-30", 20, UNIT_WORKING_DAYS, 1, false,
               "20 working days after Thu 30 Dec 2100");
    assert_sum(*state, NULL, "2024-06-01", 5, UNIT_WORKING_DAYS, 1, false,
               "5 working days after Sat 1 Jun 2024");
}

/* Every closed day is in one run, and no working day is. */
static void walk_sees_each_closed_day_once(void **state) {
    const struct calendar *c = england(*state);
    day_number first = day_of("2019-12-25"), last = day_of("2023-01-01");
    struct closed_walk walk = closed_walk(c, first, last);
    struct closed_run run;
    day_number day = first;
    while (closed_walk_next(&walk, &run)) {
        for (; day < run.first; day++)
            assert_true(calendar_is_working(c, day));
        for (; day <= run.last; day++) {
            assert_false(calendar_is_working(c, day));
            assert_int_equal(weekday_of(day) >= 5, run.is_weekend);
        }
    }
    for (; day <= last; day++)
        assert_true(calendar_is_working(c, day));
    /* to the end of the calendar and no further */
    walk = closed_walk(c, c->last - 1, DAY_NEVER);
    while (closed_walk_next(&walk, &run))
        assert_true(run.last <= c->last);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(working_days),
        ARENA_TEST(counting_the_day_itself),
        ARENA_TEST(over_the_year),
        ARENA_TEST(runs_and_many),
        ARENA_TEST(other_units),
        ARENA_TEST(outside),
        ARENA_TEST(walk_sees_each_closed_day_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
