// SPDX-License-Identifier: MIT
/* unclear.c: `unclear` questions, and the value that each is taken as.
 *
 * A program is made for one reading: wherever an `unclear` is named, the
 * value it is taken as stands in its place.  An event's name does so in
 * symbol_find (names.c), so that nobody else has to know. */
#include "policy/compiler.h"

/* -- the values -- */

static bool is_usable(const struct type *type) {
    return type == &type_yes_no || type == &type_number ||
           type == &type_date || type == &type_duration;
}

static void report_use(struct compiler *c, const struct node *value) {
    diag_add(c->diags, DIAG_WRONG_TYPE, value->at,
             "what is unclear is a length of time, a number, a date, yes or "
             "no, or which event is meant");
}

static bool event_value(struct compiler *c, const struct node *name,
                        struct value *out) {
    const struct symbol *nested = symbol_find(c, name->name, SYMBOL_UNCLEAR);
    if (nested) {
        struct diag *d = diag_add(c->diags, DIAG_WRONG_SORT, name->at,
                                  "`%.*s` is an `unclear` question itself",
                                  STR_ARG(name_str(c, name)));
        diag_label(c->diags, d, nested->at, "it is declared here");
        return false;
    }
    *out = (struct value){.kind = VALUE_NAME, .name = name->name};
    return symbol_want(c, name, SYMBOL_EVENT) != NULL;
}

static bool one_value(struct compiler *c, const struct node *node,
                      const struct type **type, struct value *out) {
    *type = literal_type(node);
    if (node->kind == NODE_NAME)
        return event_value(c, node, out);
    if (*type && is_usable(*type))
        return compile_literal(c, node, *type, out);
    report_use(c, node);
    return false;
}

static bool is_new(struct compiler *c, const struct value *values,
                   uint32_t count, const struct node *node) {
    for (uint32_t i = 0; i < count; i++)
        if (value_equal(values[i], values[count])) {
            diag_add(c->diags, DIAG_SAME_READING, node->at,
                     "that is no other reading: it stands before it already");
            return false;
        }
    return true;
}

/* -- one question -- */

static uint32_t count_values(const struct node *head) {
    uint32_t n = 1;
    for (const struct node *v = head->unclear.others; v; v = v->next)
        n++;
    return n;
}

static const struct node *value_node(const struct node *head, uint32_t i) {
    const struct node *v = head->unclear.taken;
    if (i > 0)
        for (v = head->unclear.others; i > 1; i--)
            v = v->next;
    return v;
}

static bool compile_values(struct compiler *c, struct unclear_draft *draft) {
    const struct node *head = draft->declaration->head;
    struct unclear *u = &draft->unclear;
    uint32_t count = count_values(head);
    struct value *values = NEW_ARRAY(c->arena, struct value, count);
    u->values = values;
    for (uint32_t i = 0; i < count; i++) {
        const struct node *node = value_node(head, i);
        const struct type *type;
        if (!one_value(c, node, &type, &values[i]))
            return false;
        if (i > 0 && type != draft->type) {
            diag_add(c->diags, DIAG_WRONG_TYPE, node->at,
                     "the readings of one question are of one kind, and the "
                     "first is another");
            return false;
        }
        draft->type = type;
        if (!is_new(c, values, i, node))
            return false;
    }
    u->value_count = count;
    return true;
}

/* The caller's reading of it; else the policy's own. */
static uint32_t taken_as(const struct compiler *c, size_t index) {
    const struct unclear *u = &c->unclear.at[index].unclear;
    if (c->other && c->other->unclear == index)
        return c->other->value;
    for (size_t i = 0; i < c->modules->reading_count; i++) {
        const struct reading *r = &c->modules->readings[i];
        uint32_t value = unclear_value_of(c->arena, c->atoms, u, r->value);
        if (str_eq(r->name, atom_str(c->atoms, u->name)) &&
            value < u->value_count)
            return value;
    }
    return 0;
}

void compile_unclear(struct compiler *c) {
    struct unclear *list = NEW_ARRAY(c->arena, struct unclear, c->unclear.len);
    for (size_t i = 0; i < c->unclear.len; i++) {
        struct unclear_draft *draft = &c->unclear.at[i];
        c->current = draft->declaration;
        draft->known = compile_values(c, draft);
        if (draft->known)
            draft->unclear.taken = taken_as(c, i);
        list[i] = draft->unclear;
    }
    c->program->unclear = list;
    c->program->unclear_count = (uint32_t)c->unclear.len;
    c->current = NULL;
}

/* -- what stands for a name -- */

const struct value *unclear_taken(const struct compiler *c, atom name,
                                  const struct type **type) {
    const struct symbol *s = symbol_find(c, name, SYMBOL_UNCLEAR);
    const struct unclear_draft *draft = s ? &c->unclear.at[s->index] : NULL;
    if (!draft || !draft->known)
        return NULL;
    *type = draft->type;
    return &draft->unclear.values[draft->unclear.taken];
}

/* -- readings as the caller writes them -- */

/* `10 working_days` is `10 working days`. */
static bool reads_same(str a, str b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if ((a.at[i] == '_' ? ' ' : a.at[i]) !=
            (b.at[i] == '_' ? ' ' : b.at[i]))
            return false;
    return true;
}

uint32_t unclear_value_of(struct arena *arena, const struct atoms *atoms,
                          const struct unclear *u, str text) {
    for (uint32_t i = 0; i < u->value_count; i++) {
        struct strbuf words;
        strbuf_init(&words, arena);
        value_print(&words, atoms, u->values[i]);
        if (reads_same(strbuf_str(&words), text))
            return i;
    }
    return u->value_count;
}
