// SPDX-License-Identifier: MIT
/* cmd_test.c: `cinp test FILES...`: the tests that policies hold.
 *
 * An expectation holds when exactly one instance of its rule matches all that
 * it states.  A failure shows what was expected, what came, and why. */
#include "command/command.h"
#include "eval/eval.h"
#include "output/words.h"
#include "record/case_text.h"

static const char help[] =
    "Usage: cinp test FILE... [options]\n"
    "\n"
    "Runs every `test` of each policy. A failing expectation shows what was\n"
    "expected, what came, and why.\n"
    "\n"
    "  --reading NAME=VALUE  take what a policy leaves unclear as VALUE\n"
    "  --stdlib DIR    the standard library to use\n"
    "\n"
    "Exit code: 0 all hold, 1 some do not (or the policy has errors),\n"
    "2 a file cannot be read.\n";

enum { READING, STDLIB, HELP, OPTION_COUNT };

struct run {
    struct module_set *modules;
    const struct program *program;
    struct evaluator *evaluator;
    struct timeline timeline;
    FILE *out;
    unsigned passed, failed;
};

/* -- matching -- */

static bool matches(const struct expectation *x, const struct instance *i) {
    return (x->status < 0 || i->status == x->status) &&
           (x->due == DAY_NONE ||
            (i->due == x->due && i->due_last == x->due)) &&
           (x->trigger == DAY_NONE || i->trigger == x->trigger);
}

/* `expect no RULE` means nothing at all that matters. */
static bool is_against(const struct expectation *x, const struct instance *i) {
    if (x->status >= 0)
        return i->status == x->status;
    return i->status != STATUS_NOT_STARTED &&
           i->status != STATUS_NOT_APPLICABLE;
}

static bool concerns(const struct program *p, const struct expectation *x,
                     const struct instance *i) {
    return i->rule == p->rules[x->rule].root;
}

static uint32_t count_matching(const struct results *r,
                               const struct expectation *x) {
    uint32_t n = 0;
    for (size_t k = 0; k < r->instances.len; k++) {
        const struct instance *i = &r->instances.at[k];
        if (concerns(r->program, x, i))
            n += x->kind == EXPECT_NO ? is_against(x, i) : matches(x, i);
    }
    return n;
}

static bool holds(const struct expectation *x, uint32_t matching) {
    return x->kind == EXPECT_NO  ? matching == 0
           : x->kind == EXPECT_N ? matching == x->count
                                 : matching == 1;
}

/* -- saying why not -- */

static void add_instance(struct strbuf *out, const struct results *r,
                         const struct instance *i) {
    char day[11];
    strbuf_addf(out, "    came: %s", status_word((enum status)i->status));
    if (i->due != DAY_NONE)
        strbuf_addf(out, " due %s", day_format(i->due, day));
    if (i->due_last != i->due)
        strbuf_addf(out, " or %s", day_format(i->due_last, day));
    if (i->trigger != DAY_NONE)
        strbuf_addf(out, " for %s", day_format(i->trigger, day));
    strbuf_add_c(out, ": ");
    words_state(out, r, i);
    strbuf_add_byte(out, '\n');
    for (uint32_t k = 0; k < i->reason_count; k++) {
        strbuf_add_c(out, "          ");
        words_reason(out, r, &r->reasons.at[i->reasons + k]);
        strbuf_add_byte(out, '\n');
    }
}

static void report_failure(struct run *run, const struct policy_test *test,
                           const struct expectation *x, const struct results *r,
                           uint32_t matching) {
    struct strbuf out;
    struct arena scratch;
    const struct source *source =
        source_get(&run->modules->sources, x->at.source);
    struct place place = source_place(source, x->at.from);
    arena_init(&scratch, process_allocator);
    strbuf_init(&out, &scratch);
    strbuf_addf(&out, "%.*s:%u:%u: not so: %.*s\n    in test \"%.*s\"\n",
                STR_ARG(source->path), place.line, place.column,
                STR_ARG(source_span_text(&run->modules->sources, x->at)),
                STR_ARG(test->title));
    if (x->kind == EXPECT_ONE && matching > 1)
        strbuf_addf(&out, "    %u results match: say which with `for DATE`\n",
                    matching);
    for (size_t k = 0; k < r->instances.len; k++)
        if (concerns(run->program, x, &r->instances.at[k]))
            add_instance(&out, r, &r->instances.at[k]);
    command_write(run->out, strbuf_str(&out));
    arena_fini(&scratch);
}

/* -- running -- */

static bool run_test(struct run *run, const struct policy_test *test) {
    bool good = true;
    if (!case_from_lines(&run->timeline, run->program->atoms,
                         (const struct node *const *)test->lines,
                         test->line_count, &run->modules->diags))
        return false;
    const struct results *r =
        evaluate(run->evaluator, &run->timeline, test->as_at);
    for (uint32_t i = 0; i < test->expectation_count; i++) {
        const struct expectation *x = &test->expectations[i];
        uint32_t matching = count_matching(r, x);
        if (holds(x, matching))
            continue;
        report_failure(run, test, x, r, matching);
        good = false;
    }
    return good;
}

static void run_tests(struct module_set *modules, const struct program *program,
                      FILE *out, struct run *run) {
    *run = (struct run){.modules = modules, .program = program, .out = out};
    run->evaluator = evaluator_new(modules->arena, process_allocator, program);
    timeline_init(&run->timeline, process_allocator, program);
    for (uint32_t i = 0; i < program->test_count; i++)
        if (run_test(run, &program->tests[i]))
            run->passed++;
        else
            run->failed++;
    evaluator_free(run->evaluator);
    timeline_fini(&run->timeline);
}

static int test_file(struct arena *arena, const char *path,
                     const struct command_option *options, FILE *out,
                     FILE *err) {
    struct module_set modules;
    struct run run;
    int code;
    module_set_init(&modules, arena);
    if (options[STDLIB].value)
        modules.stdlib_folder = str_of(options[STDLIB].value);
    if (!command_readings(&modules, "test", &options[READING], err))
        return EXIT_TROUBLE;
    const struct program *program =
        command_program(&modules, "test", path, err, &code);
    if (!program)
        return code;
    size_t shown = modules.diags.len;
    run_tests(&modules, program, out, &run);
    if (modules.diags.len > shown)
        command_print_diags(&modules, err);
    if (run.passed + run.failed == 0)
        fprintf(out, "%s: no tests\n", path);
    else if (run.failed == 0)
        fprintf(out, "%s: %u test%s passed\n", path, run.passed,
                run.passed == 1 ? "" : "s");
    else
        fprintf(out, "%s: %u of %u tests failed\n", path, run.failed,
                run.passed + run.failed);
    return run.failed == 0 ? EXIT_FINE : EXIT_FINDINGS;
}

int cmd_test(int argc, char **argv, FILE *out, FILE *err) {
    struct command_option options[OPTION_COUNT] = {
        [READING] = {.name = "reading", .takes_value = true},
        [STDLIB] = {.name = "stdlib", .takes_value = true},
        [HELP] = {.name = "help"},
    };
    struct arena arena;
    int count, code = EXIT_FINE;
    arena_init(&arena, process_allocator);
    const char **words = NEW_ARRAY(&arena, const char *, (size_t)argc);
    options[READING].all = NEW_ARRAY(&arena, const char *, (size_t)argc);
    if (!command_options(argc, argv, options, OPTION_COUNT, words, &count,
                         err)) {
        code = EXIT_TROUBLE;
    } else if (options[HELP].value) {
        fputs(help, out);
    } else if (count == 0) {
        code = command_trouble(err, "test", "name a policy file to test");
    } else {
        for (int i = 0; i < count; i++) {
            int one = test_file(&arena, words[i], options, out, err);
            code = MAX(code, one);
        }
    }
    arena_fini(&arena);
    return code;
}
