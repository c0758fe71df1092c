// SPDX-License-Identifier: MIT
/* limit.c: `T must happen by LIMIT`.
 *
 * A limit may rest on several events (`the earlier of (...)`, `the later of`).
 * An instance binds one occurrence of each of them; which ones is decided by
 * docs/language.md, "by LIMIT". */
#include "eval/act.h"
#include "eval/recipients.h"

enum { MAX_ANCHORS = 8 };

/* One instance's occurrences of the limit's events, in the order named. */
struct binding {
    const struct occurrence *of[MAX_ANCHORS];
};
struct anchors {
    event_id event[MAX_ANCHORS];
    uint32_t count;
};

static void collect_anchors(const struct limit *l, struct anchors *out) {
    for (uint32_t i = 0; i < l->part_count; i++)
        collect_anchors(&l->parts[i], out);
    bool from_event = l->kind == LIMIT_OFFSET || l->kind == LIMIT_MONTH_DAY ||
                      l->kind == LIMIT_ATTRIBUTE;
    if (!from_event || l->event == NO_ID || out->count == MAX_ANCHORS)
        return;
    for (uint32_t i = 0; i < out->count; i++)
        if (out->event[i] == l->event)
            return;
    out->event[out->count++] = l->event;
}

/* -- episodes -- */

/* The stretch of days in scope that holds `day`. */
static void episode_of(const struct claim *scope, day_number day,
                       day_number *from, day_number *to) {
    struct segments s = scope->e->scope;
    *from = DAY_NONE;
    *to = leaving_after(scope, day).day;
    if (*to != DAY_NEVER)
        --*to;
    for (uint32_t i = 0; i < s.count && s.at[i].from <= day; i++)
        if (s.at[i].from != DAY_NONE && !is_active(scope, s.at[i].from - 1))
            *from = s.at[i].from;
}

static bool is_same_episode(const struct claim *scope, day_number a,
                            day_number b) {
    day_number from, to;
    if (!is_active(scope, a) || !is_active(scope, b))
        return false;
    episode_of(scope, a, &from, &to);
    return b >= from && b <= to;
}

/* The occurrence of another anchor that goes with a trigger day: the last on
 * or before it in the same episode, else the first after it and before the
 * next trigger. */
static const struct occurrence *goes_with(const struct claim *scope,
                                          event_id event, event_id trigger,
                                          day_number day) {
    const struct world *w = scope->e->world;
    const struct occurrence *o = last_until(w->events[event], day);
    if (o && is_same_episode(scope, day, o->day))
        return o;
    const struct occurrence *next =
        trigger == NO_ID ? NULL : first_after(w->events[trigger], day);
    o = first_after(w->events[event], day);
    return o && (!next || o->day < next->day) ? o : NULL;
}

/* -- the limit's day -- */

enum known { KNOWN, NOT_HAPPENED, NOT_KNOWN, OUTSIDE };

struct reckoning {
    struct claim *claim;
    const struct anchors *anchors;
    const struct binding *binding;
    struct reason reason; /* of NOT_KNOWN */
    bool not_happened;    /* some option's limit has not begun to run */
};

static enum known date_fact(struct reckoning *r, fact_id fact,
                            day_number *day) {
    struct operand o = {.kind = OPERAND_FACT, .fact = fact};
    struct moment m = r->claim->trigger;
    m.day = r->claim->e->as_at; /* as last known when it was done, if it was */
    if (r->claim->held)
        m.day = MIN(m.day, r->claim->held->day);
    struct value v = operand_value(&o, &m);
    if (v.kind == VALUE_DATE) {
        *day = v.day;
        return KNOWN;
    }
    r->reason = reason_of(REASON_MISSING_FACT);
    r->reason.fact = fact;
    r->reason.day = m.day;
    return NOT_KNOWN;
}

static enum known anchor_day(struct reckoning *r, const struct limit *l,
                             day_number *day) {
    const struct claim scope = {.e = r->claim->e};
    const struct occurrence *o = NULL;
    if (l->event == NO_ID)
        return date_fact(r, l->fact, day);
    uint32_t i = 0;
    while (i < r->anchors->count && r->anchors->event[i] != l->event)
        i++;
    if (i < r->anchors->count)
        o = r->binding->of[i];
    else /* an exception's own anchor */
        o = goes_with(&scope, l->event, r->claim->trigger.own_event,
                      r->claim->trigger.day);
    if (o)
        *day = o->day;
    return o ? KNOWN : NOT_HAPPENED;
}

/* The first such day of a month on or after `day`; 29 February waits for a
 * leap year's, or is the month's last day in others. */
static day_number month_day_after(const struct limit *l, day_number day) {
    int year = civil_from_day(day).year;
    for (;; year++) {
        int last = days_in_month(year, l->month);
        day_number d = day_from_civil(year, l->month, MIN(l->month_day, last));
        if (d >= day)
            return d;
    }
}

/* A date that the anchor's own record gives. */
static enum known attribute_day(struct reckoning *r, const struct limit *l,
                                day_number *day) {
    uint32_t i = 0;
    while (i < r->anchors->count && r->anchors->event[i] != l->event)
        i++;
    const struct occurrence *o =
        i < r->anchors->count ? r->binding->of[i] : NULL;
    struct operand operand = {.kind = OPERAND_OWN, .attribute = l->attribute};
    struct moment m = r->claim->trigger;
    m.own = o;
    m.own_event = l->event;
    struct value v = operand_value(&operand, &m);
    if (v.kind == VALUE_DATE)
        *day = v.day;
    if (v.kind == VALUE_DATE || !o)
        return o ? KNOWN : NOT_HAPPENED;
    r->reason = reason_of(REASON_MISSING_ATTRIBUTE);
    r->reason.attribute = l->attribute;
    r->reason.event = l->event;
    r->reason.day = o->day;
    return NOT_KNOWN;
}

static enum known limit_day(struct reckoning *r, const struct limit *l,
                            day_number *day);

static enum known limit_of_parts(struct reckoning *r, const struct limit *l,
                                 day_number *day) {
    bool earlier = l->kind == LIMIT_EARLIER, any = false;
    enum known out = KNOWN;
    for (uint32_t i = 0; i < l->part_count; i++) {
        day_number d;
        enum known k = limit_day(r, &l->parts[i], &d);
        if (k == NOT_HAPPENED && !earlier)
            return k; /* it does not run yet, whatever the others say */
        if (k == NOT_KNOWN || k == OUTSIDE)
            out = k;
        if (k != KNOWN)
            continue;
        *day = !any ? d : earlier ? MIN(*day, d) : MAX(*day, d);
        any = true;
    }
    return out != KNOWN ? out : any ? KNOWN : NOT_HAPPENED;
}

static enum known limit_day(struct reckoning *r, const struct limit *l,
                            day_number *day) {
    const struct evaluator *e = r->claim->e;
    struct duration d;
    enum known k;
    switch (l->kind) {
    case LIMIT_DATE: *day = l->day; return KNOWN;
    case LIMIT_FACT: return date_fact(r, l->fact, day);
    case LIMIT_OFFSET:
        k = anchor_day(r, l, day);
        if (k != KNOWN)
            return k;
        if (!length_value(&l->length, &r->claim->trigger, &d))
            return OUTSIDE;
        return day_add(e->program->rules[r->claim->rule].calendar, *day, d,
                       l->direction, false, day) == DAY_OK
                   ? KNOWN
                   : OUTSIDE;
    case LIMIT_MONTH_DAY:
        k = anchor_day(r, l, day);
        if (k == KNOWN)
            *day = month_day_after(l, *day);
        return k;
    case LIMIT_EARLIER:
    case LIMIT_LATER: return limit_of_parts(r, l, day);
    case LIMIT_ATTRIBUTE: return attribute_day(r, l, day);
    }
    BUG("a limit of no kind");
}

/* -- instances -- */

static void note_missing_events(struct claim *c, const struct anchors *a,
                                const struct binding *b) {
    for (uint32_t i = 0; i < a->count; i++)
        if (!b->of[i]) {
            struct reason reason = reason_of(REASON_MISSING_EVENT);
            reason.event = a->event[i];
            claim_reason(c, reason);
        }
}

/* Counts an option's due day; DAY_NONE when its limit has not begun to run. */
static void reckon(struct claim *c, struct option *option,
                   struct reckoning *r) {
    const struct rule *root = &c->e->program->rules[c->rule];
    const struct limit *own = c->e->program->rules[option->governs].limit;
    enum known k = limit_day(r, own ? own : root->limit, &option->due);
    if (k == KNOWN && day_roll(root->calendar, option->due, root->roll,
                               &option->due) != DAY_OK)
        k = OUTSIDE;
    if (k == NOT_HAPPENED) {
        option->due = DAY_NONE;
        r->not_happened = true;
    } else if (k != KNOWN) {
        option->kind = OPTION_UNDECIDED;
        option->reason =
            k == OUTSIDE ? reason_of(REASON_OUTSIDE_CALENDAR) : r->reason;
        if (k == NOT_KNOWN)
            claim_reason(c, r->reason);
    }
}

static void count_limit(struct claim *c, struct options *options, void *with) {
    for (uint32_t i = 0; i < options->count; i++)
        if (options->at[i].kind == OPTION_DUE &&
            claim_is_owed(c, &options->at[i]))
            reckon(c, &options->at[i], with);
}

static void merge_not_started(struct claim *c, const struct anchors *anchors,
                              const struct binding *b) {
    claim_merge(c, (struct outcome){.status = STATUS_NOT_STARTED,
                                    .governs = c->rule,
                                    .due = DAY_NONE,
                                    .done = DAY_NONE,
                                    .ending = NO_ENDING});
    note_missing_events(c, anchors, b);
}

/* The limit had passed when the case began: nothing was ever owed. */
static void merge_passed(struct claim *c) {
    claim_merge(c, (struct outcome){.status = STATUS_NOT_APPLICABLE,
                                    .governs = c->rule,
                                    .due = DAY_NONE,
                                    .done = DAY_NONE,
                                    .ending = NO_ENDING,
                                    .reason = reason_of(REASON_PASSED),
                                    .has_reason = true});
}

/* The first T on the trigger's day or later that the limit does not itself
 * count from. */
static const struct occurrence *discharge_of(const struct evaluator *e,
                                             event_id target,
                                             const struct moment *trigger,
                                             const struct anchors *anchors,
                                             const struct binding *b) {
    struct occurrences list = e->world->events[target];
    for (const struct occurrence *t = first_from(list, trigger->day);
         t && t < list.at + list.count; t++) {
        bool own = false;
        for (uint32_t i = 0; i < anchors->count; i++)
            own |= anchors->event[i] == target && b->of[i] == t;
        if (!own)
            return t;
    }
    return NULL;
}

static void settle_limit(struct claim *c, const struct options *options,
                         const struct anchors *anchors,
                         const struct binding *b) {
    for (uint32_t i = 0; i < options->count; i++) {
        const struct option *o = &options->at[i];
        if (o->kind == OPTION_DUE && !claim_is_owed(c, o))
            claim_settle(c, o);
        else if (o->kind == OPTION_DUE && o->due == DAY_NONE)
            merge_not_started(c, anchors, b);
        else if (anchors->count == 0 && o->kind == OPTION_DUE &&
                 o->due < c->trigger.day)
            merge_passed(c);
        else
            claim_settle(c, o);
    }
}

static void judge_binding(struct evaluator *e, rule_id rule,
                          struct moment trigger, const struct anchors *anchors,
                          const struct binding *b, struct occurrences again) {
    struct options options;
    struct claim c;
    claim_start(&c, e, rule, trigger);
    const struct occurrence *first =
        discharge_of(e, e->program->rules[rule].target, &trigger, anchors, b);
    struct reached reached = reached_everyone(&c, first);
    c.held = reached.latest;
    c.again = again;
    struct reckoning r = {.claim = &c, .anchors = anchors, .binding = b};
    window_once(&c, trigger.own_event == NO_ID
                        ? (struct occurrences){0}
                        : e->world->events[trigger.own_event]);
    govern(e, rule, &c.trigger, &options);
    count_limit(&c, &options, &r);
    if (!r.not_happened)
        acts_follow(&c, &options, count_limit, &r);
    settle_limit(&c, &options, anchors, b);
    if (reached.earliest != reached.latest) {
        c.held = reached.earliest;
        settle_limit(&c, &options, anchors, b);
    }
    finish_reached(&c, first);
}

/* Occurrences of the first-named anchor on later days than the instance's
 * trigger and its own one. */
static struct occurrences later_ones(struct occurrences all,
                                     const struct occurrence *own,
                                     day_number trigger) {
    uint32_t skip = count_until(all, own ? MAX(own->day, trigger) : trigger);
    return (struct occurrences){all.at + skip, all.count - skip};
}

static void judge_by_first_named(struct evaluator *e, rule_id rule,
                                 const struct anchors *anchors) {
    struct claim scope = {.e = e};
    struct occurrences all = e->world->events[anchors->event[0]];
    for (uint32_t i = 0; i < all.count; i++) {
        struct binding b = {.of = {&all.at[i]}};
        struct moment m =
            moment_at(e->world, all.at[i].day, anchors->event[0], &all.at[i]);
        for (uint32_t k = 1; k < anchors->count; k++)
            b.of[k] = goes_with(&scope, anchors->event[k], anchors->event[0],
                                all.at[i].day);
        judge_binding(e, rule, m, anchors, &b,
                      later_ones(all, &all.at[i], m.day));
    }
}

/* The next occurrence of any anchor in the order of days; false at the end. */
static bool take_next(const struct evaluator *e, const struct anchors *anchors,
                      uint32_t *next, uint32_t *which) {
    const struct occurrence *best = NULL;
    for (uint32_t k = 0; k < anchors->count; k++) {
        struct occurrences all = e->world->events[anchors->event[k]];
        if (next[k] == all.count)
            continue;
        const struct occurrence *o = &all.at[next[k]];
        if (!best || o->day < best->day) {
            best = o;
            *which = k;
        }
    }
    return best != NULL;
}

/* `the earlier of`: each occurrence joins the latest instance of its episode
 * that has none of its event yet, else makes one of its own. */
static uint32_t bind_earlier(struct evaluator *e, const struct anchors *anchors,
                             struct binding *list, day_number *first,
                             uint32_t *trigger) {
    struct claim scope = {.e = e};
    uint32_t next[MAX_ANCHORS] = {0}, count = 0, k;
    while (take_next(e, anchors, next, &k)) {
        const struct occurrence *o =
            &e->world->events[anchors->event[k]].at[next[k]++];
        uint32_t i = count;
        while (i > 0 && (list[i - 1].of[k] ||
                         !is_same_episode(&scope, first[i - 1], o->day)))
            i--;
        if (i == 0) {
            i = ++count;
            list[i - 1] = (struct binding){0};
            first[i - 1] = o->day;
            trigger[i - 1] = k;
        }
        list[i - 1].of[k] = o;
    }
    return count;
}

static void judge_by_earlier(struct evaluator *e, rule_id rule,
                             const struct anchors *anchors) {
    uint32_t most = 0;
    for (uint32_t k = 0; k < anchors->count; k++)
        most += e->world->events[anchors->event[k]].count;
    struct binding *list = NEW_ARRAY(&e->scratch, struct binding, most);
    day_number *first = NEW_ARRAY(&e->scratch, day_number, most);
    uint32_t *trigger = NEW_ARRAY(&e->scratch, uint32_t, most);
    uint32_t count = bind_earlier(e, anchors, list, first, trigger);
    struct occurrences named = e->world->events[anchors->event[0]];
    for (uint32_t i = 0; i < count; i++) {
        struct moment m =
            moment_at(e->world, first[i], anchors->event[trigger[i]],
                      list[i].of[trigger[i]]);
        judge_binding(e, rule, m, anchors, &list[i],
                      later_ones(named, list[i].of[0], m.day));
    }
}

void judge_by(struct evaluator *e, rule_id rule) {
    const struct limit *limit = e->program->rules[rule].limit;
    struct anchors anchors = {.count = 0};
    collect_anchors(limit, &anchors);
    if (anchors.count == 0) {
        struct moment m =
            moment_at(e->world, e->timeline->first_day, NO_ID, NULL);
        if (m.day <= e->as_at)
            judge_binding(e, rule, m, &anchors, &(struct binding){0},
                          (struct occurrences){0});
    } else if (limit->kind == LIMIT_EARLIER) {
        judge_by_earlier(e, rule, &anchors);
    } else {
        judge_by_first_named(e, rule, &anchors);
    }
}
