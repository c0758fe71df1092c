// SPDX-License-Identifier: MIT
/* From the lines of a calendar to its days, and what is said about lines that
 * cannot be. */
#include "calendar_text.h"

/* A calendar without faults. */
static const struct calendar *good(struct arena *arena, const char *text) {
    struct calendar_texts *t = NEW(arena, struct calendar_texts);
    calendar_texts_init(t, arena);
    const struct calendar *c = calendar_of(t, text);
    if (t->diags.len)
        fail_msg("%.*s", STR_ARG(t->diags.at[0]->message));
    assert_non_null(c);
    return c;
}

/* "2026-12-25 Christmas Day" and so on: every named closed day, in order. */
static str closed_days(struct arena *arena, const struct calendar *c,
                       const char *from, const char *to) {
    struct strbuf out;
    strbuf_init(&out, arena);
    for (day_number day = day_of(from); day <= day_of(to); day++) {
        char text[11];
        if (calendar_is_working(c, day) || !c->closed[day - c->first])
            continue;
        strbuf_addf(&out, "%s %.*s\n", day_format(day, text),
                    STR_ARG(calendar_why_closed(c, day)));
    }
    return strbuf_str(&out);
}

#define HEAD "calendar c \"C\"\n covers 2000-01-01 to 2030-12-31\n"
#define WEEK " weekend saturday, sunday\n"

static void assert_closed(struct arena *arena, const char *lines,
                          const char *from, const char *to,
                          const char *expected) {
    str text = str_format(arena, HEAD WEEK "%s", lines);
    assert_str(closed_days(arena, good(arena, text.at), from, to), expected);
}

/* -- holidays -- */

static void kinds_of_holiday(void **state) {
    assert_closed(*state,
                  " holiday \"Midsummer\" every 24 june\n"
                  " holiday \"Early\" first monday of may\n"
                  " holiday \"Third\" 3rd thursday of may\n"
                  " holiday \"Late\" last monday of may\n"
                  " holiday \"Good Friday\" 2 days before easter\n"
                  " holiday \"Easter Monday\" 1 day after easter\n"
                  " holiday \"One-off\" on 2024-07-02, 2024-07-04\n",
                  "2024-01-01", "2024-12-31",
                  "2024-03-29 Good Friday\n"
                  "2024-04-01 Easter Monday\n"
                  "2024-05-06 Early\n"
                  "2024-05-16 Third\n"
                  "2024-05-27 Late\n"
                  "2024-06-24 Midsummer\n"
                  "2024-07-02 One-off\n"
                  "2024-07-04 One-off\n");
}

static void fifth_weekday_when_there_is_one(void **state) {
    assert_closed(*state, " holiday \"Fifth\" 5th friday of may\n",
                  "2021-01-01", "2024-12-31", "2024-05-31 Fifth\n");
}

static void leap_day_in_leap_years(void **state) {
    assert_closed(*state, " holiday \"Leap\" every 29 february\n", "2020-01-01",
                  "2029-12-31",
                  "2020-02-29 Leap\n"
                  "2024-02-29 Leap\n"
                  "2028-02-29 Leap\n");
}

static void years_in_and_out(void **state) {
    assert_closed(*state,
                  " holiday \"A\" first monday of may not in 2021, 2023\n"
                  " holiday \"B\" first tuesday of may from 2022 until 2023\n",
                  "2020-01-01", "2024-12-31",
                  "2020-05-04 A\n"
                  "2022-05-02 A\n"
                  "2022-05-03 B\n"
                  "2023-05-02 B\n"
                  "2024-05-06 A\n");
}

/* -- substitutes -- */

#define CHRISTMAS                                                           \
    " holiday \"Christmas\" every 25 december substitute the next working " \
    "day\n"                                                                 \
    " holiday \"Boxing\" every 26 december substitute the next working day\n"

static void substitutes_at_christmas(void **state) {
    /* Saturday and Sunday */
    assert_closed(*state, CHRISTMAS, "2021-12-20", "2021-12-31",
                  "2021-12-25 Christmas\n"
                  "2021-12-26 Boxing\n"
                  "2021-12-27 Christmas (substitute day)\n"
                  "2021-12-28 Boxing (substitute day)\n");
    /* Sunday and Monday: the Monday keeps its own */
    assert_closed(*state, CHRISTMAS, "2022-12-20", "2022-12-31",
                  "2022-12-25 Christmas\n"
                  "2022-12-26 Boxing\n"
                  "2022-12-27 Christmas (substitute day)\n");
    /* Friday and Saturday */
    assert_closed(*state, CHRISTMAS, "2020-12-20", "2020-12-31",
                  "2020-12-25 Christmas\n"
                  "2020-12-26 Boxing\n"
                  "2020-12-28 Boxing (substitute day)\n");
}

static void without_a_substitute_it_stays(void **state) {
    assert_closed(*state,
                  " holiday \"Christmas\" every 25 december\n"
                  " holiday \"Boxing\" every 26 december substitute the next"
                  " working day\n",
                  "2021-12-20", "2021-12-31",
                  "2021-12-25 Christmas\n"
                  "2021-12-26 Boxing\n"
                  "2021-12-27 Boxing (substitute day)\n");
}

/* The one without a substitute keeps the day, though it is written later; of
 * two with one, the first written keeps it. */
static void two_on_one_day(void **state) {
    assert_closed(*state,
                  " holiday \"Moves\" on 2024-07-02 substitute the next working"
                  " day\n"
                  " holiday \"Stays\" on 2024-07-02\n",
                  "2024-07-01", "2024-07-31",
                  "2024-07-02 Stays\n"
                  "2024-07-03 Moves (substitute day)\n");
    assert_closed(
        *state,
        " holiday \"First\" on 2024-07-02 substitute the next working"
        " day\n"
        " holiday \"Second\" on 2024-07-02 substitute the next working"
        " day\n"
        " holiday \"Third\" on 2024-07-03\n",
        "2024-07-01", "2024-07-31",
        "2024-07-02 First\n"
        "2024-07-03 Third\n"
        "2024-07-04 Second (substitute day)\n");
}

/* By their own days, not by the lines. */
static void earlier_days_choose_first(void **state) {
    assert_closed(
        *state,
        " holiday \"Sunday\" on 2024-07-07 substitute the next working"
        " day\n"
        " holiday \"Saturday\" on 2024-07-06 substitute the next"
        " working day\n",
        "2024-07-01", "2024-07-31",
        "2024-07-06 Saturday\n"
        "2024-07-07 Sunday\n"
        "2024-07-08 Saturday (substitute day)\n"
        "2024-07-09 Sunday (substitute day)\n");
}

static void substitutes_cross_the_year(void **state) {
    const char *eve = " holiday \"Eve\" every 31 december substitute the next"
                      " working day\n";
    assert_closed(*state, eve, "2022-12-30", "2023-01-05",
                  "2022-12-31 Eve\n"
                  "2023-01-02 Eve (substitute day)\n");
    /* 31 December 1994, a Saturday, is not covered; its substitute is */
    const struct calendar *c =
        good(*state, "calendar c\n covers 1995-01-01 to 1996-12-31\n" WEEK
                     " holiday \"Eve\" every 31 december substitute the next"
                     " working day\n");
    assert_str(calendar_why_closed(c, day_of("1995-01-02")),
               "Eve (substitute day)");
    assert_true(calendar_is_working(c, day_of("1995-01-03")));
    /* a year of its own is left out by its own number */
    c = good(*state, "calendar c\n covers 1995-01-01 to 1996-12-31\n" WEEK
                     " holiday \"Eve\" every 31 december substitute the next"
                     " working day not in 1994\n");
    assert_true(calendar_is_working(c, day_of("1995-01-02")));
}

/* A substitute that would lie after the last day is not a day of the year
 * before either. */
static void substitutes_at_the_end(void **state) {
    const struct calendar *c =
        good(*state, "calendar c\n covers 2022-01-01 to 2022-12-31\n" WEEK
                     " holiday \"Eve\" every 31 december substitute the next"
                     " working day\n");
    assert_true(calendar_is_working(c, day_of("2022-12-30")));
    assert_str(calendar_why_closed(c, day_of("2022-12-31")), "Eve");
}

static void covers_can_begin_anywhere(void **state) {
    const struct calendar *c =
        good(*state, "calendar c\n covers 1900-03-05 to 1900-03-05\n" WEEK
                     " holiday \"New Year\" every 1 january\n");
    assert_int_equal(c->working_days, 1);
    c = good(*state, "calendar c\n covers 1900-01-01 to 2199-12-31\n" WEEK
                     " holiday \"Last\" every 31 december\n");
    assert_str(calendar_why_closed(c, DAY_MAX), "Last");
    assert_true(calendar_is_working(c, DAY_MIN));
}

/* -- closed and open -- */

static void closed_and_open(void **state) {
    assert_closed(*state,
                  " open 2026-12-30 \"Stock-taking\"\n"
                  " closed 2026-12-25 to 2027-01-01 \"Offices closed\"\n"
                  " holiday \"Christmas\" every 25 december\n"
                  " closed 2027-01-04\n"
                  " open 2027-01-09\n",
                  "2026-12-20", "2027-01-10",
                  "2026-12-25 Christmas\n"
                  "2026-12-28 Offices closed\n"
                  "2026-12-29 Offices closed\n"
                  "2026-12-31 Offices closed\n"
                  "2027-01-01 Offices closed\n"
                  "2027-01-04 Closed\n");
    const struct calendar *c = good(*state, HEAD WEEK " open 2027-01-09\n");
    assert_true(calendar_is_working(c, day_of("2027-01-09")));
    assert_false(calendar_is_working(c, day_of("2027-01-10")));
}

static void closing_moves_no_holiday(void **state) {
    assert_closed(*state,
                  CHRISTMAS " closed 2021-12-24 to 2021-12-31 \"Shut\"\n",
                  "2021-12-20", "2022-01-10",
                  "2021-12-24 Shut\n"
                  "2021-12-25 Christmas\n"
                  "2021-12-26 Boxing\n"
                  "2021-12-27 Christmas (substitute day)\n"
                  "2021-12-28 Boxing (substitute day)\n"
                  "2021-12-29 Shut\n"
                  "2021-12-30 Shut\n"
                  "2021-12-31 Shut\n");
}

static void any_weekend(void **state) {
    const struct calendar *c = good(*state, HEAD " weekend friday\n");
    assert_str(calendar_why_closed(c, day_of("2026-06-19")), "Friday");
    assert_true(calendar_is_working(c, day_of("2026-06-20")));
    c = good(*state, HEAD);
    assert_int_equal(c->working_days, c->last - c->first + 1);
}

/* -- calendars made of others -- */

#define TWO                                                           \
    "calendar a \"A\"\n covers 2020-01-01 to 2026-12-31\n"            \
    " official until 2025-12-31\n weekend saturday, sunday\n"         \
    " holiday \"Both\" every 1 june\n holiday \"A's\" every 2 june\n" \
    " open 2026-06-06\n"                                              \
    "calendar b \"B\"\n covers 2022-01-01 to 2030-12-31\n"            \
    " official until 2024-12-31\n weekend sunday, monday\n"           \
    " holiday \"Both too\" every 1 june\n holiday \"B's\" every 3 june\n"

static str first_days_of_june(struct arena *arena, const struct calendar *c) {
    struct strbuf out;
    strbuf_init(&out, arena);
    for (int d = 1; d <= 8; d++) {
        str why = calendar_why_closed(c, day_from_civil(2026, 6, d));
        strbuf_addf(&out, "%d %.*s\n", d, STR_ARG(why));
    }
    return strbuf_str(&out);
}

/* 1 June 2026 is a Monday. */
static void closed_in_either(void **state) {
    const struct calendar *c = good(*state, TWO "calendar c \"C\" is a or b\n");
    assert_str(first_days_of_june(*state, c), "1 Both\n2 A's\n3 B's\n4 \n5 \n"
                                              "6 \n7 Sunday\n8 Monday\n");
    assert_int_equal(c->first, day_of("2022-01-01"));
    assert_int_equal(c->last, day_of("2026-12-31"));
    assert_int_equal(c->official_until, day_of("2024-12-31"));
    assert_str(c->title, "C");
    assert_str(calendar_why_closed(c, day_of("2026-06-13")), "Saturday");
}

static void closed_in_both(void **state) {
    const struct calendar *c = good(*state, TWO "calendar c is a and b\n");
    assert_str(first_days_of_june(*state, c),
               "1 Both\n2 \n3 \n4 \n5 \n6 \n7 Sunday\n8 \n");
    assert_true(calendar_is_working(c, day_of("2026-06-13")));
    assert_str(c->title, "");
    /* a weekday that is weekend in one and a holiday in the other */
    c = good(*state, TWO "calendar d\n covers 2022-01-01 to 2030-12-31\n"
                         " holiday \"D's\" on 2026-06-13\n"
                         "calendar c is a and d\n");
    assert_str(calendar_why_closed(c, day_of("2026-06-13")), "D's");
    assert_true(calendar_is_working(c, day_of("2026-06-20")));
}

/* A reason is kept, be it from the one or the other, and a weekend needs
 * none. */
static void reasons_are_kept(void **state) {
    const struct calendar *c =
        good(*state, TWO "calendar d\n covers 2022-01-01 to 2030-12-31\n"
                         " closed 2026-06-15 \"Regatta\"\n"
                         "calendar c is b or d\n");
    assert_str(calendar_why_closed(c, day_of("2026-06-15")), "Regatta");
    assert_str(calendar_why_closed(c, day_of("2026-06-22")), "Monday");
    assert_str(calendar_why_closed(c, day_of("2026-06-03")), "B's");
    /* a name in one, a weekend in the other */
    c = good(*state, TWO "calendar d\n covers 2022-01-01 to 2030-12-31\n"
                         " closed 2026-06-15 \"Regatta\"\n"
                         "calendar c is b and d\n");
    assert_str(calendar_why_closed(c, day_of("2026-06-15")), "Regatta");
    assert_true(calendar_is_working(c, day_of("2026-06-22")));
}

static void extended(void **state) {
    const struct calendar *c =
        good(*state, TWO "calendar c is a\n"
                         " covers 2021-01-01 to 2026-12-31\n"
                         " official until 2024-12-31\n"
                         " closed 2026-06-04 to 2026-06-05 \"Fair\"\n"
                         " open 2026-06-02\n"
                         " holiday \"More\" every 1 june substitute the next"
                         " working day\n");
    assert_str(first_days_of_june(*state, c),
               "1 Both\n2 \n3 More (substitute day)\n4 Fair\n5 Fair\n6 \n"
               "7 Sunday\n8 \n");
    assert_int_equal(c->first, day_of("2021-01-01"));
    assert_int_equal(c->official_until, day_of("2024-12-31"));
    c = good(*state, TWO "calendar c is a\n");
    assert_str(first_days_of_june(*state, c),
               "1 Both\n2 A's\n3 \n4 \n5 \n6 \n7 Sunday\n8 \n");
    assert_int_equal(c->official_until, day_of("2025-12-31"));
}

static void several_at_once(void **state) {
    const struct calendar *c =
        good(*state, TWO "calendar d\n covers 2000-01-01 to 2030-12-31\n"
                         " closed 2026-06-05 \"D's\"\n"
                         "calendar c is a or b or d\n"
                         " closed 2026-06-04 \"C's\"\n");
    assert_str(first_days_of_june(*state, c),
               "1 Both\n2 A's\n3 B's\n4 C's\n5 D's\n6 \n7 Sunday\n8 Monday\n");
}

static void official_to_the_end_unless_said(void **state) {
    const struct calendar *c = good(*state, HEAD);
    assert_int_equal(c->official_until, c->last);
    c = good(*state, HEAD " official until 2028-12-31\n");
    assert_int_equal(c->official_until, day_of("2028-12-31"));
}

/* -- what is wrong -- */

/* Lines with one finding: which, where, its message, and what is proposed. */
struct fault {
    const char *lines;
    enum diag_id id;
    const char *at, *message, *fix;
};

static const struct fault faults[] = {
    {HEAD " holiday \"X\" every 1 janury\n", DIAG_UNKNOWN_MONTH, "janury",
     "`janury` is not a month", "january"},
    {HEAD " holiday \"X\" every 1 December\n", DIAG_UNKNOWN_MONTH, "December",
     "`December` is not a month", "december"},
    {HEAD " holiday \"X\" every 1 Dec\n", DIAG_UNKNOWN_MONTH, "Dec",
     "`Dec` is not a month", "december"},
    {HEAD " holiday \"X\" every 1 brumaire\n", DIAG_UNKNOWN_MONTH, "brumaire",
     "`brumaire` is not a month", NULL},
    {HEAD " holiday \"X\" first monday of mai\n", DIAG_UNKNOWN_MONTH, "mai",
     "`mai` is not a month", "may"},
    {HEAD " holiday \"X\" first munday of may\n", DIAG_UNKNOWN_WEEKDAY,
     "munday", "`munday` is not a day of the week", "monday"},
    {HEAD " weekend sat, sunday\n", DIAG_UNKNOWN_WEEKDAY, "sat",
     "`sat` is not a day of the week", "saturday"},
    {HEAD " weekend caturday\n", DIAG_UNKNOWN_WEEKDAY, "caturday",
     "`caturday` is not a day of the week", "saturday"},
    {HEAD " holiday \"X\" 2 days before Easter\n", DIAG_UNKNOWN_FEAST, "Easter",
     "`Easter` is not a feast whose date cinp can work out", "easter"},
    {HEAD " holiday \"X\" 39 days after pentecost\n", DIAG_UNKNOWN_FEAST,
     "pentecost", "`pentecost` is not a feast whose date cinp can work out",
     NULL},
    {HEAD " holiday \"X\" every 31 february\n", DIAG_BAD_DATE, "31 february",
     "february has no day 31, only 29", NULL},
    {HEAD " holiday \"X\" every 31 june\n", DIAG_BAD_DATE, "31 june",
     "june has no day 31, only 30", NULL},
    {HEAD " holiday \"X\" every 0 june\n", DIAG_CALENDAR_NUMBER, "0",
     "the day of a month is a whole number from 1 to 31", NULL},
    {HEAD " holiday \"X\" every 32 june\n", DIAG_CALENDAR_NUMBER, "32",
     "the day of a month is a whole number from 1 to 31", NULL},
    {HEAD " holiday \"X\" every 1.5 june\n", DIAG_CALENDAR_NUMBER, "1.5",
     "the day of a month is a whole number from 1 to 31", NULL},
    {HEAD " holiday \"X\" 6th monday of may\n", DIAG_CALENDAR_NUMBER, "6th",
     "a month has at most five of one weekday", NULL},
    {HEAD " holiday \"X\" 400 days after easter\n", DIAG_CALENDAR_NUMBER, "400",
     "the days from a feast is a whole number from 0 to 365", NULL},
    {HEAD " holiday \"X\" every 1 may not in 20, 2020\n", DIAG_CALENDAR_NUMBER,
     "20", "a year is a whole number from 1900 to 2199", NULL},
    {HEAD " holiday \"X\" every 1 may from 2200\n", DIAG_CALENDAR_NUMBER,
     "2200", "a year is a whole number from 1900 to 2199", NULL},
    {HEAD " holiday \"X\" every 1 may from 2024 until 2023\n",
     DIAG_CALENDAR_REVERSED, "until 2023",
     "the holiday ends before it begins, in 2024", NULL},
    {HEAD " holiday \"X\" every 1 may until 2023 from 2024\n",
     DIAG_CALENDAR_REVERSED, "until 2023",
     "the holiday ends before it begins, in 2024", NULL},
    {HEAD " holiday \"X\" every 1 may from 2020 from 2021\n",
     DIAG_CALENDAR_TWICE, "from 2021", "the holiday says this a second time",
     NULL},
    {HEAD " holiday \"X\" every 1 may not in 1998\n", DIAG_OUTSIDE_CALENDAR,
     "1998", "1998 is outside the years that the calendar covers", NULL},
    {HEAD " holiday \"X\" every 1 may not in 2031\n", DIAG_OUTSIDE_CALENDAR,
     "2031", "2031 is outside the years that the calendar covers", NULL},
    {HEAD " holiday \"X\" on 2024-05-01, 1999-12-31\n", DIAG_OUTSIDE_CALENDAR,
     "1999-12-31", "this date is outside the days that the calendar covers",
     NULL},
    {HEAD " closed 2030-12-28 to 2031-01-02 \"Shut\"\n", DIAG_OUTSIDE_CALENDAR,
     "2031-01-02", "this date is outside the days that `c` covers", NULL},
    {HEAD " open 1999-12-31\n", DIAG_OUTSIDE_CALENDAR, "1999-12-31",
     "this date is outside the days that `c` covers", NULL},
    {HEAD " official until 2031-01-01\n", DIAG_OUTSIDE_CALENDAR, "2031-01-01",
     "this date is outside the days that `c` covers", NULL},
    {HEAD " closed 2024-12-31 to 2024-12-24\n", DIAG_CALENDAR_REVERSED,
     "closed 2024-12-31 to 2024-12-24",
     "the last closed day comes before the first", NULL},
    {HEAD " weekend saturday, sunday, saturday\n", DIAG_CALENDAR_TWICE,
     "saturday", "`saturday` is named twice", NULL},
    {HEAD " weekend monday, tuesday, wednesday, thursday, friday, saturday,"
          " sunday\n",
     DIAG_CALENDAR_COVERS,
     "weekend monday, tuesday, wednesday, thursday, friday, saturday, sunday",
     "a week that is all weekend leaves no working day", NULL},
    {"calendar c\n weekend sunday\n", DIAG_CALENDAR_COVERS, "calendar c",
     "`c` does not say which days it covers", NULL},
    {"calendar c\n covers 2024-12-31 to 2024-01-01\n", DIAG_CALENDAR_REVERSED,
     "covers 2024-12-31 to 2024-01-01",
     "the last day covered comes before the first", NULL},
    {TWO "calendar c is a\n weekend sunday\n", DIAG_CALENDAR_BASE,
     "weekend sunday",
     "the weekend of `c` is that of the calendar it is built from", NULL},
    {TWO "calendar c is a\n covers 2019-12-31 to 2026-12-31\n",
     DIAG_CALENDAR_BASE, "covers 2019-12-31 to 2026-12-31",
     "`c` cannot cover more days than what it is built from", NULL},
    {TWO "calendar c is a\n official until 2026-01-01\n", DIAG_CALENDAR_BASE,
     "official until 2026-01-01",
     "what it is built from is official only until 2025-12-31", NULL},
    {TWO "calendar d\n covers 2000-01-01 to 2001-12-31\n"
         "calendar c is a or d\n",
     DIAG_CALENDAR_BASE, "a or d", "these calendars cover no day together",
     NULL},
    {TWO "calendar c is a or b and a\n", DIAG_CALENDAR_BASE, "a or b and a",
     "`or` and `and` together can be read two ways", NULL},
    {TWO "calendar c is nobody\n closed 1900-01-01\n", DIAG_CALENDAR_BASE,
     "nobody", "no such calendar", NULL},
};

static void check_fault(struct arena *arena, const struct fault *f) {
    struct calendar_texts t;
    calendar_texts_init(&t, arena);
    const struct calendar *c = calendar_of(&t, f->lines);
    if (c || t.diags.len != 1)
        fail_msg("%u findings in:\n%s", (unsigned)t.diags.len, f->lines);
    const struct diag *d = t.diags.at[0];
    assert_str(d->message, f->message);
    assert_string_equal(diag_slug(d->id), diag_slug(f->id));
    assert_str(source_span_text(&t.sources, d->at), f->at);
    assert_int_equal(d->has_fix, f->fix != NULL);
    if (f->fix)
        assert_str(d->fix.text, f->fix);
}

static void faults_are_found(void **state) {
    for (size_t i = 0; i < ARRAY_LEN(faults); i++)
        check_fault(*state, &faults[i]);
}

/* One run shows them all, whatever else is missing. */
static void all_faults_at_once(void **state) {
    struct calendar_texts t;
    calendar_texts_init(&t, *state);
    assert_null(calendar_of(&t, "calendar c\n"
                                " weekend funday\n"
                                " holiday \"X\" every 31 june\n"
                                " holiday \"Y\" 6th mnday of janury\n"
                                " closed 2024-02-02 to 2024-01-01\n"));
    assert_int_equal(t.diags.errors, 7);
    assert_int_equal(t.diags.warnings, 0);
}

/* Lines that are most likely not what was meant. */
static void warnings(void **state) {
    static const struct {
        const char *line, *message;
    } rows[] = {
        {" holiday \"X\" on 2026-06-13\n", "Sat 13 Jun 2026 is no working day"
                                           " anyway, so the holiday changes"
                                           " nothing"},
        {" closed 2026-06-13\n", "this changes nothing: the day is closed"
                                 " anyway"},
        {" closed 2026-06-13 to 2026-06-14\n", "this changes nothing: the days"
                                               " are closed anyway"},
        {" open 2026-06-15\n", "this changes nothing: the day is a working day"
                               " anyway"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct calendar_texts t;
        calendar_texts_init(&t, *state);
        str text = str_format(*state, HEAD WEEK "%s", rows[i].line);
        assert_non_null(calendar_of(&t, text.at));
        assert_int_equal(t.diags.errors, 0);
        assert_int_equal(t.diags.warnings, 1);
        assert_str(t.diags.at[0]->message, rows[i].message);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(kinds_of_holiday),
        ARENA_TEST(fifth_weekday_when_there_is_one),
        ARENA_TEST(leap_day_in_leap_years),
        ARENA_TEST(years_in_and_out),
        ARENA_TEST(substitutes_at_christmas),
        ARENA_TEST(without_a_substitute_it_stays),
        ARENA_TEST(two_on_one_day),
        ARENA_TEST(earlier_days_choose_first),
        ARENA_TEST(substitutes_cross_the_year),
        ARENA_TEST(substitutes_at_the_end),
        ARENA_TEST(covers_can_begin_anywhere),
        ARENA_TEST(closed_and_open),
        ARENA_TEST(closing_moves_no_holiday),
        ARENA_TEST(any_weekend),
        ARENA_TEST(closed_in_either),
        ARENA_TEST(closed_in_both),
        ARENA_TEST(reasons_are_kept),
        ARENA_TEST(extended),
        ARENA_TEST(several_at_once),
        ARENA_TEST(official_to_the_end_unless_said),
        ARENA_TEST(faults_are_found),
        ARENA_TEST(all_faults_at_once),
        ARENA_TEST(warnings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
