// SPDX-License-Identifier: MIT
/* govern.c: which rule of a tree of exceptions governs on a day.
 *
 * The deepest exception whose condition holds, along a path where every
 * ancestor holds.  Where a condition is unknown both answers are followed, so
 * the result is a small set of options (docs/language.md, "Exceptions"). */
#include "eval/act.h"

static void add_option(struct options *out, struct option o) {
    for (uint32_t i = 0; i < out->count; i++)
        if (out->at[i].kind == o.kind && out->at[i].governs == o.governs)
            return;
    if (out->count < MAX_OPTIONS)
        out->at[out->count++] = o;
    else /* more ways than are kept apart: nobody can tell */
        out->at[MAX_OPTIONS - 1].kind = OPTION_UNDECIDED;
}

static void add_governing(struct options *out, const struct program *p,
                          rule_id r) {
    struct option o = {.kind = OPTION_DUE, .governs = r};
    if (p->rules[r].nothing_required) {
        o.kind = OPTION_NOTHING;
        o.reason = reason_of(REASON_NOTHING_REQUIRED);
        o.reason.rule = r;
    }
    add_option(out, o);
}

static void add_conflict(struct options *out, rule_id a, rule_id b) {
    struct option o = {.kind = OPTION_UNDECIDED, .governs = a};
    o.reason = reason_of(REASON_CONFLICT);
    o.reason.rule = a;
    o.reason.other = b;
    add_option(out, o);
}

static bool is_listed(const rule_id *list, uint32_t count, rule_id r) {
    for (uint32_t i = 0; i < count; i++)
        if (list[i] == r)
            return true;
    return false;
}

static bool beats(const struct program *p, rule_id a, rule_id b) {
    return is_listed(p->rules[a].wins_over, p->rules[a].wins_over_count, b);
}

static bool are_disjoint(const struct program *p, rule_id a, rule_id b) {
    return is_listed(p->rules[a].disjoint, p->rules[a].disjoint_count, b);
}

static enum tri rule_holds(const struct program *p, rule_id id,
                           const struct moment *m) {
    const struct rule *r = &p->rules[id];
    if (r->parent != NO_ID &&
        (m->day < r->in_force_from || m->day > r->in_force_until))
        return TRI_NO;
    if (r->agreement_count > 0 && !act_agreement(id, m))
        return TRI_NO;
    return r->when ? condition_holds(r->when, m) : TRI_YES;
}

/* Does `child` win over every other child that holds for sure? */
static bool beats_all(const struct program *p, const struct rule *r,
                      rule_id child, const struct moment *m, rule_id *rival) {
    for (uint32_t i = 0; i < r->child_count; i++) {
        rule_id other = r->children[i];
        if (other != child && rule_holds(p, other, m) == TRI_YES &&
            !beats(p, child, other)) {
            *rival = other;
            return false;
        }
    }
    return true;
}

/* The child that holds for sure and beats every other such child. NO_ID when
 * none holds; when several do and none wins, one of them and its *rival. */
static rule_id sure_winner(const struct program *p, const struct rule *r,
                           const struct moment *m, rule_id *rival) {
    rule_id held = NO_ID;
    *rival = NO_ID;
    for (uint32_t i = 0; i < r->child_count; i++) {
        rule_id child = r->children[i], other;
        if (rule_holds(p, child, m) != TRI_YES)
            continue;
        if (beats_all(p, r, child, m, &other)) {
            *rival = NO_ID;
            return child;
        }
        if (held == NO_ID) {
            held = child;
            *rival = other;
        }
    }
    return held;
}

static void govern_below(const struct program *p, rule_id r,
                         const struct moment *m, struct options *out) {
    const struct rule *rule = &p->rules[r];
    rule_id rival, sure = sure_winner(p, rule, m, &rival);
    if (sure == NO_ID)
        add_governing(out, p, r);
    else if (rival != NO_ID)
        add_conflict(out, sure, rival);
    else
        govern_below(p, sure, m, out);
    for (uint32_t i = 0; i < rule->child_count; i++) {
        rule_id child = rule->children[i];
        if (rule_holds(p, child, m) != TRI_UNKNOWN ||
            (sure != NO_ID &&
             (are_disjoint(p, child, sure) || beats(p, sure, child))))
            continue;
        out->doubtful = true;
        if (sure == NO_ID || beats(p, child, sure))
            govern_below(p, child, m, out);
        else
            add_conflict(out, child, sure);
    }
}

/* Of several `when` and `unless` lines, one that does not hold. */
static const struct condition *failing_clause(const struct condition *c,
                                              const struct moment *m) {
    while (c->op == CONDITION_AND && !c->node)
        c = condition_holds(c->left, m) == TRI_YES ? c->right : c->left;
    return c;
}

void govern(struct evaluator *e, rule_id root, const struct moment *m,
            struct options *out) {
    const struct rule *r = &e->program->rules[root];
    enum tri when = rule_holds(e->program, root, m);
    out->count = 0;
    out->doubtful = when == TRI_UNKNOWN;
    if (when != TRI_YES) {
        struct option o = {.kind = OPTION_NOTHING, .governs = NO_ID};
        o.reason = reason_of(REASON_WHEN);
        o.reason.condition = failing_clause(r->when, m);
        add_option(out, o);
    }
    if (when != TRI_NO)
        govern_below(e->program, root, m, out);
}

void govern_exceptions(struct evaluator *e, rule_id root,
                       const struct moment *m, struct options *out) {
    out->count = 0;
    out->doubtful = false;
    govern_below(e->program, root, m, out);
}

const struct phase *governing_phase(const struct evaluator *e, rule_id governs,
                                    uint32_t phase) {
    const struct rule *r = &e->program->rules[governs];
    if (r->parent != NO_ID && r->phase_count > 0)
        return &r->phases[0];
    r = &e->program->rules[r->root];
    return &r->phases[MIN(phase, r->phase_count - 1)];
}

/* `or ATTR of E if sooner`: the latest record on or before the round's first
 * day, when it brings the day forward. False when that cannot be known. */
static bool take_sooner(struct option *o, const struct phase *figure,
                        const struct rule *root, const struct moment *m,
                        day_number from) {
    struct moment then = *m;
    if (m->acts)
        then.day = MIN(m->day, m->acts->trigger);
    for (uint32_t i = 0; i < figure->sooner_count; i++) {
        struct value v = operand_value(&figure->sooner[i], &then);
        day_number due;
        if (v.kind == VALUE_UNKNOWN) {
            o->kind = OPTION_UNDECIDED;
            o->reason = reason_of(REASON_MISSING_ATTRIBUTE);
            o->reason.attribute = figure->sooner[i].attribute;
            o->reason.event = figure->sooner[i].event;
            o->reason.day = then.day;
            return false;
        }
        if (v.kind != VALUE_DURATION)
            continue;
        if (day_add(root->calendar, from, v.duration, 1, root->counting_day,
                    &due) != DAY_OK)
            return false;
        o->due = MIN(o->due, due);
    }
    return true;
}

/* The last day that so many hours reach, when the trigger's time is on record;
 * day_add() has taken it for the end of its day. */
static void take_time_of_day(const struct evaluator *e, const struct moment *m,
                             struct duration d, day_number *due) {
    enum { HOUR = 60, DAY = 24 * HOUR };
    if (d.unit != UNIT_HOURS || !m->own || !has_row(m->own))
        return;
    int minute = e->timeline->rows.at[m->own->id].minute;
    if (minute >= 0)
        *due = m->own->day + (minute + d.count * HOUR) / DAY;
}

bool due_from(struct evaluator *e, struct option *o, const struct moment *m,
              day_number from, uint32_t phase, int direction) {
    const struct rule *root =
        &e->program->rules[e->program->rules[o->governs].root];
    const struct phase *figure = governing_phase(e, o->governs, phase);
    struct duration d;
    if (!length_value(&figure->figure, m, &d)) {
        o->kind = OPTION_UNDECIDED;
        o->reason = reason_of(REASON_MISSING_FACT);
        o->reason.fact = figure->figure.fact;
        o->reason.day = m->day;
        return false;
    }
    if (figure->repeats && d.count == 0) { /* it would be due for ever */
        o->kind = OPTION_UNDECIDED;
        o->reason = reason_of(REASON_NO_INTERVAL);
        return false;
    }
    if (day_add(root->calendar, from, d, direction, root->counting_day,
                &o->due) == DAY_OK) {
        take_time_of_day(e, m, d, &o->due);
        if (take_sooner(o, figure, root, m, from) &&
            day_roll(root->calendar, o->due, root->roll, &o->due) == DAY_OK)
            return true;
    }
    if (o->kind == OPTION_DUE)
        o->reason = reason_of(REASON_OUTSIDE_CALENDAR);
    o->kind = OPTION_UNDECIDED;
    return false;
}

void count_due(struct evaluator *e, struct options *options,
               const struct moment *m, day_number from, uint32_t phase,
               int direction) {
    for (uint32_t i = 0; i < options->count; i++)
        if (options->at[i].kind == OPTION_DUE)
            due_from(e, &options->at[i], m, from, phase, direction);
}

void govern_missing(struct evaluator *e, rule_id root, const struct moment *m) {
    const struct rule *r = &e->program->rules[root];
    if (r->when)
        condition_missing(r->when, m, e->out, &e->kept);
    for (uint32_t i = 0; i < r->child_count; i++)
        govern_missing(e, r->children[i], m);
}

void govern_defaults(struct evaluator *e, rule_id root,
                     const struct moment *m) {
    const struct rule *r = &e->program->rules[root];
    if (r->when)
        condition_defaults(r->when, m, e->out, &e->kept);
    for (uint32_t i = 0; i < r->child_count; i++)
        govern_defaults(e, r->children[i], m);
}
