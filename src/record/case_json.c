// SPDX-License-Identifier: MIT
/* case_json.c: the nodes of a JSON object into a timeline.
 *
 * A document can be looked at in any order, so no order is asked of the keys.
 * 0 stands for "no such member": node 0 is the document itself. */
#include "record/case_json.h"

#include "record/act.h"
#include "text/suggest.h"

struct reading {
    struct timeline *t;
    const struct json_node *nodes;
    struct case_problems *problems;
    VEC(uint32_t) facts; /* nodes of the values, as they were added */
};

static void report(struct reading *r, uint32_t node, str text) {
    uint32_t n = r->problems->count++;
    if (n >= CASE_MAX_PROBLEMS)
        return;
    r->problems->at[n].node = node;
    r->problems->at[n].text = text;
}

/* Once no further problem is kept, none is worth looking for. */
static bool is_full(const struct reading *r) {
    return r->problems->count > CASE_MAX_PROBLEMS;
}

static void report_c(struct reading *r, uint32_t node, const char *text) {
    report(r, node, str_of(text));
}

static str quote(struct reading *r, str text) {
    return quoted(&r->t->arena, text);
}

static enum json_kind kind_of(const struct reading *r, uint32_t node) {
    return (enum json_kind)r->nodes[node].kind;
}

static str words_of(struct reading *r, uint32_t node) {
    switch (kind_of(r, node)) {
    case JSON_NULL: return STR("null");
    case JSON_YES_NO: return r->nodes[node].number ? STR("true") : STR("false");
    case JSON_NUMBER:
    case JSON_NOT_EXACT: return STR("a number");
    case JSON_TEXT: return quote(r, r->nodes[node].text);
    case JSON_ARRAY: return STR("a list");
    case JSON_OBJECT: return STR("an object");
    }
    BUG("JSON kind");
}

static void report_given_twice(struct reading *r, uint32_t key) {
    report(r, key, str_format(&r->t->arena, "%.*s is given twice",
                              STR_ARG(quote(r, r->nodes[key].text))));
}

static void report_unknown(struct reading *r, uint32_t node, const char *sort,
                           str name, str nearest) {
    str meant = did_you_mean(&r->t->arena, nearest);
    report(r, node,
           str_format(&r->t->arena, "there is no %s %.*s%.*s", sort,
                      STR_ARG(quote(r, name)), STR_ARG(meant)));
}

/* Walks the members of an object: k its keys, k + 1 their values. */
#define EACH_MEMBER(r, object, k)                                              \
    (uint32_t k = (object) + 1; k < (r)->nodes[object].end;                    \
     k = (r)->nodes[k + 1].end)
#define EACH_ELEMENT(r, array, i)                                              \
    (uint32_t i = (array) + 1; i < (r)->nodes[array].end;                      \
     i = (r)->nodes[i].end)

/* -- objects with fixed keys -- */

static int position(str name, const str *names, unsigned n) {
    for (unsigned i = 0; i < n; i++)
        if (str_eq(names[i], name))
            return (int)i;
    return -1;
}

/* Finds the values of the named members; any other is reported as no part of
 * `what`. */
static void find_members(struct reading *r, uint32_t object, const str *names,
                         unsigned n, const char *what, uint32_t *values) {
    for EACH_MEMBER(r, object, k) {
        str key = r->nodes[k].text;
        int i = position(key, names, n);
        if (i < 0 && !is_full(r)) {
            str meant = did_you_mean(&r->t->arena, suggest_best(key, names, n));
            report(r, k,
                   str_format(&r->t->arena, "%.*s is no part of %s%.*s",
                              STR_ARG(quote(r, key)), what, STR_ARG(meant)));
        } else if (i >= 0 && values[i]) {
            report_given_twice(r, k);
        } else if (i >= 0) {
            values[i] = k + 1;
        }
    }
}

static uint32_t member(const struct reading *r, uint32_t object, str name) {
    for EACH_MEMBER(r, object, k)
        if (str_eq(r->nodes[k].text, name))
            return k + 1;
    return 0;
}

/* -- values -- */

static bool raw_person(struct reading *r, uint32_t node,
                       struct raw_value *raw) {
    static const str names[] = {{"role", 4}, {"person", 6}};
    uint32_t values[2] = {0};
    uint32_t before = r->problems->count;
    find_members(r, node, names, 2, "a person", values);
    if (!values[0] || kind_of(r, values[0]) != JSON_TEXT)
        report_c(r, values[0] ? values[0] : node,
                 "a person needs a `role`, in double quotes");
    if (values[1] && kind_of(r, values[1]) != JSON_TEXT)
        report_c(r, values[1], "`person` takes a text in double quotes");
    if (r->problems->count > before)
        return false;
    raw->kind = values[1] ? RAW_PERSON : RAW_WORD;
    raw->text = r->nodes[values[0]].text;
    raw->id = values[1] ? r->nodes[values[1]].text : STR("");
    return true;
}

/* Any value but a list; false when it was reported. */
static bool raw_single(struct reading *r, uint32_t node,
                       struct raw_value *raw) {
    const struct json_node *n = &r->nodes[node];
    *raw = (struct raw_value){.kind = RAW_NOTHING};
    switch (kind_of(r, node)) {
    case JSON_NULL:
        return true;
    case JSON_YES_NO:
        raw->kind = RAW_YES_NO;
        raw->number = n->number;
        return true;
    case JSON_NUMBER:
        raw->kind = RAW_NUMBER;
        raw->number = n->number;
        return true;
    case JSON_TEXT:
        raw->kind = RAW_TEXT;
        raw->text = n->text;
        return true;
    case JSON_OBJECT:
        return raw_person(r, node, raw);
    case JSON_NOT_EXACT:
        report_c(r, node, "a number with more than three decimals, or beyond "
                          "1000000000000");
        return false;
    case JSON_ARRAY:
        report_c(r, node, "a list inside a list");
        return false;
    }
    BUG("JSON kind");
}

/* An object whose keys are fields. */
static bool raw_item(struct reading *r, uint32_t object,
                     struct raw_value *raw) {
    *raw = (struct raw_value){.kind = RAW_ITEM};
    for EACH_MEMBER(r, object, k)
        raw->count++;
    struct raw_value *list =
        NEW_ARRAY(&r->t->arena, struct raw_value, raw->count);
    str *fields = NEW_ARRAY(&r->t->arena, str, raw->count);
    raw->list = list;
    raw->fields = fields;
    for EACH_MEMBER(r, object, k) {
        *fields++ = r->nodes[k].text;
        if (!raw_single(r, k + 1, list++))
            return false;
    }
    return true;
}

static bool raw_element(struct reading *r, uint32_t node,
                        const struct type *type, struct raw_value *raw) {
    if (type->kind == KIND_ITEMS && kind_of(r, node) == JSON_OBJECT)
        return raw_item(r, node, raw);
    return raw_single(r, node, raw);
}

static bool raw_of(struct reading *r, uint32_t node, const struct type *type,
                   struct raw_value *raw) {
    if (kind_of(r, node) != JSON_ARRAY)
        return raw_element(r, node, type, raw);
    uint32_t count = 0;
    for EACH_ELEMENT(r, node, i)
        count++;
    struct raw_value *list = NEW_ARRAY(&r->t->arena, struct raw_value, count);
    count = 0;
    for EACH_ELEMENT(r, node, i)
        if (!raw_element(r, i, type, &list[count++]))
            return false;
    *raw = (struct raw_value){.kind = RAW_LIST, .list = list, .count = count};
    return true;
}

/* The element of a list that a fault is about, or the value itself. */
static uint32_t place_of_fault(const struct reading *r, uint32_t node) {
    if (kind_of(r, node) != JSON_ARRAY)
        return node;
    uint32_t left = r->t->fault;
    for EACH_ELEMENT(r, node, i)
        if (left-- == 0)
            return i;
    return node;
}

static bool read_day(struct reading *r, uint32_t node, day_number *day,
                     int *minute) {
    if (kind_of(r, node) == JSON_TEXT &&
        day_time_parse(r->nodes[node].text, day, minute))
        return true;
    report(r, node,
           str_format(&r->t->arena,
                      "%.*s is not a date, like 2024-03-20 or "
                      "2024-03-20T14:00",
                      STR_ARG(words_of(r, node))));
    return false;
}

/* -- facts -- */

static void add_fact(struct reading *r, fact_id fact, uint32_t node,
                     day_number from, day_number until) {
    struct raw_value raw;
    if (!raw_of(r, node, r->t->program->facts[fact].type, &raw))
        return;
    str fault = timeline_add_fact(r->t, fact, raw, from, until);
    if (fault.len)
        report(r, place_of_fault(r, node), fault);
    else
        vec_push(&r->t->arena, &r->facts, node);
}

static void read_dated(struct reading *r, fact_id fact, uint32_t object) {
    static const str names[] = {{"value", 5}, {"from", 4}, {"until", 5}};
    uint32_t values[3] = {0};
    find_members(r, object, names, 3, "a dated fact", values);
    day_number from = DAY_NONE, until = DAY_NEVER;
    int minute;
    bool good = true;
    if (values[1])
        good &= read_day(r, values[1], &from, &minute);
    if (values[2])
        good &= read_day(r, values[2], &until, &minute);
    if (!values[0])
        report_c(r, object, "a dated fact needs a `value`");
    else if (good)
        add_fact(r, fact, values[0], from, until);
}

/* An object that is no person says when a value stood; of a fact that holds
 * items, only one with a `value`. */
static bool is_dated(const struct reading *r, fact_id fact, uint32_t node) {
    if (kind_of(r, node) != JSON_OBJECT)
        return false;
    if (r->t->program->facts[fact].type->kind == KIND_ITEMS)
        return member(r, node, STR("value")) != 0;
    return !member(r, node, STR("role")) && !member(r, node, STR("person"));
}

static bool is_history(const struct reading *r, fact_id fact, uint32_t node) {
    return kind_of(r, node) == JSON_ARRAY && node + 1 < r->nodes[node].end &&
           is_dated(r, fact, node + 1);
}

static void read_history(struct reading *r, fact_id fact, uint32_t array) {
    for EACH_ELEMENT(r, array, i) {
        if (is_full(r))
            return;
        if (is_dated(r, fact, i))
            read_dated(r, fact, i);
        else
            report_c(r, i,
                     "expected another `{\"value\": ..., \"from\": ...}`");
    }
}

static void read_fact(struct reading *r, uint32_t key, bool *seen) {
    const struct program *p = r->t->program;
    str text = r->nodes[key].text;
    atom name = names_find(&r->t->names, text);
    fact_id fact = name ? program_fact(p, name) : NO_ID;
    if (fact == NO_ID) {
        report_unknown(r, key, "fact", text,
                       nearest_fact(&r->t->arena, p, text));
        return;
    }
    if (seen[fact]) {
        report_given_twice(r, key);
        return;
    }
    seen[fact] = true;
    if (is_history(r, fact, key + 1))
        read_history(r, fact, key + 1);
    else if (is_dated(r, fact, key + 1))
        read_dated(r, fact, key + 1);
    else
        add_fact(r, fact, key + 1, DAY_NONE, DAY_NEVER);
}

static void read_facts(struct reading *r, uint32_t node) {
    if (kind_of(r, node) != JSON_OBJECT) {
        report_c(r, node, "`facts` takes an object, `{\"NAME\": VALUE, ...}`");
        return;
    }
    bool *seen = NEW_ARRAY(&r->t->arena, bool, r->t->program->fact_count);
    for EACH_MEMBER(r, node, k) {
        if (is_full(r))
            return;
        read_fact(r, k, seen);
    }
}

/* -- events -- */

/* The members that every event has; the others are its attributes. */
struct event_members {
    uint32_t event, date, booked;
};

static uint32_t *slot_of(struct event_members *m, str key) {
    if (str_eq(key, STR("event")))
        return &m->event;
    if (str_eq(key, STR("date")))
        return &m->date;
    if (str_eq(key, STR("booked")))
        return &m->booked;
    return NULL;
}

static struct event_members event_members(struct reading *r, uint32_t object) {
    struct event_members m = {0};
    for EACH_MEMBER(r, object, k) {
        uint32_t *slot = slot_of(&m, r->nodes[k].text);
        if (slot && *slot)
            report_given_twice(r, k);
        else if (slot)
            *slot = k + 1;
    }
    return m;
}

static void read_attribute(struct reading *r, event_id event, uint32_t key) {
    struct timeline *t = r->t;
    const struct program *p = t->program;
    str text = r->nodes[key].text;
    atom name = names_find(&t->names, text);
    attribute_id id = name ? program_attribute(p, name) : NO_ID;
    if (id == NO_ID || !event_has_attribute(p, event, id)) {
        str event_name = atom_str(p->atoms, p->events[event].name);
        str nearest = nearest_attribute(&t->arena, p, event, text);
        str meant = did_you_mean(&t->arena, nearest);
        report(r, key,
               str_format(&t->arena, "`%.*s` has no attribute %.*s%.*s",
                          STR_ARG(event_name), STR_ARG(quote(r, text)),
                          STR_ARG(meant)));
        return;
    }
    const struct row *row = &t->rows.at[t->rows.len - 1];
    uint32_t recorded = row->attribute_count;
    struct raw_value raw;
    if (!raw_of(r, key + 1, p->attributes[id].type_in[event], &raw))
        return;
    str fault = timeline_add_attribute(t, id, raw);
    if (!fault.len)
        return;
    for (uint32_t i = 0; i < recorded; i++)
        if (row->attributes[i].attribute == id) {
            report(r, key, fault);
            return;
        }
    report(r, place_of_fault(r, key + 1), fault);
}

static bool read_booked(struct reading *r, uint32_t node) {
    if (node && kind_of(r, node) != JSON_YES_NO)
        report_c(r, node, "`booked` takes true or false");
    return node && r->nodes[node].number != 0;
}

static void read_row(struct reading *r, uint32_t object,
                     struct event_members m, day_number day, int minute) {
    const struct program *p = r->t->program;
    str text = r->nodes[m.event].text;
    atom name = names_find(&r->t->names, text);
    event_id event = name ? program_event(p, name) : NO_ID;
    if (event == NO_ID || !p->events[event].named) {
        report_unknown(r, m.event, "event", text,
                       nearest_event(&r->t->arena, p, text));
        return;
    }
    timeline_add_row(r->t, event, day, minute, read_booked(r, m.booked));
    for EACH_MEMBER(r, object, k) {
        if (is_full(r))
            return;
        if (!slot_of(&m, r->nodes[k].text))
            read_attribute(r, event, k);
    }
}

static rule_id rule_of(struct reading *r, uint32_t object, enum act act,
                       uint32_t node) {
    if (!node || kind_of(r, node) != JSON_TEXT) {
        report_c(r, node ? node : object,
                 node ? "`rule` takes the name of a rule"
                      : "which rule was it? Its name is missing, "
                        "`\"rule\": NAME`");
        return NO_ID;
    }
    const struct program *p = r->t->program;
    str text = r->nodes[node].text;
    atom name = names_find(&r->t->names, text);
    rule_id rule = name ? program_rule(p, name) : NO_ID;
    if (rule == NO_ID)
        report_unknown(r, node, "rule", text,
                       nearest_rule(&r->t->arena, p, act, text));
    return rule;
}

static void read_act_member(struct reading *r, uint32_t key,
                            struct act_row *act) {
    static const struct type plain = {.kind = KIND_TEXT};
    struct raw_value raw;
    if (!raw_of(r, key + 1, &plain, &raw))
        return;
    str fault = act_set(r->t, act, r->nodes[key].text, &raw);
    if (fault.len)
        report(r, key, fault);
}

static void read_act(struct reading *r, uint32_t object, enum act kind,
                     struct event_members m, day_number day) {
    struct act_row act = act_begin(kind, day);
    uint32_t before = r->problems->count, rule = 0;
    for EACH_MEMBER(r, object, k) {
        str key = r->nodes[k].text;
        bool is_rule = str_eq(key, STR("rule"));
        if (is_rule && rule)
            report_given_twice(r, k);
        else if (is_rule)
            rule = k + 1;
        else if (k + 1 != m.event && k + 1 != m.date)
            read_act_member(r, k, &act);
    }
    act.rule = rule_of(r, object, kind, rule);
    if (r->problems->count > before)
        return;
    str fault = timeline_add_act(r->t, act);
    if (fault.len)
        report(r, rule, fault);
}

static void read_event(struct reading *r, uint32_t node) {
    if (kind_of(r, node) != JSON_OBJECT) {
        report_c(r, node, "an event is an object, "
                          "`{\"event\": NAME, \"date\": DATE, ...}`");
        return;
    }
    struct event_members m = event_members(r, node);
    if (!m.event || kind_of(r, m.event) != JSON_TEXT) {
        report_c(r, m.event ? m.event : node,
                 m.event ? "`event` takes the name of an event"
                         : "this event has no name, `\"event\": NAME`");
        return;
    }
    day_number day = 0;
    int minute = -1;
    if (m.date)
        read_day(r, m.date, &day, &minute);
    else
        report_c(r, node, "this event has no `date`");
    int act = act_of(r->nodes[m.event].text);
    if (act >= 0)
        read_act(r, node, (enum act)act, m, day);
    else
        read_row(r, node, m, day, minute);
}

static void read_events(struct reading *r, uint32_t node) {
    if (kind_of(r, node) != JSON_ARRAY) {
        report_c(r, node, "`events` takes a list, `[...]`");
        return;
    }
    for EACH_ELEMENT(r, node, i) {
        if (is_full(r))
            return;
        read_event(r, i);
    }
}

/* -- the case -- */

static void read_id(struct reading *r, uint32_t object, uint32_t node) {
    const struct json_node *n = &r->nodes[node];
    if (node && n->kind == JSON_TEXT && n->text.len)
        r->t->id = str_copy(&r->t->arena, n->text);
    else if (node && n->kind == JSON_NUMBER && n->number % 1000 == 0)
        r->t->id = str_format(&r->t->arena, "%lld",
                              (long long)(n->number / 1000));
    else
        report_c(r, node ? node : object,
                 "a case needs an id, `\"case\": \"C-1042\"`");
}

bool case_from_json(struct timeline *t, const struct json_doc *doc,
                    uint32_t at, struct case_problems *problems) {
    static const str names[] = {{"case", 4}, {"facts", 5}, {"events", 6}};
    uint32_t values[3] = {0};
    struct reading r = {.t = t, .nodes = doc->nodes, .problems = problems};
    timeline_reset(t);
    problems->count = 0;
    if (kind_of(&r, at) != JSON_OBJECT) {
        report_c(&r, at, "a case is an object, "
                         "`{\"case\": ..., \"facts\": ..., \"events\": ...}`");
        return false;
    }
    find_members(&r, at, names, 3, "a case", values);
    bool is_misspelt = problems->count > 0; /* perhaps the missing one */
    read_id(&r, at, values[0]);
    if (values[1])
        read_facts(&r, values[1]);
    if (values[2])
        read_events(&r, values[2]);
    else if (!is_misspelt)
        report_c(&r, at, "this case has no `events`; write `\"events\": []` "
                         "if there were none");
    str fault = timeline_seal(t);
    if (fault.len)
        report(&r, r.facts.len ? r.facts.at[t->fault] : at, fault);
    return problems->count == 0;
}
