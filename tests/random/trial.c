// SPDX-License-Identifier: MIT
/* trial.c: the whole pipeline from text to answer, twice. */
#include "random/trial.h"

#include <stdlib.h>

#include "eval/eval.h"
#include "policy/compile.h"
#include "record/case_text.h"
#include "slow/slow.h"
#include "text/diag_text.h"

/* A test must expect something: this names the first rule there is. */
static str first_rule(const struct text *policy) {
    static const str head = {"rule ", 5};
    for (size_t i = 0; i < policy->lines.len; i++) {
        str line = policy->lines.at[i].text;
        if (str_starts_with(line, head))
            return (str){line.at + head.len, line.len - head.len};
    }
    return (str){"", 0};
}

void trial_print(struct strbuf *out, const struct trial *t) {
    for (size_t i = 0; i < t->policy->lines.len; i++)
        strbuf_addf(out, "%.*s\n", STR_ARG(t->policy->lines.at[i].text));
    for (unsigned k = 0; k < t->case_count; k++) {
        strbuf_addf(out, "\ntest \"case %u\"\n  given\n", k);
        for (size_t i = 0; i < t->cases[k].lines.len; i++)
            strbuf_addf(out, "%.*s\n", STR_ARG(t->cases[k].lines.at[i].text));
        strbuf_addf(out, "  expect no %.*s\n", STR_ARG(first_rule(t->policy)));
    }
}

/* -- answers side by side -- */

/* The slow evaluator's form for both, without what a status leaves open. */
static struct slow_instance normal(struct slow_instance i) {
    bool dated = i.status != STATUS_NOT_STARTED &&
                 i.status != STATUS_NOT_APPLICABLE &&
                 i.status != STATUS_CANNOT_TELL;
    if (!dated)
        i.due = i.due_last = i.due_before = i.done = DAY_NONE;
    if (!dated) /* nothing to excuse */
        i.excused = SLOW_NOT_EXCUSED;
    if (i.status != STATUS_MISSED || i.missed == 0)
        i.missed = 1;
    i.governs = NO_ID;
    return i;
}

static struct slow_instance from_real(const struct results *r,
                                      const struct instance *i) {
    static const enum slow_excuse excused[] = {[EXCUSE_NONE] = SLOW_NOT_EXCUSED,
                                               [EXCUSE_WAIVED] = SLOW_WAIVED,
                                               [EXCUSE_EXPLAINED] =
                                                   SLOW_EXPLAINED};
    const struct rule *rule = &r->program->rules[i->rule];
    return (struct slow_instance){
        .rule = i->rule,
        .governs = i->governs,
        .status = (enum status)i->status,
        .trigger = i->trigger,
        .due = i->due,
        .due_last = i->due_last,
        .due_before = i->due_before,
        .excused = excused[i->excused],
        .done = i->done,
        .missed = rule->form == RULE_GRID ? i->intervals_missed : 0};
}

static int by_number(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right) {
    const struct slow_instance *a = left, *b = right;
    int res = by_number(a->rule, b->rule);
    if (!res)
        res = by_number(a->trigger, b->trigger);
    if (!res)
        res = by_number(a->status, b->status);
    if (!res)
        res = by_number(a->due, b->due);
    if (!res)
        res = by_number(a->due_last, b->due_last);
    if (!res)
        res = by_number(a->done, b->done);
    if (!res)
        res = by_number(a->due_before, b->due_before);
    if (!res)
        res = by_number(a->excused, b->excused);
    return res ? res : by_number(a->missed, b->missed);
}

static void sort(struct slow_answer *a) {
    for (size_t i = 0; i < a->instances.len; i++)
        a->instances.at[i] = normal(a->instances.at[i]);
    if (a->instances.len > 0)
        qsort(a->instances.at, a->instances.len, sizeof *a->instances.at,
              compare);
}

/* Where the slow one cannot say which day did it, any will do. */
static void forgive(struct slow_answer *slow, const struct slow_answer *real) {
    for (size_t i = 0; i < slow->instances.len && i < real->instances.len;
         i++) {
        struct slow_instance *a = &slow->instances.at[i];
        const struct slow_instance *b = &real->instances.at[i];
        if (a->done_unsure)
            a->done = b->done;
        if (a->loose) {
            a->due_before = b->due_before;
            a->excused = b->excused;
        }
    }
}

static bool is_same(const struct slow_answer *a, const struct slow_answer *b) {
    if (a->instances.len != b->instances.len)
        return false;
    for (size_t i = 0; i < a->instances.len; i++)
        if (compare(&a->instances.at[i], &b->instances.at[i]) != 0)
            return false;
    return true;
}

static void print_day(struct strbuf *out, const char *word, day_number day) {
    char buffer[16];
    if (day == DAY_NONE)
        return;
    strbuf_addf(out, " %s %s", word, day_format(day, buffer));
}

static bool has(const struct slow_answer *a, const struct slow_instance *i) {
    for (size_t k = 0; k < a->instances.len; k++)
        if (compare(&a->instances.at[k], i) == 0)
            return true;
    return false;
}

/* Each instance a line; a star where the other has no such. */
static void print_answer(struct strbuf *out, const struct program *p,
                         const char *who, const struct slow_answer *a,
                         const struct slow_answer *other) {
    strbuf_addf(out, "%s:\n", who);
    for (size_t i = 0; i < a->instances.len; i++) {
        const struct slow_instance *in = &a->instances.at[i];
        strbuf_addf(out, "%s %.*s", has(other, in) ? "   " : " * ",
                    STR_ARG(atom_str(p->atoms, p->rules[in->rule].name)));
        print_day(out, "from", in->trigger);
        strbuf_addf(out, ": %s", status_word(in->status));
        print_day(out, "due", in->due);
        if (in->due_last != in->due)
            print_day(out, "to", in->due_last);
        if (in->due_before != in->due)
            print_day(out, "before", in->due_before);
        print_day(out, "done", in->done);
        if (in->excused != SLOW_NOT_EXCUSED)
            strbuf_addf(out, " %s",
                        in->excused == SLOW_WAIVED ? "waived" : "explained");
        if (in->missed > 1)
            strbuf_addf(out, " (%u)", in->missed);
        strbuf_add_byte(out, '\n');
    }
}

/* -- one case -- */

static bool case_agrees(struct arena *arena, struct evaluator *e,
                        const struct timeline *t, day_number as_at,
                        struct strbuf *report) {
    struct slow_answer slow, real = {0};
    const struct results *r = evaluate(e, t, as_at);
    for (size_t i = 0; i < r->instances.len; i++)
        vec_push(arena, &real.instances, from_real(r, &r->instances.at[i]));
    slow_evaluate(arena, t, as_at, &slow);
    sort(&real);
    sort(&slow);
    forgive(&slow, &real);
    if (is_same(&real, &slow))
        return true;
    if (report) {
        print_answer(report, t->program, "src/eval", &real, &slow);
        print_answer(report, t->program, "tests/slow", &slow, &real);
    }
    return false;
}

static enum trial_outcome run_cases(struct arena *arena,
                                    const struct program *p,
                                    struct diag_list *diags, unsigned *which,
                                    struct strbuf *report) {
    enum trial_outcome outcome = TRIAL_AGREED;
    struct arena own;
    arena_init(&own, process_allocator);
    struct evaluator *e = evaluator_new(&own, process_allocator, p);
    struct timeline t;
    timeline_init(&t, process_allocator, p);
    for (uint32_t i = 0; i < p->test_count && outcome == TRIAL_AGREED; i++) {
        const struct policy_test *test = &p->tests[i];
        timeline_reset(&t);
        *which = i;
        if (!case_from_lines(&t, p->atoms, test->lines, test->line_count,
                             diags))
            outcome = TRIAL_REJECTED;
        else if (!case_agrees(arena, e, &t, test->as_at, report))
            outcome = TRIAL_DIFFERED;
    }
    timeline_fini(&t);
    evaluator_free(e);
    arena_fini(&own);
    return outcome;
}

enum trial_outcome trial_run(struct arena *arena, const struct trial *t,
                             unsigned *which, struct strbuf *report) {
    struct arena own;
    struct module_set set;
    struct strbuf text;
    enum trial_outcome outcome = TRIAL_REJECTED;
    (void)arena;
    arena_init(&own, process_allocator);
    module_set_init(&set, &own);
    strbuf_init(&text, &own);
    trial_print(&text, t);
    const struct module *m =
        module_load_text(&set, STR("random.cinp"), strbuf_str(&text));
    const struct program *p = compile(&set, m);
    if (p)
        outcome = run_cases(&own, p, &set.diags, which, report);
    if (report && outcome == TRIAL_REJECTED)
        diag_print_text(report, &set.sources, &set.diags,
                        (struct diag_text_options){0});
    arena_fini(&own);
    return outcome;
}
