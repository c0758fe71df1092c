// SPDX-License-Identifier: MIT
/* test_readings.c: `unclear` questions: where their names may stand, what is
 * said of faulty ones, and what differs under another reading. */
#include "unit.h"

#include <string.h>

#include "eval/readings.h"
#include "policy/compile.h"

static const char head[] =
    "policy p\n"
    "event referral\n"
    "event visit\n"
    "  has seen yes/no\n"
    "event meeting\n"
    "fact risk yes/no\n"
    "fact children number\n";

static const struct program *compile_after_head(struct module_set *set,
                                                struct arena *arena,
                                                const char *text) {
    module_set_init(set, arena);
    set->other_readings = READINGS_KEPT;
    return compile(set, module_load_text(set, STR("p.cinp"),
                                         str_format(arena, "%s%s", head,
                                                    text)));
}

static const struct program *good(struct arena *arena, const char *text) {
    struct module_set *set = NEW(arena, struct module_set);
    const struct program *p = compile_after_head(set, arena, text);
    if (set->diags.len > 0)
        fail_msg("%.*s", STR_ARG(set->diags.at[0]->message));
    assert_non_null(p);
    return p;
}

/* -- where a name may stand -- */

static void a_length(void **state) {
    const struct program *p =
        good(*state, "unclear d taken as 10 days, could be 2 weeks\n"
                     "rule r\n  visit within d of referral\n");
    assert_int_equal(p->other_count, 1);
    assert_int_equal(p->rules[0].phases[0].figure.fixed.count, 10);
    p = p->others[0].program;
    assert_int_equal(p->rules[0].phases[0].figure.fixed.count, 2);
    assert_int_equal(p->rules[0].phases[0].figure.fixed.unit, UNIT_WEEKS);
    assert_int_equal(p->unclear[0].taken, 1);
    assert_int_equal(p->other_count, 0);
}

static void a_condition(void **state) {
    const struct program *p =
        good(*state, "unclear u taken as yes, could be no\n"
                     "rule r\n  visit within 5 days of referral\n"
                     "  when u\n");
    assert_int_equal(p->rules[0].when->op, CONDITION_ALWAYS);
    assert_false(p->rules[0].when->negated);
    assert_true(p->others[0].program->rules[0].when->negated);
}

static void an_amount(void **state) {
    const struct program *p =
        good(*state, "unclear n taken as 2, could be 3\n"
                     "rule r\n  visit within 5 days of referral\n"
                     "  when children is at least n\n");
    assert_int_equal(p->rules[0].when->amount.literal.number, 2000);
    assert_int_equal(
        p->others[0].program->rules[0].when->amount.literal.number, 3000);
}

static void a_date(void **state) {
    const struct program *p =
        good(*state, "unclear l taken as 2024-05-01, could be 2024-06-01\n"
                     "rule r\n  visit must happen by l\n");
    assert_int_equal(p->rules[0].limit->kind, LIMIT_DATE);
    assert_int_equal(p->others[0].program->rules[0].limit->day -
                         p->rules[0].limit->day,
                     31);
}

/* Declared events keep their ids; a union of two is one more. */
static void an_event(void **state) {
    const struct program *p =
        good(*state, "unclear e taken as referral, could be meeting\n"
                     "event later is 2 weeks after e\n"
                     "rule r\n  visit within 5 days of e or meeting\n");
    const struct program *other = p->others[0].program;
    assert_int_equal(p->event_count, other->event_count + 1);
    assert_str(atom_str(p->atoms, p->events[p->rules[0].anchor].name),
               "referral or meeting");
    assert_str(atom_str(p->atoms, other->events[other->rules[0].anchor].name),
               "meeting");
    for (uint32_t i = 0; i < other->event_count; i++)
        assert_int_equal(p->events[i].name, other->events[i].name);
}

static void readings_of_the_caller(void **state) {
    struct arena *arena = *state;
    struct module_set set;
    module_set_init(&set, arena);
    set.other_readings = READINGS_KEPT;
    const struct module *m = module_load_text(
        &set, STR("p.cinp"),
        str_format(arena, "%s%s", head,
                   "unclear d taken as 10 days, could be 3 working days\n"
                   "rule r\n  visit within 5 days of referral\n"));
    const struct program *p = compile(&set, m);
    struct reading reading = {STR("d"), STR("3 working_days")};
    assert_int_equal(p->unclear[0].taken, 0);
    set.readings = &reading;
    set.reading_count = 1;
    p = compile(&set, m);
    assert_int_equal(p->unclear[0].taken, 1);
    assert_int_equal(p->others[0].value, 0);
    assert_int_equal(unclear_value_of(arena, p->atoms, p->unclear,
                                      STR("4 days")),
                     2);
}

/* -- faults -- */

static void what_is_faulty_is_said_once(void **state) {
    static const struct {
        const char *text;
        enum diag_id id;
    } rows[] = {
        {"unclear u taken as \"a\", could be \"b\"\n", DIAG_WRONG_TYPE},
        {"unclear u taken as 1, could be yes\n", DIAG_WRONG_TYPE},
        {"unclear u taken as visit, could be 2\n", DIAG_WRONG_TYPE},
        {"unclear u taken as visit, could be risk\n", DIAG_WRONG_SORT},
        {"unclear u taken as visti, could be meeting\n", DIAG_UNKNOWN_NAME},
        {"unclear u taken as visit, could be visit\n", DIAG_SAME_READING},
        {"unclear visit taken as 1, could be 2\n", DIAG_DUPLICATE_NAME},
        {"unclear u taken as visit, could be referral\n"
         "unclear v taken as u, could be meeting\n",
         DIAG_WRONG_SORT},
        {"unclear u taken as 1, could be 2\n"
         "rule r\n  visit within u of referral\n",
         DIAG_WRONG_TYPE},
        {"unclear u taken as visit, could be referral\n"
         "rule r\n  visit within u of referral\n",
         DIAG_WRONG_TYPE},
        {"unclear u taken as 1, could be 2\n"
         "rule r\n  visit within 2 days of u\n",
         DIAG_WRONG_SORT},
        {"unclear u taken as 1, could be 2\n"
         "rule r\n  visit within 2 days of referral\n  when u\n",
         DIAG_WRONG_TYPE},
        {"unclear u taken as visit, could be referral\n"
         "rule r\n  visit within 2 days of referral\n  when u\n",
         DIAG_WRONG_SORT},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct module_set set;
        assert_null(compile_after_head(&set, *state, rows[i].text));
        if (set.diags.len != 1 || set.diags.at[0]->id != rows[i].id)
            fail_msg("row %zu: %zu findings, first %s", i, set.diags.len,
                     set.diags.len ? diag_slug(set.diags.at[0]->id) : "");
    }
}

static void another_reading_may_be_at_fault(void **state) {
    struct module_set set;
    assert_null(compile_after_head(
        &set, *state,
        "unclear d taken as 10 days, could be 10 working days\n"
        "rule r\n  visit within d of referral\n"));
    const struct diag *d = set.diags.at[0];
    assert_int_equal(set.diags.len, 1);
    assert_int_equal(d->id, DIAG_NO_CALENDAR);
    assert_str(d->notes[d->note_count - 1],
               "so it is when `d` is read as 10 working days");
}

/* -- what differs -- */

struct trial {
    const struct program *program;
    struct timeline timeline;
    struct evaluator *evaluator;
    struct readings *readings;
    const struct results *results;
};

static void add(struct trial *c, const char *event, day_number day) {
    atom name = atom_find(c->program->atoms, str_of(event));
    str fault = timeline_add_row(
        &c->timeline, program_event(c->program, name), day, -1, false);
    assert_int_equal(fault.len, 0);
}

static void begin(struct trial *c, struct arena *arena,
                  const char *text) {
    c->program = good(arena, text);
    timeline_init(&c->timeline, process_allocator, c->program);
    c->evaluator = evaluator_new(arena, process_allocator, c->program);
    c->readings = readings_new(arena, process_allocator, c->program);
}

static void judge(struct trial *c, day_number as_at) {
    assert_int_equal(timeline_seal(&c->timeline).len, 0);
    c->results = readings_compare(
        c->readings, evaluate(c->evaluator, &c->timeline, as_at));
}

static void end(struct trial *c) {
    readings_free(c->readings);
    evaluator_free(c->evaluator);
    timeline_fini(&c->timeline);
}

/* The reasons that tell of another reading, of one instance. */
static size_t readings_of(const struct trial *c, size_t instance,
                          const struct reason **first) {
    const struct instance *i = &c->results->instances.at[instance];
    size_t n = 0;
    *first = NULL;
    for (uint32_t k = i->reason_count; k-- > 0;) {
        const struct reason *r = &c->results->reasons.at[i->reasons + k];
        n += r->kind == REASON_READING;
        if (r->kind == REASON_READING)
            *first = r;
    }
    return n;
}

static void the_same_instance(void **state) {
    struct trial c;
    const struct reason *r;
    begin(&c, *state,
          "unclear d taken as 10 days, could be 20 days, could be 70 days\n"
          "rule other\n  meeting within 5 days of referral\n"
          "rule r\n  visit within d of referral\n");
    add(&c, "referral", 100);
    add(&c, "meeting", 101);
    judge(&c, 150);
    assert_int_equal(c.results->instances.len, 2);
    assert_int_equal(readings_of(&c, 0, &r), 0);
    assert_int_equal(readings_of(&c, 1, &r), 2);
    assert_int_equal(r->status, STATUS_OVERDUE);
    assert_int_equal(r->now, 120);
    assert_int_equal(r->day, DAY_NONE);
    assert_int_equal(r[1].status, STATUS_OPEN);
    assert_int_equal(r[1].now, 170);
    assert_int_equal(c.results->instances.at[1].status, STATUS_OVERDUE);
    assert_int_equal(c.results->instances.at[1].due, 110);
    end(&c);
}

/* One that begins on another day, and one more than there are. */
static void other_instances(void **state) {
    struct trial c;
    const struct reason *r;
    begin(&c, *state,
          "unclear e taken as referral, could be meeting\n"
          "rule other\n  visit within 9 days of referral\n"
          "rule r\n  visit within 5 days of e\n");
    add(&c, "referral", 100);
    add(&c, "visit", 101);
    add(&c, "meeting", 110);
    add(&c, "meeting", 120);
    judge(&c, 150);
    assert_int_equal(readings_of(&c, 0, &r), 0);
    assert_int_equal(readings_of(&c, 1, &r), 2);
    assert_int_equal(r->status, STATUS_MISSED);
    assert_int_equal(r->was, 100);
    assert_int_equal(r->day, 110);
    assert_int_equal(r[1].status, STATUS_OVERDUE);
    assert_int_equal(r[1].was, DAY_NONE);
    assert_int_equal(r[1].day, 120);
    end(&c);
}

static void none_at_all(void **state) {
    struct trial c;
    const struct reason *r;
    begin(&c, *state,
          "unclear e taken as meeting, could be referral\n"
          "rule r\n  visit within 5 days of e or referral\n");
    add(&c, "referral", 100);
    add(&c, "meeting", 110);
    judge(&c, 112);
    assert_int_equal(c.results->instances.len, 2);
    assert_int_equal(readings_of(&c, 1, &r), 1);
    assert_int_equal(r->status, READING_NO_INSTANCE);
    end(&c);
}

static void nothing_unclear_costs_nothing(void **state) {
    const struct program *p =
        good(*state, "rule r\n  visit within 5 days of referral\n");
    assert_null(readings_new(*state, process_allocator, p));
    readings_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_length),
        ARENA_TEST(a_condition),
        ARENA_TEST(an_amount),
        ARENA_TEST(a_date),
        ARENA_TEST(an_event),
        ARENA_TEST(readings_of_the_caller),
        ARENA_TEST(what_is_faulty_is_said_once),
        ARENA_TEST(another_reading_may_be_at_fault),
        ARENA_TEST(the_same_instance),
        ARENA_TEST(other_instances),
        ARENA_TEST(none_at_all),
        ARENA_TEST(nothing_unclear_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
