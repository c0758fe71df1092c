// SPDX-License-Identifier: MIT
/* cmd_eval.c: `cinp eval POLICY CASE...`: cases judged against a policy. */
#include <string.h>

#include "command/command.h"
#include "eval/readings.h"
#include "output/report.h"
#include "output/result_json.h"
#include "record/case_reader.h"

static const char help[] =
    "Usage: cinp eval POLICY CASE... [options]\n"
    "\n"
    "Judges each case: what is overdue, due, to be recorded, and why. POLICY is\n"
    "a .cinp file or a folder; CASE a .cinc file, a JSON object, JSON lines or a\n"
    "JSON array; - is standard input.\n"
    "\n"
    "  --as-at DATE        judge as at the end of that day (default: today)\n"
    "  --all               also what is met, not needed, not started\n"
    "  --explain           how every date was counted, and every reason\n"
    "  --only STATUS,...   only results of these statuses\n"
    "  --fail-on STATUS,...  exit 1 when a `must` has one of these statuses\n"
    "  --soon 10d          what counts as due soon (default 10 days)\n"
    "  --format text|json  json: one document, with every reason\n"
    "  --reading NAME=VALUE  take what the policy leaves unclear as VALUE\n"
    "  --stdlib DIR        the standard library to use\n"
    "\n"
    "Exit code: 0 fine, 1 errors in the policy or --fail-on, 2 a case (or file)\n"
    "that cannot be read; the other cases are answered all the same.\n";

enum { AS_AT, ALL, EXPLAIN, ONLY, FAIL_ON, SOON, FORMAT, READING, STDLIB, HELP,
       OPTION_COUNT };

/* What was asked for. */
struct request {
    day_number as_at;
    bool json;
    unsigned fail_on; /* bit per status */
    struct report_options report;
};

/* -- reading the request -- */

static bool read_statuses(const char *list, const char *option,
                          unsigned *bits, FILE *err)
{
    *bits = 0;
    while (list) {
        const char *comma = strchr(list, ',');
        str word = {list, comma ? (size_t)(comma - list) : strlen(list)};
        int status = status_of(word);
        if (status < 0) {
            command_trouble(err, "eval",
                            "--%s: `%.*s` is not a status (open, met, "
                            "met_late, overdue, missed, breached, "
                            "cannot_tell, to_consider, no_longer_due, "
                            "not_applicable, not_started)",
                            option, STR_ARG(word));
            return false;
        }
        *bits |= 1u << status;
        list = comma ? comma + 1 : NULL;
    }
    return true;
}

/* "10d", "10 days" or "10". */
static bool read_soon(const char *text, int *days, FILE *err)
{
    int n = 0, digits = 0;
    for (; *text >= '0' && *text <= '9' && digits < 5; text++, digits++)
        n = n * 10 + (*text - '0');
    while (*text == ' ')
        text++;
    if (digits == 0 || digits == 5 ||
        (*text && strcmp(text, "d") != 0 && strcmp(text, "days") != 0 &&
         strcmp(text, "day") != 0)) {
        command_trouble(err, "eval", "--soon wants days, as in --soon 10d");
        return false;
    }
    *days = n;
    return true;
}

static bool read_request(const struct command_option *o, struct request *r,
                         FILE *err)
{
    *r = (struct request){.report = {.all = o[ALL].value,
                                     .explain = o[EXPLAIN].value,
                                     .soon_days = 10}};
    r->as_at = o[AS_AT].value ? 0 : command_today();
    if (o[AS_AT].value && !day_parse(str_of(o[AS_AT].value), &r->as_at)) {
        command_trouble(err, "eval",
                        "--as-at wants a date such as 2024-03-20, not `%s`",
                        o[AS_AT].value);
        return false;
    }
    if (o[FORMAT].value) {
        r->json = strcmp(o[FORMAT].value, "json") == 0;
        if (!r->json && strcmp(o[FORMAT].value, "text") != 0) {
            command_trouble(err, "eval", "--format is text or json");
            return false;
        }
    }
    return (!o[ONLY].value ||
            read_statuses(o[ONLY].value, "only", &r->report.statuses, err)) &&
           (!o[FAIL_ON].value ||
            read_statuses(o[FAIL_ON].value, "fail-on", &r->fail_on, err)) &&
           (!o[SOON].value || read_soon(o[SOON].value, &r->report.soon_days, err));
}

/* -- judging -- */

struct session {
    const struct request *request;
    const struct module_set *modules;
    const struct program *program;
    struct evaluator *evaluator;
    struct readings *readings; /* NULL: nothing is unclear */
    struct timeline timeline;
    struct arena page; /* reset for each case */
    struct strbuf json_out;
    struct json json;
    FILE *out, *err;
    int code;
    bool any;
};

static bool is_failing(const struct session *s, const struct results *r)
{
    for (size_t i = 0; i < r->instances.len; i++) {
        const struct instance *x = &r->instances.at[i];
        if (s->request->fail_on >> x->status & 1 &&
            x->excused == EXCUSE_NONE &&
            s->program->rules[x->rule].strength == STRENGTH_MUST)
            return true;
    }
    return false;
}

static void answer_case(struct session *s)
{
    const struct results *r =
        evaluate(s->evaluator, &s->timeline, s->request->as_at);
    if (s->readings)
        r = readings_compare(s->readings, r);
    struct strbuf page;
    arena_reset(&s->page);
    strbuf_init(&page, &s->page);
    if (s->request->json) {
        s->json.out = &page;
        result_json_case(&s->json, &s->modules->sources, r,
                         s->request->report.statuses);
    } else {
        if (s->any)
            strbuf_add_byte(&page, '\n');
        report_case(&page, &s->modules->sources, r, s->request->report);
    }
    s->any = true;
    command_write(s->out, strbuf_str(&page));
    if (s->code == EXIT_FINE && is_failing(s, r))
        s->code = EXIT_FINDINGS;
}

static void answer_file(struct session *s, const char *path)
{
    struct arena arena;
    str problem;
    arena_init(&arena, process_allocator);
    struct case_reader *reader =
        case_reader_open(&arena, s->program, str_of(path), &problem);
    if (!reader)
        s->code = command_trouble(s->err, "eval", "%.*s", STR_ARG(problem));
    for (bool more = reader != NULL; more;) {
        switch (case_reader_next(reader, &s->timeline, &problem)) {
        case CASE_READ:
            answer_case(s);
            break;
        case CASE_BROKEN:
            more = false;
            /* fall through */
        case CASE_FAULTY:
            command_write(s->err, problem);
            s->code = EXIT_TROUBLE;
            break;
        case CASE_END:
            more = false;
            break;
        }
    }
    if (reader)
        case_reader_close(reader);
    arena_fini(&arena);
}

static int answer_all(struct module_set *modules, const struct program *program,
                      const struct request *request, const char **files,
                      int count, FILE *out, FILE *err)
{
    struct session s = {.request = request,
                        .modules = modules,
                        .program = program,
                        .out = out,
                        .err = err};
    s.evaluator = evaluator_new(modules->arena, process_allocator, program);
    s.readings = readings_new(modules->arena, process_allocator, program);
    timeline_init(&s.timeline, process_allocator, program);
    arena_init(&s.page, process_allocator);
    strbuf_init(&s.json_out, modules->arena);
    s.json = json_begin(&s.json_out);
    if (request->json) {
        result_json_begin(&s.json, program, request->as_at);
        command_write(out, strbuf_str(&s.json_out));
    }
    for (int i = 0; i < count; i++)
        answer_file(&s, files[i]);
    if (request->json) {
        struct strbuf end;
        strbuf_init(&end, modules->arena);
        s.json.out = &end;
        result_json_end(&s.json);
        strbuf_add_byte(&end, '\n');
        command_write(out, strbuf_str(&end));
    }
    evaluator_free(s.evaluator);
    readings_free(s.readings);
    timeline_fini(&s.timeline);
    arena_fini(&s.page);
    return s.code;
}

int cmd_eval(int argc, char **argv, FILE *out, FILE *err)
{
    struct command_option options[OPTION_COUNT] = {
        [AS_AT] = {.name = "as-at", .takes_value = true},
        [ALL] = {.name = "all"},
        [EXPLAIN] = {.name = "explain"},
        [ONLY] = {.name = "only", .takes_value = true},
        [FAIL_ON] = {.name = "fail-on", .takes_value = true},
        [SOON] = {.name = "soon", .takes_value = true},
        [FORMAT] = {.name = "format", .takes_value = true},
        [READING] = {.name = "reading", .takes_value = true},
        [STDLIB] = {.name = "stdlib", .takes_value = true},
        [HELP] = {.name = "help"},
    };
    struct arena arena;
    struct module_set modules;
    struct request request;
    int count, code = EXIT_TROUBLE;
    arena_init(&arena, process_allocator);
    const char **words = NEW_ARRAY(&arena, const char *, (size_t)argc);
    options[READING].all = NEW_ARRAY(&arena, const char *, (size_t)argc);
    if (!command_options(argc, argv, options, OPTION_COUNT, words, &count,
                         err)) {
        code = EXIT_TROUBLE;
    } else if (options[HELP].value) {
        fputs(help, out);
        code = EXIT_FINE;
    } else if (count < 2) {
        command_trouble(err, "eval",
                        "name a policy and at least one case file");
    } else if (read_request(options, &request, err)) {
        module_set_init(&modules, &arena);
        modules.other_readings = request.json || request.report.explain;
        if (options[STDLIB].value)
            modules.stdlib_folder = str_of(options[STDLIB].value);
        request.report.colour = command_colour(out);
        const struct program *program = NULL;
        if (command_one_version(words[0], err) &&
            command_readings(&modules, "eval", &options[READING], err))
            program = command_program(&modules, "eval", words[0], err, &code);
        if (program)
            code = answer_all(&modules, program, &request, words + 1,
                              count - 1, out, err);
    }
    arena_fini(&arena);
    return code;
}
