// SPDX-License-Identifier: MIT
/* Texts, places in them, reading them, and what is wrong with them as text. */
#include <stdio.h>
#include <string.h>

#include "text/source.h"
#include "text/source_check.h"
#include "unit.h"

#define ROW(literal) {literal, sizeof literal - 1}

static struct source *add(struct source_set *set, void **state, str text) {
    source_set_init(set, *state);
    return source_add(set, STR("x.cinp"), text);
}

static void lines(void **state) {
    static const struct {
        str text;
        uint32_t count;
        const char *lines[3];
    } rows[] = {
        {ROW(""), 1, {""}},
        {ROW("a"), 1, {"a"}},
        {ROW("a\n"), 2, {"a", ""}},
        {ROW("a\nb"), 2, {"a", "b"}},
        {ROW("a\r\nb\r\n"), 3, {"a", "b", ""}},
        {ROW("\n\r\n"), 3, {"", "", ""}},
        {ROW("a\rb\r\r\n"), 2, {"a\rb\r", ""}}, /* alone it ends no line */
        {ROW("a\r"), 1, {"a\r"}},
        {ROW("\xEF\xBB\xBF" "a\nb"), 2, {"a", "b"}},
        {ROW("\xEF\xBB\xBF"), 1, {""}},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct source_set set;
        struct source *s = add(&set, state, rows[i].text);
        assert_int_equal(s->line_count, rows[i].count);
        for (uint32_t line = 1; line <= s->line_count; line++)
            assert_str(source_line(s, line), rows[i].lines[line - 1]);
    }
}

static void a_byte_order_mark_is_no_text(void **state) {
    struct source_set set;
    assert_str(add(&set, state, STR("\xEF\xBB\xBFpolicy"))->text, "policy");
    assert_str(add(&set, state, STR("\xEF\xBB"))->text, "\xEF\xBB");
    assert_str(add(&set, state, STR("a\xEF\xBB\xBF"))->text, "a\xEF\xBB\xBF");
}

static void places(void **state) {
    struct source_set set;
    const struct source *s = add(
        &set, state,
        STR("event t\xC5\xB7 x\r\n\t\xE6\x97\xA5 w\xCC\x82\tz\n\nend"));
    static const struct {
        uint32_t offset;
        struct place place;
    } rows[] = {
        {0, {1, 1, 0}},
        {6, {1, 7, 6}},
        {7, {1, 8, 7}},
        {9, {1, 9, 8}},    /* after ŷ */
        {11, {1, 11, 10}}, /* the carriage return */
        {13, {2, 1, 0}},
        {14, {2, 2, 8}},   /* after the tab */
        {17, {2, 3, 10}},  /* after an ideograph */
        {18, {2, 4, 11}},
        {21, {2, 6, 12}},  /* after w and its circumflex */
        {22, {2, 7, 16}},  /* after the second tab */
        {23, {2, 8, 17}},
        {24, {3, 1, 0}},
        {25, {4, 1, 0}},
        {28, {4, 4, 3}},   /* the end */
        {500, {4, 4, 3}},
    };
    assert_int_equal(s->text.len, 28);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct place p = source_place(s, rows[i].offset);
        assert_int_equal(p.line, rows[i].place.line);
        assert_int_equal(p.column, rows[i].place.column);
        assert_int_equal(p.cell, rows[i].place.cell);
        assert_int_equal(source_line_at(s, rows[i].offset), p.line);
        assert_int_equal(source_column_at(s, rows[i].offset), p.column);
    }
}

static void every_offset_is_on_its_line(void **state) {
    struct source_set set;
    const struct source *s = add(&set, state, STR("\n\na\nbb\n\nccc\n"));
    uint32_t line = 1;
    for (uint32_t at = 0; at <= s->text.len; at++) {
        assert_int_equal(source_line_at(s, at), line);
        line += at < s->text.len && s->text.at[at] == '\n';
    }
}

static void spans(void **state) {
    struct source_set set;
    add(&set, state, STR("first"));
    source_add(&set, STR("y.cinp"), STR("second"));
    assert_str(source_span_text(&set, (struct span){0, 3, 1}), "fir");
    assert_str(source_span_text(&set, (struct span){3, 99, 2}), "ond");
    assert_str(source_span_text(&set, (struct span){50, 99, 2}), "");
    assert_str(source_span_text(&set, (struct span){0, 3, 0}), "");
    assert_str(source_span_text(&set, (struct span){0, 3, 3}), "");
    assert_null(source_get(&set, 0));
    assert_null(source_get(&set, 3));
    assert_int_equal(source_get(&set, 2)->id, 2);
    assert_str(source_get(&set, 2)->path, "y.cinp");
}

static void joining_spans(void **state) {
    (void)state;
    static const struct {
        struct span a, b, joined;
    } rows[] = {
        {{3, 5, 1}, {8, 9, 1}, {3, 9, 1}},
        {{8, 9, 1}, {3, 5, 1}, {3, 9, 1}},
        {{1, 9, 1}, {3, 5, 1}, {1, 9, 1}},
        {{0, 0, 0}, {3, 5, 1}, {3, 5, 1}},
        {{3, 5, 1}, {0, 0, 0}, {3, 5, 1}},
        {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct span joined = span_join(rows[i].a, rows[i].b);
        assert_int_equal(joined.from, rows[i].joined.from);
        assert_int_equal(joined.to, rows[i].joined.to);
        assert_int_equal(joined.source, rows[i].joined.source);
    }
}

/* A file in the folder the tests run in, gone again after the test. */
static const char scratch[] = "test_source.scratch";

static void write_scratch(size_t len) {
    FILE *out = fopen(scratch, "wb");
    assert_non_null(out);
    for (size_t i = 0; i < len; i++)
        putc('a' + (int)(i % 26), out);
    assert_int_equal(fclose(out), 0);
}

static void reading_files(void **state) {
    static const size_t sizes[] = {0, 1, 16383, 16384, 16385, 1000000};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        struct source_set set;
        source_set_init(&set, *state);
        write_scratch(sizes[i]);
        str problem = STR("");
        struct source *s = source_read(&set, str_of(scratch), &problem);
        remove(scratch);
        assert_non_null(s);
        assert_str(problem, "");
        assert_int_equal(s->text.len, sizes[i]);
        for (size_t at = 0; at < sizes[i]; at++)
            assert_int_equal(s->text.at[at], 'a' + at % 26);
    }
}

static void reading_no_more_than_shows_it_is_too_large(void **state) {
    struct source_set set;
    source_set_init(&set, *state);
    str problem;
    struct diag_list diags;
    diag_init(&diags, *state);
    write_scratch(SOURCE_MAX_BYTES);
    struct source *fits = source_read(&set, str_of(scratch), &problem);
    write_scratch(3 * SOURCE_MAX_BYTES);
    struct source *large = source_read(&set, str_of(scratch), &problem);
    remove(scratch);
    assert_int_equal(fits->text.len, SOURCE_MAX_BYTES);
    assert_true(source_check(fits, &diags));
    assert_true(large->text.len < SOURCE_MAX_BYTES + 10);
    assert_false(source_check(large, &diags));
    assert_int_equal(diags.len, 1);
    assert_int_equal(diags.at[0]->id, DIAG_TOO_LARGE);
}

static void what_cannot_be_read(void **state) {
    struct source_set set;
    source_set_init(&set, *state);
    str problem;
    assert_null(source_read(&set, STR("no/such.cinp"), &problem));
    assert_str(problem, "cannot read `no/such.cinp`: there is no such file");
    assert_null(source_read(&set, STR("."), &problem));
    assert_str(problem, "cannot read `.`: it is a folder");
    assert_null(source_read(&set, STR("a\0b"), &problem));
    assert_int_equal(set.len, 0);
}

/* What source_check says of a text: the first record, or none. */
struct finding {
    str text;
    size_t count;
    enum diag_id id;
    uint32_t from, to;
    const char *fix; /* NULL: none */
    bool fit;
};

static void faults_of_texts(void **state) {
    static const struct finding rows[] = {
        {ROW(""), 0, 0, 0, 0, NULL, true},
        {ROW("policy t\xC5\xB7\r\n"), 0, 0, 0, 0, NULL, true},
        {ROW("a \x93" "b\x94"), 2, DIAG_NOT_UTF8, 2, 3, "\"", false},
        {ROW("it\x92s"), 1, DIAG_NOT_UTF8, 2, 3, "'", false},
        {ROW("1 \x96 2"), 1, DIAG_NOT_UTF8, 2, 3, "-", false},
        {ROW("caf\xE9 "), 1, DIAG_NOT_UTF8, 3, 4, "\xC3\xA9", false},
        {ROW("\x81"), 1, DIAG_NOT_UTF8, 0, 1, NULL, false},
        {ROW("ab\xE2\x82"), 1, DIAG_NOT_UTF8, 2, 4, NULL, false},
        {ROW("a\0\0b\0"), 2, DIAG_NUL_BYTE, 1, 3, "", false},
        {ROW("a\xE2\x80\xAE" "b"), 1, DIAG_BIDI_CONTROL, 1, 4, "", true},
        {ROW("a\xE2\x81\xA6" "b\xE2\x81\xA9"), 2, DIAG_BIDI_CONTROL, 1, 4, "",
         true},
        {ROW("a\xE2\x80\x8B" "b"), 0, 0, 0, 0, NULL, true},
        {ROW("\xFF\xFEp\0o\0"), 1, DIAG_NOT_UTF8, 0, 0, NULL, false},
        {ROW("\xFE\xFF\0p\0o"), 1, DIAG_NOT_UTF8, 0, 0, NULL, false},
        {ROW("p\0o\0l\0"), 1, DIAG_NOT_UTF8, 0, 0, NULL, false},
        {ROW("\0p\0o\0l"), 1, DIAG_NOT_UTF8, 0, 0, NULL, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct finding *row = &rows[i];
        struct source_set set;
        struct source *s = add(&set, state, row->text);
        struct diag_list diags;
        diag_init(&diags, *state);
        assert_int_equal(source_check(s, &diags), row->fit);
        assert_int_equal(diags.len, row->count);
        if (!row->count)
            continue;
        const struct diag *d = diags.at[0];
        assert_int_equal(d->id, row->id);
        assert_int_equal(d->at.from, row->from);
        assert_int_equal(d->at.to, row->to);
        assert_int_equal(d->has_fix, row->fix != NULL);
        if (row->fix)
            assert_str(d->fix.text, row->fix);
    }
}

static void faults_are_named(void **state) {
    struct source_set set;
    struct diag_list diags;
    diag_init(&diags, *state);
    source_check(add(&set, state, STR("a \x93 \xF4 \xE2\x82 ")), &diags);
    source_check(add(&set, state, STR("\xFF\xFEp\0")), &diags);
    source_check(add(&set, state, STR("\xE2\x80\xAE")), &diags);
    static const char *const messages[] = {
        "the byte 93 is not UTF-8; in Windows-1252 it is a curly quote",
        "the byte F4 is not UTF-8; in Windows-1252 it is `\xC3\xB4`",
        "bytes that are not UTF-8",
        "this file is UTF-16, not UTF-8",
        "the invisible character U+202E makes the text look like another",
    };
    assert_int_equal(diags.len, ARRAY_LEN(messages));
    for (size_t i = 0; i < ARRAY_LEN(messages); i++)
        assert_str(diags.at[i]->message, messages[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(lines),
        ARENA_TEST(a_byte_order_mark_is_no_text),
        ARENA_TEST(places),
        ARENA_TEST(every_offset_is_on_its_line),
        ARENA_TEST(spans),
        cmocka_unit_test(joining_spans),
        ARENA_TEST(reading_files),
        ARENA_TEST(reading_no_more_than_shows_it_is_too_large),
        ARENA_TEST(what_cannot_be_read),
        ARENA_TEST(faults_of_texts),
        ARENA_TEST(faults_are_named),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
