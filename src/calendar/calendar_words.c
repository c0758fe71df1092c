// SPDX-License-Identifier: MIT
/* calendar_words.c: the names, and what was meant when it is none of them. */
#include "calendar/calendar_words.h"

#include "text/suggest.h"

static const str months[12] = {
    {"january", 7},   {"february", 8}, {"march", 5},    {"april", 5},
    {"may", 3},       {"june", 4},     {"july", 4},     {"august", 6},
    {"september", 9}, {"october", 7},  {"november", 8}, {"december", 8}};

static const str weekdays[7] = {
    {"monday", 6}, {"tuesday", 7},  {"wednesday", 9}, {"thursday", 8},
    {"friday", 6}, {"saturday", 8}, {"sunday", 6}};

static const str weekday_titles[7] = {
    {"Monday", 6}, {"Tuesday", 7},  {"Wednesday", 9}, {"Thursday", 8},
    {"Friday", 6}, {"Saturday", 8}, {"Sunday", 6}};

static const str feasts[1] = {{"easter", 6}};

/* One kind of name: what to call it, and what to say when nothing is near. */
struct vocabulary {
    const str *words;
    int count;
    enum diag_id unknown;
    const char *what, *help;
};

static const struct vocabulary month_vocabulary = {
    months, 12, DIAG_UNKNOWN_MONTH, "a month",
    "months are written `january`, `february` ... `december`"};

static const struct vocabulary weekday_vocabulary = {
    weekdays, 7, DIAG_UNKNOWN_WEEKDAY, "a day of the week",
    "days of the week are written `monday`, `tuesday` ... `sunday`"};

static const struct vocabulary feast_vocabulary = {
    feasts, 1, DIAG_UNKNOWN_FEAST, "a feast whose date cinp can work out",
    "days are counted from `easter`; a day that does not move is written"
    " `every 25 december`, any other `on 2026-06-15`"};

/* "Dec" and "sat" are too short to be near: the start of a word will do. */
static str word_begun(const struct vocabulary *v, str text) {
    enum { SHORTEST = 3 };
    for (int i = 0; i < v->count && text.len >= SHORTEST; i++) {
        str word = v->words[i];
        if (text.len >= word.len)
            continue;
        bool same = true;
        for (size_t k = 0; k < text.len; k++)
            same = same && (text.at[k] | 0x20) == word.at[k];
        if (same)
            return word;
    }
    return (str){"", 0};
}

static void report(const struct vocabulary *v, str text, struct span at,
                   struct diag_list *diags) {
    struct diag *d = diag_add(diags, v->unknown, at, "`%.*s` is not %s",
                              STR_ARG(text), v->what);
    str meant = word_begun(v, text);
    if (!meant.len)
        meant = suggest_best(text, v->words, (size_t)v->count);
    if (meant.len)
        diag_fix(diags, d, at, meant, "the nearest name");
    else
        diag_note(diags, d, "%s", v->help);
}

/* The place of the name among the words; -1, reported, when it has none. */
static int look_up(const struct vocabulary *v, const struct atoms *atoms,
                   const struct node *name, struct diag_list *diags) {
    str text = atom_str(atoms, name->name);
    for (int i = 0; i < v->count; i++)
        if (str_eq(v->words[i], text))
            return i;
    report(v, text, name->at, diags);
    return -1;
}

int month_of_name(const struct atoms *atoms, const struct node *name,
                  struct diag_list *diags) {
    return look_up(&month_vocabulary, atoms, name, diags) + 1;
}

int weekday_of_name(const struct atoms *atoms, const struct node *name,
                    struct diag_list *diags) {
    return look_up(&weekday_vocabulary, atoms, name, diags);
}

bool feast_of_name(const struct atoms *atoms, const struct node *name,
                   struct diag_list *diags) {
    return look_up(&feast_vocabulary, atoms, name, diags) >= 0;
}

str month_word(int month) {
    return months[month - 1];
}

const str *weekday_title(int weekday) {
    return &weekday_titles[weekday];
}
