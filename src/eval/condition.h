/* condition.h: is a condition true on a day?  Yes, no or unknown.
 *
 * Kleene's three values, node by node.  A comparison with something nobody
 * recorded is unknown; with an attribute of an event that has not happened it
 * is no, `is not` included (docs/language.md, "Conditions and unknowns"). */
#ifndef CINP_CONDITION_H
#define CINP_CONDITION_H

#include "eval/result.h"
#include "eval/world.h"

enum tri { TRI_NO, TRI_YES, TRI_UNKNOWN };

/* Which acts are an instance's: those that name its trigger day, and those
 * that name none and fall from its first day to before the next one's. */
struct act_window {
    day_number trigger; /* what `for D` names */
    day_number from;    /* its first day */
    day_number next;    /* the next instance's trigger; DAY_NEVER */
    day_number series;  /* agreements serve the whole series from here ... */
    day_number as_of;   /* ... as they stood on this day */
    bool twice;         /* another instance has the same trigger day */
};

/* When, and about what. */
struct moment {
    const struct world *world;
    day_number day;
    event_id own_event; /* `x of E` of this event means this occurrence's ... */
    const struct occurrence *own;  /* ... or NULL */
    const struct world *planned;   /* where `own` is still ahead; else NULL */
    const struct act_window *acts; /* whose agreements count; NULL: none */
};

static inline struct moment moment_at(const struct world *world, day_number day,
                                      event_id own_event,
                                      const struct occurrence *own) {
    return (struct moment){world, day, own_event, own, NULL, NULL};
}

enum tri condition_holds(const struct condition *c, const struct moment *m);
enum tri tri_not(enum tri t);
enum tri tri_and(enum tri a, enum tri b);

/* The value of an operand at a moment: VALUE_ABSENT, VALUE_UNKNOWN or known. */
struct value operand_value(const struct operand *o, const struct moment *m);
/* A length as a duration; false when it is not known. */
bool length_value(const struct length *length, const struct moment *m,
                  struct duration *out);
/* True when `found` will do where `wanted` is asked for: equal, or a role
 * that the wanted role includes. */
bool value_satisfies(const struct program *p, struct value found,
                     struct value wanted);

/* A reason of a kind, all its ids and days none. */
struct reason reason_of(enum reason_kind kind);

/* What would have to be recorded for an unknown condition (operand, length)
 * to be known: a REASON_MISSING_... each. */
void condition_missing(const struct condition *c, const struct moment *m,
                       struct results *out, struct arena *arena);
void operand_missing(const struct operand *o, const struct moment *m,
                     struct results *out, struct arena *arena);
void length_missing(const struct length *length, const struct moment *m,
                    struct results *out, struct arena *arena);
/* The defaults that a condition leans on: a REASON_DEFAULT each. */
void condition_defaults(const struct condition *c, const struct moment *m,
                        struct results *out, struct arena *arena);

/* A condition's value over the days of a case: value[i] holds from `from` to
 * the day before the next segment. The first begins at DAY_NONE. */
struct segment {
    day_number from;
    enum tri value;
};
struct segments {
    const struct segment *at;
    uint32_t count;
    bool doubtful; /* some segment is TRI_UNKNOWN */
};
/* Up to the as-at day; `m` says about which occurrence. */
struct segments condition_segments(struct arena *scratch,
                                   const struct condition *c,
                                   const struct wakes *wakes,
                                   const struct moment *m);

/* The next day after `day`, at most `last`, on which one of these conditions
 * may change; DAY_NEVER when there is none. */
day_number next_wake(const struct wakes *wakes, const struct moment *m,
                     day_number day, day_number last);

#endif
