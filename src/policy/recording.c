// SPDX-License-Identifier: MIT
/* recording.c: `T must record A, B`, `each ITEM of T must record A, B`, and `A
 * of T must be recorded`. */
#include "policy/compiler.h"

#include "text/suggest.h"

static uint32_t count_names(const struct node *names) {
    uint32_t n = 0;
    for (; names; names = names->next)
        n++;
    return n;
}

static void report_twice(struct compiler *c, const struct node *name) {
    diag_add(c->diags, DIAG_DUPLICATE_NAME, name->at, "`%.*s` is listed twice",
             STR_ARG(name_str(c, name)));
}

static bool was_named(const struct node *names, const struct node *name) {
    for (; names != name; names = names->next)
        if (names->name == name->name)
            return true;
    return false;
}

/* -- attributes of the event itself -- */

static bool take_attributes(struct compiler *c, event_id event,
                            const struct node *names,
                            struct record_terms *out) {
    attribute_id *fields =
        NEW_ARRAY(c->arena, attribute_id, count_names(names));
    const struct type *type;
    bool fine = true;
    out->fields = fields;
    for (const struct node *n = names; n; n = n->next) {
        if (was_named(names, n))
            report_twice(c, n);
        fine &= compile_attribute(c, n, event, &fields[out->count++], &type);
    }
    return fine;
}

/* -- fields of its items -- */

/* `item`, `items`, `boxes`, `duties`: what a list of items may be called. */
static bool names_items(str list, str item) {
    if (str_eq(list, item))
        return true;
    if (list.len < 2 || item.len < 2 || list.at[list.len - 1] != 's')
        return false;
    str stem = {list.at, list.len - 1};
    if (str_eq(stem, item))
        return true;
    if (stem.at[stem.len - 1] != 'e')
        return false;
    stem.len--;
    if (str_eq(stem, item))
        return true;
    return stem.len == item.len && stem.at[stem.len - 1] == 'i' &&
           item.at[item.len - 1] == 'y' &&
           str_eq((str){stem.at, stem.len - 1}, (str){item.at, item.len - 1});
}

/* The event's list whose items have that name; the very name goes first. */
static const struct has *list_of_items(struct compiler *c, event_id event,
                                       const struct node *item) {
    const struct event_draft *draft = &c->event_drafts.at[event];
    attribute_id same = attribute_find(c, item->name);
    const struct has *has = same == NO_ID ? NULL : event_has(c, event, same);
    for (size_t i = 0; !has && i < draft->has.len; i++) {
        atom name = c->attributes.at[draft->has.at[i].attribute].name;
        if (draft->has.at[i].type->kind == KIND_ITEMS &&
            names_items(atom_str(c->atoms, name), name_str(c, item)))
            has = &draft->has.at[i];
    }
    return has;
}

static void report_no_items(struct compiler *c, const struct node *item,
                            const struct has *has) {
    struct strbuf type;
    strbuf_init(&type, c->arena);
    type_print(&type, c->atoms, has->type);
    struct diag *d =
        diag_add(c->diags, DIAG_WRONG_TYPE, item->at,
                 "`%.*s` is %.*s, not a list of items with fields",
                 STR_ARG(name_str(c, item)), STR_ARG(strbuf_str(&type)));
    diag_label(c->diags, d, has->at, "it is declared here");
    diag_note(c->diags, d, "declare it with its fields: `has %.*s list with "
                           "FIELD, FIELD`",
              STR_ARG(name_str(c, item)));
}

static bool is_field(const struct type *type, atom name) {
    for (uint32_t i = 0; i < type->choice_count; i++)
        if (type->choices[i] == name)
            return true;
    return false;
}

static void report_no_field(struct compiler *c, const struct node *name,
                            const struct has *has) {
    const struct type *type = has->type;
    str written = name_str(c, name);
    str *fields = NEW_ARRAY(c->arena, str, type->choice_count);
    for (uint32_t i = 0; i < type->choice_count; i++)
        fields[i] = atom_str(c->atoms, type->choices[i]);
    str near = suggest_best(written, fields, type->choice_count);
    struct diag *d = diag_add(
        c->diags, DIAG_UNKNOWN_ATTRIBUTE, name->at,
        "an item of `%.*s` has no field `%.*s`",
        STR_ARG(atom_str(c->atoms, c->attributes.at[has->attribute].name)),
        STR_ARG(written));
    diag_label(c->diags, d, has->at, "its fields are declared here");
    if (near.len > 0)
        diag_fix(c->diags, d, name->at, near, "write the declared field");
}

static bool take_item_fields(struct compiler *c, const struct has *has,
                             const struct node *names,
                             struct record_terms *out) {
    atom *fields = NEW_ARRAY(c->arena, atom, count_names(names));
    bool fine = true;
    out->item = has->attribute;
    out->item_fields = fields;
    for (const struct node *n = names; n; n = n->next) {
        fields[out->count++] = n->name;
        if (is_field(has->type, n->name)) {
            if (was_named(names, n))
                report_twice(c, n);
            continue;
        }
        if (!symbol_is_excused(c, n->name))
            report_no_field(c, n, has);
        fine = false;
    }
    return fine;
}

static bool take_items(struct compiler *c, event_id event,
                       const struct node *n, struct record_terms *out) {
    const struct node *item = n->record_each.item;
    const struct has *has = list_of_items(c, event, item);
    const struct type *type;
    attribute_id id;
    if (!has) /* says what there is instead */
        return compile_attribute(c, item, event, &id, &type);
    if (has->type->kind == KIND_ITEMS)
        return take_item_fields(c, has, n->record_each.fields, out);
    report_no_items(c, item, has);
    return false;
}

const struct record_terms *compile_record(struct compiler *c, event_id event,
                                          const struct node *sentence) {
    struct record_terms *out = NEW(c->arena, struct record_terms);
    out->item = NO_ID;
    bool fine;
    if (sentence->kind == NODE_RECORD)
        fine = take_attributes(c, event, sentence->record.fields, out);
    else if (sentence->kind == NODE_PROPERTY)
        fine = take_attributes(c, event, sentence->property.attribute, out);
    else
        fine = take_items(c, event, sentence, out);
    return fine ? out : NULL;
}
