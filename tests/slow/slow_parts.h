/* slow_parts.h: what the files of the slow evaluator share.
 *
 *   slow_days.c       durations, one day at a time
 *   slow_events.c     what happened: facts, occurrences, periods
 *   slow_condition.c  yes, no or unknown on a day
 *   slow_govern.c     which exception governs on a day
 *   slow_settle.c     the list of statuses; putting answers together
 *   slow_once.c       within, follow, before, must not within
 *   slow_limit.c      by LIMIT
 *   slow_series.c     every      slow_grid.c  every, on fixed dates
 *   slow_never.c      prohibitions
 *   slow_about.c      properties and prompts
 *   slow_record.c     what must be recorded
 *   slow_act.c        extensions, waivers, agreements, explanations
 *   slow_reach.c      `to`: has T reached everyone?
 *   slow_hours.c      limits in hours */
#ifndef CINP_SLOW_PARTS_H
#define CINP_SLOW_PARTS_H

#include "slow/slow.h"

/* -- days -- */

/* from + direction * duration; false when it cannot be counted. */
bool slow_add(const struct calendar *c, day_number from, struct duration d,
              int direction, bool counting, day_number *out);
bool slow_roll(const struct calendar *c, day_number day, enum day_roll roll,
               day_number *out);

/* -- what happened -- */

struct slow_occurrence {
    day_number day;
    uint32_t order;         /* within the day: its place in the case */
    const struct row *row;  /* NULL: a computed day, of ... */
    event_id computed_by;   /* ... this event, from ... */
    uint32_t computed_from; /* ... its anchor's occurrence of this number */
};
struct slow_list {
    VEC(struct slow_occurrence) all; /* by day, then order */
    bool ready;
};
struct slow_span {
    day_number open, close; /* close DAY_NEVER: still open */
};
struct slow_spans {
    VEC(struct slow_span) all;
    bool ready;
};

/* One reading of a case: doubtful occurrences in or out, days of unknown scope
 * in or out. `horizon` is the last day that is looked at: the as-at day, or
 * DAY_NEVER for the world of what is planned. */
struct slow_world {
    struct arena *arena;
    const struct program *program;
    const struct timeline *timeline;
    day_number as_at, horizon;
    bool doubtful_in, doubt;    /* doubt: some occurrence was doubtful */
    struct slow_world *planned; /* where what lies ahead is; or NULL */
    bool unknown_in, unclear;   /* unclear: some day's scope was unknown */
    struct slow_list *events;
    struct slow_spans *periods;
};

struct slow_world *slow_world_make(struct arena *arena,
                                   const struct timeline *t, day_number as_at,
                                   day_number horizon);
const struct slow_list *slow_events(struct slow_world *w, event_id e);
const struct slow_spans *slow_periods(struct slow_world *w, period_id p);
/* One and the same thing that happened? */
bool slow_same(const struct slow_occurrence *a,
               const struct slow_occurrence *b);
/* Does the list hold this occurrence? */
bool slow_holds(const struct slow_list *list, const struct slow_occurrence *o);
/* First day on which `e` occurs in [from, to]; DAY_NEVER. */
day_number slow_first(struct slow_world *w, event_id e, day_number from,
                      day_number to);
const struct slow_occurrence *slow_latest(struct slow_world *w, event_id e,
                                          day_number day);
struct value slow_fact(const struct slow_world *w, fact_id f, day_number day);

/* -- conditions -- */

enum slow_tri { SLOW_NO, SLOW_YES, SLOW_UNKNOWN };

/* Whose acts count: an instance's. */
struct slow_owner {
    day_number trigger;    /* the day that `for D` names */
    day_number from, last; /* acts that name none are granted on these days */
    bool twice;            /* another instance has the same trigger day */
    day_number series; /* an agreement made since this day serves, too, ... */
    const day_number *rounds; /* ... also one `for` an earlier round's day */
    size_t round_count;
};

struct slow_moment {
    struct slow_world *world;
    day_number day;
    event_id own_event;                /* `x of E` of this event is ... */
    const struct slow_occurrence *own; /* ... this occurrence's; NULL: none */
    const struct slow_owner *owner;    /* whose agreements count; or NULL */
    day_number agreed;                 /* ... as they stand on this day */
};

enum slow_tri slow_condition(const struct condition *c,
                             const struct slow_moment *m);
/* Of no occurrence: absent; not recorded: unknown. */
struct value slow_attribute(const struct slow_occurrence *o, attribute_id a);
struct value slow_operand(const struct operand *o, const struct slow_moment *m);
bool slow_length(const struct length *l, const struct slow_moment *m,
                 struct duration *out);
/* `found` will do where `wanted` is asked for: equal, or a role it includes. */
bool slow_satisfies(const struct program *p, struct value found,
                    struct value wanted);

/* -- exceptions -- */

enum slow_kind { SLOW_OWED, SLOW_NOTHING, SLOW_UNDECIDED };
/* What is not said is 0: a way has no due day but OWED. */
struct slow_way {
    enum slow_kind kind;
    rule_id governs;
    day_number due;    /* OWED, once counted */
    day_number before; /* the same without extensions */
    bool hours;        /* the limit is one in hours: ... */
    int32_t count;     /* ... so many */
    bool missing;      /* NOTHING: some anchor has not happened yet */
    uint32_t extended; /* so many times */
};
/* The ways things could be; each once. */
enum { SLOW_MAX_WAYS = 64 };
struct slow_ways {
    struct slow_way at[SLOW_MAX_WAYS];
    uint32_t count;
};
void slow_way_add(struct slow_ways *ways, struct slow_way way);
bool slow_ways_equal(const struct slow_ways *a, const struct slow_ways *b);
/* The same where the root is known to hold. */
void slow_govern_below(rule_id root, const struct slow_moment *m,
                       struct slow_ways *out);
void slow_govern(rule_id root, const struct slow_moment *m,
                 struct slow_ways *out);

/* -- settling -- */

/* The judging of one rule in one world. */
struct slow_judge {
    struct slow_world *world;
    struct slow_world *planned;
    const struct rule *rule;
    rule_id id;
    const struct slow_occurrence
        *taken; /* by LIMIT: the anchor that is a T, too */
    VEC(struct slow_instance) found;
};

/* The first day the case closed, DAY_NEVER. */
day_number slow_closed(struct slow_world *w);
/* The closing as it bears on what `o` triggered. */
day_number slow_closed_for(struct slow_world *w,
                           const struct slow_occurrence *o);
/* Is an unknown day of scope in or out? As the world says. */
bool slow_reads(struct slow_world *w, enum slow_tri t);
/* In scope and `only while`, unknown days read as the world says. */
bool slow_active(const struct slow_judge *j, const struct slow_moment *m);
bool slow_in_scope(struct slow_world *w, day_number day);
bool slow_in_force(const struct slow_judge *j, day_number day);
/* Does the trigger's occurrence close a period that the scope rests on? Then
 * it goes on although scope is left. */
bool slow_outlives_scope(const struct slow_moment *trigger);
/* The first day after `day` that is not active; DAY_NEVER. */
day_number slow_leaving(const struct slow_judge *j,
                        const struct slow_moment *trigger);
/* Can `t` discharge what `a` triggered? */
bool slow_may_discharge(const struct slow_judge *j,
                        const struct slow_occurrence *t,
                        const struct slow_occurrence *a);
/* The first day of a T that can, in [from, to]; DAY_NEVER. */
day_number slow_held(const struct slow_judge *j,
                     const struct slow_occurrence *a, day_number from,
                     day_number to);

/* One instance as its possible outcomes come in. */
struct slow_verdict {
    struct slow_instance instance;
    bool any;
};
void slow_verdict_start(struct slow_verdict *v, const struct slow_judge *j,
                        day_number trigger);
/* What two answers to one question have in common. */
void slow_agree(struct slow_instance *a, const struct slow_instance *b);
/* One more outcome: its status, dates and what excuses it. */
void slow_verdict_put(struct slow_verdict *v, struct slow_instance outcome);
void slow_verdict_add(struct slow_verdict *v, enum status status,
                      rule_id governs, day_number due, day_number done);
void slow_verdict_end(const struct slow_verdict *v, struct slow_judge *j);
void slow_report(struct slow_judge *j, day_number trigger, enum status status,
                 day_number done);

/* What binds an instance besides its due day. */
struct slow_frame {
    struct slow_moment trigger; /* with the owner of its acts */
    day_number from, last;      /* T counts on these days, both included */
    day_number end;             /* on or before the due day: no longer due */
    day_number cut;             /* a late T counts before this day */
};
/* The list of statuses for one due day, `if by then` included. */
void slow_settle(struct slow_verdict *v, const struct slow_judge *j,
                 const struct slow_frame *f, const struct slow_way *way);
/* The due day of a way: counted from a day by the figure of phase p; `first`:
 * the moment of the round's first day. */
void slow_count(const struct slow_judge *j, struct slow_way *way,
                const struct slow_moment *m, const struct slow_moment *first,
                day_number from, uint32_t phase, int direction);

/* -- acts -- */

/* The instance that an occurrence out of `list` begins. */
struct slow_owner slow_owner_of(const struct slow_list *list, day_number day);
/* Has the exception been agreed to, if it has to be? */
bool slow_agreed(rule_id exception, const struct slow_moment *m);
/* Was what is due on a day waived? */
bool slow_waived(const struct slow_judge *j, const struct slow_owner *owner,
                 day_number due);
/* The extensions of the moment's day move what stands, which was counted from
 * `from` (DAY_NONE: not by a figure). */
void slow_extend(const struct slow_judge *j, const struct slow_moment *m,
                 struct slow_way *way, day_number from, uint32_t phase);
/* What an instance was, once its time is known: excused, if explained. */
void slow_explain(const struct slow_judge *j, struct slow_instance *i,
                  const struct slow_owner *owner);
/* A verdict, explained or not. */
void slow_verdict_end_of(struct slow_verdict *v, struct slow_judge *j,
                         const struct slow_owner *owner);

/* What stands for a rule that is owed once, after all agreements and
 * extensions up to `last`; `count` gives ways their due days. */
typedef void slow_counter(const struct slow_judge *j, struct slow_way *way,
                          const struct slow_moment *m, void *with);
void slow_once_standing(const struct slow_judge *j, const struct slow_moment *m,
                        slow_counter *count, void *with, day_number from,
                        day_number last, struct slow_ways *out);

/* -- recipients -- */

/* The first day on or after `from`, at most `to`, on which the T's since
 * `from` have reached everyone, what nobody recorded read generously or
 * strictly; DAY_NEVER. */
day_number slow_reached(const struct slow_judge *j, const struct slow_moment *m,
                        day_number from, day_number to, bool generous);
/* The same, read as the world says. */
day_number slow_reached_as_read(const struct slow_judge *j,
                                const struct slow_moment *m, day_number from,
                                day_number to);

/* -- hours -- */

/* The last day that so many hours can reach. */
day_number slow_hours_due(const struct slow_occurrence *a, int32_t hours);
void slow_settle_hours(struct slow_verdict *v, const struct slow_judge *j,
                       const struct slow_frame *f, const struct slow_way *way);

void slow_judge_record(struct slow_judge *j);
void slow_judge_within(struct slow_judge *j);
void slow_judge_follow(struct slow_judge *j);
void slow_judge_before(struct slow_judge *j);
void slow_judge_never_within(struct slow_judge *j);
void slow_judge_by(struct slow_judge *j);
void slow_judge_series(struct slow_judge *j);
void slow_judge_grid(struct slow_judge *j);
void slow_judge_never(struct slow_judge *j);
void slow_judge_never_before(struct slow_judge *j);
void slow_judge_never_after(struct slow_judge *j);
void slow_judge_property(struct slow_judge *j);
void slow_judge_consider(struct slow_judge *j);

#endif
