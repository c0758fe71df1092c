// SPDX-License-Identifier: MIT
/* raw_value.c: one small function for each type, and one message for all.
 *
 * JSON has no words, dates or durations, so a text is taken for one where the
 * declared type wants it.  What cannot be taken is never bent into shape: a
 * number is no text, a text in figures is no number. */
#include "record/raw_value.h"

static str no_fault(void) {
    return STR("");
}

/* The value as it was written, for a message. */
static str raw_words(struct timeline *t, const struct raw_value *raw) {
    struct arena *arena = &t->arena;
    struct strbuf out;
    char day[16];
    switch (raw->kind) {
    case RAW_WORD:
    case RAW_TEXT:
    case RAW_PERSON:
        return quoted(arena, raw->text);
    case RAW_NUMBER:
        strbuf_init(&out, arena);
        value_print(&out, t->program->atoms,
                    (struct value){.kind = VALUE_NUMBER,
                                   .number = raw->number});
        return strbuf_str(&out);
    case RAW_YES_NO:
        return raw->number ? STR("`yes`") : STR("`no`");
    case RAW_DATE:
        return str_copy(arena,
                        str_of(day_format((day_number)raw->number, day)));
    case RAW_DURATION:
        return duration_words(arena, raw->duration);
    case RAW_LIST:
        return STR("a list");
    case RAW_ITEM:
        return STR("an item with fields");
    case RAW_NOTHING:
        return STR("nothing");
    }
    BUG("raw kind");
}

/* "`chair` takes a role; `soical_worker` is none (did you mean ...?)" */
static str misfit(struct timeline *t, str what, const char *wanted,
                  const struct raw_value *raw, const char *none, str nearest) {
    str words = raw_words(t, raw);
    str meant = did_you_mean(&t->arena, nearest);
    return str_format(&t->arena, "`%.*s` takes %s; %.*s is %s%.*s",
                      STR_ARG(what), wanted, STR_ARG(words), none,
                      STR_ARG(meant));
}

static bool is_word(const struct raw_value *raw) {
    return raw->kind == RAW_WORD || raw->kind == RAW_TEXT;
}

static str to_yes_no(struct timeline *t, const struct raw_value *raw,
                     struct value *out) {
    bool yes = is_word(raw) && str_is(raw->text, "yes");
    bool no = is_word(raw) && str_is(raw->text, "no");
    if (raw->kind != RAW_YES_NO && !yes && !no)
        return str_format(&t->arena, "%.*s is not yes or no",
                          STR_ARG(raw_words(t, raw)));
    *out = (struct value){
        .kind = VALUE_YES_NO,
        .yes = raw->kind == RAW_YES_NO ? raw->number != 0 : yes,
    };
    return no_fault();
}

static str to_number(struct timeline *t, str what,
                     const struct raw_value *raw, struct value *out) {
    if (raw->kind != RAW_NUMBER)
        return misfit(t, what, "a number", raw, "none", STR(""));
    *out = (struct value){.kind = VALUE_NUMBER, .number = raw->number};
    return no_fault();
}

static str to_date(struct timeline *t, str what, const struct raw_value *raw,
                   struct value *out) {
    day_number day = (day_number)raw->number;
    int minute;
    if (raw->kind != RAW_DATE &&
        (raw->kind != RAW_TEXT || !day_time_parse(raw->text, &day, &minute)))
        return misfit(t, what, "a date, like 2024-03-20", raw, "none",
                      STR(""));
    *out = (struct value){.kind = VALUE_DATE, .day = day};
    return no_fault();
}

static str to_text(struct timeline *t, str what, const struct raw_value *raw,
                   struct value *out) {
    if (raw->kind != RAW_TEXT)
        return misfit(t, what, "a text in double quotes", raw, "none",
                      STR(""));
    *out = (struct value){.kind = VALUE_TEXT,
                          .text = str_copy(&t->arena, raw->text)};
    return no_fault();
}

static str to_duration(struct timeline *t, str what,
                       const struct raw_value *raw, struct value *out) {
    struct duration duration = raw->duration;
    if (raw->kind != RAW_DURATION &&
        (raw->kind != RAW_TEXT || !duration_parse(raw->text, &duration)))
        return misfit(t, what, "a length of time, like 4 weeks", raw, "none",
                      STR(""));
    *out = (struct value){.kind = VALUE_DURATION, .duration = duration};
    return no_fault();
}

static str no_choice(struct timeline *t, str what, const struct type *type,
                     const struct raw_value *raw) {
    struct strbuf wanted;
    strbuf_init(&wanted, &t->arena);
    strbuf_add_c(&wanted, "one of ");
    for (uint32_t i = 0; i < type->choice_count; i++) {
        strbuf_add_c(&wanted, i ? ", " : "");
        strbuf_add(&wanted, atom_str(t->program->atoms, type->choices[i]));
    }
    str nearest = STR("");
    if (is_word(raw))
        nearest = nearest_choice(&t->arena, t->program, type, raw->text);
    return misfit(t, what, strbuf_c(&wanted), raw, "none of these", nearest);
}

static str to_choice(struct timeline *t, str what, const struct type *type,
                     const struct raw_value *raw, struct value *out) {
    atom name = is_word(raw) ? names_find(&t->names, raw->text) : 0;
    for (uint32_t i = 0; name && i < type->choice_count; i++) {
        if (type->choices[i] != name)
            continue;
        *out = (struct value){.kind = VALUE_NAME, .name = name};
        return no_fault();
    }
    return no_choice(t, what, type, raw);
}

static str to_role(struct timeline *t, str what, const struct raw_value *raw,
                   struct value *out) {
    bool named = is_word(raw) || raw->kind == RAW_PERSON;
    atom name = named ? names_find(&t->names, raw->text) : 0;
    if (!name || program_role(t->program, name) == NO_ID) {
        str nearest = STR("");
        if (named)
            nearest = nearest_role(&t->arena, t->program, raw->text);
        return misfit(t, what, "a role", raw, "none", nearest);
    }
    *out = (struct value){.kind = VALUE_NAME, .name = name};
    if (raw->kind == RAW_PERSON)
        out->text = str_copy(&t->arena, raw->id);
    return no_fault();
}

/* A single value stands for a list of one. */
static str to_list(struct timeline *t, str what, const struct type *of,
                   const struct raw_value *raw, struct value *out) {
    const struct raw_value *list = raw->kind == RAW_LIST ? raw->list : raw;
    uint32_t count = raw->kind == RAW_LIST ? raw->count : 1;
    struct value *values = NEW_ARRAY(&t->arena, struct value, count);
    for (uint32_t i = 0; i < count; i++) {
        str fault = value_of_raw(t, what, of, &list[i], &values[i]);
        if (fault.len) {
            t->fault = i;
            return fault;
        }
    }
    *out = (struct value){.kind = VALUE_LIST, .count = count, .list = values};
    return no_fault();
}

/* -- items: a field has no declared type, so it is kept as it is written -- */

static str no_field_value(struct timeline *t, str field,
                          const struct raw_value *raw) {
    str words = raw_words(t, raw);
    return str_format(&t->arena, "`%.*s` takes one value; this is %.*s",
                      STR_ARG(field), STR_ARG(words));
}

static str to_field(struct timeline *t, str field, const struct raw_value *raw,
                    struct value *out) {
    atom name;
    switch (raw->kind) {
    case RAW_WORD:
        name = names_find(&t->names, raw->text);
        if (!name)
            *out = (struct value){.kind = VALUE_TEXT,
                                  .text = str_copy(&t->arena, raw->text)};
        else
            *out = (struct value){.kind = VALUE_NAME, .name = name};
        return no_fault();
    case RAW_TEXT: return to_text(t, field, raw, out);
    case RAW_NUMBER: return to_number(t, field, raw, out);
    case RAW_YES_NO: return to_yes_no(t, raw, out);
    case RAW_DATE: return to_date(t, field, raw, out);
    case RAW_DURATION: return to_duration(t, field, raw, out);
    case RAW_PERSON: return to_role(t, field, raw, out);
    case RAW_LIST:
    case RAW_ITEM: return no_field_value(t, field, raw);
    case RAW_NOTHING:
        *out = (struct value){.kind = VALUE_UNKNOWN};
        return no_fault();
    }
    BUG("raw kind");
}

/* Where a field of that name stands among the type's; -1. */
static int field_of(struct timeline *t, const struct type *type, str name) {
    atom a = names_find(&t->names, name);
    for (uint32_t i = 0; a && i < type->choice_count; i++)
        if (type->choices[i] == a)
            return (int)i;
    return -1;
}

static str no_field(struct timeline *t, str what, const struct type *type,
                    str name) {
    str nearest = nearest_choice(&t->arena, t->program, type, name);
    str words = quoted(&t->arena, name);
    str meant = did_you_mean(&t->arena, nearest);
    return str_format(&t->arena, "an item of `%.*s` has no field %.*s%.*s",
                      STR_ARG(what), STR_ARG(words), STR_ARG(meant));
}

static str no_item(struct timeline *t, str what, const struct type *type,
                   const struct raw_value *raw) {
    struct strbuf wanted;
    strbuf_init(&wanted, &t->arena);
    strbuf_add_c(&wanted, "items with ");
    for (uint32_t i = 0; i < type->choice_count; i++) {
        strbuf_add_c(&wanted, i ? ", " : "");
        strbuf_add(&wanted, atom_str(t->program->atoms, type->choices[i]));
    }
    return misfit(t, what, strbuf_c(&wanted), raw, "none", STR(""));
}

static str to_item(struct timeline *t, str what, const struct type *type,
                   const struct raw_value *raw, struct value *out) {
    if (raw->kind != RAW_ITEM)
        return no_item(t, what, type, raw);
    struct value *fields =
        NEW_ARRAY(&t->arena, struct value, type->choice_count);
    bool *given = NEW_ARRAY(&t->arena, bool, type->choice_count);
    for (uint32_t i = 0; i < type->choice_count; i++)
        fields[i] = (struct value){.kind = VALUE_UNKNOWN};
    for (uint32_t i = 0; i < raw->count; i++) {
        int at = field_of(t, type, raw->fields[i]);
        if (at < 0)
            return no_field(t, what, type, raw->fields[i]);
        if (given[at])
            return str_format(&t->arena, "`%.*s` is given twice",
                              STR_ARG(raw->fields[i]));
        str fault = to_field(t, raw->fields[i], &raw->list[i], &fields[at]);
        if (fault.len)
            return fault;
        given[at] = true;
    }
    *out = (struct value){
        .kind = VALUE_ITEM, .count = type->choice_count, .list = fields};
    return no_fault();
}

/* A single item stands for a list of one. */
static str to_items(struct timeline *t, str what, const struct type *type,
                    const struct raw_value *raw, struct value *out) {
    const struct raw_value *list = raw->kind == RAW_LIST ? raw->list : raw;
    uint32_t count = raw->kind == RAW_LIST ? raw->count : 1;
    struct value *values = NEW_ARRAY(&t->arena, struct value, count);
    for (uint32_t i = 0; i < count; i++) {
        str fault = to_item(t, what, type, &list[i], &values[i]);
        if (fault.len) {
            t->fault = i;
            return fault;
        }
    }
    *out = (struct value){.kind = VALUE_LIST, .count = count, .list = values};
    return no_fault();
}

str value_of_raw(struct timeline *t, str what, const struct type *type,
                 const struct raw_value *raw, struct value *out) {
    static const struct type role = {.kind = KIND_ROLE};
    t->fault = 0;
    switch (type->kind) {
    case KIND_YES_NO: return to_yes_no(t, raw, out);
    case KIND_NUMBER: return to_number(t, what, raw, out);
    case KIND_DATE: return to_date(t, what, raw, out);
    case KIND_TEXT: return to_text(t, what, raw, out);
    case KIND_DURATION: return to_duration(t, what, raw, out);
    case KIND_ONE_OF: return to_choice(t, what, type, raw, out);
    case KIND_ROLE: return to_role(t, what, raw, out);
    case KIND_PEOPLE: return to_list(t, what, &role, raw, out);
    case KIND_LIST: return to_list(t, what, type->of, raw, out);
    case KIND_ITEMS: return to_items(t, what, type, raw, out);
    }
    BUG("type kind");
}

static bool is_unit(str word, enum unit unit) {
    return str_is(word, unit_name(unit, true)) ||
           str_is(word, unit_name(unit, false));
}

bool duration_parse(str text, struct duration *out) {
    int32_t count = 0;
    size_t at = 0;
    while (at < text.len && text.at[at] >= '0' && text.at[at] <= '9')
        if (at == 4)
            return false;
        else
            count = count * 10 + (text.at[at++] - '0');
    if (at == 0 || at + 1 >= text.len || text.at[at] != ' ')
        return false;
    str word = {text.at + at + 1, text.len - at - 1};
    for (int unit = UNIT_DAYS; unit <= UNIT_HOURS; unit++) {
        if (!is_unit(word, (enum unit)unit))
            continue;
        *out = (struct duration){count, (enum unit)unit};
        return true;
    }
    return false;
}
