// SPDX-License-Identifier: MIT
/* A tree printed is the text it came from, but for layout. */
#include "front.h"

#include "tree/tree.h"

static void assert_law(struct front *f, const char *what, str text) {
    struct tree *tree = front_parse(f, text);
    if (f->diags.len)
        fail_msg("%s:\n%.*s", what, STR_ARG(front_diags(f)));
    str printed = front_print(f, tree);
    struct tree *again = front_parse(f, printed);
    if (f->diags.len)
        fail_msg("%s, printed:\n%.*s", what, STR_ARG(front_diags(f)));
    if (!tree_equal(tree->lines, again->lines))
        fail_msg("%s: another tree after printing", what);
    if (!str_eq(printed, front_print(f, again)))
        fail_msg("%s: prints otherwise the second time", what);
}

static void what_is_printed_parses_to_the_same(void **state) {
    struct front *f = front_new(*state);
    struct front_files *files = front_policies(*state);
    for (size_t i = 0; i < files->len; i++)
        assert_law(f, files->at[i], front_read(f, str_of(files->at[i])));
}

static void mark_kinds(const struct node *node, bool *seen) {
    for (; node; node = node->next) {
        seen[node->kind] = true;
        for (unsigned i = 0; i < node_slot_count(node->kind); i++)
            mark_kinds(node->slot[i], seen);
    }
}

static void whole_has_every_kind_of_node(void **state) {
    struct front *f = front_new(*state);
    str path = front_path(*state, "tests/golden/tree/whole.cinp");
    bool seen[NODE_KIND_COUNT] = {false};
    mark_kinds(front_parse(f, front_read(f, path))->lines, seen);
    for (int kind = 0; kind < NODE_KIND_COUNT; kind++)
        if (!seen[kind])
            fail_msg("no %s in whole.cinp",
                     node_kind_name((enum node_kind)kind));
}

static const struct {
    const char *written, *printed;
} canonical[] = {
    {"rule  x   \"T\"  # why", "rule x \"T\""},
    {"visit within 5 days after birth", "visit within 5 days of birth"},
    {"visit must happen within 1 days of birth",
     "visit must happen within 1 day of birth"},
    {"visit every 2 working_day from a", "visit every 2 working days from a"},
    {"when a and b or c", "when a and b or c"},
    {"when a and (b or c)", "when a and (b or c)"},
    {"when not (a and not b)", "when not (a and not b)"},
    {"when a >= 3.50", "when a >= 3.50"},
    {"note \"one\"\n  \"two\"", "note \"one two\""},
    {"to a,\n  b", "to a, b"},
    {"may be waived by a with reason in writing",
     "may be waived by a in writing with reason"},
    {"may be extended by a at most 1 times", "may be extended by a once"},
    {"2024-01-01T09:05:30 visit", "2024-01-01T09:05 visit"},
    {"event x is the 101st a after b", "event x is the 101st a after b"},
    {"event x is the 11st a after b", "event x is the 11th a after b"},
    {"event x is the 22th a after b", "event x is the 22nd a after b"},
    {"applies while a visit\nrule y", "rule y"},
};

static void printing_is_canonical(void **state) {
    struct front *f = front_new(*state);
    for (size_t i = 0; i < ARRAY_LEN(canonical); i++) {
        struct tree *tree = front_parse(f, str_of(canonical[i].written));
        str printed = front_print(f, tree);
        printed.len -= printed.len > 0; /* the last line end */
        assert_str(printed, canonical[i].printed);
    }
}

static void trees_differ_in_what_they_hold(void **state) {
    static const char *const texts[] = {
        "rule x",
        "rule y",
        "rule x \"T\"",
        "rule x\nrule x",
        "when x",
        "figure x is 1",
        "figure x is 2",
        "figure x is 1 day",
        "figure x is 1 week",
        "visit must follow x",
        "visit should follow x",
    };
    struct front *f = front_new(*state);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        for (size_t j = 0; j < ARRAY_LEN(texts); j++) {
            struct tree *a = front_parse(f, str_of(texts[i]));
            struct tree *b = front_parse(f, str_of(texts[j]));
            assert_int_equal(tree_equal(a->lines, b->lines), i == j);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(what_is_printed_parses_to_the_same),
        ARENA_TEST(whole_has_every_kind_of_node),
        ARENA_TEST(printing_is_canonical),
        ARENA_TEST(trees_differ_in_what_they_hold),
    };
    return cmocka_run_group_tests_name("print", tests, NULL, NULL);
}
