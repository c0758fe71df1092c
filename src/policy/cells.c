// SPDX-License-Identifier: MIT
/* cells.c: what tests ask about, and the cells in which they come out the
 * same. */
#include "policy/cells.h"

#include <stdlib.h>

/* -- what a test asks about -- */

static bool operands_equal(const struct operand *a, const struct operand *b) {
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case OPERAND_LITERAL: return value_equal(a->literal, b->literal);
    case OPERAND_FACT: return a->fact == b->fact;
    case OPERAND_ATTRIBUTE:
        return a->event == b->event && a->attribute == b->attribute;
    case OPERAND_OWN: return a->attribute == b->attribute;
    case OPERAND_COUNT: return a->event == b->event && a->since == b->since;
    }
    BUG("an operand of no kind");
}

static bool lengths_equal(const struct length *a, const struct length *b) {
    return a->kind == b->kind && a->fixed.count == b->fixed.count &&
           a->fixed.unit == b->fixed.unit && a->fact == b->fact &&
           a->attribute == b->attribute && a->event == b->event;
}

/* Equal but for `not`. */
static bool tests_equal(const struct condition *a, const struct condition *b) {
    if (a->op != b->op || a->sense != b->sense || a->period != b->period ||
        a->event != b->event || a->since != b->since ||
        a->since_fact != b->since_fact || a->value_count != b->value_count ||
        !operands_equal(&a->operand, &b->operand) ||
        !operands_equal(&a->amount, &b->amount) ||
        !lengths_equal(&a->length, &b->length))
        return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (!operands_equal(&a->values[i], &b->values[i]))
            return false;
    return true;
}

static const struct type *operand_type(const struct compiler *c,
                                       const struct operand *o) {
    if (o->kind == OPERAND_FACT)
        return c->facts.at[o->fact].type;
    if (o->kind == OPERAND_ATTRIBUTE)
        return event_has(c, o->event, o->attribute)->type;
    return &type_number;
}

/* Durations of one kind are numbers; 0: not of this kind. */
static bool number_of(struct value v, enum unit kind, int64_t *out) {
    if (v.kind == VALUE_NUMBER)
        *out = v.number;
    else if (v.kind == VALUE_DATE)
        *out = v.day;
    else if (v.kind != VALUE_DURATION || unit_kind(v.duration.unit) != kind)
        return false;
    else
        *out =
            (int64_t)v.duration.count * (v.duration.unit == UNIT_WEEKS   ? 7
                                         : v.duration.unit == UNIT_YEARS ? 12
                                                                         : 1);
    return true;
}

enum unit cells_duration_kind(const struct condition *test) {
    const struct value *v = test->op == CONDITION_IS && test->value_count > 0
                                ? &test->values[0].literal
                                : &test->amount.literal;
    if (test->op == CONDITION_ELAPSED)
        return unit_kind(test->length.fixed.unit);
    return v->kind == VALUE_DURATION ? unit_kind(v->duration.unit) : UNIT_DAYS;
}

static bool all_literal(const struct condition *test) {
    for (uint32_t i = 0; i < test->value_count; i++) {
        const struct operand *v = &test->values[i];
        if (v->kind != OPERAND_LITERAL ||
            (v->literal.kind == VALUE_NAME && v->literal.text.len > 0) ||
            (v->literal.kind == VALUE_DURATION &&
             unit_kind(v->literal.duration.unit) != cells_duration_kind(test)))
            return false;
    }
    return true;
}

static enum variable_kind kind_of(const struct condition *test) {
    bool plain = test->operand.kind == OPERAND_FACT ||
                 test->operand.kind == OPERAND_ATTRIBUTE;
    bool counts = test->operand.kind == OPERAND_COUNT;
    switch (test->op) {
    case CONDITION_HOLDS:
    case CONDITION_RECORDED: return plain ? VARIABLE_OPERAND : VARIABLE_OPAQUE;
    case CONDITION_IS:
        if (!all_literal(test))
            return VARIABLE_OPAQUE;
        return plain    ? VARIABLE_OPERAND
               : counts ? VARIABLE_COUNT
                        : VARIABLE_OPAQUE;
    case CONDITION_COMPARE:
        if (test->amount.kind != OPERAND_LITERAL)
            return VARIABLE_OPAQUE;
        return plain    ? VARIABLE_OPERAND
               : counts ? VARIABLE_COUNT
                        : VARIABLE_OPAQUE;
    case CONDITION_HAPPENED:
        return test->since == NO_ID ? VARIABLE_OPAQUE : VARIABLE_COUNT;
    case CONDITION_ELAPSED:
        return test->length.kind == LENGTH_FIXED ? VARIABLE_ELAPSED
                                                 : VARIABLE_OPAQUE;
    case CONDITION_INCLUDES:
    case CONDITION_PERIOD: return VARIABLE_OPAQUE;
    case CONDITION_ALWAYS: /* asks about nothing */
    case CONDITION_OR:
    case CONDITION_AND:
    case CONDITION_NOT: break;
    }
    BUG("a test of no kind");
}

void cells_count_of(const struct condition *test, event_id *event,
                    event_id *since) {
    bool happened = test->op == CONDITION_HAPPENED;
    *event = happened ? test->event : test->operand.event;
    *since = happened ? test->since : test->operand.since;
}

static bool same_count(const struct condition *a, const struct condition *b) {
    event_id event[2], since[2];
    cells_count_of(a, &event[0], &since[0]);
    cells_count_of(b, &event[1], &since[1]);
    return event[0] == event[1] && since[0] == since[1];
}

/* RECORDED says nothing of units. */
static bool same_units(const struct condition *a, const struct condition *b) {
    return a->op == CONDITION_RECORDED || b->op == CONDITION_RECORDED ||
           cells_duration_kind(a) == cells_duration_kind(b);
}

static bool asks_same(const struct variable *v, const struct condition *test) {
    const struct condition *first = v->first;
    if (v->kind != kind_of(test))
        return false;
    switch (v->kind) {
    case VARIABLE_OPERAND:
        return operands_equal(&first->operand, &test->operand) &&
               same_units(first, test);
    case VARIABLE_COUNT: return same_count(first, test);
    case VARIABLE_ELAPSED:
        return first->event == test->event &&
               first->since_fact == test->since_fact && same_units(first, test);
    case VARIABLE_OPAQUE: return tests_equal(first, test);
    }
    BUG("a variable of no kind");
}

static event_id event_of(const struct condition *test) {
    if (test->op == CONDITION_HAPPENED && test->since == NO_ID)
        return test->event;
    if (test->op == CONDITION_ELAPSED)
        return test->event;
    return test->operand.kind == OPERAND_ATTRIBUTE ? test->operand.event
                                                   : NO_ID;
}

static size_t variable_for(struct table *t, const struct condition *test) {
    for (size_t i = 0; i < t->count; i++)
        if (asks_same(&t->variables[i], test))
            return i;
    if (t->count == MAX_VARIABLES)
        return MAX_VARIABLES;
    struct variable *v = &t->variables[t->count];
    v->kind = kind_of(test);
    v->first = test;
    v->type =
        v->kind == VARIABLE_OPERAND ? operand_type(t->c, &test->operand) : NULL;
    v->event = event_of(test);
    v->test_count = v->point_count = v->cell_count = v->at = 0;
    return t->count++;
}

static void add_test(void *closure, const struct condition *test) {
    struct table *t = closure;
    if (test->op == CONDITION_ALWAYS)
        return;
    for (size_t i = 0; i < t->test_count; i++)
        if (t->tests[i].test == test)
            return;
    size_t v = variable_for(t, test);
    if (v == MAX_VARIABLES || t->test_count == MAX_TESTS) {
        t->too_large = true;
        return;
    }
    struct variable *variable = &t->variables[v];
    t->tests[t->test_count].test = test;
    t->tests[t->test_count].variable = v;
    t->tests[t->test_count++].index = variable->test_count;
    variable->tests[variable->test_count++] = test;
}

/* -- cells -- */

static int by_size(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void add_point(struct table *t, struct variable *v, int64_t point) {
    for (size_t i = 0; i < v->point_count; i++)
        if (v->points[i] == point)
            return;
    if (v->point_count < ARRAY_LEN(v->points))
        v->points[v->point_count++] = point;
    else
        t->too_large = true;
}

static struct value elapsed_length(const struct condition *test) {
    return (struct value){.kind = VALUE_DURATION,
                          .duration = test->length.fixed};
}

static void add_points_of(struct table *t, struct variable *v,
                          const struct condition *test) {
    enum unit kind = cells_duration_kind(test);
    int64_t point;
    if (test->op == CONDITION_HAPPENED)
        add_point(t, v, 1000); /* at least one, in thousandths */
    else if (test->op == CONDITION_ELAPSED &&
             number_of(elapsed_length(test), kind, &point))
        add_point(t, v, point);
    else if (test->op == CONDITION_COMPARE &&
             number_of(test->amount.literal, kind, &point))
        add_point(t, v, point);
    for (uint32_t i = 0; i < test->value_count; i++)
        if (number_of(test->values[i].literal, kind, &point))
            add_point(t, v, point);
}

static size_t position_of(const struct variable *v, int64_t point) {
    size_t i = 0;
    while (i < v->point_count && v->points[i] < point)
        i++;
    return 2 * i + 1;
}

static enum truth of(bool yes) {
    return yes ? YES : NO;
}

static bool compares(size_t a, enum sense sense, size_t b) {
    switch (sense) {
    case SENSE_LT: return a < b;
    case SENSE_LE: return a <= b;
    case SENSE_GT: return a > b;
    case SENSE_GE: return a >= b;
    case SENSE_EQ: return a == b;
    }
    BUG("a comparison of no sense");
}

static bool role_will_do(const struct compiler *c, atom holder, atom wanted) {
    const struct symbol *a = symbol_find(c, holder, SYMBOL_ROLE);
    const struct symbol *b = symbol_find(c, wanted, SYMBOL_ROLE);
    return a && b &&
           ((c->roles.at[b->index].satisfied_by[a->index / 64] >>
             (a->index % 64)) &
            1);
}

static bool is_value(const struct compiler *c, const struct variable *v,
                     const struct cell *cell, const struct condition *test,
                     struct value wanted) {
    int64_t point;
    switch (wanted.kind) {
    case VALUE_YES_NO: return wanted.yes == (cell->kind == CELL_YES);
    case VALUE_NAME:
        return cell->kind == CELL_NAME &&
               (cell->name == wanted.name ||
                (v->type->kind == KIND_ROLE &&
                 role_will_do(c, cell->name, wanted.name)));
    case VALUE_TEXT:
        return cell->kind == CELL_TEXT && str_eq(cell->text, wanted.text);
    case VALUE_NUMBER:
    case VALUE_DATE:
    case VALUE_DURATION:
        return number_of(wanted, cells_duration_kind(test), &point) &&
               cell->position == position_of(v, point);
    case VALUE_ABSENT:
    case VALUE_UNKNOWN:
    case VALUE_LIST:
    case VALUE_ITEM: return false;
    }
    BUG("a value of no kind");
}

static bool holds_in(const struct compiler *c, const struct variable *v,
                     const struct cell *cell, const struct condition *test) {
    int64_t point = 0;
    bool any = false;
    if (v->kind == VARIABLE_OPAQUE || test->op == CONDITION_HOLDS)
        return (cell->kind == CELL_YES) != test->negated;
    if (test->op == CONDITION_HAPPENED)
        return (cell->position >= position_of(v, 1000)) != test->negated;
    if (test->op == CONDITION_ELAPSED) {
        number_of(elapsed_length(test), cells_duration_kind(test), &point);
        return compares(cell->position, test->sense, position_of(v, point));
    }
    if (test->op == CONDITION_COMPARE) {
        number_of(test->amount.literal, cells_duration_kind(test), &point);
        return compares(cell->position, test->sense, position_of(v, point));
    }
    for (uint32_t i = 0; i < test->value_count; i++)
        any |= is_value(c, v, cell, test, test->values[i].literal);
    return any != test->negated;
}

static enum truth truth_in(const struct compiler *c, const struct variable *v,
                           const struct cell *cell,
                           const struct condition *test) {
    if (test->op == CONDITION_RECORDED)
        return of((cell->kind != CELL_ABSENT &&
                   cell->kind != CELL_UNRECORDED) != test->negated);
    if (cell->kind == CELL_ABSENT)
        return of(test->op == CONDITION_HAPPENED && test->negated);
    if (cell->kind == CELL_UNRECORDED)
        return UNKNOWN;
    return of(holds_in(c, v, cell, test));
}

static bool same_truths(const struct variable *v, const struct cell *a,
                        const struct cell *b) {
    if (a->event != b->event)
        return false;
    for (size_t i = 0; i < v->test_count; i++)
        if (a->truth[i] != b->truth[i])
            return false;
    return true;
}

/* Keeps a cell when it differs from all before it. */
static void add_cell(struct table *t, struct variable *v, struct cell cell) {
    if (v->event != NO_ID && cell.event == ANY)
        cell.event = HAPPENED;
    for (size_t i = 0; i < v->test_count; i++)
        cell.truth[i] = (uint8_t)truth_in(t->c, v, &cell, v->tests[i]);
    for (size_t i = 0; i < v->cell_count; i++)
        if (same_truths(v, &v->cells[i], &cell))
            return;
    if (v->cell_count == MAX_CELLS)
        t->too_large = true;
    else
        v->cells[v->cell_count++] = cell;
}

static bool holds_list(const struct variable *v) {
    return v->type &&
           (v->type->kind == KIND_PEOPLE || v->type->kind == KIND_LIST ||
            v->type->kind == KIND_ITEMS);
}

/* How far apart breakpoints lie between which there is nothing. Working days
 * and months since an event are passed on days of their own. */
static int64_t step_of(const struct variable *v) {
    if (v->kind == VARIABLE_COUNT || holds_list(v))
        return 1000;
    if (v->kind == VARIABLE_ELAPSED &&
        unit_kind(v->first->length.fixed.unit) != UNIT_DAYS)
        return 0;
    return 1;
}

static bool has_gap(const struct variable *v, size_t i, bool from_zero) {
    if (i == 0)
        return !from_zero || v->point_count == 0 || v->points[0] > 0;
    return i == v->point_count || v->points[i] - v->points[i - 1] > step_of(v);
}

/* Between neighbours, and below zero where there is nothing, no gap. */
static void add_positions(struct table *t, struct variable *v) {
    bool from_zero = v->kind == VARIABLE_COUNT || v->kind == VARIABLE_ELAPSED ||
                     holds_list(v);
    for (size_t i = 0; i <= v->point_count; i++) {
        if (has_gap(v, i, from_zero))
            add_cell(t, v,
                     (struct cell){.kind = CELL_POSITION, .position = 2 * i});
        if (i < v->point_count && !(from_zero && v->points[i] < 0))
            add_cell(
                t, v,
                (struct cell){.kind = CELL_POSITION, .position = 2 * i + 1});
    }
}

static void add_texts(struct table *t, struct variable *v) {
    for (size_t i = 0; i < v->test_count; i++)
        for (uint32_t j = 0; j < v->tests[i]->value_count; j++)
            add_cell(
                t, v,
                (struct cell){.kind = CELL_TEXT,
                              .text = v->tests[i]->values[j].literal.text});
    add_cell(t, v, (struct cell){.kind = CELL_OTHER});
}

static void add_names(struct table *t, struct variable *v) {
    if (v->type->kind == KIND_ROLE)
        for (size_t i = 0; i < t->c->roles.len; i++)
            add_cell(t, v,
                     (struct cell){.kind = CELL_NAME,
                                   .name = t->c->roles.at[i].name});
    else
        for (uint32_t i = 0; i < v->type->choice_count; i++)
            add_cell(
                t, v,
                (struct cell){.kind = CELL_NAME, .name = v->type->choices[i]});
}

static void add_operand_cells(struct table *t, struct variable *v) {
    switch (v->type->kind) {
    case KIND_YES_NO:
        add_cell(t, v, (struct cell){.kind = CELL_YES});
        add_cell(t, v, (struct cell){.kind = CELL_NO});
        break;
    case KIND_ONE_OF:
    case KIND_ROLE: add_names(t, v); break;
    case KIND_TEXT: add_texts(t, v); break;
    case KIND_NUMBER:
    case KIND_DATE:
    case KIND_DURATION:
    case KIND_PEOPLE:
    case KIND_LIST:
    case KIND_ITEMS: add_positions(t, v); break;
    }
    if (v->first->operand.kind == OPERAND_ATTRIBUTE)
        add_cell(t, v,
                 (struct cell){.kind = CELL_ABSENT, .event = NOT_HAPPENED});
    for (size_t i = 0; i < v->test_count; i++)
        if (v->tests[i]->op == CONDITION_RECORDED) {
            add_cell(t, v, (struct cell){.kind = CELL_UNRECORDED});
            break;
        }
}

static void add_opaque_cells(struct table *t, struct variable *v) {
    const struct condition *test = v->first;
    bool has_event = test->op == CONDITION_HAPPENED;
    add_cell(t, v, (struct cell){.kind = CELL_YES});
    add_cell(t, v,
             (struct cell){.kind = CELL_NO,
                           .event = has_event ? NOT_HAPPENED : ANY});
    if (test->operand.kind == OPERAND_ATTRIBUTE)
        add_cell(t, v,
                 (struct cell){.kind = CELL_ABSENT, .event = NOT_HAPPENED});
}

void cells_make(struct table *t, struct variable *v) {
    for (size_t i = 0; i < v->test_count; i++)
        add_points_of(t, v, v->tests[i]);
    qsort(v->points, v->point_count, sizeof *v->points, by_size);
    switch (v->kind) {
    case VARIABLE_OPERAND: add_operand_cells(t, v); break;
    case VARIABLE_COUNT: add_positions(t, v); break;
    case VARIABLE_ELAPSED:
        add_positions(t, v);
        add_cell(t, v,
                 (struct cell){.kind = CELL_ABSENT, .event = NOT_HAPPENED});
        break;
    case VARIABLE_OPAQUE: add_opaque_cells(t, v); break;
    }
}

void cells_clear(struct table *t) {
    t->count = t->test_count = 0;
    t->too_large = false;
}

void cells_add_condition(struct table *t, const struct condition *condition) {
    condition_walk(condition, add_test, t);
}
