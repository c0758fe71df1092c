// SPDX-License-Identifier: MIT
/* From text to a tree: goldens, the rules of lines and words, and texts that
 * nobody should have written.
 *
 * The goldens are in tests/golden/tree/: NAME.tree is the dump of NAME.cinp,
 * NAME.diag what is said about it.  With UPDATE_GOLDENS in the environment
 * they are written anew; read the difference. */
#include "front.h"

#include "grammar.h"

/* -- goldens -- */

static void assert_golden(struct front *f, const char *cinp, const char *end,
                          str actual) {
    str stem = {cinp, strlen(cinp) - strlen(".cinp")};
    str path = str_format(f->arena, "%.*s%s", STR_ARG(stem), end);
    if (getenv("UPDATE_GOLDENS")) {
        FILE *out = fopen(str_to_c(f->arena, path), "wb");
        assert_non_null(out);
        assert_int_equal(fwrite(actual.at, 1, actual.len, out), actual.len);
        assert_int_equal(fclose(out), 0);
    }
    str expected = front_read(f, path);
    if (!str_eq(actual, expected))
        fail_msg("%.*s should be:\n%.*s", STR_ARG(path), STR_ARG(actual));
}

static void trees_are_as_kept(void **state) {
    static const char *const names[] = {"lines", "shapes"};
    struct front *f = front_new(*state);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        str path = front_path(
            *state,
            str_to_c(*state, str_format(*state, "tests/golden/tree/%s.cinp",
                                        names[i])));
        struct tree *tree = front_parse(f, front_read(f, path));
        assert_str(front_diags(f), "");
        assert_golden(f, str_to_c(*state, path), ".tree", front_dump(f, tree));
    }
}

static void mistakes_are_told_as_kept(void **state) {
    static const char *const names[] = {"bad_sentences", "bad_pasted",
                                        "bad_figures"};
    struct front *f = front_new(*state);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        str path = front_path(
            *state,
            str_to_c(*state, str_format(*state, "tests/golden/tree/%s.cinp",
                                        names[i])));
        front_parse(f, front_read(f, path));
        assert_golden(f, str_to_c(*state, path), ".diag", front_diags(f));
    }
}

/* -- words -- */

static void words_are_in_order(void **state) {
    (void)state;
    for (size_t i = 0; i < language_word_count; i++) {
        const struct word *word = &language_words[i];
        assert_ptr_equal(word_find(word->text), word);
        if (i > 0)
            assert_true(str_cmp(language_words[i - 1].text, word->text) < 0);
    }
    assert_null(word_find(STR("")));
    assert_null(word_find(STR("visit")));
    assert_null(word_find(STR("workingdays_and_more")));
}

/* Places of a name; %s stands for it. */
static const char *const name_places[] = {
    "rule %s",
    "event %s is every %s after %s",
    "%s must happen within 5 days of %s",
    "%s of %s must be %s or %s",
    "when %s and %s is %s and %s has happened",
    "source %s %s, %s",
    "to %s, %s if %s",
    "2024-01-01 visit %s %s",
    "fact x one of %s, %s",
    "expect %s %s",
};

static str with_name(struct arena *arena, const char *place, str name) {
    struct strbuf b;
    strbuf_init(&b, arena);
    for (; *place; place++)
        if (place[0] == '%')
            strbuf_add(&b, name), place++;
        else
            strbuf_add_byte(&b, *place);
    return strbuf_str(&b);
}

static void a_word_in_its_place_only_may_be_a_name(void **state) {
    struct front *f = front_new(*state);
    for (size_t i = 0; i < language_word_count; i++)
        for (size_t j = 0; j < ARRAY_LEN(name_places); j++) {
            const struct word *word = &language_words[i];
            str text = with_name(*state, name_places[j], word->text);
            front_parse(f, text);
            if (!f->diags.len == word->reserved)
                fail_msg("%.*s: %.*s", STR_ARG(text), STR_ARG(front_diags(f)));
        }
}

static const char *const patterns[] = {
#define PATTERN(TOKEN, line) line,
#include "patterns.def"
#undef PATTERN
};

static void proposed_lines_are_right(void **state) {
    struct front *f = front_new(*state);
    for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
        struct tree *tree = front_parse(f, str_of(patterns[i]));
        assert_str(front_diags(f), "");
        assert_int_equal(front_lines(tree), 1);
    }
}

/* -- lines -- */

static const struct {
    const char *text;
    size_t lines, errors;
} line_cases[] = {
    {"", 0, 0},
    {"\n\n  \n", 0, 0},
    {"# only a comment", 0, 0},
    {"\r\n# c\r\nrule x\r\n  when a\r\n", 2, 0},
    {"\xEF\xBB\xBFrule x\n", 1, 0},
    {"rule x", 1, 0},
    {"to a,\nb", 1, 0},
    {"to a,\n\nb must follow c", 1, 1},
    {"to a,\nwhen b", 1, 1},
    {"to a\n, b", 1, 1},
    {"when a and\nb\nor c\nor\nd", 1, 0},
    {"when a\n\nand b", 1, 1},
    {"when (a\nb", 0, 1},
    {"when (a\nor b)\nto c", 2, 0},
    {"when (a\nwhen b", 1, 1},
    {"when (a\nrule b", 1, 1},
    {"note \"a\"\n\"b\"\n\"c\"", 1, 0},
    {"note \"a\"\n\n\"b\"", 1, 1},
    {"note \"a\nto b", 2, 1},
    {"rule x\nvisit hm hm\nwhen\nto a", 2, 2},
    {"to )\nto )\nto )\nto )\nto )\nto a", 1, 5},
};

static void a_clause_ends_where_it_should(void **state) {
    struct front *f = front_new(*state);
    for (size_t i = 0; i < ARRAY_LEN(line_cases); i++) {
        struct tree *tree = front_parse(f, str_of(line_cases[i].text));
        if (front_lines(tree) != line_cases[i].lines ||
            f->diags.errors != line_cases[i].errors)
            fail_msg("%s\n%zu lines, %zu errors:\n%.*s", line_cases[i].text,
                     front_lines(tree), f->diags.errors,
                     STR_ARG(front_diags(f)));
    }
}

static void comments_and_blank_lines_are_kept(void **state) {
    static const struct {
        enum trivia_kind kind;
        const char *text;
    } expected[] = {
        {TRIVIA_DOC_COMMENT, "## Two"}, {TRIVIA_COMMENT, "# one \"two"},
        {TRIVIA_BLANK_LINE, "\n  \n"},  {TRIVIA_COMMENT, "## after a word"},
        {TRIVIA_BLANK_LINE, "\r\n"},
    };
    struct front *f = front_new(*state);
    struct tree *tree = front_parse(f, STR("## Two\n# one \"two\n\n  \n"
                                           "rule x ## after a word\n\r\n"
                                           "rule y"));
    assert_int_equal(tree->trivia_count, ARRAY_LEN(expected));
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        const struct trivia *t = &tree->trivia[i];
        assert_int_equal(t->kind, expected[i].kind);
        assert_str(source_span_text(&f->sources, t->at), expected[i].text);
    }
}

/* -- spans and names -- */

static void assert_spans(struct front *f, const struct node *node,
                         struct span outer) {
    for (; node; node = node->next) {
        assert_true(node->at.from >= outer.from && node->at.to <= outer.to);
        assert_true(node->at.from < node->at.to);
        if (node->kind == NODE_NAME)
            assert_true(str_eq(source_span_text(&f->sources, node->at),
                               atom_str(&f->atoms, node->name)));
        for (unsigned i = 0; i < node_slot_count(node->kind); i++)
            assert_spans(f, node->slot[i], node->at);
    }
}

static void every_node_knows_its_place(void **state) {
    struct front *f = front_new(*state);
    str path = front_path(*state, "tests/golden/tree/whole.cinp");
    struct tree *tree = front_parse(f, front_read(f, path));
    uint32_t len = (uint32_t)tree->source->text.len;
    assert_spans(f, tree->lines, (struct span){0, len, tree->source->id});
    const struct node *first = tree->lines;
    assert_str(source_span_text(&f->sources, first->at),
               "policy whole \"Every form there is\"");
}

static void names_are_normalised(void **state) {
    struct front *f = front_new(*state);
    struct tree *tree = front_parse(f, STR("rule e\xCC\x81t\xC3\xA9\n"
                                           "rule \xC3\xA9t\xC3\xA9"));
    assert_int_equal(front_lines(tree), 2);
    const struct node *a = tree->lines->line.parts;
    const struct node *b = tree->lines->next->line.parts;
    assert_int_equal(a->rule.id->name, b->rule.id->name);
    front_parse(f, STR("rule \xCC\x81x"));
    assert_int_equal(f->diags.errors, 1);
    assert_int_equal(f->diags.at[0]->id, DIAG_BAD_NAME);
}

/* -- texts that nobody should have written -- */

static str repeated(struct arena *arena, const char *text, size_t bytes) {
    struct strbuf b;
    strbuf_init(&b, arena);
    while (b.len + strlen(text) <= bytes)
        strbuf_add_c(&b, text);
    return strbuf_str(&b);
}

static void huge_texts_are_read(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "a",
        "\"",
        "(",
        ")",
        "((a",
        "not ",
        "a or ",
        "a and ",
        "list of ",
        "\n",
        "x\n",
        "when ",
        ",",
        "a, ",
        "1",
        "1.",
        "1-",
        "#",
        "-",
        ";",
        "'",
        "\xE2\x80\x9C",
        "\xE2\x80\x93",
        "\xC2\xA0",
        "\xCC\x81",
        "\xE2\x80\x8B",
        "when (",
        "when not (a and ",
        "\"a\"\n",
        "working ",
        "yes/",
        "2024-01-01 ",
        "rule x\n",
        "to a,\n",
        "visit bad\n", "\"\" ",
        "\x01",
        "the earlier of (",
    };
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        struct arena arena;
        arena_init(&arena, process_allocator);
        struct front *f = front_new(&arena);
        static const char *const starts[] = {"", "when ", "fact x "};
        for (size_t j = 0; j < ARRAY_LEN(starts); j++) {
            str text = repeated(&arena, pieces[i], SOURCE_MAX_BYTES / 16);
            text = str_format(&arena, "%s%.*s\nrule last", starts[j],
                              STR_ARG(text));
            struct tree *tree = front_parse(f, text);
            const struct node *last = tree->lines;
            while (last && last->next)
                last = last->next;
            assert_non_null(last);
            assert_int_equal(last->line.parts->kind, NODE_RULE);
        }
        arena_fini(&arena);
    }
}

static void a_token_may_fill_the_file(void **state) {
    struct front *f = front_new(*state);
    str name = repeated(*state, "abcd", SOURCE_MAX_BYTES - 5);
    struct tree *tree =
        front_parse(f, str_format(*state, "rule %.*s", STR_ARG(name)));
    assert_int_equal(f->diags.len, 0);
    const struct node *rule = tree->lines->line.parts;
    assert_true(str_eq(atom_str(&f->atoms, rule->rule.id->name), name));
}

static void a_long_file_is_read(void **state) {
    struct front *f = front_new(*state);
    str text = repeated(*state, "rule x\n  when a\n", 16 * 100000);
    struct tree *tree = front_parse(f, text);
    assert_int_equal(f->diags.len, 0);
    assert_int_equal(front_lines(tree), 200000);
}

static void nesting_has_a_bound(void **state) {
    struct front *f = front_new(*state);
    for (size_t depth = MAX_NESTING - 1; depth <= MAX_NESTING + 1; depth++) {
        str open = repeated(*state, "(", depth);
        str close = repeated(*state, ")", depth);
        str text = str_format(*state, "when %.*sa%.*s\nrule x", STR_ARG(open),
                              STR_ARG(close));
        struct tree *tree = front_parse(f, text);
        assert_int_equal(f->diags.errors, depth > MAX_NESTING);
        assert_int_equal(front_lines(tree), depth > MAX_NESTING ? 1 : 2);
        if (f->diags.errors)
            assert_int_equal(f->diags.at[0]->id, DIAG_TOO_DEEP);
    }
    str many = repeated(*state, "not (a and ", 11 * MAX_NESTING);
    front_parse(f, str_format(*state, "when %.*s", STR_ARG(many)));
    assert_int_equal(f->diags.errors, 1);
    assert_int_equal(f->diags.at[0]->id, DIAG_TOO_DEEP);
}

/* What comes long before the end has no say in it: leave out all but the last
 * paragraphs. */
static str ending(str text) {
    enum { ENOUGH = 600 };
    size_t from = text.len > ENOUGH ? text.len - ENOUGH : 0;
    while (from > 0 && memcmp(text.at + from - 1, "\n\n", 2) != 0)
        from--;
    return (str){text.at + from, text.len - from};
}

static void every_beginning_of_a_file_is_read(void **state) {
    struct front *f = front_new(*state);
    str path = front_path(*state, "tests/golden/tree/whole.cinp");
    str whole = front_read(f, path);
    struct arena_mark mark = arena_mark(*state);
    for (size_t len = 0; len <= whole.len; len++) {
        struct front *g = front_new(*state);
        struct tree *tree = front_parse(g, ending((str){whole.at, len}));
        front_print(g, tree);
        assert_true(g->diags.len <= 3);
        arena_rewind(*state, mark);
    }
}

static void random_bytes_are_read(void **state) {
    static const char *const words[] = {
        "when ", "rule ",       "visit ", "must ",  "happen ",
        "(",     ")",           ",",      "\n",     "5 ",
        "days ", "of ",         "\"",     "#",      "not ",
        "is ",   "2024-02-30 ", "a-b ",   "every ", "from ",
        "then ", "\n\n",        "by ",    "the ",   "\xE2\x80\x9C"};
    uint32_t seed = 7;
    struct arena_mark mark = arena_mark(*state);
    for (int round = 0; round < 5000; round++) {
        struct front *f = front_new(*state);
        struct strbuf b;
        strbuf_init(&b, *state);
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525u + 1013904223u;
            if (round % 2)
                strbuf_add_byte(&b, (char)(seed >> 24));
            else
                strbuf_add_c(&b, words[(seed >> 16) % ARRAY_LEN(words)]);
        }
        struct tree *tree = front_parse(f, strbuf_str(&b));
        size_t lines = front_lines(tree);
        struct tree *again = front_parse(f, front_print(f, tree));
        assert_int_equal(lines, front_lines(again));
        assert_true(tree_equal(tree->lines, again->lines));
        arena_rewind(*state, mark);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(trees_are_as_kept),
        ARENA_TEST(mistakes_are_told_as_kept),
        cmocka_unit_test(words_are_in_order),
        ARENA_TEST(a_word_in_its_place_only_may_be_a_name),
        ARENA_TEST(proposed_lines_are_right),
        ARENA_TEST(a_clause_ends_where_it_should),
        ARENA_TEST(comments_and_blank_lines_are_kept),
        ARENA_TEST(every_node_knows_its_place),
        ARENA_TEST(names_are_normalised),
        cmocka_unit_test(huge_texts_are_read),
        ARENA_TEST(a_token_may_fill_the_file),
        ARENA_TEST(a_long_file_is_read),
        ARENA_TEST(nesting_has_a_bound),
        ARENA_TEST(every_beginning_of_a_file_is_read),
        ARENA_TEST(random_bytes_are_read),
    };
    return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
