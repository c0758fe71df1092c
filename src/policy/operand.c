// SPDX-License-Identifier: MIT
/* operand.c: what a condition or a property asks about, and what it compares
 * that with. */
#include "policy/compiler.h"

/* -- operands -- */

static bool own_attribute(struct compiler *c, const struct node *name,
                          struct condition_place place, struct operand *out,
                          const struct type **type) {
    attribute_id attribute = attribute_find(c, name->name);
    const struct has *has = place.own == NO_ID || attribute == NO_ID
                                ? NULL
                                : event_has(c, place.own, attribute);
    if (!has)
        return false;
    *out = (struct operand){.kind = OPERAND_OWN,
                            .attribute = attribute,
                            .event = NO_ID,
                            .since = NO_ID};
    *type = has->type;
    return true;
}

/* An attribute of an event named without `of`. */
static void report_bare_attribute(struct compiler *c, const struct node *name) {
    attribute_id attribute = attribute_find(c, name->name);
    str text = name_str(c, name);
    for (size_t e = 0; e < c->events.len; e++) {
        if (!event_has(c, (event_id)e, attribute))
            continue;
        struct diag *d = diag_add(
            c->diags, DIAG_UNKNOWN_NAME, name->at,
            "`%.*s` is an attribute; say of which event: `%.*s of %.*s`",
            STR_ARG(text), STR_ARG(text), STR_ARG(event_words(c, (event_id)e)));
        diag_label(c->diags, d, event_has(c, (event_id)e, attribute)->at,
                   "it is declared here");
        return;
    }
}

bool means_attribute(struct compiler *c, const struct node *name,
                     event_id own) {
    if (own == NO_ID || symbol_find(c, name->name, SYMBOL_THINGS))
        return false;
    return attribute_find(c, name->name) != NO_ID ||
           attribute_nearest(c, own, name_str(c, name)).len > 0;
}

static bool operand_of_name(struct compiler *c, const struct node *name,
                            struct condition_place place, struct operand *out,
                            const struct type **type) {
    if (own_attribute(c, name, place, out, type))
        return true;
    if (means_attribute(c, name, place.own))
        return compile_attribute(c, name, place.own, &out->attribute, type);
    if (!symbol_find(c, name->name, SYMBOL_THINGS) &&
        attribute_find(c, name->name) != NO_ID &&
        !symbol_is_excused(c, name->name)) {
        report_bare_attribute(c, name);
        return false;
    }
    const struct value *taken = unclear_taken(c, name->name, type);
    *out = (struct operand){.event = NO_ID, .since = NO_ID};
    if (taken && *type) {
        out->kind = OPERAND_LITERAL;
        out->literal = *taken;
        return true;
    }
    struct symbol *s = symbol_want(c, name, SYMBOL_FACT | SYMBOL_FIGURE);
    if (!s)
        return false;
    if (s->sort == SYMBOL_FACT) {
        out->kind = OPERAND_FACT;
        out->fact = s->index;
        *type = c->facts.at[s->index].type;
        return true;
    }
    const struct figure *figure = &c->figures.at[s->index];
    *type = figure->type;
    if (figure->recorded) {
        *out = figure->operand;
    } else {
        out->kind = OPERAND_LITERAL;
        out->literal = figure->value;
    }
    return *type != NULL;
}

static bool operand_of_attribute(struct compiler *c, const struct node *node,
                                 struct operand *out,
                                 const struct type **type) {
    struct symbol *s = symbol_want(c, node->attr_of.event, SYMBOL_EVENT);
    *out = (struct operand){.kind = OPERAND_ATTRIBUTE,
                            .event = s ? s->index : NO_ID,
                            .since = NO_ID};
    return s && compile_attribute(c, node->attr_of.attribute, s->index,
                                  &out->attribute, type);
}

static bool operand_of_count(struct compiler *c, const struct node *node,
                             struct operand *out, const struct type **type) {
    struct symbol *event =
        symbol_want(c, node->count_since.event, SYMBOL_EVENT);
    struct symbol *since =
        symbol_want(c, node->count_since.since, SYMBOL_EVENT);
    if (!event || !since)
        return false;
    *out = (struct operand){
        .kind = OPERAND_COUNT, .event = event->index, .since = since->index};
    *type = &type_number;
    return true;
}

bool compile_operand(struct compiler *c, const struct node *node,
                     struct condition_place place, struct operand *out,
                     const struct type **type) {
    if (node->kind == NODE_ATTR_OF)
        return operand_of_attribute(c, node, out, type);
    if (node->kind == NODE_COUNT_SINCE)
        return operand_of_count(c, node, out, type);
    return operand_of_name(c, node, place, out, type);
}

/* -- what an operand is compared with -- */

/* A name that is no literal of the type, but names something to look up. */
static bool names_operand(struct compiler *c, const struct node *node,
                          const struct type *type,
                          struct condition_place place) {
    if (node->kind != NODE_NAME || value_is_in(type, node->name))
        return false;
    if (type->kind == KIND_ROLE && symbol_find(c, node->name, SYMBOL_ROLE))
        return false;
    attribute_id own =
        place.own == NO_ID ? NO_ID : attribute_find(c, node->name);
    return (own != NO_ID && event_has(c, place.own, own)) ||
           symbol_find(c, node->name, SYMBOL_FACT) || recorded_figure(c, node);
}

static bool goes_with(const struct type *wanted, const struct type *found) {
    if (wanted->kind != KIND_ONE_OF || found->kind != KIND_ONE_OF)
        return wanted->kind == found->kind;
    for (uint32_t i = 0; i < found->choice_count; i++)
        if (value_is_in(wanted, found->choices[i]))
            return true;
    return false;
}

static str type_str(struct compiler *c, const struct type *type) {
    struct strbuf out;
    strbuf_init(&out, c->arena);
    type_print(&out, c->atoms, type);
    return strbuf_str(&out);
}

bool compile_value(struct compiler *c, const struct node *node,
                   const struct type *type, struct condition_place place,
                   struct operand *out) {
    const struct type *found;
    if (node->kind != NODE_ATTR_OF && !names_operand(c, node, type, place)) {
        *out = (struct operand){
            .kind = OPERAND_LITERAL, .event = NO_ID, .since = NO_ID};
        return compile_literal(c, node, type, &out->literal);
    }
    if (!compile_operand(c, node, place, out, &found))
        return false;
    if (goes_with(type, found))
        return true;
    diag_add(c->diags, DIAG_WRONG_TYPE, node->at,
             "this is %.*s, and cannot be compared with %.*s",
             STR_ARG(type_str(c, found)), STR_ARG(type_str(c, type)));
    return false;
}

/* -- people -- */

static bool compile_if(struct compiler *c, const struct node *n,
                       struct person *out) {
    out->only_if = NO_ID;
    if (!n->person_if.fact)
        return true;
    struct symbol *s = symbol_want(c, n->person_if.fact, SYMBOL_FACT);
    if (!s)
        return false;
    if (c->facts.at[s->index].type->kind != KIND_YES_NO) {
        struct diag *d =
            diag_add(c->diags, DIAG_WRONG_TYPE, n->person_if.fact->at,
                     "`%.*s` is not a yes/no fact",
                     STR_ARG(name_str(c, n->person_if.fact)));
        diag_label(c->diags, d, s->at, "it is declared here");
        return false;
    }
    out->only_if = s->index;
    out->unless_fact = n->word != 0;
    return true;
}

/* People are also whoever an attribute or a fact names, one or several. */
static bool holds_people(const struct type *type, const struct type *element) {
    if (type->kind == KIND_PEOPLE)
        return element->kind == KIND_ROLE;
    if (type->kind == KIND_LIST)
        return type->of->kind == element->kind;
    return type->kind == element->kind;
}

static bool compile_who(struct compiler *c, const struct node *who,
                        const struct type *element, struct operand *out) {
    struct condition_place nowhere = {.own = NO_ID};
    const struct type *type;
    *out = (struct operand){.event = NO_ID, .since = NO_ID};
    if (who->kind != NODE_ATTR_OF && !names_operand(c, who, element, nowhere)) {
        out->kind = OPERAND_LITERAL;
        return compile_literal(c, who, element, &out->literal);
    }
    if (!compile_operand(c, who, nowhere, out, &type))
        return false;
    if (holds_people(type, element))
        return true;
    diag_add(c->diags, DIAG_WRONG_TYPE, who->at, "this is %.*s, not %s",
             STR_ARG(type_str(c, type)),
             element->kind == KIND_ROLE ? "people" : "what the list holds");
    return false;
}

bool compile_people(struct compiler *c, const struct node *people,
                    const struct type *element, const struct person **out,
                    uint32_t *count) {
    uint32_t n = 0;
    bool fine = true;
    for (const struct node *p = people; p; p = p->next)
        n++;
    struct person *list = NEW_ARRAY(c->arena, struct person, n);
    n = 0;
    for (const struct node *p = people; p; p = p->next, n++) {
        fine &= compile_who(c, p->person_if.who, element, &list[n].who);
        fine &= compile_if(c, p, &list[n]);
    }
    *out = list;
    *count = n;
    return fine;
}
