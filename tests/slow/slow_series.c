// SPDX-License-Identifier: MIT
/* slow_series.c: T every D from A, rolling, in phases: one day after another.
 */
#include "slow/slow_parts.h"

/* One A's series, as far as it is known on the day that is being looked at. */
struct series {
    struct slow_judge *j;
    struct slow_moment start;        /* A */
    day_number until, closed, again; /* U, the closing, the next A; DAY_NEVER */
    uint32_t phase;
    day_number begin;         /* of the phase */
    day_number held;          /* the last T so far, else A */
    bool outlives;            /* A closes the scope itself */
    day_number since;         /* T's count together from here on ... */
    struct slow_moment round; /* ... for the round that began then */
    day_number waived;        /* its waived due day; DAY_NEVER */
    VEC(day_number) triggers; /* of the rounds so far */
};

static const struct phase *phase_at(const struct series *s, uint32_t phase) {
    return &s->j->rule->phases[phase];
}

static bool is_last(const struct series *s, uint32_t phase) {
    return phase + 1 == s->j->rule->phase_count;
}

/* The day a phase that began on `begin` is over by itself; DAY_NEVER. */
static day_number phase_over(const struct series *s, uint32_t phase,
                             day_number begin) {
    struct duration d;
    day_number res;
    struct slow_moment m = s->start;
    m.day = begin;
    if (!phase_at(s, phase)->repeats ||
        phase_at(s, phase)->lasts.kind == LENGTH_NONE)
        return DAY_NEVER;
    if (!slow_length(&phase_at(s, phase)->lasts, &m, &d))
        return DAY_NEVER;
    return slow_add(s->j->rule->calendar, begin, d, 1, false, &res) ? res
                                                                    : DAY_NEVER;
}

/* Time alone moves phases on. */
static void pass_phases(const struct series *s, day_number day, uint32_t *phase,
                        day_number *begin) {
    while (!is_last(s, *phase) && phase_over(s, *phase, *begin) <= day) {
        *begin = phase_over(s, *phase, *begin);
        ++*phase;
    }
}

/* The end of the last phase, if time alone leads there. */
static day_number phases_end(const struct series *s, uint32_t phase,
                             day_number begin) {
    day_number over = phase_over(s, phase, begin);
    while (over != DAY_NEVER && !is_last(s, phase)) {
        begin = over;
        over = phase_over(s, ++phase, begin);
    }
    return over;
}

/* The last day on which a T is this series' own. */
static day_number last_held(const struct series *s) {
    return MIN(MIN(s->until, s->closed), s->again - 1);
}

/* -- what stands: the due days there could be -- */

struct standing {
    bool nothing, undecided, any;
    struct slow_way least, most;
};

static void stand(struct standing *s, struct slow_way way) {
    if (way.kind == SLOW_NOTHING)
        s->nothing = true;
    if (way.kind == SLOW_UNDECIDED)
        s->undecided = true;
    if (way.kind != SLOW_OWED)
        return;
    if (!s->any || way.due < s->least.due)
        s->least = way;
    if (!s->any || way.due > s->most.due)
        s->most = way;
    s->any = true;
}

/* The ways on a day, with the due days counted from `from`; `first` is the
 * moment of the round's first day. */
static void ways_on(const struct series *s, const struct slow_moment *first,
                    day_number day, day_number from, uint32_t phase,
                    struct slow_ways *out) {
    struct slow_ways ways;
    struct slow_moment m = *first;
    m.day = m.agreed = day;
    out->count = 0;
    slow_govern(s->j->id, &m, &ways);
    for (uint32_t i = 0; i < ways.count; i++) {
        slow_count(s->j, &ways.at[i], &m, first, from, phase, 1);
        slow_way_add(out, ways.at[i]);
    }
}

/* A day that stood, or nothing, meets what governs from `day` on. */
static void change_one(struct standing *out, const struct slow_ways *ways,
                       day_number day, const struct slow_way *stood) {
    if (stood && day > stood->due) {
        stand(out, *stood); /* it is already late */
        return;
    }
    for (uint32_t i = 0; i < ways->count; i++) {
        struct slow_way way = ways->at[i];
        way.due = way.before = MAX(day, way.due);
        way.extended = stood ? stood->extended : 0;
        if (way.extended > 0)
            way.before = stood->before;
        if (stood && way.kind == SLOW_OWED && way.due == stood->due)
            way = *stood;
        stand(out, way);
    }
}

static void change(struct standing *s, const struct slow_ways *ways,
                   day_number day) {
    struct standing out = {.undecided = s->undecided};
    if (s->nothing)
        change_one(&out, ways, day, NULL);
    if (s->any) {
        change_one(&out, ways, day, &s->least);
        change_one(&out, ways, day, &s->most);
    }
    *s = out;
}

/* The extensions of a day, after its changes. */
static void extend(const struct series *s, struct standing *st,
                   const struct slow_moment *first, day_number day,
                   uint32_t phase) {
    struct slow_moment m = *first;
    struct slow_way a = st->least, b = st->most;
    m.agreed = day;
    if (!st->any)
        return;
    slow_extend(s->j, &m, &a, s->held, phase);
    slow_extend(s->j, &m, &b, s->held, phase);
    st->least = a.due <= b.due ? a : b;
    st->most = a.due <= b.due ? b : a;
}

/* -- one round -- */

static void settle_round(const struct series *s, const struct standing *st,
                         const struct slow_frame *f) {
    struct slow_verdict v;
    slow_verdict_start(&v, s->j, f->trigger.day);
    if (st->nothing)
        slow_verdict_add(&v, STATUS_NOT_APPLICABLE, NO_ID, DAY_NONE, DAY_NONE);
    if (st->undecided)
        slow_verdict_add(&v, STATUS_CANNOT_TELL, NO_ID, DAY_NONE, DAY_NONE);
    if (st->any) {
        slow_settle(&v, s->j, f, &st->least);
        slow_settle(&v, s->j, f, &st->most);
    }
    slow_verdict_end_of(&v, s->j, f->trigger.owner);
}

static day_number day_after(day_number day) {
    return day == DAY_NEVER ? day : day + 1;
}

static bool is_active_on(const struct series *s, day_number day);

/* The day after `day` on which scope is back; DAY_NEVER. */
static day_number return_day(const struct series *s, day_number day) {
    bool was = true;
    for (day_number x = day + 1; x <= s->j->world->as_at; x++) {
        bool is = is_active_on(s, x);
        if (is && !was)
            return x;
        was = is;
    }
    return DAY_NEVER;
}

/* Was the round waived, and so ends on its due day? */
static bool ends_waived(const struct series *s, const struct standing *st,
                        const struct slow_frame *f, day_number held) {
    return st->any && !st->nothing && !st->undecided &&
           st->least.due == st->most.due && held > st->least.due &&
           f->end > st->least.due &&
           slow_waived(s->j, f->trigger.owner, st->least.due);
}

/* A round that starts on `day`, counting from the last T. */
static void judge_round(struct series *s, day_number day) {
    struct slow_judge *j = s->j;
    bool first_once = s->phase == 0 && !phase_at(s, 0)->repeats;
    day_number end = phases_end(s, s->phase, s->begin);
    vec_push(j->world->arena, &s->triggers, day);
    struct slow_owner owner = {.trigger = day,
                               .from = day,
                               .last = DAY_NEVER,
                               .series = s->start.day,
                               .rounds = s->triggers.at,
                               .round_count = s->triggers.len};
    struct slow_frame f = {.trigger = s->start, .last = MIN(last_held(s), end)};
    f.trigger.day = f.trigger.agreed = day;
    f.trigger.owner = &owner;
    f.from = s->since = first_once ? day : day + 1;
    s->round = f.trigger;
    day_number held = slow_reached_as_read(j, &f.trigger, f.from, f.last);
    day_number left = slow_leaving(j, &f.trigger);
    owner.last = MIN(MIN(held, s->again), return_day(s, day)) - 1;
    f.end = MIN(MIN(MIN(s->until, s->closed), MIN(end, s->again)), left);
    f.cut = MIN(MIN(day_after(s->until), day_after(s->closed)),
                MIN(MIN(day_after(end), s->again), left));

    struct standing st = {0};
    struct slow_ways ways, before;
    ways_on(s, &f.trigger, day, s->held, s->phase, &before);
    change_one(&st, &before, day, NULL);
    extend(s, &st, &f.trigger, day, s->phase);
    day_number last = MIN(MIN(j->world->as_at, held - 1), f.last);
    for (day_number x = day + 1; x <= last; x++) {
        uint32_t phase = s->phase;
        day_number begin = s->begin;
        pass_phases(s, x, &phase, &begin);
        ways_on(s, &f.trigger, x, s->held, phase, &ways);
        if (!slow_ways_equal(&ways, &before))
            change(&st, &ways, x);
        before = ways;
        extend(s, &st, &f.trigger, x, phase);
    }
    s->waived = ends_waived(s, &st, &f, held) ? st.least.due : DAY_NEVER;
    settle_round(s, &st, &f);
}

/* -- one series -- */

/* A T of the day ends a phase that is owed once. False: that was the last. */
static bool take_held(struct series *s, day_number day) {
    s->held = day;
    if (phase_at(s, s->phase)->repeats)
        return true;
    if (s->phase > 0 && day == s->begin)
        return true;
    s->begin = day;
    return ++s->phase < s->j->rule->phase_count;
}

static bool is_active_on(const struct series *s, day_number day) {
    struct slow_moment m = s->start;
    m.day = day;
    if (!slow_in_force(s->j, day))
        return false;
    if (day > s->start.day && s->outlives &&
        s->held == s->start.day) /* what A began runs on */
        return slow_reads(m.world, slow_condition(s->j->rule->only_while, &m));
    return slow_active(s->j, &m);
}

/* Does T reach everyone on this day? */
static bool is_held(const struct series *s, day_number day) {
    return slow_reached_as_read(s->j, &s->round, MIN(s->since, day),
                                MIN(day, last_held(s))) == day;
}

/* Rounds that are waived on their first day end at once. False: the series
 * is over. */
static bool judge_rounds(struct series *s, day_number day) {
    judge_round(s, day);
    while (s->waived == day) {
        if (!take_held(s, day))
            return false;
        judge_round(s, day);
    }
    return true;
}

/* A's own day: its round, and the next if T came at once. */
static bool first_day(struct series *s, day_number a, bool active) {
    s->round = s->start;
    s->round.agreed = a;
    s->since = a;
    s->waived = DAY_NEVER;
    if (active && !judge_rounds(s, a))
        return false;
    if (!active)
        slow_report(s->j, a, STATUS_NOT_APPLICABLE, DAY_NONE);
    s->since = phase_at(s, 0)->repeats ? a + 1 : a;
    if (phase_at(s, 0)->repeats || !is_held(s, a))
        return true;
    if (!take_held(s, a))
        return false;
    s->since = a + 1;
    return !active || judge_rounds(s, a);
}

static void judge_one(struct series *s) {
    day_number a = s->start.day;
    bool active = is_active_on(s, a) && s->closed >= a;
    s->held = s->begin = a;
    s->outlives = active && slow_outlives_scope(&s->start);
    if (!first_day(s, a, active))
        return;
    day_number last = MIN(s->j->world->as_at, last_held(s));
    for (day_number x = a + 1; x <= last; x++) {
        pass_phases(s, x, &s->phase, &s->begin);
        if (phases_end(s, s->phase, s->begin) < x)
            return;
        bool held = is_held(s, x) || s->waived == x;
        bool was_active = active;
        if (held) {
            s->waived = DAY_NEVER;
            s->since = x + 1;
            if (!take_held(s, x))
                return;
        }
        active = is_active_on(s, x);
        s->outlives &= active; /* once left, it is left */
        if (active && (held || !was_active) && !judge_rounds(s, x))
            return;
    }
}

void slow_judge_series(struct slow_judge *j) {
    const struct slow_list *list = slow_events(j->world, j->rule->anchor);
    for (size_t i = 0; i < list->all.len; i++) {
        const struct slow_occurrence *a = &list->all.at[i];
        if (i + 1 < list->all.len && a[1].day == a->day)
            continue; /* one a day */
        struct series s = {.j = j,
                           .start = {.world = j->world,
                                     .day = a->day,
                                     .own_event = j->rule->anchor,
                                     .own = a}};
        s.closed = slow_closed_for(j->world, a);
        s.again = slow_first(j->world, j->rule->anchor, a->day + 1, DAY_NEVER);
        s.until = j->rule->until == NO_ID ? DAY_NEVER
                                          : slow_first(j->world, j->rule->until,
                                                       a->day + 1, DAY_NEVER);
        judge_one(&s);
    }
}
