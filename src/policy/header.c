// SPDX-License-Identifier: MIT
/* header.c: the `policy` line's clauses, and the policy's scope. */
#include "policy/compiler.h"

void compile_calendar_clause(struct compiler *c) {
    const struct node *clause =
        c->header ? clause_find(c->header, NODE_WORKING_DAYS_FROM) : NULL;
    if (!clause && !c->defaults_disagree)
        clause = c->default_calendar;
    if (!clause)
        return;
    c->current = c->header;
    c->program->calendar =
        compile_calendar_of(c, clause->working_days_from.calendar);
    c->said_no_calendar = !c->program->calendar;
    c->current = NULL;
}

void compile_in_force(struct compiler *c, const struct node *clause,
                      day_number *from, day_number *until) {
    *from = (day_number)clause->in_force.from->number;
    if (!clause->in_force.until)
        return;
    *until = (day_number)clause->in_force.until->number;
    if (*until < *from)
        diag_add(c->diags, DIAG_REVERSED_DATES, clause->at,
                 "the last day in force comes before the first");
}

static void compile_clauses(struct compiler *c) {
    const struct declaration *d = c->header;
    const struct node *clause = clause_find(d, NODE_AUTHORITY);
    if (clause)
        c->program->authority = name_str(c, clause->authority.text);
    clause = clause_find(d, NODE_NEXT_REVIEW);
    if (clause)
        c->program->next_review = (day_number)clause->next_review.date->number;
    clause = clause_find(d, NODE_IN_FORCE);
    if (clause)
        compile_in_force(c, clause, &c->program->in_force_from,
                         &c->program->in_force_until);
    clause = clause_find(d, NODE_CASE_CLOSES);
    if (clause)
        c->program->closes = compile_events(c, clause->case_closes.events);
}

static void compile_scope(struct compiler *c, const struct node *head) {
    /* what closing triggers is still in scope; `does not apply while P` ends
     * with the day before P closes */
    struct condition_place place = {
        .own = NO_ID, .scope = true, .closing_counts = head->word == 0};
    const struct condition *condition =
        compile_condition(c, head->scope.condition, place);
    if (head->word != 0)
        condition = condition_not(c, condition);
    c->program->scope = condition_and(c, c->program->scope, condition);
}

/* Who works with a lone file must be told why nothing comes of it. */
static void want_policy(struct compiler *c, const struct declaration *d) {
    enum head head = head_of_declaration(d);
    if (c->header || d->module != c->policy || c->said_no_policy ||
        !(head & (HEAD_RULE | HEAD_SCOPE | HEAD_TEST)))
        return;
    c->said_no_policy = true;
    struct diag *e = diag_add(c->diags, DIAG_NO_POLICY, d->at,
                              "a file with rules needs a `policy` line");
    struct span start = {0, 0, d->at.source};
    diag_fix(c->diags, e, start, STR("policy NAME\n"),
             "begin the file with one");
}

void compile_header(struct compiler *c) {
    c->current = c->header;
    if (c->header)
        compile_clauses(c);
    for (size_t i = 0; i < c->declarations.len; i++) {
        struct declaration *d = c->declarations.at[i];
        c->current = d;
        want_policy(c, d);
        if (d->head && d->head->kind == NODE_SCOPE)
            compile_scope(c, d->head);
    }
    struct wake_list wakes = {0};
    wake_on_condition(c, &wakes, c->program->scope);
    c->program->scope_wakes = wakes_done(c, &wakes);
    c->current = NULL;
}
