// SPDX-License-Identifier: MIT
/* Filling, sealing and asking a timeline. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "record/timeline.h"

#include "case_program.h"
#include "unit.h"

static day_number day_of(const char *text) {
    day_number day;
    assert_true(day_parse(str_of(text), &day));
    return day;
}

static struct raw_value word(const char *text) {
    return (struct raw_value){.kind = RAW_WORD, .text = str_of(text)};
}

static struct raw_value text(const char *text) {
    return (struct raw_value){.kind = RAW_TEXT, .text = str_of(text)};
}

static struct raw_value yes_no(bool yes) {
    return (struct raw_value){.kind = RAW_YES_NO, .number = yes};
}

static struct raw_value number(int64_t thousandths) {
    return (struct raw_value){.kind = RAW_NUMBER, .number = thousandths};
}

static void values_of_every_type(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    struct raw_value list[] = {word("health"),
                               {.kind = RAW_PERSON,
                                .text = STR("team_manager"),
                                .id = STR("P12")}};
    struct raw_value words[] = {text("a"), text("b")};
    const struct {
        fact_id fact;
        struct raw_value raw;
        const char *expected; /* printed, or the complaint */
    } rows[] = {
        {FACT_DISABLED, yes_no(true), "yes"},
        {FACT_DISABLED, word("no"), "no"},
        {FACT_DISABLED, word("maybe"), "`maybe` is not yes or no"},
        {FACT_DISABLED, number(1000), "1 is not yes or no"},
        {FACT_CHILDREN, number(2500), "2.5"},
        {FACT_CHILDREN, text("2"), "`children` takes a number; `2` is none"},
        {FACT_BORN, {.kind = RAW_DATE, .number = 19802}, "2024-03-20"},
        {FACT_BORN, text("2024-03-20"), "2024-03-20"},
        {FACT_BORN, text("2024-03-20T14:00"), "2024-03-20"},
        {FACT_BORN, text("2024-02-30"),
         "`born` takes a date, like 2024-03-20; `2024-02-30` is none"},
        {FACT_BORN, yes_no(false),
         "`born` takes a date, like 2024-03-20; `no` is none"},
        {FACT_TEAM, text("North"), "North"},
        {FACT_TEAM, word("North"),
         "`team` takes a text in double quotes; `North` is none"},
        {FACT_INTERVAL, {.kind = RAW_DURATION,
                         .duration = {4, UNIT_WEEKS}}, "4 weeks"},
        {FACT_INTERVAL, text("15 working days"), "15 working days"},
        {FACT_INTERVAL, text("1 month"), "1 month"},
        {FACT_INTERVAL, text("99999 days"),
         "`interval` takes a length of time, like 4 weeks; `99999 days` is "
         "none"},
        {FACT_INTERVAL, text("4"),
         "`interval` takes a length of time, like 4 weeks; `4` is none"},
        {FACT_INTERVAL, text("4 fortnights"),
         "`interval` takes a length of time, like 4 weeks; `4 fortnights` is "
         "none"},
        {FACT_NEED, word("N1"), "N1"},
        {FACT_NEED, text("N1"), "N1"},
        {FACT_NEED, word("NO"),
         "`primary_need` takes one of N0, N1; `NO` is none of these (did you "
         "mean `N0`?)"},
        {FACT_NEED, {.kind = RAW_DATE, .number = 19802},
         "`primary_need` takes one of N0, N1; 2024-03-20 is none of these"},
        {FACT_LEAD, word("health"), "health"},
        {FACT_LEAD, list[1], "team_manager P12"},
        {FACT_LEAD, word("soical_worker"),
         "`lead` takes a role; `soical_worker` is none (did you mean "
         "`social_worker`?)"},
        {FACT_LEAD, word("visit"), "`lead` takes a role; `visit` is none"},
        {FACT_LEAD, {.kind = RAW_LIST, .list = list, .count = 2},
         "`lead` takes a role; a list is none"},
        {FACT_HELPERS, {.kind = RAW_LIST, .list = list, .count = 2},
         "health, team_manager P12"},
        {FACT_HELPERS, word("health"), "health"},
        {FACT_HELPERS, {.kind = RAW_LIST}, ""},
        {FACT_WORDS, {.kind = RAW_LIST, .list = words, .count = 2}, "a, b"},
        {FACT_WORDS, {.kind = RAW_LIST, .list = list, .count = 2},
         "`words` takes a text in double quotes; `health` is none"},
        {FACT_SERVICES, word("x"),
         "`services` takes items with N0, N1; `x` is none"},
        {FACT_CHILDREN, text("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeee"
                             "eeefffffffff\xC3\xA9z"),
         "`children` takes a number; `aaaaaaaaaabbbbbbbbbbccccccccccddddddddd"
         "deeeeeeeeeefffffffff...` is none"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        timeline_reset(&t);
        str fault = timeline_add_fact(&t, rows[i].fact, rows[i].raw, DAY_NONE,
                                      DAY_NEVER);
        assert_int_equal(timeline_seal(&t).len, 0);
        bool defaulted;
        struct strbuf out;
        strbuf_init(&out, *state);
        if (!fault.len)
            value_print(&out, t.program->atoms,
                        timeline_fact(&t, rows[i].fact, 0, &defaulted));
        assert_str(fault.len ? fault : strbuf_str(&out), rows[i].expected);
    }
    timeline_fini(&t);
}

/* Texts outlive what they were read from. */
static void borrows_nothing(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    char bytes[] = "North";
    timeline_add_fact(&t, FACT_TEAM, text(bytes), DAY_NONE, DAY_NEVER);
    memset(bytes, 'x', sizeof bytes - 1);
    assert_int_equal(timeline_seal(&t).len, 0);
    bool defaulted;
    assert_str(timeline_fact(&t, FACT_TEAM, 0, &defaulted).text, "North");
    timeline_fini(&t);
}

static void attributes(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    timeline_add_row(&t, EVENT_MEETING, 100, -1, false);
    assert_str(timeline_add_attribute(&t, ATTR_CHAIR, word("health")), "");
    assert_str(timeline_add_attribute(&t, ATTR_SIZE, number(3000)), "");
    assert_str(timeline_add_attribute(&t, ATTR_QUORATE, yes_no(true)), "");
    assert_str(timeline_add_attribute(
                   &t, ATTR_GAP, (struct raw_value){.kind = RAW_NOTHING}), "");
    assert_str(timeline_add_attribute(&t, ATTR_CHAIR, word("health")),
               "`chair` is given twice");
    assert_str(timeline_add_attribute(&t, ATTR_OUTCOME, word("cin_plan")),
               "`outcome` takes one of continue_plan, end_plan; `cin_plan` is "
               "none of these");
    timeline_add_row(&t, EVENT_VISIT, 101, -1, true);
    assert_str(timeline_add_attribute(&t, ATTR_CHAIR, word("health")),
               "`visit` has no attribute `chair`");
    assert_str(timeline_seal(&t), "");
    const struct row *row = &t.rows.at[0];
    assert_int_equal(row_attribute(row, ATTR_SIZE).number, 3000);
    assert_true(row_attribute(row, ATTR_QUORATE).yes);
    assert_int_equal(row_attribute(row, ATTR_GAP).kind, VALUE_UNKNOWN);
    assert_int_equal(row_attribute(row, ATTR_SOURCE).kind, VALUE_UNKNOWN);
    timeline_fini(&t);
}

/* By day, on one day as given; the index has each event's rows in order. */
static void sealing_sorts(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    uint32_t seed = 1;
    for (int i = 0; i < 3000; i++) {
        seed = seed * 1103515245u + 12345u;
        timeline_add_row(&t, (event_id)(seed >> 16) % 3,
                         (day_number)(seed >> 20) % 90 + 10, -1, false);
    }
    assert_str(timeline_seal(&t), "");
    for (size_t i = 1; i < t.rows.len; i++) {
        const struct row *a = &t.rows.at[i - 1], *b = &t.rows.at[i];
        assert_true(a->day < b->day ||
                    (a->day == b->day && a->order < b->order));
    }
    uint32_t indexed = 0;
    for (uint32_t e = 0; e < t.program->event_count; e++)
        for (uint32_t i = t.event_start[e]; i < t.event_start[e + 1]; i++) {
            assert_int_equal(t.rows.at[t.by_event[i]].event, e);
            if (i > t.event_start[e])
                assert_true(t.by_event[i - 1] < t.by_event[i]);
            indexed++;
        }
    assert_int_equal(indexed, t.rows.len);
    assert_int_equal(t.event_start[0], 0);
    assert_int_equal(t.first_day, t.rows.at[0].day);
    timeline_reset(&t);
    assert_str(timeline_seal(&t), "");
    assert_int_equal(t.first_day, DAY_NEVER);
    timeline_fini(&t);
}

struct spell {
    const char *from, *until; /* NULL: open */
    bool yes;
};

static struct value disabled_on(const struct timeline *t, const char *day) {
    bool defaulted;
    return timeline_fact(t, FACT_DISABLED, day_of(day), &defaulted);
}

static str add_spells(struct timeline *t, const struct spell *spells,
                      size_t n) {
    timeline_reset(t);
    for (size_t i = 0; i < n; i++) {
        str fault = timeline_add_fact(
            t, FACT_DISABLED, yes_no(spells[i].yes),
            spells[i].from ? day_of(spells[i].from) : DAY_NONE,
            spells[i].until ? day_of(spells[i].until) : DAY_NEVER);
        if (fault.len)
            return fault;
    }
    return timeline_seal(t);
}

static void histories(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    /* a spell inside another uncovers it again when it ends */
    const struct spell nested[] = {{"2024-02-01", "2024-02-10", false},
                                   {NULL, NULL, true},
                                   {"2024-02-05", "2024-02-07", true},
                                   {"2024-03-01", "2024-03-31", false},
                                   {"2024-03-01", "2024-03-02", false}};
    assert_str(add_spells(&t, nested, ARRAY_LEN(nested)), "");
    static const struct {
        const char *day;
        bool yes;
    } days[] = {{"1990-01-01", true},  {"2024-01-31", true},
                {"2024-02-01", false}, {"2024-02-04", false},
                {"2024-02-05", true},  {"2024-02-07", true},
                {"2024-02-08", false}, {"2024-02-10", false},
                {"2024-02-11", true},  {"2024-03-02", false},
                {"2024-03-31", false}, {"2024-04-01", true},
                {"2199-12-31", true}};
    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        assert_int_equal(disabled_on(&t, days[i].day).yes, days[i].yes);
    for (uint32_t i = 1; i < t.fact_start[FACT_DISABLED + 1]; i++)
        assert_true(t.facts[i - 1].until < t.facts[i].from);

    const struct spell gap[] = {{"2024-01-01", "2024-01-31", true},
                                {"2024-03-01", NULL, false}};
    assert_str(add_spells(&t, gap, ARRAY_LEN(gap)), "");
    assert_int_equal(disabled_on(&t, "2023-12-31").kind, VALUE_UNKNOWN);
    assert_int_equal(disabled_on(&t, "2024-01-31").kind, VALUE_YES_NO);
    assert_int_equal(disabled_on(&t, "2024-02-01").kind, VALUE_UNKNOWN);
    assert_int_equal(disabled_on(&t, "2024-03-01").kind, VALUE_YES_NO);
    timeline_fini(&t);
}

static void histories_at_fault(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    const struct spell two[] = {{"2024-02-01", NULL, true},
                                {"2024-01-01", NULL, true},
                                {"2024-02-01", NULL, false}};
    assert_str(add_spells(&t, two, 3),
               "`disabled` has two values from 2024-02-01");
    assert_int_equal(t.fault, 2);
    const struct spell same[] = {{"2024-02-01", NULL, true},
                                 {"2024-02-01", NULL, true}};
    assert_str(add_spells(&t, same, 2), "");
    const struct spell undated[] = {{NULL, NULL, true}, {NULL, NULL, false}};
    assert_str(add_spells(&t, undated, 2), "`disabled` has two values");
    const struct spell backwards[] = {{"2024-02-01", "2024-01-31", true}};
    assert_str(add_spells(&t, backwards, 1),
               "`disabled` ends on 2024-01-31, before it begins on "
               "2024-02-01");
    timeline_fini(&t);
}

static void defaults(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    struct raw_value nothing = {.kind = RAW_NOTHING};
    assert_str(timeline_add_fact(&t, FACT_RISK, yes_no(true), 100, 199), "");
    assert_str(timeline_add_fact(&t, FACT_RISK, nothing, 150, DAY_NEVER), "");
    assert_str(timeline_seal(&t), "");
    bool defaulted;
    assert_true(timeline_fact(&t, FACT_RISK, 149, &defaulted).yes);
    assert_false(defaulted);
    assert_false(timeline_fact(&t, FACT_RISK, 150, &defaulted).yes);
    assert_true(defaulted);
    assert_false(timeline_fact(&t, FACT_RISK, 99, &defaulted).yes);
    assert_true(defaulted);
    assert_int_equal(timeline_fact(&t, FACT_DISABLED, 99, &defaulted).kind,
                     VALUE_UNKNOWN);
    assert_false(defaulted);
    timeline_fini(&t);
}

static void acts(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    struct act_row act = {.act = ACT_CONSIDERED, .rule = RULE_ID_CONFERENCE,
                          .day = 20, .trigger = DAY_NONE, .to = DAY_NONE,
                          .by.kind = VALUE_UNKNOWN, .reason = STR("talked")};
    timeline_add_row(&t, EVENT_VISIT, 30, -1, false);
    assert_str(timeline_add_act(&t, act), "");
    act.day = 10;
    assert_str(timeline_add_act(&t, act), "");
    act.rule = RULE_ID_REVIEW;
    assert_str(timeline_add_act(&t, act),
               "`review` is no prompt; only a rule that says `consider` can "
               "be considered");
    assert_str(timeline_seal(&t), "");
    assert_int_equal(t.acts.len, 2);
    assert_int_equal(t.acts.at[0].day, 10);
    assert_int_equal(t.acts.at[0].order, 2);
    assert_int_equal(t.first_day, 10);
    timeline_fini(&t);
}

/* -- memory and time -- */

struct counter {
    size_t gets;
};

static void *counted_get(void *host, size_t size) {
    ((struct counter *)host)->gets++;
    return malloc(size);
}

static void counted_put(void *host, void *block) {
    (void)host;
    free(block);
}

static void fill(struct timeline *t, int n) {
    timeline_reset(t);
    for (int i = 0; i < n; i++) {
        timeline_add_row(t, EVENT_MEETING, (i * 7919) % 1000, -1, false);
        assert_str(timeline_add_attribute(t, ATTR_CHAIR, word("health")), "");
        assert_str(timeline_add_attribute(t, ATTR_SOURCE, text("School")), "");
        assert_str(timeline_add_fact(t, FACT_DISABLED, yes_no(i % 3 == 0),
                                     i * 2, i * 2), "");
    }
    assert_str(timeline_seal(t), "");
}

static void no_memory_after_the_largest_case(void **state) {
#ifdef CINP_ARENA_STRESS
    return; /* there, every object is asked for */
#endif
    struct counter counter = {0};
    struct timeline t;
    timeline_init(&t,
                  (struct block_allocator){counted_get, counted_put, &counter},
                  case_program(*state));
    fill(&t, 500);
    fill(&t, 500);
    size_t warm = counter.gets;
    static const int sizes[] = {500, 1, 0, 30, 499, 250, 500, 77, 500};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
        fill(&t, sizes[i]);
    assert_int_equal(counter.gets, warm);
    timeline_fini(&t);
}

static void a_large_case(void **state) {
    struct timeline t;
    timeline_init(&t, process_allocator, case_program(*state));
    for (int i = 0; i < 100000; i++)
        timeline_add_row(&t, EVENT_VISIT, (i * 7919) % 20011, -1, false);
    for (int i = 0; i < 100000; i++) /* all begun, few ended */
        timeline_add_fact(&t, FACT_CHILDREN, number(i), (i * 7919) % 100003,
                          i % 2 ? DAY_NEVER : 100003);
    assert_str(timeline_seal(&t), "");
    bool defaulted;
    for (int day = 0; day < 100003; day++)
        assert_int_equal(timeline_fact(&t, FACT_CHILDREN, day,
                                       &defaulted).kind == VALUE_NUMBER ||
                             day == 0,
                         true);
    timeline_fini(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(values_of_every_type),
        ARENA_TEST(borrows_nothing),
        ARENA_TEST(attributes),
        ARENA_TEST(sealing_sorts),
        ARENA_TEST(histories),
        ARENA_TEST(histories_at_fault),
        ARENA_TEST(defaults),
        ARENA_TEST(acts),
        ARENA_TEST(no_memory_after_the_largest_case),
        ARENA_TEST(a_large_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
