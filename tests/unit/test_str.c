// SPDX-License-Identifier: MIT
/* Views of text, and the builder. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "unit.h"

#define NUL_INSIDE ((str){"a\0b", 3})

static void comparing(void **state) {
    (void)state;
    static const struct {
        str a, b;
        int order;
    } rows[] = {
        {{NULL, 0}, {NULL, 0}, 0},
        {{NULL, 0}, {"", 0}, 0},
        {{NULL, 0}, {"a", 1}, -1},
        {{"a", 1}, {"a", 1}, 0},
        {{"a", 1}, {"b", 1}, -1},
        {{"a", 1}, {"aa", 2}, -1},
        {{"b", 1}, {"aa", 2}, 1},
        {{"a\0b", 3}, {"a\0c", 3}, -1},
        {{"a\0b", 3}, {"a", 1}, 1},
        {{"\xFF", 1}, {"a", 1}, 1}, /* bytes are unsigned */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int there = str_cmp(rows[i].a, rows[i].b);
        int back = str_cmp(rows[i].b, rows[i].a);
        assert_int_equal((there > 0) - (there < 0), rows[i].order);
        assert_int_equal((back > 0) - (back < 0), -rows[i].order);
        assert_int_equal(str_eq(rows[i].a, rows[i].b), rows[i].order == 0);
    }
}

static void starting_with(void **state) {
    (void)state;
    static const struct {
        const char *text, *prefix;
        bool starts;
    } rows[] = {
        {"", "", true},      {"a", "", true},     {"", "a", false},
        {"abc", "ab", true}, {"abc", "abc", true}, {"abc", "abcd", false},
        {"abc", "b", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_int_equal(
            str_starts_with(str_of(rows[i].text), str_of(rows[i].prefix)),
            rows[i].starts);
}

static void is_sees_a_nul_inside(void **state) {
    (void)state;
    assert_true(str_is(STR("abc"), "abc"));
    assert_false(str_is(STR("abc"), "ab"));
    assert_false(str_is(NUL_INSIDE, "a"));
    assert_int_equal(STR("a\0b").len, 3);
}

static void copies_are_their_own(void **state) {
    char bytes[] = "text";
    str copy = str_copy(*state, str_of(bytes));
    char *c = str_to_c(*state, NUL_INSIDE);
    bytes[0] = 'n';
    assert_str(copy, "text");
    assert_memory_equal(c, "a\0b", 4);
    assert_int_equal(str_copy(*state, (str){NULL, 0}).len, 0);
    assert_string_equal(str_to_c(*state, (str){NULL, 0}), "");
}

static void formatting(void **state) {
    assert_str(str_format(*state, "%s", ""), "");
    assert_str(str_format(*state, "%.*s is %d", STR_ARG(STR("one")), 1),
               "one is 1");
    str wide = str_format(*state, "%5000d", 7);
    assert_int_equal(wide.len, 5000);
    assert_int_equal(wide.at[4999], '7');
}

static void building(void **state) {
    struct strbuf b;
    strbuf_init(&b, *state);
    assert_int_equal(strbuf_str(&b).len, 0);
    assert_string_equal(strbuf_c(&b), "");
    strbuf_add(&b, (str){NULL, 0});
    strbuf_add(&b, STR("one"));
    strbuf_add_c(&b, " two");
    strbuf_add_byte(&b, ' ');
    strbuf_addf(&b, "%d%%", 3);
    assert_str(strbuf_str(&b), "one two 3%");
    assert_string_equal(strbuf_c(&b), "one two 3%");
    strbuf_add(&b, NUL_INSIDE);
    assert_int_equal(strbuf_str(&b).len, 13);
    assert_memory_equal(strbuf_c(&b), "one two 3%a\0b", 14);
}

/* Every length over several doublings: the NUL must always find room. */
static void building_byte_by_byte(void **state) {
    struct strbuf b;
    strbuf_init(&b, *state);
    for (size_t i = 0; i < 3000; i++) {
        assert_int_equal(strlen(strbuf_c(&b)), i);
        strbuf_add_byte(&b, (char)('a' + i % 26));
    }
    for (size_t i = 0; i < 3000; i++)
        assert_int_equal(b.at[i], 'a' + i % 26);
}

static void building_something_huge(void **state) {
    struct strbuf b;
    strbuf_init(&b, *state);
    static char chunk[1 << 16];
    memset(chunk, 'c', sizeof chunk);
    for (int i = 0; i < 320; i++) {
        strbuf_add(&b, (str){chunk, sizeof chunk});
        strbuf_addf(&b, "%04d", i);
    }
    str all = strbuf_str(&b);
    assert_int_equal(all.len, 320 * (sizeof chunk + 4));
    for (size_t i = 0; i < 320; i++) {
        char number[8];
        str found = {all.at + i * (sizeof chunk + 4) + sizeof chunk, 4};
        snprintf(number, sizeof number, "%04zu", i);
        assert_str(found, number);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparing),
        cmocka_unit_test(starting_with),
        cmocka_unit_test(is_sees_a_nul_inside),
        ARENA_TEST(copies_are_their_own),
        ARENA_TEST(formatting),
        ARENA_TEST(building),
        ARENA_TEST(building_byte_by_byte),
        ARENA_TEST(building_something_huge),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
