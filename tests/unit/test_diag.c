// SPDX-License-Identifier: MIT
/* The list of records: adding, telling duplicates, bounds, order. */
#include <string.h>

#include "text/diag.h"
#include "unit.h"

static struct span at(uint32_t from, uint32_t to) {
    return (struct span){from, to, 1};
}

static void every_finding_is_registered_once(void **state) {
    (void)state;
    for (int i = 0; i < DIAG_COUNT; i++) {
        const char *slug = diag_slug((enum diag_id)i);
        assert_non_null(slug);
        assert_true(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
                    strlen(slug));
        assert_true(strlen(diag_title((enum diag_id)i)) > 0);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(slug, diag_slug((enum diag_id)j));
    }
    assert_string_equal(diag_slug(DIAG_NOT_UTF8), "not-utf8");
    assert_string_equal(diag_title(DIAG_NOT_UTF8),
                        "the file is not UTF-8 text");
    assert_string_equal(severity_name(SEVERITY_ERROR), "error");
    assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
    assert_string_equal(severity_name(SEVERITY_NOTE), "note");
}

static void a_record_holds_what_was_said(void **state) {
    struct diag_list list;
    diag_init(&list, *state);
    char name[] = "vist";
    struct diag *d = diag_add(&list, DIAG_BAD_NAME, at(3, 7), "`%s` (%d)",
                              name, 4);
    diag_label(&list, d, at(9, 12), "label %s", name);
    diag_note(&list, d, "note %s", name);
    diag_fix(&list, d, at(3, 7), str_of(name), name);
    memset(name, 'x', 4);
    assert_int_equal(list.len, 1);
    assert_int_equal(list.errors, 1);
    assert_ptr_equal(list.at[0], d);
    assert_int_equal(d->severity, SEVERITY_ERROR);
    assert_str(d->message, "`vist` (4)");
    assert_int_equal(d->label_count, 1);
    assert_str(d->labels[0].text, "label vist");
    assert_int_equal(d->labels[0].at.from, 9);
    assert_int_equal(d->note_count, 1);
    assert_str(d->notes[0], "note vist");
    assert_true(d->has_fix);
    assert_str(d->fix.text, "vist");
    assert_str(d->fix.why, "vist");
}

static void what_is_full_takes_no_more(void **state) {
    struct diag_list list;
    diag_init(&list, *state);
    struct diag *d = diag_add(&list, DIAG_SYNTAX, at(0, 1), "full");
    for (int i = 0; i < 10; i++) {
        diag_label(&list, d, at(0, 1), "label %d", i);
        diag_note(&list, d, "note %d", i);
        diag_fix(&list, d, at(0, 1), STR("text"), i == 0 ? NULL : "again");
    }
    assert_int_equal(d->label_count, DIAG_MAX_LABELS);
    assert_str(d->labels[DIAG_MAX_LABELS - 1].text, "label 3");
    assert_int_equal(d->note_count, DIAG_MAX_NOTES);
    assert_str(d->notes[DIAG_MAX_NOTES - 1], "note 3");
    assert_str(d->fix.why, "");
}

static void only_equal_records_are_one(void **state) {
    struct diag_list list;
    diag_init(&list, *state);
    struct diag *d = diag_add(&list, DIAG_SYNTAX, at(1, 2), "said %d", 1);
    assert_ptr_equal(diag_add(&list, DIAG_SYNTAX, at(1, 2), "said 1"), d);
    assert_int_equal(list.len, 1);
    assert_int_equal(list.errors, 1);
    diag_add(&list, DIAG_SYNTAX, at(1, 2), "said 2");
    diag_add(&list, DIAG_BAD_NAME, at(1, 2), "said 1");
    diag_add(&list, DIAG_SYNTAX, at(0, 2), "said 1");
    diag_add(&list, DIAG_SYNTAX, at(1, 3), "said 1");
    diag_add(&list, DIAG_SYNTAX, (struct span){1, 2, 2}, "said 1");
    assert_int_equal(list.len, 6);
    assert_int_equal(list.errors, 6);
    assert_str(d->message, "said 1");
}

static void a_full_list_only_counts(void **state) {
    enum { FOUND = 100000 };
    struct diag_list list;
    diag_init(&list, *state);
    for (uint32_t i = 0; i < FOUND; i++) {
        assert_int_equal(diag_is_full(&list), i >= DIAG_MAX_RECORDS);
        struct diag *d = diag_add(&list, DIAG_SYNTAX, at(i, i + 1), "fault");
        diag_label(&list, d, at(i, i), "label");
        diag_note(&list, d, "note %u", (unsigned)i);
        diag_fix(&list, d, at(i, i), STR("text"), "why");
        assert_int_equal(d->at.from, i);
    }
    assert_int_equal(list.len, DIAG_MAX_RECORDS);
    assert_int_equal(list.errors, FOUND);
    for (uint32_t i = 0; i < list.len; i++)
        assert_int_equal(list.at[i]->at.from, i);
}

static void records_are_sorted_by_place_then_id(void **state) {
    static const struct {
        source_id source;
        uint32_t from, to;
        enum diag_id id;
    } sorted[] = {
        {0, 0, 0, DIAG_TOO_LARGE},
        {1, 2, 9, DIAG_NOT_UTF8},
        {1, 2, 3, DIAG_SYNTAX}, /* the end of a span is no matter: */
        {1, 2, 9, DIAG_SYNTAX}, /* these stay in the order found */
        {1, 2, 4, DIAG_SYNTAX},
        {1, 7, 8, DIAG_NOT_UTF8},
        {2, 0, 1, DIAG_SYNTAX},
        {2, 1, 2, DIAG_NOT_UTF8},
    };
    static const size_t found[] = {6, 2, 7, 5, 3, 0, 4, 1};
    struct diag_list list;
    diag_init(&list, *state);
    diag_sort(&list); /* an empty list too */
    for (size_t i = 0; i < ARRAY_LEN(found); i++)
        diag_add(&list, sorted[found[i]].id,
                 (struct span){sorted[found[i]].from, sorted[found[i]].to,
                               sorted[found[i]].source},
                 "m");
    diag_sort(&list);
    assert_int_equal(list.len, ARRAY_LEN(sorted));
    for (size_t i = 0; i < ARRAY_LEN(sorted); i++) {
        assert_int_equal(list.at[i]->at.source, sorted[i].source);
        assert_int_equal(list.at[i]->at.from, sorted[i].from);
        assert_int_equal(list.at[i]->at.to, sorted[i].to);
        assert_int_equal(list.at[i]->id, sorted[i].id);
    }
}

static void sorting_is_stable(void **state) {
    struct diag_list list;
    diag_init(&list, *state);
    uint32_t seed = 3;
    for (uint32_t i = 0; i < 900; i++) {
        seed = seed * 1664525u + 1013904223u;
        diag_add(&list, DIAG_SYNTAX, at(seed >> 28, 100 + i), "m");
    }
    diag_sort(&list);
    for (size_t i = 1; i < list.len; i++) {
        struct span a = list.at[i - 1]->at, b = list.at[i]->at;
        assert_true(a.from < b.from || (a.from == b.from && a.to < b.to));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_finding_is_registered_once),
        ARENA_TEST(a_record_holds_what_was_said),
        ARENA_TEST(what_is_full_takes_no_more),
        ARENA_TEST(only_equal_records_are_one),
        ARENA_TEST(a_full_list_only_counts),
        ARENA_TEST(records_are_sorted_by_place_then_id),
        ARENA_TEST(sorting_is_stable),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
