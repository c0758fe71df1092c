// SPDX-License-Identifier: MIT
/* print.c: a tree as canonical text, by the layouts of tree.def.
 *
 * A layout is read from left to right: plain characters stand for themselves,
 * `{slot}` for what the slot holds, `{:table}` for a word, and what stands
 * between brackets is left out when one of its slots is empty.  Leaves are
 * written by hand.  Conditions need no parentheses of their own: the tree
 * keeps those that were written. */
#include "tree/print.h"

#include <inttypes.h>
#include <string.h>

#include "calendar/date.h"

struct printer {
    struct strbuf *out;
    const struct atoms *atoms;
};

/* -- the words that node->word chooses -- */

/* By strength; with the space that follows the events. */
static const char *const happen_words[] = {
    [STRENGTH_BARE] = "",
    [STRENGTH_MUST] = " must happen",
    [STRENGTH_SHOULD] = " should happen",
    [STRENGTH_MAY] = " may happen",
    [STRENGTH_USUALLY] = " usually happens",
};
static const char *const must_words[] = {
    [STRENGTH_MUST] = "must",
    [STRENGTH_SHOULD] = "should",
    [STRENGTH_MAY] = "may",
};
/* By 2 * strength + negated. */
static const char *const be_words[] = {
    [2 * STRENGTH_MUST] = "must be",
    [2 * STRENGTH_MUST + 1] = "must not be",
    [2 * STRENGTH_SHOULD] = "should be",
    [2 * STRENGTH_SHOULD + 1] = "should not be",
    [2 * STRENGTH_MAY] = "may be",
    [2 * STRENGTH_MAY + 1] = "may not be",
    [2 * STRENGTH_USUALLY] = "is usually",
    [2 * STRENGTH_USUALLY + 1] = "is usually not",
};
static const char *const include_words[] = {
    [2 * STRENGTH_MUST] = "must include",
    [2 * STRENGTH_MUST + 1] = "must not include",
    [2 * STRENGTH_SHOULD] = "should include",
    [2 * STRENGTH_SHOULD + 1] = "should not include",
    [2 * STRENGTH_MAY] = "may include",
    [2 * STRENGTH_MAY + 1] = "may not include",
};
static const char *const compare_words[] = {
    [COMPARE_AT_LEAST] = "is at least",
    [COMPARE_AT_MOST] = "is at most",
    [COMPARE_MORE_THAN] = "is more than",
    [COMPARE_LESS_THAN] = "is less than",
    [COMPARE_UNDER] = "is under",
    [COMPARE_OVER] = "is over",
    [COMPARE_BEFORE] = "is before",
    [COMPARE_AFTER] = "is after",
    [COMPARE_LT] = "<",
    [COMPARE_LE] = "<=",
    [COMPARE_GT] = ">",
    [COMPARE_GE] = ">=",
    [COMPARE_EQ] = "=",
};
static const char *const type_words[] = {
    [TYPE_YES_NO] = "yes/no",     [TYPE_NUMBER] = "number",
    [TYPE_DATE] = "date",         [TYPE_TEXT] = "text",
    [TYPE_DURATION] = "duration", [TYPE_ROLE] = "role",
    [TYPE_PEOPLE] = "people",
};
static const char *const act_words[] = {
    [ACT_EXTENDED] = "extended",   [ACT_WAIVED] = "waived",
    [ACT_AGREED] = "agreed",       [ACT_CONSIDERED] = "considered",
    [ACT_EXPLAINED] = "explained",
};
static const char *const form_words[] = {
    [0] = "",
    [FORM_IN_WRITING] = " in writing",
    [FORM_WITH_REASON] = " with reason",
    [FORM_IN_WRITING | FORM_WITH_REASON] = " in writing with reason",
};
static const char *const booked_words[] = {"", "booked "};
static const char *const every_words[] = {"", " every"};
static const char *const first_words[] = {"", " the first"};
static const char *const fixed_words[] = {"", " on fixed dates"};
static const char *const includes_words[] = {"includes", "does not include"};
static const char *const more_words[] = {"more", "less"};
static const char *const not_words[] = {"", " not"};
static const char *const rolled_words[] = {"to the next working day",
                                           "back to the working day before"};
static const char *const scope_words[] = {"applies", "does not apply"};
static const char *const yes_no_words[] = {"no", "yes"};

static const struct {
    const char *name;
    const char *const *words;
    size_t count;
} tables[] = {
#define TABLE(name) \
    { #name, name##_words, ARRAY_LEN(name##_words) }
    TABLE(act),    TABLE(be),      TABLE(booked),   TABLE(compare),
    TABLE(every),  TABLE(first),   TABLE(fixed),    TABLE(form),
    TABLE(happen), TABLE(include), TABLE(includes), TABLE(more),
    TABLE(must),   TABLE(not ),    TABLE(rolled),   TABLE(scope),
    TABLE(type),   TABLE(yes_no),
#undef TABLE
};

static const char *table_word(str table, int word) {
    for (size_t i = 0; i < ARRAY_LEN(tables); i++)
        if (str_is(table, tables[i].name) && word >= 0 &&
            (size_t)word < tables[i].count && tables[i].words[word])
            return tables[i].words[word];
    BUG("no such word");
}

/* -- leaves -- */

static const char *const unit_names[] = {
    [UNIT_DAYS] = "day",   [UNIT_WORKING_DAYS] = "working day",
    [UNIT_WEEKS] = "week", [UNIT_MONTHS] = "month",
    [UNIT_YEARS] = "year", [UNIT_HOURS] = "hour",
};

static const char *ordinal_end(int64_t n) {
    if (n / 10 % 10 == 1)
        return "th";
    switch (n % 10) {
    case 1: return "st";
    case 2: return "nd";
    case 3: return "rd";
    default: return "th";
    }
}

static void print_ordinal(struct strbuf *out, const struct node *node) {
    if (node->word == ORDINAL_DIGITS)
        strbuf_addf(out, "%" PRId64 "%s", node->number,
                    ordinal_end(node->number));
    else
        strbuf_add_c(out, node->word == ORDINAL_FIRST ? "first" : "last");
}

static void print_day(struct strbuf *out, int64_t day) {
    char buf[16];
    strbuf_add_c(out, day_format((day_number)day, buf));
}

static void print_day_and_time(struct strbuf *out, int64_t minutes) {
    enum { MINUTES_A_DAY = 24 * 60 };
    int64_t minute = minutes % MINUTES_A_DAY;
    if (minute < 0)
        minute += MINUTES_A_DAY;
    print_day(out, (minutes - minute) / MINUTES_A_DAY);
    strbuf_addf(out, "T%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

static void print_duration(struct strbuf *out, const struct node *node) {
    strbuf_addf(out, "%" PRId64 " %s%s", node->number, unit_names[node->word],
                node->number == 1 ? "" : "s");
}

static void print_times(struct strbuf *out, const struct node *node) {
    if (node->number == 1)
        strbuf_add_c(out, "once");
    else
        strbuf_addf(out, "at most %" PRId64 " times", node->number);
}

static void print_quoted(struct strbuf *out, str text) {
    strbuf_add_byte(out, '"');
    strbuf_add(out, text);
    strbuf_add_byte(out, '"');
}

static void print_leaf(struct printer *pr, const struct node *node) {
    str name = atom_str(pr->atoms, node->name);
    if (node->kind == NODE_TEXT)
        print_quoted(pr->out, name);
    else if (node->kind == NODE_ORDINAL)
        print_ordinal(pr->out, node);
    else if (node->kind == NODE_DATE)
        print_day(pr->out, node->number);
    else if (node->kind == NODE_DATETIME)
        print_day_and_time(pr->out, node->number);
    else if (node->kind == NODE_DURATION)
        print_duration(pr->out, node);
    else if (node->kind == NODE_TIMES)
        print_times(pr->out, node);
    else /* NAME, REFERENCE, NUMBER: as written */
        strbuf_add(pr->out, name);
}

/* -- layouts -- */

static void print(struct printer *pr, const struct node *node);

static const struct node *slot_named(const struct node *node, str name) {
    unsigned n = node_slot_count(node->kind);
    for (unsigned i = 0; i < n; i++)
        if (str_is(name, node_slot_name(node->kind, i)))
            return node->slot[i];
    BUG("a layout names a slot that is not there");
}

/* `{` is at[0]: the name inside, without what follows a bar. */
static str name_in_braces(str layout, str *separator, size_t *len) {
    const char *end = memchr(layout.at, '}', layout.len);
    if (!end)
        BUG("a layout with an open brace");
    str inside = {layout.at + 1, (size_t)(end - layout.at) - 1};
    const char *bar = memchr(inside.at, '|', inside.len);
    *len = inside.len + 2;
    *separator = STR(", ");
    if (bar) {
        *separator = (str){bar + 1, (size_t)(end - bar) - 1};
        inside.len = (size_t)(bar - inside.at);
    }
    return inside;
}

static void print_list(struct printer *pr, const struct node *node,
                       str separator) {
    for (; node; node = node->next) {
        print(pr, node);
        if (node->next)
            strbuf_add(pr->out, separator);
    }
}

/* Prints what the braces at the start of `layout` stand for; returns their
 * length. */
static size_t print_braces(struct printer *pr, const struct node *node,
                           str layout) {
    str separator;
    size_t len;
    str name = name_in_braces(layout, &separator, &len);
    if (name.at[0] == ':')
        strbuf_add_c(pr->out,
                     table_word((str){name.at + 1, name.len - 1}, node->word));
    else
        print_list(pr, slot_named(node, name), separator);
    return len;
}

/* Every slot named in `layout` was written. */
static bool is_written(const struct node *node, str layout) {
    for (size_t at = 0; at < layout.len; at++) {
        if (layout.at[at] != '{')
            continue;
        str separator;
        size_t len;
        str name = name_in_braces((str){layout.at + at, layout.len - at},
                                  &separator, &len);
        if (name.at[0] != ':' && !slot_named(node, name))
            return false;
    }
    return true;
}

static void print_layout(struct printer *pr, const struct node *node,
                         str layout) {
    for (size_t at = 0; at < layout.len;) {
        str rest = {layout.at + at, layout.len - at};
        if (rest.at[0] == '{') {
            at += print_braces(pr, node, rest);
        } else if (rest.at[0] == '[') {
            const char *end = memchr(rest.at, ']', rest.len);
            if (!end)
                BUG("a layout with an open bracket");
            str inside = {rest.at + 1, (size_t)(end - rest.at) - 1};
            if (is_written(node, inside))
                print_layout(pr, node, inside);
            at += inside.len + 2;
        } else {
            strbuf_add_byte(pr->out, rest.at[0]);
            at++;
        }
    }
}

static void print(struct printer *pr, const struct node *node) {
    const char *layout = node_layout(node->kind);
    if (layout[0] == '\0')
        print_leaf(pr, node);
    else
        print_layout(pr, node, str_of(layout));
}

void tree_print_node(struct strbuf *out, const struct atoms *atoms,
                     const struct node *node) {
    print(&(struct printer){out, atoms}, node);
}

void tree_print(struct strbuf *out, const struct atoms *atoms,
                const struct node *lines) {
    for (; lines; lines = lines->next) {
        tree_print_node(out, atoms, lines);
        strbuf_add_byte(out, '\n');
    }
}
