// SPDX-License-Identifier: MIT
/* calendar_build.c: the lines of a calendar, in the order in which they
 * matter, not that in which they stand: the calendars it is built from, the
 * days covered, the weekend, the holidays, what is closed besides, and last
 * what is open after all.
 *
 * A line that is wrong is reported and passed over, so that one run shows
 * every mistake; the calendar is made only when there was none. */
#include "calendar/calendar_build.h"

#include "base/arena.h"
#include "calendar/calendar_merge.h"
#include "calendar/calendar_words.h"
#include "calendar/holidays.h"

struct builder {
    struct arena *arena;
    const struct atoms *atoms;
    const struct node *head;
    const struct node *const *clauses;
    size_t count;
    struct calendar_lookup lookup;
    struct diag_list *diags;
    const struct calendar *base; /* what it extends; or NULL */
    struct calendar_draft draft;
    bool failed;
};

static struct diag *reject(struct builder *b, struct diag *d) {
    b->failed = true;
    return d;
}

static str name_of(const struct builder *b) {
    return atom_str(b->atoms, b->head->calendar.id->name);
}

static day_number day_in(const struct node *date) {
    return (day_number)date->number;
}

/* The first clause of a kind; NULL when there is none. */
static const struct node *clause_of(const struct builder *b,
                                    enum node_kind kind) {
    for (size_t i = 0; i < b->count; i++)
        if (b->clauses[i]->kind == kind)
            return b->clauses[i];
    return NULL;
}

/* -- the calendars it is built from -- */

static const struct calendar *merge_nodes(struct builder *b,
                                          const struct node *n);

static const struct calendar *
merge_pair(struct builder *b, const struct node *n, enum calendar_merge how) {
    bool either = how == MERGE_EITHER;
    const struct node *left =
        either ? n->calendar_either.left : n->calendar_both.left;
    const struct node *right =
        either ? n->calendar_either.right : n->calendar_both.right;
    if (left->kind != n->kind && left->kind != NODE_NAME) {
        struct diag *d =
            reject(b, diag_add(b->diags, DIAG_CALENDAR_BASE, n->at,
                               "`or` and `and` together can be read two ways"));
        diag_note(
            b->diags, d,
            "give one pair a calendar of its own, and name that one here");
        return NULL;
    }
    const struct calendar *x = merge_nodes(b, left), *y = merge_nodes(b, right);
    if (!x || !y)
        return NULL;
    const struct calendar *merged = calendar_merge(b->arena, how, x, y);
    if (!merged)
        reject(b, diag_add(b->diags, DIAG_CALENDAR_BASE, n->at,
                           "these calendars cover no day together"));
    return merged;
}

/* Left to right, as deep as the line has calendars. */
static const struct calendar *merge_nodes(struct builder *b,
                                          const struct node *n) {
    if (n->kind == NODE_CALENDAR_EITHER)
        return merge_pair(b, n, MERGE_EITHER);
    if (n->kind == NODE_CALENDAR_BOTH)
        return merge_pair(b, n, MERGE_BOTH);
    const struct calendar *c = b->lookup.find(b->lookup.host, n);
    b->failed |= !c;
    return c;
}

/* -- the days covered -- */

struct range {
    day_number first, last;
};

static void check_within_base(struct builder *b, const struct node *covers,
                              struct range range) {
    const struct calendar *base = b->base;
    if (!base || (range.first >= base->first && range.last <= base->last))
        return;
    char from[11], until[11];
    struct diag *d = reject(
        b, diag_add(b->diags, DIAG_CALENDAR_BASE, covers->at,
                    "`%.*s` cannot cover more days than what it is built from",
                    STR_ARG(name_of(b))));
    diag_note(b->diags, d, "that covers %s to %s",
              day_format(base->first, from), day_format(base->last, until));
}

/* Where the days covered cannot be told, other lines are judged by all the
 * days there are. */
static struct range read_covers(struct builder *b) {
    struct range range = {DAY_MIN, DAY_MAX};
    const struct node *covers = clause_of(b, NODE_COVERS);
    if (b->base)
        range = (struct range){b->base->first, b->base->last};
    if (!covers && !b->head->calendar.base) {
        struct diag *d =
            reject(b, diag_add(b->diags, DIAG_CALENDAR_COVERS, b->head->at,
                               "`%.*s` does not say which days it covers",
                               STR_ARG(name_of(b))));
        diag_note(b->diags, d,
                  "add a line such as `covers 2000-01-01 to 2040-12-31`");
    }
    if (!covers)
        return range;
    struct range own = {day_in(covers->covers.from),
                        day_in(covers->covers.until)};
    if (own.last < own.first) {
        reject(b, diag_add(b->diags, DIAG_CALENDAR_REVERSED, covers->at,
                           "the last day covered comes before the first"));
        return range;
    }
    check_within_base(b, covers, own);
    return b->failed ? range : own;
}

static void begin_draft(struct builder *b) {
    struct range range = read_covers(b);
    calendar_draft_init(&b->draft, b->arena, range.first, range.last);
    if (b->base)
        calendar_draft_copy(&b->draft, b->base);
}

static bool check_covered(struct builder *b, const struct node *date) {
    if (day_in(date) >= b->draft.first && day_in(date) <= b->draft.last)
        return true;
    char from[11], until[11];
    struct diag *d =
        reject(b, diag_add(b->diags, DIAG_OUTSIDE_CALENDAR, date->at,
                           "this date is outside the days that `%.*s` covers",
                           STR_ARG(name_of(b))));
    diag_note(b->diags, d, "it covers %s to %s",
              day_format(b->draft.first, from),
              day_format(b->draft.last, until));
    return false;
}

static void read_official(struct builder *b) {
    const struct node *clause = clause_of(b, NODE_OFFICIAL);
    day_number most = b->base ? b->base->official_until : b->draft.last;
    b->draft.official_until = MIN(most, b->draft.last);
    if (!clause || !check_covered(b, clause->official.until))
        return;
    day_number until = day_in(clause->official.until);
    if (until > most) {
        char day[11];
        reject(b, diag_add(b->diags, DIAG_CALENDAR_BASE, clause->at,
                           "what it is built from is official only until %s",
                           day_format(most, day)));
    }
    b->draft.official_until = until;
}

/* -- the weekend -- */

static void read_weekend(struct builder *b) {
    enum { WHOLE_WEEK = 0x7F };
    const struct node *clause = clause_of(b, NODE_WEEKEND);
    if (!clause)
        return;
    if (b->base) {
        reject(b, diag_add(b->diags, DIAG_CALENDAR_BASE, clause->at,
                           "the weekend of `%.*s` is that of the calendar it"
                           " is built from",
                           STR_ARG(name_of(b))));
        return;
    }
    for (const struct node *n = clause->weekend.days; n; n = n->next) {
        int weekday = weekday_of_name(b->atoms, n, b->diags);
        b->failed |= weekday < 0;
        if (weekday >= 0 && b->draft.weekend >> weekday & 1)
            reject(b, diag_add(b->diags, DIAG_CALENDAR_TWICE, n->at,
                               "`%.*s` is named twice",
                               STR_ARG(atom_str(b->atoms, n->name))));
        if (weekday >= 0)
            b->draft.weekend |= (uint8_t)(1 << weekday);
    }
    if (b->draft.weekend == WHOLE_WEEK)
        reject(b, diag_add(b->diags, DIAG_CALENDAR_COVERS, clause->at,
                           "a week that is all weekend leaves no working day"));
}

/* -- holidays, and what is closed or open besides -- */

static void read_holidays(struct builder *b) {
    struct holidays holidays = {
        .arena = b->arena,
        .atoms = b->atoms,
        .diags = b->diags,
        .first = b->draft.first,
        .last = b->draft.last,
    };
    for (size_t i = 0; i < b->count; i++)
        if (b->clauses[i]->kind == NODE_HOLIDAY)
            holidays_add(&holidays, b->clauses[i]);
    holidays_close(&holidays, &b->draft, b->base);
    b->failed |= holidays.failed;
}

static bool is_working(const struct builder *b, day_number day) {
    day_number i = day - b->draft.first;
    return !b->draft.closed[i] &&
           (b->draft.opened[i] || !(b->draft.weekend >> weekday_of(day) & 1));
}

static void warn_of_no_effect(struct builder *b, const struct node *clause,
                              const char *already) {
    diag_add(b->diags, DIAG_NO_EFFECT_ON_CALENDAR, clause->at,
             "this changes nothing: %s", already);
}

static void read_closed(struct builder *b, const struct node *clause) {
    const struct node *from = clause->closed.from;
    const struct node *until =
        clause->closed.until ? clause->closed.until : from;
    if (!check_covered(b, from) || !check_covered(b, until))
        return;
    if (day_in(until) < day_in(from)) {
        reject(b, diag_add(b->diags, DIAG_CALENDAR_REVERSED, clause->at,
                           "the last closed day comes before the first"));
        return;
    }
    str *why = NEW(b->arena, str);
    *why = STR("Closed");
    if (clause->closed.title && clause->closed.title->name)
        *why = atom_str(b->atoms, clause->closed.title->name);
    bool changed = false;
    for (day_number day = day_in(from); day <= day_in(until); day++)
        if (is_working(b, day)) {
            b->draft.closed[day - b->draft.first] = why;
            changed = true;
        }
    if (!changed)
        warn_of_no_effect(b, clause,
                          from == until ? "the day is closed anyway"
                                        : "the days are closed anyway");
}

static void read_open(struct builder *b, const struct node *clause) {
    const struct node *date = clause->open_day.date;
    if (!check_covered(b, date))
        return;
    if (is_working(b, day_in(date)))
        warn_of_no_effect(b, clause, "the day is a working day anyway");
    b->draft.closed[day_in(date) - b->draft.first] = NULL;
    b->draft.opened[day_in(date) - b->draft.first] = true;
}

static void read_each(struct builder *b, enum node_kind kind,
                      void (*read)(struct builder *, const struct node *)) {
    for (size_t i = 0; i < b->count; i++)
        if (b->clauses[i]->kind == kind)
            read(b, b->clauses[i]);
}

/* -- all of it -- */

static struct calendar *build(struct builder *b) {
    const struct node *base = b->head->calendar.base;
    if (base)
        b->base = merge_nodes(b, base);
    begin_draft(b);
    read_official(b);
    read_weekend(b);
    read_holidays(b);
    read_each(b, NODE_CLOSED, read_closed);
    read_each(b, NODE_OPEN_DAY, read_open);
    if (b->failed)
        return NULL;
    const struct node *title = b->head->calendar.title;
    return calendar_seal(b->arena, &b->draft, b->head->calendar.id->name,
                         atom_str(b->atoms, title ? title->name : 0));
}

struct calendar *calendar_build(struct arena *arena, const struct atoms *atoms,
                                const struct node *head,
                                const struct node *const *clauses, size_t count,
                                struct calendar_lookup lookup,
                                struct diag_list *diags) {
    struct builder b = {
        .arena = arena,
        .atoms = atoms,
        .head = head,
        .clauses = clauses,
        .count = count,
        .lookup = lookup,
        .diags = diags,
    };
    return build(&b);
}
