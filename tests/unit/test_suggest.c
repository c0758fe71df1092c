// SPDX-License-Identifier: MIT
/* The distance of names, and the nearest one. */
#include <string.h>
#include <time.h>

#include "text/suggest.h"
#include "unit.h"

enum { NO_LIMIT = SUGGEST_MAX_LEN };

static void distances(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},
        {"a", "a", 0},
        {"review", "review", 0},
        {"", "a", 1},
        {"", "abc", 3},
        {"a", "b", 1},
        {"a", "ab", 1},
        {"ab", "a", 1},
        {"ab", "ba", 1},            /* neighbours exchanged */
        {"abcd", "acbd", 1},
        {"abcd", "abdc", 1},
        {"abcd", "bacd", 1},
        {"abcd", "badc", 2},        /* two pairs */
        {"abc", "cab", 2},
        {"ca", "abc", 3},           /* each place is changed only once */
        {"chain", "xhain", 1},      /* the first letter counts */
        {"chain", "chaix", 1},
        {"chain", "hain", 1},
        {"visit", "vist", 1},
        {"visit", "vissit", 1},
        {"kitten", "sitting", 3},
        {"sunday", "saturday", 3},
        {"abc", "xyz", 3},
        {"abc", "abcdefgh", 5},     /* a prefix */
        {"abcdefgh", "efgh", 4},    /* an end */
        {"aaaa", "aa", 2},
        {"abab", "baba", 2},
        {"initial_meeting", "inital_meeting", 1},
        {"initial_meeting", "intiial_meeting", 1},
        {"t\xC5\xB7", "ty", 2},     /* bytes, not letters */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        str a = str_of(rows[i].a), b = str_of(rows[i].b);
        assert_int_equal(suggest_distance(a, b, NO_LIMIT), rows[i].distance);
        assert_int_equal(suggest_distance(b, a, NO_LIMIT), rows[i].distance);
    }
}

/* The definition itself, without a band: the first i of a, the first j of b. */
static size_t plain_distance(str a, str b) {
    size_t d[16][16];
    for (size_t i = 0; i <= a.len; i++)
        for (size_t j = 0; j <= b.len; j++) {
            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            size_t best = d[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]);
            best = MIN(best, MIN(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
                a.at[i - 2] == b.at[j - 1])
                best = MIN(best, d[i - 2][j - 2] + 1);
            d[i][j] = best;
        }
    return d[a.len][b.len];
}

static str random_name(uint32_t *seed, char *bytes) {
    *seed = *seed * 1664525u + 1013904223u;
    size_t len = (*seed >> 24) % 13;
    for (size_t i = 0; i < len; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        bytes[i] = (char)('a' + (*seed >> 24) % 3);
    }
    return (str){bytes, len};
}

static void a_limit_hides_only_what_is_beyond_it(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        char a_bytes[16], b_bytes[16];
        str a = random_name(&seed, a_bytes), b = random_name(&seed, b_bytes);
        size_t exact = plain_distance(a, b);
        for (size_t limit = 0; limit < 14; limit++) {
            size_t found = suggest_distance(a, b, limit);
            if (exact <= limit)
                assert_int_equal(found, exact);
            else
                assert_true(found > limit);
        }
    }
}

static void long_names_are_beyond_every_limit(void **state) {
    (void)state;
    char long_name[SUGGEST_MAX_LEN + 1];
    memset(long_name, 'n', sizeof long_name);
    str full = {long_name, SUGGEST_MAX_LEN};
    str less = {long_name, SUGGEST_MAX_LEN - 1};
    str more = {long_name, SUGGEST_MAX_LEN + 1};
    assert_int_equal(suggest_distance(full, less, 5), 1);
    assert_int_equal(suggest_distance(more, more, 5), 0);
    assert_true(suggest_distance(more, full, SIZE_MAX) > SUGGEST_MAX_LEN);
    assert_int_equal(suggest_distance(full, (str){NULL, 0}, SIZE_MAX),
                     SUGGEST_MAX_LEN);
}

static void the_best_of_several(void **state) {
    (void)state;
    static const str names[] = {
        {"visit", 5},   {"review", 6},  {"initial_meeting", 15},
        {"meeting", 7}, {"closed", 6},  {"plan", 4},
        {"chair", 5},   {"Chair", 5},   {"id", 2},
    };
    static const struct {
        const char *name, *best;
    } rows[] = {
        {"inital_meeting", "initial_meeting"},
        {"initial_meeitng", "initial_meeting"},
        {"reveiw", "review"},
        {"viist", "visit"},
        {"vsit", "visit"},
        {"MEETING", "meeting"},   /* case apart it is the same */
        {"CHAIR", "chair"},       /* the first of equals */
        {"chair", "Chair"},       /* what is equal is no suggestion */
        {"chiar", "chair"},
        {"chare", ""},            /* two slips in five letters */
        {"plna", "plan"},
        {"pla", "plan"},
        {"pl", ""},               /* two of two letters */
        {"ie", "id"},
        {"x", ""},                /* nothing of it would be left */
        {"I", ""},
        {"ID", "id"},
        {"", ""},
        {"safeguarding", ""},
        {"closing", ""},          /* three slips in seven letters */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_str(suggest_best(str_of(rows[i].name), names, ARRAY_LEN(names)),
                   rows[i].best);
    assert_str(suggest_best(STR("visit"), NULL, 0), "");
}

static void hostile_lists_are_cut_short(void **state) {
    enum { COUNT = 1000000 };
    str *names = NEW_ARRAY(*state, str, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        names[i] = STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    names[SUGGEST_MAX_CANDIDATES - 1] = STR("baab");
    names[COUNT - 1] = STR("aaab");
    assert_str(suggest_best(STR("aaabb"), names, COUNT), "");
    assert_str(suggest_best(STR("baabb"), names, COUNT), "baab");
    clock_t begin = clock();
    for (int i = 0; i < 100; i++)
        suggest_best(STR("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
                     names, COUNT);
    assert_true(clock() - begin < 5 * CLOCKS_PER_SEC);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances),
        cmocka_unit_test(a_limit_hides_only_what_is_beyond_it),
        cmocka_unit_test(long_names_are_beyond_every_limit),
        cmocka_unit_test(the_best_of_several),
        ARENA_TEST(hostile_lists_are_cut_short),
    };
    return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
