// SPDX-License-Identifier: MIT
/* figures.c: figures, documents, and calendars by name. */
#include "policy/compiler.h"

#include "calendar/calendar_build.h"

/* -- figures -- */

static void compile_figure(struct compiler *c, const struct symbol *s) {
    const struct node *value = s->declaration->head->figure.value;
    struct figure *figure = &c->figures.at[s->index];
    if (value->kind == NODE_ATTR_OF) {
        figure->recorded = true;
        return;
    }
    figure->type = literal_type(value);
    if (!figure->type || figure->type->kind == KIND_ROLE) {
        figure->type = NULL;
        diag_add(c->diags, DIAG_WRONG_TYPE, value->at,
                 "a figure is a number, a duration, a date, a text, or yes "
                 "or no");
        return;
    }
    if (!compile_literal(c, value, figure->type, &figure->value))
        figure->type = NULL;
    else if (figure->type->kind == KIND_DURATION)
        figure->length = (struct length){.kind = LENGTH_FIXED,
                                         .fixed = figure->value.duration};
}

static void compile_recorded(struct compiler *c, const struct symbol *s) {
    const struct node *value = s->declaration->head->figure.value;
    struct condition_place nowhere = {.own = NO_ID};
    struct figure *figure = &c->figures.at[s->index];
    if (!compile_operand(c, value, nowhere, &figure->operand, &figure->type))
        figure->type = NULL;
    else if (figure->type->kind == KIND_DURATION)
        figure->length =
            (struct length){.kind = LENGTH_ATTRIBUTE,
                            .attribute = figure->operand.attribute,
                            .event = figure->operand.event};
}

void compile_recorded_figures(struct compiler *c) {
    struct declaration *was = c->current;
    for (size_t i = 0; i < c->symbols.len; i++) {
        const struct symbol *s = c->symbols.at[i];
        if (s->sort != SYMBOL_FIGURE || !c->figures.at[s->index].recorded)
            continue;
        c->current = s->declaration;
        compile_recorded(c, s);
    }
    c->current = was;
}

const struct figure *recorded_figure(const struct compiler *c,
                                     const struct node *name) {
    const struct symbol *s = name->kind == NODE_NAME
                                 ? symbol_find(c, name->name, SYMBOL_FIGURE)
                                 : NULL;
    const struct figure *figure = s ? &c->figures.at[s->index] : NULL;
    return figure && figure->recorded ? figure : NULL;
}

/* -- documents -- */

static str text_of(const struct compiler *c, const struct declaration *d,
                   enum node_kind kind) {
    const struct node *clause = clause_find(d, kind);
    return clause ? name_str(c, clause->slot[0]) : STR("");
}

static void compile_document(struct compiler *c, const struct symbol *s) {
    struct document *document = &c->documents.at[s->index];
    document->published = text_of(c, s->declaration, NODE_PUBLISHED);
    document->address = text_of(c, s->declaration, NODE_ADDRESS);
    struct document_draft *draft = &c->document_drafts.at[s->index];
    draft->provisions = clause_find(s->declaration, NODE_PROVISIONS);
    if (draft->provisions && !c->other)
        draft->has_register =
            compile_register(c, s->declaration->module,
                             draft->provisions->provisions.file, document);
}

void declare_figures(struct compiler *c) {
    for (size_t i = 0; i < c->symbols.len; i++) {
        const struct symbol *s = c->symbols.at[i];
        c->current = s->declaration;
        if (s->sort == SYMBOL_FIGURE)
            compile_figure(c, s);
        else if (s->sort == SYMBOL_DOCUMENT)
            compile_document(c, s);
    }
    c->current = NULL;
}

/* -- calendars: built when first asked for -- */

/* Absent in the table: not asked for yet. */
struct known_calendar {
    const struct calendar *calendar; /* NULL: faulty, and said so */
    bool in_the_making;
};

static const struct calendar *find_calendar(void *host,
                                            const struct node *name) {
    return compile_calendar_of(host, name);
}

static const struct calendar *build(struct compiler *c, struct symbol *s) {
    struct declaration *d = s->declaration, *was = c->current;
    struct known_calendar *known = NEW(c->arena, struct known_calendar);
    atom_map_set(c->arena, &c->calendars_of, s->name, known);
    if (d->damaged)
        return NULL;
    known->in_the_making = true;
    c->current = d;
    known->calendar = calendar_build(
        c->arena, c->atoms, d->head, d->clauses.at, d->clauses.len,
        (struct calendar_lookup){find_calendar, c}, c->diags);
    c->current = was;
    known->in_the_making = false;
    return known->calendar;
}

const struct calendar *compile_calendar_of(struct compiler *c,
                                           const struct node *name) {
    const struct known_calendar *known =
        atom_map_get(&c->calendars_of, name->name);
    if (known && known->in_the_making) {
        struct circle circle = {.len = 0};
        circle_add(&circle, name->name, name->at);
        report_circle(c, &circle, "is built from");
        return NULL;
    }
    if (known)
        return known->calendar;
    struct symbol *s = symbol_want(c, name, SYMBOL_CALENDAR);
    return s ? build(c, s) : NULL;
}

void compile_calendars(struct compiler *c) {
    for (size_t i = 0; i < c->symbols.len; i++) {
        struct symbol *s = c->symbols.at[i];
        if (s->sort == SYMBOL_CALENDAR &&
            !atom_map_get(&c->calendars_of, s->name))
            build(c, s);
    }
}
