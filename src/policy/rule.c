// SPDX-License-Identifier: MIT
/* rule.c: rules, from their declarations to what is evaluated: whole rules
 * first, then the exceptions to them. */
#include "policy/compiler.h"

static void report_no_sentence(struct compiler *c, rule_id id) {
    const struct rule *rule = &c->rules.at[id];
    struct diag *d = diag_add(c->diags, DIAG_NO_SENTENCE, rule->at,
                              "the rule `%.*s` says nothing",
                              STR_ARG(atom_str(c->atoms, rule->name)));
    diag_note(c->diags, d,
              "give it a sentence, such as `visit must happen every 4 weeks "
              "from initial_meeting`");
}

static void take_calendar(struct compiler *c, struct rule *rule,
                          const struct declaration *d) {
    const struct node *clause = clause_find(d, NODE_WORKING_DAYS_FROM);
    rule->calendar = c->program->calendar;
    if (!clause)
        return;
    const struct calendar *own =
        compile_calendar_of(c, clause->working_days_from.calendar);
    if (own)
        rule->calendar = own;
    else
        c->said_no_calendar = true;
}

static void report_instead(struct compiler *c, const struct node *sentence) {
    struct diag *d = diag_add(c->diags, DIAG_EXCEPTION_FORM, sentence->at,
                              "this says what an exception does differently, "
                              "and the rule is no exception");
    diag_note(c->diags, d,
              "add the line `exception to RULE` above it, or write a whole "
              "sentence");
}

static void report_wins(struct compiler *c, const struct declaration *d) {
    const struct node *clause = clause_find(d, NODE_WINS_OVER);
    if (clause)
        diag_add(c->diags, DIAG_WINS_OVER, clause->at,
                 "only an exception wins over another");
}

static void compile_root(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    struct rule_draft *draft = &c->rule_drafts.at[id];
    const struct declaration *d = draft->declaration;
    take_calendar(c, rule, d);
    if (d->sentence && is_sentence(d->sentence)) {
        compile_sentence(c, id);
    } else {
        draft->broken = true;
        if (d->sentence)
            report_instead(c, d->sentence);
        else if (!d->damaged)
            report_no_sentence(c, id);
    }
    draft->form_is_known = !draft->broken;
    draft->broken |= d->damaged;
    compile_common_clauses(c, id);
    compile_root_clauses(c, id);
    if (draft->form_is_known)
        compile_granted(c, id);
    report_wins(c, d);
    report_agreed(c, d);
    if (!draft->broken)
        warn_of_later(c, id);
}

/* Of a root: what makes it and its exceptions be judged again. */
static void gather_wakes(struct compiler *c, struct wake_list *list,
                         const struct rule *rule) {
    wake_on_condition(c, list, rule->when);
    wake_on_condition(c, list, rule->by_then);
    wake_on_condition(c, list, rule->only_while);
    if (rule->parent != NO_ID && rule->in_force_from != DAY_NONE)
        vec_push(c->arena, &list->days, rule->in_force_from);
    if (rule->parent != NO_ID && rule->in_force_until != DAY_NEVER)
        vec_push(c->arena, &list->days, rule->in_force_until + 1);
    for (uint32_t i = 0; i < rule->phase_count; i++) {
        wake_on_length(c, list, &rule->phases[i].figure);
        wake_on_length(c, list, &rule->phases[i].aim);
        wake_on_length(c, list, &rule->phases[i].lasts);
    }
}

static void compile_wakes(struct compiler *c) {
    struct wake_list *lists =
        NEW_ARRAY(c->arena, struct wake_list, c->rules.len);
    for (size_t i = 0; i < c->rules.len; i++)
        gather_wakes(c, &lists[c->rules.at[i].root], &c->rules.at[i]);
    for (size_t i = 0; i < c->rules.len; i++)
        if (c->rules.at[i].root == i)
            c->rules.at[i].wakes = wakes_done(c, &lists[i]);
}

/* Only rules keep their citations, but all must cite what is declared. */
static void check_other_sources(struct compiler *c) {
    const struct citation *citations;
    uint32_t count;
    for (size_t i = 0; i < c->declarations.len; i++) {
        struct declaration *d = c->declarations.at[i];
        if (head_of_declaration(d) == HEAD_RULE)
            continue;
        c->current = d;
        compile_sources(c, d, &citations, &count);
    }
}

void compile_rules(struct compiler *c) {
    for (size_t i = 0; i < c->rules.len; i++) {
        struct declaration *d = c->rule_drafts.at[i].declaration;
        const struct node *to = clause_find(d, NODE_EXCEPTION_TO);
        c->current = d;
        c->rule_drafts.at[i].exception_to = to ? to->exception_to.rule : NULL;
        if (!to)
            compile_root(c, (rule_id)i);
    }
    compile_exceptions(c);
    compile_wakes(c);
    find_disjoint(c);
    compile_strictness(c);
    check_other_sources(c);
    c->current = NULL;
}
