// SPDX-License-Identifier: MIT
/* rule_clauses.c: a rule's clauses, each where it makes sense. */
#include "policy/compiler.h"

/* -- sources -- */

static void cite(struct compiler *c, const struct node *clause,
                 struct citation **list, uint32_t *count) {
    const struct symbol *document =
        symbol_want(c, clause->source.document, SYMBOL_DOCUMENT);
    if (!document)
        return;
    for (const struct node *r = clause->source.references; r; r = r->next)
        (*list)[(*count)++] = (struct citation){
            .document = document->index,
            .id = r->name,
            .quote = clause->source.quote ? name_str(c, clause->source.quote)
                                          : STR("")};
}

void compile_sources(struct compiler *c, const struct declaration *d,
                     const struct citation **out, uint32_t *count) {
    uint32_t n = 0;
    for (size_t i = 0; i < d->clauses.len; i++)
        if (d->clauses.at[i]->kind == NODE_SOURCE)
            for (const struct node *r = d->clauses.at[i]->source.references; r;
                 r = r->next)
                n++;
    struct citation *list = NEW_ARRAY(c->arena, struct citation, n);
    *count = 0;
    for (size_t i = 0; i < d->clauses.len; i++)
        if (d->clauses.at[i]->kind == NODE_SOURCE)
            cite(c, d->clauses.at[i], &list, count);
    *out = list;
}

/* -- what any rule may have -- */

static void take_condition(struct compiler *c, struct rule_draft *draft,
                           const struct node *node, bool negated,
                           const struct condition **into) {
    struct condition_place place = {.own = NO_ID};
    if (!has_room(c, draft->condition_count++, MAX_CONDITIONS,
                  "conditions in a rule", node->at))
        return;
    const struct condition *condition = compile_condition(c, node, place);
    if (negated)
        condition = condition_not(c, condition);
    draft->broken |= !condition;
    *into = condition_and(c, *into, condition);
}

static void take_notes(struct compiler *c, struct rule *rule,
                       const struct declaration *d) {
    str *notes = NEW_ARRAY(c->arena, str, d->clauses.len);
    for (size_t i = 0; i < d->clauses.len; i++)
        if (d->clauses.at[i]->kind == NODE_NOTE)
            notes[rule->note_count++] =
                name_str(c, d->clauses.at[i]->note.text);
    rule->notes = notes;
}

void compile_common_clauses(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    struct rule_draft *draft = &c->rule_drafts.at[id];
    const struct declaration *d = draft->declaration;
    for (size_t i = 0; i < d->clauses.len; i++) {
        const struct node *n = d->clauses.at[i];
        if (n->kind == NODE_WHEN)
            take_condition(c, draft, n->when.condition, false, &rule->when);
        else if (n->kind == NODE_UNLESS)
            take_condition(c, draft, n->unless.condition, true, &rule->when);
        else if (n->kind == NODE_IN_FORCE)
            compile_in_force(c, n, &rule->in_force_from,
                             &rule->in_force_until);
    }
    take_notes(c, rule, d);
    compile_sources(c, d, &rule->citations, &rule->citation_count);
}

/* -- what only a whole rule has -- */

void report_useless(struct compiler *c, const struct node *clause,
                    const char *advice) {
    struct diag *d = diag_add(c->diags, DIAG_MISPLACED_CLAUSE, clause->at,
                              "`%s` means nothing in a rule with this sentence",
                              clause_words(clause));
    diag_note(c->diags, d, "%s", advice);
}

static bool counts_days(const struct rule *rule) {
    if (rule->form == RULE_BY)
        return true;
    return rule->phase_count > 0 &&
           (rule->phases[0].figure.kind != LENGTH_FIXED ||
            rule->phases[0].figure.fixed.unit != UNIT_HOURS);
}

static void take_by_then(struct compiler *c, rule_id id,
                         const struct node *clause) {
    struct rule *rule = &c->rules.at[id];
    if (!form_has_due_day(rule->form)) {
        report_useless(c, clause,
                       "there is no due day to judge it on; use `when`");
        return;
    }
    take_condition(c, &c->rule_drafts.at[id], clause->if_by_then.condition,
                   false, &rule->by_then);
}

static void take_aim(struct compiler *c, rule_id id,
                     const struct node *clause) {
    struct rule *rule = &c->rules.at[id];
    bool takes_aim = rule->form == RULE_WITHIN || rule->form == RULE_SERIES ||
                     rule->form == RULE_GRID;
    if (!takes_aim) {
        report_useless(c, clause,
                       "an aim belongs to `within D of` and to `every D`");
        return;
    }
    struct phase *phase = c->rule_drafts.at[id].phases;
    if (rule->phase_count > 1 || phase->aim.kind != LENGTH_NONE) {
        struct diag *d =
            diag_add(c->diags, DIAG_REPEATED_CLAUSE, clause->at,
                     rule->phase_count > 1
                         ? "which of the rule's figures is this the aim of?"
                         : "the sentence has an aim already");
        diag_note(c->diags, d,
                  "write it right after its figure: `within 6 weeks aiming "
                  "for 4 weeks`");
        return;
    }
    if (!compile_length(c, clause->aiming_for.duration, rule_lengths(c, rule),
                        &phase->aim))
        return;
    check_aim(c, phase, clause->aiming_for.duration);
}

static void take_roll(struct compiler *c, struct rule *rule,
                      const struct node *clause) {
    if (!form_has_due_day(rule->form) || !counts_days(rule)) {
        report_useless(c, clause, "no day is counted that could be moved");
        return;
    }
    struct length_place place = rule_lengths(c, rule);
    rule->roll = clause->word ? ROLL_BACK : ROLL_NEXT;
    if (place.calendar || place.unknown_calendar)
        return;
    struct diag *d = diag_add(c->diags, DIAG_NO_CALENDAR, clause->at,
                              "working days of which calendar? The policy "
                              "names none");
    struct span end = {c->header->at.to, c->header->at.to,
                       c->header->at.source};
    diag_fix(c->diags, d, end, STR("\n  working days from england_and_wales"),
             "name one under the `policy` line");
}

static void take_counting(struct compiler *c, struct rule *rule,
                          const struct node *clause) {
    if (counts_days(rule))
        rule->counting_day = true;
    else
        report_useless(c, clause, "no days are counted");
}

static void take_responsible(struct compiler *c, struct rule *rule,
                             const struct node *clause) {
    compile_people(c, clause->responsible.people, &type_role,
                   &rule->responsible, &rule->responsible_count);
}

/* Something happens, and so can reach somebody. */
static bool is_asked_for(enum rule_form form) {
    return form_has_due_day(form) || form == RULE_FOLLOW;
}

static void take_recipients(struct compiler *c, struct rule *rule,
                            const struct node *clause) {
    atom name = atom_intern(c->atoms, STR("recipients"));
    attribute_id id = attribute_find(c, name);
    const struct has *has = id == NO_ID ? NULL : event_has(c, rule->target, id);
    if (!is_asked_for(rule->form)) {
        report_useless(c, clause,
                       "it says whom something has to reach; here nothing has "
                       "to happen");
        return;
    }
    if (!compile_people(c, clause->to.people, &type_role, &rule->recipients,
                        &rule->recipient_count))
        c->rule_drafts.at[rule->root].broken = true;
    if (has && has->type->kind == KIND_PEOPLE) {
        rule->recipients_in = id;
        return;
    }
    str event = event_words(c, rule->target);
    struct diag *d =
        diag_add(c->diags, DIAG_UNKNOWN_ATTRIBUTE, clause->at,
                 "whom `%.*s` has reached, no record of it says: it must have "
                 "`has recipients people`",
                 STR_ARG(event));
    diag_label(c->diags, d, c->events.at[rule->target].at,
               "the event is declared here");
}

void compile_root_clauses(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    struct rule_draft *draft = &c->rule_drafts.at[id];
    const struct declaration *d = draft->declaration;
    for (size_t i = 0; i < d->clauses.len; i++) {
        const struct node *n = d->clauses.at[i];
        if (n->kind == NODE_ONLY_WHILE)
            take_condition(c, draft, n->only_while.condition, false,
                           &rule->only_while);
        else if (n->kind == NODE_RESPONSIBLE)
            take_responsible(c, rule, n);
        else if (!draft->form_is_known)
            continue; /* what follows asks for it */
        else if (n->kind == NODE_IF_BY_THEN)
            take_by_then(c, id, n);
        else if (n->kind == NODE_AIMING_FOR)
            take_aim(c, id, n);
        else if (n->kind == NODE_ROLLED)
            take_roll(c, rule, n);
        else if (n->kind == NODE_COUNTING_DAY)
            take_counting(c, rule, n);
        else if (n->kind == NODE_TO)
            take_recipients(c, rule, n);
    }
}
