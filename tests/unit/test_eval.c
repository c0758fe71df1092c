// SPDX-License-Identifier: MIT
/* test_eval.c: the evaluator as its callers see it: what it answers, that it
 * asks for no memory once it has seen its largest case, and that one program
 * serves any number of evaluators.  What sentences mean is tested by policies
 * (tests/language/) and against the slow evaluator (tests/random/). */
#include "config.h"

#include "unit.h"

#include <stdlib.h>

#include "eval/eval.h"
#include "policy/compile.h"
#include "record/case_text.h"

static const char policy[] =
    "policy trial \"A trial\"\n"
    "  working days from england_and_wales\n"
    "  case closes at case_closed\n"
    "event assessment_complete\n"
    "event cin_meeting\n"
    "  has quorate yes/no\n"
    "event visit\n"
    "event case_closed\n"
    "fact disabled yes/no\n"
    "event quorate_meeting is every cin_meeting where quorate\n"
    "rule meeting\n"
    "  cin_meeting within 15 working days of assessment_complete\n"
    "rule visits\n"
    "  visit every 20 working days from assessment_complete until case_closed\n"
    "rule visits_disabled\n"
    "  exception to visits\n"
    "  every 10 working days instead\n"
    "  when disabled\n"
    "rule quorate\n"
    "  quorate_meeting within 4 weeks of assessment_complete\n";

/* Counts what is asked of the host. */
static int blocks;
static void *counting_get(void *host, size_t size) {
    (void)host;
    blocks++;
    return calloc(1, size);
}
static void counting_put(void *host, void *block) {
    (void)host;
    free(block);
}
static const struct block_allocator counting = {counting_get, counting_put,
                                                NULL};

struct fixture {
    struct arena arena;
    struct module_set modules;
    const struct program *program;
    struct timeline timeline;
};

static void set_up(struct fixture *f) {
    arena_init(&f->arena, process_allocator);
    module_set_init(&f->modules, &f->arena);
    f->program =
        compile(&f->modules, module_load_text(&f->modules, STR("trial.cinp"),
                                              str_of(policy)));
    assert_non_null(f->program);
    timeline_init(&f->timeline, process_allocator, f->program);
}

static void tear_down(struct fixture *f) {
    timeline_fini(&f->timeline);
    arena_fini(&f->arena);
}

static void add(struct fixture *f, const char *event, day_number day) {
    atom name = atom_find(f->program->atoms, str_of(event));
    str fault = timeline_add_row(&f->timeline, program_event(f->program, name),
                                 day, -1, false);
    assert_int_equal(fault.len, 0);
}

static day_number day_of(const char *text) {
    day_number day;
    assert_true(day_parse(str_of(text), &day));
    return day;
}

static const struct instance *instance_of(const struct fixture *f,
                                          const struct results *r,
                                          const char *rule, size_t n) {
    atom name = atom_find(f->program->atoms, str_of(rule));
    for (size_t i = 0; i < r->instances.len; i++)
        if (r->instances.at[i].rule == program_rule(f->program, name) &&
            n-- == 0)
            return &r->instances.at[i];
    fail_msg("no such instance of %s", rule);
    return NULL;
}

/* Easter lies between 20 March 2024 and the fifteenth working day after it. */
static void test_due_day(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f);
    struct evaluator *e = evaluator_new(&f.arena, process_allocator, f.program);
    timeline_reset(&f.timeline);
    add(&f, "assessment_complete", day_of("2024-03-20"));
    add(&f, "cin_meeting", day_of("2024-04-15"));
    timeline_seal(&f.timeline);
    const struct results *r = evaluate(e, &f.timeline, day_of("2024-05-01"));
    const struct instance *i = instance_of(&f, r, "meeting", 0);
    assert_int_equal(i->status, STATUS_MET_LATE);
    assert_int_equal(i->due, day_of("2024-04-12"));
    assert_int_equal(i->late_days, 3);
    assert_int_equal(i->late_units, 1);
    evaluator_free(e);
    tear_down(&f);
}

/* Both figures are possible: the status agrees, or what to record is named. */
static void test_unknown_fact(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f);
    struct evaluator *e = evaluator_new(&f.arena, process_allocator, f.program);
    timeline_reset(&f.timeline);
    add(&f, "assessment_complete", day_of("2024-05-07"));
    timeline_seal(&f.timeline);
    const struct results *r = evaluate(e, &f.timeline, day_of("2024-05-08"));
    const struct instance *i = instance_of(&f, r, "visits", 0);
    assert_int_equal(i->status, STATUS_OPEN);
    assert_int_equal(i->due, day_of("2024-05-21"));
    assert_int_equal(i->due_last, day_of("2024-06-05"));
    r = evaluate(e, &f.timeline, day_of("2024-05-28"));
    i = instance_of(&f, r, "visits", 0);
    assert_int_equal(i->status, STATUS_CANNOT_TELL);
    assert_true(i->reason_count > 0);
    assert_int_equal(r->reasons.at[i->reasons].kind, REASON_MISSING_FACT);
    evaluator_free(e);
    tear_down(&f);
}

/* The attribute that a `where` asks for is named when nobody recorded it. */
static void test_doubtful_occurrence(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f);
    struct evaluator *e = evaluator_new(&f.arena, process_allocator, f.program);
    timeline_reset(&f.timeline);
    add(&f, "assessment_complete", day_of("2024-05-07"));
    add(&f, "cin_meeting", day_of("2024-05-20"));
    timeline_seal(&f.timeline);
    const struct results *r = evaluate(e, &f.timeline, day_of("2024-07-01"));
    const struct instance *i = instance_of(&f, r, "quorate", 0);
    assert_int_equal(i->status, STATUS_CANNOT_TELL);
    const struct reason *reason = &r->reasons.at[i->reasons];
    assert_int_equal(reason->kind, REASON_MISSING_ATTRIBUTE);
    assert_int_equal(reason->day, day_of("2024-05-20"));
    evaluator_free(e);
    tear_down(&f);
}

static void fill(struct fixture *f, int events) {
    timeline_reset(&f->timeline);
    add(f, "assessment_complete", day_of("2020-01-06"));
    for (int i = 0; i < events; i++)
        add(f, i % 3 ? "visit" : "cin_meeting", day_of("2020-01-07") + 5 * i);
    timeline_seal(&f->timeline);
}

static void test_no_memory_after_warm_up(void **state) {
    (void)state;
#ifdef CINP_ARENA_STRESS
    return; /* there, every object is asked for */
#endif
    struct fixture f;
    set_up(&f);
    struct evaluator *e = evaluator_new(&f.arena, counting, f.program);
    for (int i = 0; i < 3; i++) {
        fill(&f, 200);
        evaluate(e, &f.timeline, day_of("2023-01-01"));
    }
    blocks = 0;
    for (int i = 0; i < 50; i++) {
        fill(&f, 4 * i);
        evaluate(e, &f.timeline, day_of("2023-01-01"));
    }
    assert_int_equal(blocks, 0);
    evaluator_free(e);
    tear_down(&f);
}

static void test_one_program_two_evaluators(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f);
    struct evaluator *a = evaluator_new(&f.arena, process_allocator, f.program);
    struct evaluator *b = evaluator_new(&f.arena, process_allocator, f.program);
    fill(&f, 20);
    const struct results *x = evaluate(a, &f.timeline, day_of("2021-01-01"));
    const struct results *y = evaluate(b, &f.timeline, day_of("2021-01-01"));
    assert_int_equal(x->instances.len, y->instances.len);
    for (size_t i = 0; i < x->instances.len; i++) {
        assert_int_equal(x->instances.at[i].status, y->instances.at[i].status);
        assert_int_equal(x->instances.at[i].due, y->instances.at[i].due);
    }
    evaluator_free(a);
    evaluator_free(b);
    tear_down(&f);
}

/* A case with nothing in it is answered: nothing has started. */
static void test_empty_case(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f);
    struct evaluator *e = evaluator_new(&f.arena, process_allocator, f.program);
    timeline_reset(&f.timeline);
    timeline_seal(&f.timeline);
    const struct results *r = evaluate(e, &f.timeline, day_of("2024-05-01"));
    assert_int_equal(r->instances.len, 3);
    for (size_t i = 0; i < r->instances.len; i++)
        assert_int_equal(r->instances.at[i].status, STATUS_NOT_STARTED);
    evaluator_free(e);
    tear_down(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_due_day),
        cmocka_unit_test(test_unknown_fact),
        cmocka_unit_test(test_doubtful_occurrence),
        cmocka_unit_test(test_no_memory_after_warm_up),
        cmocka_unit_test(test_one_program_two_evaluators),
        cmocka_unit_test(test_empty_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
