// SPDX-License-Identifier: MIT
/* slow_grid.c: T every D from A on fixed dates. */
#include "slow/slow_parts.h"

/* What could stand at the end of a round. */
struct outlook {
    bool nothing, undecided, any;
    struct slow_way least, most;
};

/* A round's window (start, due], its trigger in it, and how it came out. */
struct round {
    day_number start;
    struct slow_moment first; /* its trigger's day, and its acts */
    struct outlook stands;
    day_number boundary; /* where it ends when nothing moves it */
    day_number base;     /* the grid it is in: its boundary number `count` */
    int32_t count;
    struct duration step;
};

struct grid {
    struct slow_judge *j;
    struct slow_moment start;
    day_number until, closed, again;
    day_number base; /* boundaries are base + count * step */
    int32_t count;
    struct duration step;
    bool has_step, doubtful; /* doubtful: several figures are possible, ... */
    bool lost;               /* ... and were while no round could say so */
    VEC(struct round) rounds;
    VEC(day_number) triggers; /* of the rounds so far */
};

static bool figure_of(const struct grid *g, rule_id governs,
                      const struct slow_moment *m, struct duration *out) {
    const struct rule *r = &g->j->world->program->rules[governs];
    return slow_length(&r->phases[0].figure, m, out) && out->count > 0;
}

static bool equal(struct duration a, struct duration b) {
    return a.count == b.count && a.unit == b.unit;
}

static bool counted(const struct grid *g, day_number from, struct duration d,
                    day_number *out) {
    const struct rule *r = g->j->rule;
    return slow_add(r->calendar, from, d, 1, r->counting_day, out) &&
           slow_roll(r->calendar, *out, r->roll, out);
}

static bool boundary(const struct grid *g, int32_t count, day_number *out) {
    struct duration d = g->step;
    d.count *= count;
    return counted(g, g->base, d, out);
}

/* The ways on a day, with the due day of the window that began on `start`. */
static void ways_on(const struct grid *g, const struct slow_moment *first,
                    day_number day, day_number start, struct slow_ways *out) {
    struct slow_moment m = *first;
    struct slow_ways ways;
    m.day = m.agreed = day;
    out->count = 0;
    slow_govern(g->j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct slow_way way = ways.at[i];
        struct duration d;
        if (way.kind == SLOW_OWED &&
            !(figure_of(g, way.governs, &m, &d) &&
              (equal(d, g->step) ? boundary(g, g->count, &way.due)
                                 : counted(g, start, d, &way.due))))
            way = (struct slow_way){.kind = SLOW_UNDECIDED, .governs = NO_ID};
        way.before = way.due;
        slow_way_add(out, way);
    }
}

static void stand(struct outlook *s, struct slow_way way) {
    if (way.kind == SLOW_NOTHING)
        s->nothing = true;
    if (way.kind == SLOW_UNDECIDED)
        s->undecided = true;
    if (way.kind != SLOW_OWED)
        return;
    if (s->any && way.due == s->least.due && way.governs != s->least.governs)
        s->least.governs = NO_ID; /* one day, and either may govern */
    if (s->any && way.due == s->most.due && way.governs != s->most.governs)
        s->most.governs = NO_ID;
    if (!s->any || way.due < s->least.due)
        s->least = way;
    if (!s->any || way.due > s->most.due)
        s->most = way;
    s->any = true;
}

static void change_one(struct outlook *out, const struct slow_ways *ways,
                       day_number day, const struct slow_way *stood) {
    if (stood && day > stood->due) {
        stand(out, *stood);
        return;
    }
    for (uint32_t i = 0; i < ways->count; i++) {
        struct slow_way way = ways->at[i];
        way.due = way.before = MAX(day, way.due);
        way.extended = stood ? stood->extended : 0;
        if (stood && way.kind == SLOW_OWED && way.due == stood->due)
            way = *stood;
        stand(out, way);
    }
}

/* Where nothing stands, what comes after the window is not its own. */
static void change(struct outlook *s, const struct slow_ways *ways,
                   day_number day, bool in_window) {
    struct outlook out = {.undecided = s->undecided,
                          .nothing = s->nothing && !in_window};
    if (s->nothing && in_window)
        change_one(&out, ways, day, NULL);
    if (s->any) {
        change_one(&out, ways, day, &s->least);
        change_one(&out, ways, day, &s->most);
    }
    *s = out;
}

static day_number last_held(const struct grid *g) {
    return MIN(MIN(g->until, g->closed), g->again - 1);
}

/* The extensions of a day, after its changes. What names no round belongs to
 * the next one from the end of the window on. */
static void extend(const struct grid *g, struct outlook *s,
                   const struct slow_moment *first, day_number start,
                   day_number day) {
    struct slow_owner owner = *first->owner;
    struct slow_moment m = *first;
    struct slow_way *both[] = {&s->least, &s->most};
    m.owner = &owner;
    m.agreed = day;
    for (int i = 0; i < 2 && s->any; i++) {
        owner.last = MIN(first->owner->last, both[i]->before - 1);
        slow_extend(g->j, &m, both[i], start, 0);
    }
    if (s->any && s->least.due > s->most.due) {
        struct slow_way way = s->least;
        s->least = s->most;
        s->most = way;
    }
}

/* What stands in the window from `start` for a round triggered on a day. */
static struct outlook outlook_of(const struct grid *g, day_number start,
                                 const struct slow_moment *first) {
    struct outlook res = {0};
    struct slow_ways before, ways;
    day_number day = first->day;
    day_number held =
        slow_reached_as_read(g->j, first, start + 1, last_held(g));
    day_number last = MIN(MIN(g->j->world->as_at, held - 1), last_held(g));
    day_number end = DAY_NEVER;
    if (g->has_step)
        boundary(g, g->count, &end);
    ways_on(g, first, day, start, &before);
    change_one(&res, &before, day, NULL);
    extend(g, &res, first, start, day);
    if (res.any)
        end = res.most.before;
    for (day_number x = day + 1; x <= last; x++) {
        ways_on(g, first, x, start, &ways);
        if (!slow_ways_equal(&ways, &before))
            change(&res, &ways, x, x <= end);
        before = ways;
        extend(g, &res, first, start, x);
    }
    return res;
}

static bool is_sure(const struct outlook *s) {
    return s->any
               ? !s->nothing && !s->undecided && s->least.due == s->most.due &&
                     s->least.governs == s->most.governs
               : s->nothing && !s->undecided;
}

static bool is_active_on(const struct grid *g, day_number day) {
    struct slow_moment m = g->start;
    m.day = day;
    return slow_in_force(g->j, day) && slow_active(g->j, &m);
}

/* The agreements of the series as they stand on a day. */
static struct slow_owner owner_on(const struct grid *g, day_number day) {
    return (struct slow_owner){.trigger = day,
                               .from = day,
                               .last = g->again - 1,
                               .series = g->start.day,
                               .rounds = g->triggers.at,
                               .round_count = g->triggers.len};
}

/* Are there figures to choose from, or is one not known? */
static bool has_several(const struct grid *g, const struct slow_ways *ways,
                        const struct slow_moment *m) {
    struct duration first = {0}, d;
    bool any = false;
    for (uint32_t i = 0; i < ways->count; i++) {
        if (ways->at[i].kind == SLOW_NOTHING)
            continue;
        if (ways->at[i].kind == SLOW_UNDECIDED ||
            !figure_of(g, ways->at[i].governs, m, &d))
            return true;
        if (any && !equal(d, first))
            return true;
        first = d;
        any = true;
    }
    return false;
}

/* A new figure starts a new grid at the boundary that is its A. */
static void set_step(struct grid *g, day_number start) {
    struct slow_moment m = g->start;
    struct slow_ways ways;
    struct duration d;
    struct slow_owner owner = owner_on(g, start);
    m.day = m.agreed = start;
    m.owner = &owner;
    slow_govern(g->j->id, &m, &ways);
    bool sure = ways.count == 1 && ways.at[0].kind == SLOW_OWED &&
                figure_of(g, ways.at[0].governs, &m, &d);
    g->doubtful = has_several(g, &ways, &m);
    if (g->doubtful && g->has_step) {
        g->base = start;
        g->count = 1;
    }
    if (!sure && g->has_step)
        return;
    if (!sure && !figure_of(g, g->j->id, &m, &d))
        return;
    if (g->has_step && equal(d, g->step))
        return;
    g->step = d;
    g->has_step = true;
    g->base = start;
    g->count = 1;
}

static void add_round(struct grid *g, day_number start, day_number trigger) {
    struct slow_owner *owner = NEW(g->j->world->arena, struct slow_owner);
    struct round r = {.start = start,
                      .first = g->start,
                      .boundary = DAY_NEVER,
                      .base = g->base,
                      .count = g->count,
                      .step = g->step};
    vec_push(g->j->world->arena, &g->triggers, trigger);
    *owner = owner_on(g, trigger);
    r.first.day = r.first.agreed = trigger;
    r.first.owner = owner;
    r.stands = outlook_of(g, start, &r.first);
    if (g->lost && (r.stands.any || r.stands.undecided))
        r.stands = (struct outlook){.undecided = true};
    if (g->has_step)
        boundary(g, g->count, &r.boundary);
    vec_push(g->j->world->arena, &g->rounds, r);
}

/* The first day on which no more rounds begin. */
static day_number series_end(const struct grid *g) {
    return MIN(MIN(g->until, g->closed), g->again);
}

/* All rounds of the window from `start`; its last day. False: the series
 * cannot go on. */
static bool add_window(struct grid *g, day_number start, day_number *end) {
    struct round *last = NULL;
    bool active = is_active_on(g, start);
    day_number stop = MIN(g->j->world->as_at, series_end(g) - 1);
    *end = DAY_NEVER;
    if (g->has_step)
        boundary(g, g->count, end);
    if (active)
        add_round(g, start, start), last = &g->rounds.at[g->rounds.len - 1];
    if (last && last->stands.any)
        *end = last->stands.most.before;
    bool runs_on =
        active && slow_outlives_scope(&g->start) && start == g->start.day;
    for (day_number x = start + 1; !runs_on && x <= MIN(stop, *end); x++) {
        if (last && !is_sure(&last->stands))
            break;
        bool was = active;
        active = is_active_on(g, x);
        if (was || !active)
            continue;
        if (!last && g->doubtful)
            g->lost = true;
        add_round(g, start, x);
        last = &g->rounds.at[g->rounds.len - 1];
        if (last->stands.any)
            *end = last->stands.most.before;
    }
    if (!last && g->doubtful)
        g->lost = true;
    return !last || is_sure(&last->stands);
}

/* -- statuses -- */

static day_number day_after(day_number day) {
    return day == DAY_NEVER ? day : day + 1;
}

/* The end of the window that follows a due day, by the figure that stands on
 * that day. */
static day_number next_end(const struct grid *g, const struct round *r,
                           rule_id governs, day_number due) {
    struct slow_moment m = g->start;
    struct slow_ways ways;
    struct duration d;
    day_number res;
    m.day = m.agreed = MIN(due, g->j->world->as_at);
    struct slow_owner owner = owner_on(g, m.day);
    m.owner = &owner;
    slow_govern(g->j->id, &m, &ways);
    if (ways.count == 1 && ways.at[0].kind == SLOW_OWED)
        governs = ways.at[0].governs;
    if (governs == NO_ID)
        governs = g->j->id;
    if (!figure_of(g, governs, &m, &d))
        return DAY_NEVER;
    struct grid then = *g;
    then.base = r->base;
    then.step = r->step;
    then.count = r->count;
    if (due == r->boundary && equal(d, r->step)) {
        do /* windows that rolling leaves empty do not count */
            if (!boundary(&then, ++then.count, &res))
                return DAY_NEVER;
        while (res <= due);
        return res;
    }
    return counted(g, due, d, &res) ? res : DAY_NEVER;
}

static void settle_way(const struct grid *g, struct slow_verdict *v,
                       const struct round *r, struct slow_frame *f,
                       const struct slow_way *way) {
    day_number left = slow_leaving(g->j, &f->trigger);
    f->end = MIN(series_end(g), left);
    f->cut = MIN(MIN(day_after(g->until), day_after(g->closed)),
                 MIN(MIN(g->again, left),
                     day_after(next_end(g, r, way->governs, way->due))));
    slow_settle(v, g->j, f, way);
}

static void settle_round(const struct grid *g, size_t at) {
    const struct round *r = &g->rounds.at[at];
    struct slow_frame f = {
        .trigger = r->first, .from = r->start + 1, .last = last_held(g)};
    struct slow_owner owner = *r->first.owner;
    struct slow_verdict v;
    if (at + 1 < g->rounds.len)
        owner.last = MIN(owner.last, g->rounds.at[at + 1].first.day - 1);
    f.trigger.owner = &owner;
    slow_verdict_start(&v, g->j, r->first.day);
    if (r->stands.nothing)
        slow_verdict_add(&v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
    if (r->stands.undecided)
        slow_verdict_add(&v, STATUS_CANNOT_TELL, NO_ID, DAY_NONE, DAY_NONE);
    if (r->stands.any) {
        settle_way(g, &v, r, &f, &r->stands.least);
        settle_way(g, &v, r, &f, &r->stands.most);
    }
    slow_verdict_end_of(&v, g->j, &owner);
}

/* Surely missed rounds in a row that one rule governs are one result: the
 * first, and how many. So are rounds in which nothing is required. */
static void fold(struct slow_judge *j, size_t from) {
    size_t kept = from;
    for (size_t i = from; i < j->found.len; i++) {
        struct slow_instance now = j->found.at[i];
        struct slow_instance *last =
            kept > from ? &j->found.at[kept - 1] : NULL;
        bool missed = now.status == STATUS_MISSED && now.due == now.due_last;
        if (missed && last && last->status == STATUS_MISSED &&
            last->due == last->due_last && last->governs == now.governs) {
            last->missed++;
            continue;
        }
        bool idle = now.status == STATUS_NOT_APPLICABLE;
        if (idle && last && last->status == STATUS_NOT_APPLICABLE)
            continue;
        now.missed = missed ? 1 : 0;
        j->found.at[kept++] = now;
    }
    j->found.len = kept;
}

static void judge_one(struct grid *g) {
    struct slow_judge *j = g->j;
    day_number a = g->start.day, start = a, stepped = DAY_NONE, end;
    size_t from = j->found.len;
    if (g->closed < a) {
        slow_report(j, a, STATUS_NOT_APPLICABLE, DAY_NONE);
        return;
    }
    if (!is_active_on(g, a))
        slow_report(j, a, STATUS_NOT_APPLICABLE, DAY_NONE);
    g->base = a;
    g->count = 1;
    bool first = true;
    while (first || (start < j->world->as_at && start < series_end(g))) {
        day_number regular;
        if (start != stepped)
            set_step(g, start);
        stepped = start;
        if (!first && boundary(g, g->count, &regular) && regular <= start) {
            g->count++; /* rolled onto the one before: an empty window */
            continue;
        }
        bool goes_on = add_window(g, start, &end);
        first = false;
        if (!goes_on || end == DAY_NEVER)
            break;
        if (boundary(g, g->count, &regular) && regular == end) {
            g->count++;
        } else {
            g->base = end;
            g->count = 1;
        }
        start = MAX(start, end);
    }
    for (size_t i = 0; i < g->rounds.len; i++)
        settle_round(g, i);
    fold(j, from);
}

void slow_judge_grid(struct slow_judge *j) {
    const struct slow_list *list = slow_events(j->world, j->rule->anchor);
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *a = &list->all.at[i];
        if (i + 1 < list->all.len && a[1].day == a->day)
            continue;
        struct grid g = {.j = j,
                         .start = {.world = j->world,
                                   .day = a->day,
                                   .own_event = j->rule->anchor,
                                   .own = a}};
        g.closed = slow_closed_for(j->world, a);
        g.again = slow_first(j->world, j->rule->anchor, a->day + 1, DAY_NEVER);
        g.until = j->rule->until == NO_ID ? DAY_NEVER
                                          : slow_first(j->world, j->rule->until,
                                                       a->day + 1, DAY_NEVER);
        judge_one(&g);
    }
}
