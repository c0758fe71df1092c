// SPDX-License-Identifier: MIT
/* slow_limit.c: T by a limit, which dates, facts and several events may make.
 */
#include "slow/slow_parts.h"

enum { MAX_ANCHORS = 8 };

/* One instance: an occurrence of each anchor, where there is one. */
struct bundle {
    const struct slow_occurrence *of[MAX_ANCHORS];
    struct slow_moment trigger;
};

struct by {
    struct slow_judge *j;
    event_id anchors[MAX_ANCHORS]; /* in the order named */
    uint32_t count;
    VEC(struct bundle) bundles;
};

/* -- which occurrences belong together -- */

static bool same_episode(const struct by *by, day_number a, day_number b) {
    for (day_number x = MIN(a, b); x <= MAX(a, b); x++)
        if (!slow_in_scope(by->j->world, x))
            return false;
    return true;
}

/* The occurrence of another anchor that goes with the trigger's day. */
static const struct slow_occurrence *companion(const struct by *by, event_id e,
                                               event_id trigger, day_number x) {
    struct slow_world *w = by->j->world;
    day_number next =
        trigger == NO_ID ? DAY_NEVER : slow_first(w, trigger, x + 1, DAY_NEVER);
    const struct slow_occurrence *o = slow_latest(w, e, x);
    if (o && same_episode(by, o->day, x))
        return o;
    const struct slow_list *list = slow_events(w, e);
    for (size_t i = 0; i < list->all.len; i++)
        if (list->all.at[i].day > x && list->all.at[i].day < next)
            return &list->all.at[i];
    return NULL;
}

/* -- the limit of an instance -- */

enum answer { ANSWER_DAY, ANSWER_MISSING, ANSWER_UNKNOWN };

static const struct slow_occurrence *
anchor_in(const struct by *by, const struct bundle *b, event_id e) {
    for (uint32_t i = 0; i < by->count; i++)
        if (by->anchors[i] == e)
            return b->of[i];
    return companion(by, e, b->trigger.own_event,
                     b->trigger.day); /* an exception's own */
}

/* A date fact counts as last recorded when T came, at the latest as-at. */
static day_number day_to_ask(const struct by *by, const struct bundle *b) {
    day_number held =
        slow_reached(by->j, &b->trigger, b->trigger.day, DAY_NEVER, false);
    return MIN(held, by->j->world->as_at);
}

static enum answer from_fact(const struct by *by, const struct bundle *b,
                             fact_id f, day_number *out) {
    struct value v = slow_fact(by->j->world, f, day_to_ask(by, b));
    *out = v.day;
    return v.kind == VALUE_DATE ? ANSWER_DAY : ANSWER_UNKNOWN;
}

static enum answer from_offset(const struct by *by, const struct bundle *b,
                               const struct limit *l, day_number *out) {
    const struct rule *r = by->j->rule;
    struct duration d;
    if (l->event == NO_ID) {
        enum answer res = from_fact(by, b, l->fact, out);
        if (res != ANSWER_DAY)
            return res;
    } else {
        const struct slow_occurrence *o = anchor_in(by, b, l->event);
        if (!o)
            return ANSWER_MISSING;
        *out = o->day;
    }
    if (!slow_length(&l->length, &b->trigger, &d))
        return ANSWER_UNKNOWN;
    return slow_add(r->calendar, *out, d, l->direction, r->counting_day, out)
               ? ANSWER_DAY
               : ANSWER_UNKNOWN;
}

static enum answer from_attribute(const struct by *by, const struct bundle *b,
                                  const struct limit *l, day_number *out) {
    const struct slow_occurrence *o = anchor_in(by, b, l->event);
    if (!o)
        return ANSWER_MISSING;
    for (uint32_t i = 0; o->row && i < o->row->attribute_count; i++)
        if (o->row->attributes[i].attribute == l->attribute &&
            o->row->attributes[i].value.kind == VALUE_DATE) {
            *out = o->row->attributes[i].value.day;
            return ANSWER_DAY;
        }
    return ANSWER_UNKNOWN;
}

static enum answer from_month_day(const struct by *by, const struct bundle *b,
                                  const struct limit *l, day_number *out) {
    const struct slow_occurrence *o = anchor_in(by, b, l->event);
    if (!o)
        return ANSWER_MISSING;
    for (*out = o->day;; ++*out) {
        struct civil c = civil_from_day(*out);
        if (c.month == l->month && c.day == l->month_day)
            return ANSWER_DAY;
    }
}

static enum answer limit_of(const struct by *by, const struct bundle *b,
                            const struct limit *l, day_number *out);

static enum answer from_parts(const struct by *by, const struct bundle *b,
                              const struct limit *l, day_number *out) {
    bool later = l->kind == LIMIT_LATER, any = false, missing = false,
         unknown = false;
    for (uint32_t i = 0; i < l->part_count; i++) {
        day_number day;
        switch (limit_of(by, b, &l->parts[i], &day)) {
        case ANSWER_MISSING: missing = true; break;
        case ANSWER_UNKNOWN: unknown = true; break;
        case ANSWER_DAY:
            if (!any)
                *out = day;
            *out = later ? MAX(*out, day) : MIN(*out, day);
            any = true;
            break;
        }
    }
    if (later && missing)
        return ANSWER_MISSING;
    if (unknown)
        return ANSWER_UNKNOWN;
    return any ? ANSWER_DAY : ANSWER_MISSING;
}

static enum answer limit_of(const struct by *by, const struct bundle *b,
                            const struct limit *l, day_number *out) {
    switch (l->kind) {
    case LIMIT_DATE: *out = l->day; return ANSWER_DAY;
    case LIMIT_FACT: return from_fact(by, b, l->fact, out);
    case LIMIT_ATTRIBUTE: return from_attribute(by, b, l, out);
    case LIMIT_OFFSET: return from_offset(by, b, l, out);
    case LIMIT_MONTH_DAY: return from_month_day(by, b, l, out);
    case LIMIT_EARLIER:
    case LIMIT_LATER: break;
    }
    return from_parts(by, b, l, out);
}

/* -- instances -- */

static void name_anchors(struct by *by, const struct limit *l) {
    for (uint32_t i = 0; i < l->part_count; i++)
        name_anchors(by, &l->parts[i]);
    bool of_event = l->kind == LIMIT_ATTRIBUTE || l->kind == LIMIT_MONTH_DAY ||
                    (l->kind == LIMIT_OFFSET && l->event != NO_ID);
    for (uint32_t i = 0; i < by->count; i++)
        of_event &= by->anchors[i] != l->event;
    if (!of_event)
        return;
    if (by->count == MAX_ANCHORS)
        BUG("too many anchors");
    by->anchors[by->count++] = l->event;
}

static void bundle_by_first(struct by *by) {
    const struct slow_list *list = slow_events(by->j->world, by->anchors[0]);
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *x = &list->all.at[i];
        struct bundle b = {.of = {x},
                           .trigger = {.world = by->j->world,
                                       .day = x->day,
                                       .own_event = by->anchors[0],
                                       .own = x}};
        for (uint32_t k = 1; k < by->count; k++)
            b.of[k] = companion(by, by->anchors[k], by->anchors[0], x->day);
        vec_push(by->j->world->arena, &by->bundles, b);
    }
}

/* The latest instance of the episode that still lacks anchor k joins y. */
static bool joins(struct by *by, uint32_t k, const struct slow_occurrence *y) {
    for (size_t i = by->bundles.len; i-- > 0;) {
        struct bundle *b = &by->bundles.at[i];
        if (b->of[k] || !same_episode(by, b->trigger.day, y->day))
            continue;
        b->of[k] = y;
        return true;
    }
    return false;
}

/* The occurrences of all anchors by day; on one day, as the anchors are named.
 */
static void bundle_by_any(struct by *by) {
    size_t next[MAX_ANCHORS] = {0};
    for (;;) {
        uint32_t k = MAX_ANCHORS;
        const struct slow_occurrence *y = NULL;
        for (uint32_t i = 0; i < by->count; i++) {
            const struct slow_list *list =
                slow_events(by->j->world, by->anchors[i]);
            if (next[i] == list->all.len)
                continue;
            const struct slow_occurrence *o = &list->all.at[next[i]];
            if (y && o->day >= y->day)
                continue;
            y = o;
            k = i;
        }
        if (!y)
            return;
        next[k]++;
        if (joins(by, k, y))
            continue;
        struct bundle b = {.trigger = {.world = by->j->world,
                                       .day = y->day,
                                       .own_event = by->anchors[k],
                                       .own = y}};
        b.of[k] = y;
        vec_push(by->j->world->arena, &by->bundles, b);
    }
}

/* -- statuses -- */

static day_number day_after(day_number day) {
    return day == DAY_NEVER ? day : day + 1;
}

static void settle_day(const struct by *by, struct slow_verdict *v,
                       const struct bundle *b, const struct slow_owner *owner,
                       const struct slow_way *way) {
    struct slow_judge *j = by->j;
    struct slow_frame f = {
        .trigger = b->trigger, .from = b->trigger.day, .last = DAY_NEVER};
    day_number closed = slow_closed_for(j->world, b->trigger.own);
    day_number left = slow_leaving(j, &b->trigger), again = DAY_NEVER;
    day_number after = MAX(way->due, b->trigger.day);
    f.trigger.owner = owner;
    if (by->count > 0 && b->of[0])
        after = MAX(after, b->of[0]->day);
    for (size_t i = 0; by->count > 0 && again == DAY_NEVER; i++) {
        const struct slow_list *list = slow_events(j->world, by->anchors[0]);
        if (i == list->all.len)
            break;
        if (list->all.at[i].day > after)
            again = list->all.at[i].day;
    }
    f.end = MIN(closed, left);
    f.cut = MIN(MIN(again, left), day_after(closed));
    slow_settle(v, j, &f, way);
}

struct counting {
    const struct by *by;
    const struct bundle *bundle;
};

/* The day of a way's limit; UNDECIDED or NOTHING when there is none. */
static void count_limit(const struct slow_judge *j, struct slow_way *way,
                        const struct slow_moment *m, void *with) {
    const struct counting *c = with;
    const struct rule *r = &j->world->program->rules[way->governs];
    const struct limit *limit = r->limit ? r->limit : j->rule->limit;
    enum answer answer = limit_of(c->by, c->bundle, limit, &way->due);
    (void)m;
    if (answer == ANSWER_MISSING)
        *way = (struct slow_way){
            .kind = SLOW_NOTHING, .governs = way->governs, .missing = true};
    else if (answer == ANSWER_UNKNOWN ||
             !slow_roll(j->rule->calendar, way->due, j->rule->roll, &way->due))
        *way = (struct slow_way){.kind = SLOW_UNDECIDED, .governs = NO_ID};
    else if (c->by->count == 0 && way->due < c->bundle->trigger.day)
        *way = (struct slow_way){.kind = SLOW_NOTHING, .governs = NO_ID};
    else
        way->before = way->due;
}

/* The acts from its trigger's day to the day before the next one's. */
static struct slow_owner owner_of(const struct by *by, const struct bundle *b) {
    struct slow_list triggers = {0};
    struct slow_occurrence o = {0};
    for (size_t i = 0; i < by->bundles.len; i++) {
        o.day = by->bundles.at[i].trigger.day;
        vec_push(by->j->world->arena, &triggers.all, o);
    }
    return slow_owner_of(&triggers, b->trigger.day);
}

static void settle(const struct by *by, const struct bundle *b) {
    struct slow_judge *j = by->j;
    struct slow_owner owner = owner_of(by, b);
    struct slow_moment m = b->trigger;
    struct counting counting = {by, b};
    struct slow_verdict v;
    struct slow_ways ways;
    m.owner = &owner;
    j->taken = NULL;
    for (uint32_t k = 0; k < by->count; k++)
        if (by->anchors[k] == j->rule->target)
            j->taken = b->of[k];
    if (slow_closed_for(j->world, m.own) < m.day || !slow_in_force(j, m.day) ||
        !slow_active(j, &m)) {
        slow_report(j, m.day, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    slow_verdict_start(&v, j, m.day);
    slow_once_standing(j, &m, count_limit, &counting, DAY_NONE,
                       slow_reached(j, &m, m.day, DAY_NEVER, false), &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        enum status status =
            ways.at[i].missing ? STATUS_NOT_STARTED : STATUS_NOT_APPLICABLE;
        switch (ways.at[i].kind) {
        case SLOW_OWED: settle_day(by, &v, b, &owner, &ways.at[i]); break;
        case SLOW_NOTHING:
            slow_verdict_add(&v, status, NO_ID, DAY_NONE, DAY_NONE);
            break;
        case SLOW_UNDECIDED:
            slow_verdict_add(&v, STATUS_CANNOT_TELL, NO_ID, DAY_NONE, DAY_NONE);
            break;
        }
    }
    slow_verdict_end_of(&v, j, &owner);
}

void slow_judge_by(struct slow_judge *j) {
    struct by by = {.j = j};
    day_number first = j->world->timeline->first_day;
    name_anchors(&by, j->rule->limit);
    if (by.count == 0) {
        struct bundle b = {
            .trigger = {.world = j->world, .day = first, .own_event = NO_ID}};
        if (first <= j->world->as_at)
            vec_push(j->world->arena, &by.bundles, b);
    } else if (j->rule->limit->kind == LIMIT_EARLIER)
        bundle_by_any(&by);
    else
        bundle_by_first(&by);
    for (size_t i = 0; i < by.bundles.len; i++)
        settle(&by, &by.bundles.at[i]);
}
