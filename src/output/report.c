// SPDX-License-Identifier: MIT
/* report.c: results as one page of text. */
#include "output/report.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/calendar_explain.h"
#include "eval/explain.h"
#include "output/words.h"
#include "output/words_names.h"
#include "text/show.h"

/* The page's parts, in order. */
enum part {
    PART_OVERDUE,
    PART_BREACHED,
    PART_SOON,
    PART_DUE,
    PART_CANNOT_TELL,
    PART_CONSIDER,
    PART_LATE,
    PART_MET,
    PART_OVER,
    PART_NOT_NEEDED,
    PART_NOT_STARTED,
    PART_COUNT
};
static const struct {
    const char *heading, *counted, *colour;
    bool always; /* shown without --all */
} parts[PART_COUNT] = {
    {"Overdue", "overdue", "\033[1;31m", true},
    {"Not kept", "not kept", "\033[1;31m", true},
    {"Due soon", "due soon", "\033[1;33m", true},
    {"Due", "due", "\033[1m", true},
    {"Cannot tell", "cannot tell", "\033[1;35m", true},
    {"To consider", "to consider", "\033[1;36m", true},
    {"Done late", "done late", "\033[1m", false},
    {"Met", "met", "\033[1m", false},
    {"No longer due", "no longer due", "\033[1m", false},
    {"Not needed", "not needed", "\033[1m", false},
    {"Not started", "not started", "\033[1m", false},
};

struct page {
    struct strbuf *out;
    const struct source_set *sources;
    const struct results *r;
    struct report_options options;
};

static enum part part_of(const struct page *p, const struct instance *i) {
    switch ((enum status)i->status) {
    case STATUS_OVERDUE: return PART_OVERDUE;
    case STATUS_BREACHED:
    case STATUS_MISSED: return PART_BREACHED;
    case STATUS_OPEN:
        return i->due != DAY_NONE &&
                       i->due - p->r->as_at <= p->options.soon_days
                   ? PART_SOON
                   : PART_DUE;
    case STATUS_CANNOT_TELL: return PART_CANNOT_TELL;
    case STATUS_TO_CONSIDER: return PART_CONSIDER;
    case STATUS_MET_LATE: return PART_LATE;
    case STATUS_MET: return PART_MET;
    case STATUS_NO_LONGER_DUE: return PART_OVER;
    case STATUS_NOT_APPLICABLE: return PART_NOT_NEEDED;
    case STATUS_NOT_STARTED: return PART_NOT_STARTED;
    case STATUS_COUNT: break;
    }
    BUG("an instance without a status");
}

/* A prohibition that runs on is no work to do. */
static bool is_quiet(const struct page *p, const struct instance *i) {
    return i->status == STATUS_OPEN && i->due == DAY_NONE &&
           p->r->program->rules[i->rule].form >= RULE_NEVER;
}

/* What another reading of the policy would not let pass. */
static bool is_late_otherwise(const struct page *p, const struct instance *i) {
    for (uint32_t k = 0; k < i->reason_count; k++) {
        const struct reason *reason = &p->r->reasons.at[i->reasons + k];
        if (reason->kind == REASON_READING &&
            (reason->status == STATUS_OVERDUE ||
             reason->status == STATUS_MISSED ||
             reason->status == STATUS_BREACHED))
            return true;
    }
    return false;
}

static bool is_shown(const struct page *p, const struct instance *i,
                     enum part part) {
    if (p->options.statuses)
        return p->options.statuses >> i->status & 1;
    return p->options.all || (parts[part].always && !is_quiet(p, i)) ||
           is_late_otherwise(p, i);
}

/* -- an entry -- */

static void add_source(struct page *p, const struct rule *rule) {
    const struct program *program = p->r->program;
    for (uint32_t i = 0; i < rule->citation_count; i++) {
        const struct citation *c = &rule->citations[i];
        strbuf_add_c(p->out, i == 0 ? "  [" : ", ");
        if (i == 0 || c->document != rule->citations[i - 1].document) {
            show_add(p->out, atom_str(program->atoms,
                                      program->documents[c->document].name));
            strbuf_add_byte(p->out, ' ');
        }
        show_add(p->out, atom_str(program->atoms, c->id));
    }
    if (rule->citation_count > 0)
        strbuf_add_byte(p->out, ']');
}

static void add_responsible(struct page *p, const struct rule *rule) {
    const struct program *program = p->r->program;
    for (uint32_t i = 0; i < rule->responsible_count; i++) {
        const struct operand *who = &rule->responsible[i].who;
        strbuf_add_c(p->out, i == 0 ? "      responsible: " : ", ");
        if (who->kind == OPERAND_LITERAL) {
            role_id role = program_role(program, who->literal.name);
            if (role != NO_ID && program->roles[role].title.len > 0)
                show_add(p->out, program->roles[role].title);
            else
                value_print(p->out, program->atoms, who->literal);
        } else {
            show_add(p->out,
                     atom_str(program->atoms,
                              program->attributes[who->attribute].name));
            strbuf_add_c(p->out, " of ");
            show_add(p->out, atom_str(program->atoms,
                                      program->events[who->event].name));
        }
    }
    if (rule->responsible_count > 0)
        strbuf_add_byte(p->out, '\n');
}

static bool is_of_name(char byte) {
    return byte == '_' || (byte & 0x80) || (byte >= '0' && byte <= '9') ||
           (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool names(str sentence, str name) {
    for (size_t at = 0; at + name.len <= sentence.len; at++) {
        size_t end = at + name.len;
        if (memcmp(sentence.at + at, name.at, name.len) == 0 &&
            (at == 0 || !is_of_name(sentence.at[at - 1])) &&
            (end == sentence.len || !is_of_name(sentence.at[end])))
            return true;
    }
    return false;
}

/* The value, with an event's title. */
static void add_choice(struct page *p, struct value v) {
    const struct program *program = p->r->program;
    event_id e = v.kind == VALUE_NAME ? program_event(program, v.name) : NO_ID;
    value_print(p->out, program->atoms, v);
    if (e != NO_ID && program->events[e].title.len > 0) {
        strbuf_add_c(p->out, " (");
        show_add(p->out, program->events[e].title);
        strbuf_add_byte(p->out, ')');
    }
}

/* What the names in a sentence stand for that the source leaves open. */
static void add_taken(struct page *p, str sentence) {
    const struct program *program = p->r->program;
    for (uint32_t i = 0; i < program->unclear_count; i++) {
        const struct unclear *u = &program->unclear[i];
        if (!names(sentence, atom_str(program->atoms, u->name)))
            continue;
        strbuf_add_c(p->out, "      where ");
        words_add_name(p->out, program->atoms, u->name);
        strbuf_add_c(p->out, " is taken as ");
        add_choice(p, u->values[u->taken]);
        strbuf_add_byte(p->out, '\n');
    }
}

static bool is_only_explained(enum reason_kind kind) {
    return kind == REASON_DEFAULT || kind == REASON_CHANGED;
}

static void add_reasons(struct page *p, const struct instance *i) {
    for (uint32_t k = 0; k < i->reason_count; k++) {
        const struct reason *reason = &p->r->reasons.at[i->reasons + k];
        if (is_only_explained(reason->kind) && !p->options.explain)
            continue;
        strbuf_add_c(p->out, "      ");
        words_reason(p->out, p->r, reason);
        strbuf_add_byte(p->out, '\n');
    }
}

/* What was counted, from which day, and which days were left out. */
static void add_counting(struct page *p, const struct instance *i) {
    const struct phase *phase = results_phase(p->r, i);
    const struct rule *rule = &p->r->program->rules[i->rule];
    if (!phase || i->due == DAY_NONE || phase->figure.kind != LENGTH_FIXED)
        return;
    strbuf_add_c(p->out, "      counted: ");
    explain_sum(p->out, rule->calendar, i->from, phase->figure.fixed,
                rule_direction(rule), rule->counting_day);
    strbuf_add_byte(p->out, '\n');
}

static void add_test(struct page *p, const struct explained_test *t,
                     const char *before) {
    static const char *const holds[] = {
        [TRI_NO] = "no", [TRI_YES] = "yes", [TRI_UNKNOWN] = "not known"};
    strbuf_addf(p->out, "      %s\"", before);
    words_condition(p->out, p->r, t->test);
    strbuf_addf(p->out, "\": %s", holds[t->holds]);
    if (t->has_value && t->value.kind != VALUE_UNKNOWN &&
        t->value.kind != VALUE_ABSENT && t->value.kind != VALUE_YES_NO) {
        struct strbuf value;
        strbuf_init(&value, p->out->arena);
        value_print(&value, p->r->program->atoms, t->value);
        strbuf_add_c(p->out, " (");
        show_add(p->out, strbuf_str(&value));
        strbuf_add_byte(p->out, ')');
    }
    strbuf_add_byte(p->out, '\n');
}

static void add_tests(struct page *p, const struct instance *i,
                      const struct condition *c, const char *before) {
    struct explained_tests tests = {0};
    explain_tests(p->out->arena, p->r, i, c, &tests);
    for (size_t k = 0; k < tests.len; k++)
        add_test(p, &tests.at[k], before);
}

/* Which conditions held, and which exceptions were looked at. */
static void add_conditions(struct page *p, const struct instance *i) {
    const struct program *program = p->r->program;
    const struct rule *rule = &program->rules[i->rule];
    struct explained_exceptions list = {0};
    add_tests(p, i, rule->when, "asked: ");
    add_tests(p, i, rule->only_while, "while: ");
    explain_exceptions(p->out->arena, p->r, i, &list);
    for (size_t k = 0; k < list.len; k++) {
        const struct explained_exception *x = &list.at[k];
        const struct rule *exception = &program->rules[x->rule];
        strbuf_add_c(p->out, "      exception ");
        show_add(p->out, atom_str(program->atoms, exception->name));
        strbuf_add_c(p->out, x->governs                ? ": governs\n"
                             : x->holds == TRI_UNKNOWN ? ": not known\n"
                             : x->holds == TRI_NO      ? ": does not apply\n"
                             : x->beaten ? ": another one goes before it\n"
                                         : ": holds\n");
        add_tests(p, i, exception->when, "  asked: ");
    }
}

static void add_entry(struct page *p, const struct instance *i) {
    const struct rule *rule = &p->r->program->rules[i->rule];
    strbuf_add_c(p->out, "  ");
    words_rule(p->out, p->r, i);
    strbuf_add_c(p->out, ": ");
    words_state(p->out, p->r, i);
    if (i->flags & INSTANCE_AS_THINGS_STAND)
        strbuf_add_c(p->out, ", as things stand");
    if (i->flags & INSTANCE_FORECAST)
        strbuf_add_c(p->out, " (forecast: holidays not yet official)");
    if (i->intervals_missed > 0)
        strbuf_addf(p->out, "; %u whole interval%s missed", i->intervals_missed,
                    i->intervals_missed == 1 ? "" : "s");
    strbuf_add_byte(p->out, '\n');
    add_reasons(p, i);
    if (p->options.explain) {
        add_counting(p, i);
        add_conditions(p, i);
    }
    strbuf_add_c(p->out, "      ");
    str sentence = words_sentence(p->out->arena, p->sources, rule);
    show_add(p->out, sentence);
    add_source(p, rule);
    strbuf_add_byte(p->out, '\n');
    add_taken(p, sentence);
    add_responsible(p, rule);
}

/* -- the page -- */

struct entry {
    enum part part;
    const struct instance *instance;
};

/* The most urgent first: by part, by due day, then in the policy's order. */
static int by_urgency(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    if (a->instance->due != b->instance->due)
        return a->instance->due < b->instance->due ? -1 : 1;
    return a->instance < b->instance ? -1 : a->instance > b->instance;
}

static size_t collect_entries(struct page *p, struct entry *list) {
    size_t count = 0;
    for (size_t k = 0; k < p->r->instances.len; k++) {
        const struct instance *i = &p->r->instances.at[k];
        enum part part = part_of(p, i);
        if (is_shown(p, i, part))
            list[count++] = (struct entry){part, i};
    }
    qsort(list, count, sizeof *list, by_urgency);
    return count;
}

static void add_heading(struct page *p, enum part part) {
    strbuf_addf(p->out, "\n%s%s%s\n",
                p->options.colour ? parts[part].colour : "",
                parts[part].heading, p->options.colour ? "\033[0m" : "");
}

static void add_entries(struct page *p) {
    struct entry *list =
        NEW_ARRAY(p->out->arena, struct entry, p->r->instances.len);
    size_t count = collect_entries(p, list);
    for (size_t k = 0; k < count; k++) {
        if (k == 0 || list[k].part != list[k - 1].part)
            add_heading(p, list[k].part);
        add_entry(p, list[k].instance);
    }
    if (count == 0)
        strbuf_add_c(p->out, "\nNothing is overdue, due or to be recorded.\n");
}

static void add_counts(struct page *p) {
    unsigned counts[PART_COUNT] = {0};
    bool any = false;
    for (size_t k = 0; k < p->r->instances.len; k++) {
        const struct instance *i = &p->r->instances.at[k];
        enum part part = part_of(p, i);
        counts[part] += !is_shown(p, i, part);
    }
    for (int part = 0; part < PART_COUNT; part++) {
        if (counts[part] == 0)
            continue;
        strbuf_addf(p->out, "%s%u %s", any ? ", " : "\nAlso ", counts[part],
                    parts[part].counted);
        any = true;
    }
    if (any)
        strbuf_add_c(p->out,
                     p->options.statuses ? ".\n" : " (--all shows them).\n");
}

/* What was asked to be read otherwise than the policy does. */
static void add_readings(struct page *p) {
    const struct program *program = p->r->program;
    for (uint32_t i = 0; i < program->unclear_count; i++) {
        const struct unclear *u = &program->unclear[i];
        if (u->taken == 0)
            continue;
        strbuf_add_c(p->out, "Not as the policy reads it: `");
        show_add(p->out, atom_str(program->atoms, u->name));
        strbuf_add_c(p->out, "` is ");
        value_print(p->out, program->atoms, u->values[u->taken]);
        strbuf_add_byte(p->out, '\n');
    }
}

/* Which of several versions judges here. */
static void add_version(struct page *p) {
    const struct program *program = p->r->program;
    char day[20];
    if (!program->has_earlier && !program->has_later)
        return;
    strbuf_add_c(p->out, "\nWhat began in the version in force");
    if (program->in_force_from != DAY_NONE)
        strbuf_addf(p->out, " from %s",
                    day_format_long(program->in_force_from, day));
    if (program->in_force_until != DAY_NEVER)
        strbuf_addf(p->out, " until %s",
                    day_format_long(program->in_force_until, day));
}

static void add_header(struct page *p) {
    const struct program *program = p->r->program;
    char day[20];
    strbuf_add_c(p->out, "Case ");
    show_add(p->out, p->r->timeline->id);
    strbuf_add_c(p->out, "\n");
    show_add(p->out, program->title.len > 0
                         ? program->title
                         : atom_str(program->atoms, program->name));
    if (program->authority.len > 0) {
        strbuf_add_c(p->out, ", ");
        show_add(p->out, program->authority);
    }
    add_version(p);
    strbuf_addf(p->out, "\nAs at %s", day_format_long(p->r->as_at, day));
    if (program->calendar) {
        strbuf_add_c(p->out, "; working days: ");
        show_add(p->out,
                 program->calendar->title.len > 0
                     ? program->calendar->title
                     : atom_str(program->atoms, program->calendar->name));
    }
    strbuf_add_byte(p->out, '\n');
    add_readings(p);
}

/* What the source leaves open is compared only when reasons are asked for. */
static void add_open_questions(struct page *p) {
    uint32_t n = p->r->program->unclear_count;
    if (n > 0 && !p->options.explain)
        strbuf_addf(
            p->out,
            "The source leaves %u question%s open: --explain says where "
            "another reading would change an answer.\n",
            n, n == 1 ? "" : "s");
}

void report_case(struct strbuf *out, const struct source_set *sources,
                 const struct results *r, struct report_options options) {
    struct page p = {out, sources, r, options};
    add_header(&p);
    add_entries(&p);
    add_counts(&p);
    add_open_questions(&p);
}
