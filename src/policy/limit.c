// SPDX-License-Identifier: MIT
/* limit.c: `T must happen by LIMIT`. */
#include "policy/compiler.h"

#include "calendar/calendar_words.h"

/* As many events as an instance can be bound to. */
enum { MAX_LIMIT_EVENTS = 8 };

struct limiting {
    struct compiler *c;
    struct length_place lengths;
    event_id events[MAX_LIMIT_EVENTS]; /* in the order named */
    uint32_t event_count;
    bool failed;
};

static void bind(struct limiting *l, event_id event, struct span at) {
    l->failed |= event == NO_ID;
    for (uint32_t i = 0; i < l->event_count; i++)
        if (l->events[i] == event)
            return;
    if (event == NO_ID)
        return;
    if (l->event_count < MAX_LIMIT_EVENTS) {
        l->events[l->event_count++] = event;
        return;
    }
    l->failed = true;
    diag_add(l->c->diags, DIAG_TOO_MANY, at,
             "a limit can rest on at most %d events", MAX_LIMIT_EVENTS);
}

/* A date fact of that name. */
static bool want_date(struct limiting *l, const struct node *name,
                      fact_id *out) {
    struct compiler *c = l->c;
    struct symbol *s = symbol_want(c, name, SYMBOL_FACT);
    l->failed |= !s;
    if (!s)
        return false;
    *out = s->index;
    if (c->facts.at[s->index].type->kind == KIND_DATE)
        return true;
    struct diag *d =
        diag_add(c->diags, DIAG_WRONG_TYPE, name->at, "`%.*s` is not a date",
                 STR_ARG(name_str(c, name)));
    diag_label(c->diags, d, s->at, "it is declared here");
    l->failed = true;
    return false;
}

static void set_attribute_limit(struct limiting *l,
                                const struct operand *from, struct span at,
                                struct limit *out) {
    out->kind = LIMIT_ATTRIBUTE;
    out->attribute = from->attribute;
    out->event = from->event;
    bind(l, from->event, at);
}

static void limit_of_attribute(struct limiting *l, const struct node *n,
                               struct limit *out) {
    struct compiler *c = l->c;
    struct condition_place nowhere = {.own = NO_ID};
    struct operand operand;
    const struct type *type;
    if (!compile_operand(c, n, nowhere, &operand, &type)) {
        l->failed = true;
    } else if (type->kind != KIND_DATE) {
        diag_add(c->diags, DIAG_WRONG_TYPE, n->at, "`%.*s` is not a date",
                 STR_ARG(name_str(c, n->attr_of.attribute)));
        l->failed = true;
    } else {
        set_attribute_limit(l, &operand, n->at, out);
    }
}

static void limit_of_name(struct limiting *l, const struct node *n,
                          struct limit *out) {
    struct symbol *s = symbol_find(l->c, n->name, SYMBOL_EVENT | SYMBOL_FIGURE);
    if (s && s->sort == SYMBOL_EVENT) {
        struct diag *d = diag_add(
            l->c->diags, DIAG_WRONG_SORT, n->at,
            "`%.*s` is an event; a limit is a date, or a length of time after "
            "an event",
            STR_ARG(name_str(l->c, n)));
        diag_fix(l->c->diags, d, n->at,
                 str_format(l->c->arena, "0 days after %.*s",
                            STR_ARG(name_str(l->c, n))),
                 "count from the event");
        l->failed = true;
        return;
    }
    const struct type *type = NULL;
    const struct value *value = unclear_taken(l->c, n->name, &type);
    const struct figure *recorded = recorded_figure(l->c, n);
    if (recorded && recorded->type && recorded->type->kind == KIND_DATE) {
        set_attribute_limit(l, &recorded->operand, n->at, out);
        return;
    }
    if (s) {
        value = &l->c->figures.at[s->index].value;
        type = l->c->figures.at[s->index].type;
    }
    if (type == &type_date) {
        out->kind = LIMIT_DATE;
        out->day = value->day;
        return;
    }
    out->kind = LIMIT_FACT;
    want_date(l, n, &out->fact);
}

static void limit_of_offset(struct limiting *l, const struct node *n,
                            struct limit *out) {
    const struct node *from = n->offset_after.events;
    out->kind = LIMIT_OFFSET;
    out->direction = n->kind == NODE_OFFSET_AFTER ? 1 : -1;
    l->failed |= !compile_length(l->c, n->offset_after.duration, l->lengths,
                                 &out->length);
    if (!from->next && !symbol_find(l->c, from->name, SYMBOL_EVENT) &&
        symbol_find(l->c, from->name, SYMBOL_FACT)) {
        want_date(l, from, &out->fact);
        return;
    }
    out->event = compile_events(l->c, from);
    bind(l, out->event, from->at);
}

static void limit_of_month_day(struct limiting *l, const struct node *n,
                               struct limit *out) {
    static const int longest[] = {31, 29, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
    int64_t day = n->month_day_after.day->number;
    out->kind = LIMIT_MONTH_DAY;
    out->month =
        month_of_name(l->c->atoms, n->month_day_after.month, l->c->diags);
    out->month_day = (int)(day / 1000);
    out->event = compile_events(l->c, n->month_day_after.events);
    bind(l, out->event, n->at);
    l->failed |= out->month == 0;
    if (out->month != 0 && (day % 1000 != 0 || day < 1000 ||
                            out->month_day > longest[out->month - 1])) {
        diag_add(l->c->diags, DIAG_CALENDAR_NUMBER, n->month_day_after.day->at,
                 "%.*s has no such day", STR_ARG(month_word(out->month)));
        l->failed = true;
    }
}

static void fill_limit(struct limiting *l, const struct node *n,
                       struct limit *out);

static void limit_of_parts(struct limiting *l, const struct node *n,
                           struct limit *out) {
    uint32_t count = 0;
    for (const struct node *p = n->earlier_of.limits; p; p = p->next)
        count++;
    struct limit *parts = NEW_ARRAY(l->c->arena, struct limit, count);
    out->kind = n->kind == NODE_EARLIER_OF ? LIMIT_EARLIER : LIMIT_LATER;
    out->parts = parts;
    out->part_count = count;
    for (const struct node *p = n->earlier_of.limits; p; p = p->next)
        fill_limit(l, p, parts++);
}

static void fill_limit(struct limiting *l, const struct node *n,
                       struct limit *out) {
    *out = (struct limit){.event = NO_ID, .day = DAY_NONE, .direction = 1};
    if (n->kind == NODE_DATE) {
        out->kind = LIMIT_DATE;
        out->day = (day_number)n->number;
    } else if (n->kind == NODE_NAME) {
        limit_of_name(l, n, out);
    } else if (n->kind == NODE_ATTR_OF) {
        limit_of_attribute(l, n, out);
    } else if (n->kind == NODE_OFFSET_AFTER || n->kind == NODE_OFFSET_BEFORE) {
        limit_of_offset(l, n, out);
    } else if (n->kind == NODE_MONTH_DAY_AFTER) {
        limit_of_month_day(l, n, out);
    } else {
        limit_of_parts(l, n, out);
    }
}

const struct limit *compile_limit(struct compiler *c, const struct node *limit,
                                  struct length_place place, event_id *first) {
    struct limiting l = {.c = c, .lengths = place};
    struct limit *out = NEW(c->arena, struct limit);
    fill_limit(&l, limit, out);
    *first = l.event_count > 0 ? l.events[0] : NO_ID;
    return l.failed ? NULL : out;
}
