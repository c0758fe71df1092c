// SPDX-License-Identifier: MIT
/* test_module.c: finding the files that a policy uses: the standard library,
 * files beside it, and what is refused. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/module.h"

/* A folder of its own for each test, removed after it. */
struct fixture {
    struct arena arena;
    struct module_set set;
    char folder[64];
    char written[80][96];
    size_t count;
};

static const char *path_in(struct fixture *f, const char *name) {
    return str_to_c(&f->arena, str_format(&f->arena, "%s/%s", f->folder, name));
}

static void remember(struct fixture *f, const char *path) {
    assert_true(f->count < 80);
    snprintf(f->written[f->count++], sizeof f->written[0], "%s", path);
}

static void write_file(struct fixture *f, const char *name, const char *text) {
    const char *path = path_in(f, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    remember(f, path);
}

static void make_folder(struct fixture *f, const char *name) {
    const char *path = path_in(f, name);
    assert_int_equal(mkdir(path, 0700), 0);
    remember(f, path);
}

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    arena_init(&f->arena, process_allocator);
    module_set_init(&f->set, &f->arena);
    strcpy(f->folder, "/tmp/cinp-module-XXXXXX");
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

static struct module *load(struct fixture *f, const char *name) {
    str problem = STR("");
    return module_load(&f->set, str_of(path_in(f, name)), &problem);
}

/* How often something was found. */
static int found(const struct fixture *f, enum diag_id id) {
    int n = 0;
    for (size_t i = 0; i < f->set.diags.len; i++)
        n += f->set.diags.at[i]->id == id;
    return n;
}

static void each_file_is_loaded_once(void **state) {
    struct fixture *f = *state;
    write_file(f, "a.cinp", "use \"b.cinp\"\nuse \"c.cinp\"\n");
    write_file(f, "b.cinp", "use \"c.cinp\"\n");
    write_file(f, "c.cinp", "event visit\n");
    const struct module *a = load(f, "a.cinp");
    assert_non_null(a);
    assert_int_equal(a->use_count, 2);
    assert_int_equal(f->set.len, 3);
    assert_ptr_equal(a->uses[1], a->uses[0]->uses[0]);
    assert_int_equal(f->set.diags.len, 0);
    assert_ptr_equal(load(f, "a.cinp"), a);
}

static void used_files_come_first(void **state) {
    struct fixture *f = *state;
    struct module_list list = {0};
    write_file(f, "a.cinp", "use \"b.cinp\"\nuse \"c.cinp\"\n");
    write_file(f, "b.cinp", "use \"c.cinp\"\n");
    write_file(f, "c.cinp", "event visit\n");
    const struct module *a = load(f, "a.cinp");
    module_list_of(&f->arena, a, &list);
    assert_int_equal(list.len, 3);
    assert_ptr_equal(list.at[0], a->uses[1]);
    assert_ptr_equal(list.at[1], a->uses[0]);
    assert_ptr_equal(list.at[2], a);
}

static void the_standard_library_is_inside(void **state) {
    struct fixture *f = *state;
    const str *names;
    struct module *m =
        module_load_text(&f->set, STR("p.cinp"), STR("use scotland\n"));
    assert_int_equal(m->use_count, 1);
    assert_true(m->uses[0]->tree->source->text.len > 0);
    assert_ptr_equal(module_load_stdlib(&f->set, STR("scotland")), m->uses[0]);
    assert_null(module_load_stdlib(&f->set, STR("atlantis")));
    assert_null(module_load_stdlib(&f->set, STR("../scotland")));
    assert_true(module_stdlib_names(&f->set, &names) >= 6);
    assert_int_equal(f->set.diags.len, 0);
}

static void a_host_may_bring_another_library(void **state) {
    struct fixture *f = *state;
    write_file(f, "scotland.cinp", "event ceilidh\n");
    f->set.stdlib_folder = str_of(f->folder);
    struct module *m = module_load_stdlib(&f->set, STR("scotland"));
    assert_non_null(m);
    assert_str(m->tree->source->text, "event ceilidh\n");
    assert_non_null(module_load_stdlib(&f->set, STR("cin")));
}

static void names_that_are_none_get_a_proposal(void **state) {
    struct fixture *f = *state;
    write_file(f, "a.cinp", "use scotlan\nuse mine\nuse yours\n");
    write_file(f, "mine.cinp", "event visit\n");
    assert_non_null(load(f, "a.cinp"));
    assert_int_equal(found(f, DIAG_UNKNOWN_FILE), 3);
    assert_str(f->set.diags.at[0]->fix.text, "scotland");
    assert_str(f->set.diags.at[1]->fix.text, "\"mine.cinp\"");
    assert_false(f->set.diags.at[2]->has_fix);
}

static void a_missing_file_says_why(void **state) {
    struct fixture *f = *state;
    str problem = STR("");
    write_file(f, "a.cinp", "use \"b.cinp\"\nuse \"\"\nuse \"-\"\n");
    const struct module *a = load(f, "a.cinp");
    assert_int_equal(found(f, DIAG_UNKNOWN_FILE), 3);
    assert_int_equal(a->use_count, 0);
    assert_null(module_load(&f->set, str_of(path_in(f, "b.cinp")), &problem));
    assert_non_null(strstr(str_to_c(&f->arena, problem), "no such file"));
}

static void nothing_outside_the_folder_is_used(void **state) {
    struct fixture *f = *state;
    make_folder(f, "policy");
    make_folder(f, "policy/words");
    make_folder(f, "policy2");
    write_file(f, "secret.cinp", "event secret\n");
    write_file(f, "policy2/near.cinp", "event near\n");
    write_file(f, "policy/words/inner.cinp", "use \"../outer.cinp\"\n");
    write_file(f, "policy/outer.cinp", "event visit\n");
    assert_int_equal(symlink("../secret.cinp", path_in(f, "policy/link.cinp")),
                     0);
    remember(f, path_in(f, "policy/link.cinp"));
    write_file(f, "policy/a.cinp",
               "use \"../secret.cinp\"\nuse \"link.cinp\"\n"
               "use \"/etc/passwd\"\nuse \"../policy2/near.cinp\"\n"
               "use \"words/inner.cinp\"\n");
    const struct module *a = load(f, "policy/a.cinp");
    assert_int_equal(found(f, DIAG_OUTSIDE_FOLDER), 4);
    assert_int_equal(f->set.diags.len, 4);
    assert_int_equal(a->use_count, 1);
    assert_int_equal(f->set.len, 3);
}

static void a_file_known_from_another_policy_stays_outside(void **state) {
    struct fixture *f = *state;
    make_folder(f, "policy");
    write_file(f, "words.cinp", "event visit\n");
    write_file(f, "policy/a.cinp", "use \"../words.cinp\"\n");
    assert_non_null(load(f, "words.cinp"));
    assert_int_equal(load(f, "policy/a.cinp")->use_count, 0);
    assert_int_equal(found(f, DIAG_OUTSIDE_FOLDER), 1);
}

static void a_circle_is_shown(void **state) {
    struct fixture *f = *state;
    write_file(f, "a.cinp", "use \"b.cinp\"\n");
    write_file(f, "b.cinp", "use \"c.cinp\"\n");
    write_file(f, "c.cinp", "use \"a.cinp\"\n");
    assert_non_null(load(f, "a.cinp"));
    assert_int_equal(f->set.diags.len, 1);
    assert_int_equal(f->set.diags.at[0]->id, DIAG_FILE_CIRCLE);
    assert_int_equal(f->set.diags.at[0]->label_count, 2);
    write_file(f, "own.cinp", "use \"own.cinp\"\n");
    assert_non_null(load(f, "own.cinp"));
    assert_int_equal(found(f, DIAG_FILE_CIRCLE), 2);
}

static void files_are_counted(void **state) {
    struct fixture *f = *state;
    struct strbuf all;
    strbuf_init(&all, &f->arena);
    for (int i = 1; i < MODULE_MAX_FILES + 3; i++) {
        char name[32];
        snprintf(name, sizeof name, "f%d.cinp", i);
        write_file(f, name, "# nothing\n");
        strbuf_addf(&all, "use \"%s\"\n", name);
    }
    write_file(f, "a.cinp", strbuf_c(&all));
    assert_int_equal(load(f, "a.cinp")->use_count, MODULE_MAX_FILES - 1);
    assert_int_equal(found(f, DIAG_TOO_MANY_FILES), 1);
}

static void depth_is_bounded(void **state) {
    struct fixture *f = *state;
    char name[32], text[48];
    for (int i = 0; i < MODULE_MAX_DEPTH + 2; i++) {
        snprintf(name, sizeof name, "d%d.cinp", i);
        snprintf(text, sizeof text, "use \"d%d.cinp\"\n", i + 1);
        write_file(f, name, text);
    }
    assert_non_null(load(f, "d0.cinp"));
    assert_int_equal(f->set.len, MODULE_MAX_DEPTH);
    assert_int_equal(found(f, DIAG_TOO_MANY_FILES), 1);
    assert_int_equal(f->set.diags.len, 1);
}

#define MODULE_TEST(test) \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        MODULE_TEST(each_file_is_loaded_once),
        MODULE_TEST(used_files_come_first),
        MODULE_TEST(the_standard_library_is_inside),
        MODULE_TEST(a_host_may_bring_another_library),
        MODULE_TEST(names_that_are_none_get_a_proposal),
        MODULE_TEST(a_missing_file_says_why),
        MODULE_TEST(nothing_outside_the_folder_is_used),
        MODULE_TEST(a_file_known_from_another_policy_stays_outside),
        MODULE_TEST(a_circle_is_shown),
        MODULE_TEST(files_are_counted),
        MODULE_TEST(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
