/* result.h: the answer of an evaluation.
 *
 * One instance for every time a rule applies to a case, with its status, its
 * dates and the reasons, as data; words are for the output layer.  Results
 * live in the evaluator's scratch memory until its next case. */
#ifndef CINP_RESULT_H
#define CINP_RESULT_H

#include "policy/status.h"
#include "record/timeline.h"

enum reason_kind {
    REASON_OUT_OF_SCOPE,  /* on the trigger day */
    REASON_NOT_IN_FORCE,  /* the policy or the rule, on the trigger day */
    REASON_CLOSED_BEFORE, /* triggered after the case had closed; day */
    REASON_WHEN,          /* the rule's own conditions do not hold; condition */
    REASON_BY_THEN,   /* `if by then` does not hold; condition, day judged */
    REASON_NOT_WHILE, /* `only while` does not hold; condition */
    REASON_NOTHING_REQUIRED,  /* rule: the exception that says so */
    REASON_EXCEPTION,         /* rule: the exception that governs */
    REASON_ENDED_UNTIL,       /* what ended it: event, day */
    REASON_ENDED_CLOSED,      /* event, day */
    REASON_ENDED_SCOPE,       /* day: the first out of scope */
    REASON_ENDED_WHILE,       /* day: the first on which `only while` fails */
    REASON_ENDED_AGAIN,       /* a new trigger took over; event, day */
    REASON_CHANGED,           /* on `day` the due day moved from `was` to `now`
                                 (DAY_NONE: nothing required); rule governs */
    REASON_MISSING_FACT,      /* cannot tell: record fact; day judged */
    REASON_MISSING_ATTRIBUTE, /* record attribute of the event of `day` */
    REASON_MISSING_EVENT,     /* not started: event has not happened */
    REASON_CONFLICT,          /* rule and other both hold and neither wins */
    REASON_OUTSIDE_CALENDAR,  /* the due day is beyond what the calendar covers
                               */
    REASON_NO_INTERVAL,       /* a rhythm whose recorded interval is 0 */
    REASON_DEFAULT,           /* leaned on the default of fact */
    REASON_WRONG_VALUE,       /* property: value found; attribute, event */
    REASON_MISSING_PERSON,    /* property: value (who) is not in the list */
    REASON_UNWANTED_PERSON,   /* property: value is in the list */
    REASON_BOOKED,            /* event is booked for day */
    REASON_NOT_HELD,  /* event was booked for day and not recorded as held */
    REASON_EXTENDED,  /* on `day` from `was` to `now`; value: by whom */
    REASON_WAIVED,    /* on day; value: by whom */
    REASON_AGREED,    /* rule: the exception agreed to on day; value: by whom */
    REASON_EXPLAINED, /* on day; text */
    REASON_REFUSED,   /* an act of `day` did not count: fault */
    REASON_MISSING_FIELD, /* attribute (or text, of an item) is not recorded */
    REASON_RECORD_TIME,   /* hours: the time of event on day is needed */
    REASON_READING,       /* `unclear` read as `value`: `status`, due `now`;
                             triggered on `day` (DAY_NONE: as it is), in
                             place of `was`; `was` DAY_NONE: one more */
    REASON_ENDED_VERSION, /* day: the policy's next version, which lacks the
                             rule, is in force */
    REASON_PASSED         /* the limit had passed when the case began */
};
/* Why an act did not count. */
enum act_fault {
    ACT_COUNTS,
    ACT_NOT_FORESEEN, /* the rule provides for no such act */
    ACT_NO_ONE,       /* by whom is not recorded */
    ACT_WRONG_ROLE,
    ACT_NOT_IN_WRITING,
    ACT_NO_REASON,
    ACT_TOO_LATE, /* after the due day that stood */
    ACT_TOO_OFTEN,
    ACT_TOO_LONG,
    ACT_NO_DATE,  /* an extension that does not say until when */
    ACT_NO_LATER, /* an extension to a day that is no later */
    ACT_AMBIGUOUS /* two instances began that day: say which with `for` */
};
enum excuse { EXCUSE_NONE, EXCUSE_WAIVED, EXCUSE_EXPLAINED };

struct reason {
    enum reason_kind kind;
    rule_id rule, other;
    event_id event;
    fact_id fact;
    attribute_id attribute;
    day_number day, was, now;
    const struct condition *condition;
    struct value value;
    str text;
    enum act act;         /* REFUSED: what it was ... */
    enum act_fault fault; /* ... and why it did not count */
    uint32_t unclear;     /* READING: an index */
    int status;           /* READING: enum status, or READING_NO_INSTANCE */
};
enum { READING_NO_INSTANCE = -1 };

enum instance_flag {
    INSTANCE_AFTER_AIM = 1,       /* met within the limit but after the aim */
    INSTANCE_PAST_AIM = 2,        /* open, and the aim has passed */
    INSTANCE_AS_THINGS_STAND = 4, /* `if by then` judged before its day */
    INSTANCE_FORECAST = 8 /* the due day rests on holidays not yet official */
};

struct instance {
    rule_id rule; /* a root */
    rule_id
        governs;    /* the rule or exception whose figure stands; NO_ID: none */
    uint8_t status; /* enum status */
    uint8_t flags;
    uint16_t phase;        /* of a series, from 0 */
    day_number trigger;    /* first day; DAY_NONE when not started */
    day_number from;       /* the day counting started; the trigger's, mostly */
    day_number due;        /* DAY_NONE when there is none (or not known) */
    day_number due_last;   /* the latest it could be, when not known for sure;
                              else = due */
    day_number aim;        /* DAY_NONE */
    day_number done;       /* what discharged (or breached) it; DAY_NONE */
    int32_t late_days;     /* calendar days after due, when late or overdue */
    int32_t late_units;    /* whole units of the sentence's own, likewise */
    uint8_t late_unit;     /* enum unit */
    uint8_t excused;       /* enum excuse */
    day_number due_before; /* before the extensions that count; else = due */
    uint32_t intervals_missed;
    uint32_t reasons, reason_count; /* in results.reasons */
};

struct results {
    const struct program *program;
    const struct timeline *timeline;
    const struct world *world; /* what happened; for explain.h */
    day_number as_at;
    /* By rule in file order, within a rule by trigger day. */
    VEC(struct instance) instances;
    VEC(struct reason) reasons;
    size_t
        reasons_from; /* while judging: the instance in hand's first reason */
};

#endif
