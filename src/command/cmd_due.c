// SPDX-License-Identifier: MIT
/* cmd_due.c: `cinp due 15 working days after 2024-03-20`: one sum of days, or
 * the days between two, with no policy and no case.
 *
 * The words are a question of the language, read here word by word: a
 * sentence with a mistake is answered by the word that is wrong. */
#include <stdarg.h>
#include <string.h>

#include "base/vec.h"
#include "calendar/calendar_explain.h"
#include "command/command.h"
#include "text/json_write.h"
#include "text/suggest.h"

static const char help[] =
    "Usage: cinp due N UNIT after|before DATE [counting the day itself]\n"
    "       cinp due between DATE and DATE [--unit UNIT]\n"
    "\n"
    "Counts days as a rule does: the day itself is not counted unless you say\n"
    "so. UNIT is working days, days, weeks, months, years or hours. Between\n"
    "counts the days after the first DATE up to the second, by default in\n"
    "working days.\n"
    "\n"
    "  --calendar NAME     whose working days (default england_and_wales)\n"
    "  --unit UNIT         what `between` counts\n"
    "  --plain             only the date, or the number\n"
    "  --explain           also the days that were not counted, and why\n"
    "  --format text|json  json: one object\n"
    "  --stdlib DIR        the standard library to use\n"
    "\n"
    "Exit code: 0 answered; 2 the question cannot be read, or the calendar\n"
    "does not cover the days.\n";

enum { CALENDAR, UNIT, PLAIN, EXPLAIN, FORMAT, STDLIB, HELP, OPTION_COUNT };

/* -- the question -- */

struct question {
    bool between;
    struct duration d; /* between: the unit alone */
    int direction;
    bool counting_day;
    day_number from, to; /* `to` is what between asks with, or the answer */
};

/* The words left to read. */
struct reader {
    struct arena *arena;
    VEC(str) words;
    size_t next;
    FILE *err;
};

PRINTF_LIKE(2, 3)
static bool trouble(struct reader *r, const char *format, ...) {
    va_list args;
    va_start(args, format);
    str message = str_vformat(r->arena, format, args);
    va_end(args);
    command_trouble(r->err, "due", "%.*s", STR_ARG(message));
    return false;
}

/* A quoted argument may hold several words. */
static void split_words(struct reader *r, const char *text) {
    while (*text) {
        size_t len = strcspn(text, " \t\n");
        if (len)
            vec_push(r->arena, &r->words, ((str){text, len}));
        text += len + strspn(text + len, " \t\n");
    }
}

static bool at_end(const struct reader *r) {
    return r->next == r->words.len;
}

/* The next word; at the end, empty. */
static str peek(const struct reader *r) {
    return at_end(r) ? STR("") : r->words.at[r->next];
}

static bool take(struct reader *r, const char *word) {
    bool found = !at_end(r) && str_is(peek(r), word);
    r->next += found;
    return found;
}

/* The next word is not what was `wanted`. */
static bool unexpected(struct reader *r, const char *wanted) {
    if (at_end(r))
        return trouble(r, "the question ends where %s was expected", wanted);
    return trouble(r, "%s was expected, not `%.*s`", wanted, STR_ARG(peek(r)));
}

static bool read_number(struct reader *r, int32_t *n) {
    enum { MOST_DIGITS = 6 };
    str word = peek(r);
    bool good = word.len > 0 && word.len <= MOST_DIGITS;
    *n = 0;
    for (size_t i = 0; i < word.len && good; i++) {
        good = word.at[i] >= '0' && word.at[i] <= '9';
        *n = *n * 10 + (word.at[i] - '0');
    }
    if (!good)
        return unexpected(r, "a number in digits, such as 15,");
    r->next++;
    return true;
}

/* -- units -- */

static const enum unit units[] = {UNIT_DAYS,   UNIT_WORKING_DAYS, UNIT_WEEKS,
                                  UNIT_MONTHS, UNIT_YEARS,        UNIT_HOURS};

/* In one word, as policies and options have it. */
static str unit_word(enum unit unit, bool plural) {
    if (unit != UNIT_WORKING_DAYS)
        return str_of(unit_name(unit, plural));
    return plural ? STR("working_days") : STR("working_day");
}

static bool unit_of(str word, enum unit *unit) {
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (str_eq(word, unit_word(units[i], true)) ||
            str_eq(word, unit_word(units[i], false))) {
            *unit = units[i];
            return true;
        }
    return false;
}

static bool unknown_unit(struct reader *r, str word) {
    str names[ARRAY_LEN(units) + 1] = {STR("working")};
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        names[i + 1] = unit_word(units[i], true);
    str meant = suggest_best(word, names, ARRAY_LEN(names));
    if (!meant.len)
        return trouble(r,
                       "`%.*s` is not a unit: write days, working days,"
                       " weeks, months, years or hours",
                       STR_ARG(word));
    return trouble(r, "`%.*s` is not a unit; did you mean `%.*s`?",
                   STR_ARG(word), STR_ARG(meant));
}

static bool read_unit(struct reader *r, enum unit *unit) {
    if (take(r, "working")) {
        *unit = UNIT_WORKING_DAYS;
        return take(r, "days") || take(r, "day") || unexpected(r, "`days`");
    }
    if (at_end(r))
        return unexpected(r, "a unit, such as `working days`,");
    if (!unit_of(peek(r), unit))
        return unknown_unit(r, peek(r));
    r->next++;
    return true;
}

/* What --unit names, for between. */
static bool read_unit_option(struct reader *r, const char *value,
                             struct question *q) {
    if (!q->between)
        return !value || trouble(r, "--unit goes with `between`; here the unit"
                                    " follows the number");
    q->d.unit = UNIT_WORKING_DAYS;
    if (!value || str_is(str_of(value), "working days"))
        return true;
    if (!unit_of(str_of(value), &q->d.unit))
        return unknown_unit(r, str_of(value));
    return q->d.unit != UNIT_HOURS ||
           trouble(r,
                   "dates alone do not tell how many hours are between them");
}

/* -- sentences -- */

static bool read_date(struct reader *r, day_number *day) {
    if (at_end(r))
        return unexpected(r, "a date, such as 2024-03-20,");
    if (!day_parse(peek(r), day))
        return trouble(r,
                       "`%.*s` is not a date: dates are written 2024-03-20,"
                       " from 1900 to 2199",
                       STR_ARG(peek(r)));
    r->next++;
    return true;
}

static bool read_direction(struct reader *r, int *direction) {
    *direction = str_is(peek(r), "before") ? -1 : 1;
    return take(r, "after") || take(r, "before") || take(r, "of") ||
           take(r, "from") || unexpected(r, "`after` or `before`");
}

static bool read_counting(struct reader *r, bool *counting) {
    *counting = take(r, "counting");
    return !*counting ||
           (take(r, "the") && take(r, "day") && take(r, "itself")) ||
           unexpected(r, "`counting the day itself`");
}

static bool read_between(struct reader *r, struct question *q) {
    return read_date(r, &q->from) &&
           (take(r, "and") || unexpected(r, "`and`")) && read_date(r, &q->to);
}

static bool read_sum(struct reader *r, struct question *q) {
    return read_number(r, &q->d.count) && read_unit(r, &q->d.unit) &&
           read_direction(r, &q->direction) && read_date(r, &q->from) &&
           read_counting(r, &q->counting_day);
}

static bool read_question(struct reader *r, const struct command_option *o,
                          struct question *q) {
    *q = (struct question){0};
    if (at_end(r))
        return trouble(r, "what is to be counted? For example: cinp due 15"
                          " working days after 2024-03-20");
    q->between = take(r, "between");
    if (!(q->between ? read_between(r, q) : read_sum(r, q)))
        return false;
    if (!at_end(r))
        return unexpected(r, "the end of the question");
    return read_unit_option(r, o[UNIT].value, q);
}

/* -- the calendar -- */

/* The standard library's file of that name declares a calendar of the same. */
static bool is_calendar(struct module_set *modules, str name) {
    const struct module *m = module_load_stdlib(modules, name);
    const struct node *line = m ? m->tree->lines : NULL;
    for (; line; line = line->next) {
        const struct node *head = line->line.parts;
        if (head->kind == NODE_CALENDAR &&
            str_eq(atom_str(&modules->atoms, head->calendar.id->name), name))
            return true;
    }
    return false;
}

static void no_such_calendar(struct module_set *modules, str name, FILE *err) {
    const str *all;
    size_t n = module_stdlib_names(modules, &all), count = 0;
    str *names = NEW_ARRAY(modules->arena, str, n);
    struct strbuf list;
    strbuf_init(&list, modules->arena);
    for (size_t i = 0; i < n; i++)
        if (is_calendar(modules, all[i])) {
            strbuf_addf(&list, "%s%.*s", count ? ", " : "", STR_ARG(all[i]));
            names[count++] = all[i];
        }
    str meant = suggest_best(name, names, count);
    if (meant.len)
        command_trouble(err, "due",
                        "there is no calendar `%.*s`; did you mean `%.*s`?",
                        STR_ARG(name), STR_ARG(meant));
    else
        command_trouble(err, "due", "there is no calendar `%.*s`, only %.*s",
                        STR_ARG(name), STR_ARG(strbuf_str(&list)));
}

/* A calendar of the standard library; NULL, reported, when it is none. */
static const struct calendar *find_calendar(struct module_set *modules,
                                            str name, FILE *err) {
    if (!is_calendar(modules, name)) {
        no_such_calendar(modules, name, err);
        return NULL;
    }
    const struct calendar *c = compile_calendar(modules, name);
    if (!c)
        command_print_diags(modules, err);
    return c;
}

/* -- the answer -- */

static enum day_status count_between(const struct calendar *c,
                                     struct question *q) {
    if (q->to >= q->from || q->d.unit == UNIT_WORKING_DAYS)
        return day_units_between(c, q->from, q->to, q->d.unit, &q->d.count);
    enum day_status status =
        day_units_between(c, q->to, q->from, q->d.unit, &q->d.count);
    q->d.count = -q->d.count;
    return status;
}

static bool answer(const struct calendar *c, str name, struct question *q,
                   FILE *err) {
    enum day_status status =
        q->between
            ? count_between(c, q)
            : day_add(c, q->from, q->d, q->direction, q->counting_day, &q->to);
    if (status == DAY_OK)
        return true;
    char first[11], last[11];
    if (q->d.unit == UNIT_WORKING_DAYS)
        command_trouble(err, "due",
                        "that leaves the days which %.*s covers, %s to %s",
                        STR_ARG(name), day_format(c->first, first),
                        day_format(c->last, last));
    else
        command_trouble(err, "due", "that leaves the years %d to %d", YEAR_MIN,
                        YEAR_MAX);
    return false;
}

/* The days that were gone through, to say which did not count. */
static void gone_through(const struct question *q, const struct calendar *c,
                         day_number *first, day_number *last) {
    if (!q->between && counted_days(c, q->from, q->d, q->direction,
                                    q->counting_day, first, last))
        return;
    *first = MIN(q->from, q->to) + 1;
    *last = MAX(q->from, q->to);
}

static bool is_forecast(const struct question *q, const struct calendar *c) {
    return q->d.unit == UNIT_WORKING_DAYS &&
           MAX(q->from, q->to) > c->official_until;
}

/* Whole weeks, months or years leave days over; "" when none. */
static str days_over(struct arena *arena, const struct question *q) {
    day_number whole;
    if (q->d.unit == UNIT_WORKING_DAYS || q->d.count < 0 ||
        day_add(NULL, q->from, q->d, 1, false, &whole) != DAY_OK ||
        whole >= q->to)
        return STR("");
    struct duration over = {q->to - whole, UNIT_DAYS};
    return str_format(arena, " and %.*s", STR_ARG(duration_words(arena, over)));
}

static void add_sentence(struct strbuf *out, const struct question *q,
                         str calendar) {
    char from[20], to[20];
    str words = duration_words(out->arena, q->d);
    day_format_long(q->from, from);
    day_format_long(q->to, to);
    if (q->between)
        strbuf_addf(out, "From %s to %s is %.*s%.*s", from, to, STR_ARG(words),
                    STR_ARG(days_over(out->arena, q)));
    else
        strbuf_addf(out, "%s is %.*s %s %s%s", to, STR_ARG(words),
                    q->direction > 0 ? "after" : "before", from,
                    q->counting_day ? ", counting the day itself" : "");
    if (q->d.unit == UNIT_WORKING_DAYS)
        strbuf_addf(out, " (%.*s)", STR_ARG(calendar));
    strbuf_add_byte(out, '\n');
}

/* Only a sum in other units, or of none, can end on one. */
static void add_not_working(struct strbuf *out, const struct question *q,
                            const struct calendar *c, str calendar) {
    str why = calendar_why_closed(c, q->to);
    if (!q->between && why.len)
        strbuf_addf(out, "not a working day: %.*s (%.*s)\n", STR_ARG(why),
                    STR_ARG(calendar));
}

static void add_run(struct strbuf *out, const struct closed_run *run) {
    char from[20], to[20];
    strbuf_addf(out, "  %s", day_format_long(run->first, from));
    if (run->last > run->first)
        strbuf_addf(out, " to %s", day_format_long(run->last, to));
    strbuf_addf(out, ": %.*s\n",
                STR_ARG(run->is_weekend ? STR("weekend") : run->why));
}

static void add_not_counted(struct strbuf *out, const struct question *q,
                            const struct calendar *c) {
    day_number first, last;
    gone_through(q, c, &first, &last);
    struct closed_walk walk = closed_walk(c, first, last);
    struct closed_run run;
    if (!closed_walk_next(&walk, &run)) {
        strbuf_add_c(out, "every day on the way was counted\n");
        return;
    }
    strbuf_add_c(out, "not counted:\n");
    do
        add_run(out, &run);
    while (closed_walk_next(&walk, &run));
}

static void add_explanation(struct strbuf *out, const struct question *q,
                            const struct calendar *c) {
    if (q->d.unit == UNIT_WORKING_DAYS) {
        add_not_counted(out, q, c);
    } else if (!q->between) {
        strbuf_add_c(out, "counted: ");
        explain_sum(out, c, q->from, q->d, q->direction, q->counting_day);
        strbuf_add_byte(out, '\n');
    }
}

static void add_text(struct strbuf *out, const struct question *q,
                     const struct calendar *c, str calendar, bool explain) {
    add_sentence(out, q, calendar);
    add_not_working(out, q, c, calendar);
    char day[11];
    if (is_forecast(q, c))
        strbuf_addf(out,
                    "forecast: bank holidays after %s are not yet official\n",
                    day_format(c->official_until, day));
    if (explain)
        add_explanation(out, q, c);
}

static void add_plain(struct strbuf *out, const struct question *q) {
    char day[11];
    if (q->between)
        strbuf_addf(out, "%d\n", (int)q->d.count);
    else
        strbuf_addf(out, "%s\n", day_format(q->to, day));
}

/* -- JSON -- */

static void key_day(struct json *json, const char *key, day_number day) {
    char text[11];
    json_key_str(json, key, str_of(day_format(day, text)));
}

static void add_json_skipped(struct json *json, const struct question *q,
                             const struct calendar *c) {
    day_number first, last;
    gone_through(q, c, &first, &last);
    struct closed_walk walk = closed_walk(c, first, last);
    struct closed_run run;
    json_key(json, "not_counted");
    json_array(json);
    while (closed_walk_next(&walk, &run)) {
        json_object(json);
        key_day(json, "from", run.first);
        key_day(json, "to", run.last);
        json_key_bool(json, "weekend", run.is_weekend);
        if (!run.is_weekend)
            json_key_str(json, "why", run.why);
        json_object_end(json);
    }
    json_array_end(json);
}

static void add_json(struct strbuf *out, const struct question *q,
                     const struct calendar *c, str name, bool explain) {
    bool working = q->d.unit == UNIT_WORKING_DAYS;
    struct json json = json_begin(out);
    json_object(&json);
    key_day(&json, "from", q->from);
    key_day(&json, q->between ? "to" : "date", q->to);
    json_key_int(&json, "count", q->d.count);
    json_key_str(&json, "unit", unit_word(q->d.unit, true));
    if (!q->between) {
        json_key_str(&json, "direction",
                     q->direction > 0 ? STR("after") : STR("before"));
        json_key_bool(&json, "counting_the_day_itself", q->counting_day);
    }
    json_key_str(&json, "calendar", name);
    if (!q->between && calendar_covers(c, q->to))
        json_key_bool(&json, "working_day", calendar_is_working(c, q->to));
    if (working) {
        key_day(&json, "official_until", c->official_until);
        json_key_bool(&json, "forecast", is_forecast(q, c));
    }
    if (working && explain)
        add_json_skipped(&json, q, c);
    json_object_end(&json);
    strbuf_add_byte(out, '\n');
}

/* -- the command -- */

static bool options_agree(const struct command_option *o, bool *json,
                          FILE *err) {
    const char *format = o[FORMAT].value;
    *json = format && strcmp(format, "json") == 0;
    if (format && !*json && strcmp(format, "text") != 0)
        command_trouble(err, "due", "--format is text or json");
    else if (o[PLAIN].value && (*json || o[EXPLAIN].value))
        command_trouble(err, "due", "--plain leaves no room for more");
    else
        return true;
    return false;
}

static int run(struct arena *arena, struct reader *r,
               const struct command_option *o, FILE *out, FILE *err) {
    static const char default_calendar[] = "england_and_wales";
    struct module_set modules;
    struct question q;
    struct strbuf text;
    bool json;
    if (!options_agree(o, &json, err) || !read_question(r, o, &q))
        return EXIT_TROUBLE;
    module_set_init(&modules, arena);
    if (o[STDLIB].value)
        modules.stdlib_folder = str_of(o[STDLIB].value);
    str asked =
        str_of(o[CALENDAR].value ? o[CALENDAR].value : default_calendar);
    const struct calendar *c = find_calendar(&modules, asked, err);
    if (!c)
        return EXIT_TROUBLE;
    str name = atom_str(&modules.atoms, c->name);
    if (!answer(c, name, &q, err))
        return EXIT_TROUBLE;
    strbuf_init(&text, arena);
    if (json)
        add_json(&text, &q, c, name, o[EXPLAIN].value);
    else if (o[PLAIN].value)
        add_plain(&text, &q);
    else
        add_text(&text, &q, c, c->title.len ? c->title : name,
                 o[EXPLAIN].value);
    command_write(out, strbuf_str(&text));
    return EXIT_FINE;
}

int cmd_due(int argc, char **argv, FILE *out, FILE *err) {
    struct command_option options[OPTION_COUNT] = {
        [CALENDAR] = {.name = "calendar", .takes_value = true},
        [UNIT] = {.name = "unit", .takes_value = true},
        [PLAIN] = {.name = "plain"},
        [EXPLAIN] = {.name = "explain"},
        [FORMAT] = {.name = "format", .takes_value = true},
        [STDLIB] = {.name = "stdlib", .takes_value = true},
        [HELP] = {.name = "help"},
    };
    struct arena arena;
    struct reader reader = {.arena = &arena, .err = err};
    int count, code = EXIT_TROUBLE;
    arena_init(&arena, process_allocator);
    const char **words = NEW_ARRAY(&arena, const char *, (size_t)argc);
    if (command_options(argc, argv, options, OPTION_COUNT, words, &count,
                        err)) {
        for (int i = 0; i < count; i++)
            split_words(&reader, words[i]);
        if (options[HELP].value) {
            fputs(help, out);
            code = EXIT_FINE;
        } else {
            code = run(&arena, &reader, options, out, err);
        }
    }
    arena_fini(&arena);
    return code;
}
