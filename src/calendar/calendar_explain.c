// SPDX-License-Identifier: MIT
/* calendar_explain.c: what was skipped, gathered into runs.
 *
 * Weekends are many and alike, so they are counted; other closed days are few
 * and each has its reason. */
#include "calendar/calendar_explain.h"

#include "base/arena.h"

/* More than these in one sentence are no explanation. */
enum { MOST_NAMED = 6 };

/* -- the days -- */

struct closed_walk closed_walk(const struct calendar *c, day_number first,
                               day_number last) {
    return (struct closed_walk){
        .calendar = c,
        .next = MAX(first, c->first),
        .last = MIN(last, c->last),
    };
}

static bool is_weekend(const struct calendar *c, day_number day) {
    return c->weekend >> weekday_of(day) & 1;
}

static bool continues(const struct calendar *c, const struct closed_run *run,
                      day_number day) {
    if (calendar_is_working(c, day) || is_weekend(c, day) != run->is_weekend)
        return false;
    return run->is_weekend || str_eq(calendar_why_closed(c, day), run->why);
}

bool closed_walk_next(struct closed_walk *walk, struct closed_run *run) {
    const struct calendar *c = walk->calendar;
    while (walk->next <= walk->last && calendar_is_working(c, walk->next))
        walk->next++;
    if (walk->next > walk->last)
        return false;
    *run = (struct closed_run){
        .first = walk->next,
        .last = walk->next,
        .is_weekend = is_weekend(c, walk->next),
        .why = calendar_why_closed(c, walk->next),
    };
    while (++walk->next <= walk->last && continues(c, run, walk->next))
        run->last = walk->next;
    return true;
}

bool counted_days(const struct calendar *c, day_number from, struct duration d,
                  int direction, bool counting_day, day_number *first,
                  day_number *last) {
    day_number end;
    if (day_add(c, from, d, direction, counting_day, &end) != DAY_OK)
        return false;
    bool forward = (int64_t)d.count * direction >= 0;
    int excluded = counting_day ? 0 : 1;
    *first = forward ? from + excluded : end;
    *last = forward ? end : from - excluded;
    return true;
}

/* -- the words -- */

static void put_day(struct strbuf *out, day_number day, int year) {
    enum { YEAR_LENGTH = 5 }; /* with the space before it */
    char text[20];
    str words = str_of(day_format_long(day, text));
    if (civil_from_day(day).year == year)
        words.len -= YEAR_LENGTH;
    strbuf_add(out, words);
}

/* A reason that ends in parentheses loses them: it is put into some. */
static void put_why(struct strbuf *out, str why) {
    const char *open = NULL;
    for (size_t i = 1; i < why.len && why.at[why.len - 1] == ')'; i++)
        if (why.at[i] == '(' && why.at[i - 1] == ' ')
            open = why.at + i;
    if (!open) {
        strbuf_add(out, why);
        return;
    }
    strbuf_add(out, (str){why.at, (size_t)(open - why.at) - 1});
    strbuf_add_c(out, ", ");
    strbuf_add(out, (str){open + 1, (size_t)(why.at + why.len - open) - 2});
}

/* Between the parts of a list of `count`, before part `i`. */
static void put_joint(struct strbuf *out, uint32_t i, uint32_t count) {
    if (i > 0)
        strbuf_add_c(out, i + 1 == count ? " and " : ", ");
}

static void put_run(struct strbuf *out, const struct closed_run *run,
                    int year) {
    put_day(out, run->first, year);
    if (run->last > run->first) {
        strbuf_add_c(out, " to ");
        put_day(out, run->last, year);
    }
    strbuf_add_c(out, " (");
    put_why(out, run->why);
    strbuf_add_byte(out, ')');
}

static void put_count(struct strbuf *out, uint32_t n, const char *what) {
    strbuf_addf(out, "%u %s%s", (unsigned)n, what, n == 1 ? "" : "s");
}

bool explain_closed_days(struct strbuf *out, const struct calendar *c,
                         day_number first, day_number last, int year) {
    uint32_t weekends = 0, runs = 0, days = 0;
    struct closed_run run;
    struct closed_walk walk = closed_walk(c, first, last);
    while (closed_walk_next(&walk, &run)) {
        weekends += run.is_weekend;
        runs += !run.is_weekend;
        if (!run.is_weekend)
            days += (uint32_t)(run.last - run.first) + 1;
    }
    bool named = runs <= MOST_NAMED;
    uint32_t parts = (weekends > 0) + (named ? runs : 1), part = 0;
    if (weekends) {
        put_count(out, weekends, "weekend");
        part = 1;
    }
    if (!named) {
        put_joint(out, part, parts);
        put_count(out, days, weekends ? "other closed day" : "closed day");
        return true;
    }
    walk = closed_walk(c, first, last);
    while (closed_walk_next(&walk, &run))
        if (!run.is_weekend) {
            put_joint(out, part++, parts);
            put_run(out, &run, year);
        }
    return parts > 0;
}

/* True when a sum of months met a month without such a day. */
static bool is_clamped(day_number from, struct duration d, int direction) {
    if (d.unit != UNIT_MONTHS && d.unit != UNIT_YEARS)
        return false;
    day_number end;
    return day_add(NULL, from, d, direction, false, &end) == DAY_OK &&
           civil_from_day(end).day != civil_from_day(from).day;
}

void explain_sum(struct strbuf *out, const struct calendar *c, day_number from,
                 struct duration d, int direction, bool counting_day) {
    char day[20];
    strbuf_add(out, duration_words(out->arena, d));
    strbuf_addf(out, " %s %s", direction > 0 ? "after" : "before",
                day_format_long(from, day));
    if (counting_day)
        strbuf_add_c(out, ", counting the day itself");
    if (is_clamped(from, d, direction))
        strbuf_add_c(out, ", a shorter month: its last day");
    day_number first, last;
    if (d.unit != UNIT_WORKING_DAYS ||
        !counted_days(c, from, d, direction, counting_day, &first, &last))
        return;
    struct strbuf skipped;
    strbuf_init(&skipped, out->arena);
    if (explain_closed_days(&skipped, c, first, last,
                            civil_from_day(from).year)) {
        strbuf_add_c(out, ", skipping ");
        strbuf_add(out, strbuf_str(&skipped));
    }
}
