// SPDX-License-Identifier: MIT
/* words.c: one sentence for each state and each reason.  Everything that
 * came from a file passes through show_add before a person sees it. */
#include "output/words.h"

#include "text/show.h"

static void add_day(struct strbuf *out, day_number day)
{
    char buf[20];
    strbuf_add_c(out, day_format_long(day, buf));
}

/* A title, else the name with blanks for underscores. */
static void add_title(struct strbuf *out, const struct atoms *atoms, str title,
                      atom name)
{
    str text = title.len > 0 ? title : atom_str(atoms, name);
    if (title.len > 0) {
        show_add(out, text);
        return;
    }
    struct strbuf plain;
    strbuf_init(&plain, out->arena);
    for (size_t i = 0; i < text.len; i++)
        strbuf_add_byte(&plain, text.at[i] == '_' ? ' ' : text.at[i]);
    show_add(out, strbuf_str(&plain));
}

/* A name as it is written in the policy, in backquotes. */
static void add_name(struct strbuf *out, const struct atoms *atoms, atom name)
{
    strbuf_add_byte(out, '`');
    show_add(out, atom_str(atoms, name));
    strbuf_add_byte(out, '`');
}

static void add_event(struct strbuf *out, const struct results *r, event_id e)
{
    const struct event *event = &r->program->events[e];
    add_title(out, r->program->atoms, event->title, event->name);
}

static void add_rule(struct strbuf *out, const struct results *r, rule_id id)
{
    const struct rule *rule = &r->program->rules[id];
    add_title(out, r->program->atoms, rule->title, rule->name);
}

void words_rule(struct strbuf *out, const struct results *r,
                const struct instance *i)
{
    add_rule(out, r, i->rule);
}

int rule_direction(const struct rule *rule)
{
    return rule->form == RULE_AT_LEAST_BEFORE ||
                   rule->form == RULE_WITHIN_BEFORE
               ? -1
               : 1;
}

const struct phase *results_phase(const struct results *r,
                                  const struct instance *i)
{
    const struct rule *rule = &r->program->rules[i->rule];
    if (i->governs == NO_ID || i->from == DAY_NONE || rule->phase_count == 0)
        return NULL;
    const struct rule *governs = &r->program->rules[i->governs];
    if (governs->parent != NO_ID && governs->phase_count > 0)
        return &governs->phases[0];
    return &rule->phases[MIN(i->phase, rule->phase_count - 1u)];
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* A text that goes on in the next line's text is one: `"a" "b"` is "a b". */
static str join_texts(struct arena *arena, str line)
{
    struct strbuf out;
    bool inside = false;
    strbuf_init(&out, arena);
    for (size_t i = 0; i < line.len; i++) {
        bool closes = line.at[i] == '"' && inside;
        if (closes && i + 2 < line.len && line.at[i + 1] == ' ' &&
            line.at[i + 2] == '"') {
            strbuf_add_byte(&out, ' ');
            i += 2;
            continue;
        }
        inside ^= line.at[i] == '"';
        strbuf_add_byte(&out, line.at[i]);
    }
    return strbuf_str(&out);
}

str words_sentence(struct arena *arena, const struct source_set *sources,
                   const struct rule *rule)
{
    str text = source_span_text(sources, rule->sentence);
    struct strbuf line;
    strbuf_init(&line, arena);
    for (size_t i = 0; i < text.len; i++) {
        if (!is_blank(text.at[i]))
            strbuf_add_byte(&line, text.at[i]);
        else if (i > 0 && !is_blank(text.at[i - 1]))
            strbuf_add_byte(&line, ' ');
    }
    return join_texts(arena, strbuf_str(&line));
}

void words_condition(struct strbuf *out, const struct results *r,
                     const struct condition *c)
{
    if (!c)
        return;
    if (c->node) {
        tree_print_node(out, r->program->atoms, c->node);
        return;
    }
    /* several lines of a rule, put together: it has no words of its own */
    if (c->op == CONDITION_NOT)
        strbuf_add_c(out, "not (");
    words_condition(out, r, c->left);
    if (c->right)
        strbuf_add_c(out, c->op == CONDITION_AND ? " and " : " or ");
    words_condition(out, r, c->right);
    if (c->op == CONDITION_NOT)
        strbuf_add_byte(out, ')');
}

void words_number_of(struct strbuf *out, int32_t n, enum unit unit)
{
    strbuf_addf(out, "%d %s", (int)n, unit_name(unit, n != 1));
}

/* "11 working days late", and the calendar days where they say more. */
static void add_late(struct strbuf *out, const struct instance *i)
{
    if (i->late_units == 0 || i->late_unit == UNIT_DAYS) {
        words_number_of(out, i->late_days, UNIT_DAYS);
        strbuf_add_c(out, " late");
        return;
    }
    words_number_of(out, i->late_units, (enum unit)i->late_unit);
    strbuf_add_c(out, " late");
    if (i->late_unit != UNIT_WORKING_DAYS) {
        strbuf_add_c(out, " (");
        words_number_of(out, i->late_days, UNIT_DAYS);
        strbuf_add_c(out, ")");
    }
}

static void add_due(struct strbuf *out, const struct instance *i)
{
    if (i->due == DAY_NONE)
        return;
    strbuf_add_c(out, "due ");
    add_day(out, i->due);
    if (i->due_last != i->due) {
        strbuf_add_c(out, " or ");
        add_day(out, i->due_last);
    }
}

/* "in 9 days", "today", as seen from the as-at day. */
static void add_ahead(struct strbuf *out, day_number due, day_number as_at)
{
    if (due == as_at) {
        strbuf_add_c(out, "today");
        return;
    }
    strbuf_add_c(out, "in ");
    words_number_of(out, due - as_at, UNIT_DAYS);
}

static void add_open(struct strbuf *out, const struct results *r,
                     const struct instance *i)
{
    if (i->due == DAY_NONE) {
        bool never = r->program->rules[i->rule].form >= RULE_NEVER;
        strbuf_add_c(out, never ? "kept so far" : "owed, with no date set");
        return;
    }
    add_due(out, i);
    if (i->due >= r->as_at) {
        strbuf_add_c(out, ", ");
        add_ahead(out, i->due, r->as_at);
    }
    if (i->flags & INSTANCE_PAST_AIM) {
        strbuf_add_c(out, ", past its aim of ");
        add_day(out, i->aim);
    }
}

static void add_met(struct strbuf *out, const struct instance *i)
{
    strbuf_add_c(out, i->excused == EXCUSE_WAIVED ? "waived" : "met");
    if (i->done != DAY_NONE) {
        strbuf_add_c(out, " on ");
        add_day(out, i->done);
    }
    if (i->flags & INSTANCE_AFTER_AIM)
        strbuf_add_c(out, ", after its aim");
    if (i->due != DAY_NONE) {
        strbuf_add_c(out, " (");
        add_due(out, i);
        strbuf_add_c(out, ")");
    }
}

static void add_breached(struct strbuf *out, const struct results *r,
                         const struct instance *i)
{
    bool usually =
        r->program->rules[i->rule].strength == STRENGTH_USUALLY;
    strbuf_add_c(out, usually ? "departed from the usual" : "not kept");
    if (i->done != DAY_NONE) {
        strbuf_add_c(out, " on ");
        add_day(out, i->done);
    } else if (i->trigger != DAY_NONE) {
        strbuf_add_c(out, " at ");
        add_day(out, i->trigger);
    }
}

void words_state(struct strbuf *out, const struct results *r,
                 const struct instance *i)
{
    if (i->excused == EXCUSE_EXPLAINED)
        strbuf_add_c(out, "explained: ");
    switch ((enum status)i->status) {
    case STATUS_OVERDUE:
        add_late(out, i);
        strbuf_add_c(out, ", ");
        add_due(out, i);
        break;
    case STATUS_OPEN:
        add_open(out, r, i);
        break;
    case STATUS_MET:
        add_met(out, i);
        break;
    case STATUS_MET_LATE:
        strbuf_add_c(out, "done on ");
        add_day(out, i->done);
        strbuf_add_c(out, ", ");
        add_late(out, i);
        strbuf_add_c(out, " (");
        add_due(out, i);
        strbuf_add_c(out, ")");
        break;
    case STATUS_MISSED:
        strbuf_add_c(out, "never done (");
        add_due(out, i);
        strbuf_add_c(out, ")");
        break;
    case STATUS_BREACHED:
        add_breached(out, r, i);
        break;
    case STATUS_CANNOT_TELL:
        strbuf_add_c(out, "cannot tell");
        if (i->due != DAY_NONE) {
            strbuf_add_c(out, " (");
            add_due(out, i);
            strbuf_add_c(out, ")");
        }
        break;
    case STATUS_TO_CONSIDER:
        strbuf_add_c(out, "to consider since ");
        add_day(out, i->trigger);
        break;
    case STATUS_NO_LONGER_DUE:
        strbuf_add_c(out, "no longer due");
        break;
    case STATUS_NOT_APPLICABLE:
        strbuf_add_c(out, "not needed");
        break;
    case STATUS_NOT_STARTED:
        strbuf_add_c(out, "not started");
        break;
    case STATUS_COUNT:
        BUG("an instance without a status");
    }
}

static void add_value(struct strbuf *out, const struct results *r,
                      struct value v)
{
    struct strbuf raw;
    strbuf_init(&raw, out->arena);
    value_print(&raw, r->program->atoms, v);
    show_add(out, strbuf_str(&raw));
}

static void add_attribute(struct strbuf *out, const struct results *r,
                          attribute_id a)
{
    add_name(out, r->program->atoms, r->program->attributes[a].name);
}

static void add_condition(struct strbuf *out, const struct results *r,
                          const struct condition *c)
{
    strbuf_add_byte(out, '"');
    words_condition(out, r, c);
    strbuf_add_byte(out, '"');
}

static void add_ended(struct strbuf *out, const struct results *r,
                      const struct reason *reason, const char *what)
{
    strbuf_add_c(out, what);
    if (reason->event != NO_ID) {
        add_event(out, r, reason->event);
        strbuf_add_c(out, " on ");
    }
    add_day(out, reason->day);
}

static void add_changed(struct strbuf *out, const struct results *r,
                        const struct reason *reason)
{
    strbuf_add_c(out, "from ");
    add_day(out, reason->day);
    if (reason->rule != NO_ID) {
        strbuf_add_c(out, " \"");
        add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" governs");
    }
    if (reason->now == DAY_NONE) {
        strbuf_add_c(out, ": nothing is required any more");
        return;
    }
    strbuf_add_c(out, ": due ");
    add_day(out, reason->now);
    if (reason->was != DAY_NONE) {
        strbuf_add_c(out, " instead of ");
        add_day(out, reason->was);
    }
}

static void add_missing(struct strbuf *out, const struct results *r,
                        const struct reason *reason)
{
    if (reason->kind == REASON_MISSING_FACT) {
        const struct fact *f = &r->program->facts[reason->fact];
        strbuf_add_c(out, "record ");
        add_name(out, r->program->atoms, f->name);
        if (f->title.len > 0) {
            strbuf_add_c(out, " (");
            show_add(out, f->title);
            strbuf_add_byte(out, ')');
        }
        return;
    }
    strbuf_add_c(out, "record ");
    add_attribute(out, r, reason->attribute);
    strbuf_add_c(out, " of ");
    add_event(out, r, reason->event);
    strbuf_add_c(out, " on ");
    add_day(out, reason->day);
}

static void add_not_held(struct strbuf *out, const struct results *r,
                         const struct reason *reason)
{
    strbuf_add_c(out, "it applies only ");
    strbuf_add_c(out, reason->kind == REASON_WHEN      ? "when "
                      : reason->kind == REASON_BY_THEN ? "if by then "
                                                       : "while ");
    add_condition(out, r, reason->condition);
    if (reason->kind == REASON_BY_THEN) {
        strbuf_add_c(out, ", judged on ");
        add_day(out, reason->day);
    }
}

static void add_person(struct strbuf *out, const struct results *r,
                       const struct reason *reason, const char *what)
{
    role_id role = reason->value.kind == VALUE_NAME
                       ? program_role(r->program, reason->value.name)
                       : NO_ID;
    if (role != NO_ID && reason->value.text.len == 0)
        add_title(out, r->program->atoms, r->program->roles[role].title,
                  reason->value.name);
    else
        add_value(out, r, reason->value);
    strbuf_add_c(out, what);
}

static void add_conflict(struct strbuf *out, const struct results *r,
                         const struct reason *reason)
{
    strbuf_add_c(out, "\"");
    add_rule(out, r, reason->rule);
    strbuf_add_c(out, "\" and \"");
    add_rule(out, r, reason->other);
    strbuf_add_c(out, "\" both hold, and the policy does not say which wins");
}

static void add_by(struct strbuf *out, const struct results *r,
                   const struct reason *reason)
{
    strbuf_add_c(out, " on ");
    add_day(out, reason->day);
    if (reason->value.kind == VALUE_NAME) {
        strbuf_add_c(out, " by ");
        add_value(out, r, reason->value);
    }
    if (reason->text.len > 0) {
        strbuf_add_c(out, ": \"");
        show_add(out, reason->text);
        strbuf_add_byte(out, '"');
    }
}

static void add_granted(struct strbuf *out, const struct results *r,
                        const struct reason *reason)
{
    if (reason->kind == REASON_EXTENDED) {
        strbuf_add_c(out, "extended from ");
        add_day(out, reason->was);
        strbuf_add_c(out, " to ");
        add_day(out, reason->now);
        strbuf_add_c(out, ", granted");
    } else if (reason->kind == REASON_AGREED) {
        strbuf_add_byte(out, '"');
        add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" was agreed");
    } else {
        strbuf_add_c(out, reason->kind == REASON_WAIVED ? "waived"
                                                        : "explained");
    }
    add_by(out, r, reason);
}

static const char *const act_words[] = {
    [ACT_EXTENDED] = "extension",       [ACT_WAIVED] = "waiver",
    [ACT_AGREED] = "agreement",         [ACT_CONSIDERED] = "consideration",
    [ACT_EXPLAINED] = "explanation",
};

static const char *const fault_words[] = {
    [ACT_COUNTS] = "",
    [ACT_NOT_FORESEEN] = "the rule provides for none",
    [ACT_NO_ONE] = "record who granted it",
    [ACT_WRONG_ROLE] = "that role may not grant it",
    [ACT_NOT_IN_WRITING] = "it has to be in writing",
    [ACT_NO_REASON] = "it needs a reason",
    [ACT_TOO_LATE] = "it came after the due day",
    [ACT_TOO_OFTEN] = "no more are allowed",
    [ACT_TOO_LONG] = "it goes further than is allowed",
    [ACT_NO_DATE] = "it does not say until when",
    [ACT_NO_LATER] = "its day is no later than the one that stood",
    [ACT_AMBIGUOUS] = "two began that day: say which with `for`",
};

static void add_refused(struct strbuf *out, const struct results *r,
                        const struct reason *reason)
{
    strbuf_addf(out, "the %s", act_words[reason->act]);
    add_by(out, r, reason);
    strbuf_addf(out, " does not count: %s", fault_words[reason->fault]);
}

static void add_missing_field(struct strbuf *out, const struct results *r,
                              const struct reason *reason)
{
    if (reason->text.len > 0) {
        strbuf_add_byte(out, '`');
        show_add(out, reason->text);
        strbuf_add_c(out, "` of an item of ");
    }
    add_attribute(out, r, reason->attribute);
    strbuf_add_c(out, " is not recorded");
}

/* After "it would be". */
static const char *status_as_adjective(enum status status)
{
    switch (status) {
    case STATUS_OPEN:
        return "open";
    case STATUS_MET:
        return "met";
    case STATUS_MET_LATE:
        return "done late";
    case STATUS_OVERDUE:
        return "overdue";
    case STATUS_MISSED:
        return "never done";
    case STATUS_BREACHED:
        return "not kept";
    case STATUS_CANNOT_TELL:
        return "impossible to tell";
    case STATUS_TO_CONSIDER:
        return "to consider";
    case STATUS_NO_LONGER_DUE:
        return "no longer due";
    case STATUS_NOT_APPLICABLE:
        return "not needed";
    case STATUS_NOT_STARTED:
        return "not started";
    case STATUS_COUNT:
        break;
    }
    BUG("a status of no kind");
}

static void add_reading(struct strbuf *out, const struct results *r,
                        const struct reason *reason)
{
    const struct unclear *u = &r->program->unclear[reason->unclear];
    strbuf_addf(out, "under %s reading of ",
                u->value_count > 2 ? "another" : "the other");
    add_name(out, r->program->atoms, u->name);
    strbuf_add_c(out, " (");
    add_value(out, r, reason->value);
    strbuf_add_c(out, ") ");
    if (reason->status == READING_NO_INSTANCE) {
        strbuf_add_c(out, "it would not arise");
        return;
    }
    if (reason->day != DAY_NONE) {
        strbuf_add_c(out, reason->was == DAY_NONE
                              ? "another would begin on "
                              : "it would begin on ");
        add_day(out, reason->day);
        strbuf_add_c(out, " and be ");
    } else {
        strbuf_add_c(out, "it would be ");
    }
    strbuf_add_c(out, status_as_adjective((enum status)reason->status));
    if (reason->now != DAY_NONE) {
        strbuf_add_c(out, ", due ");
        add_day(out, reason->now);
    }
}

void words_reason(struct strbuf *out, const struct results *r,
                  const struct reason *reason)
{
    switch (reason->kind) {
    case REASON_OUT_OF_SCOPE:
        strbuf_add_c(out, "the child was outside the policy's scope");
        break;
    case REASON_NOT_IN_FORCE:
        strbuf_add_c(out, "the policy was not in force");
        break;
    case REASON_CLOSED_BEFORE:
        add_ended(out, r, reason, "the case had closed on ");
        break;
    case REASON_WHEN:
    case REASON_BY_THEN:
    case REASON_NOT_WHILE:
        add_not_held(out, r, reason);
        break;
    case REASON_NOTHING_REQUIRED:
        strbuf_add_c(out, "\"");
        add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" says that nothing is required");
        break;
    case REASON_EXCEPTION:
        strbuf_add_c(out, "\"");
        add_rule(out, r, reason->rule);
        strbuf_add_c(out, "\" applies");
        break;
    case REASON_ENDED_UNTIL:
        add_ended(out, r, reason, "it ran until ");
        break;
    case REASON_ENDED_CLOSED:
        add_ended(out, r, reason, "the case closed: ");
        break;
    case REASON_ENDED_SCOPE:
        add_ended(out, r, reason, "the child left the policy's scope on ");
        break;
    case REASON_ENDED_WHILE:
        add_ended(out, r, reason, "its condition stopped holding on ");
        break;
    case REASON_ENDED_AGAIN:
        add_ended(out, r, reason, "a new one began: ");
        break;
    case REASON_CHANGED:
        add_changed(out, r, reason);
        break;
    case REASON_MISSING_FACT:
    case REASON_MISSING_ATTRIBUTE:
        add_missing(out, r, reason);
        break;
    case REASON_MISSING_EVENT:
        strbuf_add_c(out, "waits for ");
        add_event(out, r, reason->event);
        break;
    case REASON_CONFLICT:
        add_conflict(out, r, reason);
        break;
    case REASON_OUTSIDE_CALENDAR:
        strbuf_add_c(out, "the due day lies beyond the days that the "
                          "calendar covers");
        break;
    case REASON_DEFAULT:
        strbuf_add_c(out, "nobody recorded ");
        add_name(out, r->program->atoms,
                 r->program->facts[reason->fact].name);
        strbuf_add_c(out, ", so its default stands: ");
        add_value(out, r, r->program->facts[reason->fact].otherwise);
        break;
    case REASON_WRONG_VALUE:
        add_attribute(out, r, reason->attribute);
        strbuf_add_c(out, " was ");
        add_value(out, r, reason->value);
        break;
    case REASON_MISSING_PERSON:
        add_person(out, r, reason, " is missing");
        break;
    case REASON_UNWANTED_PERSON:
        add_person(out, r, reason, " should not have been there");
        break;
    case REASON_BOOKED:
        add_event(out, r, reason->event);
        strbuf_add_c(out, " is planned for ");
        add_day(out, reason->day);
        break;
    case REASON_NOT_HELD:
        add_event(out, r, reason->event);
        strbuf_add_c(out, " was booked for ");
        add_day(out, reason->day);
        strbuf_add_c(out, " and is not recorded as held");
        break;
    case REASON_EXTENDED:
    case REASON_WAIVED:
    case REASON_AGREED:
    case REASON_EXPLAINED:
        add_granted(out, r, reason);
        break;
    case REASON_REFUSED:
        add_refused(out, r, reason);
        break;
    case REASON_MISSING_FIELD:
        add_missing_field(out, r, reason);
        break;
    case REASON_RECORD_TIME:
        strbuf_add_c(out, "record the time of ");
        add_event(out, r, reason->event);
        strbuf_add_c(out, " on ");
        add_day(out, reason->day);
        break;
    case REASON_READING:
        add_reading(out, r, reason);
        break;
    case REASON_ENDED_VERSION:
        strbuf_add_c(out, "the version of the policy that follows, from ");
        add_day(out, reason->day);
        strbuf_add_c(out, ", does not ask for it");
        break;
    case REASON_PASSED:
        strbuf_add_c(out, "the date had passed when the case began");
        break;
    }
}
