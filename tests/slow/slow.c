// SPDX-License-Identifier: MIT
/* slow.c: every rule, in every reading of the case, and one answer of them.
 *
 * A case is read with its doubtful occurrences in and out, and with days of
 * unknown scope in and out.  What all readings say the same stands. */
#include "slow/slow_parts.h"

#include <string.h>

/* -- one reading -- */

static void judge_form(struct slow_judge *j) {
    switch (j->rule->form) {
    case RULE_WITHIN: slow_judge_within(j); break;
    case RULE_AT_LEAST_BEFORE:
    case RULE_WITHIN_BEFORE:
    case RULE_BEFORE: slow_judge_before(j); break;
    case RULE_SERIES: slow_judge_series(j); break;
    case RULE_GRID: slow_judge_grid(j); break;
    case RULE_BY: slow_judge_by(j); break;
    case RULE_FOLLOW: slow_judge_follow(j); break;
    case RULE_NEVER: slow_judge_never(j); break;
    case RULE_NEVER_BEFORE: slow_judge_never_before(j); break;
    case RULE_NEVER_AFTER: slow_judge_never_after(j); break;
    case RULE_NEVER_WITHIN: slow_judge_never_within(j); break;
    case RULE_PROPERTY: slow_judge_property(j); break;
    case RULE_RECORD: slow_judge_record(j); break;
    case RULE_CONSIDER: slow_judge_consider(j); break;
    }
}

static void sort_by_trigger(struct slow_judge *j) {
    for (size_t i = 1; i < j->found.len; i++) {
        struct slow_instance now = j->found.at[i];
        size_t k = i;
        for (; k > 0 && j->found.at[k - 1].trigger > now.trigger; k--)
            j->found.at[k] = j->found.at[k - 1];
        j->found.at[k] = now;
    }
}

static struct slow_judge judge_in(struct slow_world *w,
                                  struct slow_world *planned, rule_id id) {
    struct slow_judge j = {.world = w,
                           .planned = planned,
                           .rule = &w->program->rules[id],
                           .id = id};
    judge_form(&j);
    sort_by_trigger(&j);
    return j;
}

/* -- two readings -- */

static bool is_idle(const struct slow_instance *i) {
    return i->status == STATUS_NOT_APPLICABLE ||
           i->status == STATUS_NOT_STARTED;
}

static struct slow_instance unsure(struct slow_instance i) {
    i.status = STATUS_CANNOT_TELL;
    i.governs = NO_ID;
    i.due = i.due_last = i.due_before = i.done = DAY_NONE;
    i.excused = SLOW_NOT_EXCUSED;
    return i;
}

static struct slow_instance agreed(const struct slow_instance *a,
                                   const struct slow_instance *b) {
    struct slow_instance res = *a;
    slow_agree(&res, b);
    return res;
}

/* Instances are matched by trigger day, on one day in order. */
static struct slow_judge both(const struct slow_judge *a,
                              const struct slow_judge *b) {
    struct slow_judge res = *a;
    size_t i = 0, k = 0;
    memset(&res.found, 0, sizeof res.found);
    while (i < a->found.len || k < b->found.len) {
        const struct slow_instance *x =
            i < a->found.len ? &a->found.at[i] : NULL;
        const struct slow_instance *y =
            k < b->found.len ? &b->found.at[k] : NULL;
        struct slow_instance out;
        if (x && y && x->trigger == y->trigger) {
            out = agreed(x, y), i++, k++;
        } else if (x && (!y || x->trigger < y->trigger)) {
            out = is_idle(x) ? *x : unsure(*x), i++;
        } else {
            out = is_idle(y) ? *y : unsure(*y), k++;
        }
        vec_push(a->world->arena, &res.found, out);
    }
    return res;
}

static struct slow_judge judge_scope(struct slow_world *w,
                                     struct slow_world *planned, rule_id id) {
    w->unknown_in = false;
    w->unclear = false;
    struct slow_judge out = judge_in(w, planned, id);
    if (!w->unclear)
        return out;
    w->unknown_in = true;
    struct slow_judge in = judge_in(w, planned, id);
    return both(&in, &out);
}

/* -- all -- */

struct reading {
    struct slow_world *held, *planned;
};

static struct reading read_case(struct arena *arena, const struct timeline *t,
                                day_number as_at, bool doubtful_in) {
    struct reading r = {slow_world_make(arena, t, as_at, as_at),
                        slow_world_make(arena, t, as_at, DAY_NEVER)};
    r.held->doubtful_in = doubtful_in;
    r.planned->doubtful_in = true;
    r.held->planned = r.planned;
    return r;
}

static void judge_rule(struct arena *arena, const struct reading *in,
                       const struct reading *out, rule_id id,
                       struct slow_answer *answer) {
    struct slow_judge a = judge_scope(in->held, in->planned, id);
    struct slow_judge b = judge_scope(out->held, out->planned, id);
    struct slow_judge res = both(&a, &b);
    for (size_t i = 0; i < res.found.len; i++)
        vec_push(arena, &answer->instances, res.found.at[i]);
    if (res.found.len > 0)
        return;
    struct slow_instance none = {.rule = id,
                                 .governs = NO_ID,
                                 .status = STATUS_NOT_STARTED,
                                 .trigger = DAY_NONE,
                                 .due = DAY_NONE,
                                 .due_last = DAY_NONE,
                                 .due_before = DAY_NONE,
                                 .done = DAY_NONE};
    vec_push(arena, &answer->instances, none);
}

void slow_evaluate(struct arena *arena, const struct timeline *t,
                   day_number as_at, struct slow_answer *out) {
    struct reading with = read_case(arena, t, as_at, true);
    struct reading without = read_case(arena, t, as_at, false);
    memset(out, 0, sizeof *out);
    for (uint32_t i = 0; i < t->program->rule_count; i++)
        if (t->program->rules[i].parent == NO_ID)
            judge_rule(arena, &with, &without, (rule_id)i, out);
}
