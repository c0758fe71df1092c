/* slow.h: a second evaluator, slow and obvious.
 *
 * It answers what src/eval answers, from the same program and timeline, but
 * day by day and straight from the definitions of docs/language.md: it steps
 * over every day, looks at every occurrence and keeps no tables.  The random
 * tests hold the two against each other; neither knows the other's code. */
#ifndef CINP_SLOW_H
#define CINP_SLOW_H

#include "record/timeline.h"

struct slow_instance {
    rule_id rule;
    rule_id governs; /* NO_ID: none, or not known for sure */
    enum status status;
    day_number trigger, due, due_last, done; /* DAY_NONE: none */
    day_number due_before; /* without the extensions that count */
    enum slow_excuse { SLOW_NOT_EXCUSED, SLOW_WAIVED, SLOW_EXPLAINED } excused;
    bool done_unsure; /* it may have been another day that did it */
    bool loose;       /* several ways: `due_before`, `excused` are one's */
    uint32_t missed;  /* on fixed dates: how many missed rounds it stands for */
};

struct slow_answer {
    VEC(struct slow_instance) instances; /* by rule, within a rule by trigger */
};

/* Judges a sealed case as at the end of a day. All memory is the arena's. */
void slow_evaluate(struct arena *arena, const struct timeline *t,
                   day_number as_at, struct slow_answer *out);

#endif
