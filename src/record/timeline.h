/* timeline.h: one case, in a program's terms.
 *
 * A timeline holds what was recorded: rows (events with a day and their
 * attributes), the history of each fact, and acts (extensions, waivers ...).
 * It is filled by a reader (case_text, case_json), sealed, and then only read.
 * All its memory is one arena that the next case resets, so that after the
 * largest case no reader asks for memory again.  Texts are copied into it.
 *
 * Values are checked against the declared types while they are added; what
 * does not fit makes the case unanswerable and leaves the others of its batch
 * alone. */
#ifndef CINP_TIMELINE_H
#define CINP_TIMELINE_H

#include "base/vec.h"
#include "record/names.h"

struct recorded_attribute {
    attribute_id attribute;
    struct value value;
};

struct row {
    day_number day;
    int16_t minute; /* of the day; -1 when only the date is known */
    event_id event;
    bool booked;    /* planned, not known to have happened */
    uint32_t order; /* position in the case among rows and acts, from 0 */
    struct recorded_attribute *attributes;
    uint32_t attribute_count;
};

/* A value and the days it stood: `from` DAY_NONE when undated (from ever),
 * `until` inclusive, DAY_NEVER when open. Once sealed the spans of a fact are
 * sorted and apart from each other: where two were recorded for one day, the
 * one that began later stands. A value nobody knew is VALUE_UNKNOWN. */
struct fact_span {
    day_number from, until;
    struct value value;
};

/* `considered RULE`, `extended RULE to D by ROLE ...` */
struct act_row {
    enum act act;
    rule_id rule;
    day_number day;
    day_number trigger; /* `for D`, or DAY_NONE */
    day_number to;      /* `to D`, or DAY_NONE */
    struct value by;    /* VALUE_UNKNOWN when not recorded */
    str reason;
    bool in_writing;
    uint32_t order;
};

/* A fact as it was added; until sealed. */
struct pending_fact {
    fact_id fact;
    struct fact_span span;
};

struct timeline {
    struct arena arena; /* reset for each case */
    const struct program *program;
    str id;
    day_number first_day; /* of the earliest row or act; DAY_NEVER when empty */
    /* Once sealed: sorted by day, on one day in the order given. */
    VEC(struct row) rows;
    VEC(struct act_row) acts;
    /* Once sealed: rows of event e are by_event[event_start[e] ..
     * event_start[e + 1]), indexes into rows. */
    uint32_t *by_event, *event_start;
    /* Once sealed: facts[fact_start[f] .. fact_start[f + 1]). */
    struct fact_span *facts;
    uint32_t *fact_start;
    VEC(struct pending_fact) pending; /* until sealed */
    uint32_t fault;                   /* more about the last one: see below */
    struct names names;
};

void timeline_init(struct timeline *t, struct block_allocator from,
                   const struct program *program);
void timeline_fini(struct timeline *t);
/* Ready for the next case. */
void timeline_reset(struct timeline *t);

/* -- filling, in the order of the case -- */

/* A literal as a reader meets it, before its type is known. */
enum raw_kind {
    RAW_WORD,
    RAW_TEXT,
    RAW_NUMBER,
    RAW_YES_NO,
    RAW_DATE,
    RAW_DURATION,
    RAW_PERSON,
    RAW_LIST,
    RAW_ITEM, /* its fields' values in `list`, their names in `fields` */
    RAW_NOTHING
};
struct raw_value {
    enum raw_kind kind;
    str text;       /* WORD, TEXT (in JSON all texts), PERSON: the role */
    str id;         /* PERSON */
    int64_t number; /* NUMBER (thousandths), DATE (day), YES_NO */
    struct duration duration;
    const struct raw_value *list;
    const str *fields;
    uint32_t count; /* of `list` */
};

/* Each returns an empty text, or what is wrong with the value, in words for
 * the user ("`maybe` is not yes or no"), in the timeline's arena; then
 * nothing was added, and `fault` is the number of the element that is wrong,
 * if the value was a list. */
str timeline_add_row(struct timeline *t, event_id event, day_number day,
                     int minute, bool booked);
/* An attribute of the row added last, of an event that has it. Nothing
 * (RAW_NOTHING) leaves it unrecorded. */
str timeline_add_attribute(struct timeline *t, attribute_id attribute,
                           struct raw_value value);
str timeline_add_fact(struct timeline *t, fact_id fact, struct raw_value value,
                      day_number from, day_number until);
str timeline_add_act(struct timeline *t, struct act_row act);
/* Sorts and indexes. Reports two values of one fact from the same day, the
 * later one's number among the facts added in `fault`. */
str timeline_seal(struct timeline *t);

/* -- asking -- */

/* The value of a fact on a day: recorded, else the default (*defaulted set),
 * else unknown. */
struct value timeline_fact(const struct timeline *t, fact_id fact,
                           day_number day, bool *defaulted);
/* An attribute of a row; VALUE_UNKNOWN when nobody recorded it. */
struct value row_attribute(const struct row *row, attribute_id attribute);

#endif
