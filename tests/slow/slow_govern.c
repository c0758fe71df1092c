// SPDX-License-Identifier: MIT
/* slow_govern.c: which exception governs on a day.
 *
 * Siblings whose conditions are unknown are tried in every combination of
 * holding and not holding; whatever comes out is a way things could be. */
#include "slow/slow_parts.h"

static bool way_equal(const struct slow_way *a, const struct slow_way *b) {
    return a->kind == b->kind && a->governs == b->governs && a->due == b->due &&
           a->before == b->before && a->extended == b->extended &&
           a->hours == b->hours && a->missing == b->missing;
}

static bool has_way(const struct slow_ways *ways, const struct slow_way *way) {
    for (uint32_t i = 0; i < ways->count; i++)
        if (way_equal(&ways->at[i], way))
            return true;
    return false;
}

void slow_way_add(struct slow_ways *ways, struct slow_way way) {
    if (has_way(ways, &way))
        return;
    if (ways->count == SLOW_MAX_WAYS)
        BUG("too many ways");
    ways->at[ways->count++] = way;
}

bool slow_ways_equal(const struct slow_ways *a, const struct slow_ways *b) {
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!has_way(b, &a->at[i]))
            return false;
    return true;
}

static bool among(const rule_id *list, uint32_t count, rule_id rule) {
    for (uint32_t i = 0; i < count; i++)
        if (list[i] == rule)
            return true;
    return false;
}

static bool are_disjoint(const struct program *p, rule_id a, rule_id b) {
    return among(p->rules[a].disjoint, p->rules[a].disjoint_count, b) ||
           among(p->rules[b].disjoint, p->rules[b].disjoint_count, a);
}

static void below(rule_id rule, const struct slow_moment *m,
                  struct slow_ways *out);

/* The siblings of `set` hold, the others do not. */
static void governed_by(rule_id parent, uint32_t set,
                        const struct slow_moment *m, struct slow_ways *out) {
    const struct program *p = m->world->program;
    const struct rule *r = &p->rules[parent];
    if (set == 0) {
        enum slow_kind kind = r->nothing_required ? SLOW_NOTHING : SLOW_OWED;
        slow_way_add(out, (struct slow_way){.kind = kind, .governs = parent});
        return;
    }
    for (uint32_t i = 0; i < r->child_count; i++) {
        const struct rule *c = &p->rules[r->children[i]];
        bool wins = set >> i & 1;
        for (uint32_t k = 0; k < r->child_count; k++)
            if (k != i && set >> k & 1 &&
                !among(c->wins_over, c->wins_over_count, r->children[k]))
                wins = false;
        if (wins) {
            below(r->children[i], m, out);
            return;
        }
    }
    slow_way_add(out,
                 (struct slow_way){.kind = SLOW_UNDECIDED, .governs = NO_ID});
}

/* Could exactly this set of siblings hold? */
static bool is_possible(rule_id parent, uint32_t set, uint32_t yes,
                        uint32_t unknown, const struct program *p) {
    const struct rule *r = &p->rules[parent];
    if ((set & yes) != yes || set & ~(yes | unknown))
        return false;
    for (uint32_t i = 0; i < r->child_count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (set >> i & 1 && set >> k & 1 &&
                !(yes >> i & 1 && yes >> k & 1) &&
                are_disjoint(p, r->children[i], r->children[k]))
                return false;
    return true;
}

/* Does an exception hold: in force, agreed to, and its conditions? */
static enum slow_tri holds(rule_id exception, const struct slow_moment *m) {
    const struct rule *r = &m->world->program->rules[exception];
    if (m->day < r->in_force_from || m->day > r->in_force_until ||
        !slow_agreed(exception, m))
        return SLOW_NO;
    return slow_condition(r->when, m);
}

/* `rule` holds: it governs, or something below it. */
static void below(rule_id rule, const struct slow_moment *m,
                  struct slow_ways *out) {
    const struct program *p = m->world->program;
    const struct rule *r = &p->rules[rule];
    uint32_t yes = 0, unknown = 0;
    if (r->child_count > 8)
        BUG("too many sibling exceptions");
    for (uint32_t i = 0; i < r->child_count; i++) {
        switch (holds(r->children[i], m)) {
        case SLOW_NO: break;
        case SLOW_YES: yes |= 1u << i; break;
        case SLOW_UNKNOWN: unknown |= 1u << i; break;
        }
    }
    for (uint32_t set = 0; set < 1u << r->child_count; set++)
        if (is_possible(rule, set, yes, unknown, p))
            governed_by(rule, set, m, out);
}

void slow_govern_below(rule_id root, const struct slow_moment *m,
                       struct slow_ways *out) {
    out->count = 0;
    below(root, m, out);
}

void slow_govern(rule_id root, const struct slow_moment *m,
                 struct slow_ways *out) {
    enum slow_tri when = slow_condition(m->world->program->rules[root].when, m);
    out->count = 0;
    if (when != SLOW_YES)
        slow_way_add(out,
                     (struct slow_way){.kind = SLOW_NOTHING, .governs = NO_ID});
    if (when != SLOW_NO)
        below(root, m, out);
}
