// SPDX-License-Identifier: MIT
/* test_random.c: random policies and cases, judged by src/eval and by
 * tests/slow, which must say the same.
 *
 * CINP_SEED chooses the policies, CINP_RUNS how many of them are judged, and
 * CINP_FEATURES what they may hold (enum feature, a sum);
 * a difference is reported with its seed, shrunk, as a file for `cinp test`
 * with both answers. CINP_SHOW=1 shows why policies were rejected. */
#include <stdio.h>
#include <stdlib.h>

#include "random/trial.h"

enum { FEATURES = WITH_ALL - WITH_UNSETTLED };
enum { POLICIES = 10500, CASES = 5, MAX_DIFFERENCES = 3 };
enum { FIRST_SEED = 60000 };

struct tally {
    unsigned policies, rejected, pairs, differences;
};

static uint64_t number_of(const char *variable, uint64_t otherwise) {
    const char *text = getenv(variable);
    return text ? strtoull(text, NULL, 10) : otherwise;
}

/* As TAP comments, line by line. */
static void print_comment(str text) {
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != '\n')
            continue;
        printf("# %.*s\n", (int)(i - from), text.at + from);
        from = i + 1;
    }
}

static void print_trial(struct arena *arena, const struct trial *t) {
    struct strbuf text, report;
    unsigned which;
    strbuf_init(&text, arena);
    strbuf_init(&report, arena);
    trial_print(&text, t);
    print_comment(strbuf_str(&text));
    trial_run(arena, t, &which, &report);
    print_comment(strbuf_str(&report));
}

static void report_difference(struct arena *arena, uint64_t seed,
                              struct text policy, struct text the_case) {
    struct trial t = {&policy, &the_case, 1};
    printf("# the evaluators differ: CINP_SEED=%llu CINP_RUNS=1\n",
           (unsigned long long)seed);
    trial_shrink(arena, &policy, &the_case);
    print_trial(arena, &t);
}

static void run_seed(struct arena *arena, uint64_t seed, unsigned features,
                     struct tally *tally, bool show) {
    struct random random = random_of(seed);
    struct recipe recipe;
    struct text cases[CASES];
    struct trial t = {&recipe.text, cases, CASES};
    unsigned which = 0;
    generate_policy(arena, &random, features, &recipe);
    for (unsigned i = 0; i < CASES; i++)
        generate_case(&recipe, &cases[i]);
    tally->policies++;
    switch (trial_run(arena, &t, &which, NULL)) {
    case TRIAL_REJECTED:
        tally->rejected++;
        if (show)
            print_trial(arena, &t);
        break;
    case TRIAL_AGREED: tally->pairs += CASES; break;
    case TRIAL_DIFFERED:
        tally->pairs += which + 1;
        tally->differences++;
        report_difference(arena, seed, recipe.text, cases[which]);
        break;
    }
}

static bool verdict(unsigned number, bool ok, const char *what) {
    printf("%sok %u - %s\n", ok ? "" : "not ", number, what);
    return ok;
}

int main(void) {
    uint64_t seed = number_of("CINP_SEED", FIRST_SEED),
             runs = number_of("CINP_RUNS", POLICIES);
    uint64_t most = number_of("CINP_DIFFERENCES", MAX_DIFFERENCES);
    unsigned features = (unsigned)number_of("CINP_FEATURES", FEATURES);
    bool show = number_of("CINP_SHOW", 0) > 0;
    struct tally tally = {0};
    struct arena arena;
    arena_init(&arena, process_allocator);
    printf("1..2\n# CINP_SEED=%llu\n", (unsigned long long)seed);
    for (uint64_t i = 0; i < runs && tally.differences < most; i++) {
        run_seed(&arena, seed + i, features, &tally, show);
        arena_reset(&arena);
        fflush(stdout);
    }
    printf("# %u policies, %u of them not well formed, %u cases judged\n",
           tally.policies, tally.rejected, tally.pairs);
    bool ok =
        verdict(1, tally.differences == 0, "both evaluators say the same");
    ok &= verdict(2, tally.rejected * 3 <= tally.policies,
                  "two policies in three are well formed");
    arena_fini(&arena);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
