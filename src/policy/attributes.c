// SPDX-License-Identifier: MIT
/* attributes.c: which attributes the records of an event carry.
 *
 * An event has those that its `has` lines declare.  A derived event's
 * occurrences are records of what it is derived from, so it has its base's as
 * well; an `E or F` has what all its members have, when their types go
 * together. */
#include "policy/compiler.h"

#include "text/suggest.h"

const struct has *event_has(const struct compiler *c, event_id event,
                            attribute_id attribute) {
    const struct event_draft *draft = &c->event_drafts.at[event];
    for (size_t i = 0; i < draft->has.len; i++)
        if (draft->has.at[i].attribute == attribute)
            return &draft->has.at[i];
    return NULL;
}

/* -- types that go together -- */

/* Lists of choices put together in a policy: far more than any has. */
enum { MAX_MERGES = 10000 };

static const struct type *
merge_choices(struct compiler *c, const struct type *a, const struct type *b) {
    if (!has_room(c, c->merge_count++, MAX_MERGES,
                  "lists of choices put together", c->policy->used_at))
        return a;
    struct type *t = NEW(c->arena, struct type);
    *t = *a;
    t->choices = NEW_ARRAY(c->arena, atom, a->choice_count + b->choice_count);
    for (uint32_t i = 0; i < a->choice_count; i++)
        t->choices[i] = a->choices[i];
    for (uint32_t i = 0; i < b->choice_count; i++)
        if (!value_is_in(a, b->choices[i]))
            t->choices[t->choice_count++] = b->choices[i];
    return t->choice_count == a->choice_count ? a : t;
}

/* A type that holds the values of both; NULL when they do not go together. */
static const struct type *merge_types(struct compiler *c, const struct type *a,
                                      const struct type *b) {
    if (a->kind != b->kind)
        return NULL;
    if (a->kind == KIND_ONE_OF)
        return merge_choices(c, a, b);
    if (a->kind != KIND_LIST)
        return a;
    const struct type *of = merge_types(c, a->of, b->of);
    if (!of || of == a->of)
        return of ? a : NULL;
    struct type *t = NEW(c->arena, struct type);
    *t = (struct type){.kind = KIND_LIST, .of = of};
    return t;
}

/* -- inheriting -- */

static void inherit_from(struct compiler *c, event_id event, event_id base) {
    inherit_into(c, base);
    const struct event_draft *from = &c->event_drafts.at[base];
    for (size_t i = 0; i < from->has.len; i++)
        if (!event_has(c, event, from->has.at[i].attribute))
            vec_push(c->arena, &c->event_drafts.at[event].has, from->has.at[i]);
}

/* What every member has, as the first member's, with its type widened. */
static void inherit_from_all(struct compiler *c, event_id event,
                             const event_id *members, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        inherit_into(c, members[i]);
    const struct event_draft *first = &c->event_drafts.at[members[0]];
    for (size_t i = 0; i < first->has.len; i++) {
        struct has has = first->has.at[i];
        for (uint32_t j = 1; j < count && has.type; j++) {
            const struct has *other = event_has(c, members[j], has.attribute);
            has.type = other ? merge_types(c, has.type, other->type) : NULL;
        }
        if (has.type && !event_has(c, event, has.attribute))
            vec_push(c->arena, &c->event_drafts.at[event].has, has);
    }
}

void inherit_into(struct compiler *c, event_id event) {
    struct event_draft *draft = &c->event_drafts.at[event];
    const struct event *e = &c->events.at[event];
    if (draft->is_inherited || draft->broken)
        return;
    draft->is_inherited = true; /* now: a circle must come to an end */
    if (e->form == EVENT_ANY_OF && e->member_count > 0)
        inherit_from_all(c, event, e->members, e->member_count);
    else if (e->base != NO_ID)
        inherit_from(c, event, e->base);
}

void inherit_attributes(struct compiler *c) {
    for (size_t i = 0; i < c->events.len; i++)
        inherit_into(c, (event_id)i);
    c->attributes_are_known = true;
}

/* -- ATTR of E -- */

/* The first member of a union that lacks the attribute. */
static event_id lacking(const struct compiler *c, event_id event,
                        attribute_id attribute) {
    const struct event *e = &c->events.at[event];
    for (uint32_t i = 0; i < e->member_count; i++)
        if (!event_has(c, e->members[i], attribute))
            return e->members[i];
    return NO_ID;
}

str attribute_nearest(struct compiler *c, event_id event, str name) {
    const struct event_draft *draft = &c->event_drafts.at[event];
    str *names = NEW_ARRAY(c->arena, str, draft->has.len);
    for (size_t i = 0; i < draft->has.len; i++)
        names[i] = atom_str(c->atoms,
                            c->attributes.at[draft->has.at[i].attribute].name);
    return suggest_best(name, names, draft->has.len);
}

static void note_attributes(struct compiler *c, struct diag *d,
                            event_id event) {
    const struct event_draft *draft = &c->event_drafts.at[event];
    struct strbuf out;
    strbuf_init(&out, c->arena);
    for (size_t i = 0; i < draft->has.len; i++)
        strbuf_addf(
            &out, "%s`%.*s`", i > 0 ? ", " : "",
            STR_ARG(atom_str(
                c->atoms, c->attributes.at[draft->has.at[i].attribute].name)));
    if (draft->has.len > 0)
        diag_note(c->diags, d, "it has %.*s", STR_ARG(strbuf_str(&out)));
    else
        diag_note(c->diags, d,
                  "it has none; declare one under it: `has NAME TYPE`");
}

/* All members have it, but as different things. */
static void report_unlike(struct compiler *c, const struct node *name,
                          event_id event, attribute_id attribute) {
    const struct event *e = &c->events.at[event];
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_ATTRIBUTE, name->at,
                              "`%.*s` is not the same thing in every event "
                              "here",
                              STR_ARG(name_str(c, name)));
    for (uint32_t i = 0; i < e->member_count; i++) {
        const struct has *has = event_has(c, e->members[i], attribute);
        struct strbuf type;
        strbuf_init(&type, c->arena);
        type_print(&type, c->atoms, has->type);
        diag_label(c->diags, d, has->at, "of `%.*s` it is %.*s",
                   STR_ARG(event_words(c, e->members[i])),
                   STR_ARG(strbuf_str(&type)));
    }
}

static void report_lacking(struct compiler *c, const struct node *name,
                           event_id event, attribute_id attribute) {
    while (c->events.at[event].member_count == 1 &&
           !c->event_drafts.at[event].broken)
        event = c->events.at[event].members[0];
    str text = name_str(c, name), words = event_words(c, event);
    event_id member = attribute == NO_ID ? NO_ID : lacking(c, event, attribute);
    if (member != NO_ID && c->events.at[event].member_count > 1) {
        struct diag *d =
            diag_add(c->diags, DIAG_UNKNOWN_ATTRIBUTE, name->at,
                     "`%.*s` is no attribute of every event here: "
                     "`%.*s` does not have it",
                     STR_ARG(text), STR_ARG(event_words(c, member)));
        diag_label(c->diags, d, c->events.at[member].at,
                   "`%.*s` is declared here", STR_ARG(event_words(c, member)));
        return;
    }
    if (member == NO_ID && attribute != NO_ID &&
        c->events.at[event].member_count > 1) {
        report_unlike(c, name, event, attribute);
        return;
    }
    str near = attribute_nearest(c, event, text);
    struct diag *d;
    if (near.len > 0) {
        d = diag_add(c->diags, DIAG_UNKNOWN_ATTRIBUTE, name->at,
                     "`%.*s` has no attribute `%.*s`; did you mean `%.*s`?",
                     STR_ARG(words), STR_ARG(text), STR_ARG(near));
        diag_fix(c->diags, d, name->at, near, "write the declared attribute");
    } else {
        d = diag_add(c->diags, DIAG_UNKNOWN_ATTRIBUTE, name->at,
                     "`%.*s` has no attribute `%.*s`", STR_ARG(words),
                     STR_ARG(text));
        note_attributes(c, d, event);
    }
    diag_label(c->diags, d, c->events.at[event].at,
               "the event is declared here");
}

/* Silence: a line of the event, or of what it is derived from, was not read. */
static bool is_excused(const struct compiler *c, event_id event) {
    for (unsigned depth = 0; event != NO_ID && depth < MAX_IDS; depth++) {
        const struct event_draft *draft = &c->event_drafts.at[event];
        if (draft->broken ||
            (draft->declaration && draft->declaration->damaged))
            return true;
        event = c->events.at[event].base;
    }
    return false;
}

bool compile_attribute(struct compiler *c, const struct node *attribute,
                       event_id event, attribute_id *out,
                       const struct type **type) {
    *out = attribute_find(c, attribute->name);
    const struct has *has = *out == NO_ID ? NULL : event_has(c, event, *out);
    if (has) {
        *type = has->type;
        return true;
    }
    if (!is_excused(c, event) && !symbol_is_excused(c, attribute->name))
        report_lacking(c, attribute, event, *out);
    return false;
}
