// SPDX-License-Identifier: MIT
/* value.c: comparing values and saying them. */
#include "policy/value.h"

/* Weeks are days and years are months, as wherever lengths are compared. */
static struct duration in_small_units(struct duration d) {
    if (d.unit == UNIT_WEEKS)
        return (struct duration){d.count * 7, UNIT_DAYS};
    if (d.unit == UNIT_YEARS)
        return (struct duration){d.count * 12, UNIT_MONTHS};
    return d;
}

static bool durations_equal(struct duration a, struct duration b) {
    a = in_small_units(a);
    b = in_small_units(b);
    return a.unit == b.unit && a.count == b.count;
}

static bool lists_equal(struct value a, struct value b) {
    if (a.count != b.count)
        return false;
    for (uint32_t i = 0; i < a.count; i++)
        if (!value_equal(a.list[i], b.list[i]))
            return false;
    return true;
}

bool value_equal(struct value a, struct value b) {
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case VALUE_ABSENT:
    case VALUE_UNKNOWN: return true;
    case VALUE_YES_NO: return a.yes == b.yes;
    case VALUE_NUMBER: return a.number == b.number;
    case VALUE_DATE: return a.day == b.day;
    case VALUE_TEXT: return str_eq(a.text, b.text);
    case VALUE_NAME:
        if (a.text.len > 0 && b.text.len > 0)
            return str_eq(a.text, b.text);
        return a.name == b.name;
    case VALUE_DURATION: return durations_equal(a.duration, b.duration);
    case VALUE_LIST:
    case VALUE_ITEM: return lists_equal(a, b);
    }
    BUG("a value of no kind");
}

/* Thousandths, without the zeros at the end. */
static void print_number(struct strbuf *out, int64_t number) {
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    unsigned part = (unsigned)(size % 1000), digits = 3;
    strbuf_addf(out, "%s%llu", number < 0 ? "-" : "",
                (unsigned long long)(size / 1000));
    if (part == 0)
        return;
    for (; part % 10 == 0; part /= 10)
        digits--;
    strbuf_addf(out, ".%0*u", (int)digits, part);
}

static void print_day(struct strbuf *out, day_number day) {
    char buffer[16];
    strbuf_add_c(out, day_format(day, buffer));
}

static void print_person(struct strbuf *out, const struct atoms *atoms,
                         struct value v) {
    strbuf_add(out, atom_str(atoms, v.name));
    if (v.text.len > 0)
        strbuf_addf(out, " %.*s", STR_ARG(v.text));
}

static void print_list(struct strbuf *out, const struct atoms *atoms,
                       struct value v) {
    for (uint32_t i = 0; i < v.count; i++) {
        strbuf_add_c(out, i > 0 ? ", " : "");
        value_print(out, atoms, v.list[i]);
    }
}

/* Only what was recorded: whoever reads it knows the fields. */
static void print_item(struct strbuf *out, const struct atoms *atoms,
                       struct value v) {
    const char *before = "(";
    for (uint32_t i = 0; i < v.count; i++) {
        if (v.list[i].kind == VALUE_UNKNOWN)
            continue;
        strbuf_add_c(out, before);
        value_print(out, atoms, v.list[i]);
        before = ", ";
    }
    strbuf_add_c(out, before[0] == '(' ? "()" : ")");
}

void value_print(struct strbuf *out, const struct atoms *atoms,
                 struct value v) {
    switch (v.kind) {
    case VALUE_ABSENT: strbuf_add_c(out, "nothing"); return;
    case VALUE_UNKNOWN: strbuf_add_c(out, "not recorded"); return;
    case VALUE_YES_NO: strbuf_add_c(out, v.yes ? "yes" : "no"); return;
    case VALUE_NUMBER: print_number(out, v.number); return;
    case VALUE_DATE: print_day(out, v.day); return;
    case VALUE_TEXT: strbuf_add(out, v.text); return;
    case VALUE_NAME: print_person(out, atoms, v); return;
    case VALUE_DURATION:
        strbuf_add(out, duration_words(out->arena, v.duration));
        return;
    case VALUE_LIST: print_list(out, atoms, v); return;
    case VALUE_ITEM: print_item(out, atoms, v); return;
    }
    BUG("a value of no kind");
}

/* Enough of the names to recognise the list by. */
static void print_names(struct strbuf *out, const struct atoms *atoms,
                        const struct type *t) {
    enum { SHOWN = 8 };
    for (uint32_t i = 0; i < t->choice_count && i < SHOWN; i++)
        strbuf_addf(out, "%s%.*s", i > 0 ? ", " : "",
                    STR_ARG(atom_str(atoms, t->choices[i])));
    if (t->choice_count > SHOWN)
        strbuf_add_c(out, ", …");
}

void type_print(struct strbuf *out, const struct atoms *atoms,
                const struct type *t) {
    switch (t->kind) {
    case KIND_YES_NO: strbuf_add_c(out, "yes/no"); return;
    case KIND_NUMBER: strbuf_add_c(out, "a number"); return;
    case KIND_DATE: strbuf_add_c(out, "a date"); return;
    case KIND_TEXT: strbuf_add_c(out, "a text"); return;
    case KIND_DURATION: strbuf_add_c(out, "a duration"); return;
    case KIND_ROLE: strbuf_add_c(out, "a role"); return;
    case KIND_PEOPLE: strbuf_add_c(out, "people"); return;
    case KIND_ONE_OF:
        strbuf_add_c(out, "one of ");
        print_names(out, atoms, t);
        return;
    case KIND_LIST:
        strbuf_add_c(out, "a list of ");
        type_print(out, atoms, t->of);
        return;
    case KIND_ITEMS:
        strbuf_add_c(out, "a list with ");
        print_names(out, atoms, t);
        return;
    }
    BUG("a type of no kind");
}
