// SPDX-License-Identifier: MIT
/* Cases written by hand: the .cinc files of tests/golden/cases/ and what is
 * made of them, and lines read one by one, as from a policy's test. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "case_file.h"
#include "record/case_text.h"
#include "tree/parse.h"

#define PATH "test_case_text.tmp"

static void files(void **state) {
    case_file_golden(*state, "same.cinc");
    case_file_golden(*state, "faults.cinc");
}

/* One case, two formats, one timeline. */
static void same_as_json(void **state) {
    const char *srcdir = getenv("srcdir");
    str folder = str_format(*state, "%s/tests/golden/cases",
                            srcdir ? srcdir : ".");
    str text = str_format(*state, "%.*s/same.cinc.out", STR_ARG(folder));
    str json = str_format(*state, "%.*s/same.jsonl.out", STR_ARG(folder));
    assert_str(case_file_bytes(*state, str_to_c(*state, text)),
               str_to_c(*state,
                        case_file_bytes(*state, str_to_c(*state, json))));
}

static void whole_files(void **state) {
    static const struct {
        str bytes;
        const char *expected;
    } rows[] = {
        {{"", 0}, ""},
        {{" \r\n\t", 4}, ""},
        {{"# nothing\n", 10}, ""},
        {{"\xEF\xBB\xBF" "case A\n", 10}, "case A\n"},
        {{"case A\r\n  2024-03-20 visit\r\n", 28},
         "case A\n2024-03-20 visit\n"},
        {{"case A\ncase A\n", 14}, "case A\ncase A\n"},
        {{"case A\n\xFF\n", 9},
         PATH ":2:1: error: the byte FF is not UTF-8; in Windows-1252 it is "
         "`\xC3\xBF` [not-utf8]\n"
         "    2 | <byte FF>\n"
         "      | ^~~~~~~~~\n"
         "      | \xC3\xBF\n"
         "   = note: save the file as UTF-8 (in Notepad: Save as, Encoding, "
         "UTF-8)\n"
         "broken\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_str(case_file_try(*state, PATH, rows[i].bytes),
                   rows[i].expected);
}

static void a_file_too_large(void **state) {
    struct strbuf text;
    strbuf_init(&text, *state);
    strbuf_add_c(&text, "case A\n");
    while (text.len <= SOURCE_MAX_BYTES)
        strbuf_add_c(&text, "# as many comments as make a file too large\n");
    str out = case_file_try(*state, PATH, strbuf_str(&text));
    assert_non_null(strstr(str_to_c(*state, out), "[too-large]"));
    assert_non_null(strstr(str_to_c(*state, out), "broken\n"));
}

/* -- lines of a policy's test: names are of the program's own table -- */

struct lines {
    struct diag_list diags;
    struct source_set sources;
    const struct node *at[64];
    uint32_t count;
};

static void parse_lines_of(struct lines *l, struct arena *arena,
                           const struct program *program, const char *text) {
    memset(l, 0, sizeof *l);
    source_set_init(&l->sources, arena);
    diag_init(&l->diags, arena);
    const struct source *source =
        source_add(&l->sources, STR("test.cinp"), str_of(text));
    const struct tree *tree =
        parse_source(arena, program->atoms, source, &l->diags);
    for (const struct node *line = tree->lines; line; line = line->next)
        l->at[l->count++] = line->line.parts;
    assert_int_equal(l->diags.len, 0);
}

static void lines_of_a_test(void **state) {
    const struct program *program = case_program(*state);
    struct timeline t;
    timeline_init(&t, process_allocator, program);
    struct lines l;
    parse_lines_of(&l, *state, program,
                   "2024-04-15 cin_meeting chair health\n"
                   "fact disabled is yes from 2024-02-01\n"
                   "2024-03-20 visit\n");
    for (int turn = 0; turn < 2; turn++) { /* each reading begins anew */
        assert_true(case_from_lines(&t, program->atoms, l.at, l.count,
                                    &l.diags));
        assert_str(case_print(*state, &t),
                   "case \n"
                   "disabled=yes from 2024-02-01\n"
                   "2024-03-20 visit\n"
                   "2024-04-15 cin_meeting chair=health\n");
    }
    timeline_fini(&t);
}

/* A name that the parse interned and the program does not declare. */
static void lines_at_fault(void **state) {
    const struct program *program = case_program(*state);
    struct timeline t;
    timeline_init(&t, process_allocator, program);
    struct lines l;
    parse_lines_of(&l, *state, program,
                   "2024-03-20 vist\n"
                   "fact unheard_of is yes\n"
                   "2024-03-20 cin_meeting newly health\n"
                   "2024-03-20 considered brand_new_rule\n"
                   "2024-03-20 extended reviev\n"
                   "2024-03-20 waived review to 2024-04-01\n"
                   "fact services is (N0 yes), (N2 no)\n");
    static const struct {
        enum diag_id id;
        const char *at, *message;
    } rows[] = {
        {DIAG_CASE_UNKNOWN_EVENT, "vist",
         "there is no event `vist` (did you mean `visit`?)"},
        {DIAG_CASE_UNKNOWN_FACT, "unheard_of",
         "there is no fact `unheard_of`"},
        {DIAG_CASE_UNKNOWN_ATTRIBUTE, "newly",
         "`cin_meeting` has no attribute `newly`"},
        {DIAG_CASE_BAD_ACT, "brand_new_rule",
         "there is no rule `brand_new_rule`"},
        {DIAG_CASE_BAD_ACT, "reviev",
         "there is no rule `reviev` (did you mean `review`?)"},
        {DIAG_CASE_BAD_ACT, "to 2024-04-01", "`waived` takes no `to`"},
        {DIAG_CASE_BAD_VALUE, "(N2 no)",
         "an item of `services` has no field `N2` (did you mean `N0`?)"},
    };
    assert_false(case_from_lines(&t, program->atoms, l.at, l.count, &l.diags));
    assert_int_equal(l.diags.len, ARRAY_LEN(rows));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct diag *d = l.diags.at[i];
        assert_int_equal(d->id, rows[i].id);
        assert_str(d->message, rows[i].message);
        assert_str(source_span_text(&l.sources, d->at), rows[i].at);
    }
    assert_true(l.diags.at[0]->has_fix);
    assert_str(l.diags.at[0]->fix.text, "visit");
    timeline_fini(&t);
}

#ifndef HAVE_SIMDJSON
static void json_needs_simdjson(void **state) {
    assert_str(case_file_try(*state, PATH, STR("{\"case\":\"A\"}")),
               "not opened: cannot read `" PATH "`: this cinp was built "
               "without JSON input");
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(files),
        ARENA_TEST(same_as_json),
        ARENA_TEST(whole_files),
        ARENA_TEST(a_file_too_large),
        ARENA_TEST(lines_of_a_test),
        ARENA_TEST(lines_at_fault),
#ifndef HAVE_SIMDJSON
        ARENA_TEST(json_needs_simdjson),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
