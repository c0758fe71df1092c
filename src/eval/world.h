/* world.h: what happened in a case, event by event.
 *
 * A world is one reading of the timeline: for every event of the program its
 * occurrences in order, recorded and derived, and for every period its spans.
 * A case is judged in one world, or in two when a `where` meets an attribute
 * that nobody recorded (all the doubtful occurrences in, and all out), and
 * its bookings are looked up in a third that also holds what is planned.
 *
 * All memory is the evaluator's scratch arena. */
#ifndef CINP_WORLD_H
#define CINP_WORLD_H

#include "record/timeline.h"

struct occurrence {
    day_number day;
    uint32_t
        order; /* among those of its day: the row's place; last when computed */
    uint32_t id; /* the row in timeline->rows; COMPUTED and up for a computed
                    day. The same in whatever event it is an occurrence of. */
};
#define COMPUTED (UINT32_MAX / 2)
#define NO_ROW UINT32_MAX

static inline bool is_same(const struct occurrence *a,
                           const struct occurrence *b) {
    return a->id == b->id && a->day == b->day;
}

static inline bool has_row(const struct occurrence *o) {
    return o->id < COMPUTED;
}

struct occurrences {
    const struct occurrence *at; /* by day, then order */
    uint32_t count;
};

/* True on [open, close); close DAY_NEVER while it is open. */
struct period_span {
    day_number open, close;
};
struct period_spans {
    const struct period_span *at;
    uint32_t count;
};

/* An occurrence whose `where` met something that nobody recorded. */
struct doubt {
    event_id event, base; /* the derived event, and what it is derived from */
    struct occurrence occurrence;
};

enum world_reading {
    WORLD_DOUBTFUL_IN, /* doubtful occurrences count; nothing after as_at */
    WORLD_DOUBTFUL_OUT,
    WORLD_PLANNED /* later and booked rows too; doubtful ones count */
};

struct world {
    const struct program *program;
    const struct timeline *timeline;
    struct arena *scratch;
    enum world_reading reading;
    day_number as_at;
    struct occurrences *events; /* by event_id */
    struct period_spans *periods;
    VEC(struct doubt) doubts;
    uint32_t computed; /* days computed so far: for their ids */
};

/* Derives everything. The world lives in `scratch`. */
struct world *world_make(struct arena *scratch, const struct timeline *t,
                         day_number as_at, enum world_reading reading);

/* -- asking; each returns NULL when there is none -- */

const struct occurrence *first_from(struct occurrences list,
                                    day_number day); /* day or later */
const struct occurrence *first_after(struct occurrences list,
                                     day_number day); /* strictly later */
const struct occurrence *last_until(struct occurrences list,
                                    day_number day); /* day or earlier */
/* How many occurrences lie on or before `day`. */
uint32_t count_until(struct occurrences list, day_number day);

/* Inside a span on `day`; `closing_counts`: its closing day too. */
bool period_holds(struct period_spans spans, day_number day,
                  bool closing_counts);

/* For deriving: the occurrences of one event (world_derive.c). */
struct occurrences derive_event(struct world *w, event_id e);
struct period_spans derive_period(struct world *w, period_id p);

#endif
