/* case_program.h: a small program made by hand, for the tests of src/record/:
 * it needs no compiler, and has a fact and an attribute of every type. */
#ifndef CINP_CASE_PROGRAM_H
#define CINP_CASE_PROGRAM_H

#include <string.h>

#include "record/timeline.h"

enum { ROLE_SOCIAL_WORKER, ROLE_TEAM_MANAGER, ROLE_HEALTH, ROLE_EDUCATION };
enum {
    FACT_DISABLED, /* yes/no */
    FACT_RISK,     /* yes/no, default no */
    FACT_INTERVAL, /* duration */
    FACT_TEAM,     /* text */
    FACT_CHILDREN, /* number */
    FACT_BORN,     /* date */
    FACT_NEED,     /* one of N0, N1 */
    FACT_HELPERS,  /* people */
    FACT_LEAD,     /* role */
    FACT_WORDS,    /* list of text */
    FACT_SERVICES  /* items */
};
enum { EVENT_ASSESSMENT, EVENT_MEETING, EVENT_VISIT, EVENT_EITHER };
enum {
    ATTR_OUTCOME,
    ATTR_CHAIR,
    ATTR_ATTENDEES,
    ATTR_QUORATE,
    ATTR_NEXT_MEETING,
    ATTR_SOURCE,
    ATTR_SIZE,
    ATTR_IN_WRITING,
    ATTR_GAP
};
enum { RULE_ID_REVIEW, RULE_ID_CONFERENCE };

struct case_program {
    struct arena *arena;
    struct atoms atoms;
    struct program program;
};

static inline const struct type *case_type(struct case_program *c,
                                           enum type_kind kind,
                                           const char *a, const char *b) {
    struct type *type = NEW(c->arena, struct type);
    type->kind = kind;
    type->choices = NEW_ARRAY(c->arena, atom, 2);
    if (a)
        type->choices[type->choice_count++] = atom_intern(&c->atoms, str_of(a));
    if (b)
        type->choices[type->choice_count++] = atom_intern(&c->atoms, str_of(b));
    if (kind == KIND_LIST)
        type->of = case_type(c, KIND_TEXT, NULL, NULL);
    return type;
}

static inline void case_roles(struct case_program *c) {
    static const char *const names[] = {"social_worker", "team_manager",
                                        "health", "education"};
    struct role *roles = NEW_ARRAY(c->arena, struct role, ARRAY_LEN(names));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        roles[i].name = atom_intern(&c->atoms, str_of(names[i]));
    c->program.roles = roles;
    c->program.role_count = ARRAY_LEN(names);
}

static inline void case_facts(struct case_program *c) {
    static const struct {
        const char *name;
        enum type_kind kind;
    } rows[] = {
        {"disabled", KIND_YES_NO},      {"risk_if_told", KIND_YES_NO},
        {"interval", KIND_DURATION},    {"team", KIND_TEXT},
        {"children", KIND_NUMBER},      {"born", KIND_DATE},
        {"primary_need", KIND_ONE_OF},  {"helpers", KIND_PEOPLE},
        {"lead", KIND_ROLE},            {"words", KIND_LIST},
        {"services", KIND_ITEMS},
    };
    struct fact *facts = NEW_ARRAY(c->arena, struct fact, ARRAY_LEN(rows));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        facts[i].name = atom_intern(&c->atoms, str_of(rows[i].name));
        facts[i].type = case_type(c, rows[i].kind, "N0", "N1");
        facts[i].otherwise.kind = VALUE_UNKNOWN;
    }
    facts[FACT_RISK].otherwise = (struct value){.kind = VALUE_YES_NO};
    c->program.facts = facts;
    c->program.fact_count = ARRAY_LEN(rows);
}

static inline void case_events(struct case_program *c) {
    static const char *const names[] = {"assessment_complete", "cin_meeting",
                                        "visit", "cin_meeting or visit"};
    struct event *events = NEW_ARRAY(c->arena, struct event, ARRAY_LEN(names));
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        events[i].name = atom_intern(&c->atoms, str_of(names[i]));
        events[i].named = i != EVENT_EITHER;
    }
    c->program.events = events;
    c->program.event_count = ARRAY_LEN(names);
}

static inline void case_attributes(struct case_program *c) {
    static const struct {
        const char *name;
        enum type_kind kind;
    } rows[] = {
        {"outcome", KIND_ONE_OF},  {"chair", KIND_ROLE},
        {"attendees", KIND_PEOPLE}, {"quorate", KIND_YES_NO},
        {"next_meeting", KIND_DATE}, {"source", KIND_TEXT},
        {"size", KIND_NUMBER},     {"in_writing", KIND_YES_NO},
        {"gap", KIND_DURATION},
    };
    struct attribute *a = NEW_ARRAY(c->arena, struct attribute, ARRAY_LEN(rows));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        a[i].name = atom_intern(&c->atoms, str_of(rows[i].name));
        a[i].type_in = NEW_ARRAY(c->arena, const struct type *, 4);
        a[i].type_in[EVENT_MEETING] =
            case_type(c, rows[i].kind, "continue_plan", "end_plan");
    }
    a[ATTR_OUTCOME].type_in[EVENT_ASSESSMENT] =
        case_type(c, KIND_ONE_OF, "cin_plan", "early_help");
    a[ATTR_QUORATE].type_in[EVENT_VISIT] =
        case_type(c, KIND_YES_NO, NULL, NULL);
    c->program.attributes = a;
    c->program.attribute_count = ARRAY_LEN(rows);
}

static inline void case_rules(struct case_program *c) {
    static const struct extension_terms by_anybody;
    struct rule *rules = NEW_ARRAY(c->arena, struct rule, 2);
    rules[RULE_ID_REVIEW].name = atom_intern(&c->atoms, STR("review"));
    rules[RULE_ID_REVIEW].form = RULE_SERIES;
    rules[RULE_ID_REVIEW].extensions = &by_anybody;
    rules[RULE_ID_REVIEW].extension_count = 1;
    rules[RULE_ID_CONFERENCE].name = atom_intern(&c->atoms, STR("conference"));
    rules[RULE_ID_CONFERENCE].form = RULE_CONSIDER;
    c->program.rules = rules;
    c->program.rule_count = 2;
}

static inline uint16_t *case_table(struct case_program *c) {
    size_t size = c->program.atom_limit * sizeof(uint16_t);
    return memset(arena_alloc(c->arena, size), 0xff, size);
}

static inline void case_tables(struct case_program *c) {
    struct program *p = &c->program;
    p->atom_limit = c->atoms.count + 1;
    uint16_t *events = case_table(c), *facts = case_table(c),
             *attributes = case_table(c), *roles = case_table(c),
             *rules = case_table(c);
    for (uint16_t i = 0; i < p->event_count; i++)
        events[p->events[i].name] = i;
    for (uint16_t i = 0; i < p->fact_count; i++)
        facts[p->facts[i].name] = i;
    for (uint16_t i = 0; i < p->attribute_count; i++)
        attributes[p->attributes[i].name] = i;
    for (uint16_t i = 0; i < p->role_count; i++)
        roles[p->roles[i].name] = i;
    for (uint16_t i = 0; i < p->rule_count; i++)
        rules[p->rules[i].name] = i;
    p->event_of_atom = events;
    p->fact_of_atom = facts;
    p->attribute_of_atom = attributes;
    p->role_of_atom = roles;
    p->rule_of_atom = rules;
}

static inline const struct program *case_program(struct arena *arena) {
    struct case_program *c = NEW(arena, struct case_program);
    c->arena = arena;
    atoms_init(&c->atoms, arena);
    c->program.atoms = &c->atoms;
    case_roles(c);
    case_facts(c);
    case_events(c);
    case_attributes(c);
    case_rules(c);
    case_tables(c);
    return &c->program;
}

/* A timeline as text, a line for each thing in it, for comparing. */

static inline void case_print_day(struct strbuf *out, const char *before,
                                  day_number day) {
    char buf[16];
    if (day == DAY_NONE || day == DAY_NEVER)
        return;
    strbuf_add_c(out, before);
    strbuf_add_c(out, day_format(day, buf));
}

static inline void case_print_rows(struct strbuf *out,
                                   const struct timeline *t) {
    const struct program *p = t->program;
    for (size_t i = 0; i < t->rows.len; i++) {
        const struct row *row = &t->rows.at[i];
        case_print_day(out, row->booked ? "booked " : "", row->day);
        if (row->minute >= 0)
            strbuf_addf(out, "+%d", row->minute);
        strbuf_add_c(out, " ");
        strbuf_add(out, atom_str(p->atoms, p->events[row->event].name));
        for (uint32_t k = 0; k < row->attribute_count; k++) {
            atom name = p->attributes[row->attributes[k].attribute].name;
            strbuf_addf(out, " %.*s=", STR_ARG(atom_str(p->atoms, name)));
            value_print(out, p->atoms, row->attributes[k].value);
        }
        strbuf_add_c(out, "\n");
    }
}

static inline void case_print_facts(struct strbuf *out,
                                    const struct timeline *t) {
    const struct program *p = t->program;
    for (uint32_t f = 0; f < p->fact_count; f++)
        for (uint32_t i = t->fact_start[f]; i < t->fact_start[f + 1]; i++) {
            strbuf_add(out, atom_str(p->atoms, p->facts[f].name));
            strbuf_add_c(out, "=");
            value_print(out, p->atoms, t->facts[i].value);
            case_print_day(out, " from ", t->facts[i].from);
            case_print_day(out, " until ", t->facts[i].until);
            strbuf_add_c(out, "\n");
        }
}

static inline void case_print_acts(struct strbuf *out,
                                   const struct timeline *t) {
    const struct program *p = t->program;
    for (size_t i = 0; i < t->acts.len; i++) {
        const struct act_row *act = &t->acts.at[i];
        case_print_day(out, "", act->day);
        strbuf_addf(out, " act %d %.*s", act->act,
                    STR_ARG(atom_str(p->atoms, p->rules[act->rule].name)));
        case_print_day(out, " for ", act->trigger);
        case_print_day(out, " to ", act->to);
        strbuf_add_c(out, " by ");
        value_print(out, p->atoms, act->by);
        strbuf_addf(out, " (%.*s)%s\n", STR_ARG(act->reason),
                    act->in_writing ? " in writing" : "");
    }
}

static inline str case_print(struct arena *arena, const struct timeline *t) {
    struct strbuf out;
    strbuf_init(&out, arena);
    strbuf_addf(&out, "case %.*s\n", STR_ARG(t->id));
    case_print_facts(&out, t);
    case_print_rows(&out, t);
    case_print_acts(&out, t);
    return strbuf_str(&out);
}

#endif
