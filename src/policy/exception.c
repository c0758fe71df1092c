// SPDX-License-Identifier: MIT
/* exception.c: exceptions, and the trees they form.
 *
 * An exception says only what differs, and everything else is its root's; so
 * it has its root's form, and what it says must fit that form's sentence. */
#include "policy/compiler.h"

/* -- trees -- */

static void find_parents(struct compiler *c) {
    for (size_t i = 0; i < c->rules.len; i++) {
        struct rule_draft *draft = &c->rule_drafts.at[i];
        if (!draft->exception_to)
            continue;
        c->current = draft->declaration;
        const struct symbol *s =
            symbol_want(c, draft->exception_to, SYMBOL_RULE);
        if (s)
            c->rules.at[i].parent = s->index;
        else
            draft->broken = true;
    }
}

static void report_rule_circle(struct compiler *c, rule_id start) {
    struct circle circle = {.len = 0};
    rule_id at = start;
    do {
        circle_add(&circle, c->rules.at[at].name,
                   c->rule_drafts.at[at].exception_to->at);
        at = c->rules.at[at].parent;
    } while (at != start);
    report_circle(c, &circle, "is an exception to");
    do {
        rule_id next = c->rules.at[at].parent;
        c->rules.at[at].parent = NO_ID;
        c->rule_drafts.at[at].broken = true;
        at = next;
    } while (at != NO_ID);
}

/* Follows parents from every rule; a circle is cut open. */
static void cut_circles(struct compiler *c) {
    rule_id *seen_from = NEW_ARRAY(c->arena, rule_id, c->rules.len);
    for (size_t i = 0; i < c->rules.len; i++)
        seen_from[i] = NO_ID;
    for (size_t i = 0; i < c->rules.len; i++) {
        rule_id at = (rule_id)i;
        while (at != NO_ID && seen_from[at] == NO_ID) {
            seen_from[at] = (rule_id)i;
            at = c->rules.at[at].parent;
        }
        if (at != NO_ID && seen_from[at] == i &&
            c->rules.at[at].parent != NO_ID)
            report_rule_circle(c, at);
    }
}

static rule_id root_of(const struct compiler *c, rule_id id) {
    while (c->rules.at[id].parent != NO_ID)
        id = c->rules.at[id].parent;
    return id;
}

/* In file order, which is that of the ids. */
static void link_children(struct compiler *c) {
    uint32_t *room = NEW_ARRAY(c->arena, uint32_t, c->rules.len);
    rule_id **lists = NEW_ARRAY(c->arena, rule_id *, c->rules.len);
    for (size_t i = 0; i < c->rules.len; i++)
        if (c->rules.at[i].parent != NO_ID)
            room[c->rules.at[i].parent]++;
    for (size_t i = 0; i < c->rules.len; i++) {
        lists[i] = NEW_ARRAY(c->arena, rule_id, room[i]);
        c->rules.at[i].children = lists[i];
    }
    for (size_t i = 0; i < c->rules.len; i++) {
        rule_id parent = c->rules.at[i].parent;
        if (parent != NO_ID)
            lists[parent][c->rules.at[parent].child_count++] = (rule_id)i;
    }
}

/* -- what differs -- */

/* How a root's sentence goes, and what an exception to it can say. */
static const char *fitting(const struct rule *root) {
    switch (root->form) {
    case RULE_WITHIN:
    case RULE_WITHIN_BEFORE:
    case RULE_NEVER_WITHIN: return "`within D instead`";
    case RULE_AT_LEAST_BEFORE: return "`at least D before instead`";
    case RULE_SERIES:
        if (root->phase_count > 1)
            return "`within D instead` or `every D instead`, for the phase "
                   "that is running";
        return "`every D instead`";
    case RULE_GRID: return "`every D instead`";
    case RULE_BY: return "`by LIMIT instead`";
    case RULE_PROPERTY:
        if (root->property && root->property->kind == PROPERTY_INCLUDES)
            return "`must include ... instead`";
        if (root->property && root->property->kind == PROPERTY_ONE_OF)
            return "`must be V instead`";
        return NULL;
    case RULE_BEFORE:
    case RULE_FOLLOW:
    case RULE_NEVER:
    case RULE_NEVER_BEFORE:
    case RULE_NEVER_AFTER:
    case RULE_RECORD:
    case RULE_CONSIDER: return NULL;
    }
    BUG("a rule of no form");
}

static bool has_phase(const struct rule *root, bool repeats) {
    for (uint32_t i = 0; i < root->phase_count; i++)
        if (root->phases[i].repeats == repeats)
            return true;
    return false;
}

static bool fits(const struct rule *root, const struct node *n) {
    if (n->kind == NODE_NOTHING_REQUIRED)
        return true;
    if (n->kind == NODE_INSTEAD_EVERY)
        return (root->form == RULE_SERIES || root->form == RULE_GRID) &&
               has_phase(root, true);
    if (n->kind == NODE_INSTEAD_WITHIN)
        return root->form == RULE_WITHIN || root->form == RULE_WITHIN_BEFORE ||
               root->form == RULE_NEVER_WITHIN ||
               (root->form == RULE_SERIES && has_phase(root, false));
    if (n->kind == NODE_INSTEAD_AT_LEAST)
        return root->form == RULE_AT_LEAST_BEFORE;
    if (n->kind == NODE_INSTEAD_BY)
        return root->form == RULE_BY;
    if (root->form != RULE_PROPERTY || !root->property)
        return false;
    return root->property->kind ==
           (n->kind == NODE_INSTEAD_BE ? PROPERTY_ONE_OF : PROPERTY_INCLUDES);
}

static void note_fitting(struct compiler *c, struct diag *d,
                         const struct rule *root) {
    const char *fit = fitting(root);
    diag_label(c->diags, d, root->sentence,
               "the sentence it is an exception to");
    if (fit)
        diag_note(c->diags, d,
                  "an exception to that sentence can say %s, or "
                  "`nothing is required`",
                  fit);
    else
        diag_note(c->diags, d,
                  "an exception to that sentence can only say `nothing is "
                  "required`");
}

static void report_misfit(struct compiler *c, const struct rule *root,
                          const struct node *n) {
    struct diag *d = diag_add(c->diags, DIAG_EXCEPTION_FORM, n->at,
                              "this does not fit the rule `%.*s`",
                              STR_ARG(atom_str(c->atoms, root->name)));
    note_fitting(c, d, root);
}

static void report_whole(struct compiler *c, const struct rule *root,
                         const struct node *n) {
    struct diag *d = diag_add(c->diags, DIAG_EXCEPTION_FORM, n->at,
                              "an exception says only what differs, not a "
                              "whole sentence");
    note_fitting(c, d, root);
}

static void take_figure(struct compiler *c, rule_id id, const struct node *n) {
    struct rule *rule = &c->rules.at[id];
    const struct rule *root = &c->rules.at[rule->root];
    struct phase *phase = NEW(c->arena, struct phase);
    const struct node *aim =
        n->kind == NODE_INSTEAD_AT_LEAST ? NULL : n->instead_within.aim;
    phase->repeats = n->kind == NODE_INSTEAD_EVERY;
    rule->phases = c->rule_drafts.at[id].phases = phase;
    rule->phase_count = 1;
    struct length_place place = rule_lengths(c, root);
    place.hours = root->form == RULE_WITHIN;
    if (!compile_length(c, n->instead_within.duration, place, &phase->figure))
        c->rule_drafts.at[id].broken = true;
    if (phase->repeats && phase->figure.kind == LENGTH_FIXED &&
        phase->figure.fixed.count <= 0 && !is_faulty(c, n->at))
        diag_add(c->diags, DIAG_NO_LENGTH, n->instead_every.duration->at,
                 "a rhythm needs a length of at least one");
    if (aim && compile_length(c, aim, rule_lengths(c, root), &phase->aim))
        check_aim(c, phase, aim);
}

static void take_difference(struct compiler *c, rule_id id,
                            const struct node *n) {
    struct rule *rule = &c->rules.at[id];
    const struct rule *root = &c->rules.at[rule->root];
    const struct node *sentence =
        c->rule_drafts.at[rule->root].declaration->sentence;
    event_id first;
    rule->sentence = n->at;
    if (n->kind == NODE_NOTHING_REQUIRED) {
        rule->nothing_required = true;
    } else if (n->kind == NODE_INSTEAD_BY) {
        rule->limit = compile_limit(c, n->instead_by.limit,
                                    rule_lengths(c, root), &first);
        c->rule_drafts.at[id].broken |= !rule->limit;
    } else if (n->kind == NODE_INSTEAD_BE || n->kind == NODE_INSTEAD_INCLUDE) {
        rule->strength = (enum strength)(n->word / 2);
        rule->property = compile_property_instead(c, root, sentence, n);
        c->rule_drafts.at[id].broken |= !rule->property;
    } else {
        take_figure(c, id, n);
    }
}

/* -- clauses -- */

static void refuse_root_clauses(struct compiler *c, const struct rule *root,
                                const struct declaration *d) {
    static const struct {
        enum node_kind kind;
        const char *words;
    } refused[] = {
        {NODE_ONLY_WHILE, "only while"},
        {NODE_IF_BY_THEN, "if by then"},
        {NODE_ROLLED, "rolled"},
        {NODE_COUNTING_DAY, "counting the day itself"},
        {NODE_WORKING_DAYS_FROM, "working days from"},
        {NODE_RESPONSIBLE, "responsible"},
        {NODE_EXTENDED_BY, "may be extended by"},
        {NODE_WAIVED_BY, "may be waived by"},
        {NODE_OTHERWISE_WHY, "otherwise record why"},
        {NODE_WHERE_POSSIBLE, "where possible"},
        {NODE_TO, "to"},
        {NODE_AS_STRICT_AS, "at least as strict as"},
    };
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        const struct node *n = clause_find(d, refused[i].kind);
        if (!n)
            continue;
        struct diag *e =
            diag_add(c->diags, DIAG_MISPLACED_CLAUSE, n->at,
                     "an exception has no `%s` of its own", refused[i].words);
        diag_label(c->diags, e, root->at,
                   "it belongs to the rule, and holds for its exceptions");
        if (n->kind == NODE_ONLY_WHILE || n->kind == NODE_IF_BY_THEN)
            diag_note(c->diags, e, "say when the exception holds with `when`");
    }
}

static void take_aim_clause(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    const struct declaration *d = c->rule_drafts.at[id].declaration;
    const struct node *n = clause_find(d, NODE_AIMING_FOR);
    if (!n)
        return;
    struct phase *phase = c->rule_drafts.at[id].phases;
    if (!phase || phase->aim.kind != LENGTH_NONE) {
        diag_add(c->diags, phase ? DIAG_REPEATED_CLAUSE : DIAG_MISPLACED_CLAUSE,
                 n->at,
                 phase ? "the exception has an aim already"
                       : "there is no figure here that this could be the aim "
                         "of");
        return;
    }
    if (compile_length(c, n->aiming_for.duration,
                       rule_lengths(c, &c->rules.at[rule->root]), &phase->aim))
        check_aim(c, phase, n->aiming_for.duration);
}

static void want_condition(struct compiler *c, const struct rule *rule,
                           const struct declaration *d) {
    if (clause_find(d, NODE_WHEN) || clause_find(d, NODE_UNLESS) ||
        clause_find(d, NODE_AGREED_BY) || clause_find(d, NODE_IN_FORCE) ||
        d->damaged)
        return;
    struct diag *e = diag_add(c->diags, DIAG_EXCEPTION_ALWAYS, rule->at,
                              "the exception `%.*s` always holds, so the rule "
                              "itself never does",
                              STR_ARG(atom_str(c->atoms, rule->name)));
    diag_note(c->diags, e,
              "say with `when` in which cases it holds, or with `agreed by` "
              "who has to agree");
}

/* -- one exception -- */

static void report_cited(struct compiler *c, const struct node *name,
                         const struct rule *root) {
    struct diag *d = diag_add(c->diags, DIAG_EXCEPTION_FORM, name->at,
                              "`%.*s` is a rule of a used file, and is not "
                              "judged here",
                              STR_ARG(name_str(c, name)));
    diag_label(c->diags, d, root->at, "it is declared here");
    diag_note(c->diags, d,
              "write the rule into this policy, with `at least as strict as` "
              "the other");
}

static void take_root(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    const struct rule *root = &c->rules.at[root_of(c, id)];
    rule->root = root_of(c, id);
    rule->form = root->form;
    rule->strength = root->strength;
    rule->target = root->target;
    rule->anchor = root->anchor;
    rule->until = root->until;
    rule->calendar = root->calendar;
}

static void compile_exception(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    struct rule_draft *draft = &c->rule_drafts.at[id];
    const struct declaration *d = draft->declaration;
    const struct rule *root = &c->rules.at[rule->root];
    draft->broken |= !c->rule_drafts.at[rule->root].form_is_known || d->damaged;
    bool can_differ = !draft->broken;
    if (root->only_cited && !rule->only_cited)
        report_cited(c, draft->exception_to, root);
    compile_common_clauses(c, id);
    compile_agreements(c, id);
    want_condition(c, rule, d);
    if (!d->sentence && !d->damaged) {
        struct diag *e = diag_add(c->diags, DIAG_NO_SENTENCE, rule->at,
                                  "the exception `%.*s` does not say what is "
                                  "different",
                                  STR_ARG(atom_str(c->atoms, rule->name)));
        if (can_differ)
            note_fitting(c, e, root);
    }
    if (!d->sentence || !can_differ)
        return;
    refuse_root_clauses(c, root, d);
    if (is_sentence(d->sentence))
        report_whole(c, root, d->sentence);
    else if (!fits(root, d->sentence))
        report_misfit(c, root, d->sentence);
    else
        take_difference(c, id, d->sentence);
    if (!is_sentence(d->sentence) && fits(root, d->sentence))
        take_aim_clause(c, id);
}

/* -- wins over -- */

static void report_no_sibling(struct compiler *c, const struct node *name,
                              const struct symbol *other) {
    struct diag *d = diag_add(c->diags, DIAG_WINS_OVER, name->at,
                              "`%.*s` is not an exception to the same rule, so "
                              "there is nothing to win",
                              STR_ARG(name_str(c, name)));
    diag_label(c->diags, d, other->at, "it is declared here");
}

static bool beats(const struct compiler *c, rule_id a, rule_id b) {
    const struct rule *rule = &c->rules.at[a];
    for (uint32_t i = 0; i < rule->wins_over_count; i++)
        if (rule->wins_over[i] == b)
            return true;
    return false;
}

static void take_win(struct compiler *c, rule_id id, const struct node *name,
                     rule_id *wins) {
    struct rule *rule = &c->rules.at[id];
    const struct symbol *other = symbol_want(c, name, SYMBOL_RULE);
    if (!other)
        return;
    if (other->index == id ||
        c->rules.at[other->index].parent != rule->parent) {
        report_no_sibling(c, name, other);
        return;
    }
    if (beats(c, other->index, id)) {
        struct diag *d = diag_add(c->diags, DIAG_CIRCLE, name->at,
                                  "each of these exceptions wins over the "
                                  "other");
        diag_label(c->diags, d, other->at, "`%.*s` is declared here",
                   STR_ARG(name_str(c, name)));
        return;
    }
    wins[rule->wins_over_count++] = other->index;
}

static void compile_wins(struct compiler *c, rule_id id) {
    struct rule *rule = &c->rules.at[id];
    const struct declaration *d = c->rule_drafts.at[id].declaration;
    uint32_t n = 0;
    for (size_t i = 0; i < d->clauses.len; i++)
        if (d->clauses.at[i]->kind == NODE_WINS_OVER)
            for (const struct node *r = d->clauses.at[i]->wins_over.rules; r;
                 r = r->next)
                n++;
    rule_id *wins = NEW_ARRAY(c->arena, rule_id, n);
    rule->wins_over = wins;
    for (size_t i = 0; i < d->clauses.len; i++)
        if (d->clauses.at[i]->kind == NODE_WINS_OVER)
            for (const struct node *r = d->clauses.at[i]->wins_over.rules; r;
                 r = r->next)
                take_win(c, id, r, wins);
}

void compile_exceptions(struct compiler *c) {
    find_parents(c);
    cut_circles(c);
    for (size_t i = 0; i < c->rules.len; i++) {
        if (!c->rule_drafts.at[i].exception_to)
            continue;
        take_root(c, (rule_id)i);
        c->current = c->rule_drafts.at[i].declaration;
        compile_exception(c, (rule_id)i);
    }
    link_children(c);
    for (size_t i = 0; i < c->rules.len; i++) {
        c->current = c->rule_drafts.at[i].declaration;
        if (c->rules.at[i].parent != NO_ID)
            compile_wins(c, (rule_id)i);
    }
}
