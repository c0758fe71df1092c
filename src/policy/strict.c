// SPDX-License-Identifier: MIT
/* strict.c: `at least as strict as RULE`: whether it is so.
 *
 * Two sentences compare when they ask for the same event, in the same way,
 * from the same event.  Then the due days are counted from every day on which
 * the policy is in force, so the answer is exact, and comes with a day. What
 * does not compare is said to be undecided. */
#include "policy/compiler.h"

/* Where the days are counted from when the policy does not say. */
enum { FIRST_YEAR = 2000, LAST_YEAR = 2099 };

struct comparing {
    struct compiler *c;
    const struct rule *own, *other; /* roots */
    const struct node *clause;
};

static void report_undecided(const struct comparing *x, const char *why) {
    struct compiler *c = x->c;
    struct diag *d = diag_add(
        c->diags, DIAG_STRICTNESS_UNDECIDED, x->clause->at,
        "whether it is as strict as `%.*s` is more than cinp can tell",
        STR_ARG(atom_str(c->atoms, x->other->name)));
    diag_label(c->diags, d, x->other->at, "it is declared here");
    diag_note(c->diags, d, "%s", why);
}

static struct diag *report_weaker(const struct comparing *x,
                                  const struct rule *rule) {
    struct compiler *c = x->c;
    struct diag *d =
        diag_add(c->diags, DIAG_WEAKER_RULE, x->clause->at,
                 "`%.*s` is less strict than `%.*s`",
                 STR_ARG(atom_str(c->atoms, rule->name)),
                 STR_ARG(atom_str(c->atoms, x->other->name)));
    diag_label(c->diags, d, x->other->sentence, "this is what it says");
    if (rule != x->own)
        diag_label(c->diags, d, rule->sentence, "and this the exception");
    return d;
}

/* -- do they compare? -- */

/* Why not; NULL when they do. */
static const char *why_not(const struct comparing *x) {
    const struct rule *a = x->own, *b = x->other;
    if (a->target != b->target || a->anchor != b->anchor)
        return "they are not about the same events";
    if (a->form != b->form || a->phase_count != b->phase_count ||
        a->phase_count > 1)
        return "their sentences are not of the same kind";
    if (a->form == RULE_BY || a->form == RULE_PROPERTY ||
        a->form == RULE_RECORD)
        return "sentences of this kind are not compared";
    if (a->when || a->by_then || a->only_while || a->until != b->until ||
        a->first_only != b->first_only)
        return "it does not always apply when the other does";
    if (a->in_force_from > b->in_force_from ||
        a->in_force_until < b->in_force_until)
        return "it is not in force whenever the other is";
    if (b->child_count > 0)
        return "the other has exceptions of its own";
    if (b->phase_count == 1 && b->phases[0].sooner_count > 0)
        return "the other takes a figure from a record";
    return NULL;
}

static bool is_weaker_word(enum strength a, enum strength b) {
    static const int rank[] = {
        [STRENGTH_BARE] = 3,   [STRENGTH_MUST] = 3, [STRENGTH_SHOULD] = 2,
        [STRENGTH_USUALLY] = 1, [STRENGTH_MAY] = 0,
    };
    return rank[a] < rank[b];
}

/* -- figures -- */

static int direction_of(enum rule_form form) {
    return form == RULE_AT_LEAST_BEFORE || form == RULE_WITHIN_BEFORE ? -1 : 1;
}

/* Whether the later of two days is the less strict one. */
static bool later_is_weaker(enum rule_form form) {
    return form != RULE_WITHIN_BEFORE && form != RULE_NEVER_WITHIN;
}

static bool due_of(const struct rule *root, const struct length *figure,
                   day_number from, day_number *out) {
    return day_add(root->calendar, from, figure->fixed,
                   direction_of(root->form), root->counting_day,
                   out) == DAY_OK &&
           day_roll(root->calendar, *out, root->roll, out) == DAY_OK;
}

static void note_days(const struct comparing *x, struct diag *d,
                      day_number from, day_number own, day_number other) {
    char day[3][16];
    diag_note(x->c->diags, d,
              "counted from %s, it leads to %s, the other to %s",
              day_format(from, day[0]), day_format(own, day[1]),
              day_format(other, day[2]));
}

/* False (reported) on the first day on which `figure` is the weaker one. */
static bool compare_days(const struct comparing *x, const struct rule *rule,
                         const struct length *figure) {
    const struct program *p = x->c->program;
    day_number from = p->in_force_from, until = p->in_force_until;
    if (from == DAY_NONE)
        from = day_from_civil(FIRST_YEAR, 1, 1);
    if (until == DAY_NEVER)
        until = day_from_civil(LAST_YEAR, 12, 31);
    for (day_number day = from; day <= until; day++) {
        day_number own, other;
        if (!due_of(x->own, figure, day, &own) ||
            !due_of(x->other, &x->other->phases[0].figure, day, &other) ||
            own == other || (own > other) != later_is_weaker(x->own->form))
            continue;
        note_days(x, report_weaker(x, rule), day, own, other);
        return false;
    }
    return true;
}

/* Hours and days never compare. */
static bool can_count(const struct length *a, const struct length *b) {
    return a->kind == LENGTH_FIXED && b->kind == LENGTH_FIXED &&
           (a->fixed.unit == UNIT_HOURS) == (b->fixed.unit == UNIT_HOURS);
}

/* One rule of the tree. False when something was said. */
static bool compare_one(const struct comparing *x, const struct rule *rule) {
    if (rule->nothing_required || is_weaker_word(rule->strength,
                                                 x->other->strength)) {
        report_weaker(x, rule);
        return false;
    }
    if (rule->phase_count == 0)
        return true;
    const struct length *figure = &rule->phases[0].figure;
    if (can_count(figure, &x->other->phases[0].figure))
        return compare_days(x, rule, figure);
    report_undecided(x, "their figures are not known, or do not compare");
    return false;
}

/* -- rule by rule -- */

static void compare(struct compiler *c, rule_id id,
                    const struct node *clause) {
    const struct rule *own = &c->rules.at[id];
    struct comparing x = {c, own, &c->rules.at[own->as_strict_as], clause};
    const char *why = why_not(&x);
    if (why) {
        report_undecided(&x, why);
        return;
    }
    for (size_t i = 0; i < c->rules.len; i++)
        if (c->rules.at[i].root == id && !c->rule_drafts.at[i].broken &&
            !compare_one(&x, &c->rules.at[i]))
            return;
}

static rule_id want_other(struct compiler *c, rule_id id,
                          const struct node *name) {
    const struct symbol *s = symbol_want(c, name, SYMBOL_RULE);
    if (!s || c->rule_drafts.at[s->index].broken)
        return NO_ID;
    if (s->index != id && c->rules.at[s->index].parent == NO_ID)
        return s->index;
    if (s->index == id)
        diag_add(c->diags, DIAG_MISPLACED_CLAUSE, name->at,
                 "a rule is always as strict as itself");
    else
        diag_add(c->diags, DIAG_MISPLACED_CLAUSE, name->at,
                 "`%.*s` is an exception; name a whole rule",
                 STR_ARG(name_str(c, name)));
    return NO_ID;
}

void compile_strictness(struct compiler *c) {
    for (size_t i = 0; i < c->rules.len; i++) {
        const struct declaration *d = c->rule_drafts.at[i].declaration;
        const struct node *clause = clause_find(d, NODE_AS_STRICT_AS);
        struct rule *rule = &c->rules.at[i];
        if (!clause || rule->parent != NO_ID)
            continue;
        c->current = c->rule_drafts.at[i].declaration;
        rule->as_strict_as =
            want_other(c, (rule_id)i, clause->as_strict_as.rule);
        if (rule->as_strict_as != NO_ID && !c->rule_drafts.at[i].broken)
            compare(c, (rule_id)i, clause);
    }
}
