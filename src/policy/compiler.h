/* compiler.h: what the parts of the compiler share; for src/policy/ only.
 *
 * compile.c drives the stages, each in a file of its own:
 *
 *   group.c       lines into declarations: a head, its sentence, its clauses
 *   clauses.c     which clause belongs to which head, and how often
 *   names.c       looking names up, and what to say about one that is none
 *   declare.c     the names of every declaration, clashes, look-alikes
 *   types.c       types, attributes, facts, roles
 *   literal.c     literals and lengths of time
 *   figures.c     figures, documents, calendars
 *   register.c    the registers of documents, row by row
 *   unclear.c     `unclear` questions, and the value each is taken as
 *   header.c      the policy's own clauses, its scope
 *   event.c       derived events, unions, periods
 *   attributes.c  the attributes an event's records carry, inherited or not
 *   order.c       every event after those it is made from; circles
 *   condition.c   conditions        operand.c   operands, with their types
 *   wakes.c       what makes conditions change
 *   rule.c        rules; sentence.c  their sentences; rule_clauses.c  clauses
 *   granted.c     extensions, waivers, agreements, explanations
 *   exception.c   exceptions and their trees
 *   property.c    `ATTR of E must ...`       limit.c     `by LIMIT`
 *   recording.c   `T must record ...`        strict.c    `as strict as`
 *   disjoint.c    which sibling exceptions cannot hold together; cells.c
 *   later.c       conditions on what comes after the trigger
 *   expect.c      tests
 *   coverage.c    `guidance`; what accounts for each provision
 *
 * A stage reports and goes on, so that one run shows every mistake; what it
 * could not resolve it leaves as NO_ID or NULL, and later stages keep silent
 * about that. */
#ifndef CINP_COMPILER_H
#define CINP_COMPILER_H

#include "base/vec.h"
#include "policy/compile.h"

/* A head line (or a bare sentence) with the lines that belong to it. */
struct declaration {
    const struct module *module;
    const struct node *head;     /* NULL for a bare sentence */
    const struct node *sentence; /* of a rule: its sentence or INSTEAD_... */
    /* Clauses, case lines and expectations in order, and the conditions at
     * the end of the sentence's line. */
    VEC(const struct node *) clauses;
    struct span at; /* its first line */
    bool damaged;   /* a line of it could not be read: nothing may be missed */
    uint64_t seen;  /* kinds of clause it has; a bit each, see clauses.c */
    VEC(atom) reported; /* names already said to be unknown here */
};

enum symbol_sort {
    SYMBOL_EVENT = 1,
    SYMBOL_FACT = 2,
    SYMBOL_PERIOD = 4,
    SYMBOL_FIGURE = 8,
    SYMBOL_UNCLEAR = 16, /* these five share one space of names */
    SYMBOL_ROLE = 32,
    SYMBOL_RULE = 64,
    SYMBOL_CALENDAR = 128,
    SYMBOL_DOCUMENT = 256
};
#define SYMBOL_THINGS                                             \
    (SYMBOL_EVENT | SYMBOL_FACT | SYMBOL_PERIOD | SYMBOL_FIGURE | \
     SYMBOL_UNCLEAR)
struct symbol {
    enum symbol_sort sort;
    atom name;
    uint16_t index; /* in its array of the draft */
    struct span at; /* of its name */
    struct declaration *declaration;
    struct symbol *next; /* another sort's, of the same name */
};

struct figure {
    struct length length; /* kind LENGTH_NONE: a plain value */
    struct value value;
    bool recorded; /* ATTR of E: `operand`, and no value of its own */
    struct operand operand;
    const struct type *type; /* NULL: faulty, and said so */
};

/* An attribute that an event has, and where it was said to. */
struct has {
    attribute_id attribute;
    const struct type *type;
    struct span at;
};
struct event_draft {
    struct declaration *declaration; /* NULL: an unnamed union */
    VEC(struct has) has;             /* its own, later the inherited too */
    bool is_inherited;
    bool broken; /* something of it is unknown: keep silent about the rest */
};

struct unclear_draft {
    struct declaration *declaration;
    struct unclear unclear;
    const struct type *type; /* of its values; NULL: they name events */
    bool known;              /* its values are what they should be */
};

struct document_draft {
    const struct node *provisions; /* its line; NULL without one */
    bool has_register;             /* which could be read */
};

struct rule_draft {
    struct declaration *declaration;
    const struct node *exception_to; /* the name, or NULL */
    const struct node *anchor;       /* first name of A, for messages */
    struct phase *phases;            /* the rule's, to be filled */
    VEC(rule_id) disjoint;
    size_t condition_count; /* lines with a condition */
    bool form_is_known;     /* its sentence was understood */
    bool broken;            /* something of it is faulty: do not judge it */
};

struct compiler {
    struct module_set *modules;
    struct arena *arena;
    struct atoms *atoms;
    struct diag_list *diags;
    const struct module *policy;
    struct module_list files; /* the policy last */
    struct program *program;  /* being filled */
    const struct node
        *default_calendar; /* a vocabulary's `working days from` */
    bool defaults_disagree;
    struct declaration *header;  /* the `policy` line's; NULL without one */
    struct declaration *current; /* being compiled: whose names are asked for */
    VEC(struct declaration *) declarations; /* used files first */
    VEC(struct symbol *) symbols;
    struct atom_map symbol_of;    /* by name: struct symbol, the first of it */
    struct atom_map attribute_of; /* by name: index + 1 in `attributes` */
    struct atom_map damaged; /* names on head lines that could not be read */
    struct atom_map calendars_of; /* by name; see figures.c */
    struct atom_map unions;       /* by members: event_id */
    /* The draft arrays; compile.c moves them into the program. */
    VEC(struct role) roles;
    VEC(struct fact) facts;
    VEC(struct event) events;
    VEC(struct event_draft) event_drafts; /* by event_id */
    VEC(struct attribute) attributes;
    VEC(struct period) periods;
    VEC(struct figure) figures;
    VEC(struct rule) rules;
    VEC(struct rule_draft) rule_drafts; /* by rule_id */
    VEC(struct document) documents;
    VEC(struct document_draft) document_drafts;
    VEC(struct unclear_draft) unclear;
    const struct other_reading *other; /* compiled for; NULL: the policy's */
    VEC(const struct node *) guidance_lines;
    VEC(source_id) registers; /* read for this policy */
    VEC(event_id) event_order;
    size_t scope_count;        /* lines of the scope */
    size_t merge_count;        /* of lists of choices, in attributes.c */
    uint32_t cells_left;       /* that disjoint.c may still look at */
    bool attributes_are_known; /* of every event declared */
    bool said_too_many, said_no_calendar, said_no_policy;
    bool lacks_file;       /* a `use` was in vain: names may come from there */
    bool has_unread_lines; /* what they say may be missed elsewhere */
    struct atom_map said_use; /* libraries that were said to be missing */
};

/* -- names (names.c) -- */

/* The declaration of a name among the sorts of the mask, or NULL, in silence.
 * An `unclear` that is taken as an event is that event, unless the mask has
 * SYMBOL_UNCLEAR. */
struct symbol *symbol_find(const struct compiler *c, atom name, unsigned sorts);
/* The same for a NAME node; reports UNKNOWN_NAME (nearest declared names,
 * what sort was wanted) or WRONG_SORT when there is none. */
struct symbol *symbol_want(struct compiler *c, const struct node *name,
                           unsigned sorts);
/* Neither: the name's line was damaged, or it was reported here before. */
bool symbol_is_excused(struct compiler *c, atom name);
/* "an event", "a role or a fact": for messages. */
str symbol_sorts_words(struct compiler *c, unsigned sorts);
/* "an event": of one. */
const char *symbol_sort_words(enum symbol_sort sort);
str name_str(const struct compiler *c, const struct node *name);
/* Adds a symbol; reports a clash and returns NULL. */
struct symbol *symbol_add(struct compiler *c, enum symbol_sort sort,
                          const struct node *name, size_t index,
                          struct declaration *declaration);
/* Bounds on what a policy holds: tables grow with the product of some. */
enum {
    MAX_IDS = 8000,
    MAX_EVENTS = 4000,
    MAX_ROLES = 4000,
    MAX_ATTRIBUTES = 1000,
    MAX_CHOICES = 500,   /* of one type */
    MAX_CONDITIONS = 200 /* lines of one rule, or of the scope: they nest */
};
/* True while `len` is below the bound; reported, once, when not. */
bool has_room(struct compiler *c, size_t len, size_t most, const char *what,
              struct span at);

/* -- reports used everywhere -- */

/* Something was said about this place, or a part of it. */
bool is_faulty(const struct compiler *c, struct span at);

/* What leads back to itself: each name and where it says so. */
struct circle {
    struct {
        atom name;
        struct span at;
    } step[64];
    size_t len;
};
void circle_add(struct circle *circle, atom name, struct span at);
void report_circle(struct compiler *c, const struct circle *circle,
                   const char *verb);

/* -- clauses (clauses.c) -- */

enum head {
    HEAD_POLICY = 1,
    HEAD_DOCUMENT = 2,
    HEAD_ROLE = 4,
    HEAD_FACT = 8,
    HEAD_EVENT = 16,
    HEAD_PERIOD = 32,
    HEAD_FIGURE = 64,
    HEAD_CALENDAR = 128,
    HEAD_RULE = 256,
    HEAD_TEST = 512,
    HEAD_CASE = 1024,
    HEAD_UNCLEAR = 2048,
    HEAD_SCOPE = 4096,
    HEAD_USE = 8192
};
/* 0: no head. */
enum head head_of(const struct node *node);
enum head head_of_declaration(const struct declaration *d);
bool is_sentence(const struct node *node);  /* a whole one */
bool is_different(const struct node *node); /* `... instead`, `nothing ...` */
/* Whether the clause may stand under the head, and has not stood there too
 * often; reported if not. */
bool clause_fits(struct compiler *c, struct declaration *d,
                 const struct node *clause);
/* As a line with the clause begins: "may be extended by". */
const char *clause_words(const struct node *clause);
/* The name of a rule that is a bare sentence: its subject's. */
atom bare_name(struct compiler *c, const struct node *sentence);
/* The first clause of a kind; NULL. */
const struct node *clause_find(const struct declaration *d,
                               enum node_kind kind);

/* -- what is unclear (unclear.c) -- */

/* The value that stands for a name which is an `unclear`, and its type, NULL
 * when it names an event. NULL when the name is none, or a faulty one. */
const struct value *unclear_taken(const struct compiler *c, atom name,
                                  const struct type **type);

/* -- types and attributes (types.c) -- */

const struct type *compile_type(struct compiler *c, const struct node *type);
/* The id of an attribute's name; NO_ID when no event has one of that name. */
attribute_id attribute_find(const struct compiler *c, atom name);
extern const struct type type_yes_no, type_number, type_date, type_text,
    type_duration, type_role, type_people;

/* -- events (event.c, attributes.c, order.c) -- */

/* The event an event list stands for: a name's own, or an unnamed union (one
 * for each set of members). NO_ID when a name is unknown (reported). */
event_id compile_events(struct compiler *c, const struct node *names);
/* What `has` an event says or inherits of an attribute; NULL when nothing. */
const struct has *event_has(const struct compiler *c, event_id event,
                            attribute_id attribute);
/* ATTR of E, both checked; false (reported) when the event lacks it. */
bool compile_attribute(struct compiler *c, const struct node *attribute,
                       event_id event, attribute_id *out,
                       const struct type **type);
/* The attribute of an event whose name is nearest; empty when none is near. */
str attribute_nearest(struct compiler *c, event_id event, str name);
void inherit_attributes(struct compiler *c);
/* Of one event, whose parts are inherited already or now. */
void inherit_into(struct compiler *c, event_id event);
str event_words(const struct compiler *c, event_id event);
/* Every event after those it is made from, into event_order; reports circles
 * the first time. */
void order_events(struct compiler *c);

/* -- literals and lengths (literal.c) -- */

/* Whether working days can be counted where a length stands. */
struct length_place {
    const struct calendar *calendar;
    bool unknown_calendar; /* a vocabulary: the policy that uses it has one */
    bool hours;            /* hours may be counted here */
    bool derived;          /* it makes a derived event */
};
struct length_place policy_lengths(const struct compiler *c);
/* A DURATION, or the name of a figure or duration fact. */
bool compile_length(struct compiler *c, const struct node *duration,
                    struct length_place place, struct length *out);
/* A literal where a value of `type` is wanted (reported when it does not fit).
 */
bool compile_literal(struct compiler *c, const struct node *literal,
                     const struct type *type, struct value *out);
/* What a literal is by itself: its type, NULL for a name. */
const struct type *literal_type(const struct node *literal);
/* Days and weeks, months and years, working days, hours: what compares. */
enum unit unit_kind(enum unit unit);
bool lengths_compare(const struct length *a, const struct length *b,
                     int *order);
bool value_is_in(const struct type *type, atom name);

/* -- operands and conditions (operand.c, condition.c, wakes.c) -- */

/* What a bare attribute may refer to: in `where`, the event in question. */
struct condition_place {
    event_id own;        /* NO_ID: no attribute without `of` */
    bool scope;          /* a condition of the policy's scope ... */
    bool closing_counts; /* ... in which a period's closing day is in scope */
};
/* NULL when it is faulty (reported). */
const struct condition *compile_condition(struct compiler *c,
                                          const struct node *condition,
                                          struct condition_place place);
const struct condition *condition_and(struct compiler *c,
                                      const struct condition *a,
                                      const struct condition *b);
const struct condition *condition_not(struct compiler *c,
                                      const struct condition *inner);
/* An operand with its type: fact, attribute, count, figure. */
bool compile_operand(struct compiler *c, const struct node *node,
                     struct condition_place place, struct operand *out,
                     const struct type **type);
/* In `where`, a name that is no other than a (misspelt) attribute. */
bool means_attribute(struct compiler *c, const struct node *name, event_id own);
/* A literal, or another operand, that is compared with one of `type`. */
bool compile_value(struct compiler *c, const struct node *node,
                   const struct type *type, struct condition_place place,
                   struct operand *out);
/* Roles, persons and attributes: `to`, `responsible`, `must include`. */
bool compile_people(struct compiler *c, const struct node *people,
                    const struct type *element, const struct person **out,
                    uint32_t *count);
typedef void condition_visit(void *closure, const struct condition *test);
/* Every test of a condition. */
void condition_walk(const struct condition *condition, condition_visit *visit,
                    void *closure);
/* Every event a test rests on: those of its operands, its periods' too. */
typedef void event_visit(void *closure, event_id event);
void test_events(const struct compiler *c, const struct condition *test,
                 event_visit *visit, void *closure);

struct wake_list {
    VEC(fact_id) facts;
    VEC(event_id) events;
    VEC(const struct condition *) elapsed;
    VEC(day_number) days;
};
void wake_on_condition(struct compiler *c, struct wake_list *list,
                       const struct condition *condition);
void wake_on_length(struct compiler *c, struct wake_list *list,
                    const struct length *length);
const struct wakes *wakes_done(struct compiler *c,
                               const struct wake_list *list);

/* -- figures and calendars (figures.c) -- */

/* The figures that records set, once every event's attributes are known. */
void compile_recorded_figures(struct compiler *c);
/* The figure that a name stands for, if records set it; NULL. */
const struct figure *recorded_figure(const struct compiler *c,
                                     const struct node *name);

/* The calendar of a NAME node, loading it from the standard library when no
 * file declares it; NULL, reported, when there is none. */
const struct calendar *compile_calendar_of(struct compiler *c,
                                           const struct node *name);
/* Builds those that nobody asked for, so that they are checked too. */
void compile_calendars(struct compiler *c);

/* -- rules -- */

void compile_sentence(struct compiler *c, rule_id id);
/* The clauses of a rule that is no exception; those any rule may have. */
void compile_root_clauses(struct compiler *c, rule_id id);
void compile_common_clauses(struct compiler *c, rule_id id);
/* The days of `in force`; the last is left as it is when none is named. */
void compile_in_force(struct compiler *c, const struct node *clause,
                      day_number *from, day_number *until);
/* What may be granted: under a rule, and (`agreed by`) under an exception. */
void compile_granted(struct compiler *c, rule_id id);
void compile_agreements(struct compiler *c, rule_id id);
void report_agreed(struct compiler *c, const struct declaration *d);
/* The clause means nothing with the rule's sentence. */
void report_useless(struct compiler *c, const struct node *clause,
                    const char *advice);
void compile_exceptions(struct compiler *c);
void find_disjoint(struct compiler *c);
void compile_strictness(struct compiler *c);
void warn_of_later(struct compiler *c, rule_id id);
/* NULL when faulty (reported). */
const struct property *compile_property(struct compiler *c,
                                        const struct rule *rule,
                                        const struct node *sentence);
/* `must be V instead`, for a root whose sentence is given. */
const struct property *compile_property_instead(struct compiler *c,
                                                const struct rule *root,
                                                const struct node *sentence,
                                                const struct node *different);
/* Whether a sentence about an attribute says that it `must be recorded`. */
bool says_recorded(const struct compiler *c, event_id event,
                   const struct node *sentence);
/* NULL when faulty (reported). */
const struct record_terms *compile_record(struct compiler *c, event_id event,
                                          const struct node *sentence);
/* *first: the event named first, NO_ID when there is none. */
const struct limit *compile_limit(struct compiler *c, const struct node *limit,
                                  struct length_place place, event_id *first);
struct length_place rule_lengths(const struct compiler *c,
                                 const struct rule *rule);
bool form_has_due_day(enum rule_form form);
/* Reports an aim that is no shorter than the figure. */
void check_aim(struct compiler *c, const struct phase *phase,
               const struct node *aim);
/* `source` lines; the documents they cite must be declared. */
void compile_sources(struct compiler *c, const struct declaration *d,
                     const struct citation **out, uint32_t *count);

/* -- documents (register.c, coverage.c) -- */

/* The provisions of a document, from the file that a line of `from` names;
 * false when something is wrong with it (reported). */
bool compile_register(struct compiler *c, const struct module *from,
                      const struct node *file, struct document *document);

/* -- the stages, in order (compile.c calls them) -- */
void group_lines(struct compiler *c);
void declare_names(struct compiler *c);
void compile_unclear(struct compiler *c);
void declare_types(struct compiler *c);
void declare_figures(struct compiler *c);
void compile_calendar_clause(struct compiler *c); /* the policy's */
void compile_derived_events(struct compiler *c);
void compile_header(struct compiler *c);
void compile_rules(struct compiler *c);
void compile_tests(struct compiler *c);
void compile_guidance(struct compiler *c);
void compile_coverage(struct compiler *c);

#endif
