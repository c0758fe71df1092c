// SPDX-License-Identifier: MIT
/* leaves.c: names, texts, numbers, dates and durations as leaves of the tree.
 *
 * What begins with a digit is one run of characters to the scanner; here it
 * becomes a number, an ordinal, a date or a reference.  What is none of them
 * is reported, and what was probably meant goes on in its place, so that the
 * rest of the line is read all the same. */
#include "grammar.h"

#include <string.h>

#include "calendar/date.h"
#include "parse.h"
#include "text/utf8.h"

enum { MAX_WHOLE = 999999999, MAX_WHOLE_DIGITS = 9, MAX_DECIMALS = 3 };

/* The value of a number out of range. */
enum { NO_NUMBER = -1 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_at(str text, size_t at) {
    size_t n = 0;
    while (at + n < text.len && is_digit(text.at[at + n]))
        n++;
    return n;
}

static int int_at(str text, size_t at, size_t len) {
    int value = 0;
    for (size_t i = 0; i < len; i++)
        value = value * 10 + (text.at[at + i] - '0');
    return value;
}

str written(struct parse *p, struct span at) {
    str text = {p->text.at + at.from, at.to - at.from};
    if (!p->padded || !memchr(text.at, PADDING, text.len))
        return text;
    struct strbuf b;
    strbuf_init(&b, p->arena);
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != PADDING)
            strbuf_add_byte(&b, text.at[i]);
    return strbuf_str(&b);
}

/* -- names, references, texts -- */

static bool is_ascii(str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

static struct node *leaf(struct parse *p, enum node_kind kind, struct span at) {
    return node_new(p->arena, kind, at, 0, NULL);
}

static struct node *named(struct parse *p, enum node_kind kind,
                          struct span at) {
    struct node *node = leaf(p, kind, at);
    str text = written(p, at);
    node->name =
        atom_intern(p->atoms, is_ascii(text) ? text : utf8_nfc(p->arena, text));
    return node;
}

struct node *leaf_name(struct parse *p, struct span at) {
    return named(p, NODE_NAME, at);
}

struct node *leaf_reference(struct parse *p, struct span at) {
    return named(p, NODE_REFERENCE, at);
}

struct node *leaf_text(struct parse *p, struct span at) {
    str text = {p->text.at + at.from + 1, at.to - at.from - 1};
    if (text.len > 0 && text.at[text.len - 1] == p->text.at[at.from])
        text.len--;
    struct node *node = leaf(p, NODE_TEXT, at);
    node->name = atom_intern(p->atoms, text);
    return node;
}

/* -- numbers -- */

static int64_t thousandths(str text) {
    size_t whole = digits_at(text, 0);
    size_t decimals = whole < text.len ? text.len - whole - 1 : 0;
    size_t zeros = 0;
    while (zeros + 1 < whole && text.at[zeros] == '0')
        zeros++;
    if (whole - zeros > MAX_WHOLE_DIGITS || decimals > MAX_DECIMALS)
        return NO_NUMBER;
    int64_t value = int_at(text, zeros, whole - zeros);
    for (size_t i = 0; i < MAX_DECIMALS; i++)
        value = value * 10 + (i < decimals ? text.at[whole + 1 + i] - '0' : 0);
    return value;
}

static struct token number(struct parse *p, struct span at, str text) {
    struct node *node = named(p, NODE_NUMBER, at);
    node->number = thousandths(text);
    return (struct token){.kind = T_NUMBER, .value.node = node, .at = at};
}

struct node *leaf_number_checked(struct parse *p, struct node *node) {
    if (node->number != NO_NUMBER)
        return node;
    str text = atom_str(p->atoms, node->name);
    if (digits_at(text, 0) < text.len)
        diag_add(p->diags, DIAG_BAD_NUMBER, node->at,
                 "a number has at most %d decimal places and %d digits before "
                 "them",
                 MAX_DECIMALS, MAX_WHOLE_DIGITS);
    else
        diag_add(p->diags, DIAG_BAD_NUMBER, node->at,
                 "this number is larger than 999,999,999");
    node->number = 0;
    return node;
}

struct node *leaf_number_as_reference(struct node *node) {
    node->kind = NODE_REFERENCE;
    node->number = 0;
    return node;
}

/* A number that counts something, which has no fractions. */
static int64_t count_of(struct parse *p, struct node *node) {
    leaf_number_checked(p, node);
    if (node->number % 1000 != 0)
        diag_add(p->diags, DIAG_BAD_NUMBER, node->at,
                 "a whole number is wanted here");
    return node->number / 1000;
}

struct node *leaf_duration(struct parse *p, struct span at, struct node *node,
                           int unit) {
    struct node *duration = leaf(p, NODE_DURATION, at);
    duration->number = count_of(p, node);
    duration->word = unit;
    return duration;
}

struct node *leaf_times(struct parse *p, struct span at, struct node *node) {
    struct node *times = leaf(p, NODE_TIMES, at);
    times->number = node ? count_of(p, node) : 1;
    return times;
}

static struct token ordinal(struct parse *p, struct span at, str text) {
    struct node *node = leaf(p, NODE_ORDINAL, at);
    str digits = {text.at, text.len - 2};
    int64_t value = thousandths(digits);
    if (value < 1000)
        diag_add(p->diags, DIAG_BAD_NUMBER, at,
                 value == NO_NUMBER ? "this number is larger than 999,999,999"
                                    : "counting begins with `1st`");
    node->number = MAX(value, 1000) / 1000;
    node->word = ORDINAL_DIGITS;
    return (struct token){.kind = T_ORDINAL, .value.node = node, .at = at};
}

/* -- dates -- */

static const char *const month_names[12] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

static void report_no_such_day(struct parse *p, struct span at, str text,
                               struct civil day) {
    if (day.year < YEAR_MIN || day.year > YEAR_MAX)
        diag_add(p->diags, DIAG_BAD_DATE, at,
                 "%.*s: cinp reads the years %d to %d", STR_ARG(text), YEAR_MIN,
                 YEAR_MAX);
    else if (day.month < 1 || day.month > 12)
        diag_add(p->diags, DIAG_BAD_DATE, at, "%.*s: there is no month %d",
                 STR_ARG(text), day.month);
    else
        diag_add(p->diags, DIAG_BAD_DATE, at, "%.*s: %s %d has %d days",
                 STR_ARG(text), month_names[day.month - 1], day.year,
                 days_in_month(day.year, day.month));
}

/* A day that exists, near to one that does not. */
static day_number nearest(struct civil day) {
    int year = MIN(MAX(day.year, YEAR_MIN), YEAR_MAX);
    int month = MIN(MAX(day.month, 1), 12);
    int last = days_in_month(year, month);
    return day_from_civil(year, month, MIN(MAX(day.day, 1), last));
}

static struct token date(struct parse *p, struct span at, struct civil day) {
    struct node *node = leaf(p, NODE_DATE, at);
    node->number = nearest(day);
    return (struct token){.kind = T_DATE, .value.node = node, .at = at};
}

/* Reported, with the right form where the day exists. */
static struct token date_in_words(struct parse *p, struct span at,
                                  struct civil day) {
    struct diag *d = diag_add(p->diags, DIAG_BAD_DATE, at,
                              "dates are written year, month, day: "
                              "`2024-03-20`");
    if (civil_is_valid(day.year, day.month, day.day)) {
        char iso[16];
        str fixed = str_of(day_format(nearest(day), iso));
        diag_fix(p->diags, d, at, fixed, "write the date like this");
    }
    return date(p, at, day);
}

/* "A-B-C" in digits, for any of the signs; false when it is not that. */
static bool three_numbers(str text, const char *signs, size_t len[3],
                          int value[3]) {
    size_t at = 0;
    for (int i = 0; i < 3; i++) {
        len[i] = digits_at(text, at);
        if (len[i] == 0 || len[i] > 4)
            return false;
        value[i] = int_at(text, at, len[i]);
        at += len[i];
        bool last = i == 2;
        if (last ? at != text.len
                 : at == text.len || !strchr(signs, text.at[at]))
            return false;
        at++;
    }
    return true;
}

static bool is_iso_date(str text) {
    size_t len[3];
    int value[3];
    return text.len == 10 && text.at[4] == '-' &&
           three_numbers(text, "-", len, value);
}

static struct token iso_date(struct parse *p, struct span at, str text) {
    struct civil day = {int_at(text, 0, 4), int_at(text, 5, 2),
                        int_at(text, 8, 2)};
    if (!civil_is_valid(day.year, day.month, day.day))
        report_no_such_day(p, at, text, day);
    return date(p, at, day);
}

/* 29/02/2024, 2024/2/29, 2024-2-29; `day` has year 0 when 3/4/2024 could be
 * either of two days. */
static bool is_other_date(str text, struct civil *day) {
    size_t len[3];
    int n[3];
    if (!three_numbers(text, "/.-", len, n))
        return false;
    if (len[0] == 4 && len[1] <= 2 && len[2] <= 2)
        *day = (struct civil){n[0], n[1], n[2]};
    else if (len[0] > 2 || len[1] > 2 || len[2] != 4)
        return false;
    else if (n[1] > 12)
        *day = (struct civil){n[2], n[0], n[1]};
    else
        *day = (struct civil){n[0] > 12 || n[0] == n[1] ? n[2] : 0, n[1], n[0]};
    return !day->year || (day->year >= YEAR_MIN && day->year <= YEAR_MAX);
}

static bool is_date_time(str text) {
    return text.len > 11 && text.at[10] == 'T' &&
           is_iso_date((str){text.at, 10}) && digits_at(text, 11) > 0;
}

static struct token date_time(struct parse *p, struct span at, str text) {
    struct token token = iso_date(p, at, (str){text.at, 10});
    day_number day = (day_number)token.value.node->number;
    int minute = 0;
    if (!day_time_parse(text, &day, &minute) &&
        civil_is_valid(int_at(text, 0, 4), int_at(text, 5, 2),
                       int_at(text, 8, 2)))
        diag_add(p->diags, DIAG_BAD_DATE, at,
                 "%.*s: the time of a day is written `T14:00`", STR_ARG(text));
    token.kind = T_DATETIME;
    token.value.node->kind = NODE_DATETIME;
    token.value.node->number = (int64_t)day * (24 * 60) + MAX(minute, 0);
    return token;
}

/* -- `20 March 2024` -- */

static size_t skip_blanks(str text, size_t at) {
    while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    return at;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The month, 1 to 12, of "march", "March" or "Mar"; 0 for none. */
static int month_of(str word) {
    for (int m = 0; m < 12; m++) {
        str name = str_of(month_names[m]);
        size_t same = 0;
        while (same < MIN(name.len, word.len) &&
               lower(name.at[same]) == lower(word.at[same]))
            same++;
        if (same == word.len && (same == name.len || same == 3))
            return m + 1;
    }
    return 0;
}

static size_t word_at(str text, size_t at) {
    size_t n = 0;
    while (at + n < text.len &&
           (lower(text.at[at + n]) >= 'a' && lower(text.at[at + n]) <= 'z'))
        n++;
    return n;
}

/* Whether a month and a year follow `after`; if so the end of the year. */
static size_t month_and_year(str text, size_t after, struct civil *day) {
    size_t at = skip_blanks(text, after), len = word_at(text, at);
    day->month = month_of((str){text.at + at, len});
    size_t year = skip_blanks(text, at + len), digits = digits_at(text, year);
    bool follows = at > after && len > 0 && day->month > 0 && year > at + len &&
                   digits == 4;
    if (!follows || word_at(text, year + digits))
        return 0;
    day->year = int_at(text, year, 4);
    return year + digits;
}

static bool is_day_of_month(str text) {
    size_t digits = digits_at(text, 0);
    return digits > 0 && digits <= 2 && digits == text.len;
}

/* -- what begins with a digit -- */

static bool is_ordinal(str text) {
    size_t digits = digits_at(text, 0);
    if (digits + 2 != text.len)
        return false;
    str end = {text.at + digits, 2};
    return str_is(end, "st") || str_is(end, "nd") || str_is(end, "rd") ||
           str_is(end, "th");
}

/* Numbers joined by dots: how many dots; -1 when it is not that. */
static int dots_of(str text) {
    int dots = 0;
    size_t at = digits_at(text, 0);
    for (; at < text.len; dots++) {
        size_t digits = text.at[at] == '.' ? digits_at(text, at + 1) : 0;
        if (digits == 0)
            return -1;
        at += 1 + digits;
    }
    return dots;
}

static bool has_any(str text, const char *signs) {
    for (size_t i = 0; i < text.len; i++)
        if (strchr(signs, text.at[i]))
            return true;
    return false;
}

static struct token reference(struct parse *p, struct span at) {
    return (struct token){
        .kind = T_CODE, .value.node = leaf_reference(p, at), .at = at};
}

/* `15days`: the number, and the word is read again. */
static bool is_run_together(str text) {
    size_t digits = digits_at(text, 0);
    return word_find((str){text.at + digits, text.len - digits}) != NULL;
}

static struct token run_together(struct parse *p, struct span at, str text) {
    size_t digits = digits_at(text, 0);
    uint32_t between = at.from + (uint32_t)digits;
    struct diag *d = diag_add(p->diags, DIAG_BAD_NAME, at,
                              "a space is missing in `%.*s`", STR_ARG(text));
    diag_fix(p->diags, d, (struct span){between, between, at.source}, STR(" "),
             "put it in");
    at.to = between;
    return number(p, at, (str){text.at, digits});
}

static struct token bad_name(struct parse *p, struct span at, str text) {
    struct diag *d = diag_add(p->diags, DIAG_BAD_NAME, at,
                              "`%.*s` cannot be a name: it begins with a "
                              "digit",
                              STR_ARG(text));
    diag_note(p->diags, d, "begin it with a letter or `_`");
    return (struct token){.kind = T_NAME, .at = at};
}

static struct token bad_reference(struct parse *p, struct span at, str text) {
    struct diag *d = diag_add(p->diags, DIAG_BAD_NUMBER, at,
                              "`%.*s` is no number and no date", STR_ARG(text));
    diag_note(p->diags, d,
              "a reference with such signs stands in quotes: "
              "\"%.*s\"",
              STR_ARG(text));
    return reference(p, at);
}

static struct token ambiguous_date(struct parse *p, struct span at,
                                   struct civil day) {
    char first[16], second[16];
    str year = {p->text.at + at.to - 4, 4};
    int y = int_at(year, 0, 4);
    day_format(nearest((struct civil){y, day.month, day.day}), first);
    day_format(nearest((struct civil){y, day.day, day.month}), second);
    struct diag *d = diag_add(p->diags, DIAG_BAD_DATE, at,
                              "dates are written year, month, day");
    diag_note(p->diags, d, "this could be `%s` or `%s`", first, second);
    return date(p, at, (struct civil){y, day.month, day.day});
}

/* A time apart from its day. */
static bool is_time(str text) {
    size_t hours = digits_at(text, 0);
    return hours > 0 && hours <= 2 && hours + 3 == text.len &&
           text.at[hours] == ':' && digits_at(text, hours + 1) == 2;
}

static struct token lone_time(struct parse *p, struct span at, str text) {
    struct diag *d = diag_add(p->diags, DIAG_BAD_DATE, at,
                              "a time is written after its day with a `T`");
    diag_note(p->diags, d, "as in `2024-03-20T%s%.*s`",
              text.len == 4 ? "0" : "", STR_ARG(text));
    return (struct token){.kind = T_GRAM_EMPTY, .at = at};
}

static struct token with_signs(struct parse *p, struct span at, str text) {
    struct civil day;
    int dots = dots_of(text);
    if (is_iso_date(text))
        return iso_date(p, at, text);
    if (is_date_time(text))
        return date_time(p, at, text);
    if (is_other_date(text, &day))
        return day.year ? date_in_words(p, at, day)
                        : ambiguous_date(p, at, day);
    if (is_time(text))
        return lone_time(p, at, text);
    if (dots == 1)
        return number(p, at, text);
    if (dots > 1 || !has_any(text, ".:/"))
        return reference(p, at);
    return bad_reference(p, at, text);
}

struct token leaf_digits(struct parse *p, struct span at) {
    str text = written(p, at);
    struct civil day = {0, 0, 0};
    str digits = {text.at, text.len - (is_ordinal(text) ? 2 : 0)};
    size_t end =
        is_day_of_month(digits) ? month_and_year(p->text, at.to, &day) : 0;
    if (end) {
        day.day = int_at(digits, 0, digits.len);
        p->skip_to = (uint32_t)end;
        struct span whole = {at.from, p->skip_to, at.source};
        struct token token = date_in_words(p, whole, day);
        token.at = at;
        return token;
    }
    if (has_any(text, "-.:/"))
        return with_signs(p, at, text);
    if (digits_at(text, 0) == text.len)
        return number(p, at, text);
    if (is_ordinal(text))
        return ordinal(p, at, text);
    if (is_run_together(text))
        return run_together(p, at, text);
    return bad_name(p, at, text);
}
