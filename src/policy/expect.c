// SPDX-License-Identifier: MIT
/* expect.c: tests: a case, a day, and what is expected of it. */
#include "policy/compiler.h"

#include "text/suggest.h"

static void report_exception(struct compiler *c, const struct node *name,
                             const struct rule *rule) {
    const struct rule *root = &c->rules.at[rule->root];
    str meant = atom_str(c->atoms, root->name);
    struct diag *d = diag_add(c->diags, DIAG_BAD_EXPECTATION, name->at,
                              "`%.*s` is an exception; its results are those "
                              "of `%.*s`",
                              STR_ARG(name_str(c, name)), STR_ARG(meant));
    diag_label(c->diags, d, rule->at, "it is declared here");
    diag_fix(c->diags, d, name->at, meant, "name the rule");
}

static rule_id want_rule(struct compiler *c, const struct node *name) {
    const struct symbol *s = symbol_want(c, name, SYMBOL_RULE);
    if (!s)
        return NO_ID;
    if (c->rules.at[s->index].only_cited) {
        struct diag *d = diag_add(c->diags, DIAG_BAD_EXPECTATION, name->at,
                                  "`%.*s` is a rule of the standard library, "
                                  "and is not judged here",
                                  STR_ARG(name_str(c, name)));
        diag_label(c->diags, d, s->at, "it is declared here");
        return NO_ID;
    }
    if (c->rules.at[s->index].root == s->index)
        return s->index;
    report_exception(c, name, &c->rules.at[s->index]);
    return NO_ID;
}

static int want_status(struct compiler *c, const struct node *name) {
    str words[STATUS_COUNT], text = name_str(c, name);
    int status = status_of(text);
    if (status >= 0)
        return status;
    for (int i = 0; i < STATUS_COUNT; i++)
        words[i] = str_of(status_word((enum status)i));
    str near = suggest_best(text, words, STATUS_COUNT);
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_STATUS, name->at,
                              "`%.*s` is not a status", STR_ARG(text));
    if (near.len > 0)
        diag_fix(c->diags, d, name->at, near, "write the status");
    else
        diag_note(c->diags, d,
                  "a status is one of not_started, not_applicable, open, met, "
                  "met_late, overdue, missed, no_longer_due, breached, "
                  "to_consider, cannot_tell");
    return -1;
}

static bool is_owed_before(enum rule_form form) {
    return form == RULE_AT_LEAST_BEFORE || form == RULE_WITHIN_BEFORE ||
           form == RULE_BEFORE;
}

/* Whether a rule of this form is ever in that status. */
static bool can_be(enum rule_form form, enum status status) {
    bool has_due = form_has_due_day(form), follows = form == RULE_FOLLOW;
    bool asks = form == RULE_CONSIDER;
    switch (status) {
    case STATUS_OPEN:
        return !asks && form != RULE_PROPERTY && form != RULE_RECORD;
    case STATUS_MET_LATE:
    case STATUS_OVERDUE: return has_due;
    case STATUS_MISSED: return (has_due && !is_owed_before(form)) || follows;
    case STATUS_BREACHED:
        return is_owed_before(form) || (!has_due && !follows && !asks);
    case STATUS_TO_CONSIDER: return asks;
    case STATUS_NOT_STARTED:
    case STATUS_NOT_APPLICABLE:
    case STATUS_MET:
    case STATUS_NO_LONGER_DUE:
    case STATUS_CANNOT_TELL: return true;
    case STATUS_COUNT: break;
    }
    BUG("a status of no kind");
}

static void check_status(struct compiler *c, const struct node *at,
                         const struct expectation *e) {
    if (e->rule == NO_ID || e->status < 0 || c->rule_drafts.at[e->rule].broken)
        return;
    const struct rule *rule = &c->rules.at[e->rule];
    if (can_be(rule->form, (enum status)e->status))
        return;
    struct diag *d = diag_add(c->diags, DIAG_BAD_EXPECTATION, at->at,
                              "a rule with this sentence is never `%s`",
                              status_word((enum status)e->status));
    diag_label(c->diags, d, rule->sentence, "this is the sentence");
}

static day_number day_of(const struct node *date) {
    return date ? (day_number)date->number : DAY_NONE;
}

static void expect_one(struct compiler *c, const struct node *n,
                       struct expectation *out) {
    out->kind = EXPECT_ONE;
    out->rule = want_rule(c, n->expect.rule);
    out->status = STATUS_OPEN; /* `expect RULE due D` */
    if (n->expect.status) {
        out->status = want_status(c, n->expect.status);
        check_status(c, n->expect.status, out);
    }
    out->due = day_of(n->expect.due);
    out->trigger = day_of(n->expect.trigger);
}

static void expect_count(struct compiler *c, const struct node *n,
                         struct expectation *out) {
    int64_t count = n->expect_count.count->number;
    out->kind = EXPECT_N;
    out->rule = want_rule(c, n->expect_count.rule);
    out->status = want_status(c, n->expect_count.status);
    check_status(c, n->expect_count.status, out);
    out->count = count > 0 && count % 1000 == 0 ? (uint32_t)(count / 1000) : 0;
    if (out->count > 0)
        return;
    struct diag *d =
        diag_add(c->diags, DIAG_BAD_EXPECTATION, n->expect_count.count->at,
                 "how many is a whole number of one or more");
    diag_note(c->diags, d, "for none write `expect no %.*s`",
              STR_ARG(name_str(c, n->expect_count.rule)));
}

static void expect_none(struct compiler *c, const struct node *n,
                        struct expectation *out) {
    out->kind = EXPECT_NO;
    out->rule = want_rule(c, n->expect_none.rule);
    if (!n->expect_none.status)
        return;
    out->status = want_status(c, n->expect_none.status);
    check_status(c, n->expect_none.status, out);
}

static void compile_expectation(struct compiler *c, const struct node *n,
                                struct expectation *out) {
    *out = (struct expectation){
        .at = n->at, .status = -1, .due = DAY_NONE, .trigger = DAY_NONE};
    if (n->kind == NODE_EXPECT)
        expect_one(c, n, out);
    else if (n->kind == NODE_EXPECT_COUNT)
        expect_count(c, n, out);
    else
        expect_none(c, n, out);
}

static bool is_case_line(const struct node *n) {
    return n->kind == NODE_CASE_EVENT || n->kind == NODE_CASE_FACT ||
           n->kind == NODE_CASE_ACT;
}

static bool is_expectation(const struct node *n) {
    return n->kind == NODE_EXPECT || n->kind == NODE_EXPECT_NONE ||
           n->kind == NODE_EXPECT_COUNT;
}

static void check_whole(struct compiler *c, const struct declaration *d,
                        const struct policy_test *test) {
    if (d->damaged)
        return;
    if (test->as_at == DAY_NONE) {
        struct diag *e = diag_add(c->diags, DIAG_BAD_EXPECTATION, d->at,
                                  "on which day is this test judged?");
        diag_note(c->diags, e, "add a line such as `as at 2024-05-01`");
    }
    if (test->expectation_count == 0) {
        struct diag *e = diag_add(c->diags, DIAG_BAD_EXPECTATION, d->at,
                                  "this test expects nothing, so it cannot "
                                  "fail");
        diag_note(c->diags, e, "add a line such as `expect RULE met`");
    }
}

static void compile_test(struct compiler *c, const struct declaration *d,
                         struct policy_test *test) {
    const struct node *as_at = clause_find(d, NODE_AS_AT);
    const struct node **lines =
        NEW_ARRAY(c->arena, const struct node *, d->clauses.len);
    struct expectation *list =
        NEW_ARRAY(c->arena, struct expectation, d->clauses.len);
    *test =
        (struct policy_test){.title = name_str(c, d->head->test.title),
                             .at = d->at,
                             .lines = lines,
                             .as_at = day_of(as_at ? as_at->as_at.date : NULL),
                             .expectations = list};
    for (size_t i = 0; i < d->clauses.len; i++) {
        const struct node *n = d->clauses.at[i];
        if (is_case_line(n))
            lines[test->line_count++] = n;
        else if (is_expectation(n))
            compile_expectation(c, n, &list[test->expectation_count++]);
    }
    check_whole(c, d, test);
}

/* The tests of files it uses belong to them. */
static bool is_own_test(const struct compiler *c, const struct declaration *d) {
    return d->head && d->head->kind == NODE_TEST && d->module == c->policy;
}

void compile_tests(struct compiler *c) {
    uint32_t n = 0;
    for (size_t i = 0; i < c->declarations.len; i++)
        n += is_own_test(c, c->declarations.at[i]);
    struct policy_test *tests = NEW_ARRAY(c->arena, struct policy_test, n);
    n = 0;
    for (size_t i = 0; i < c->declarations.len; i++) {
        if (!is_own_test(c, c->declarations.at[i]))
            continue;
        c->current = c->declarations.at[i];
        compile_test(c, c->current, &tests[n++]);
    }
    c->program->tests = tests;
    c->program->test_count = n;
    c->current = NULL;
}
