// SPDX-License-Identifier: MIT
/* words.c: one sentence for each state and each reason.  Everything that
 * came from a file passes through show_add before a person sees it. */
#include "output/words.h"
#include "output/words_names.h"

#include "text/show.h"

void words_add_day(struct strbuf *out, day_number day) {
    char buf[20];
    strbuf_add_c(out, day_format_long(day, buf));
}

/* A title, else the name with blanks for underscores. */
void words_add_title(struct strbuf *out, const struct atoms *atoms, str title,
                     atom name) {
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
void words_add_name(struct strbuf *out, const struct atoms *atoms, atom name) {
    strbuf_add_byte(out, '`');
    show_add(out, atom_str(atoms, name));
    strbuf_add_byte(out, '`');
}

void words_add_event(struct strbuf *out, const struct results *r, event_id e) {
    const struct event *event = &r->program->events[e];
    words_add_title(out, r->program->atoms, event->title, event->name);
}

void words_add_rule(struct strbuf *out, const struct results *r, rule_id id) {
    const struct rule *rule = &r->program->rules[id];
    words_add_title(out, r->program->atoms, rule->title, rule->name);
}

void words_rule(struct strbuf *out, const struct results *r,
                const struct instance *i) {
    words_add_rule(out, r, i->rule);
}

int rule_direction(const struct rule *rule) {
    return rule->form == RULE_AT_LEAST_BEFORE ||
                   rule->form == RULE_WITHIN_BEFORE
               ? -1
               : 1;
}

const struct phase *results_phase(const struct results *r,
                                  const struct instance *i) {
    const struct rule *rule = &r->program->rules[i->rule];
    if (i->governs == NO_ID || i->from == DAY_NONE || rule->phase_count == 0)
        return NULL;
    const struct rule *governs = &r->program->rules[i->governs];
    if (governs->parent != NO_ID && governs->phase_count > 0)
        return &governs->phases[0];
    return &rule->phases[MIN(i->phase, rule->phase_count - 1u)];
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* A text that goes on in the next line's text is one: `"a" "b"` is "a b". */
static str join_texts(struct arena *arena, str line) {
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
                   const struct rule *rule) {
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
                     const struct condition *c) {
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

void words_number_of(struct strbuf *out, int32_t n, enum unit unit) {
    strbuf_addf(out, "%d %s", (int)n, unit_name(unit, n != 1));
}

/* "11 working days late", and the calendar days where they say more. */
static void add_late(struct strbuf *out, const struct instance *i) {
    if (i->late_days == 0) { /* of a limit in hours */
        strbuf_add_c(out, "less than a day late");
        return;
    }
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

static void add_due(struct strbuf *out, const struct instance *i) {
    if (i->due == DAY_NONE)
        return;
    strbuf_add_c(out, "due ");
    words_add_day(out, i->due);
    if (i->due_last != i->due) {
        strbuf_add_c(out, " or ");
        words_add_day(out, i->due_last);
    }
}

/* "in 9 days", "today", as seen from the as-at day. */
static void add_ahead(struct strbuf *out, day_number due, day_number as_at) {
    if (due == as_at) {
        strbuf_add_c(out, "today");
        return;
    }
    strbuf_add_c(out, "in ");
    words_number_of(out, due - as_at, UNIT_DAYS);
}

static void add_open(struct strbuf *out, const struct results *r,
                     const struct instance *i) {
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
        words_add_day(out, i->aim);
    }
}

static void add_met(struct strbuf *out, const struct instance *i) {
    strbuf_add_c(out, i->excused == EXCUSE_WAIVED ? "waived" : "met");
    if (i->done != DAY_NONE) {
        strbuf_add_c(out, " on ");
        words_add_day(out, i->done);
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
                         const struct instance *i) {
    bool usually = r->program->rules[i->rule].strength == STRENGTH_USUALLY;
    strbuf_add_c(out, usually ? "departed from the usual" : "not kept");
    if (i->done != DAY_NONE) {
        strbuf_add_c(out, " on ");
        words_add_day(out, i->done);
    } else if (i->trigger != DAY_NONE) {
        strbuf_add_c(out, " at ");
        words_add_day(out, i->trigger);
    }
}

void words_state(struct strbuf *out, const struct results *r,
                 const struct instance *i) {
    if (i->excused == EXCUSE_EXPLAINED)
        strbuf_add_c(out, "explained: ");
    switch ((enum status)i->status) {
    case STATUS_OVERDUE:
        add_late(out, i);
        strbuf_add_c(out, ", ");
        add_due(out, i);
        break;
    case STATUS_OPEN: add_open(out, r, i); break;
    case STATUS_MET: add_met(out, i); break;
    case STATUS_MET_LATE:
        strbuf_add_c(out, "done on ");
        words_add_day(out, i->done);
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
    case STATUS_BREACHED: add_breached(out, r, i); break;
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
        words_add_day(out, i->trigger);
        break;
    case STATUS_NO_LONGER_DUE: strbuf_add_c(out, "no longer due"); break;
    case STATUS_NOT_APPLICABLE: strbuf_add_c(out, "not needed"); break;
    case STATUS_NOT_STARTED: strbuf_add_c(out, "not started"); break;
    case STATUS_COUNT: BUG("an instance without a status");
    }
}
