// SPDX-License-Identifier: MIT
/* group.c: lines into declarations.
 *
 * The tree is a list of lines.  A head begins a declaration, and what follows
 * belongs to it: at most one sentence, and clauses.  In a file without `rule`
 * lines a sentence begins a declaration of its own.
 *
 * A line that could not be read left a report and no node.  Where one stood,
 * nothing may be missed: its name is remembered as damaged, and the
 * declaration it may belong to as well, so that one mistake stays one. */
#include "policy/compiler.h"

#include <string.h>

#include "text/utf8.h"

struct grouping {
    struct compiler *c;
    const struct module *module;
    struct declaration *current;
    bool has_policy;        /* a `policy` line */
    bool has_rules;         /* some `rule` line: no bare sentences */
    uint32_t read;          /* the source is looked at up to here */
    const uint32_t *faults; /* offsets of unreadable lines, in order */
    size_t fault_count;
};

/* The declaration that the lines to come belong to. */
static struct declaration *begin(struct grouping *g, const struct node *head,
                                 struct span at) {
    struct declaration *d = NEW(g->c->arena, struct declaration);
    d->module = g->module;
    d->head = head;
    d->at = at;
    g->current = d;
    return d;
}

static struct declaration *
begin_declaration(struct grouping *g, const struct node *head, struct span at) {
    struct declaration *d = begin(g, head, at);
    vec_push(g->c->arena, &g->c->declarations, d);
    return d;
}

/* Takes in silence what follows something that was reported: nobody will
 * compile it. */
static struct declaration *begin_lost(struct grouping *g, struct span at) {
    struct declaration *d = begin(g, NULL, at);
    d->damaged = true;
    return d;
}

static bool is_lost(const struct declaration *d) {
    return d && d->damaged && !d->head && !d->sentence;
}

/* -- sentences -- */

/* The name of a sentence's subject: `core_group`, `chair_of_meeting`. */
static str subject_of(struct compiler *c, const struct node *sentence) {
    struct strbuf out;
    strbuf_init(&out, c->arena);
    const struct node *events = sentence->slot[0];
    if (sentence->kind == NODE_PROPERTY) {
        strbuf_addf(&out, "%.*s_of_",
                    STR_ARG(name_str(c, sentence->property.attribute)));
        events = sentence->property.events;
    } else if (sentence->kind == NODE_CONSIDER) {
        strbuf_add_c(&out, "consider_at_");
        events = sentence->consider.events;
    } else if (sentence->kind == NODE_RECORD_EACH) {
        events = sentence->record_each.events;
    }
    for (const struct node *e = events; e; e = e->next)
        strbuf_addf(&out, "%s%.*s", e == events ? "" : "_or_",
                    STR_ARG(name_str(c, e)));
    return strbuf_str(&out);
}

atom bare_name(struct compiler *c, const struct node *sentence) {
    return atom_intern(c->atoms, subject_of(c, sentence));
}

static void fix_with_rule_line(struct compiler *c, struct diag *d,
                               const struct node *sentence) {
    struct span here = sentence->at;
    here.to = here.from;
    diag_fix(
        c->diags, d, here,
        str_format(c->arena, "rule %.*s\n  ", STR_ARG(subject_of(c, sentence))),
        "give the sentence a `rule` line of its own");
}

static void report_second(struct grouping *g, const struct node *sentence) {
    struct compiler *c = g->c;
    struct diag *d = diag_add(c->diags, DIAG_SECOND_SENTENCE, sentence->at,
                              "a rule has one sentence; start the second "
                              "with `rule NAME`");
    diag_label(c->diags, d, g->current->sentence->at,
               "this is the rule's sentence");
    if (is_sentence(sentence))
        fix_with_rule_line(c, d, sentence);
}

/* A sentence under something that is no rule. */
static void report_homeless(struct grouping *g, const struct node *sentence) {
    struct compiler *c = g->c;
    struct diag *d = diag_add(c->diags, DIAG_MISPLACED_CLAUSE, sentence->at,
                              "this sentence belongs to no rule");
    if (is_sentence(sentence)) {
        fix_with_rule_line(c, d, sentence);
        diag_note(c->diags, d,
                  "a sentence can stand without a `rule` line only in a file "
                  "that has none");
    } else {
        diag_note(c->diags, d,
                  "it may stand under a `rule` that has an `exception to` "
                  "line");
    }
}

static void take_sentence(struct grouping *g, const struct node *sentence) {
    struct declaration *d = g->current;
    bool in_rule = d && d->head && d->head->kind == NODE_RULE;
    if (in_rule && !d->sentence) {
        d->sentence = sentence;
    } else if (in_rule) {
        report_second(g, sentence);
        begin_lost(g, sentence->at);
    } else if (!g->has_rules && is_sentence(sentence)) {
        begin_declaration(g, NULL, sentence->at)->sentence = sentence;
    } else if (!is_lost(d)) {
        report_homeless(g, sentence);
        begin_lost(g, sentence->at);
    }
}

/* A vocabulary may name the calendar of the policies that use it and name
 * none; two that disagree name none. */
static void take_default_calendar(struct compiler *c,
                                  const struct node *clause) {
    const struct node *old = c->default_calendar;
    if (old && old->working_days_from.calendar->name !=
                   clause->working_days_from.calendar->name)
        c->defaults_disagree = true;
    c->default_calendar = clause;
}

static void take_clause(struct grouping *g, const struct node *clause) {
    if (is_lost(g->current))
        return;
    if (!g->current && clause->kind == NODE_WORKING_DAYS_FROM &&
        !g->has_policy) {
        take_default_calendar(g->c, clause);
        return;
    }
    if (clause_fits(g->c, g->current, clause) && g->current)
        vec_push(g->c->arena, &g->current->clauses, clause);
}

static void take_line(struct grouping *g, const struct node *line) {
    for (const struct node *n = line->line.parts; n; n = n->next) {
        if (head_of(n))
            begin_declaration(g, n, n->at);
        else if (is_sentence(n) || is_different(n))
            take_sentence(g, n);
        else if (n->kind == NODE_GUIDANCE)
            vec_push(g->c->arena, &g->c->guidance_lines, n);
        else
            take_clause(g, n);
    }
}

/* -- damaged lines -- */

static bool is_blank(char b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
}

/* The next word at or after *at and before `end`, comments left out. */
static str next_word(str text, uint32_t *at, uint32_t end) {
    while (*at < end) {
        if (text.at[*at] == '#')
            while (*at < end && text.at[*at] != '\n')
                ++*at;
        else if (is_blank(text.at[*at]))
            ++*at;
        else
            break;
    }
    uint32_t from = *at;
    while (*at < end && utf8_is_name_continue(utf8_next(text, *at).code))
        *at += utf8_next(text, *at).len;
    return (str){text.at + from, *at - from};
}

static uint32_t line_end(str text, uint32_t at) {
    const char *feed =
        at < text.len ? memchr(text.at + at, '\n', text.len - at) : NULL;
    return feed ? (uint32_t)(feed - text.at) : (uint32_t)text.len;
}

static bool begins_head(str word) {
    static const char *const words[] = {
        "policy", "use",   "document", "unclear", "role",
        "fact",   "event", "period",   "figure",  "calendar",
        "rule",   "test",  "case",     "applies", "does",
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

/* Looks at the unreadable line that a report points to. */
static void take_fault(struct grouping *g, uint32_t fault) {
    struct compiler *c = g->c;
    str text = g->module->tree->source->text;
    uint32_t end = line_end(text, fault), at = g->read;
    str word = next_word(text, &at, end);
    g->read = end;
    c->has_unread_lines = true;
    if (!begins_head(word)) {
        if (g->current)
            g->current->damaged = true;
        return;
    }
    if (str_is(word, "policy"))
        c->said_no_policy = true;
    if (str_is(word, "use"))
        c->lacks_file = true;
    str name = next_word(text, &at, end);
    struct span here = {fault, fault, g->module->tree->source->id};
    struct declaration *d = begin_lost(g, here);
    if (name.len > 0)
        atom_map_set(c->arena, &c->damaged,
                     atom_intern(c->atoms, utf8_nfc(c->arena, name)), d);
}

/* Faults before `offset`; one inside a line that was read after all damages
 * nothing, and is passed over when `read` moves past it. */
static void take_faults(struct grouping *g, uint32_t offset) {
    while (g->fault_count > 0 && g->faults[0] < offset) {
        if (g->faults[0] >= g->read)
            take_fault(g, g->faults[0]);
        g->faults++;
        g->fault_count--;
    }
}

static void sort_offsets(uint32_t *at, size_t n) {
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && at[j] < at[j - 1]; j--) {
            uint32_t swap = at[j];
            at[j] = at[j - 1];
            at[j - 1] = swap;
        }
}

static void find_faults(struct grouping *g) {
    struct compiler *c = g->c;
    VEC(uint32_t) faults = {0};
    for (size_t i = 0; i < c->diags->len; i++) {
        const struct diag *d = c->diags->at[i];
        if (d->severity == SEVERITY_ERROR &&
            d->at.source == g->module->tree->source->id)
            vec_push(c->arena, &faults, d->at.from);
    }
    sort_offsets(faults.at, faults.len);
    g->faults = faults.at;
    g->fault_count = faults.len;
}

/* -- files -- */

static bool has_line(const struct module *m, enum node_kind kind) {
    for (const struct node *l = m->tree->lines; l; l = l->next)
        if (l->line.parts->kind == kind)
            return true;
    return false;
}

static void group_file(struct compiler *c, const struct module *m) {
    struct grouping g = {.c = c,
                         .module = m,
                         .has_policy = has_line(m, NODE_POLICY),
                         .has_rules = has_line(m, NODE_RULE)};
    find_faults(&g);
    for (const struct node *l = m->tree->lines; l; l = l->next) {
        take_faults(&g, l->at.from);
        g.read = MAX(g.read, l->at.from);
        take_line(&g, l);
        g.read = MAX(g.read, l->at.to);
        take_faults(&g, l->at.to);
    }
    take_faults(&g, UINT32_MAX);
}

void group_lines(struct compiler *c) {
    for (size_t i = 0; i < c->files.len; i++)
        group_file(c, c->files.at[i]);
}
