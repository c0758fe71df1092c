// SPDX-License-Identifier: MIT
/* grid.c: `T must happen every D from A until U on fixed dates`.
 *
 * Round k is the window (A + (k-1)D, A + kD]; months are multiplied first and
 * clamped once.  Any T in a window meets its round; an empty one is met late
 * by the first T of the next window.  Runs of missed windows, and of windows
 * in which nothing is required, fold into one result each. */
#include "eval/act.h"
#include "eval/recipients.h"
#include "eval/round.h"

struct grid {
    struct evaluator *e;
    const struct rule *rule;
    rule_id id;
    const struct occurrence *anchor;
    day_number begin; /* A's day, or the day the phase began */
    uint32_t phase;
    struct claim scope; /* for asking about scope and `only while` */
    struct ending end;
    day_number base; /* A, or the last boundary at which the figure changed */
    int32_t k;       /* the round in hand, counted from `base` */
    struct duration figure; /* of this round; count 0: not known yet */
    bool has_figure;
    bool lost; /* the figure is not known, and so not which window it is */
    day_number latest;   /* the latest day this window could be due by */
    size_t first_result; /* of the series, in the evaluator's results */
};

static struct moment moment_of(const struct grid *g, day_number day) {
    return moment_at(g->e->world, day, g->rule->anchor, g->anchor);
}

/* base + k * D; false beyond the calendar. */
static bool boundary(const struct grid *g, int32_t k, day_number *out) {
    struct duration d = g->figure;
    if (!g->has_figure || (d.count > 0 && k > INT32_MAX / d.count))
        return false;
    d.count *= k;
    return day_add(g->rule->calendar, g->base, d, 1, g->rule->counting_day,
                   out) == DAY_OK &&
           day_roll(g->rule->calendar, *out, g->rule->roll, out) == DAY_OK;
}

/* False when nobody recorded it, or 0: that makes no stretches. */
static bool figure_of(const struct grid *g, rule_id governs,
                      const struct moment *m, struct duration *out) {
    const struct phase *p = governing_phase(g->e, governs, g->phase);
    return length_value(&p->figure, m, out) && out->count > 0;
}

static bool is_figure(const struct grid *g, struct duration d) {
    return g->has_figure && d.count == g->figure.count &&
           d.unit == g->figure.unit;
}

/* The due days of the round that starts at `start`: on the grid while the
 * figure stays what it was, else counted from the start, the new A. */
static void grid_due(struct grid *g, struct options *options,
                     const struct moment *m, day_number start) {
    for (uint32_t i = 0; i < options->count; i++) {
        struct option *o = &options->at[i];
        struct duration d;
        if (o->kind == OPTION_DUE && due_from(g->e, o, m, start, g->phase, 1) &&
            figure_of(g, o->governs, m, &d) && is_figure(g, d))
            boundary(g, g->k, &o->due);
    }
}

/* The figure that the round begins with; a new one makes its start the A.
 * While nothing is required the grid goes on with the rule's own. */
static void take_figure(struct grid *g, const struct options *options,
                        const struct moment *m, day_number start) {
    struct duration d = {0}, one;
    bool any = false;
    for (uint32_t i = 0; i < options->count; i++) {
        const struct option *o = &options->at[i];
        if (o->kind == OPTION_NOTHING)
            continue;
        if (o->kind == OPTION_UNDECIDED || !figure_of(g, o->governs, m, &one) ||
            (any && (one.count != d.count || one.unit != d.unit)))
            return; /* not known for sure */
        d = one;
        any = true;
    }
    if (!any && (g->has_figure || !figure_of(g, g->id, m, &d)))
        return;
    if (is_figure(g, d))
        return;
    g->figure = d;
    g->has_figure = true;
    g->base = start;
    g->k = 1;
}

/* The end of the window while nothing is required in it: the grid's own, or,
 * when the figure is not known for sure, the latest day it could be. */
static day_number own_end(const struct grid *g) {
    day_number own;
    if (boundary(g, g->k, &own))
        return own;
    return g->latest == DAY_NONE ? DAY_NEVER : g->latest;
}

/* The last day on which a change can still move what stands. */
static day_number last_change(const struct grid *g,
                              const struct options *standing) {
    day_number last = own_end(g);
    for (uint32_t i = 0; i < standing->count; i++)
        if (standing->at[i].kind == OPTION_DUE)
            last = MAX(last, standing->at[i].due);
    return last;
}

/* The way in which nothing is required ends with its own window: a change
 * after that belongs to the next one. Taken out, to be put back. */
static bool take_out_nothing(const struct grid *g, struct options *standing,
                             day_number day, struct option *out) {
    if (day <= own_end(g))
        return false;
    for (uint32_t i = 0; i < standing->count; i++) {
        if (standing->at[i].kind != OPTION_NOTHING)
            continue;
        *out = standing->at[i];
        standing->at[i] = standing->at[--standing->count];
        return true;
    }
    return false;
}

/* Days on which the round is judged again, up to `last`. */
static void follow_changes(struct grid *g, struct claim *c,
                           struct options *standing, day_number last) {
    struct options before = *standing, now;
    day_number day = c->trigger.day;
    for (;;) {
        struct moment m = c->trigger;
        m.day = day;
        day = MIN(next_wake(g->rule->wakes, &m, day, last),
                  act_next_day(c, day, last));
        if (day == DAY_NEVER || day > last_change(g, standing))
            return;
        m.day = c->window.as_of = day;
        govern(g->e, g->id, &m, &now);
        grid_due(g, &now, &m, c->from);
        struct option nothing;
        bool out = take_out_nothing(g, standing, day, &nothing);
        round_change(c, standing, &before, &now, day, g->phase);
        if (out)
            options_keep(standing, nothing);
        act_extend(c, standing, day);
    }
}

/* Where the window after this one ends, which a late T must not pass: one
 * more of the figure that governs on the due day, or of the option's own. */
static struct ending next_window(struct grid *g, const struct option *o) {
    struct moment m = moment_of(g, MIN(o->due, g->e->as_at));
    struct options now;
    struct duration d;
    day_number regular, over;
    govern(g->e, g->id, &m, &now);
    rule_id governs = now.count == 1 && now.at[0].kind == OPTION_DUE
                          ? now.at[0].governs
                          : o->governs;
    if (!figure_of(g, governs, &m, &d))
        return NO_ENDING;
    bool on_grid =
        is_figure(g, d) && boundary(g, g->k, &regular) && regular == o->due;
    bool known = on_grid ? boundary(g, g->k + 1, &over)
                         : day_add(g->rule->calendar, o->due, d, 1, false,
                                   &over) == DAY_OK;
    for (int32_t k = g->k + 2; on_grid && known && over <= o->due; k++)
        known = boundary(g, k, &over); /* rolled onto this one: no window */
    if (!known || over <= o->due)
        return NO_ENDING;
    return (struct ending){over, over + 1, REASON_ENDED_UNTIL, NO_ID};
}

/* What stands at the end of the window that starts at `start`. */
static void stand(struct grid *g, struct claim *c, day_number start,
                  struct options *standing) {
    struct moment m = c->trigger;
    c->window.series = g->anchor->day;
    c->window.next = c->held ? c->held->day : DAY_NEVER;
    govern(g->e, g->id, &m, standing);
    take_figure(g, standing, &m, start);
    grid_due(g, standing, &m, start);
    g->latest = DAY_NONE;
    for (uint32_t i = 0; i < standing->count; i++) {
        struct option *o = &standing->at[i];
        if (o->kind == OPTION_DUE && g->lost) {
            o->kind = OPTION_UNDECIDED;
            o->reason = reason_of(REASON_MISSING_FACT);
        } else if (o->kind == OPTION_DUE) {
            g->latest = MAX(g->latest, o->due);
        }
    }
    act_extend(c, standing, m.day);
    day_number last = MIN(g->e->as_at, g->end.cut - 1);
    if (c->held)
        last = MIN(last, c->held->day - 1);
    follow_changes(g, c, standing, last);
}

/* The window's due day when every way there is gives the same; else
 * DAY_NEVER. While nothing is required it is the grid's own. */
static day_number sure_due(const struct grid *g,
                           const struct options *standing) {
    const struct option *first = &standing->at[0];
    day_number own;
    for (uint32_t i = 0; i < standing->count; i++) {
        const struct option *o = &standing->at[i];
        if (o->kind == OPTION_UNDECIDED || o->kind != first->kind ||
            (o->kind == OPTION_DUE && o->due != first->due))
            return DAY_NEVER;
    }
    if (first->kind == OPTION_DUE)
        return first->due;
    return boundary(g, g->k, &own) ? own : DAY_NEVER;
}

/* One window from `start`, judged on `trigger`. Returns its due day;
 * DAY_NEVER when it is not known for sure. */
static day_number judge_window(struct grid *g, day_number trigger,
                               day_number start) {
    struct evaluator *e = g->e;
    struct options standing;
    struct claim c;
    claim_start(&c, e, g->id, moment_of(g, trigger));
    c.from = start;
    c.phase = g->phase;
    c.held = first_after(e->world->events[g->rule->target], start);
    if (c.held && c.held->day >= g->end.cut)
        c.held = NULL;
    const struct occurrence *sent = c.held;
    hold_reached(&c, g->end.cut);
    stand(g, &c, start, &standing);
    for (uint32_t i = 0; i < standing.count; i++) {
        struct option *o = &standing.at[i];
        c.ending = o->kind == OPTION_DUE
                       ? earlier_ending(g->end, next_window(g, o))
                       : g->end;
        claim_settle(&c, o);
    }
    finish_reached(&c, sent);
    /* an extension moves its own round; the grid stays */
    return c.extensions > 0 ? c.first_due : sure_due(g, &standing);
}

/* Two windows in a row that were missed, or in which nothing was required,
 * are one result. */
static void fold(struct results *out, size_t first) {
    size_t n = out->instances.len;
    if (n < first + 2)
        return;
    struct instance *a = &out->instances.at[n - 2], *b = a + 1;
    bool missed = a->status == STATUS_MISSED && a->governs == b->governs &&
                  a->due == a->due_last && b->due == b->due_last;
    if (a->status != b->status ||
        (!missed && a->status != STATUS_NOT_APPLICABLE))
        return;
    if (missed)
        a->intervals_missed = MAX(a->intervals_missed, 1u) + 1;
    out->instances.len--;
    out->reasons.len = b->reasons;
}

/* The due day of a window that nobody is asked about: it began out of scope. */
static day_number silent_due(struct grid *g, day_number start) {
    struct moment m = moment_of(g, start);
    struct options options;
    day_number due;
    govern(g->e, g->id, &m, &options);
    take_figure(g, &options, &m, start);
    return boundary(g, g->k, &due) ? due : DAY_NEVER;
}

/* The start of the window that holds `day`, with the figure of that day: it
 * may have changed while scope was away. */
static day_number window_of(struct grid *g, day_number start, day_number day) {
    struct moment m = moment_of(g, day);
    struct options options;
    day_number due;
    govern(g->e, g->id, &m, &options);
    take_figure(g, &options, &m, start);
    while (boundary(g, g->k, &due) && due < day) {
        start = due;
        g->k++;
    }
    return start;
}

/* Rounds for each time scope returns within the window; the due day of the
 * last, or `due`. */
static day_number judge_returns(struct grid *g, day_number left,
                                day_number start, day_number due) {
    while (due != DAY_NEVER && left != DAY_NEVER && left < due) {
        day_number last = MIN(MIN(due, g->e->as_at), g->end.day - 1);
        day_number back = resume_after(&g->scope, left, last);
        if (back == DAY_NEVER)
            break;
        start = window_of(g, start, back);
        due = judge_window(g, back, start);
        fold(g->e->out, g->first_result);
        left = leaving_after(&g->scope, back).day;
    }
    return due;
}

/* The window's end is not known: where scope returns there is one round, and
 * the series goes no further. */
static void judge_last_return(struct grid *g, day_number start) {
    day_number back =
        resume_after(&g->scope, start, MIN(g->e->as_at, g->end.day - 1));
    g->lost = true;
    if (back != DAY_NEVER)
        judge_window(g, back, start);
    fold(g->e->out, g->first_result);
}

/* On to the window that begins at `due`; one that rolling makes empty is
 * left out. False when the grid ends. */
static bool advance(struct grid *g, day_number due) {
    day_number regular;
    if (boundary(g, g->k, &regular) && regular == due) {
        g->k++;
    } else {
        g->base = due;
        g->k = 1;
    }
    for (int tries = 0; tries < 400; tries++) {
        if (!boundary(g, g->k, &regular) || regular > due)
            return true;
        g->k++;
    }
    return false;
}

static void judge_one(struct grid *g) {
    g->first_result = g->e->out->instances.len;
    day_number start = g->begin;
    bool first = true;
    while (first || (start < g->e->as_at && start < g->end.day)) {
        struct results *out = g->e->out;
        size_t before = out->instances.len;
        bool active =
            is_active(&g->scope, start) && is_in_force(g->e, g->id, start);
        day_number due = DAY_NEVER;
        if (active || first)
            due = judge_window(g, start, start);
        if (!active)
            due = silent_due(g, start);
        if (!first && due != DAY_NEVER && due <= start)
            out->instances.len = before; /* an empty window is no round */
        first = false;
        fold(g->e->out, g->first_result);
        if (!active && due == DAY_NEVER)
            judge_last_return(g, start);
        bool is_earlier_versions =
            g->rule->continues && start < g->e->program->in_force_from;
        if (!is_earlier_versions)
            due = judge_returns(
                g, active ? leaving_after(&g->scope, start).day : start, start,
                due);
        if (due == DAY_NEVER || !advance(g, due))
            return;
        start = due;
    }
}

void judge_windows(struct evaluator *e, rule_id rule,
                   const struct occurrence *anchor, day_number begin,
                   uint32_t phase) {
    const struct rule *r = &e->program->rules[rule];
    struct grid g = {.e = e,
                     .rule = r,
                     .id = rule,
                     .anchor = anchor,
                     .begin = begin,
                     .phase = phase,
                     .end = series_end_of(e, r, anchor),
                     .base = begin,
                     .k = 1};
    claim_start(&g.scope, e, rule, moment_of(&g, begin));
    judge_one(&g);
}

void judge_grid(struct evaluator *e, rule_id rule) {
    struct occurrences anchors =
        e->world->events[e->program->rules[rule].anchor];
    for (uint32_t i = 0; i < anchors.count; i++) {
        if (i + 1 < anchors.count && anchors.at[i].day == anchors.at[i + 1].day)
            continue; /* several on one day begin one series */
        judge_windows(e, rule, &anchors.at[i], anchors.at[i].day, 0);
    }
}
