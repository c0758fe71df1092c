// SPDX-License-Identifier: MIT
/* holidays.c: every holiday of every year in one list, then three passes over
 * it in the order of their days.
 *
 * The list begins a year early: the substitute for a holiday of that December
 * may lie in the first January.  It needs no such margin at the end, since a
 * substitute only ever comes later. */
#include "calendar/holidays.h"

#include <stdlib.h>

#include "base/arena.h"
#include "calendar/calendar_words.h"

enum { THOUSANDTHS = 1000, MOST_DAYS_FROM_FEAST = 365, MOST_ORDINAL = 5 };

static struct diag *reject(struct holidays *h, struct diag *d) {
    h->failed = true;
    return d;
}

/* -- what a line says -- */

/* The day a holiday has each year. */
struct recurrence {
    enum node_kind kind; /* YEARLY, NTH_WEEKDAY, or else days after easter */
    int month, day;
    int nth, weekday; /* nth -1: the last */
    int offset;
};

struct line {
    struct recurrence each_year;
    const str *name, *substitute_name;
    bool substitute;
    int from_year, until_year;
    const struct node *not_in;
};

/* The whole number from `least` to `most`; false, reported, when it is none. */
static bool whole_number(struct holidays *h, const struct node *n, int least,
                         int most, const char *what, int *out) {
    int64_t value = n->number / THOUSANDTHS;
    if (n->number % THOUSANDTHS != 0 || value < least || value > most) {
        reject(h, diag_add(h->diags, DIAG_CALENDAR_NUMBER, n->at,
                           "%s is a whole number from %d to %d", what, least,
                           most));
        return false;
    }
    *out = (int)value;
    return true;
}

static bool read_month(struct holidays *h, const struct node *name, int *out) {
    *out = month_of_name(h->atoms, name, h->diags);
    h->failed |= !*out;
    return *out != 0;
}

static bool read_yearly(struct holidays *h, const struct node *rule,
                        struct recurrence *r) {
    enum { A_LEAP_YEAR = 2000 };
    const struct node *day = rule->yearly.day;
    if (!read_month(h, rule->yearly.month, &r->month) ||
        !whole_number(h, day, 1, 31, "the day of a month", &r->day))
        return false;
    int most = days_in_month(A_LEAP_YEAR, r->month);
    if (r->day <= most)
        return true;
    reject(h, diag_add(h->diags, DIAG_BAD_DATE,
                       span_join(day->at, rule->yearly.month->at),
                       "%.*s has no day %d, only %d",
                       STR_ARG(month_word(r->month)), r->day, most));
    return false;
}

static bool read_nth(struct holidays *h, const struct node *nth, int *out) {
    if (nth->word == ORDINAL_LAST)
        *out = -1;
    else
        *out =
            nth->word == ORDINAL_FIRST ? 1 : (int)MIN(nth->number, INT32_MAX);
    if (*out != 0 && *out <= MOST_ORDINAL)
        return true;
    struct diag *d =
        reject(h, diag_add(h->diags, DIAG_CALENDAR_NUMBER, nth->at,
                           "a month has at most five of one weekday"));
    diag_note(h->diags, d,
              "write `first`, `2nd`, `3rd`, `4th`, `5th` or `last`");
    return false;
}

static bool read_nth_weekday(struct holidays *h, const struct node *rule,
                             struct recurrence *r) {
    r->weekday = weekday_of_name(h->atoms, rule->nth_weekday.weekday, h->diags);
    h->failed |= r->weekday < 0;
    bool nth = read_nth(h, rule->nth_weekday.nth, &r->nth);
    return read_month(h, rule->nth_weekday.month, &r->month) && nth &&
           r->weekday >= 0;
}

static bool read_from_feast(struct holidays *h, const struct node *count,
                            const struct node *feast, int direction,
                            struct recurrence *r) {
    bool known = feast_of_name(h->atoms, feast, h->diags);
    h->failed |= !known;
    int n = 0;
    bool counted = whole_number(h, count, 0, MOST_DAYS_FROM_FEAST,
                                "the days from a feast", &n);
    r->offset = n * direction;
    return known && counted;
}

static bool read_recurrence(struct holidays *h, const struct node *rule,
                            struct recurrence *r) {
    *r = (struct recurrence){.kind = rule->kind};
    if (rule->kind == NODE_YEARLY)
        return read_yearly(h, rule, r);
    if (rule->kind == NODE_NTH_WEEKDAY)
        return read_nth_weekday(h, rule, r);
    if (rule->kind == NODE_DAYS_BEFORE)
        return read_from_feast(h, rule->days_before.count,
                               rule->days_before.feast, -1, r);
    if (rule->kind == NODE_DAYS_AFTER)
        return read_from_feast(h, rule->days_after.count,
                               rule->days_after.feast, 1, r);
    BUG("a holiday of an unknown kind");
}

static bool read_year(struct holidays *h, const struct node *year, int *out) {
    return whole_number(h, year, YEAR_MIN, YEAR_MAX, "a year", out);
}

/* The years before the first are none that the calendar could be asked for,
 * but for the one whose last substitutes reach it. */
static void read_not_in(struct holidays *h, const struct node *years) {
    int first = civil_from_day(h->first).year - 1;
    int last = civil_from_day(h->last).year;
    for (const struct node *n = years; n; n = n->next) {
        int year;
        if (!read_year(h, n, &year) || (year >= first && year <= last))
            continue;
        reject(h, diag_add(h->diags, DIAG_OUTSIDE_CALENDAR, n->at,
                           "%d is outside the years that the calendar covers",
                           year));
    }
}

/* Reports a second line part of the same sort. */
static void check_once(struct holidays *h, bool *seen,
                       const struct node *part) {
    if (*seen)
        reject(h, diag_add(h->diags, DIAG_CALENDAR_TWICE, part->at,
                           "the holiday says this a second time"));
    *seen = true;
}

static void read_changes(struct holidays *h, const struct node *changes,
                         struct line *line) {
    bool substitute = false, not_in = false, from = false, until = false;
    const struct node *end = NULL;
    for (const struct node *n = changes; n; n = n->next) {
        if (n->kind == NODE_SUBSTITUTE_NEXT) {
            check_once(h, &substitute, n);
            line->substitute = true;
        } else if (n->kind == NODE_NOT_IN) {
            check_once(h, &not_in, n);
            read_not_in(h, n->not_in.years);
            line->not_in = n->not_in.years;
        } else if (n->kind == NODE_FROM_YEAR) {
            check_once(h, &from, n);
            read_year(h, n->from_year.year, &line->from_year);
        } else if (n->kind == NODE_UNTIL_YEAR) {
            check_once(h, &until, n);
            read_year(h, n->until_year.year, &line->until_year);
            end = n;
        }
    }
    if (end && line->until_year < line->from_year)
        reject(h, diag_add(h->diags, DIAG_CALENDAR_REVERSED, end->at,
                           "the holiday ends before it begins, in %d",
                           line->from_year));
}

static void read_name(struct holidays *h, const struct node *title,
                      struct line *line) {
    str name = atom_str(h->atoms, title->name);
    if (!name.len)
        name = STR("Holiday");
    str *names = NEW_ARRAY(h->arena, str, 2);
    names[0] = name;
    names[1] = str_format(h->arena, "%.*s (substitute day)", STR_ARG(name));
    line->name = &names[0];
    line->substitute_name = &names[1];
}

/* -- the days it means -- */

static bool holds_in(const struct line *line, int year) {
    if (year < line->from_year || year > line->until_year)
        return false;
    for (const struct node *n = line->not_in; n; n = n->next)
        if (n->number == (int64_t)year * THOUSANDTHS)
            return false;
    return true;
}

/* False when the month has no such weekday that year. */
static bool nth_weekday(const struct recurrence *r, int year, day_number *out) {
    int length = days_in_month(year, r->month);
    day_number first = day_from_civil(year, r->month, 1);
    int offset = (r->weekday - weekday_of(first) + 7) % 7;
    if (r->nth > 0)
        offset += 7 * (r->nth - 1);
    else
        offset += (length - 1 - offset) / 7 * 7;
    *out = first + offset;
    return offset < length;
}

/* False when that year has no such day. */
static bool day_in_year(const struct recurrence *r, int year, day_number *out) {
    if (r->kind == NODE_NTH_WEEKDAY)
        return nth_weekday(r, year, out);
    if (r->kind == NODE_YEARLY) {
        *out = day_from_civil(year, r->month, r->day);
        return r->day <= days_in_month(year, r->month);
    }
    *out = easter_sunday(year) + r->offset;
    return true;
}

static void add(struct holidays *h, const struct line *line, day_number own,
                struct span at) {
    struct holiday holiday = {
        .own = own,
        .order = (uint32_t)h->all.len,
        .substitute = line->substitute,
        .name = line->name,
        .substitute_name = line->substitute_name,
        .at = at,
    };
    vec_push(h->arena, &h->all, holiday);
}

/* One year more at the end: a feast's own days may lie in the year before. */
static void add_every_year(struct holidays *h, const struct line *line) {
    int last = civil_from_day(h->last).year + 1;
    for (int year = civil_from_day(h->first).year - 1; year <= last; year++) {
        day_number own;
        if (holds_in(line, year) && day_in_year(&line->each_year, year, &own) &&
            own <= h->last)
            add(h, line, own, (struct span){0});
    }
}

static void add_dates(struct holidays *h, const struct line *line,
                      const struct node *dates) {
    for (const struct node *n = dates; n; n = n->next) {
        day_number day = (day_number)n->number;
        if (day < h->first || day > h->last)
            reject(h, diag_add(h->diags, DIAG_OUTSIDE_CALENDAR, n->at,
                               "this date is outside the days that the"
                               " calendar covers"));
        else if (holds_in(line, civil_from_day(day).year))
            add(h, line, day, n->at);
    }
}

void holidays_add(struct holidays *h, const struct node *node) {
    struct line line = {.from_year = YEAR_MIN - 1, .until_year = YEAR_MAX + 1};
    const struct node *rule = node->holiday.rule;
    read_name(h, node->holiday.title, &line);
    read_changes(h, node->holiday.changes, &line);
    if (rule->kind == NODE_ON_DATES)
        add_dates(h, &line, rule->on_dates.dates);
    else if (read_recurrence(h, rule, &line.each_year))
        add_every_year(h, &line);
}

/* -- which days they close -- */

/* Who holds which day, from a year before the draft begins. */
struct plan {
    day_number first, last;
    const struct calendar_draft *draft;
    const struct calendar *base;
    const str **held; /* by offset from `first` */
};

/* Whatever the holidays are. */
static bool is_closed_anyway(const struct plan *p, day_number day) {
    if (p->base && calendar_covers(p->base, day))
        return !calendar_is_working(p->base, day);
    return p->draft->weekend >> weekday_of(day) & 1;
}

static const str **holder(const struct plan *p, day_number day) {
    return &p->held[day - p->first];
}

static bool is_free(const struct plan *p, day_number day) {
    return !*holder(p, day) && !is_closed_anyway(p, day);
}

static void hold(const struct plan *p, day_number day, const str *name) {
    if (!*holder(p, day))
        *holder(p, day) = name;
}

static bool in_plan(const struct plan *p, const struct holiday *holiday) {
    return holiday->own >= p->first && holiday->own <= p->last;
}

/* The own day is called after the holiday too, if nothing else is held on it:
 * Christmas Day is that on a Saturday as well. A substitute that would come
 * after the last day is none that the calendar can be asked about. */
static void hold_substitute(const struct plan *p, const struct holiday *h) {
    day_number day = h->own;
    while (day <= p->last && !is_free(p, day))
        day++;
    hold(p, h->own, h->name);
    if (day <= p->last)
        hold(p, day, h->substitute_name);
}

static void hold_all(const struct plan *p, const struct holidays *h,
                     bool *moves) {
    for (size_t i = 0; i < h->all.len; i++)
        if (in_plan(p, &h->all.at[i]) && !h->all.at[i].substitute)
            hold(p, h->all.at[i].own, h->all.at[i].name);
    for (size_t i = 0; i < h->all.len; i++) {
        const struct holiday *holiday = &h->all.at[i];
        if (!in_plan(p, holiday) || !holiday->substitute)
            continue;
        moves[i] = !is_free(p, holiday->own);
        if (!moves[i])
            hold(p, holiday->own, holiday->name);
    }
    for (size_t i = 0; i < h->all.len; i++)
        if (moves[i])
            hold_substitute(p, &h->all.at[i]);
}

static int by_day(const void *a, const void *b) {
    const struct holiday *x = a, *y = b;
    if (x->own != y->own)
        return x->own < y->own ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* A date written out, and a weekend day: most likely the wrong year. */
static void warn_of_closed_dates(const struct holidays *h,
                                 const struct plan *p) {
    for (size_t i = 0; i < h->all.len; i++) {
        const struct holiday *holiday = &h->all.at[i];
        if (!holiday->at.source || holiday->substitute ||
            !is_closed_anyway(p, holiday->own))
            continue;
        char day[20];
        diag_add(h->diags, DIAG_NO_EFFECT_ON_CALENDAR, holiday->at,
                 "%s is no working day anyway, so the holiday changes nothing",
                 day_format_long(holiday->own, day));
    }
}

void holidays_close(struct holidays *h, struct calendar_draft *draft,
                    const struct calendar *base) {
    struct plan plan = {
        .first = day_from_civil(civil_from_day(draft->first).year - 1, 1, 1),
        .last = draft->last,
        .draft = draft,
        .base = base,
    };
    if (!h->all.len)
        return;
    qsort(h->all.at, h->all.len, sizeof *h->all.at, by_day);
    warn_of_closed_dates(h, &plan);
    struct arena_mark mark = arena_mark(h->arena);
    plan.held = NEW_ARRAY(h->arena, const str *, plan.last - plan.first + 1);
    hold_all(&plan, h, NEW_ARRAY(h->arena, bool, h->all.len));
    for (day_number day = draft->first; day <= draft->last; day++) {
        const str *name = *holder(&plan, day);
        const str **closed = &draft->closed[day - draft->first];
        if (name && !*closed)
            *closed = name;
    }
    arena_rewind(h->arena, mark);
}
