// SPDX-License-Identifier: MIT
/* generate_words.c: the smaller parts of sentences. */
#include "random/generate.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *format_words(struct recipe *r, const char *format, ...) {
    char buffer[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    return str_to_c(r->arena, str_of(buffer));
}

void add_line(struct arena *arena, struct text *text, const char *format, ...) {
    char buffer[4000];
    va_list args;
    va_start(args, format);
    vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    struct text_line line = {str_copy(arena, str_of(buffer)), text->block};
    vec_push(arena, &text->lines, line);
}

const char *day_words(struct recipe *r, day_number day) {
    char buffer[16];
    return format_words(r, "%s", day_format(day, buffer));
}

day_number any_day(struct recipe *r) {
    return r->base + random_between(r->random, -5, 130);
}

static unsigned below(struct recipe *r, unsigned n) {
    return random_below(r->random, n);
}

static bool chance(struct recipe *r, unsigned percent) {
    return random_chance(r->random, percent);
}

static const char *one_of(struct recipe *r, const char *const *words,
                          unsigned count) {
    return words[below(r, count)];
}
#define ONE_OF(r, ...)                              \
    one_of((r), (const char *const[]){__VA_ARGS__}, \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* -- events and durations -- */

const struct event_words *pick_event(struct recipe *r) {
    return &r->events[below(r, r->event_count)];
}

const struct event_words *pick_with(struct recipe *r, unsigned attribute) {
    for (unsigned tries = 0; tries < 12; tries++) {
        const struct event_words *e = pick_event(r);
        if (e->has & attribute)
            return e;
    }
    return NULL;
}

const char *events_words(struct recipe *r) {
    const struct event_words *a = pick_event(r), *b = pick_event(r);
    if (chance(r, 88) || a == b)
        return a->name;
    return format_words(r, "%s or %s", a->name, b->name);
}

const char *duration_words_of(struct recipe *r, int least, int most) {
    int n = random_between(r->random, least, most);
    unsigned kind = below(r, 100);
    if (kind < 6 && r->fact_gap)
        return "gap_fact";
    if (kind < 10)
        return "some_time";
    if (kind < 13)
        return r->figure ? r->figure : "some_time";
    if (kind < 35)
        return format_words(r, "%d working days", n);
    if (kind < 45)
        return format_words(r, "%d weeks", MAX(least, n % 4));
    if (kind < 51)
        return format_words(r, "%d months", MAX(least, n % 3));
    return format_words(r, "%d days", n);
}

/* Whole days or weeks: for conditions, which name no calendar. */
static const char *plain_duration(struct recipe *r, int least, int most) {
    int n = random_between(r->random, least, most);
    unsigned kind = below(r, 10);
    if (kind < 2)
        return format_words(r, "%d weeks", n % 4);
    if (kind < 3)
        return format_words(r, "%d months", n % 3);
    return format_words(r, "%d days", n);
}

/* -- conditions -- */

static const char *colour(struct recipe *r) {
    return ONE_OF(r, "red", "green", "blue");
}

static const char *about_colour(struct recipe *r, const char *what) {
    switch (below(r, 4)) {
    case 0: return format_words(r, "%s is not %s", what, colour(r));
    case 1:
        return format_words(r, "%s is one of (%s, %s)", what, "red",
                            ONE_OF(r, "green", "blue"));
    case 2:
        return format_words(r, "%s is not one of (%s, %s)", what, "green",
                            "blue");
    }
    return format_words(r, "%s is %s", what, colour(r));
}

static const char *about_number(struct recipe *r, const char *what) {
    unsigned n = below(r, 4);
    return format_words(
        r, "%s is %s %u", what,
        ONE_OF(r, "at least", "at most", "more than", "under", "over"), n);
}

static const char *about_people(struct recipe *r, const char *what) {
    const char *who = ONE_OF(r, "lead", "boss", "aide");
    return format_words(r, "%s %s %s", what,
                        ONE_OF(r, "includes", "includes", "does not include"),
                        who);
}

/* About an attribute, called `attr` or `attr of event`. */
static const char *about_attribute(struct recipe *r, unsigned has,
                                   const char *of) {
    for (unsigned tries = 0; tries < 12; tries++) {
        unsigned bit = 1u << below(r, 6);
        if (!(has & bit))
            continue;
        const char *what;
        switch (bit) {
        case HAS_OUTCOME:
            return about_colour(r, format_words(r, "outcome%s", of));
        case HAS_OK:
            return format_words(r, "%sok%s", ONE_OF(r, "", "not "), of);
        case HAS_SIZE: return about_number(r, format_words(r, "size%s", of));
        case HAS_DAY:
            what = day_words(r, any_day(r));
            return format_words(r, "agreed_day%s is %s %s", of,
                                ONE_OF(r, "before", "after"), what);
        case HAS_CHAIR:
            what = ONE_OF(r, "lead", "boss", "aide");
            return format_words(r, "chair%s is%s %s", of, ONE_OF(r, "", " not"),
                                what);
        case HAS_THERE: return about_people(r, format_words(r, "there%s", of));
        }
    }
    return NULL;
}

const char *where_words(struct recipe *r, const struct event_words *e) {
    return about_attribute(r, e->has, "");
}

static const char *about_day_fact(struct recipe *r) {
    const char *what;
    if (chance(r, 50)) {
        what = plain_duration(r, 0, 30);
        return format_words(r, "%s than %s since day_fact",
                            ONE_OF(r, "more", "less"), what);
    }
    what = day_words(r, any_day(r));
    return format_words(r, "day_fact is %s %s", ONE_OF(r, "before", "after"),
                        what);
}

static const char *about_fact(struct recipe *r) {
    for (unsigned tries = 0; tries < 8; tries++) {
        switch (below(r, 4)) {
        case 0:
            if (r->fact_yes)
                return ONE_OF(r, "yes_fact", "not yes_fact");
            break;
        case 1:
            if (r->fact_colour)
                return about_colour(r, "colour_fact");
            break;
        case 2:
            if (r->fact_count)
                return about_number(r, "count_fact");
            break;
        case 3:
            if (r->fact_day)
                return about_day_fact(r);
            break;
        }
    }
    return NULL;
}

static const char *about_events(struct recipe *r) {
    const char *a = pick_event(r)->name, *b = pick_event(r)->name;
    switch (below(r, 8)) {
    case 0: return format_words(r, "%s has happened", a);
    case 1: return format_words(r, "%s has not happened", a);
    case 2: return format_words(r, "%s has happened since %s", a, b);
    case 3: return format_words(r, "no %s since %s", a, b);
    case 4:
        return about_number(r, format_words(r, "count of %s since %s", a, b));
    case 5: return format_words(r, "%s has not happened since %s", a, b);
    }
    const char *length = plain_duration(r, 0, 20);
    return format_words(r, "%s than %s since %s", ONE_OF(r, "more", "less"),
                        length, a);
}

static const char *atomic(struct recipe *r) {
    const struct event_words *e = pick_event(r);
    const char *res = NULL;
    switch (below(r, 5)) {
    case 0:
    case 1: res = about_fact(r); break;
    case 2:
        res = about_attribute(r, e->has, format_words(r, " of %s", e->name));
        break;
    case 3:
        if (r->period_count > 0)
            res = r->periods[below(r, r->period_count)];
        break;
    case 4: break;
    }
    return res ? res : about_events(r);
}

const char *condition_words(struct recipe *r, int depth) {
    unsigned kind = depth > 0 ? below(r, 10) : 9;
    if (kind < 1)
        return format_words(r, "not (%s)", condition_words(r, depth - 1));
    if (kind < 3) {
        const char *right = condition_words(r, depth - 1);
        const char *op = ONE_OF(r, "and", "or");
        return format_words(r, "(%s) %s (%s)", condition_words(r, depth - 1),
                            op, right);
    }
    return atomic(r);
}

/* -- limits -- */

static const char *limit_of_event(struct recipe *r) {
    unsigned kind = below(r, 10);
    const char *anchor = events_words(r);
    if (kind < 2) {
        const char *month = ONE_OF(r, "january", "march", "april");
        return format_words(r, "%d %s after %s",
                            random_between(r->random, 1, 28), month, anchor);
    }
    if (kind < 4)
        return format_words(r, "%s before %s", duration_words_of(r, 0, 5),
                            anchor);
    return format_words(r, "%s after %s", duration_words_of(r, 0, 8), anchor);
}

const char *limit_words(struct recipe *r, int depth) {
    unsigned kind = below(r, 20);
    if (kind < 5 && depth > 0) {
        const char *second = limit_words(r, depth - 1);
        const char *first = limit_words(r, depth - 1);
        return format_words(r, "the %s of (%s, %s)",
                            ONE_OF(r, "earlier", "later"), first, second);
    }
    if (kind == 5)
        return day_words(r, any_day(r));
    if (kind == 6 && r->fact_day)
        return "day_fact";
    if (kind == 7 && r->fact_day) {
        const char *side = ONE_OF(r, "after", "before");
        return format_words(r, "%s %s day_fact", duration_words_of(r, 0, 8),
                            side);
    }
    return limit_of_event(r);
}
