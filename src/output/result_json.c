// SPDX-License-Identifier: MIT
/* result_json.c: the same facts as the report, under stable keys. */
#include "output/result_json.h"

#include "output/words.h"

static void key_day(struct json *json, const char *key, day_number day)
{
    char buf[11];
    if (day == DAY_NONE || day == DAY_NEVER)
        return;
    json_key_str(json, key, str_of(day_format(day, buf)));
}

static void key_name(struct json *json, const struct program *p,
                     const char *key, atom name)
{
    json_key_str(json, key, atom_str(p->atoms, name));
}

void result_json_begin(struct json *json, const struct program *p,
                       day_number as_at)
{
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
    key_day(json, "as_at", as_at);
    json_key(json, "cases");
    json_array(json);
}

void result_json_end(struct json *json)
{
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
    [REASON_DEFAULT] = "default",
    [REASON_WRONG_VALUE] = "wrong_value",
    [REASON_MISSING_PERSON] = "missing_person",
    [REASON_UNWANTED_PERSON] = "unwanted_person",
    [REASON_BOOKED] = "ahead",
    [REASON_PASSED] = "passed",
};

static void add_reason(struct json *json, const struct results *r,
                       const struct reason *reason)
{
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
    json_object_end(json);
}

static void add_sources(struct json *json, const struct program *p,
                        const struct rule *rule)
{
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

static void add_late(struct json *json, const struct instance *i)
{
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

static void add_flags(struct json *json, const struct instance *i)
{
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

static void add_instance(struct json *json, const struct source_set *sources,
                         const struct results *r, const struct instance *i)
{
    const struct program *p = r->program;
    const struct rule *rule = &p->rules[i->rule];
    struct strbuf state;
    strbuf_init(&state, json->out->arena);
    words_state(&state, r, i);
    json_object(json);
    key_name(json, p, "rule", rule->name);
    if (rule->title.len > 0)
        json_key_str(json, "title", rule->title);
    json_key_str(json, "status",
                 str_of(status_word((enum status)i->status)));
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
    key_day(json, "aim", i->aim);
    key_day(json, "done", i->done);
    add_late(json, i);
    add_flags(json, i);
    if (i->intervals_missed > 0)
        json_key_int(json, "intervals_missed", i->intervals_missed);
    if (i->governs != NO_ID && i->governs != i->rule)
        key_name(json, p, "exception", p->rules[i->governs].name);
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

void result_json_case(struct json *json, const struct source_set *sources,
                      const struct results *r, unsigned statuses)
{
    json_object(json);
    json_key_str(json, "case", r->timeline->id);
    json_key(json, "results");
    json_array(json);
    for (size_t k = 0; k < r->instances.len; k++)
        if (!statuses || statuses >> r->instances.at[k].status & 1)
            add_instance(json, sources, r, &r->instances.at[k]);
    json_array_end(json);
    json_object_end(json);
}
