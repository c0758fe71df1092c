// SPDX-License-Identifier: MIT
/* disjoint.c: which sibling exceptions cannot hold together, found by trying
 * every combination of what their conditions ask about (cells.h).
 *
 * The number of combinations is bounded; beyond it nobody can tell. */
#include "policy/cells.h"

/* -- trying every combination -- */

static enum truth both(enum truth a, enum truth b) {
    if (a == NO || b == NO)
        return NO;
    return a == YES && b == YES ? YES : UNKNOWN;
}

static enum truth opposite(enum truth a) {
    return a == UNKNOWN ? UNKNOWN : a == YES ? NO : YES;
}

static enum truth truth_of(const struct table *t,
                           const struct condition *condition) {
    if (condition->op == CONDITION_AND)
        return both(truth_of(t, condition->left),
                    truth_of(t, condition->right));
    if (condition->op == CONDITION_OR)
        return opposite(both(opposite(truth_of(t, condition->left)),
                             opposite(truth_of(t, condition->right))));
    if (condition->op == CONDITION_NOT)
        return opposite(truth_of(t, condition->left));
    if (condition->op == CONDITION_ALWAYS)
        return condition->negated ? NO : YES;
    size_t i = 0;
    while (t->tests[i].test != condition)
        i++;
    const struct variable *v = &t->variables[t->tests[i].variable];
    return (enum truth)v->cells[v->at].truth[t->tests[i].index];
}

/* No two cells say differently whether an event has happened. */
static bool agrees(const struct table *t) {
    for (size_t i = 0; i < t->count; i++)
        for (size_t j = i + 1; j < t->count; j++) {
            const struct variable *a = &t->variables[i], *b = &t->variables[j];
            if (a->event != NO_ID && a->event == b->event &&
                a->cells[a->at].event != b->cells[b->at].event)
                return false;
        }
    return true;
}

static bool next_combination(struct table *t) {
    for (size_t i = 0; i < t->count; i++) {
        struct variable *v = &t->variables[i];
        if (++v->at < v->cell_count)
            return true;
        v->at = 0;
    }
    return false;
}

enum verdict { DISJOINT, OVERLAP, UNDECIDED };

enum {
    MAX_RULES = 64,           /* of a pair, with all above it */
    MAX_COMBINATIONS = 65536, /* of a pair */
    PAIR_COST = 16            /* of looking at a pair at all */
};

static bool fits_budget(struct table *t) {
    size_t n = 1;
    for (size_t i = 0; i < t->count && n <= MAX_COMBINATIONS; i++) {
        cells_make(t, &t->variables[i]);
        n *= t->variables[i].cell_count;
    }
    size_t cost = n + PAIR_COST;
    if (t->too_large || n > MAX_COMBINATIONS || cost > t->c->cells_left)
        return false;
    t->c->cells_left -= (uint32_t)cost;
    return true;
}

/* Whether all conditions can hold at once; on OVERLAP each variable's `at` is
 * a cell of a combination in which they do. */
static enum verdict
can_hold(struct table *t, const struct condition *const *conditions, size_t n) {
    cells_clear(t);
    for (size_t i = 0; i < n; i++)
        cells_add_condition(t, conditions[i]);
    if (t->too_large || !fits_budget(t))
        return UNDECIDED;
    do {
        enum truth all = YES;
        for (size_t i = 0; i < n && all != NO; i++)
            all = both(all, truth_of(t, conditions[i]));
        if (all == YES && agrees(t))
            return OVERLAP;
    } while (next_combination(t));
    return DISJOINT;
}

/* -- saying when -- */

static str words_of(const struct compiler *c, const struct condition *test) {
    return source_span_text(&c->modules->sources, test->node->at);
}

static str name_of(struct compiler *c, const struct variable *v) {
    const struct condition *test = v->first;
    const struct operand *o = &test->operand;
    event_id event, since;
    if (v->kind == VARIABLE_COUNT) {
        cells_count_of(test, &event, &since);
        return str_format(c->arena, "the count of `%.*s` since `%.*s`",
                          STR_ARG(event_words(c, event)),
                          STR_ARG(event_words(c, since)));
    }
    if (v->kind == VARIABLE_ELAPSED)
        return str_format(
            c->arena, "the time since `%.*s`",
            STR_ARG(
                test->event != NO_ID
                    ? event_words(c, test->event)
                    : atom_str(c->atoms, c->facts.at[test->since_fact].name)));
    if (o->kind == OPERAND_FACT)
        return str_format(
            c->arena, "`%.*s`",
            STR_ARG(atom_str(c->atoms, c->facts.at[o->fact].name)));
    return str_format(
        c->arena, "`%.*s` of `%.*s`",
        STR_ARG(atom_str(c->atoms, c->attributes.at[o->attribute].name)),
        STR_ARG(event_words(c, o->event)));
}

/* A breakpoint as it is written. */
static str point_words(struct compiler *c, const struct variable *v, size_t i) {
    const struct condition *test = v->first;
    struct value value = {.kind = VALUE_NUMBER, .number = v->points[i]};
    struct strbuf out;
    if (v->kind == VARIABLE_ELAPSED ||
        (v->type && v->type->kind == KIND_DURATION)) {
        value = (struct value){
            .kind = VALUE_DURATION,
            .duration = {(int32_t)v->points[i], cells_duration_kind(test)}};
    } else if (v->type && v->type->kind == KIND_DATE) {
        value =
            (struct value){.kind = VALUE_DATE, .day = (day_number)v->points[i]};
    }
    strbuf_init(&out, c->arena);
    value_print(&out, c->atoms, value);
    return strbuf_str(&out);
}

static void add_position_words(struct strbuf *out, struct compiler *c,
                               const struct variable *v, size_t position) {
    size_t i = position / 2;
    if (position % 2 == 1)
        strbuf_addf(out, "is %.*s", STR_ARG(point_words(c, v, i)));
    else if (i == 0)
        strbuf_addf(out, "is under %.*s", STR_ARG(point_words(c, v, 0)));
    else if (i == v->point_count)
        strbuf_addf(out, "is over %.*s", STR_ARG(point_words(c, v, i - 1)));
    else
        strbuf_addf(out, "is between %.*s and %.*s",
                    STR_ARG(point_words(c, v, i - 1)),
                    STR_ARG(point_words(c, v, i)));
}

static void add_opaque_words(struct strbuf *out, struct compiler *c,
                             const struct variable *v,
                             const struct cell *cell) {
    bool yes = (cell->kind == CELL_YES) != v->first->negated;
    strbuf_addf(out, "`%.*s` is %s", STR_ARG(words_of(c, v->first)),
                yes ? "true" : "not true");
}

static void add_cell_words(struct strbuf *out, struct compiler *c,
                           const struct variable *v) {
    const struct cell *cell = &v->cells[v->at];
    if (cell->kind == CELL_ABSENT) {
        strbuf_addf(out, "`%.*s` has not happened",
                    STR_ARG(event_words(c, v->event)));
        return;
    }
    if (v->kind == VARIABLE_OPAQUE) {
        add_opaque_words(out, c, v, cell);
        return;
    }
    strbuf_addf(out, "%.*s ", STR_ARG(name_of(c, v)));
    switch (cell->kind) {
    case CELL_YES: strbuf_add_c(out, "is yes"); break;
    case CELL_NO: strbuf_add_c(out, "is no"); break;
    case CELL_NAME:
        strbuf_addf(out, "is %.*s", STR_ARG(atom_str(c->atoms, cell->name)));
        break;
    case CELL_TEXT: strbuf_addf(out, "is \"%.*s\"", STR_ARG(cell->text)); break;
    case CELL_POSITION: add_position_words(out, c, v, cell->position); break;
    case CELL_OTHER: strbuf_add_c(out, "is some other text"); break;
    case CELL_UNRECORDED: strbuf_add_c(out, "is not recorded"); break;
    case CELL_ABSENT: break;
    }
}

static void add_agreed_words(struct strbuf *out, struct compiler *c,
                             const struct rule *rule) {
    if (rule->agreement_count > 0)
        strbuf_addf(out, "%s`%.*s` is agreed to", out->len > 0 ? " and " : "",
                    STR_ARG(atom_str(c->atoms, rule->name)));
}

static void add_force_words(struct strbuf *out, const struct rule *a,
                            const struct rule *b) {
    char day[16];
    if (a->in_force_from != DAY_NONE && b->in_force_from != DAY_NONE)
        strbuf_addf(out, "%sit is %s", out->len > 0 ? " and " : "",
                    day_format(MAX(a->in_force_from, b->in_force_from), day));
}

static void report_overlap(struct table *t, rule_id a, rule_id b) {
    struct compiler *c = t->c;
    const struct rule *first = &c->rules.at[a], *second = &c->rules.at[b];
    struct strbuf when;
    strbuf_init(&when, c->arena);
    for (size_t i = 0; i < t->count; i++) {
        strbuf_add_c(&when, i == 0 ? "" : i + 1 == t->count ? " and " : ", ");
        add_cell_words(&when, c, &t->variables[i]);
    }
    add_agreed_words(&when, c, first);
    add_agreed_words(&when, c, second);
    add_force_words(&when, first, second);
    struct diag *d =
        diag_add(c->diags, DIAG_EXCEPTIONS_OVERLAP, second->at,
                 "`%.*s` and `%.*s` can both hold, and neither wins",
                 STR_ARG(atom_str(c->atoms, first->name)),
                 STR_ARG(atom_str(c->atoms, second->name)));
    diag_label(c->diags, d, first->at, "`%.*s` is declared here",
               STR_ARG(atom_str(c->atoms, first->name)));
    diag_note(c->diags, d, "both hold when %.*s", STR_ARG(strbuf_str(&when)));
    diag_note(c->diags, d,
              "add `wins over NAME` to the one that is to govern, or say more "
              "in its `when`");
}

static void report_undecided(struct compiler *c, rule_id a, rule_id b) {
    const struct rule *first = &c->rules.at[a], *second = &c->rules.at[b];
    struct diag *d = diag_add(
        c->diags, DIAG_EXCEPTIONS_UNDECIDED, second->at,
        "whether `%.*s` and `%.*s` can both hold is more than cinp can tell",
        STR_ARG(atom_str(c->atoms, first->name)),
        STR_ARG(atom_str(c->atoms, second->name)));
    diag_label(c->diags, d, first->at, "`%.*s` is declared here",
               STR_ARG(atom_str(c->atoms, first->name)));
    diag_note(c->diags, d,
              "add `wins over NAME` to the one that is to govern if both do");
}

/* -- pairs -- */

static bool beats(const struct compiler *c, rule_id a, rule_id b) {
    const struct rule *rule = &c->rules.at[a];
    for (uint32_t i = 0; i < rule->wins_over_count; i++)
        if (rule->wins_over[i] == b)
            return true;
    return false;
}

/* Whether both are in force on some day. */
static bool meet(const struct rule *a, const struct rule *b) {
    return MAX(a->in_force_from, b->in_force_from) <=
           MIN(a->in_force_until, b->in_force_until);
}

/* Both conditions, and those of every rule above them; what somebody has to
 * agree to may be agreed to at any time. */
static enum verdict judge_pair(struct table *t, rule_id a, rule_id b) {
    const struct compiler *c = t->c;
    const struct condition *all[MAX_RULES];
    size_t n = 0;
    if (!meet(&c->rules.at[a], &c->rules.at[b]))
        return DISJOINT;
    if (c->rules.at[a].when)
        all[n++] = c->rules.at[a].when;
    for (rule_id r = b; r != NO_ID; r = c->rules.at[r].parent) {
        if (n == MAX_RULES)
            return UNDECIDED;
        if (c->rules.at[r].when)
            all[n++] = c->rules.at[r].when;
    }
    return can_hold(t, all, n);
}

static void try_pair(struct table *t, rule_id a, rule_id b) {
    struct compiler *c = t->c;
    bool decided = beats(c, a, b) || beats(c, b, a);
    enum verdict verdict = judge_pair(t, a, b);
    if (verdict == DISJOINT) {
        vec_push(c->arena, &c->rule_drafts.at[a].disjoint, b);
        vec_push(c->arena, &c->rule_drafts.at[b].disjoint, a);
    } else if (!decided && verdict == OVERLAP) {
        report_overlap(t, a, b);
    } else if (!decided) {
        report_undecided(c, a, b);
    }
}

/* A faulty condition was reported, and one that is always true as well. */
static bool can_judge(const struct compiler *c, rule_id id) {
    const struct rule *rule = &c->rules.at[id];
    bool always = !rule->when && rule->agreement_count == 0 &&
                  rule->in_force_from == DAY_NONE;
    return !c->rule_drafts.at[id].broken && !always;
}

static void try_siblings(struct table *t, rule_id parent) {
    struct compiler *c = t->c;
    const struct rule *rule = &c->rules.at[parent];
    for (uint32_t j = 1; j < rule->child_count; j++)
        for (uint32_t i = 0; i < j && c->cells_left > PAIR_COST; i++)
            if (can_judge(c, rule->children[i]) &&
                can_judge(c, rule->children[j]))
                try_pair(t, rule->children[i], rule->children[j]);
    if (c->cells_left <= PAIR_COST && rule->child_count > 1)
        report_undecided(c, rule->children[0], rule->children[1]);
}

void find_disjoint(struct compiler *c) {
    enum { BUDGET = 1 << 22 };
    struct table *t = NEW(c->arena, struct table);
    t->c = c;
    c->cells_left = BUDGET;
    for (size_t i = 0; i < c->rules.len; i++)
        if (!c->rule_drafts.at[i].broken)
            try_siblings(t, (rule_id)i);
    for (size_t i = 0; i < c->rules.len; i++) {
        c->rules.at[i].disjoint = c->rule_drafts.at[i].disjoint.at;
        c->rules.at[i].disjoint_count =
            (uint32_t)c->rule_drafts.at[i].disjoint.len;
    }
}
