// SPDX-License-Identifier: MIT
/* eval.c: a case, rule by rule.
 *
 * A case is judged in one run when all that its rules ask was recorded.  When
 * a derived event is doubtful, or a day's scope unknown, it is judged again
 * with the doubtful read the other way, and merge.c puts the answers
 * together. */
#include "eval/eval.h"

#include "eval/judge.h"
#include "eval/merge.h"

/* -- one run -- */

static void judge_rule(struct evaluator *e, rule_id rule) {
    switch (e->program->rules[rule].form) {
    case RULE_WITHIN: judge_within(e, rule); break;
    case RULE_AT_LEAST_BEFORE:
    case RULE_WITHIN_BEFORE:
    case RULE_BEFORE: judge_before(e, rule); break;
    case RULE_SERIES: judge_series(e, rule); break;
    case RULE_GRID: judge_grid(e, rule); break;
    case RULE_BY: judge_by(e, rule); break;
    case RULE_FOLLOW: judge_follow(e, rule); break;
    case RULE_NEVER:
    case RULE_NEVER_BEFORE:
    case RULE_NEVER_AFTER: judge_never(e, rule); break;
    case RULE_NEVER_WITHIN: judge_never_within(e, rule); break;
    case RULE_PROPERTY: judge_property(e, rule); break;
    case RULE_RECORD: judge_record(e, rule); break;
    case RULE_CONSIDER: judge_consider(e, rule); break;
    }
}

/* No occurrence of the trigger: one result says so. */
static void add_not_started(struct evaluator *e, rule_id rule) {
    const struct rule *r = &e->program->rules[rule];
    uint32_t first = (uint32_t)e->out->reasons.len;
    struct reason reason = reason_of(REASON_MISSING_EVENT);
    reason.event = r->anchor != NO_ID ? r->anchor : r->target;
    vec_push(&e->kept, &e->out->reasons, reason);
    vec_push(&e->kept, &e->out->instances,
             ((struct instance){.rule = rule,
                                .governs = rule,
                                .status = STATUS_NOT_STARTED,
                                .trigger = DAY_NONE,
                                .from = DAY_NONE,
                                .due = DAY_NONE,
                                .due_last = DAY_NONE,
                                .due_before = DAY_NONE,
                                .aim = DAY_NONE,
                                .done = DAY_NONE,
                                .reasons = first,
                                .reason_count = 1}));
}

static bool is_reason_of(const struct results *r, const struct instance *i,
                         enum reason_kind kind) {
    for (uint32_t k = 0; k < i->reason_count; k++)
        if (r->reasons.at[i->reasons + k].kind == kind)
            return true;
    return false;
}

/* Of one version of several: what another version is asked about. */
static bool is_another_versions(const struct evaluator *e,
                                const struct instance *i) {
    const struct program *p = e->program;
    const struct rule *r = &p->rules[i->rule];
    if (i->status == STATUS_NOT_STARTED)
        return p->has_later ||
               (r->continues && e->world->events[r->anchor].count > 0);
    return i->status == STATUS_NOT_APPLICABLE &&
           is_reason_of(e->out, i, REASON_NOT_IN_FORCE);
}

static void drop_another_versions(struct evaluator *e, size_t first) {
    struct results *out = e->out;
    size_t kept = first;
    for (size_t i = first; i < out->instances.len; i++)
        if (!is_another_versions(e, &out->instances.at[i]))
            out->instances.at[kept++] = out->instances.at[i];
    out->instances.len = kept;
}

static void find_closing(struct evaluator *e) {
    const struct occurrence *o =
        e->program->closes == NO_ID
            ? NULL
            : first_from(e->world->events[e->program->closes], DAY_NONE);
    e->closed = o ? o->day : DAY_NEVER;
    e->closing = o;
    e->closed_by = e->program->closes;
}

static void run(struct evaluator *e, enum world_reading reading,
                bool unknown_as, struct results *out) {
    e->world = world_make(&e->scratch, e->timeline, e->as_at, reading);
    e->unknown_as = unknown_as;
    e->out = out;
    out->instances.len = 0;
    out->reasons.len = 0;
    struct moment m = moment_at(e->world, e->as_at, NO_ID, NULL);
    e->scope = condition_segments(&e->scratch, e->program->scope,
                                  e->program->scope_wakes, &m);
    find_closing(e);
    for (rule_id r = 0; r < e->program->rule_count; r++) {
        if (e->program->rules[r].parent != NO_ID ||
            e->program->rules[r].only_cited)
            continue;
        size_t before = out->instances.len;
        judge_rule(e, r);
        if (out->instances.len == before)
            add_not_started(e, r);
        if (e->program->has_earlier || e->program->has_later)
            drop_another_versions(e, before);
        sort_by_trigger(out, before);
    }
}

/* -- the case -- */

/* Anything booked, recorded for later, or computed beforehand? */
static bool has_something_ahead(const struct evaluator *e) {
    const struct timeline *t = e->timeline;
    for (size_t i = t->rows.len; i-- > 0;)
        if (t->rows.at[i].booked || t->rows.at[i].day > e->as_at)
            return true;
    return e->looks_ahead;
}

/* The other readings of what is doubtful, each merged into the results. */
static void run_other_readings(struct evaluator *e) {
    const struct world *in = e->world;
    bool doubtful = in->doubts.len > 0, unknown = e->met_unknown;
    for (int i = 1; i < 4; i++) {
        bool out = i & 1, no = i & 2;
        if ((out && !doubtful) || (no && !unknown))
            continue;
        run(e, out ? WORLD_DOUBTFUL_OUT : WORLD_DOUBTFUL_IN, !no, &e->other);
        unknown |= e->met_unknown;
        e->out = &e->results;
        merge_results(e, &e->results, &e->other, in);
    }
}

const struct results *evaluate(struct evaluator *e, const struct timeline *t,
                               day_number as_at) {
    arena_reset(&e->scratch);
    e->timeline = t;
    e->as_at = as_at;
    e->met_unknown = false;
    e->results.timeline = t;
    e->results.as_at = as_at;
    e->planned = has_something_ahead(e)
                     ? world_make(&e->scratch, t, as_at, WORLD_PLANNED)
                     : NULL;
    run(e, WORLD_DOUBTFUL_IN, true, &e->results);
    e->results.world = e->world;
    if (e->world->doubts.len > 0 || e->met_unknown)
        run_other_readings(e);
    return &e->results;
}

/* -- the evaluator -- */

/* Sentences that look back from a day that can be computed beforehand. */
static bool looks_ahead(const struct program *p) {
    bool before = false, computed = false;
    for (uint32_t r = 0; r < p->rule_count; r++)
        before |= p->rules[r].form == RULE_AT_LEAST_BEFORE ||
                  p->rules[r].form == RULE_WITHIN_BEFORE ||
                  p->rules[r].form == RULE_BEFORE;
    for (uint32_t i = 0; i < p->event_count; i++)
        computed |= p->events[i].form == EVENT_OFFSET;
    return before && computed;
}

struct evaluator *evaluator_new(struct arena *arena,
                                struct block_allocator scratch,
                                const struct program *program) {
    struct evaluator *e = NEW(arena, struct evaluator);
    e->program = program;
    arena_init(&e->scratch, scratch);
    arena_init(&e->kept, scratch);
    e->results.program = e->other.program = program;
    e->looks_ahead = looks_ahead(program);
    e->rule_events = events_of_rules(arena, program);
    return e;
}

void evaluator_free(struct evaluator *e) {
    arena_fini(&e->scratch);
    arena_fini(&e->kept);
}
