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
    "Judges each case: what is overdue, due, to be recorded, and why. POLICY "
    "is\n"
    "a .cinp file or a folder; CASE a .cinc file, a JSON object, JSON lines or "
    "a\n"
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
    "Exit code: 0 fine, 1 errors in the policy or --fail-on, 2 a case (or "
    "file)\n"
    "that cannot be read; the other cases are answered all the same.\n";

enum {
    AS_AT,
    ALL,
    EXPLAIN,
    ONLY,
    FAIL_ON,
    SOON,
    FORMAT,
    READING,
    STDLIB,
    HELP,
    OPTION_COUNT
};

/* What was asked for. */
struct request {
    day_number as_at;
    bool json;
    unsigned fail_on; /* bit per status */
    struct report_options report;
};

/* -- reading the request -- */

static bool read_statuses(const char *list, const char *option, unsigned *bits,
                          FILE *err) {
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
static bool read_soon(const char *text, int *days, FILE *err) {
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
                         FILE *err) {
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
           (!o[SOON].value ||
            read_soon(o[SOON].value, &r->report.soon_days, err));
}

/* -- judging -- */

/* One version of the policy; mostly there is only one. */
struct judge {
    const struct program *program;
    struct evaluator *evaluator;
    struct readings *readings; /* NULL: nothing is unclear */
    struct timeline timeline;
    struct case_reader *reader; /* of the file in hand */
};

struct run {
    const struct request *request;
    const struct module_set *modules;
    struct judge *judges;
    size_t judge_count;
    struct arena page; /* reset for each case */
    struct strbuf json_out;
    struct json json;
    FILE *out, *err;
    int code;
    bool any;
};

static bool is_failing(const struct run *s, const struct program *program,
                       const struct results *r) {
    for (size_t i = 0; i < r->instances.len; i++) {
        const struct instance *x = &r->instances.at[i];
        if (s->request->fail_on >> x->status & 1 && x->excused == EXCUSE_NONE &&
            program->rules[x->rule].strength == STRENGTH_MUST)
            return true;
    }
    return false;
}

/* The answer of one version for the case in hand. */
static void answer_by(struct run *s, struct judge *j) {
    const struct results *r =
        evaluate(j->evaluator, &j->timeline, s->request->as_at);
    if (j->readings)
        r = readings_compare(j->readings, r);
    struct strbuf page;
    if (r->instances.len == 0 && j->program->has_later)
        return; /* nothing began in its time */
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
    if (s->code == EXIT_FINE && is_failing(s, j->program, r))
        s->code = EXIT_FINDINGS;
}

static void answer_case(struct run *s) {
    for (size_t i = 0; i < s->judge_count; i++)
        answer_by(s, &s->judges[i]);
}

static bool open_readers(struct run *s, struct arena *arena, const char *path) {
    str problem;
    for (size_t i = 0; i < s->judge_count; i++) {
        struct judge *j = &s->judges[i];
        j->reader = case_reader_open(arena, j->program, str_of(path), &problem);
        if (j->reader)
            continue;
        s->code = command_trouble(s->err, "eval", "%.*s", STR_ARG(problem));
        return false;
    }
    return true;
}

/* The next case, read in the words of every version; what one of them faults
 * is said once. */
static enum case_outcome next_case(struct run *s) {
    enum case_outcome worst = CASE_READ;
    str problem;
    for (size_t i = 0; i < s->judge_count; i++) {
        struct judge *j = &s->judges[i];
        enum case_outcome one =
            case_reader_next(j->reader, &j->timeline, &problem);
        if (worst == CASE_READ && (one == CASE_FAULTY || one == CASE_BROKEN))
            command_write(s->err, problem);
        if (one > worst)
            worst = one;
    }
    return worst;
}

static void answer_file(struct run *s, const char *path) {
    struct arena arena;
    arena_init(&arena, process_allocator);
    for (size_t i = 0; i < s->judge_count; i++)
        s->judges[i].reader = NULL;
    bool more = open_readers(s, &arena, path);
    while (more) {
        enum case_outcome outcome = next_case(s);
        more = outcome == CASE_READ || outcome == CASE_FAULTY;
        if (outcome == CASE_READ)
            answer_case(s);
        else if (outcome != CASE_END)
            s->code = EXIT_TROUBLE;
    }
    for (size_t i = 0; i < s->judge_count; i++)
        if (s->judges[i].reader)
            case_reader_close(s->judges[i].reader);
    arena_fini(&arena);
}

static struct judge *new_judges(struct arena *arena,
                                const struct program *const *versions,
                                size_t count) {
    struct judge *list = NEW_ARRAY(arena, struct judge, count);
    for (size_t i = 0; i < count; i++) {
        list[i].program = versions[i];
        list[i].evaluator =
            evaluator_new(arena, process_allocator, versions[i]);
        list[i].readings = readings_new(arena, process_allocator, versions[i]);
        timeline_init(&list[i].timeline, process_allocator, versions[i]);
    }
    return list;
}

static void free_judges(struct run *s) {
    for (size_t i = 0; i < s->judge_count; i++) {
        evaluator_free(s->judges[i].evaluator);
        readings_free(s->judges[i].readings);
        timeline_fini(&s->judges[i].timeline);
    }
}

static void write_json_begin(struct run *s) {
    const struct program *latest = s->judges[s->judge_count - 1].program;
    s->json = json_begin(&s->json_out);
    result_json_begin(&s->json, latest, s->request->as_at);
    command_write(s->out, strbuf_str(&s->json_out));
}

static void write_json_end(struct run *s) {
    struct strbuf end;
    arena_reset(&s->page);
    strbuf_init(&end, &s->page);
    s->json.out = &end;
    result_json_end(&s->json);
    strbuf_add_byte(&end, '\n');
    command_write(s->out, strbuf_str(&end));
}

static int answer_all(struct module_set *modules,
                      const struct program *const *versions, size_t count,
                      const struct request *request, const char **files,
                      int file_count, FILE *out, FILE *err) {
    struct run s = {.request = request,
                    .modules = modules,
                    .judges = new_judges(modules->arena, versions, count),
                    .judge_count = count,
                    .out = out,
                    .err = err};
    arena_init(&s.page, process_allocator);
    strbuf_init(&s.json_out, modules->arena);
    if (request->json)
        write_json_begin(&s);
    for (int i = 0; i < file_count; i++)
        answer_file(&s, files[i]);
    if (request->json)
        write_json_end(&s);
    free_judges(&s);
    arena_fini(&s.page);
    return s.code;
}

int cmd_eval(int argc, char **argv, FILE *out, FILE *err) {
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
        modules.other_readings = request.json || request.report.explain
                                     ? READINGS_KEPT
                                     : READINGS_IGNORED;
        if (options[STDLIB].value)
            modules.stdlib_folder = str_of(options[STDLIB].value);
        request.report.colour = command_colour(out);
        const struct program **versions;
        size_t version_count = 0;
        if (command_readings(&modules, "eval", &options[READING], err))
            version_count = command_versions(&modules, "eval", words[0],
                                             &versions, err, &code);
        if (version_count > 0)
            code = answer_all(&modules, versions, version_count, &request,
                              words + 1, count - 1, out, err);
    }
    arena_fini(&arena);
    return code;
}
