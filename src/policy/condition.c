// SPDX-License-Identifier: MIT
/* condition.c: conditions, as trees of typed tests.
 *
 * Both sides of an `and` are compiled even when one is faulty, so that one run
 * shows every mistake; a condition with a fault in it is NULL. */
#include "policy/compiler.h"

#include "text/suggest.h"

static struct condition *new_condition(struct compiler *c, enum condition_op op,
                                       const struct node *node) {
    struct condition *out = NEW(c->arena, struct condition);
    *out = (struct condition){.op = op,
                              .operand = {.event = NO_ID, .since = NO_ID},
                              .amount = {.event = NO_ID, .since = NO_ID},
                              .period = NO_ID,
                              .event = NO_ID,
                              .since = NO_ID,
                              .since_fact = NO_ID,
                              .node = node};
    return out;
}

const struct condition *condition_and(struct compiler *c,
                                      const struct condition *a,
                                      const struct condition *b) {
    if (!a || !b)
        return a ? a : b;
    struct condition *out = new_condition(c, CONDITION_AND, NULL);
    out->left = a;
    out->right = b;
    return out;
}

const struct condition *condition_not(struct compiler *c,
                                      const struct condition *inner) {
    if (!inner)
        return NULL;
    struct condition *out = new_condition(c, CONDITION_NOT, inner->node);
    out->left = inner;
    return out;
}

static str type_str(struct compiler *c, const struct type *type) {
    struct strbuf out;
    strbuf_init(&out, c->arena);
    type_print(&out, c->atoms, type);
    return strbuf_str(&out);
}

static str written(struct compiler *c, const struct node *node) {
    return source_span_text(&c->modules->sources, node->at);
}

/* -- an operand alone -- */

static void report_bare_event(struct compiler *c, const struct node *name,
                              const struct symbol *event) {
    str text = name_str(c, name);
    struct diag *d = diag_add(c->diags, DIAG_WRONG_SORT, name->at,
                              "`%.*s` is an event, which is neither yes nor no",
                              STR_ARG(text));
    diag_label(c->diags, d, event->at, "it is declared here");
    diag_fix(c->diags, d, name->at,
             str_format(c->arena, "%.*s has happened", STR_ARG(text)),
             "say what is to be true of it");
}

static void report_not_yes_no(struct compiler *c, const struct node *node,
                              const struct type *type) {
    str text = written(c, node);
    struct diag *d = diag_add(c->diags, DIAG_WRONG_TYPE, node->at,
                              "`%.*s` is %.*s, which alone is neither yes nor "
                              "no",
                              STR_ARG(text), STR_ARG(type_str(c, type)));
    bool ordered = type->kind == KIND_NUMBER || type->kind == KIND_DURATION;
    bool list = type->kind == KIND_PEOPLE || type->kind == KIND_LIST;
    diag_note(c->diags, d, "compare it: `%.*s %s ...`", STR_ARG(text),
              ordered ? "is at least"
              : list  ? "includes"
                      : "is");
}

static const struct condition *compile_period(struct compiler *c,
                                              const struct node *name,
                                              const struct symbol *period,
                                              struct condition_place place) {
    struct condition *out = new_condition(c, CONDITION_PERIOD, name);
    out->period = period->index;
    out->closing_counts = place.closing_counts;
    return out;
}

/* A period or an event named alone, if it is one and not an attribute. */
static bool names_symbol(const struct compiler *c, const struct node *node,
                         struct condition_place place, unsigned sort,
                         const struct symbol **out) {
    if (node->kind != NODE_NAME)
        return false;
    attribute_id own = attribute_find(c, node->name);
    if (place.own != NO_ID && own != NO_ID && event_has(c, place.own, own))
        return false;
    *out = symbol_find(c, node->name, sort);
    return *out != NULL;
}

/* A yes/no `unclear`, named alone: the same on every day. */
static bool is_settled(const struct compiler *c, const struct node *name,
                       struct condition_place place,
                       const struct value **taken) {
    const struct symbol *s;
    const struct type *type;
    if (!names_symbol(c, name, place, SYMBOL_UNCLEAR, &s))
        return false;
    *taken = unclear_taken(c, name->name, &type);
    return *taken && type == &type_yes_no;
}

static bool is_known_name(const struct compiler *c, const struct node *node) {
    return node->kind != NODE_NAME || symbol_find(c, node->name, ~0u) ||
           attribute_find(c, node->name) != NO_ID;
}

static const struct condition *compile_alone(struct compiler *c,
                                             const struct node *node,
                                             struct condition_place place) {
    const struct symbol *s;
    const struct type *type;
    const struct value *taken;
    if (names_symbol(c, node, place, SYMBOL_PERIOD, &s))
        return compile_period(c, node, s, place);
    if (names_symbol(c, node, place, SYMBOL_EVENT, &s)) {
        report_bare_event(c, node, s);
        return NULL;
    }
    if (is_settled(c, node, place, &taken)) {
        struct condition *settled = new_condition(c, CONDITION_ALWAYS, node);
        settled->negated = !taken->yes;
        return settled;
    }
    if (!is_known_name(c, node) && !means_attribute(c, node, place.own)) {
        symbol_want(c, node, SYMBOL_FACT | SYMBOL_PERIOD);
        return NULL;
    }
    struct condition *out = new_condition(c, CONDITION_HOLDS, node);
    if (!compile_operand(c, node, place, &out->operand, &type))
        return NULL;
    if (type->kind == KIND_YES_NO)
        return out;
    report_not_yes_no(c, node, type);
    return NULL;
}

/* -- is -- */

static bool is_list(const struct type *type) {
    return type->kind == KIND_PEOPLE || type->kind == KIND_LIST ||
           type->kind == KIND_ITEMS;
}

/* `is recorded`, unless that is a choice of its own. */
static bool asks_recorded(const struct compiler *c, const struct node *value,
                          const struct type *type) {
    return value->kind == NODE_NAME && str_is(name_str(c, value), "recorded") &&
           !value_is_in(type, value->name);
}

/* A misspelt `recorded`: a name that nothing declares and no choice is near. */
static bool nearly_asks_recorded(struct compiler *c, const struct node *value,
                                 const struct type *type) {
    const str word = STR("recorded");
    return value->kind == NODE_NAME && type->kind != KIND_ONE_OF &&
           !symbol_find(c, value->name, ~0u) &&
           suggest_best(name_str(c, value), &word, 1).len > 0;
}

static void report_nearly_recorded(struct compiler *c,
                                   const struct node *value) {
    if (symbol_is_excused(c, value->name))
        return;
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_NAME, value->at,
                              "nothing is called `%.*s`; did you mean "
                              "`recorded`?",
                              STR_ARG(name_str(c, value)));
    diag_fix(c->diags, d, value->at, STR("recorded"), "write the word");
}

static bool compile_values(struct compiler *c, const struct node *values,
                           const struct type *type,
                           struct condition_place place,
                           struct condition *out) {
    uint32_t n = 0;
    bool fine = true;
    for (const struct node *v = values; v; v = v->next)
        n++;
    struct operand *list = NEW_ARRAY(c->arena, struct operand, n);
    n = 0;
    for (const struct node *v = values; v; v = v->next, n++)
        fine &= compile_value(c, v, type, place, &list[n]);
    out->values = list;
    out->value_count = n;
    return fine;
}

static void report_list_is(struct compiler *c, const struct node *node,
                           const struct node *operand,
                           const struct type *type) {
    struct diag *d =
        diag_add(c->diags, DIAG_WRONG_TYPE, operand->at,
                 "`%.*s` is %.*s, so it cannot be one value",
                 STR_ARG(written(c, operand)), STR_ARG(type_str(c, type)));
    diag_note(c->diags, d, "say `%.*s %s ...`", STR_ARG(written(c, operand)),
              node->word ? "does not include" : "includes");
}

/* `PERIOD is yes`: a period holds or not, and is named alone. */
static void report_period_is(struct compiler *c, const struct node *node,
                             const struct symbol *period) {
    str text = name_str(c, node->is.operand);
    bool is_not = (node->word != 0) != (node->is.value->word == 0);
    struct diag *d =
        diag_add(c->diags, DIAG_WRONG_SORT, node->at,
                 "`%.*s` is a period, and is named alone", STR_ARG(text));
    diag_label(c->diags, d, period->at, "it is declared here");
    diag_fix(
        c->diags, d, node->at,
        str_format(c->arena, "%s%.*s", is_not ? "not " : "", STR_ARG(text)),
        "leave out the rest");
}

static const struct condition *compile_is(struct compiler *c,
                                          const struct node *node,
                                          struct condition_place place) {
    bool many = node->kind == NODE_IS_ONE_OF;
    const struct node *operand = node->is.operand;
    const struct node *values = many ? node->is_one_of.values : node->is.value;
    struct condition *out = new_condition(c, CONDITION_IS, node);
    const struct type *type;
    const struct symbol *period;
    out->negated = node->word != 0;
    if (values->kind == NODE_YES_NO && !many &&
        names_symbol(c, operand, place, SYMBOL_PERIOD, &period)) {
        report_period_is(c, node, period);
        return NULL;
    }
    if (!compile_operand(c, operand, place, &out->operand, &type))
        return NULL;
    if (!many && nearly_asks_recorded(c, values, type)) {
        report_nearly_recorded(c, values);
        return NULL;
    }
    if (!many && asks_recorded(c, values, type)) {
        out->op = CONDITION_RECORDED;
        return out;
    }
    if (is_list(type)) {
        report_list_is(c, node, operand, type);
        return NULL;
    }
    return compile_values(c, values, type, place, out) ? out : NULL;
}

/* -- comparisons -- */

static enum sense sense_of(int word) {
    switch ((enum comparison)word) {
    case COMPARE_AT_LEAST:
    case COMPARE_GE: return SENSE_GE;
    case COMPARE_AT_MOST:
    case COMPARE_LE: return SENSE_LE;
    case COMPARE_MORE_THAN:
    case COMPARE_OVER:
    case COMPARE_AFTER:
    case COMPARE_GT: return SENSE_GT;
    case COMPARE_LESS_THAN:
    case COMPARE_UNDER:
    case COMPARE_BEFORE:
    case COMPARE_LT: return SENSE_LT;
    case COMPARE_EQ: return SENSE_EQ;
    }
    BUG("a comparison of no kind");
}

static bool has_order(const struct type *type) {
    return type->kind == KIND_NUMBER || type->kind == KIND_DATE ||
           type->kind == KIND_DURATION || type->kind == KIND_PEOPLE ||
           type->kind == KIND_LIST || type->kind == KIND_ITEMS;
}

/* A list is compared by how many it holds. */
static const struct type *amount_type(const struct type *type) {
    return is_list(type) ? &type_number : type;
}

static void report_no_order(struct compiler *c, const struct node *operand,
                            const struct type *type) {
    struct diag *d =
        diag_add(c->diags, DIAG_WRONG_TYPE, operand->at,
                 "`%.*s` is %.*s, which is neither more nor less",
                 STR_ARG(written(c, operand)), STR_ARG(type_str(c, type)));
    diag_note(c->diags, d,
              "numbers, dates and durations compare so; for "
              "others say `is`");
}

/* Known at once only when both are written down: a record may hold any. */
static bool units_mix(struct compiler *c, const struct condition *test,
                      const struct node *node) {
    struct value a = test->operand.literal, b = test->amount.literal;
    if (test->operand.kind != OPERAND_LITERAL ||
        test->amount.kind != OPERAND_LITERAL || a.kind != VALUE_DURATION ||
        unit_kind(a.duration.unit) == unit_kind(b.duration.unit))
        return false;
    diag_add(c->diags, DIAG_MIXED_UNITS, node->at,
             "%s and %s cannot be compared: how many make one depends on the "
             "day",
             unit_name(a.duration.unit, true),
             unit_name(b.duration.unit, true));
    return true;
}

static const struct condition *compile_compare(struct compiler *c,
                                               const struct node *node,
                                               struct condition_place place) {
    struct condition *out = new_condition(c, CONDITION_COMPARE, node);
    const struct node *operand = node->compare.operand;
    const struct type *type;
    out->sense = sense_of(node->word);
    if (!compile_operand(c, operand, place, &out->operand, &type))
        return NULL;
    if (out->sense == SENSE_EQ && !has_order(type)) {
        out->op = CONDITION_IS;
        return compile_values(c, node->compare.amount, type, place, out) ? out
                                                                         : NULL;
    }
    if (!has_order(type)) {
        report_no_order(c, operand, type);
        return NULL;
    }
    bool of_dates = node->word == COMPARE_BEFORE || node->word == COMPARE_AFTER;
    if (of_dates && type->kind != KIND_DATE) {
        diag_add(c->diags, DIAG_WRONG_TYPE, operand->at,
                 "`%.*s` is %.*s; only dates are before or after each other",
                 STR_ARG(written(c, operand)), STR_ARG(type_str(c, type)));
        return NULL;
    }
    if (!compile_value(c, node->compare.amount, amount_type(type), place,
                       &out->amount))
        return NULL;
    return units_mix(c, out, node) ? NULL : out;
}

static const struct condition *compile_includes(struct compiler *c,
                                                const struct node *node,
                                                struct condition_place place) {
    struct condition *out = new_condition(c, CONDITION_INCLUDES, node);
    const struct node *operand = node->includes.operand;
    const struct type *type;
    out->negated = node->word != 0;
    if (!compile_operand(c, operand, place, &out->operand, &type))
        return NULL;
    if (type->kind != KIND_PEOPLE && type->kind != KIND_LIST) {
        struct diag *d =
            diag_add(c->diags, DIAG_WRONG_TYPE, operand->at,
                     "`%.*s` is %.*s, which includes nothing",
                     STR_ARG(written(c, operand)), STR_ARG(type_str(c, type)));
        diag_note(c->diags, d, "people and lists do; for others say `is`");
        return NULL;
    }
    type = type->kind == KIND_PEOPLE ? &type_role : type->of;
    return compile_values(c, node->includes.value, type, place, out) ? out
                                                                     : NULL;
}

/* -- what has happened -- */

static const struct condition *
compile_happened(struct compiler *c, const struct node *node, bool negated) {
    const struct node *name = node->happened.event;
    const struct node *since_name = node->happened.since;
    struct condition *out = new_condition(c, CONDITION_HAPPENED, node);
    const struct symbol *event = symbol_want(c, name, SYMBOL_EVENT);
    const struct symbol *since =
        since_name ? symbol_want(c, since_name, SYMBOL_EVENT) : NULL;
    if (!event || (since_name && !since))
        return NULL;
    out->negated = negated;
    out->event = event->index;
    if (since)
        out->since = since->index;
    return out;
}

static const struct condition *compile_elapsed(struct compiler *c,
                                               const struct node *node) {
    struct condition *out = new_condition(c, CONDITION_ELAPSED, node);
    const struct node *name = node->elapsed.event;
    const struct symbol *s = symbol_want(c, name, SYMBOL_EVENT | SYMBOL_FACT);
    bool fine = compile_length(c, node->elapsed.duration, policy_lengths(c),
                               &out->length);
    if (!s)
        return NULL;
    out->sense = node->word ? SENSE_LT : SENSE_GT;
    if (s->sort == SYMBOL_EVENT) {
        out->event = s->index;
    } else if (c->facts.at[s->index].type->kind == KIND_DATE) {
        out->since_fact = s->index;
    } else {
        struct diag *d = diag_add(c->diags, DIAG_WRONG_TYPE, name->at,
                                  "`%.*s` is not a date, so nothing can be "
                                  "counted since it",
                                  STR_ARG(name_str(c, name)));
        diag_label(c->diags, d, s->at, "it is declared here");
        fine = false;
    }
    return fine ? out : NULL;
}

/* -- all of them -- */

static const struct condition *compile_two(struct compiler *c,
                                           enum condition_op op,
                                           const struct node *node,
                                           struct condition_place place) {
    struct condition *out = new_condition(c, op, node);
    out->left = compile_condition(c, node->or_.left, place);
    out->right = compile_condition(c, node->or_.right, place);
    return out->left && out->right ? out : NULL;
}

static const struct condition *compile_not(struct compiler *c,
                                           const struct node *node,
                                           struct condition_place place) {
    struct condition *out = new_condition(c, CONDITION_NOT, node);
    place.closing_counts = place.scope && !place.closing_counts;
    out->left = compile_condition(c, node->not_.inner, place);
    return out->left ? out : NULL;
}

const struct condition *compile_condition(struct compiler *c,
                                          const struct node *node,
                                          struct condition_place place) {
    if (node->kind == NODE_OR)
        return compile_two(c, CONDITION_OR, node, place);
    if (node->kind == NODE_AND)
        return compile_two(c, CONDITION_AND, node, place);
    if (node->kind == NODE_NOT)
        return compile_not(c, node, place);
    if (node->kind == NODE_GROUP)
        return compile_condition(c, node->group.inner, place);
    if (node->kind == NODE_IS || node->kind == NODE_IS_ONE_OF)
        return compile_is(c, node, place);
    if (node->kind == NODE_COMPARE)
        return compile_compare(c, node, place);
    if (node->kind == NODE_INCLUDES)
        return compile_includes(c, node, place);
    if (node->kind == NODE_HAPPENED)
        return compile_happened(c, node, node->word != 0);
    if (node->kind == NODE_NONE_SINCE)
        return compile_happened(c, node, true);
    if (node->kind == NODE_ELAPSED)
        return compile_elapsed(c, node);
    return compile_alone(c, node, place);
}
