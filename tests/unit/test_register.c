// SPDX-License-Identifier: MIT
/* test_register.c: registers as files: what is read from them, where their
 * faults are shown, where they may lie, and what accounts for a provision. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/compile.h"

/* A folder of its own for each test, removed after it. */
struct fixture {
    struct arena arena;
    struct module_set set;
    char folder[64];
    char written[16][96];
    size_t count;
};

static const char *path_in(struct fixture *f, const char *name) {
    return str_to_c(&f->arena, str_format(&f->arena, "%s/%s", f->folder, name));
}

static void remember(struct fixture *f, const char *path) {
    assert_true(f->count < 16);
    snprintf(f->written[f->count++], sizeof f->written[0], "%s", path);
}

static void write_file(struct fixture *f, const char *name, str text) {
    const char *path = path_in(f, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fwrite(text.at, 1, text.len, out);
    fclose(out);
    remember(f, path);
}

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    arena_init(&f->arena, process_allocator);
    module_set_init(&f->set, &f->arena);
    strcpy(f->folder, "/tmp/cinp-register-XXXXXX");
    *state = f;
    return mkdtemp(f->folder) ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    while (f->count > 0)
        remove(f->written[--f->count]);
    rmdir(f->folder);
    arena_fini(&f->arena);
    free(f);
    return 0;
}

/* A policy that cites G-1 and G-2, with the given lines after it. */
static const struct program *compile_with(struct fixture *f, const char *file,
                                          const char *more) {
    str problem = STR("");
    write_file(f, "p.cinp",
               str_format(&f->arena,
                          "policy p\nuse cin\ndocument guide\n"
                          "  provisions \"%s\"\nrule visits\n"
                          "  visit every 4 weeks from referral\n"
                          "  source guide G-1, G-2\n%s",
                          file, more));
    const struct module *m =
        module_load(&f->set, str_of(path_in(f, "p.cinp")), &problem);
    assert_non_null(m);
    return compile(&f->set, m);
}

static const struct program *read_register(struct fixture *f, str text) {
    write_file(f, "r.csv", text);
    return compile_with(f, "r.csv", "");
}

static int found(const struct fixture *f, enum diag_id id) {
    int n = 0;
    for (size_t i = 0; i < f->set.diags.len; i++)
        n += f->set.diags.at[i]->id == id;
    return n;
}

/* -- what is read -- */

static void fields_are_read_as_written(void **state) {
    const struct program *p = read_register(
        *state, STR("\xEF\xBB\xBFwords,id,section\r\n"
                    "\"a, \"\"b\"\"\r\nc\",G-1,\r\n"
                    "\r\n"
                    "d,\"G-2\",\"\""));
    assert_non_null(p);
    const struct provision *rows = p->documents[0].provisions;
    assert_int_equal(p->documents[0].provision_count, 2);
    assert_str(rows[0].words, "a, \"b\"\r\nc");
    assert_str(atom_str(p->atoms, rows[0].id), "G-1");
    assert_str(rows[0].section, "");
    assert_str(rows[0].kind, "");
    assert_str(rows[1].words, "d");
    assert_str(atom_str(p->atoms, rows[1].id), "G-2");
    assert_int_equal(rows[0].account, ACCOUNT_RULE);
}

static void faults_are_shown_in_the_register(void **state) {
    static const struct {
        const char *text;
        enum diag_id id;
        uint32_t line, column;
    } rows[] = {
        {"", DIAG_REGISTER_HEADER, 1, 1},
        {"section,words\n", DIAG_REGISTER_HEADER, 1, 1},
        {"id,id\n", DIAG_REGISTER_HEADER, 1, 4},
        {"id,wrods\n", DIAG_REGISTER_HEADER, 1, 4},
        {"id\nG-1\n\"G-2\n", DIAG_REGISTER_LINE, 3, 1},
        {"id,words\nG-1,a \"b\"\n", DIAG_REGISTER_LINE, 2, 7},
        {"id,words\nG-1,\"a\" b\n", DIAG_REGISTER_LINE, 2, 8},
        {"id,words\nG-1\n", DIAG_REGISTER_LINE, 2, 1},
        {"id,words\n,a\n", DIAG_REGISTER_ID, 2, 1},
        {"id\nG-1\nG-1\n", DIAG_REGISTER_ID, 3, 1},
        {"id\n G-1\n", DIAG_REGISTER_ID, 2, 1},
        {"id\nG-\xFF\n", DIAG_NOT_UTF8, 2, 3},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        module_set_init(&f->set, &f->arena);
        assert_null(read_register(f, str_of(rows[i].text)));
        f->count = 0;
        assert_int_equal(f->set.diags.len, 1);
        const struct diag *d = f->set.diags.at[0];
        const struct source *source = source_get(&f->set.sources, d->at.source);
        struct place place = source_place(source, d->at.from);
        assert_int_equal(d->id, rows[i].id);
        assert_true(strstr(str_to_c(&f->arena, source->path), "r.csv") != NULL);
        assert_int_equal(place.line, rows[i].line);
        assert_int_equal(place.column, rows[i].column);
    }
    remember(f, path_in(f, "r.csv"));
    remember(f, path_in(f, "p.cinp"));
}

static void every_faulty_row_is_shown(void **state) {
    struct fixture *f = *state;
    assert_null(read_register(f, STR("id,words\nG-1,a,b\n\n,c\nG-2,d\"\n")));
    assert_int_equal(found(f, DIAG_REGISTER_LINE), 2);
    assert_int_equal(found(f, DIAG_REGISTER_ID), 1);
    assert_int_equal(f->set.diags.len, 3);
}

/* -- where it lies -- */

static void a_register_lies_inside_the_folder(void **state) {
    struct fixture *f = *state;
    const char *inner = path_in(f, "inner");
    assert_int_equal(mkdir(inner, 0700), 0);
    remember(f, inner);
    write_file(f, "outside.csv", STR("id\nG-1\nG-2\n"));
    write_file(f, "inner/inside.csv", STR("id\nG-1\nG-2\n"));
    assert_int_equal(symlink("../outside.csv", path_in(f, "inner/link.csv")),
                     0);
    remember(f, path_in(f, "inner/link.csv"));
    write_file(f, "inner/q.cinp",
               STR("policy q\nuse cin\n"
                   "document a\n  provisions \"link.csv\"\n"
                   "document b\n  provisions \"../outside.csv\"\n"
                   "document c\n  provisions \"/etc/passwd\"\n"
                   "document d\n  provisions \"missing.csv\"\n"
                   "document e\n  provisions \"inside.csv\"\n"
                   "rule visits\n  visit every 4 weeks from referral\n"
                   "  source e G-1, G-2\n  source a X-1\n"));
    str problem = STR("");
    const struct module *m =
        module_load(&f->set, str_of(path_in(f, "inner/q.cinp")), &problem);
    assert_null(compile(&f->set, m));
    assert_int_equal(found(f, DIAG_OUTSIDE_FOLDER), 3);
    assert_int_equal(found(f, DIAG_UNKNOWN_FILE), 1);
    assert_int_equal(f->set.diags.len, 4);
}

/* -- what accounts for a provision -- */

static void a_provision_counts_once(void **state) {
    struct fixture *f = *state;
    write_file(f, "r.csv", STR("id\nG-1\nG-2\nG-3\nG-4\nG-5\n"));
    const struct program *p = compile_with(
        f, "r.csv",
        "event first_visit is the first visit after referral\n"
        "  source guide G-1, G-3, G-4\n"
        "rule conference\n  consider \"a conference\" at every cin_meeting\n"
        "  source guide G-2, G-3\n"
        "guidance guide G-4, G-5 \"nothing to check\"\n");
    static const enum account expected[] = {
        ACCOUNT_RULE, ACCOUNT_RULE, ACCOUNT_PROMPT, ACCOUNT_DEFINITION,
        ACCOUNT_GUIDANCE};
    assert_non_null(p);
    for (size_t i = 0; i < ARRAY_LEN(expected); i++)
        assert_int_equal(p->documents[0].provisions[i].account, expected[i]);
    assert_int_equal(p->guidance_count, 1);
    assert_int_equal(p->guidance[0].citation_count, 2);
    assert_str(p->guidance[0].why, "nothing to check");
}

static void a_misspelt_id_is_one_mistake(void **state) {
    struct fixture *f = *state;
    write_file(f, "r.csv", STR("id\nG-1\nG-2\nG-33\n"));
    assert_null(compile_with(f, "r.csv", "  source guide G-34\n"));
    assert_int_equal(found(f, DIAG_UNKNOWN_PROVISION), 1);
    assert_int_equal(f->set.diags.len, 1);
    assert_str(f->set.diags.at[0]->fix.text, "G-33");
}

static void an_unread_line_may_cite_the_rest(void **state) {
    struct fixture *f = *state;
    write_file(f, "r.csv", STR("id\nG-1\nG-2\nG-3\n"));
    assert_null(compile_with(f, "r.csv", "  source guide, G-3\n"));
    assert_int_equal(f->set.diags.len, 1);
    assert_int_equal(found(f, DIAG_SYNTAX), 1);
}

static void twenty_ids_are_named(void **state) {
    struct fixture *f = *state;
    struct strbuf text;
    strbuf_init(&text, &f->arena);
    strbuf_add_c(&text, "id\n");
    for (int i = 1; i <= 30; i++)
        strbuf_addf(&text, "G-%d\n", i);
    assert_null(read_register(f, strbuf_str(&text)));
    const char *said = str_to_c(&f->arena, f->set.diags.at[0]->message);
    assert_int_equal(f->set.diags.len, 1);
    assert_non_null(strstr(said, "28 of the 30"));
    assert_non_null(strstr(said, ": G-3, G-4, "));
    assert_non_null(strstr(said, ", G-22 and 8 more"));
}

#define REGISTER_TEST(test) \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        REGISTER_TEST(fields_are_read_as_written),
        REGISTER_TEST(faults_are_shown_in_the_register),
        REGISTER_TEST(every_faulty_row_is_shown),
        REGISTER_TEST(a_register_lies_inside_the_folder),
        REGISTER_TEST(a_provision_counts_once),
        REGISTER_TEST(a_misspelt_id_is_one_mistake),
        REGISTER_TEST(an_unread_line_may_cite_the_rest),
        REGISTER_TEST(twenty_ids_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
