/* judge.h: what the parts of the evaluator share; for src/eval/ only.
 *
 *   eval.c      the rules one by one, in one world or two
 *   govern.c    which exception governs on a day
 *   settle.c    the list of statuses, what ends an instance, merging answers
 *   once.c      within, follow                limit.c   by LIMIT
 *   before.c    at least D before, before     series.c  every, in phases
 *   grid.c      every, on fixed dates         never.c   prohibitions
 *   property.c  properties and prompts        record.c  what must be recorded
 *   act.c       extensions, waivers, agreements, explanations
 *   recipients.c  `to`: whether T has reached everyone
 *
 * An instance is worked out for each way the unknown could be (an `option`
 * for each possible due day); outcomes that agree are the answer, others are
 * cannot_tell.  Where it is the occurrences or the scope that are doubtful,
 * eval.c runs all of it once for each reading and merges the answers. */
#ifndef CINP_JUDGE_H
#define CINP_JUDGE_H

#include "eval/condition.h"
#include "eval/eval.h"

struct evaluator {
    const struct program *program;
    struct block_allocator from;
    struct arena scratch;          /* reset for each case */
    struct arena kept;             /* the growing results */
    struct results results, other; /* `other`: the second world's */
    uint64_t **rule_events; /* by rule: a bit for each event it rests on */
    bool has_doubtful_events, looks_ahead;
    /* of the case being judged */
    const struct timeline *timeline;
    day_number as_at;
    struct world *world, *planned; /* planned: NULL when nothing is ahead */
    struct segments scope;
    bool unknown_as; /* how a day of unknown scope (`only while`) is read ... */
    bool met_unknown;  /* ... and whether there was one */
    day_number closed; /* the day the case closed, or DAY_NEVER */
    event_id closed_by;
    const struct occurrence *closing; /* NULL when it is open */
    struct results *out;
};

/* -- govern.c -- */

/* One way an instance could be bound. */
struct option {
    enum option_kind {
        OPTION_DUE,      /* owed by `due` */
        OPTION_NOTHING,  /* nothing is required: `reason` says why */
        OPTION_UNDECIDED /* cannot be known: `reason` says why */
    } kind;
    rule_id governs;
    day_number due;
    struct reason reason; /* NOTHING: what to say; UNDECIDED: the conflict */
};
enum { MAX_OPTIONS = 8 };
struct options {
    struct option at[MAX_OPTIONS];
    uint32_t count;
    bool doubtful; /* some condition was unknown */
};

/* Which of a root's tree may govern at a moment: options without due days. */
void govern(struct evaluator *e, rule_id root, const struct moment *m,
            struct options *out);
/* The same where the root is known to hold. */
void govern_exceptions(struct evaluator *e, rule_id root,
                       const struct moment *m, struct options *out);
/* The phase an option's rule counts with: its own figure, or the root's. */
const struct phase *governing_phase(const struct evaluator *e, rule_id governs,
                                    uint32_t phase);
/* Turns DUE options' figures into due days counted from `from`, in direction
 * 1 or -1; what cannot be counted becomes UNDECIDED. */
void count_due(struct evaluator *e, struct options *options,
               const struct moment *m, day_number from, uint32_t phase,
               int direction);
/* from + direction * figure of the governing rule, rolled. */
bool due_from(struct evaluator *e, struct option *o, const struct moment *m,
              day_number from, uint32_t phase, int direction);
/* What unknown conditions of the tree wait for, at a moment. */
void govern_missing(struct evaluator *e, rule_id root, const struct moment *m);
/* The defaults its conditions lean on. */
void govern_defaults(struct evaluator *e, rule_id root, const struct moment *m);

/* -- settle.c -- */

/* What ends an instance: on `day`, and discharge counts before `cut`. */
struct ending {
    day_number day, cut;
    enum reason_kind why;
    event_id event;
};
#define NO_ENDING                                \
    ((struct ending){.day = DAY_NEVER,           \
                     .cut = DAY_NEVER,           \
                     .why = REASON_OUT_OF_SCOPE, \
                     .event = NO_ID})
struct ending earlier_ending(struct ending a, struct ending b);

/* How one option came out. */
struct outcome {
    enum status status;
    rule_id governs;
    day_number due, done;
    struct ending ending; /* of NO_LONGER_DUE and MISSED */
    struct reason reason; /* of NOT_APPLICABLE and CANNOT_TELL */
    bool has_reason;
    bool as_things_stand;
    enum excuse excused;
};

/* The whole of one instance, being worked out. */
struct claim {
    struct evaluator *e;
    rule_id rule;
    struct moment trigger;  /* day and occurrence of the trigger */
    day_number from;        /* what the count started from */
    day_number in_force_on; /* the day on which the policy must be in force */
    const struct occurrence *held; /* the discharge, on whatever day; or NULL */
    struct ending ending;          /* the fixed ones: until, phase end */
    struct occurrences
        again; /* triggers that take over once it is late; may be empty */
    struct segments only_while;
    uint32_t phase;
    struct act_window window; /* whose acts are its own */
    day_number first_due;     /* before any extension; DAY_NONE */
    uint32_t extensions;      /* that counted */
    struct outcome merged;
    day_number due_last;
    bool any;         /* some outcome was merged */
    uint32_t reasons; /* first of its reasons in e->out */
};

void claim_start(struct claim *c, struct evaluator *e, rule_id rule,
                 struct moment trigger);
/* Is the policy, and the rule, in force? */
bool is_in_force(const struct evaluator *e, rule_id rule, day_number day);
/* In scope and `only while`. */
bool is_active(const struct claim *c, day_number day);
/* The first day after `day` out of scope or `only while`; NO_ENDING. */
struct ending leaving_after(const struct claim *c, day_number day);
/* The first day after `day`, at most `last`, in scope and `only while`;
 * DAY_NEVER. */
day_number return_after(const struct claim *c, day_number day, day_number last);
/* The same, and in force: where a series may go on. */
day_number resume_after(const struct claim *c, day_number day, day_number last);
/* The case's closing as an ending, unless the trigger is the closing itself. */
struct ending closing_of(const struct claim *c);
bool is_triggered_by_closing(const struct evaluator *e, event_id event,
                             const struct occurrence *o);

/* Does line 1 of the list leave anything to settle? */
bool claim_is_owed(const struct claim *c, const struct option *option);
/* The status list of docs/language.md for one option, merged into the claim. */
void claim_settle(struct claim *c, const struct option *option);
/* The same for every option. */
void claim_settle_all(struct claim *c, const struct options *options);
/* Merges an outcome found in another way. */
void claim_merge(struct claim *c, struct outcome outcome);
/* Appends the instance with its reasons; returns it for further touches. */
struct instance *claim_finish(struct claim *c);
void claim_reason(struct claim *c, struct reason reason);
/* `if by then` for an outcome's due day: where it may not hold, that it is
 * not applicable is merged; true when it may hold, and the rest is to settle.
 */
bool claim_by_then(struct claim *c, struct outcome *o);

/* -- the forms -- */
void judge_within(struct evaluator *e, rule_id rule);
void judge_follow(struct evaluator *e, rule_id rule);
void judge_by(struct evaluator *e, rule_id rule); /* limit.c */
void judge_before(struct evaluator *e, rule_id rule);
void judge_series(struct evaluator *e, rule_id rule);
void judge_grid(struct evaluator *e, rule_id rule);
void judge_never(struct evaluator *e, rule_id rule);
void judge_never_within(struct evaluator *e, rule_id rule);
void judge_record(struct evaluator *e, rule_id rule);
void judge_property(struct evaluator *e, rule_id rule);
void judge_consider(struct evaluator *e, rule_id rule);

/* The first T on the trigger's day or later that is not the trigger itself. */
const struct occurrence *first_discharge(const struct evaluator *e,
                                         event_id target,
                                         const struct moment *trigger);
/* For acts_follow(): the days of `within D`, from the trigger; `with` is not
 * looked at. */
void count_from_trigger(struct claim *c, struct options *options, void *with);
/* The acts of an instance that is owed once: up to the next trigger's day. */
void window_once(struct claim *c, struct occurrences triggers);
/* The same for what is judged at each occurrence: an agreement made earlier
 * serves it too. */
void window_each(struct claim *c, struct occurrences triggers);
/* Whether an occurrence of T may discharge one of A: an occurrence never
 * discharges itself when T and A are one event. */
bool is_another(const struct rule *r, const struct occurrence *t,
                const struct occurrence *a);

#endif
