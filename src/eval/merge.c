// SPDX-License-Identifier: MIT
/* merge.c: two readings, one answer.
 *
 * Both lists are in rule order and by trigger day within a rule, so they are
 * merged like two sorted lists. */
#include "eval/merge.h"

void sort_by_trigger(struct results *results, size_t first) {
    struct instance *at = results->instances.at;
    for (size_t i = first + 1; i < results->instances.len; i++) {
        struct instance x = at[i];
        size_t j = i;
        for (; j > first && at[j - 1].trigger > x.trigger; j--)
            at[j] = at[j - 1];
        at[j] = x;
    }
}

struct merging {
    struct evaluator *e;
    struct results *into;
    const struct results *other;
    const struct world *world; /* whose doubts are named */
    struct instance *list;     /* the merged instances */
    size_t count;
};

static void copy_reasons(struct merging *m, const struct results *from,
                         const struct instance *i) {
    for (uint32_t k = 0; k < i->reason_count; k++) {
        struct reason reason = from->reasons.at[i->reasons + k];
        vec_push(&m->e->kept, &m->into->reasons, reason);
    }
}

static void name_doubts(struct merging *m, const struct instance *i) {
    const uint64_t *rests_on = m->e->rule_events[i->rule];
    for (size_t k = 0; k < m->world->doubts.len; k++) {
        const struct doubt *d = &m->world->doubts.at[k];
        struct moment moment =
            moment_at(m->world, d->occurrence.day, d->base, &d->occurrence);
        if (rests_on[d->event / 64] >> (d->event % 64) & 1)
            condition_missing(m->e->program->events[d->event].where, &moment,
                              m->into, &m->e->kept);
    }
}

/* What was unknown about its scope and its own conditions on its day. */
static void name_unknown(struct merging *m, const struct instance *i) {
    const struct rule *r = &m->e->program->rules[i->rule];
    day_number day =
        i->trigger == DAY_NONE ? m->e->as_at : MIN(i->trigger, m->e->as_at);
    const day_number days[] = {day, m->e->as_at};
    for (size_t k = 0; k < ARRAY_LEN(days); k++) {
        struct moment moment = moment_at(m->world, days[k], NO_ID, NULL);
        if (m->e->program->scope)
            condition_missing(m->e->program->scope, &moment, m->into,
                              &m->e->kept);
        if (r->only_while)
            condition_missing(r->only_while, &moment, m->into, &m->e->kept);
        if (r->when && r->form == RULE_NEVER)
            condition_missing(r->when, &moment, m->into, &m->e->kept);
    }
}

static void add_uncertain(struct merging *m, struct instance i,
                          const struct results *from) {
    uint32_t first = (uint32_t)m->into->reasons.len;
    m->into->reasons_from = first;
    copy_reasons(m, from, &i);
    name_doubts(m, &i);
    name_unknown(m, &i);
    i.reasons = first;
    i.reason_count = (uint32_t)m->into->reasons.len - first;
    m->list[m->count++] = i;
}

static void add_as_it_is(struct merging *m, struct instance i,
                         const struct results *from) {
    uint32_t first = (uint32_t)m->into->reasons.len;
    copy_reasons(m, from, &i);
    i.reasons = first;
    m->list[m->count++] = i;
}

static struct instance cannot_tell(struct instance i) {
    i.status = STATUS_CANNOT_TELL;
    i.done = DAY_NONE;
    i.late_days = i.late_units = 0;
    i.flags = 0;
    return i;
}

/* An instance that only one reading has. */
static void merge_lone(struct merging *m, const struct instance *i,
                       const struct results *from) {
    if (i->trigger == DAY_NONE)
        return; /* nothing has started; in the other reading it has */
    if (i->status == STATUS_NOT_STARTED || i->status == STATUS_NOT_APPLICABLE ||
        i->status == STATUS_CANNOT_TELL)
        add_as_it_is(m, *i, from);
    else
        add_uncertain(m, cannot_tell(*i), from);
}

static bool is_named(const struct results *r, const struct instance *i,
                     const struct reason *reason) {
    for (uint32_t k = 0; k < i->reason_count; k++) {
        const struct reason *x = &r->reasons.at[i->reasons + k];
        if (x->kind == reason->kind && x->fact == reason->fact &&
            x->attribute == reason->attribute && x->event == reason->event)
            return true;
    }
    return false;
}

/* The two readings differ: what either waits for is named. */
static void add_differing(struct merging *m, struct instance i,
                          const struct instance *b) {
    add_uncertain(m, cannot_tell(i), m->into);
    struct instance *out = &m->list[m->count - 1];
    for (uint32_t k = 0; k < b->reason_count; k++) {
        struct reason reason = m->other->reasons.at[b->reasons + k];
        if ((reason.kind != REASON_MISSING_FACT &&
             reason.kind != REASON_MISSING_ATTRIBUTE) ||
            is_named(m->into, out, &reason))
            continue;
        vec_push(&m->e->kept, &m->into->reasons, reason);
        out->reason_count++;
    }
}

static void merge_pair(struct merging *m, const struct instance *a,
                       const struct instance *b) {
    struct instance i = *a;
    if (a->due == DAY_NONE || (b->due != DAY_NONE && b->due < a->due))
        i.due = b->due;
    i.due_last = MAX(a->due_last, b->due_last);
    if (b->done != DAY_NONE && (i.done == DAY_NONE || b->done < i.done))
        i.done = b->done;
    if (a->governs != b->governs)
        i.governs = NO_ID;
    if (a->status != b->status)
        add_differing(m, i, b);
    else if (i.due != i.due_last)
        add_uncertain(m, i, m->into);
    else
        add_as_it_is(m, i, m->into);
}

/* <0: a comes first; 0: the same instance. */
static int compare(const struct instance *a, const struct instance *b) {
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return a->trigger < b->trigger ? -1 : a->trigger > b->trigger;
}

void merge_results(struct evaluator *e, struct results *into,
                   const struct results *other, const struct world *world) {
    size_t n = into->instances.len, k = other->instances.len, i = 0, j = 0;
    struct merging m = {.e = e, .into = into, .other = other, .world = world};
    m.list = NEW_ARRAY(&e->scratch, struct instance, n + k);
    while (i < n || j < k) {
        const struct instance *a = &into->instances.at[i];
        const struct instance *b = &other->instances.at[j];
        int order = i == n ? 1 : j == k ? -1 : compare(a, b);
        if (order == 0)
            merge_pair(&m, a, b);
        else if (order < 0)
            merge_lone(&m, a, into);
        else
            merge_lone(&m, b, other);
        i += order <= 0;
        j += order >= 0;
    }
    into->instances.len = 0;
    for (size_t x = 0; x < m.count; x++)
        vec_push(&e->kept, &into->instances, m.list[x]);
}
