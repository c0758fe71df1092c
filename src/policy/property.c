// SPDX-License-Identifier: MIT
/* property.c: `ATTR of E must ...`: what has to be true of every E. */
#include "policy/compiler.h"

static bool is_list(const struct type *type) {
    return type->kind == KIND_PEOPLE || type->kind == KIND_LIST;
}

static const struct type *element_of(const struct type *type) {
    return type->kind == KIND_PEOPLE ? &type_role : type->of;
}

static bool values_of(struct compiler *c, const struct node *values,
                      const struct type *type, struct property *out) {
    struct condition_place nowhere = {.own = NO_ID};
    uint32_t n = 0;
    bool fine = true;
    for (const struct node *v = values; v; v = v->next)
        n++;
    struct operand *list = NEW_ARRAY(c->arena, struct operand, n);
    n = 0;
    for (const struct node *v = values; v; v = v->next, n++)
        fine &= compile_value(c, v, type, nowhere, &list[n]);
    out->values = list;
    out->value_count = n;
    return fine;
}

/* "`chair` is a role, " and what that means here. */
static bool report_misfit(struct compiler *c, const struct node *attribute,
                          const struct type *type, const char *therefore,
                          const char *advice) {
    struct strbuf words;
    strbuf_init(&words, c->arena);
    type_print(&words, c->atoms, type);
    struct diag *d =
        diag_add(c->diags, DIAG_WRONG_TYPE, attribute->at, "`%.*s` is %.*s, %s",
                 STR_ARG(name_str(c, attribute)), STR_ARG(strbuf_str(&words)),
                 therefore);
    if (advice)
        diag_note(c->diags, d, "%s", advice);
    return false;
}

/* `must be recorded`, where that is none of the choices. */
bool says_recorded(const struct compiler *c, event_id event,
                   const struct node *sentence) {
    const struct node *test = sentence->property.test;
    const struct node *value = test->kind == NODE_BE ? test->be.values : NULL;
    attribute_id id = attribute_find(c, sentence->property.attribute->name);
    const struct has *has = id == NO_ID ? NULL : event_has(c, event, id);
    return value && !value->next && value->kind == NODE_NAME &&
           str_is(name_str(c, value), "recorded") && test->word % 2 == 0 &&
           !(has && value_is_in(has->type, value->name));
}

static bool property_be(struct compiler *c, const struct node *attribute,
                        const struct node *values, const struct type *type,
                        struct property *out) {
    out->kind = PROPERTY_ONE_OF;
    if (values->kind == NODE_NAME && !value_is_in(type, values->name) &&
        str_is(name_str(c, values), "recorded")) {
        diag_add(c->diags, DIAG_WRONG_TYPE, values->at,
                 "`recorded` stands only in `must be recorded`, of a rule's "
                 "own sentence");
        return false;
    }
    if (is_list(type) || type->kind == KIND_ITEMS)
        return report_misfit(c, attribute, type, "so it cannot be one value",
                             "say what it `must include`, or that it `must be "
                             "at least` a number");
    return values_of(c, values, type, out);
}

static bool property_bound(struct compiler *c, const struct node *attribute,
                           const struct node *test, const struct type *type,
                           struct property *out) {
    out->kind =
        test->kind == NODE_BE_AT_LEAST ? PROPERTY_AT_LEAST : PROPERTY_AT_MOST;
    if (type->kind != KIND_NUMBER && !is_list(type))
        return report_misfit(c, attribute, type,
                             "which is neither more nor less",
                             "a number is, and how many a list holds");
    return values_of(c, test->be_at_least.amount, &type_number, out);
}

static bool property_include(struct compiler *c, const struct node *attribute,
                             const struct node *people, const struct type *type,
                             struct property *out) {
    out->kind = PROPERTY_INCLUDES;
    if (!is_list(type))
        return report_misfit(c, attribute, type, "which includes nothing",
                             "people and lists do; for others say what it "
                             "`must be`");
    return compile_people(c, people, element_of(type), &out->people,
                          &out->people_count);
}

static bool property_within(struct compiler *c, const struct rule *rule,
                            const struct node *attribute,
                            const struct node *test, const struct type *type,
                            struct property *out) {
    out->kind = PROPERTY_WITHIN;
    out->direction = test->kind == NODE_BE_WITHIN_AFTER ? 1 : -1;
    out->event = compile_events(c, test->be_within_after.anchor);
    bool fine = compile_length(c, test->be_within_after.duration,
                               rule_lengths(c, rule), &out->length);
    if (type->kind != KIND_DATE)
        return report_misfit(c, attribute, type, "not a date", NULL);
    return fine && out->event != NO_ID;
}

/* At the previous E, or as ATTR of F: one person each. */
static bool property_same(struct compiler *c, const struct node *attribute,
                          const struct node *test, const struct type *type,
                          struct property *out) {
    struct condition_place nowhere = {.own = NO_ID};
    const struct type *other = &type_role;
    if (type->kind != KIND_ROLE)
        return report_misfit(c, attribute, type, "not one person", NULL);
    if (test->kind == NODE_BE_SAME_AS_PREVIOUS) {
        const struct node *name = test->be_same_as_previous.event;
        const struct symbol *s = symbol_want(c, name, SYMBOL_EVENT);
        attribute_id id;
        out->kind = PROPERTY_SAME_PREVIOUS;
        out->event = s ? s->index : NO_ID;
        if (!s || !compile_attribute(c, attribute, s->index, &id, &other))
            return false;
    } else {
        struct operand *value = NEW(c->arena, struct operand);
        out->kind = PROPERTY_SAME_AS;
        out->values = value;
        out->value_count = 1;
        if (!compile_operand(c, test->be_same_as.field, nowhere, value,
                             &other))
            return false;
    }
    if (other->kind == KIND_ROLE)
        return true;
    return report_misfit(c,
                         test->kind == NODE_BE_SAME_AS
                             ? test->be_same_as.field->attr_of.attribute
                             : attribute,
                         other, "not one person", NULL);
}

const struct property *compile_property(struct compiler *c,
                                        const struct rule *rule,
                                        const struct node *sentence) {
    const struct node *attribute = sentence->property.attribute;
    const struct node *test = sentence->property.test;
    struct property *out = NEW(c->arena, struct property);
    const struct type *type;
    bool fine;
    out->event = NO_ID;
    out->negated = test->word % 2 != 0;
    if (!compile_attribute(c, attribute, rule->target, &out->attribute, &type))
        return NULL;
    if (test->kind == NODE_BE) {
        fine = property_be(c, attribute, test->be.values, type, out);
    } else if (test->kind == NODE_BE_AT_LEAST ||
               test->kind == NODE_BE_AT_MOST) {
        fine = property_bound(c, attribute, test, type, out);
    } else if (test->kind == NODE_INCLUDE) {
        fine = property_include(c, attribute, test->include.people, type, out);
    } else if (test->kind == NODE_BE_WITHIN_AFTER ||
               test->kind == NODE_BE_WITHIN_BEFORE) {
        fine = property_within(c, rule, attribute, test, type, out);
    } else {
        fine = property_same(c, attribute, test, type, out);
    }
    return fine ? out : NULL;
}

const struct property *compile_property_instead(struct compiler *c,
                                                const struct rule *root,
                                                const struct node *sentence,
                                                const struct node *different) {
    const struct node *attribute = sentence->property.attribute;
    struct property *out = NEW(c->arena, struct property);
    const struct type *type;
    out->event = NO_ID;
    if (!compile_attribute(c, attribute, root->target, &out->attribute, &type))
        return NULL;
    bool fine =
        different->kind == NODE_INSTEAD_BE
            ? property_be(c, attribute, different->instead_be.values, type, out)
            : property_include(c, attribute, different->instead_include.people,
                               type, out);
    return fine ? out : NULL;
}
