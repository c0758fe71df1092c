// SPDX-License-Identifier: MIT
/* readings.c: one case under each reading of what is unclear. */
#include "eval/readings.h"

/* One reason to be added to an instance. */
struct note {
    struct reason reason;
    struct note *next;
};

struct readings {
    const struct program *program;
    struct evaluator **evaluators; /* by other reading */
    struct arena arena;            /* reset for each case */
    struct results out;
    /* While comparing. */
    const struct results *own;
    const struct other_reading *other;
    struct note **notes; /* by instance, the last first */
};

struct readings *readings_new(struct arena *arena,
                              struct block_allocator scratch,
                              const struct program *program) {
    if (program->other_count == 0)
        return NULL;
    struct readings *r = NEW(arena, struct readings);
    r->program = program;
    arena_init(&r->arena, scratch);
    r->evaluators = NEW_ARRAY(arena, struct evaluator *, program->other_count);
    for (uint32_t i = 0; i < program->other_count; i++)
        r->evaluators[i] =
            evaluator_new(arena, scratch, program->others[i].program);
    return r;
}

void readings_free(struct readings *r) {
    if (!r)
        return;
    for (uint32_t i = 0; i < r->program->other_count; i++)
        evaluator_free(r->evaluators[i]);
    arena_fini(&r->arena);
}

/* -- what differs -- */

static void add_note(struct readings *r, size_t own, struct reason reason) {
    const struct other_reading *other = r->other;
    struct note *note = NEW(&r->arena, struct note);
    reason.unclear = other->unclear;
    reason.value = r->program->unclear[other->unclear].values[other->value];
    note->reason = reason;
    note->next = r->notes[own];
    r->notes[own] = note;
}

/* `i` NULL: no instance would answer this one. */
static struct reason reading_reason(const struct instance *i) {
    return (struct reason){.kind = REASON_READING,
                           .rule = NO_ID,
                           .other = NO_ID,
                           .event = NO_ID,
                           .fact = NO_ID,
                           .attribute = NO_ID,
                           .day = DAY_NONE,
                           .was = DAY_NONE,
                           .now = i ? i->due : DAY_NONE,
                           .status = i ? i->status : READING_NO_INSTANCE};
}

/* Nothing is asked of anybody. */
static bool is_idle(const struct instance *i) {
    return i->status == STATUS_NOT_STARTED ||
           i->status == STATUS_NOT_APPLICABLE;
}

/* Somebody has to do something, or did not do it. */
static bool is_pressing(const struct instance *i) {
    return i->status != STATUS_MET && i->status != STATUS_MET_LATE &&
           i->status != STATUS_NO_LONGER_DUE && !is_idle(i);
}

static void compare_pair(struct readings *r, size_t own,
                         const struct instance *other) {
    const struct instance *i = &r->own->instances.at[own];
    bool same = i->status == other->status && i->due == other->due &&
                i->due_last == other->due_last;
    struct reason reason = reading_reason(other);
    if (same || (is_idle(i) && is_idle(other)))
        return;
    if (i->trigger != other->trigger) {
        reason.was = i->trigger;
        reason.day = other->trigger;
    }
    add_note(r, own, reason);
}

/* Between two days on which both readings have an instance, they go together
 * in order: a series that begins on another day has its rounds all the same.
 * `other` counts `n` from `k`. */
static void compare_run(struct readings *r, size_t from, size_t to,
                        const struct instance *k, size_t n) {
    size_t pairs = MIN(to - from, n);
    for (size_t i = 0; i < pairs; i++)
        compare_pair(r, from + i, &k[i]);
    for (size_t i = from + pairs; i < to; i++)
        if (!is_idle(&r->own->instances.at[i]))
            add_note(r, i, reading_reason(NULL));
    for (size_t i = pairs; i < n; i++) {
        struct reason reason = reading_reason(&k[i]);
        bool first = to == 0 || r->own->instances.at[to - 1].rule != k[i].rule;
        reason.day = k[i].trigger;
        if (is_pressing(&k[i]))
            add_note(r, first ? to : to - 1, reason);
    }
}

/* The instances of one rule, [from, to) and `n` from `k`, by trigger day. */
static void compare_rule(struct readings *r, size_t from, size_t to,
                         const struct instance *k, size_t n) {
    const struct instance *own = r->own->instances.at;
    size_t run = from, seen = 0, j = 0;
    for (size_t i = from; i < to && j < n;) {
        if (own[i].trigger == k[j].trigger) {
            compare_run(r, run, i, k + seen, j - seen);
            compare_pair(r, i, &k[j]);
            run = ++i;
            seen = ++j;
        } else if (own[i].trigger < k[j].trigger) {
            i++;
        } else {
            j++;
        }
    }
    compare_run(r, run, to, k + seen, n - seen);
}

static size_t end_of_rule(const struct results *r, size_t from) {
    size_t to = from;
    while (to < r->instances.len &&
           r->instances.at[to].rule == r->instances.at[from].rule)
        to++;
    return to;
}

/* Both have an instance of every rule at least, in the same order. */
static void compare(struct readings *r, const struct results *other) {
    size_t k = 0, k_end, i_end;
    for (size_t i = 0; i < r->own->instances.len; i = i_end, k = k_end) {
        i_end = end_of_rule(r->own, i);
        k_end = end_of_rule(other, k);
        compare_rule(r, i, i_end, other->instances.at + k, k_end - k);
    }
}

/* -- another program, the same case -- */

/* The timeline for a program that differs in events that no case records:
 * those of `E or F`, which come after all that are declared. */
static const struct timeline *timeline_for(struct readings *r,
                                           const struct program *p) {
    const struct timeline *t = r->own->timeline;
    struct timeline *view = NEW(&r->arena, struct timeline);
    uint32_t *start = NEW_ARRAY(&r->arena, uint32_t, p->event_count + 2u);
    uint32_t last = r->program->event_count;
    for (uint32_t e = 0; e < p->event_count + 2u; e++)
        start[e] = t->event_start[MIN(e, last)];
    *view = *t;
    view->program = p;
    view->event_start = start;
    return view;
}

/* -- the answer -- */

/* Notes were pushed in front: the first comes last. */
static void keep_notes(struct readings *r, const struct note *note) {
    if (!note)
        return;
    keep_notes(r, note->next);
    vec_push(&r->arena, &r->out.reasons, note->reason);
}

static void put_together(struct readings *r) {
    const struct results *own = r->own;
    r->out = *own; /* the arrays are filled anew */
    r->out.instances.at = NULL;
    r->out.instances.len = r->out.instances.cap = 0;
    r->out.reasons.at = NULL;
    r->out.reasons.len = r->out.reasons.cap = 0;
    for (size_t i = 0; i < own->instances.len; i++) {
        struct instance x = own->instances.at[i];
        size_t first = r->out.reasons.len;
        for (uint32_t k = 0; k < x.reason_count; k++)
            vec_push(&r->arena, &r->out.reasons,
                     own->reasons.at[x.reasons + k]);
        keep_notes(r, r->notes[i]);
        x.reasons = (uint32_t)first;
        x.reason_count = (uint32_t)(r->out.reasons.len - first);
        vec_push(&r->arena, &r->out.instances, x);
    }
}

const struct results *readings_compare(struct readings *r,
                                       const struct results *own) {
    arena_reset(&r->arena);
    r->own = own;
    r->notes = NEW_ARRAY(&r->arena, struct note *, own->instances.len);
    for (uint32_t i = 0; i < r->program->other_count; i++) {
        r->other = &r->program->others[i];
        compare(r, evaluate(r->evaluators[i],
                            timeline_for(r, r->other->program), own->as_at));
    }
    put_together(r);
    return &r->out;
}
