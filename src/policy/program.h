/* program.h: a policy as it is meant.
 *
 * Names are resolved to small indexes, `E or F` has become an event of its
 * own, conditions are trees of typed tests, durations are numbers.  A program
 * is made by compile.h from trees without errors, lives in one arena, is
 * never changed afterwards, and may be shared by any number of evaluations
 * at once.  It borrows the trees (for the words of sentences) and the sources.
 *
 * Whoever evaluates a program trusts it: what compile.c promises here is not
 * checked again. */
#ifndef CINP_PROGRAM_H
#define CINP_PROGRAM_H

#include "policy/status.h"
#include "policy/value.h"
#include "text/source.h"

typedef uint16_t event_id, fact_id, attribute_id, period_id, rule_id, role_id;
#define NO_ID UINT16_MAX

/* -- lengths of time that may depend on the case -- */

enum length_kind {
    LENGTH_NONE,
    LENGTH_FIXED,    /* duration */
    LENGTH_FACT,     /* a duration fact: as it stood on the day */
    LENGTH_ATTRIBUTE /* a duration attribute: the latest on or before the day */
};
struct length {
    enum length_kind kind;
    struct duration fixed;
    fact_id fact;
    attribute_id attribute;
    event_id event;
};

/* -- conditions -- */

enum operand_kind {
    OPERAND_LITERAL,
    OPERAND_FACT,      /* as it stood on the day */
    OPERAND_ATTRIBUTE, /* of the event's latest occurrence on or before the day,
                          or of this very occurrence (see condition.h) */
    OPERAND_OWN,  /* in `where`: the attribute of the occurrence in question */
    OPERAND_COUNT /* occurrences of `event` since `since` */
};
struct operand {
    enum operand_kind kind;
    struct value literal;
    fact_id fact;
    attribute_id attribute;
    event_id event, since;
};

enum condition_op {
    CONDITION_OR,
    CONDITION_AND,
    CONDITION_NOT,
    CONDITION_HOLDS,    /* a yes/no operand is yes */
    CONDITION_PERIOD,   /* inside `period` */
    CONDITION_IS,       /* equals one of `values` */
    CONDITION_COMPARE,  /* `left_operand` `sense` `right_operand` */
    CONDITION_INCLUDES, /* a list holds one of `values` */
    CONDITION_RECORDED, /* somebody recorded it */
    CONDITION_HAPPENED, /* `event`, at all or since `since` */
    CONDITION_ALWAYS,   /* a yes/no `unclear`: `negated` when it was taken as no
                         */
    CONDITION_ELAPSED   /* more (or less) than `length` since `event` or a date
                           fact */
};
enum sense { SENSE_LT, SENSE_LE, SENSE_GT, SENSE_GE, SENSE_EQ };

struct condition {
    enum condition_op op;
    bool
        negated; /* IS, INCLUDES, RECORDED, HAPPENED: the opposite, but still
                    no when the operand is absent (RECORDED, HAPPENED: plain) */
    enum sense sense; /* COMPARE; ELAPSED: GT or LT */
    const struct condition *left, *right;
    struct operand operand, amount;
    const struct operand *values; /* IS, INCLUDES */
    uint32_t value_count;
    bool closing_counts; /* PERIOD: also true on its closing day (scope) */
    period_id period;
    event_id event, since; /* since NO_ID: ever */
    fact_id since_fact;    /* ELAPSED since a date fact; else NO_ID */
    struct length length;
    const struct node *node; /* its words */
};

/* -- declarations -- */

struct role {
    atom name;
    str title;
    struct span at;
    const uint64_t *satisfied_by; /* bit r: a person of role r will do */
};

struct fact {
    atom name;
    str title;
    struct span at;
    const struct type *type;
    struct value otherwise; /* the default; VALUE_UNKNOWN without one */
};

enum event_form {
    EVENT_RECORDED,    /* only what the case records */
    EVENT_ANY_OF,      /* every occurrence of every one of `members`, `where` */
    EVENT_IN_EACH,     /* the nth `base` in each `period` */
    EVENT_NTH_AFTER,   /* the nth `base` after each `anchor` */
    EVENT_LAST_BEFORE, /* the last `base` before each `anchor` */
    EVENT_EVERY_AFTER, /* every (nth) `base` after each `anchor` */
    EVENT_WITHIN,      /* every `base` within `length` after an `anchor` */
    EVENT_OFFSET /* the day `length` after (before) each `anchor` or `date` */
};
struct event {
    atom name; /* for an unnamed union of events, "a or b" */
    str title;
    struct span at;
    enum event_form form;
    bool named; /* declared under its name, so that a case may record it */
    const event_id *members;
    uint32_t member_count;
    event_id base, anchor, without;
    period_id period;
    uint32_t nth; /* from 1; 0: every one */
    struct length length;
    int direction;                   /* OFFSET: 1 after, -1 before */
    fact_id date;                    /* OFFSET from a date fact; else NO_ID */
    const struct condition *where;   /* OFFSET: `while` */
    const struct calendar *calendar; /* for working days in `length` */
    const attribute_id *attributes;  /* that a record of it may carry */
    uint32_t attribute_count;
};

/* An attribute's name is one for the whole program; its type is each event's.
 */
struct attribute {
    atom name;
    const struct type **type_in; /* by event_id; NULL where not declared */
};

struct period {
    atom name;
    str title;
    struct span at;
    event_id from, until;
};

/* What accounts for a provision: the first of these that cites it. */
enum account {
    ACCOUNT_RULE,
    ACCOUNT_PROMPT,     /* a `consider` */
    ACCOUNT_DEFINITION, /* any other declaration */
    ACCOUNT_GUIDANCE,
    ACCOUNT_NOTHING
};
/* A row of a document's register. */
struct provision {
    atom id;
    str section, strength, kind, words;
    struct span at; /* its id, in the register */
    enum account account;
};
struct document {
    atom name;
    str title, published, address;
    const struct provision *provisions;
    uint32_t provision_count;
};
/* `guidance DOC ID, ID "why"`: what no machine can judge. */
struct guidance {
    struct citation *citations;
    uint32_t citation_count;
    str why;
    struct span at;
};
/* An ambiguity of the source: the value taken, and the others. */
struct unclear {
    atom name;
    str question;
    const struct value *values;  /* [0] is the policy's own choice */
    uint32_t value_count, taken; /* `taken`: in this program */
    struct span at;
};
/* The same policy with one `unclear` taken as another of its values. Events
 * that are declared, facts, attributes, roles and rules have the same ids. */
struct other_reading {
    uint32_t unclear, value;
    const struct program *program;
};
struct citation {
    uint32_t document;
    atom id;   /* DEV-123 */
    str quote; /* the few words that carry the figure; may be empty */
};

/* -- rules -- */

enum rule_form {
    RULE_WITHIN, /* T within D of A, once for each A; also `on the day of` */
    RULE_AT_LEAST_BEFORE, /* T at least D before A */
    RULE_WITHIN_BEFORE,   /* T within D before A */
    RULE_BEFORE,          /* T before A (`before the first A`: first_only) */
    RULE_SERIES,          /* T every D from A, rolling, in phases */
    RULE_GRID,            /* T every D from A on fixed dates */
    RULE_BY,              /* T by a limit */
    RULE_FOLLOW,          /* T must follow A */
    RULE_NEVER,           /* T must not happen, while `span` if there is one */
    RULE_NEVER_BEFORE,
    RULE_NEVER_AFTER,
    RULE_NEVER_WITHIN, /* T must not happen within D of A */
    RULE_PROPERTY,     /* an attribute of every T */
    RULE_RECORD,       /* every T must record fields (of itself or its items) */
    RULE_CONSIDER      /* a prompt at every T */
};

struct phase {
    struct length figure, aim;    /* aim LENGTH_NONE: none */
    struct length lasts;          /* `for D`; LENGTH_NONE: until it is over */
    const struct operand *sooner; /* `or ATTR of E if sooner`: each a duration
                                     attribute; the latest record on or before
                                     the round's first day counts, if shorter */
    uint32_t sooner_count;
    bool repeats; /* every; else once */
    bool fixed;   /* every, on fixed dates; the last phase */
};

enum limit_kind {
    LIMIT_DATE,      /* day */
    LIMIT_FACT,      /* a date fact */
    LIMIT_ATTRIBUTE, /* a date attribute of the anchor's occurrence */
    LIMIT_OFFSET, /* `length` after (before) `event` or the date fact `fact` */
    LIMIT_MONTH_DAY, /* the first such day on or after `event` */
    LIMIT_EARLIER,
    LIMIT_LATER
};
struct limit {
    enum limit_kind kind;
    day_number day;
    fact_id fact;
    attribute_id attribute;
    event_id event; /* NO_ID when from a fact */
    struct length length;
    int direction;
    int month, month_day;
    const struct limit *parts;
    uint32_t part_count;
};

enum property_kind {
    PROPERTY_ONE_OF,   /* is (not) one of `values` */
    PROPERTY_AT_LEAST, /* a number, or how many a list holds */
    PROPERTY_AT_MOST,
    PROPERTY_INCLUDES,      /* a list names all of `people` (or none) */
    PROPERTY_SAME_PREVIOUS, /* the same person as at the previous `event` */
    PROPERTY_SAME_AS,       /* the same person as values[0] */
    PROPERTY_WITHIN         /* a date within `length` after (before) `event` */
};
/* A role, a choice, or whoever an attribute names; perhaps only if a fact is
 * yes (`unless_fact`: only if it is no). */
struct person {
    struct operand who;
    fact_id only_if;
    bool unless_fact;
};
struct property {
    enum property_kind kind;
    bool negated;
    attribute_id attribute;
    const struct operand *values;
    uint32_t value_count;
    const struct person *people;
    uint32_t people_count;
    struct length length;
    int direction;
    event_id event;
};

/* `T must record A, B`; `each ITEM of T must record A, B`. */
struct record_terms {
    attribute_id item;          /* the attribute with items; NO_ID without */
    const attribute_id *fields; /* of T, when there is no item */
    const atom *item_fields;    /* of each item: names of its type's choices */
    uint32_t count;
};

/* What makes a rule's conditions change between its first day and the last:
 * the days on which it must be judged again. */
struct wakes {
    const fact_id *facts;
    const event_id *events; /* periods' opening and closing events among them */
    const struct condition **elapsed;
    const day_number *days; /* on which an exception comes into force, or is
                               no longer */
    uint32_t fact_count, event_count, elapsed_count, day_count;
};

/* Who may grant something, and in what form it has to be on file. */
struct consent {
    const role_id *roles; /* any of them will do */
    uint32_t role_count;
    bool in_writing, with_reason;
};
/* `may be extended by ...` */
struct extension_terms {
    struct consent by;
    uint32_t times;      /* in one round; 0: any number */
    struct length up_to; /* LENGTH_NONE: any length */
};

struct rule {
    atom name; /* of a bare sentence, its subject's */
    str title;
    struct span at;         /* its name */
    struct span sentence;   /* as written */
    enum strength strength; /* never STRENGTH_BARE */
    enum rule_form form;
    event_id target; /* T; of a property or prompt, the event it is about */
    event_id anchor; /* A; NO_ID without one */
    event_id until;  /* U, or NO_ID */
    const struct phase *phases; /* WITHIN, SERIES, GRID, and the figure of the
                                   other forms with a D: phases[0].figure */
    uint32_t phase_count;
    const struct limit *limit;
    const struct property *property;
    const struct record_terms *record;
    str prompt;
    bool first_only;   /* `before the first A` */
    bool counting_day; /* `counting the day itself` */
    enum day_roll roll;
    const struct calendar *calendar; /* for working days and rolls; or NULL */
    const struct condition *when;    /* all `when` and no `unless` */
    const struct condition *by_then; /* `if by then` */
    const struct condition *only_while; /* also NEVER's `while` */
    const struct person *responsible;
    uint32_t responsible_count;
    const struct citation *citations;
    uint32_t citation_count;
    const str *notes;
    uint32_t note_count;
    /* Exceptions. A root's `parent` is NO_ID; `root` is itself. An exception
     * has its root's form, and only what it says differently of: phases[0]
     * (figure and aim), limit, property; or `nothing_required`. */
    rule_id parent, root;
    bool nothing_required;
    const rule_id *children; /* in file order */
    uint32_t child_count;
    const rule_id *wins_over; /* siblings */
    uint32_t wins_over_count;
    const rule_id *disjoint; /* siblings proved unable to hold with it */
    uint32_t disjoint_count;
    const struct wakes *wakes; /* of a root: for it and all its exceptions */
    /* What a case may record about an instance of it. */
    const struct extension_terms *extensions;
    uint32_t extension_count;
    const struct consent *waivers;
    uint32_t waiver_count;
    const struct consent
        *agreements; /* an exception's `agreed by` lines: any */
    uint32_t agreement_count;
    bool otherwise_why;  /* not met, but explained with a reason: excused */
    bool where_possible; /* the same without a reason */
    const struct person *recipients; /* `to`: whom T has to reach */
    uint32_t recipient_count;
    attribute_id recipients_in; /* T's attribute that says whom it reached:
                                   `recipients`, a list of people */
    day_number in_force_from, in_force_until; /* DAY_NONE, DAY_NEVER */
    rule_id as_strict_as; /* NO_ID; of a used file (national.cinp) too */
    /* Of a policy in several versions: */
    bool continues;  /* an earlier version has the same series: its rounds go on
                      */
    bool ends;       /* the next version has it not: it ends with this one */
    bool only_cited; /* of the standard library: never judged, there to be
                        compared with */
};

/* -- tests -- */

struct expectation {
    enum { EXPECT_ONE, EXPECT_NO, EXPECT_N } kind;
    struct span at;
    rule_id rule;
    int status; /* enum status; -1: none stated (EXPECT_NO) */
    uint32_t count;
    day_number due, trigger; /* DAY_NONE: not stated */
};
struct policy_test {
    str title;
    struct span at;
    const struct node **lines; /* its case lines, for record/case_text.h */
    uint32_t line_count;
    day_number as_at;
    const struct expectation *expectations;
    uint32_t expectation_count;
};

struct program {
    struct atoms *atoms;
    atom name;
    str title, authority;
    day_number in_force_from, in_force_until; /* DAY_NONE, DAY_NEVER */
    bool has_earlier, has_later;     /* one of several versions of a policy */
    day_number next_review;          /* DAY_NONE: none named */
    const struct calendar *calendar; /* the policy's; NULL when it names none */
    event_id closes;                 /* `case closes at`; NO_ID */
    const struct condition *scope;   /* all `applies while`, no `does not apply
                                        while`; NULL: always */
    const struct wakes *scope_wakes;
    const struct role *roles;
    const struct fact *facts;
    const struct event *events;
    const event_id
        *event_order; /* every event after those it is derived from */
    const struct attribute *attributes;
    const struct period *periods;
    const struct rule *rules;
    const struct document *documents;
    const struct policy_test *tests;
    const struct guidance *guidance;
    const struct unclear *unclear;
    const struct other_reading *others; /* of a program of a policy's own */
    uint32_t guidance_count, unclear_count, other_count;
    uint32_t role_count, fact_count, event_count, attribute_count, period_count,
        rule_count, document_count, test_count;
    /* from a name to its declaration; NO_ID when there is none */
    const uint16_t *event_of_atom, *fact_of_atom, *attribute_of_atom,
        *role_of_atom, *rule_of_atom;
    uint32_t atom_limit; /* length of those five */
};

/* The declaration a name stands for; NO_ID when there is none of that sort. */
event_id program_event(const struct program *p, atom name);
fact_id program_fact(const struct program *p, atom name);
attribute_id program_attribute(const struct program *p, atom name);
role_id program_role(const struct program *p, atom name);
rule_id program_rule(const struct program *p, atom name);
/* True when a person of role `holder` will do where `wanted` is asked for. */
bool role_satisfies(const struct program *p, role_id holder, role_id wanted);

#endif
