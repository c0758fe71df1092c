// SPDX-License-Identifier: MIT
/* result_json.c: the same facts as the report, under stable keys. */
#include "output/result_json.h"

#include "calendar/calendar_explain.h"
#include "eval/explain.h"

#include "output/words.h"

static void key_day(struct json *json, const char *key, day_number day) {
    char buf[11];
    if (day == DAY_NONE || day == DAY_NEVER)
        return;
    json_key_str(json, key, str_of(day_format(day, buf)));
}

static void key_name(struct json *json, const struct program *p,
                     const char *key, atom name) {
    json_key_str(json, key, atom_str(p->atoms, name));
}

static void key_value(struct json *json, const struct program *p,
                      const char *key, struct value v) {
    struct strbuf text;
    strbuf_init(&text, json->out->arena);
    value_print(&text, p->atoms, v);
    json_key_str(json, key, strbuf_str(&text));
}

/* What the policy leaves unclear, and what it was taken as. */
static void add_readings(struct json *json, const struct program *p) {
    if (p->unclear_count == 0)
        return;
    json_key(json, "readings");
    json_array(json);
    for (uint32_t i = 0; i < p->unclear_count; i++) {
        const struct unclear *u = &p->unclear[i];
        json_object(json);
        key_name(json, p, "unclear", u->name);
        key_value(json, p, "reading", u->values[u->taken]);
        json_object_end(json);
    }
    json_array_end(json);
}

void result_json_begin(struct json *json, const struct program *p,
                       day_number as_at) {
    json_object(json);
    json_key_int(json, "version", 1);
    json_key(json, "policy");
    json_object(json);
    key_name(json, p, "name", p->name);
    if (p->title.len > 0)
        json_key_str(json, "title", p->title);
    key_day(json, "in_force_from", p->in_force_from);
    key_day(json, "in_force_until", p->in_force_until);
    json_object_end(json);
    if (p->calendar)
        key_name(json, p, "calendar", p->calendar->name);
    add_readings(json, p);
    key_day(json, "as_at", as_at);
    json_key(json, "cases");
    json_array(json);
}

void result_json_end(struct json *json) {
    json_array_end(json);
    json_object_end(json);
}

/* -- one instance -- */

static const char *const strengths[] = {"must", "must", "should", "may",
                                        "usually"};

static const char *const reason_kinds[] = {
    [REASON_OUT_OF_SCOPE] = "out_of_scope",
    [REASON_NOT_IN_FORCE] = "not_in_force",
    [REASON_CLOSED_BEFORE] = "closed_before",
    [REASON_WHEN] = "when",
    [REASON_BY_THEN] = "by_then",
    [REASON_NOT_WHILE] = "not_while",
    [REASON_NOTHING_REQUIRED] = "nothing_required",
    [REASON_EXCEPTION] = "exception",
    [REASON_ENDED_UNTIL] = "ended_until",
    [REASON_ENDED_CLOSED] = "ended_closed",
    [REASON_ENDED_SCOPE] = "ended_scope",
    [REASON_ENDED_WHILE] = "ended_while",
    [REASON_ENDED_AGAIN] = "ended_again",
    [REASON_CHANGED] = "changed",
    [REASON_MISSING_FACT] = "record_fact",
    [REASON_MISSING_ATTRIBUTE] = "record_attribute",
    [REASON_MISSING_EVENT] = "waits_for",
    [REASON_CONFLICT] = "conflict",
    [REASON_OUTSIDE_CALENDAR] = "outside_calendar",
    [REASON_NO_INTERVAL] = "no_interval",
    [REASON_DEFAULT] = "default",
    [REASON_WRONG_VALUE] = "wrong_value",
    [REASON_MISSING_PERSON] = "missing_person",
    [REASON_UNWANTED_PERSON] = "unwanted_person",
    [REASON_BOOKED] = "ahead",
    [REASON_NOT_HELD] = "not_held",
    [REASON_EXTENDED] = "extended",
    [REASON_WAIVED] = "waived",
    [REASON_AGREED] = "agreed",
    [REASON_EXPLAINED] = "explained",
    [REASON_REFUSED] = "refused",
    [REASON_MISSING_FIELD] = "missing_field",
    [REASON_RECORD_TIME] = "record_time",
    [REASON_READING] = "reading",
    [REASON_ENDED_VERSION] = "ended_version",
    [REASON_PASSED] = "passed",
};

static void add_reading(struct json *json, const struct program *p,
                        const struct reason *reason) {
    key_name(json, p, "unclear", p->unclear[reason->unclear].name);
    key_value(json, p, "reading", reason->value);
    if (reason->status != READING_NO_INSTANCE)
        json_key_str(json, "status",
                     str_of(status_word((enum status)reason->status)));
}

static void add_reason(struct json *json, const struct results *r,
                       const struct reason *reason) {
    const struct program *p = r->program;
    struct strbuf text;
    strbuf_init(&text, json->out->arena);
    words_reason(&text, r, reason);
    json_object(json);
    json_key_str(json, "kind", str_of(reason_kinds[reason->kind]));
    json_key_str(json, "text", strbuf_str(&text));
    if (reason->rule != NO_ID)
        key_name(json, p, "rule", p->rules[reason->rule].name);
    if (reason->fact != NO_ID)
        key_name(json, p, "fact", p->facts[reason->fact].name);
    if (reason->attribute != NO_ID)
        key_name(json, p, "attribute", p->attributes[reason->attribute].name);
    if (reason->event != NO_ID)
        key_name(json, p, "event", p->events[reason->event].name);
    key_day(json, "day", reason->day);
    key_day(json, "was", reason->was);
    key_day(json, "now", reason->now);
    if (reason->kind == REASON_READING)
        add_reading(json, p, reason);
    json_object_end(json);
}

static void add_sources(struct json *json, const struct program *p,
                        const struct rule *rule) {
    json_key(json, "sources");
    json_array(json);
    for (uint32_t i = 0; i < rule->citation_count; i++) {
        const struct citation *c = &rule->citations[i];
        json_object(json);
        key_name(json, p, "document", p->documents[c->document].name);
        key_name(json, p, "id", c->id);
        if (c->quote.len > 0)
            json_key_str(json, "quote", c->quote);
        json_object_end(json);
    }
    json_array_end(json);
}

static void add_late(struct json *json, const struct instance *i) {
    if (i->status != STATUS_MET_LATE && i->status != STATUS_OVERDUE)
        return;
    json_key(json, "late");
    json_object(json);
    json_key_int(json, "days", i->late_days);
    json_key_int(json, "units", i->late_units);
    json_key_str(json, "unit",
                 str_of(unit_name((enum unit)i->late_unit, true)));
    json_object_end(json);
}

static void add_flags(struct json *json, const struct instance *i) {
    static const struct {
        enum instance_flag flag;
        const char *key;
    } flags[] = {{INSTANCE_AFTER_AIM, "after_aim"},
                 {INSTANCE_PAST_AIM, "past_aim"},
                 {INSTANCE_AS_THINGS_STAND, "as_things_stand"},
                 {INSTANCE_FORECAST, "forecast"}};
    for (size_t k = 0; k < ARRAY_LEN(flags); k++)
        if (i->flags & flags[k].flag)
            json_key_bool(json, flags[k].key, true);
}

/* -- how it came about -- */

static void add_skipped(struct json *json, const struct calendar *c,
                        day_number first, day_number last) {
    struct closed_walk walk = closed_walk(c, first, last);
    struct closed_run run;
    json_key(json, "skipped");
    json_array(json);
    while (closed_walk_next(&walk, &run)) {
        json_object(json);
        key_day(json, "from", run.first);
        key_day(json, "to", run.last);
        json_key_str(json, "why", run.is_weekend ? STR("weekend") : run.why);
        json_object_end(json);
    }
    json_array_end(json);
}

/* The sum: from which day, how many of what, by which calendar, leaving out
 * which days. */
static void add_counted(struct json *json, const struct results *r,
                        const struct instance *i) {
    const struct phase *phase = results_phase(r, i);
    const struct rule *rule = &r->program->rules[i->rule];
    struct strbuf words;
    day_number first, last;
    if (!phase || i->due == DAY_NONE || phase->figure.kind != LENGTH_FIXED)
        return;
    struct duration d = phase->figure.fixed;
    strbuf_init(&words, json->out->arena);
    explain_sum(&words, rule->calendar, i->from, d, rule_direction(rule),
                rule->counting_day);
    json_key(json, "counted");
    json_object(json);
    key_day(json, "from", i->from);
    json_key_int(json, "count", d.count);
    json_key_str(json, "unit", str_of(unit_name(d.unit, true)));
    if (d.unit == UNIT_WORKING_DAYS && rule->calendar) {
        key_name(json, r->program, "calendar", rule->calendar->name);
        if (counted_days(rule->calendar, i->from, d, rule_direction(rule),
                         rule->counting_day, &first, &last))
            add_skipped(json, rule->calendar, first, last);
    }
    json_key_str(json, "text", strbuf_str(&words));
    json_object_end(json);
}

static const char *const tri_words[] = {
    [TRI_NO] = "no", [TRI_YES] = "yes", [TRI_UNKNOWN] = "unknown"};

static void add_test(struct json *json, const struct results *r,
                     const struct explained_test *t) {
    struct strbuf text;
    strbuf_init(&text, json->out->arena);
    words_condition(&text, r, t->test);
    json_object(json);
    json_key_str(json, "text", strbuf_str(&text));
    json_key_str(json, "holds", str_of(tri_words[t->holds]));
    if (t->has_value && t->value.kind != VALUE_UNKNOWN &&
        t->value.kind != VALUE_ABSENT) {
        struct strbuf value;
        strbuf_init(&value, json->out->arena);
        value_print(&value, r->program->atoms, t->value);
        json_key_str(json, "value", strbuf_str(&value));
    }
    if (t->defaulted)
        json_key_bool(json, "defaulted", true);
    json_object_end(json);
}

static void add_tests(struct json *json, const struct results *r,
                      const struct instance *i, const char *key,
                      const struct condition *c) {
    struct explained_tests tests = {0};
    if (!c)
        return;
    explain_tests(json->out->arena, r, i, c, &tests);
    json_key(json, key);
    json_array(json);
    for (size_t k = 0; k < tests.len; k++)
        add_test(json, r, &tests.at[k]);
    json_array_end(json);
}

static void add_exceptions(struct json *json, const struct results *r,
                           const struct instance *i) {
    struct explained_exceptions list = {0};
    explain_exceptions(json->out->arena, r, i, &list);
    if (list.len == 0)
        return;
    json_key(json, "exceptions");
    json_array(json);
    for (size_t k = 0; k < list.len; k++) {
        const struct rule *rule = &r->program->rules[list.at[k].rule];
        json_object(json);
        key_name(json, r->program, "rule", rule->name);
        json_key_str(json, "holds", str_of(tri_words[list.at[k].holds]));
        json_key_bool(json, "governs", list.at[k].governs);
        if (list.at[k].beaten)
            json_key_bool(json, "beaten", true);
        add_tests(json, r, i, "conditions", rule->when);
        json_object_end(json);
    }
    json_array_end(json);
}

static void add_instance(struct json *json, const struct source_set *sources,
                         const struct results *r, const struct instance *i) {
    const struct program *p = r->program;
    const struct rule *rule = &p->rules[i->rule];
    struct strbuf state;
    strbuf_init(&state, json->out->arena);
    words_state(&state, r, i);
    json_object(json);
    key_name(json, p, "rule", rule->name);
    if (rule->title.len > 0)
        json_key_str(json, "title", rule->title);
    json_key_str(json, "status", str_of(status_word((enum status)i->status)));
    json_key_str(json, "strength", str_of(strengths[rule->strength]));
    json_key_str(json, "text", strbuf_str(&state));
    if (rule->anchor != NO_ID)
        key_name(json, p, "trigger_event", p->events[rule->anchor].name);
    key_day(json, "trigger", i->trigger);
    if (i->from != i->trigger)
        key_day(json, "counted_from", i->from);
    key_day(json, "due", i->due);
    if (i->due_last != i->due)
        key_day(json, "due_last", i->due_last);
    if (i->due_before != i->due)
        key_day(json, "due_before", i->due_before);
    key_day(json, "aim", i->aim);
    key_day(json, "done", i->done);
    add_late(json, i);
    add_flags(json, i);
    if (i->excused != EXCUSE_NONE)
        json_key_str(json, "excused",
                     i->excused == EXCUSE_WAIVED ? STR("waived")
                                                 : STR("explained"));
    if (i->intervals_missed > 0)
        json_key_int(json, "intervals_missed", i->intervals_missed);
    if (i->governs != NO_ID && i->governs != i->rule)
        key_name(json, p, "exception", p->rules[i->governs].name);
    add_counted(json, r, i);
    add_tests(json, r, i, "conditions", rule->when);
    add_tests(json, r, i, "only_while", rule->only_while);
    add_exceptions(json, r, i);
    json_key(json, "reasons");
    json_array(json);
    for (uint32_t k = 0; k < i->reason_count; k++)
        add_reason(json, r, &r->reasons.at[i->reasons + k]);
    json_array_end(json);
    json_key_str(json, "sentence",
                 words_sentence(json->out->arena, sources, rule));
    add_sources(json, p, rule);
    json_object_end(json);
}

/* Which of several versions of the policy judges here. */
static void add_version(struct json *json, const struct program *p) {
    if (!p->has_earlier && !p->has_later)
        return;
    json_key(json, "version");
    json_object(json);
    key_day(json, "in_force_from", p->in_force_from);
    key_day(json, "in_force_until", p->in_force_until);
    json_object_end(json);
}

void result_json_case(struct json *json, const struct source_set *sources,
                      const struct results *r, unsigned statuses) {
    json_object(json);
    json_key_str(json, "case", r->timeline->id);
    add_version(json, r->program);
    json_key(json, "results");
    json_array(json);
    for (size_t k = 0; k < r->instances.len; k++)
        if (!statuses || statuses >> r->instances.at[k].status & 1)
            add_instance(json, sources, r, &r->instances.at[k]);
    json_array_end(json);
    json_object_end(json);
}
