// SPDX-License-Identifier: MIT
/* derive.c: the occurrences of each event, by the form it was declared with
 * (docs/language.md, "Derived events").
 *
 * "After F" is taken for each occurrence of F, in the window [F, next F); by
 * day, so that the next F's own day belongs to the next.  An occurrence is
 * never before or after itself: that a row is F's own is seen by its number. */
#include "eval/condition.h"
#include "eval/world.h"

/* A list being made. Its room is known beforehand: no form makes more
 * occurrences than it is derived from. */
struct list {
    struct occurrence *at;
    uint32_t count;
};

static struct list list_room(struct world *w, size_t most) {
    return (struct list){NEW_ARRAY(w->scratch, struct occurrence, most), 0};
}

static bool is_earlier(const struct occurrence *a, const struct occurrence *b) {
    return a->day != b->day ? a->day < b->day : a->order < b->order;
}

/* Keeps the list in order; what is added comes mostly last. One row once. */
static void list_add(struct list *list, struct occurrence o) {
    uint32_t i = list->count;
    while (i > 0 && is_earlier(&o, &list->at[i - 1]))
        i--;
    for (uint32_t j = i; j > 0 && list->at[j - 1].day == o.day; j--)
        if (is_same(&list->at[j - 1], &o))
            return;
    for (uint32_t j = list->count++; j > i; j--)
        list->at[j] = list->at[j - 1];
    list->at[i] = o;
}

static struct occurrences list_done(struct list list) {
    return (struct occurrences){list.at, list.count};
}

/* -- recorded -- */

/* A row counts once its day has come; a booked one is only planned. */
static bool row_counts(const struct world *w, const struct row *row) {
    return w->reading == WORLD_PLANNED ? !row->booked || row->day > w->as_at
                                       : !row->booked && row->day <= w->as_at;
}

static struct occurrences recorded(struct world *w, event_id e) {
    const struct timeline *t = w->timeline;
    uint32_t from = t->event_start[e], to = t->event_start[e + 1];
    struct list list = list_room(w, to - from);
    for (uint32_t i = from; i < to; i++) {
        uint32_t r = t->by_event[i];
        const struct row *row = &t->rows.at[r];
        if (row_counts(w, row))
            list.at[list.count++] =
                (struct occurrence){.day = row->day, .order = r, .id = r};
    }
    return list_done(list);
}

/* -- where -- */

/* Does an occurrence pass the event's `where`? A doubtful one passes in the
 * world that takes them in, and is noted. */
static bool passes(struct world *w, event_id e, event_id base,
                   const struct occurrence *o) {
    const struct condition *where = w->program->events[e].where;
    if (!where)
        return true;
    struct moment m = moment_at(w, o->day, base, o);
    enum tri t = condition_holds(where, &m);
    if (t != TRI_UNKNOWN)
        return t == TRI_YES;
    vec_push(w->scratch, &w->doubts, ((struct doubt){e, base, *o}));
    return w->reading != WORLD_DOUBTFUL_OUT;
}

/* -- windows: runs of days, each with at most one computed occurrence -- */

struct window {
    day_number from, to;         /* both inclusive; empty when from > to */
    const struct occurrence *of; /* the anchor; NULL for a period */
};

static struct window window_after(struct occurrences anchors, uint32_t i) {
    day_number next = i + 1 < anchors.count ? anchors.at[i + 1].day : DAY_NEVER;
    return (struct window){anchors.at[i].day,
                           next == DAY_NEVER ? next : next - 1, &anchors.at[i]};
}

static struct window window_before(struct occurrences anchors, uint32_t i) {
    return (struct window){i > 0 ? anchors.at[i - 1].day : DAY_NONE,
                           anchors.at[i].day, &anchors.at[i]};
}

/* The closing day counts, unless the period opens again on it. */
static struct window window_of_period(struct period_spans spans, uint32_t i) {
    const struct period_span *s = &spans.at[i];
    bool again = i + 1 < spans.count && spans.at[i + 1].open == s->close;
    day_number to = s->close == DAY_NEVER ? s->close
                    : again               ? s->close - 1
                                          : s->close;
    return (struct window){s->open, to, NULL};
}

/* What was recorded under the derived event's own name in this window. */
static const struct occurrence *recorded_in(struct occurrences own,
                                            struct window in) {
    const struct occurrence *o = first_from(own, in.from);
    return o && o->day <= in.to ? o : NULL;
}

static const struct occurrence *nth_in(struct world *w, event_id e,
                                       struct window in) {
    const struct event *event = &w->program->events[e];
    struct occurrences base = w->events[event->base];
    uint32_t n = 0;
    for (const struct occurrence *o = first_from(base, in.from);
         o && o < base.at + base.count && o->day <= in.to; o++)
        if (!(in.of && is_same(o, in.of)) && passes(w, e, event->base, o) &&
            ++n == event->nth)
            return o;
    return NULL;
}

static const struct occurrence *last_in(struct world *w, event_id e,
                                        struct window in) {
    event_id base_id = w->program->events[e].base;
    struct occurrences base = w->events[base_id];
    for (uint32_t i = count_until(base, in.to); i-- > 0;) {
        const struct occurrence *o = &base.at[i];
        if (o->day < in.from)
            break;
        if (!is_same(o, in.of) && passes(w, e, base_id, o))
            return o;
    }
    return NULL;
}

/* One occurrence for each window: the recorded one, else the computed one;
 * and whatever was recorded outside every window. */
static void add_of_window(struct list *list, struct occurrences own,
                          struct window in, const struct occurrence *computed) {
    if (in.from > in.to || recorded_in(own, in) || !computed)
        return;
    list_add(list, *computed);
}

static void add_all(struct list *list, struct occurrences own) {
    for (uint32_t i = 0; i < own.count; i++)
        list_add(list, own.at[i]);
}

static struct occurrences in_each(struct world *w, event_id e,
                                  struct occurrences own) {
    struct period_spans spans = w->periods[w->program->events[e].period];
    struct list list = list_room(w, spans.count + own.count);
    for (uint32_t i = 0; i < spans.count; i++) {
        struct window in = window_of_period(spans, i);
        add_of_window(&list, own, in, nth_in(w, e, in));
    }
    add_all(&list, own);
    return list_done(list);
}

static struct occurrences one_for_each_anchor(struct world *w, event_id e,
                                              struct occurrences own) {
    const struct event *event = &w->program->events[e];
    struct occurrences anchors = w->events[event->anchor];
    struct list list = list_room(w, anchors.count + own.count);
    for (uint32_t i = 0; i < anchors.count; i++) {
        bool after = event->form == EVENT_NTH_AFTER;
        struct window in =
            after ? window_after(anchors, i) : window_before(anchors, i);
        if (in.from <= in.to)
            add_of_window(&list, own, in,
                          after ? nth_in(w, e, in) : last_in(w, e, in));
    }
    add_all(&list, own);
    return list_done(list);
}

/* -- every -- */

/* Computed occurrences, but on a day with a recorded one that one instead. */
static struct occurrences with_own(struct world *w, struct list computed,
                                   struct occurrences own) {
    if (own.count == 0)
        return list_done(computed);
    struct list list = list_room(w, computed.count + own.count);
    for (uint32_t i = 0; i < computed.count; i++)
        if (!recorded_in(own, (struct window){computed.at[i].day,
                                              computed.at[i].day, NULL}))
            list_add(&list, computed.at[i]);
    add_all(&list, own);
    return list_done(list);
}

static struct occurrences any_of(struct world *w, event_id e,
                                 struct occurrences own) {
    const struct event *event = &w->program->events[e];
    size_t most = 0;
    for (uint32_t i = 0; i < event->member_count; i++)
        most += w->events[event->members[i]].count;
    struct list list = list_room(w, most);
    for (uint32_t i = 0; i < event->member_count; i++) {
        struct occurrences of = w->events[event->members[i]];
        for (uint32_t j = 0; j < of.count; j++)
            if (passes(w, e, event->members[i], &of.at[j]))
                list_add(&list, of.at[j]);
    }
    return with_own(w, list, own);
}

static struct occurrences every_after(struct world *w, event_id e,
                                      struct occurrences own) {
    const struct event *event = &w->program->events[e];
    struct occurrences base = w->events[event->base];
    struct occurrences anchors = w->events[event->anchor];
    struct list list = list_room(w, base.count);
    uint32_t window = 0, n = 0;
    for (uint32_t i = 0; i < base.count; i++) {
        const struct occurrence *o = &base.at[i];
        uint32_t held = count_until(anchors, o->day);
        if (held == 0)
            continue;
        if (held != window)
            n = 0;
        window = held;
        if (is_same(o, &anchors.at[held - 1]) || !passes(w, e, event->base, o))
            continue;
        if (event->nth == 0 || ++n % event->nth == 0)
            list_add(&list, *o);
    }
    return with_own(w, list, own);
}

static bool day_after(const struct world *w, const struct event *event,
                      day_number from, int direction, day_number *out) {
    struct moment m = moment_at(w, MIN(from, w->as_at), NO_ID, NULL);
    struct duration d;
    return length_value(&event->length, &m, &d) &&
           day_add(event->calendar, from, d, direction, false, out) == DAY_OK;
}

/* Is `o` within the length after some anchor that is not itself? The latest
 * such anchor decides for all but its own row, so two are looked at. */
static bool is_within(const struct world *w, const struct event *event,
                      const struct occurrence *o) {
    struct occurrences anchors = w->events[event->anchor];
    day_number end;
    for (uint32_t i = count_until(anchors, o->day); i-- > 0;) {
        if (is_same(o, &anchors.at[i]))
            continue;
        return day_after(w, event, anchors.at[i].day, 1, &end) && o->day <= end;
    }
    return false;
}

static struct occurrences every_within(struct world *w, event_id e,
                                       struct occurrences own) {
    const struct event *event = &w->program->events[e];
    struct occurrences base = w->events[event->base];
    struct list list = list_room(w, base.count);
    for (uint32_t i = 0; i < base.count; i++)
        if (is_within(w, event, &base.at[i]) &&
            passes(w, e, event->base, &base.at[i]))
            list_add(&list, base.at[i]);
    return with_own(w, list, own);
}

/* -- days computed from others -- */

/* `without E`: an E between the anchor and the computed day, both days
 * included; the anchor's own row is not one. */
static bool is_interrupted(const struct world *w, const struct event *event,
                           const struct occurrence *anchor, day_number day) {
    if (event->without == NO_ID)
        return false;
    struct occurrences all = w->events[event->without];
    day_number from = MIN(anchor->day, day), to = MAX(anchor->day, day);
    for (const struct occurrence *o = first_from(all, from);
         o && o < all.at + all.count && o->day <= to; o++)
        if (!is_same(o, anchor))
            return true;
    return false;
}

/* The computed day of one anchor, if it comes about. */
static bool offset_day(struct world *w, event_id e,
                       const struct occurrence *anchor,
                       struct occurrence *out) {
    const struct event *event = &w->program->events[e];
    day_number day;
    if (!day_after(w, event, anchor->day, event->direction, &day) ||
        (w->reading != WORLD_PLANNED && day > w->as_at) ||
        is_interrupted(w, event, anchor, day))
        return false;
    *out = (struct occurrence){
        .day = day, .order = NO_ROW, .id = COMPUTED + w->computed++};
    return passes(w, e, e, out);
}

static struct occurrences offset(struct world *w, event_id e,
                                 struct occurrences own) {
    const struct event *event = &w->program->events[e];
    struct occurrences anchors = {0};
    struct occurrence date = {.order = NO_ROW, .id = NO_ROW};
    if (event->date == NO_ID) {
        anchors = w->events[event->anchor];
    } else {
        bool defaulted;
        struct value v =
            timeline_fact(w->timeline, event->date, w->as_at, &defaulted);
        date.day = v.kind == VALUE_DATE ? v.day : 0;
        anchors = (struct occurrences){&date, v.kind == VALUE_DATE};
    }
    struct list list = list_room(w, anchors.count + own.count);
    for (uint32_t i = 0; i < anchors.count; i++) {
        struct occurrence o;
        struct window in = event->direction > 0 ? window_after(anchors, i)
                                                : window_before(anchors, i);
        if (offset_day(w, e, &anchors.at[i], &o))
            add_of_window(&list, own, in, &o);
    }
    add_all(&list, own);
    return list_done(list);
}

struct occurrences derive_event(struct world *w, event_id e) {
    struct occurrences own = recorded(w, e);
    switch (w->program->events[e].form) {
    case EVENT_RECORDED: return own;
    case EVENT_ANY_OF: return any_of(w, e, own);
    case EVENT_IN_EACH: return in_each(w, e, own);
    case EVENT_NTH_AFTER:
    case EVENT_LAST_BEFORE: return one_for_each_anchor(w, e, own);
    case EVENT_EVERY_AFTER: return every_after(w, e, own);
    case EVENT_WITHIN: return every_within(w, e, own);
    case EVENT_OFFSET: return offset(w, e, own);
    }
    BUG("an event of no form");
}

/* -- periods -- */

/* On a day with both an opening and a closing: if the period was open the day
 * before, the closing ends it and the opening opens a new one; if it was not,
 * it opens and closes, empty. A second opening while open is ignored. */
struct period_spans derive_period(struct world *w, period_id p) {
    const struct period *period = &w->program->periods[p];
    struct occurrences opens = w->events[period->from];
    struct occurrences closes = w->events[period->until];
    struct period_span *spans =
        NEW_ARRAY(w->scratch, struct period_span, opens.count);
    uint32_t count = 0;
    day_number closed = DAY_NONE; /* the last closing day ... */
    bool may_reopen = true;       /* ... on which it may open again */
    for (;;) {
        const struct occurrence *open =
            may_reopen ? first_from(opens, closed) : first_after(opens, closed);
        if (!open)
            break;
        bool reopens = open->day == closed;
        const struct occurrence *close = reopens
                                             ? first_after(closes, open->day)
                                             : first_from(closes, open->day);
        spans[count++] =
            (struct period_span){open->day, close ? close->day : DAY_NEVER};
        if (!close)
            break;
        closed = close->day;
        may_reopen = closed > open->day;
    }
    return (struct period_spans){spans, count};
}
