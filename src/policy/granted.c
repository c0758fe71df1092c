// SPDX-License-Identifier: MIT
/* granted.c: what people may decide about an instance of a rule: extensions,
 * waivers, agreements to an exception, explanations.
 *
 * Each line says who may, and in what form; of several lines under one rule
 * any will do. */
#include "policy/compiler.h"

static uint32_t count_clauses(const struct declaration *d,
                              enum node_kind kind) {
    uint32_t n = 0;
    for (size_t i = 0; i < d->clauses.len; i++)
        n += d->clauses.at[i]->kind == kind;
    return n;
}

/* -- by whom, and how -- */

static bool take_roles(struct compiler *c, const struct node *names,
                       struct consent *out) {
    uint32_t n = 0;
    for (const struct node *name = names; name; name = name->next)
        n++;
    role_id *roles = NEW_ARRAY(c->arena, role_id, n);
    for (const struct node *name = names; name; name = name->next) {
        const struct symbol *s = symbol_want(c, name, SYMBOL_ROLE);
        if (s)
            roles[out->role_count++] = s->index;
    }
    out->roles = roles;
    return out->role_count == n;
}

static bool take_consent(struct compiler *c, const struct node *clause,
                         const struct node *roles, struct consent *out) {
    out->in_writing = (clause->word & FORM_IN_WRITING) != 0;
    out->with_reason = (clause->word & FORM_WITH_REASON) != 0;
    return take_roles(c, roles, out);
}

/* -- which sentence has what -- */

/* A due day that is counted on from something. */
static bool can_be_extended(enum rule_form form) {
    return form == RULE_WITHIN || form == RULE_SERIES || form == RULE_GRID ||
           form == RULE_BY;
}

static bool can_be_waived(enum rule_form form) {
    return form_has_due_day(form) || form == RULE_FOLLOW;
}

static void take_extension(struct compiler *c, struct rule *rule,
                           const struct node *n,
                           struct extension_terms *out) {
    if (!take_consent(c, n, n->extended_by.roles, &out->by))
        c->rule_drafts.at[rule->root].broken = true;
    if (n->extended_by.times)
        out->times = (uint32_t)n->extended_by.times->number;
    if (n->extended_by.up_to &&
        !compile_length(c, n->extended_by.up_to, rule_lengths(c, rule),
                        &out->up_to))
        c->rule_drafts.at[rule->root].broken = true;
}

static void take_extensions(struct compiler *c, struct rule *rule,
                            const struct declaration *d) {
    struct extension_terms *list = NEW_ARRAY(
        c->arena, struct extension_terms, count_clauses(d, NODE_EXTENDED_BY));
    rule->extensions = list;
    for (size_t i = 0; i < d->clauses.len; i++) {
        const struct node *n = d->clauses.at[i];
        if (n->kind != NODE_EXTENDED_BY)
            continue;
        if (can_be_extended(rule->form))
            take_extension(c, rule, n, &list[rule->extension_count++]);
        else
            report_useless(c, n, "it has no due day that is counted on from "
                                 "something, and could be moved");
    }
}

static void take_waivers(struct compiler *c, struct rule *rule,
                         const struct declaration *d) {
    struct consent *list =
        NEW_ARRAY(c->arena, struct consent, count_clauses(d, NODE_WAIVED_BY));
    rule->waivers = list;
    for (size_t i = 0; i < d->clauses.len; i++) {
        const struct node *n = d->clauses.at[i];
        if (n->kind != NODE_WAIVED_BY)
            continue;
        if (!can_be_waived(rule->form))
            report_useless(c, n, "nothing is owed here that somebody could "
                                 "do without");
        else if (!take_consent(c, n, n->waived_by.roles,
                               &list[rule->waiver_count++]))
            c->rule_drafts.at[rule->root].broken = true;
    }
}

static void take_excuses(struct compiler *c, struct rule *rule,
                         const struct declaration *d) {
    const struct node *why = clause_find(d, NODE_OTHERWISE_WHY);
    const struct node *possible = clause_find(d, NODE_WHERE_POSSIBLE);
    rule->otherwise_why = why != NULL;
    rule->where_possible = possible != NULL;
    if (rule->form == RULE_CONSIDER && (why || possible))
        report_useless(c, why ? why : possible,
                       "a prompt is only to be considered");
}

void compile_granted(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    const struct declaration *d = c->rule_drafts.at[id].declaration;
    take_extensions(c, rule, d);
    take_waivers(c, rule, d);
    take_excuses(c, rule, d);
}

/* -- exceptions -- */

void compile_agreements(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    struct rule_draft *draft = &c->rule_drafts.at[id];
    const struct declaration *d = draft->declaration;
    struct consent *list =
        NEW_ARRAY(c->arena, struct consent, count_clauses(d, NODE_AGREED_BY));
    rule->agreements = list;
    for (size_t i = 0; i < d->clauses.len; i++) {
        const struct node *n = d->clauses.at[i];
        if (n->kind == NODE_AGREED_BY)
            draft->broken |= !take_consent(c, n, n->agreed_by.roles,
                                           &list[rule->agreement_count++]);
    }
}

void report_agreed(struct compiler *c, const struct declaration *d) {
    const struct node *clause = clause_find(d, NODE_AGREED_BY);
    if (!clause)
        return;
    struct diag *e = diag_add(c->diags, DIAG_MISPLACED_CLAUSE, clause->at,
                              "only an exception is agreed to");
    diag_note(c->diags, e,
              "write what is different then as an `exception to` this rule");
}
