// SPDX-License-Identifier: MIT
/* case_text.c: case lines of a tree into a timeline.
 *
 * Every line is read, whatever was wrong with those before it, so that one
 * run shows every fault. */
#include "record/case_text.h"

#include "record/act.h"

enum { MINUTES_PER_DAY = 24 * 60 };

struct reading {
    struct timeline *t;
    const struct atoms *atoms; /* of the lines */
    struct diag_list *diags;
    VEC(const struct node *) facts; /* as they were added */
    bool good;
};

static str text_of(const struct reading *r, const struct node *node) {
    return atom_str(r->atoms, node->name);
}

static atom name_in_program(struct reading *r, const struct node *node) {
    if (r->atoms == r->t->program->atoms)
        return node->name;
    return names_find(&r->t->names, text_of(r, node));
}

static void report(struct reading *r, enum diag_id id, struct span at,
                   str what) {
    diag_add(r->diags, id, at, "%.*s", STR_ARG(what));
    r->good = false;
}

static void report_unknown(struct reading *r, enum diag_id id,
                           const struct node *name, const char *sort,
                           str nearest) {
    str text = text_of(r, name);
    str meant = did_you_mean(&r->t->arena, nearest);
    struct diag *d =
        diag_add(r->diags, id, name->at, "there is no %s `%.*s`%.*s", sort,
                 STR_ARG(text), STR_ARG(meant));
    if (nearest.len)
        diag_fix(r->diags, d, name->at, nearest, "");
    r->good = false;
}

/* -- literals -- */

static int64_t day_of_minutes(int64_t minutes) {
    int64_t day = minutes / MINUTES_PER_DAY;
    return minutes % MINUTES_PER_DAY < 0 ? day - 1 : day;
}

static struct raw_value raw_of(struct reading *r, const struct node *node);

static struct raw_value raw_of_item(struct reading *r,
                                    const struct node *item) {
    struct arena *arena = &r->t->arena;
    struct raw_value raw = {.kind = RAW_ITEM};
    for (const struct node *n = item->item.fields; n; n = n->next)
        raw.count++;
    struct raw_value *list = NEW_ARRAY(arena, struct raw_value, raw.count);
    str *fields = NEW_ARRAY(arena, str, raw.count);
    raw.list = list;
    raw.fields = fields;
    for (const struct node *n = item->item.fields; n; n = n->next) {
        *fields++ = text_of(r, n->attribute.name);
        *list++ = raw_of(r, n->attribute.values);
    }
    return raw;
}

static struct raw_value raw_of(struct reading *r, const struct node *node) {
    struct raw_value raw = {.kind = RAW_WORD};
    switch ((int)node->kind) {
    case NODE_NAME:
    case NODE_REFERENCE:
        raw.text = text_of(r, node);
        return raw;
    case NODE_TEXT:
        raw.kind = RAW_TEXT;
        raw.text = text_of(r, node);
        return raw;
    case NODE_NUMBER:
        raw.kind = RAW_NUMBER;
        raw.number = node->number;
        return raw;
    case NODE_YES_NO:
        raw.kind = RAW_YES_NO;
        raw.number = node->word;
        return raw;
    case NODE_DATE:
        raw.kind = RAW_DATE;
        raw.number = node->number;
        return raw;
    case NODE_DATETIME:
        raw.kind = RAW_DATE;
        raw.number = day_of_minutes(node->number);
        return raw;
    case NODE_DURATION:
        raw.kind = RAW_DURATION;
        raw.duration = (struct duration){(int32_t)node->number,
                                         (enum unit)node->word};
        return raw;
    case NODE_PERSON:
        raw.kind = RAW_PERSON;
        raw.text = text_of(r, node->person.role);
        raw.id = text_of(r, node->person.id);
        return raw;
    case NODE_ITEM:
        return raw_of_item(r, node);
    }
    BUG("a node that is no literal");
}

/* One literal, or a list of them. */
static struct raw_value raw_of_list(struct reading *r,
                                    const struct node *first) {
    if (!first->next)
        return raw_of(r, first);
    uint32_t count = 0;
    for (const struct node *n = first; n; n = n->next)
        count++;
    struct raw_value *list = NEW_ARRAY(&r->t->arena, struct raw_value, count);
    count = 0;
    for (const struct node *n = first; n; n = n->next)
        list[count++] = raw_of(r, n);
    return (struct raw_value){.kind = RAW_LIST, .list = list, .count = count};
}

/* The element of a list that a fault is about. */
static struct span place_of_fault(const struct reading *r,
                                  const struct node *first) {
    const struct node *n = first;
    for (uint32_t i = 0; i < r->t->fault && n->next; i++)
        n = n->next;
    return n->at;
}

static day_number day_of(const struct node *day, int *minute) {
    bool timed = day->kind == NODE_DATETIME;
    int64_t number = timed ? day_of_minutes(day->number) : day->number;
    *minute = timed ? (int)(day->number - number * MINUTES_PER_DAY) : -1;
    return (day_number)number;
}

/* -- lines -- */

/* The attribute of the event that a node names; NO_ID when it has none such
 * (reported). `in writing` is the attribute `in_writing`. */
static attribute_id attribute_of(struct reading *r, event_id event,
                                 const struct node *node) {
    const struct program *p = r->t->program;
    bool writing = node->kind == NODE_IN_WRITING;
    const struct node *at = writing ? node : node->attribute.name;
    atom name = writing ? names_find(&r->t->names, STR("in_writing"))
                        : name_in_program(r, at);
    attribute_id id = name ? program_attribute(p, name) : NO_ID;
    if (id != NO_ID && event_has_attribute(p, event, id))
        return id;
    str text = writing ? STR("in_writing") : text_of(r, at);
    str event_name = atom_str(p->atoms, p->events[event].name);
    str nearest = nearest_attribute(&r->t->arena, p, event, text);
    str meant = did_you_mean(&r->t->arena, nearest);
    struct diag *d = diag_add(r->diags, DIAG_CASE_UNKNOWN_ATTRIBUTE, at->at,
                              "`%.*s` has no attribute `%.*s`%.*s",
                              STR_ARG(event_name), STR_ARG(text),
                              STR_ARG(meant));
    if (nearest.len && !writing)
        diag_fix(r->diags, d, at->at, nearest, "");
    r->good = false;
    return NO_ID;
}

static bool has_been_given(const struct timeline *t, attribute_id id) {
    const struct row *row = &t->rows.at[t->rows.len - 1];
    for (uint32_t i = 0; i < row->attribute_count; i++)
        if (row->attributes[i].attribute == id)
            return true;
    return false;
}

static void read_attribute(struct reading *r, event_id event,
                           const struct node *node) {
    attribute_id id = attribute_of(r, event, node);
    if (id == NO_ID)
        return;
    bool again = has_been_given(r->t, id);
    bool writing = node->kind == NODE_IN_WRITING;
    struct raw_value raw = {.kind = RAW_YES_NO, .number = 1};
    if (!writing)
        raw = raw_of_list(r, node->attribute.values);
    str fault = timeline_add_attribute(r->t, id, raw);
    if (!fault.len)
        return;
    if (again)
        report(r, DIAG_CASE_REPEATED, node->at, fault);
    else
        report(r, DIAG_CASE_BAD_VALUE,
               writing ? node->at
                       : place_of_fault(r, node->attribute.values),
               fault);
}

static void read_event(struct reading *r, const struct node *line) {
    const struct program *p = r->t->program;
    const struct node *name = line->case_event.event;
    atom a = name_in_program(r, name);
    event_id event = a ? program_event(p, a) : NO_ID;
    if (event == NO_ID || !p->events[event].named) {
        report_unknown(r, DIAG_CASE_UNKNOWN_EVENT, name, "event",
                       nearest_event(&r->t->arena, p, text_of(r, name)));
        return;
    }
    int minute;
    day_number day = day_of(line->case_event.day, &minute);
    timeline_add_row(r->t, event, day, minute, line->word == 1);
    for (const struct node *n = line->case_event.attributes; n; n = n->next)
        read_attribute(r, event, n);
}

static void read_fact(struct reading *r, const struct node *line) {
    const struct program *p = r->t->program;
    const struct node *name = line->case_fact.fact;
    atom a = name_in_program(r, name);
    fact_id fact = a ? program_fact(p, a) : NO_ID;
    if (fact == NO_ID) {
        report_unknown(r, DIAG_CASE_UNKNOWN_FACT, name, "fact",
                       nearest_fact(&r->t->arena, p, text_of(r, name)));
        return;
    }
    int minute;
    const struct node *from = line->case_fact.from;
    const struct node *until = line->case_fact.until;
    str fault = timeline_add_fact(
        r->t, fact, raw_of_list(r, line->case_fact.values),
        from ? day_of(from, &minute) : DAY_NONE,
        until ? day_of(until, &minute) : DAY_NEVER);
    if (fault.len)
        report(r, DIAG_CASE_BAD_VALUE,
               place_of_fault(r, line->case_fact.values), fault);
    else
        vec_push(&r->t->arena, &r->facts, line);
}

static bool read_act_attribute(struct reading *r, struct act_row *act,
                               const struct node *node) {
    str fault;
    if (node->kind == NODE_IN_WRITING) {
        struct raw_value yes = {.kind = RAW_YES_NO, .number = 1};
        fault = act_set(r->t, act, STR("in_writing"), &yes);
    } else {
        struct raw_value raw = raw_of_list(r, node->attribute.values);
        fault = act_set(r->t, act, text_of(r, node->attribute.name), &raw);
    }
    if (fault.len)
        report(r, DIAG_CASE_BAD_ACT, node->at, fault);
    return !fault.len;
}

static void read_act(struct reading *r, const struct node *line) {
    const struct program *p = r->t->program;
    const struct node *name = line->case_act.rule;
    int minute;
    struct act_row act = act_begin((enum act)line->word,
                                   day_of(line->case_act.day, &minute));
    atom a = name_in_program(r, name);
    act.rule = a ? program_rule(p, a) : NO_ID;
    if (act.rule == NO_ID) {
        report_unknown(r, DIAG_CASE_BAD_ACT, name, "rule",
                       nearest_rule(&r->t->arena, p, act.act,
                                    text_of(r, name)));
        return;
    }
    bool good = true;
    for (const struct node *n = line->case_act.attributes; n; n = n->next)
        good &= read_act_attribute(r, &act, n);
    str fault = good ? timeline_add_act(r->t, act) : STR("");
    if (fault.len)
        report(r, DIAG_CASE_BAD_ACT, name->at, fault);
}

bool case_from_lines(struct timeline *t, const struct atoms *atoms,
                     const struct node *const *lines, uint32_t count,
                     struct diag_list *diags) {
    struct reading r = {.t = t, .atoms = atoms, .diags = diags, .good = true};
    timeline_reset(t);
    for (uint32_t i = 0; i < count; i++) {
        if (lines[i]->kind == NODE_CASE_EVENT)
            read_event(&r, lines[i]);
        else if (lines[i]->kind == NODE_CASE_FACT)
            read_fact(&r, lines[i]);
        else if (lines[i]->kind == NODE_CASE_ACT)
            read_act(&r, lines[i]);
        else
            BUG("a line that is none of a case");
    }
    str fault = timeline_seal(t);
    if (fault.len)
        report(&r, DIAG_CASE_REPEATED,
               r.facts.len ? r.facts.at[t->fault]->at : (struct span){0},
               fault);
    return r.good;
}
