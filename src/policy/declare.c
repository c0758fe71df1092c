// SPDX-License-Identifier: MIT
/* declare.c: the names of every declaration, each with an empty place in its
 * draft array; clashes, and names that only look different.
 *
 * Nothing is resolved here: a declaration may use names of later ones. */
#include "policy/compiler.h"

#include "text/utf8.h"

static str title_of(const struct compiler *c, const struct node *title) {
    return title ? atom_str(c->atoms, title->name) : STR("");
}

/* -- sort by sort -- */

static void declare_role(struct compiler *c, struct declaration *d,
                         const struct node *head) {
    if (!symbol_add(c, SYMBOL_ROLE, head->role.id, c->roles.len, d))
        return;
    struct role role = {.name = head->role.id->name,
                        .title = title_of(c, head->role.title),
                        .at = head->role.id->at};
    vec_push(c->arena, &c->roles, role);
}

static void declare_fact(struct compiler *c, struct declaration *d,
                         const struct node *head) {
    if (!symbol_add(c, SYMBOL_FACT, head->fact.id, c->facts.len, d))
        return;
    struct fact fact = {.name = head->fact.id->name,
                        .title = title_of(c, head->fact.title),
                        .at = head->fact.id->at,
                        .otherwise = {.kind = VALUE_UNKNOWN}};
    vec_push(c->arena, &c->facts, fact);
}

static void declare_attributes(struct compiler *c, struct declaration *d) {
    for (size_t i = 0; i < d->clauses.len; i++) {
        const struct node *has = d->clauses.at[i];
        if (has->kind != NODE_HAS)
            continue;
        atom name = has->has.attribute->name;
        if (atom_map_get(&c->attribute_of, name) ||
            !has_room(c, c->attributes.len, MAX_ATTRIBUTES, "attributes",
                      has->at))
            continue;
        struct attribute attribute = {.name = name};
        vec_push(c->arena, &c->attributes, attribute);
        attribute_id *id = NEW(c->arena, attribute_id);
        *id = (attribute_id)(c->attributes.len - 1);
        atom_map_set(c->arena, &c->attribute_of, name, id);
    }
}

/* On a case line these five begin a decision. */
static bool is_act(str name) {
    static const char *const acts[] = {"extended", "waived", "agreed",
                                       "considered", "explained"};
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        if (str_is(name, acts[i]))
            return true;
    return false;
}

/* A policy may say how an event of its vocabulary comes about: its own `event
 * E is ...` stands for E wherever E is named, in the vocabulary too. What the
 * vocabulary says that E has stays. */
static bool refine_event(struct compiler *c, struct declaration *d,
                         const struct node *head) {
    struct symbol *old = symbol_find(c, head->event.id->name, SYMBOL_EVENT);
    if (!old || !head->event.derived || d->module != c->policy ||
        old->declaration->module == c->policy)
        return false;
    const struct declaration *vocabulary = old->declaration;
    for (size_t i = 0; i < vocabulary->clauses.len; i++)
        vec_push(c->arena, &d->clauses, vocabulary->clauses.at[i]);
    struct event *event = &c->events.at[old->index];
    event->at = old->at = head->event.id->at;
    if (head->event.title)
        event->title = title_of(c, head->event.title);
    old->declaration = c->event_drafts.at[old->index].declaration = d;
    return true;
}

static void declare_event(struct compiler *c, struct declaration *d,
                          const struct node *head) {
    const struct node *name = head->event.id;
    declare_attributes(c, d);
    if (is_act(name_str(c, name)))
        diag_add(c->diags, DIAG_RESERVED_NAME, name->at,
                 "an event cannot be called `%.*s`: on a case line the word "
                 "begins a decision about a rule",
                 STR_ARG(name_str(c, name)));
    if (refine_event(c, d, head) ||
        !symbol_add(c, SYMBOL_EVENT, name, c->events.len, d))
        return;
    struct event event = {.name = name->name,
                          .title = title_of(c, head->event.title),
                          .at = name->at,
                          .named = true,
                          .base = NO_ID,
                          .anchor = NO_ID,
                          .without = NO_ID,
                          .period = NO_ID,
                          .date = NO_ID};
    struct event_draft draft = {.declaration = d};
    vec_push(c->arena, &c->events, event);
    vec_push(c->arena, &c->event_drafts, draft);
}

static void declare_period(struct compiler *c, struct declaration *d,
                           const struct node *head) {
    const struct node *name = head->period.id;
    if (!symbol_add(c, SYMBOL_PERIOD, name, c->periods.len, d))
        return;
    struct period period = {.name = name->name,
                            .title = title_of(c, head->period.title),
                            .at = name->at,
                            .from = NO_ID,
                            .until = NO_ID};
    vec_push(c->arena, &c->periods, period);
}

static void declare_figure(struct compiler *c, struct declaration *d,
                           const struct node *name) {
    if (!symbol_add(c, SYMBOL_FIGURE, name, c->figures.len, d))
        return;
    struct figure figure = {.type = NULL};
    vec_push(c->arena, &c->figures, figure);
}

static void declare_document(struct compiler *c, struct declaration *d,
                             const struct node *head) {
    const struct node *name = head->document.id;
    if (!symbol_add(c, SYMBOL_DOCUMENT, name, c->documents.len, d))
        return;
    struct document document = {.name = name->name,
                                .title = title_of(c, head->document.title)};
    vec_push(c->arena, &c->documents, document);
    vec_push(c->arena, &c->document_drafts, (struct document_draft){0});
}

static void declare_unclear(struct compiler *c, struct declaration *d,
                            const struct node *head) {
    const struct node *name = head->unclear.id;
    if (!symbol_add(c, SYMBOL_UNCLEAR, name, c->unclear.len, d))
        return;
    struct unclear_draft draft = {
        .declaration = d,
        .unclear = {.name = name->name,
                    .question = title_of(c, head->unclear.title),
                    .at = name->at}};
    vec_push(c->arena, &c->unclear, draft);
}

/* -- rules -- */

static void report_same_subject(struct compiler *c, const struct symbol *old,
                                const struct declaration *d, str name) {
    struct diag *e = diag_add(c->diags, DIAG_DUPLICATE_NAME, d->at,
                              "two sentences about `%.*s`: which of them is "
                              "meant by that name?",
                              STR_ARG(name));
    diag_label(c->diags, e, old->at, "the first stands here");
    struct span here = {d->at.from, d->at.from, d->at.source};
    diag_fix(c->diags, e, here,
             str_format(c->arena, "rule %.*s_2\n  ", STR_ARG(name)),
             "give every sentence of the file a `rule` line");
}

static void declare_rule(struct compiler *c, struct declaration *d) {
    struct node bare = {.kind = NODE_NAME};
    const struct node *name = &bare;
    if (d->head) {
        name = d->head->rule.id;
    } else {
        bare.name = bare_name(c, d->sentence);
        bare.at = d->sentence->at;
        const struct symbol *old = symbol_find(c, bare.name, SYMBOL_RULE);
        if (old) {
            report_same_subject(c, old, d, atom_str(c->atoms, bare.name));
            return;
        }
    }
    if (!symbol_add(c, SYMBOL_RULE, name, c->rules.len, d))
        return;
    struct rule rule = {.name = name->name,
                        .title = d->head ? title_of(c, d->head->rule.title)
                                         : STR(""),
                        .at = name->at,
                        .target = NO_ID,
                        .anchor = NO_ID,
                        .until = NO_ID,
                        .parent = NO_ID,
                        .recipients_in = NO_ID,
                        .in_force_from = DAY_NONE,
                        .in_force_until = DAY_NEVER,
                        .as_strict_as = NO_ID,
                        .only_cited = d->module->stdlib_name != 0,
                        .root = (rule_id)c->rules.len};
    struct rule_draft draft = {.declaration = d};
    vec_push(c->arena, &c->rules, rule);
    vec_push(c->arena, &c->rule_drafts, draft);
}

/* -- the policy line -- */

static void report_used_policy(struct compiler *c,
                               const struct declaration *d) {
    struct diag *e = diag_add(c->diags, DIAG_USED_POLICY, d->module->used_at,
                              "`%.*s` is a policy of its own, and cannot be "
                              "used by another",
                              STR_ARG(name_str(c, d->head->policy.id)));
    diag_label(c->diags, e, d->at, "it is a policy by this line");
    diag_note(c->diags, e,
              "put what both need (roles, facts, events) into a third file "
              "without a `policy` line");
}

static void declare_policy(struct compiler *c, struct declaration *d) {
    if (d->module != c->policy) {
        report_used_policy(c, d);
        return;
    }
    if (c->header) {
        struct diag *e = diag_add(c->diags, DIAG_DUPLICATE_NAME, d->at,
                                  "a file has one `policy` line");
        diag_label(c->diags, e, c->header->at, "the first stands here");
        return;
    }
    c->header = d;
    c->program->name = d->head->policy.id->name;
    c->program->title = title_of(c, d->head->policy.title);
}

static void report_case(struct compiler *c, const struct declaration *d) {
    struct diag *e = diag_add(c->diags, DIAG_MISPLACED_CLAUSE, d->at,
                              "a case does not belong in a policy");
    diag_note(c->diags, e,
              "put it into a file of its own, NAME.cinc; here its lines may "
              "stand in a `test`");
}

static void declare_one(struct compiler *c, struct declaration *d) {
    c->current = d;
    switch (head_of_declaration(d)) {
    case HEAD_POLICY: declare_policy(c, d); break;
    case HEAD_DOCUMENT: declare_document(c, d, d->head); break;
    case HEAD_UNCLEAR: declare_unclear(c, d, d->head); break;
    case HEAD_ROLE: declare_role(c, d, d->head); break;
    case HEAD_FACT: declare_fact(c, d, d->head); break;
    case HEAD_EVENT: declare_event(c, d, d->head); break;
    case HEAD_PERIOD: declare_period(c, d, d->head); break;
    case HEAD_FIGURE: declare_figure(c, d, d->head->figure.id); break;
    case HEAD_CALENDAR:
        symbol_add(c, SYMBOL_CALENDAR, d->head->calendar.id, 0, d);
        break;
    case HEAD_RULE: declare_rule(c, d); break;
    case HEAD_CASE: report_case(c, d); break;
    case HEAD_USE:
    case HEAD_SCOPE:
    case HEAD_TEST: break;
    }
}

/* -- names that look alike -- */

/* Letters of other scripts that look like a Latin one. */
static int32_t latin_twin(int32_t code) {
    static const struct {
        int32_t code;
        char latin;
    } twins[] = {
        {0x391, 'a'}, {0x392, 'b'}, {0x395, 'e'}, {0x396, 'z'}, {0x397, 'h'},
        {0x399, 'l'}, {0x39A, 'k'}, {0x39C, 'm'}, {0x39D, 'n'}, {0x39F, 'o'},
        {0x3A1, 'p'}, {0x3A4, 't'}, {0x3A5, 'y'}, {0x3A7, 'x'}, {0x3B9, 'l'},
        {0x3BD, 'v'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x405, 's'}, {0x406, 'l'},
        {0x408, 'j'}, {0x410, 'a'}, {0x412, 'b'}, {0x415, 'e'}, {0x41A, 'k'},
        {0x41C, 'm'}, {0x41D, 'h'}, {0x41E, 'o'}, {0x420, 'p'}, {0x421, 'c'},
        {0x422, 't'}, {0x423, 'y'}, {0x425, 'x'}, {0x430, 'a'}, {0x435, 'e'},
        {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'},
        {0x455, 's'}, {0x456, 'l'}, {0x458, 'j'}, {0x501, 'd'}, {0x51B, 'q'},
    };
    for (size_t i = 0; i < ARRAY_LEN(twins); i++)
        if (twins[i].code == code)
            return twins[i].latin;
    return code;
}

/* One character as the eye takes it. */
static int32_t seen_as(int32_t code) {
    code = latin_twin(code);
    if (code == 'I' || code == 'l' || code == 'i' || code == '1')
        return 'l';
    if (code == 'O' || code == '0')
        return 'o';
    return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
}

/* Names that look alike have the same skeleton; `_` and case do not count. */
static atom skeleton_of(struct compiler *c, atom name) {
    struct strbuf out;
    str text = atom_str(c->atoms, name);
    strbuf_init(&out, c->arena);
    for (size_t at = 0; at < text.len;) {
        struct utf8_char ch = utf8_next(text, at);
        if (ch.code != '_')
            utf8_add(&out, seen_as(ch.code));
        at += ch.len;
    }
    return atom_intern(c->atoms, strbuf_str(&out));
}

static void warn_of_look_alikes(struct compiler *c, unsigned space) {
    struct atom_map seen = {0};
    for (size_t i = 0; i < c->symbols.len; i++) {
        struct symbol *s = c->symbols.at[i];
        if (!(s->sort & space))
            continue;
        atom skeleton = skeleton_of(c, s->name);
        struct symbol *old = atom_map_get(&seen, skeleton);
        if (!old) {
            atom_map_set(c->arena, &seen, skeleton, s);
            continue;
        }
        struct diag *d =
            diag_add(c->diags, DIAG_LOOK_ALIKE, s->at,
                     "`%.*s` looks like `%.*s`, but is another name",
                     STR_ARG(atom_str(c->atoms, s->name)),
                     STR_ARG(atom_str(c->atoms, old->name)));
        diag_label(c->diags, d, old->at, "the other is declared here");
    }
}

void declare_names(struct compiler *c) {
    for (size_t i = 0; i < c->declarations.len; i++)
        declare_one(c, c->declarations.at[i]);
    c->current = NULL;
    warn_of_look_alikes(c, SYMBOL_THINGS);
    warn_of_look_alikes(c, SYMBOL_ROLE);
    warn_of_look_alikes(c, SYMBOL_RULE);
}
