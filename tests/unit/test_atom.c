// SPDX-License-Identifier: MIT
/* Names as numbers, and maps from them. */
#include "base/atom.h"
#include "unit.h"

static void numbers_are_in_order_of_making(void **state) {
    struct atoms t;
    atoms_init(&t, *state);
    assert_int_equal(atom_intern(&t, STR("review")), 1);
    assert_int_equal(atom_intern(&t, STR("visit")), 2);
    assert_int_equal(atom_intern(&t, STR("review")), 1);
    assert_int_equal(atom_intern(&t, STR("Review")), 3);
    assert_int_equal(t.count, 3);
}

static void texts_that_are_nearly_equal_differ(void **state) {
    static const str texts[] = {
        {"", 0},          {"\0", 1},        {"\0\0", 2},
        {"a", 1},         {"a\0", 2},       {"a\0b", 3},
        {"abcdefg", 7},   {"abcdefgh", 8},  {"abcdefgh\0", 9},
        {"abcdefghi", 9}, {"\xC5\xB5", 2},  {"w\xCC\x82", 3},
    };
    struct atoms t;
    atoms_init(&t, *state);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_int_equal(atom_intern(&t, texts[i]), i + 1);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        assert_int_equal(atom_find(&t, texts[i]), i + 1);
        assert_true(str_eq(atom_str(&t, (atom)(i + 1)), texts[i]));
    }
}

static void finding_makes_nothing(void **state) {
    struct atoms t;
    atoms_init(&t, *state);
    atom_intern(&t, STR("here"));
    assert_int_equal(atom_find(&t, STR("here")), 1);
    assert_int_equal(atom_find(&t, STR("there")), 0);
    assert_int_equal(t.count, 1);
    assert_int_equal(atom_intern(&t, STR("there")), 2);
}

static void zero_is_no_name(void **state) {
    struct atoms t;
    atoms_init(&t, *state);
    assert_str(atom_str(&t, 0), "");
    assert_int_not_equal(atom_intern(&t, STR("")), 0);
}

static void texts_outlive_what_they_were_made_from(void **state) {
    struct atoms t;
    atoms_init(&t, *state);
    char bytes[] = "meeting";
    atom a = atom_intern(&t, str_of(bytes));
    bytes[0] = 'x';
    assert_str(atom_str(&t, a), "meeting");
}

/* Many times past every growth of slots and texts. */
static void a_hundred_thousand_names(void **state) {
    enum { COUNT = 100000 };
    struct atoms t;
    atoms_init(&t, *state);
    for (uint32_t i = 1; i <= COUNT; i++)
        assert_int_equal(
            atom_intern(&t, str_format(*state, "name_%u", (unsigned)i)), i);
    for (uint32_t i = 1; i <= COUNT; i++) {
        str text = str_format(*state, "name_%u", (unsigned)i);
        assert_int_equal(atom_find(&t, text), i);
        assert_true(str_eq(atom_str(&t, i), text));
    }
    assert_int_equal(atom_find(&t, STR("name_0")), 0);
}

/* The seed is the table's own, and shows in nothing but speed. */
static void tables_have_seeds_of_their_own(void **state) {
    struct atoms a, b;
    atoms_init(&a, *state);
    atoms_init(&b, *state);
    assert_true(a.seed != b.seed);
    for (int i = 0; i < 1000; i++) {
        str text = str_format(*state, "n%d", i);
        assert_int_equal(atom_intern(&a, text), atom_intern(&b, text));
    }
}

static void a_map_holds_what_was_set(void **state) {
    struct atom_map m = {0};
    int values[1000];
    assert_null(atom_map_get(&m, 0));
    assert_null(atom_map_get(&m, 77));
    for (atom a = 1; a < 1000; a += 7)
        atom_map_set(*state, &m, a, &values[a]);
    for (atom a = 0; a < 2000; a++) {
        void *expected = a < 1000 && a % 7 == 1 ? &values[a] : NULL;
        assert_ptr_equal(atom_map_get(&m, a), expected);
    }
}

static void a_null_removes_from_a_map(void **state) {
    struct atom_map m = {0};
    int value;
    atom_map_set(*state, &m, 5000, NULL);
    assert_int_equal(m.cap, 0);
    atom_map_set(*state, &m, 3, &value);
    atom_map_set(*state, &m, 3, NULL);
    assert_null(atom_map_get(&m, 3));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(numbers_are_in_order_of_making),
        ARENA_TEST(texts_that_are_nearly_equal_differ),
        ARENA_TEST(finding_makes_nothing),
        ARENA_TEST(zero_is_no_name),
        ARENA_TEST(texts_outlive_what_they_were_made_from),
        ARENA_TEST(a_hundred_thousand_names),
        ARENA_TEST(tables_have_seeds_of_their_own),
        ARENA_TEST(a_map_holds_what_was_set),
        ARENA_TEST(a_null_removes_from_a_map),
    };
    return cmocka_run_group_tests_name("atom", tests, NULL, NULL);
}
