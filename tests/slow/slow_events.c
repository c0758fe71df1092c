// SPDX-License-Identifier: MIT
/* slow_events.c: what happened in a case, in one reading of it. */
#include "slow/slow_parts.h"

static bool not_later(const struct slow_occurrence *a,
                      const struct slow_occurrence *b) {
    return a->day < b->day || (a->day == b->day && a->order <= b->order);
}

bool slow_same(const struct slow_occurrence *a,
               const struct slow_occurrence *b) {
    if (a->row || b->row)
        return a->row == b->row;
    return a->computed_by == b->computed_by &&
           a->computed_from == b->computed_from;
}

bool slow_holds(const struct slow_list *list, const struct slow_occurrence *o) {
    for (size_t i = 0; i < list->all.len; i++)
        if (slow_same(&list->all.at[i], o))
            return true;
    return false;
}

/* In its place, unless it is there already. */
static void put(struct slow_world *w, struct slow_list *list,
                struct slow_occurrence o) {
    if (slow_holds(list, &o))
        return;
    vec_push(w->arena, &list->all, o);
    size_t i = list->all.len - 1;
    for (; i > 0 && !not_later(&list->all.at[i - 1], &o); i--)
        list->all.at[i] = list->all.at[i - 1];
    list->all.at[i] = o;
}

day_number slow_first(struct slow_world *w, event_id e, day_number from,
                      day_number to) {
    const struct slow_list *list = slow_events(w, e);
    for (size_t i = 0; i < list->all.len; i++)
        if (list->all.at[i].day >= from && list->all.at[i].day <= to)
            return list->all.at[i].day;
    return DAY_NEVER;
}

const struct slow_occurrence *slow_latest(struct slow_world *w, event_id e,
                                          day_number day) {
    const struct slow_list *list = slow_events(w, e);
    const struct slow_occurrence *res = NULL;
    for (size_t i = 0; i < list->all.len; i++)
        if (list->all.at[i].day <= day)
            res = &list->all.at[i];
    return res;
}

struct value slow_fact(const struct slow_world *w, fact_id f, day_number day) {
    const struct timeline *t = w->timeline;
    const struct fact_span *latest = NULL;
    for (uint32_t i = t->fact_start[f]; i < t->fact_start[f + 1]; i++)
        if (t->facts[i].from <= day && t->facts[i].until >= day &&
            (!latest || t->facts[i].from >= latest->from))
            latest = &t->facts[i];
    return latest ? latest->value : w->program->facts[f].otherwise;
}

/* -- the occurrences of one event -- */

/* Recorded under the event's own name. */
static void recorded(struct slow_world *w, event_id e, struct slow_list *out) {
    const struct timeline *t = w->timeline;
    for (size_t i = 0; i < t->rows.len; i++) {
        const struct row *row = &t->rows.at[i];
        if (row->event != e || row->day > w->horizon)
            continue;
        if (row->booked && row->day <= w->as_at)
            continue;
        if (row->booked && w->horizon != DAY_NEVER)
            continue;
        put(w, out,
            (struct slow_occurrence){.day = row->day,
                                     .order = row->order,
                                     .row = row,
                                     .computed_by = NO_ID});
    }
}

static bool where_holds(struct slow_world *w, event_id e,
                        const struct slow_occurrence *o) {
    const struct condition *where = w->program->events[e].where;
    if (!where)
        return true;
    struct slow_moment m = {
        .world = w, .day = o->day, .own_event = e, .own = o};
    switch (slow_condition(where, &m)) {
    case SLOW_NO: return false;
    case SLOW_YES: return true;
    case SLOW_UNKNOWN: break;
    }
    w->doubt = true;
    return w->doubtful_in;
}

/* The base event's occurrences of which `where` holds. */
static struct slow_list candidates(struct slow_world *w, event_id e,
                                   event_id base) {
    struct slow_list res = {0};
    const struct slow_list *list = slow_events(w, base);
    for (size_t i = 0; i < list->all.len; i++)
        if (where_holds(w, e, &list->all.at[i]))
            put(w, &res, list->all.at[i]);
    return res;
}

/* A window of a derived event: the occurrences in [from, to] that are not its
 * anchor's own. */
struct window {
    day_number from, to;
    const struct slow_occurrence *anchor; /* NULL: a period's */
};

static bool in_window(const struct window *win,
                      const struct slow_occurrence *o) {
    if (win->anchor && slow_same(win->anchor, o))
        return false;
    return o->day >= win->from && o->day <= win->to;
}

/* One occurrence a window: the one computed, or those recorded by name. */
static void one_per_window(struct slow_world *w, const struct window *win,
                           const struct slow_list *own,
                           const struct slow_occurrence *computed,
                           struct slow_list *out) {
    bool replaced = false;
    for (size_t i = 0; i < own->all.len; i++)
        if (own->all.at[i].day >= win->from && own->all.at[i].day <= win->to)
            replaced = true;
    if (computed && !replaced)
        put(w, out, *computed);
}

static const struct slow_occurrence *
nth_in(const struct slow_list *list, const struct window *win, uint32_t nth) {
    uint32_t n = 0;
    for (size_t i = 0; i < list->all.len; i++)
        if (in_window(win, &list->all.at[i]) && ++n == nth)
            return &list->all.at[i];
    return NULL;
}

static const struct slow_occurrence *last_in(const struct slow_list *list,
                                             const struct window *win) {
    const struct slow_occurrence *res = NULL;
    for (size_t i = 0; i < list->all.len; i++)
        if (in_window(win, &list->all.at[i]))
            res = &list->all.at[i];
    return res;
}

/* [F, next F): nothing when the next F is of the same day. */
static bool window_after(const struct slow_list *anchors, size_t i,
                         struct window *out) {
    const struct slow_occurrence *f = &anchors->all.at[i];
    bool has_next = i + 1 < anchors->all.len;
    *out = (struct window){f->day, has_next ? f[1].day - 1 : DAY_NEVER, f};
    return out->to >= out->from;
}

static struct window window_before(const struct slow_list *anchors, size_t i) {
    const struct slow_occurrence *f = &anchors->all.at[i];
    return (struct window){i > 0 ? f[-1].day : DAY_NONE, f->day, f};
}

static void derive_in_each(struct slow_world *w, event_id e,
                           const struct slow_list *own, struct slow_list *out) {
    const struct event *ev = &w->program->events[e];
    struct slow_list list = candidates(w, e, ev->base);
    const struct slow_spans *spans = slow_periods(w, ev->period);
    for (size_t i = 0; i < spans->all.len; i++) {
        const struct slow_span *span = &spans->all.at[i];
        bool again = i + 1 < spans->all.len && span[1].open == span->close;
        struct window win = {span->open, again ? span->close - 1 : span->close,
                             NULL};
        one_per_window(w, &win, own, nth_in(&list, &win, ev->nth), out);
    }
}

static void derive_nth_after(struct slow_world *w, event_id e,
                             const struct slow_list *own,
                             struct slow_list *out) {
    const struct event *ev = &w->program->events[e];
    struct slow_list list = candidates(w, e, ev->base);
    const struct slow_list *anchors = slow_events(w, ev->anchor);
    for (size_t i = 0; i < anchors->all.len; i++) {
        struct window win;
        if (window_after(anchors, i, &win))
            one_per_window(w, &win, own, nth_in(&list, &win, ev->nth), out);
    }
}

static void derive_last_before(struct slow_world *w, event_id e,
                               const struct slow_list *own,
                               struct slow_list *out) {
    const struct event *ev = &w->program->events[e];
    struct slow_list list = candidates(w, e, ev->base);
    const struct slow_list *anchors = slow_events(w, ev->anchor);
    for (size_t i = 0; i < anchors->all.len; i++) {
        struct window win = window_before(anchors, i);
        one_per_window(w, &win, own, last_in(&list, &win), out);
    }
}

static void derive_every_after(struct slow_world *w, event_id e,
                               struct slow_list *out) {
    const struct event *ev = &w->program->events[e];
    struct slow_list list = candidates(w, e, ev->base);
    const struct slow_list *anchors = slow_events(w, ev->anchor);
    uint32_t step = ev->nth ? ev->nth : 1;
    for (size_t i = 0; i < anchors->all.len; i++) {
        struct window win;
        uint32_t n = 0;
        if (!window_after(anchors, i, &win))
            continue;
        for (size_t k = 0; k < list.all.len; k++)
            if (in_window(&win, &list.all.at[k]) && ++n % step == 0)
                put(w, out, list.all.at[k]);
    }
}

static void derive_within(struct slow_world *w, event_id e,
                          struct slow_list *out) {
    const struct event *ev = &w->program->events[e];
    struct slow_list list = candidates(w, e, ev->base);
    const struct slow_list *anchors = slow_events(w, ev->anchor);
    for (size_t i = 0; i < anchors->all.len; i++) {
        const struct slow_occurrence *f = &anchors->all.at[i];
        struct slow_moment m = {.world = w, .day = f->day, .own_event = NO_ID};
        struct duration d;
        struct window win = {f->day, f->day, f};
        if (!slow_length(&ev->length, &m, &d))
            continue;
        if (!slow_add(ev->calendar, f->day, d, 1, false, &win.to))
            continue;
        for (size_t k = 0; k < list.all.len; k++)
            if (in_window(&win, &list.all.at[k]))
                put(w, out, list.all.at[k]);
    }
}

/* The computed day of one anchor, if it has come and nothing forbids it. */
static bool offset_day(struct slow_world *w, event_id e,
                       const struct slow_occurrence *f, uint32_t number,
                       struct slow_occurrence *out) {
    const struct event *ev = &w->program->events[e];
    struct slow_moment m = {.world = w, .day = f->day, .own_event = NO_ID};
    struct duration d;
    day_number day;
    if (!slow_length(&ev->length, &m, &d))
        return false;
    if (!slow_add(ev->calendar, f->day, d, ev->direction, false, &day))
        return false;
    if (day > w->horizon)
        return false;
    struct window win = {MIN(f->day, day), MAX(f->day, day), f};
    if (ev->without != NO_ID && last_in(slow_events(w, ev->without), &win))
        return false;
    *out = (struct slow_occurrence){.day = day,
                                    .order = UINT32_MAX,
                                    .computed_by = e,
                                    .computed_from = number};
    return where_holds(w, e, out);
}

static void derive_offset(struct slow_world *w, event_id e,
                          const struct slow_list *own, struct slow_list *out) {
    const struct event *ev = &w->program->events[e];
    struct slow_list from_fact = {0};
    const struct slow_list *anchors = &from_fact;
    if (ev->date == NO_ID) {
        anchors = slow_events(w, ev->anchor);
    } else {
        struct value v = slow_fact(w, ev->date, w->as_at);
        struct slow_occurrence f = {
            .day = v.day, .order = 0, .computed_by = NO_ID};
        if (v.kind == VALUE_DATE)
            put(w, &from_fact, f);
    }
    for (size_t i = 0; i < anchors->all.len; i++) {
        struct slow_occurrence o;
        struct window win;
        if (ev->direction > 0) {
            if (!window_after(anchors, i, &win))
                continue;
        } else {
            win = window_before(anchors, i);
        }
        bool is = offset_day(w, e, &anchors->all.at[i], (uint32_t)i, &o);
        one_per_window(w, &win, own, is ? &o : NULL, out);
    }
}

static void derive_any_of(struct slow_world *w, event_id e,
                          struct slow_list *out) {
    const struct event *ev = &w->program->events[e];
    for (uint32_t i = 0; i < ev->member_count; i++) {
        struct slow_list list = candidates(w, e, ev->members[i]);
        for (size_t k = 0; k < list.all.len; k++)
            put(w, out, list.all.at[k]);
    }
}

/* `every` forms: what is recorded by name stands for what is derived that day.
 */
static void every_and_own(struct slow_world *w, const struct slow_list *derived,
                          const struct slow_list *own, struct slow_list *out) {
    for (size_t i = 0; i < derived->all.len; i++) {
        bool replaced = false;
        for (size_t k = 0; k < own->all.len; k++)
            replaced |= own->all.at[k].day == derived->all.at[i].day;
        if (!replaced)
            put(w, out, derived->all.at[i]);
    }
}

static void derive(struct slow_world *w, event_id e, struct slow_list *out) {
    struct slow_list own = {0}, derived = {0};
    recorded(w, e, &own);
    switch (w->program->events[e].form) {
    case EVENT_RECORDED: break;
    case EVENT_ANY_OF: derive_any_of(w, e, &derived); break;
    case EVENT_EVERY_AFTER: derive_every_after(w, e, &derived); break;
    case EVENT_WITHIN: derive_within(w, e, &derived); break;
    case EVENT_IN_EACH: derive_in_each(w, e, &own, out); break;
    case EVENT_NTH_AFTER: derive_nth_after(w, e, &own, out); break;
    case EVENT_LAST_BEFORE: derive_last_before(w, e, &own, out); break;
    case EVENT_OFFSET: derive_offset(w, e, &own, out); break;
    }
    every_and_own(w, &derived, &own, out);
    for (size_t i = 0; i < own.all.len; i++)
        put(w, out, own.all.at[i]);
}

const struct slow_list *slow_events(struct slow_world *w, event_id e) {
    struct slow_list *list = &w->events[e];
    if (!list->ready) {
        struct slow_list res = {0};
        derive(w, e, &res);
        res.ready = true;
        *list = res;
    }
    return list;
}

/* -- periods -- */

/* The next day after `day` on which either list has an occurrence. */
static day_number next_day(const struct slow_list *a, const struct slow_list *b,
                           day_number day) {
    day_number res = DAY_NEVER;
    for (size_t i = 0; i < a->all.len; i++)
        if (a->all.at[i].day > day)
            res = MIN(res, a->all.at[i].day);
    for (size_t i = 0; i < b->all.len; i++)
        if (b->all.at[i].day > day)
            res = MIN(res, b->all.at[i].day);
    return res;
}

static bool is_on(const struct slow_list *list, day_number day) {
    for (size_t i = 0; i < list->all.len; i++)
        if (list->all.at[i].day == day)
            return true;
    return false;
}

static void spans_of(struct slow_world *w, period_id p,
                     struct slow_spans *out) {
    const struct slow_list *from = slow_events(w, w->program->periods[p].from);
    const struct slow_list *until =
        slow_events(w, w->program->periods[p].until);
    bool open = false;
    for (day_number day = next_day(from, until, DAY_NONE); day != DAY_NEVER;
         day = next_day(from, until, day)) {
        bool opens = is_on(from, day), closes = is_on(until, day);
        if (open && closes) {
            out->all.at[out->all.len - 1].close = day;
            open = false;
            closes = false;
        }
        if (!open && opens) {
            struct slow_span span = {day, closes ? day : DAY_NEVER};
            vec_push(w->arena, &out->all, span);
            open = !closes;
        }
    }
}

const struct slow_spans *slow_periods(struct slow_world *w, period_id p) {
    struct slow_spans *spans = &w->periods[p];
    if (!spans->ready) {
        struct slow_spans res = {0};
        spans_of(w, p, &res);
        res.ready = true;
        *spans = res;
    }
    return spans;
}

struct slow_world *slow_world_make(struct arena *arena,
                                   const struct timeline *t, day_number as_at,
                                   day_number horizon) {
    struct slow_world *w = NEW(arena, struct slow_world);
    w->arena = arena;
    w->program = t->program;
    w->timeline = t;
    w->as_at = as_at;
    w->horizon = horizon;
    w->events = NEW_ARRAY(arena, struct slow_list, t->program->event_count);
    w->periods = NEW_ARRAY(arena, struct slow_spans, t->program->period_count);
    return w;
}
