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
    HAS_GAP = 64
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
    unsigned event_count, period_count, prompt_count;
    unsigned recorded_count; /* the first events are recorded ones */
    bool fact_yes, fact_colour, fact_count, fact_day, fact_gap;
    bool has_closing;
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
const char *duration_words_of(struct recipe *r, int least, int most);
const char *condition_words(struct recipe *r, int depth);
/* A condition about one event's own attributes; NULL when it has none. */
const char *where_words(struct recipe *r, const struct event_words *e);
const char *limit_words(struct recipe *r, int depth);

/* A whole policy without tests, and a case for it (its lines and `as at`). */
void generate_policy(struct arena *arena, struct random *random,
                     struct recipe *out);
void generate_case(struct recipe *r, struct text *out);

#endif
