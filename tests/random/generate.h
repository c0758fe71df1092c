/* generate.h: policies and cases made by chance, as text.
 *
 * A text is a list of lines; the lines of one declaration share a block, so
 * that whoever looks for a smaller text can leave out whole declarations. */
#ifndef CINP_GENERATE_H
#define CINP_GENERATE_H

#include "base/vec.h"
#include "base/str.h"
#include "calendar/date.h"
#include "random/random.h"

struct text_line {
    str text;
    unsigned block;
};
struct text {
    VEC(struct text_line) lines;
    unsigned block;
};

enum { MAX_NAMES = 24 };

/* Bits: which of the generator's attributes an event carries. */
enum attribute_bit {
    HAS_OUTCOME = 1,
    HAS_OK = 2,
    HAS_SIZE = 4,
    HAS_DAY = 8,
    HAS_CHAIR = 16,
    HAS_THERE = 32,
    HAS_GAP = 64,
    HAS_RECIPIENTS = 128,
    HAS_ACTIONS = 256
};

/* What the second half of the language adds; each may be left out. */
enum feature {
    WITH_RECORDS = 1,  /* must record, the same person, a day near another */
    WITH_FIGURES = 2,  /* if sooner, a figure out of the record */
    WITH_IN_FORCE = 4, /* rules and exceptions that come and go */
    WITH_HOURS = 8,
    WITH_RECIPIENTS = 16, /* to */
    WITH_EXPLAINED = 32,
    WITH_WAIVED = 64,
    WITH_EXTENDED = 128,
    WITH_AGREED = 256,
    WITH_UNSETTLED = 512, /* uses of these on which the evaluators differ */
    WITH_ALL = 1023
};

/* A rule or an exception that a case may record acts about. */
struct rule_words {
    const char *name;
    bool exception;
};
struct event_words {
    const char *name;
    unsigned has;
    bool recorded; /* not derived */
};

/* What a policy has declared so far, and where its cases lie in time. */
struct recipe {
    struct arena *arena;
    struct random *random;
    struct text text;
    struct event_words events[MAX_NAMES];
    const char *periods[MAX_NAMES], *prompts[MAX_NAMES];
    struct rule_words rules[MAX_NAMES];
    unsigned event_count, period_count, prompt_count, rule_count;
    unsigned features;
    unsigned recorded_count; /* the first events are recorded ones */
    bool fact_yes, fact_colour, fact_count, fact_day, fact_gap;
    bool has_closing, has_times;
    bool may_leave;     /* the scope is not always there, or not in force */
    bool ends_early;    /* the calendar, within the cases' time */
    const char *figure; /* out of the record; or NULL */
    day_number base;
};

/* Adds a line to the text's current block. */
void add_line(struct arena *arena, struct text *text, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* "2024-03-20" */
const char *day_words(struct recipe *r, day_number day);
day_number any_day(struct recipe *r);

/* Words of a policy (generate_words.c): each a text in the recipe's arena. */
const char *format_words(struct recipe *r, const char *format, ...)
    PRINTF_LIKE(2, 3);
const struct event_words *pick_event(struct recipe *r);
const char *events_words(struct recipe *r);
/* An event that carries an attribute; NULL when none does. */
const struct event_words *pick_with(struct recipe *r, unsigned attribute);
const char *duration_words_of(struct recipe *r, int least, int most);
const char *condition_words(struct recipe *r, int depth);
/* A condition about one event's own attributes; NULL when it has none. */
const char *where_words(struct recipe *r, const struct event_words *e);
const char *limit_words(struct recipe *r, int depth);

/* A rule with its exceptions (generate_rules.c). */
void generate_rule(struct recipe *r, const char *name);

/* A whole policy without tests, and a case for it (its lines and `as at`). */
void generate_policy(struct arena *arena, struct random *random,
                     unsigned features, struct recipe *out);
void generate_case(struct recipe *r, struct text *out);

#endif
