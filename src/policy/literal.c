// SPDX-License-Identifier: MIT
/* literal.c: what is written, as a value of the type that is wanted; and
 * lengths of time. */
#include "policy/compiler.h"

#include "text/suggest.h"

enum { MINUTES_OF_DAY = 24 * 60 };

const struct type *literal_type(const struct node *literal) {
    static const struct {
        enum node_kind kind;
        const struct type *type;
    } types[] = {
        {NODE_YES_NO, &type_yes_no},     {NODE_NUMBER, &type_number},
        {NODE_DATE, &type_date},         {NODE_DATETIME, &type_date},
        {NODE_TEXT, &type_text},         {NODE_REFERENCE, &type_text},
        {NODE_DURATION, &type_duration}, {NODE_PERSON, &type_role},
    };
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (types[i].kind == literal->kind)
            return types[i].type;
    return NULL;
}

/* -- what does not fit -- */

static str type_words(struct compiler *c, const struct type *type) {
    struct strbuf out;
    strbuf_init(&out, c->arena);
    type_print(&out, c->atoms, type);
    return strbuf_str(&out);
}

static struct diag *report_misfit(struct compiler *c,
                                  const struct node *literal,
                                  const struct type *type) {
    str written = source_span_text(&c->modules->sources, literal->at);
    if (type->kind == KIND_YES_NO)
        return diag_add(c->diags, DIAG_WRONG_TYPE, literal->at,
                        "`%.*s` is not yes or no", STR_ARG(written));
    return diag_add(c->diags, DIAG_WRONG_TYPE, literal->at,
                    "`%.*s` is not %.*s", STR_ARG(written),
                    STR_ARG(type_words(c, type)));
}

static void report_unknown_choice(struct compiler *c,
                                  const struct node *literal,
                                  const struct type *type) {
    str written = name_str(c, literal), near = STR("");
    if (symbol_is_excused(c, literal->name))
        return;
    str *choices = NEW_ARRAY(c->arena, str, type->choice_count);
    for (uint32_t i = 0; i < type->choice_count; i++)
        choices[i] = atom_str(c->atoms, type->choices[i]);
    near = suggest_best(written, choices, type->choice_count);
    if (near.len == 0) {
        struct diag *d =
            diag_add(c->diags, DIAG_UNKNOWN_CHOICE, literal->at,
                     "`%.*s` is not one of the choices here", STR_ARG(written));
        diag_note(c->diags, d, "it must be %.*s", STR_ARG(type_words(c, type)));
        return;
    }
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_CHOICE, literal->at,
                              "`%.*s` is not one of the choices here; did you "
                              "mean `%.*s`?",
                              STR_ARG(written), STR_ARG(near));
    diag_fix(c->diags, d, literal->at, near, "write the declared choice");
}

/* -- type by type -- */

/* The value of the figure or `unclear` that a name stands for, when it will
 * do. */
static const struct value *named_value(const struct compiler *c,
                                       const struct node *literal,
                                       const struct type *type) {
    const struct type *found = NULL;
    if (literal->kind != NODE_NAME)
        return NULL;
    struct symbol *s = symbol_find(c, literal->name, SYMBOL_FIGURE);
    const struct value *value =
        s ? &c->figures.at[s->index].value
          : unclear_taken(c, literal->name, &found);
    if (s)
        found = c->figures.at[s->index].type;
    if (recorded_figure(c, literal))
        return NULL;
    return found && found->kind == type->kind ? value : NULL;
}

static bool choice_literal(struct compiler *c, const struct node *literal,
                           const struct type *type, struct value *out) {
    bool quoted = literal->kind == NODE_TEXT;
    if (literal->kind != NODE_NAME && literal->kind != NODE_REFERENCE &&
        !quoted) {
        report_misfit(c, literal, type);
        return false;
    }
    if (!value_is_in(type, literal->name)) {
        report_unknown_choice(c, literal, type);
        return false;
    }
    *out = (struct value){.kind = VALUE_NAME, .name = literal->name};
    if (!quoted)
        return true;
    struct diag *d = report_misfit(c, literal, type);
    diag_fix(c->diags, d, literal->at, name_str(c, literal),
             "a choice is written without quotes");
    return false;
}

static bool role_literal(struct compiler *c, const struct node *literal,
                         const struct type *type, struct value *out) {
    const struct node *name = literal;
    str id = STR("");
    if (literal->kind == NODE_PERSON) {
        name = literal->person.role;
        id = name_str(c, literal->person.id);
    }
    if (name->kind != NODE_NAME) {
        report_misfit(c, literal, type);
        return false;
    }
    if (!symbol_want(c, name, SYMBOL_ROLE))
        return false;
    *out = (struct value){.kind = VALUE_NAME, .name = name->name, .text = id};
    return true;
}

static bool text_literal(struct compiler *c, const struct node *literal,
                         const struct type *type, struct value *out) {
    if (literal->kind == NODE_TEXT || literal->kind == NODE_REFERENCE) {
        *out = (struct value){.kind = VALUE_TEXT, .text = name_str(c, literal)};
        return true;
    }
    struct diag *d = report_misfit(c, literal, type);
    if (literal->kind == NODE_NAME)
        diag_fix(
            c->diags, d, literal->at,
            str_format(c->arena, "\"%.*s\"", STR_ARG(name_str(c, literal))),
            "a text is written in quotes");
    return false;
}

/* One value stands for a list of it. */
static bool list_literal(struct compiler *c, const struct node *literal,
                         const struct type *type, struct value *out) {
    const struct type *of = type->kind == KIND_PEOPLE ? &type_role : type->of;
    struct value *one = NEW(c->arena, struct value);
    if (!compile_literal(c, literal, of, one))
        return false;
    *out = (struct value){.kind = VALUE_LIST, .count = 1, .list = one};
    return true;
}

static struct value plain_value(const struct compiler *c,
                                const struct node *literal) {
    struct value v = {.kind = VALUE_UNKNOWN};
    if (literal->kind == NODE_YES_NO) {
        v.kind = VALUE_YES_NO;
        v.yes = literal->word != 0;
    } else if (literal->kind == NODE_NUMBER) {
        v.kind = VALUE_NUMBER;
        v.number = literal->number;
    } else if (literal->kind == NODE_DATE) {
        v.kind = VALUE_DATE;
        v.day = (day_number)literal->number;
    } else if (literal->kind == NODE_DATETIME) {
        int64_t minutes = literal->number;
        v.kind = VALUE_DATE;
        v.day = (day_number)((minutes < 0 ? minutes - MINUTES_OF_DAY + 1
                                          : minutes) /
                             MINUTES_OF_DAY);
    } else if (literal->kind == NODE_DURATION) {
        v.kind = VALUE_DURATION;
        v.duration = (struct duration){(int32_t)literal->number,
                                       (enum unit)literal->word};
    } else if (literal->kind == NODE_TEXT || literal->kind == NODE_REFERENCE) {
        v.kind = VALUE_TEXT;
        v.text = name_str(c, literal);
    }
    return v;
}

static bool plain_literal(struct compiler *c, const struct node *literal,
                          const struct type *type, struct value *out) {
    const struct type *own = literal_type(literal);
    if (own && own->kind == type->kind) {
        *out = plain_value(c, literal);
        return true;
    }
    if (literal->kind == NODE_NAME && symbol_is_excused(c, literal->name))
        return false;
    struct diag *d = report_misfit(c, literal, type);
    struct symbol *s =
        literal->kind == NODE_NAME ? symbol_find(c, literal->name, ~0u) : NULL;
    if (s)
        diag_label(c->diags, d, s->at, "it is %s, declared here",
                   symbol_sort_words(s->sort));
    return false;
}

bool compile_literal(struct compiler *c, const struct node *literal,
                     const struct type *type, struct value *out) {
    const struct value *named = named_value(c, literal, type);
    if (named) {
        *out = *named;
        return true;
    }
    switch (type->kind) {
    case KIND_ONE_OF: return choice_literal(c, literal, type, out);
    case KIND_ROLE: return role_literal(c, literal, type, out);
    case KIND_TEXT: return text_literal(c, literal, type, out);
    case KIND_PEOPLE:
    case KIND_LIST: return list_literal(c, literal, type, out);
    case KIND_YES_NO:
    case KIND_NUMBER:
    case KIND_DATE:
    case KIND_DURATION:
    case KIND_ITEMS: return plain_literal(c, literal, type, out);
    }
    BUG("a type of no kind");
}

/* -- lengths of time -- */

enum unit unit_kind(enum unit unit) {
    switch (unit) {
    case UNIT_WEEKS: return UNIT_DAYS;
    case UNIT_YEARS: return UNIT_MONTHS;
    case UNIT_DAYS:
    case UNIT_WORKING_DAYS:
    case UNIT_MONTHS:
    case UNIT_HOURS: return unit;
    }
    BUG("a unit of no kind");
}

static int64_t in_small_units(struct duration d) {
    return (int64_t)d.count * (d.unit == UNIT_WEEKS   ? 7
                               : d.unit == UNIT_YEARS ? 12
                                                      : 1);
}

bool lengths_compare(const struct length *a, const struct length *b,
                     int *order) {
    if (a->kind != LENGTH_FIXED || b->kind != LENGTH_FIXED ||
        unit_kind(a->fixed.unit) != unit_kind(b->fixed.unit))
        return false;
    int64_t x = in_small_units(a->fixed), y = in_small_units(b->fixed);
    *order = (x > y) - (x < y);
    return true;
}

struct length_place policy_lengths(const struct compiler *c) {
    return (struct length_place){.calendar = c->program->calendar,
                                 .unknown_calendar = !c->header ||
                                                     c->header->damaged ||
                                                     c->said_no_calendar};
}

static void report_no_calendar(struct compiler *c, struct span at) {
    struct diag *d = diag_add(c->diags, DIAG_NO_CALENDAR, at,
                              "working days of which calendar? The policy "
                              "names none");
    struct span end = {c->header->at.to, c->header->at.to,
                       c->header->at.source};
    diag_fix(c->diags, d, end, STR("\n  working days from england_and_wales"),
             "name one under the `policy` line");
}

static bool fixed_length(struct compiler *c, struct span at,
                         struct duration fixed, struct length_place place,
                         struct length *out) {
    if (fixed.unit == UNIT_HOURS && !place.hours) {
        struct diag *d = diag_add(c->diags, DIAG_HOURS, at,
                                  "hours can be counted only in `within D of "
                                  "A`; here whole days count");
        diag_note(c->diags, d, "say it in days or in working days");
        return false;
    }
    if (fixed.unit == UNIT_WORKING_DAYS && !place.calendar) {
        if (!place.unknown_calendar)
            report_no_calendar(c, at);
        return place.unknown_calendar;
    }
    *out = (struct length){.kind = LENGTH_FIXED, .fixed = fixed};
    return true;
}

static void report_no_length(struct compiler *c, const struct node *name,
                             const struct symbol *s) {
    struct diag *d =
        diag_add(c->diags, DIAG_WRONG_TYPE, name->at,
                 "`%.*s` is not a length of time", STR_ARG(name_str(c, name)));
    diag_label(c->diags, d, s->at, "it is declared here");
}

static bool unclear_length(struct compiler *c, const struct node *name,
                           const struct symbol *s, struct length_place place,
                           struct length *out) {
    const struct type *type;
    const struct value *taken = unclear_taken(c, name->name, &type);
    if (taken && type == &type_duration)
        return fixed_length(c, name->at, taken->duration, place, out);
    if (taken)
        report_no_length(c, name, s);
    return false;
}

static bool recorded_length(struct compiler *c, const struct node *name,
                            const struct figure *figure,
                            struct length_place place, struct length *out) {
    *out = figure->length;
    if (!place.derived)
        return true;
    struct diag *d = diag_add(c->diags, DIAG_WRONG_TYPE, name->at,
                              "each record sets `%.*s` anew, so it cannot say "
                              "which days an event has",
                              STR_ARG(name_str(c, name)));
    diag_note(c->diags, d, "write the length down, or use a duration fact");
    return false;
}

bool compile_length(struct compiler *c, const struct node *duration,
                    struct length_place place, struct length *out) {
    if (duration->kind == NODE_DURATION)
        return fixed_length(c, duration->at,
                            (struct duration){(int32_t)duration->number,
                                              (enum unit)duration->word},
                            place, out);
    struct symbol *s =
        symbol_want(c, duration, SYMBOL_FIGURE | SYMBOL_FACT | SYMBOL_UNCLEAR);
    if (!s)
        return false;
    if (s->sort == SYMBOL_UNCLEAR)
        return unclear_length(c, duration, s, place, out);
    if (s->sort == SYMBOL_FIGURE) {
        const struct figure *figure = &c->figures.at[s->index];
        if (figure->length.kind == LENGTH_FIXED)
            return fixed_length(c, duration->at, figure->length.fixed, place,
                                out);
        if (figure->length.kind == LENGTH_ATTRIBUTE)
            return recorded_length(c, duration, figure, place, out);
        if (figure->type)
            report_no_length(c, duration, s);
        return false;
    }
    if (c->facts.at[s->index].type->kind != KIND_DURATION) {
        report_no_length(c, duration, s);
        return false;
    }
    *out = (struct length){.kind = LENGTH_FACT, .fact = s->index};
    return true;
}
