// SPDX-License-Identifier: MIT
/* What people and programs are shown: excerpts, carets, JSON. */
#include <string.h>
#include <time.h>

#include "text/diag_json.h"
#include "text/diag_text.h"
#include "text/show.h"
#include "text/utf8.h"
#include "unit.h"

struct fixture {
    struct source_set sources;
    struct diag_list diags;
    struct strbuf out;
};

static void begin(struct fixture *f, void **state) {
    source_set_init(&f->sources, *state);
    diag_init(&f->diags, *state);
    strbuf_init(&f->out, *state);
}

static str print(struct fixture *f, bool colour, unsigned limit) {
    f->out.len = 0;
    diag_print_text(&f->out, &f->sources, &f->diags,
                    (struct diag_text_options){colour, limit});
    return strbuf_str(&f->out);
}

static struct diag *add(struct fixture *f, uint32_t from, uint32_t to) {
    return diag_add(&f->diags, DIAG_SYNTAX, (struct span){from, to, 1}, "m");
}

/* The span of `what` in the first source. */
static struct span find(const struct fixture *f, const char *what) {
    str text = f->sources.at[0]->text;
    size_t len = strlen(what);
    for (size_t i = 0; i + len <= text.len; i++)
        if (memcmp(text.at + i, what, len) == 0)
            return (struct span){(uint32_t)i, (uint32_t)(i + len), 1};
    fail_msg("no such text");
    return (struct span){0, 0, 0};
}

static void the_whole_shape(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("policies/x.cinp"),
               STR("policy x\n\nevent initial_meeting\n\n\n\n\n\n\n\n\n"
                   "  inital_meeting within 15 working days of done\n"));
    struct span name = find(&f, "inital_meeting");
    struct diag *d = diag_add(&f.diags, DIAG_BAD_NAME, name,
                              "`inital_meeting` is not an event");
    diag_fix(&f.diags, d, name, STR("initial_meeting"), "");
    diag_label(&f.diags, d, find(&f, "initial_meeting"),
               "`initial_meeting` is declared here");
    diag_label(&f.diags, d, find(&f, "working days"), "counted in these");
    diag_note(&f.diags, d, "case matters");
    assert_str(
        print(&f, false, 0),
        "policies/x.cinp:12:3: error: `inital_meeting` is not an event"
        " [bad-name]\n"
        "   12 |   inital_meeting within 15 working days of done\n"
        "      |   ^~~~~~~~~~~~~~\n"
        "      |                            ~~~~~~~~~~~~ counted in these\n"
        "      |   initial_meeting\n"
        "   = note: case matters\n"
        "policies/x.cinp:3:7: note: `initial_meeting` is declared here\n"
        "    3 | event initial_meeting\n");
}

static void in_colour(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("x"), STR("ab"));
    struct diag *d = add(&f, 0, 1);
    diag_fix(&f.diags, d, d->at, STR("c"), "");
    diag_note(&f.diags, d, "n");
    assert_str(print(&f, true, 0),
               "\033[1mx:1:1:\033[0m \033[1;31merror:\033[0m m [syntax]\n"
               "    1 | ab\n"
               "      | \033[1;31m^\033[0m\n"
               "      | \033[32mc\033[0m\n"
               "   = \033[1;36mnote:\033[0m n\n");
}

/* Text, span, and the three lines printed for it (header after the path). */
static void excerpts(void **state) {
    static const struct {
        const char *text;
        uint32_t from, to;
        const char *place, *line, *caret;
    } rows[] = {
        {"abc", 0, 3, "1:1", "abc", "^~~"},
        {"abc", 1, 2, "1:2", "abc", " ^"},
        {"abc", 1, 1, "1:2", "abc", " ^"}, /* an insertion point */
        {"abc", 3, 3, "1:4", "abc", "   ^"}, /* the end of the line */
        {"abc\r\nd", 3, 4, "1:4", "abc", "   ^"},
        {"abc\r\nd", 3, 5, "1:4", "abc", "   ^"},
        {"abc\r\nd", 1, 6, "1:2", "abc", " ^~"}, /* to the end of the first */
        {"abc\r\nd", 5, 6, "2:1", "d", "^"},
        {"abc\n", 4, 4, "2:1", "", "^"},
        {"abc", 90, 99, "1:4", "abc", "   ^"},
        {"", 0, 0, "1:1", "", "^"},
        {"\ta b", 1, 2, "1:2", "        a b", "        ^"},
        {"ab\tc", 2, 4, "1:3", "ab      c", "  ^~~~~~~"},
        {"ab\tc", 3, 4, "1:4", "ab      c", "        ^"},
        {"\xE6\x97\xA5\tc", 4, 5, "1:3", "\xE6\x97\xA5      c", "        ^"},
        /* Welsh, as one code point and as two */
        {"t\xC5\xB7 x", 4, 5, "1:4", "t\xC5\xB7 x", "   ^"},
        {"ty\xCC\x82 x", 5, 6, "1:5", "ty\xCC\x82 x", "   ^"},
        {"ty\xCC\x82 x", 1, 4, "1:2", "ty\xCC\x82 x", " ^"},
        {"ty\xCC\x82 x", 2, 4, "1:3", "ty\xCC\x82 x", " ^"}, /* the mark */
        {"\xE6\x97\xA5\xE6\x9C\xAC x", 3, 6, "1:2",
         "\xE6\x97\xA5\xE6\x9C\xAC x", "  ^~"},
        {"\xE6\x97\xA5\xE6\x9C\xAC x", 7, 8, "1:4",
         "\xE6\x97\xA5\xE6\x9C\xAC x", "     ^"},
        {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 x", 12, 13, "1:5",
         "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 x", "   ^"},
        /* what cannot be seen */
        {"a\xE2\x80\xAE" "b", 1, 4, "1:2", "a<U+202E>b", " ^~~~~~~~"},
        {"a\xE2\x80\x8B" "b", 4, 5, "1:3", "a<U+200B>b", "         ^"},
        {"\033[31mred", 5, 8, "1:6", "<U+001B>[31mred", "            ^~~"},
        {"a\xC2\x9B" "b", 3, 4, "1:3", "a<U+009B>b", "         ^"},
        {"a\rb", 2, 3, "1:3", "a<U+000D>b", "         ^"},
        {"\x93q\x94", 2, 3, "1:3", "<byte 93>q<byte 94>",
         "          ^~~~~~~~~"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        begin(&f, state);
        source_add(&f.sources, STR("x"), str_of(rows[i].text));
        add(&f, rows[i].from, rows[i].to);
        uint32_t line = source_line_at(f.sources.at[0], rows[i].from);
        str expected = str_format(
            *state, "x:%s: error: m [syntax]\n    %u |%s%s\n      | %s\n",
            rows[i].place, line, *rows[i].line ? " " : "", rows[i].line,
            rows[i].caret);
        assert_str(print(&f, false, 0), str_to_c(*state, expected));
    }
}

/* The second and third line of what is printed for one record. */
static void split(str out, str *line, str *caret) {
    const char *end = out.at + out.len;
    const char *first = memchr(out.at, '\n', out.len);
    const char *second = memchr(first + 1, '\n', (size_t)(end - first - 1));
    const char *third = memchr(second + 1, '\n', (size_t)(end - second - 1));
    *line = (str){first + 1, (size_t)(second - first - 1)};
    *caret = (str){second + 1, (size_t)(third - second - 1)};
}

/* Cells before the first `what` in `text`; all of them when it is not there. */
static size_t cells_before(str text, const char *what) {
    size_t len = strlen(what), at = 0;
    while (at + len <= text.len && memcmp(text.at + at, what, len) != 0)
        at++;
    return utf8_width((str){text.at, at + len <= text.len ? at : text.len});
}

/* A line of `before` fillers, an X, and `after` fillers. */
static str long_line(struct arena *arena, const char *filler, size_t before,
                     size_t after) {
    struct strbuf b;
    strbuf_init(&b, arena);
    for (size_t i = 0; i < before; i++)
        strbuf_add_c(&b, filler);
    strbuf_add_byte(&b, 'X');
    for (size_t i = 0; i < after; i++)
        strbuf_add_c(&b, filler);
    return strbuf_str(&b);
}

static void long_lines_are_cut_round_the_caret(void **state) {
    static const char *const fillers[] = {
        "a", "\xC5\xB7", "\xE6\x97\xA5", "w\xCC\x82", "\xE2\x80\xAE",
        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", "\t", "\x93", "ab ",
    };
    static const size_t counts[] = {0, 1, 20, 49, 50, 51, 98, 99, 100, 101,
                                    1000};
    for (size_t i = 0; i < ARRAY_LEN(fillers); i++)
        for (size_t j = 0; j < ARRAY_LEN(counts); j++)
            for (size_t k = 0; k < ARRAY_LEN(counts); k++) {
                struct fixture f;
                begin(&f, state);
                source_add(&f.sources, STR("x"),
                           long_line(*state, fillers[i], counts[j], counts[k]));
                struct span x = find(&f, "X");
                add(&f, x.from, x.to);
                str line, caret;
                split(print(&f, false, 0), &line, &caret);
                assert_true(utf8_width(line) <= 108);
                assert_int_equal(cells_before(line, "X"),
                                 cells_before(caret, "^"));
                assert_true(cells_before(line, "X") < utf8_width(line));
            }
}

static void cuts_are_marked(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("x"), long_line(*state, "a", 500, 500));
    add(&f, 500, 501);
    str line, caret;
    split(print(&f, false, 0), &line, &caret);
    assert_int_equal(utf8_width(line), 108);
    assert_true(str_starts_with(line, STR("    1 | …aaaa")));
    assert_true(str_eq((str){line.at + line.len - 3, 3}, STR("…")));
    f.diags.len = 0;
    add(&f, 0, 1001); /* a span longer than the window */
    split(print(&f, false, 0), &line, &caret);
    assert_true(str_starts_with(line, STR("    1 | aaaa")));
    assert_int_equal(caret.len, 8 + 99);
    f.diags.len = 0;
    add(&f, 1001, 1001); /* the end of the line */
    split(print(&f, false, 0), &line, &caret);
    assert_true(str_starts_with(line, STR("    1 | …aaaa")));
    assert_int_equal(utf8_width(caret), utf8_width(line) + 1);
}

static void huge_lines_are_quick(void **state) {
    static const char *const fillers[] = {"a", "\xC5\xB7", "\xCC\x82"};
    for (size_t i = 0; i < ARRAY_LEN(fillers); i++) {
        struct fixture f;
        begin(&f, state);
        size_t half = (5u << 20) / strlen(fillers[i]);
        source_add(&f.sources, STR("x"),
                   long_line(*state, fillers[i], half, half));
        struct span x = find(&f, "X");
        for (uint32_t j = 0; j < 20; j++)
            add(&f, x.from, x.to + j);
        clock_t start = clock();
        str out = print(&f, false, 0);
        assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
        assert_true(out.len < 20 * 6000);
    }
}

static void line_numbers_of_any_length(void **state) {
    struct fixture f;
    begin(&f, state);
    struct strbuf b;
    strbuf_init(&b, *state);
    for (int i = 0; i < 1234566; i++)
        strbuf_add_byte(&b, '\n');
    strbuf_add_c(&b, "ab");
    source_add(&f.sources, STR("x"), strbuf_str(&b));
    add(&f, 1234567, 1234568);
    assert_str(print(&f, false, 0), "x:1234567:2: error: m [syntax]\n"
                                    "1234567 | ab\n"
                                    "        |  ^\n");
}

static void fixes(void **state) {
    static const struct {
        uint32_t from, to;
        const char *text, *why, *shown;
    } rows[] = {
        {4, 7, "more", "", "      |     more\n"},
        {4, 4, "in", "say `in`", "      |     in\n"},
        {4, 7, "", "", "   = fix: remove it\n"},
        {4, 7, "", "leave out `two`", "   = fix: leave out `two`\n"},
        {3, 4, " ", "", "   = fix: write a space\n"},
        {0, 0, "rule a\n  ", "", "      | rule a\n"},
        {0, 3, "r\nq", "", "      | r\n      | q\n"},
        {8, 11, "six", "write `six`",
         "x:2:1: note: write `six`\n    2 | sax\n      | six\n"},
        {8, 8, "\n", "",
         "x:2:1: note: write a space\n    2 | sax\n"},
        {0, 1, "\033[2J", "", "      | <U+001B>[2J\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        begin(&f, state);
        source_add(&f.sources, STR("x"), STR("one two\nsax\n"));
        struct diag *d = add(&f, 4, 7);
        diag_fix(&f.diags, d, (struct span){rows[i].from, rows[i].to, 1},
                 str_of(rows[i].text), rows[i].why);
        str expected = str_format(*state,
                                  "x:1:5: error: m [syntax]\n"
                                  "    1 | one two\n"
                                  "      |     ^~~\n%s",
                                  rows[i].shown);
        assert_str(print(&f, false, 0), str_to_c(*state, expected));
    }
}

static void what_is_nowhere(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("x"), STR("one"));
    struct diag *d = diag_add(&f.diags, DIAG_SYNTAX, (struct span){0, 0, 0},
                              "no place");
    diag_label(&f.diags, d, (struct span){0, 3, 1}, "but this");
    diag_label(&f.diags, d, (struct span){0, 0, 0}, "and that");
    diag_note(&f.diags, d, "n");
    assert_str(print(&f, false, 0), "cinp: error: no place [syntax]\n"
                                    "   = note: n\n"
                                    "x:1:1: note: but this\n"
                                    "    1 | one\n"
                                    "cinp: note: and that\n");
}

static void labels_in_other_sources(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("x"), STR("one"));
    source_add(&f.sources, STR("y"), STR("two"));
    struct diag *d = add(&f, 0, 3);
    diag_label(&f.diags, d, (struct span){0, 3, 2}, "here");
    assert_str(print(&f, false, 0), "x:1:1: error: m [syntax]\n"
                                    "    1 | one\n"
                                    "      | ^~~\n"
                                    "y:1:1: note: here\n"
                                    "    1 | two\n");
}

static void names_from_outside_cannot_act(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("a\033[2Jb"), STR("one"));
    diag_add(&f.diags, DIAG_SYNTAX, (struct span){0, 1, 1}, "`%s`",
             "n\xE2\x80\xAE\r\n\x93");
    assert_str(print(&f, false, 0),
               "a<U+001B>[2Jb:1:1: error: `n<U+202E><U+000D><U+000A><byte 93>`"
               " [syntax]\n"
               "    1 | one\n"
               "      | ^\n");
}

static size_t count_lines_with(str out, const char *what) {
    size_t count = 0, len = strlen(what);
    for (size_t i = 0; i + len <= out.len; i++)
        count += memcmp(out.at + i, what, len) == 0;
    return count;
}

static void limits(void **state) {
    static const struct {
        unsigned found, limit;
        const char *last;
    } rows[] = {
        {20, 0, ""},
        {21, 0, "… and 1 more error\n"},
        {5, 5, ""},
        {5, 2, "… and 3 more errors\n"},
        {2000, 3, "… and 1997 more errors\n"}, /* more than are kept */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        begin(&f, state);
        source_add(&f.sources, STR("x"), STR("one"));
        for (uint32_t j = 0; j < rows[i].found; j++)
            add(&f, 0, j);
        str out = print(&f, false, rows[i].limit);
        unsigned limit = rows[i].limit ? rows[i].limit : 20;
        assert_int_equal(count_lines_with(out, "[syntax]"),
                         MIN(limit, rows[i].found));
        size_t len = strlen(rows[i].last);
        assert_int_equal(count_lines_with(out, "more"), len > 0);
        str end = {out.at + out.len - len, len};
        assert_str(end, rows[i].last);
    }
}

/* Warnings do not use up the room of errors. */
static void limits_are_for_each_severity(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("x"), STR("one"));
    for (uint32_t i = 0; i < 5; i++) {
        add(&f, 0, i)->severity = SEVERITY_WARNING;
        f.diags.errors--;
        f.diags.warnings++;
    }
    add(&f, 1, 2);
    str out = print(&f, false, 1);
    assert_int_equal(count_lines_with(out, "x:1:1: warning:"), 1);
    assert_int_equal(count_lines_with(out, "x:1:2: error:"), 1);
    assert_int_equal(count_lines_with(out, "… and 4 more warnings\n"), 1);
}

static void nothing_to_say(void **state) {
    struct fixture f;
    begin(&f, state);
    assert_int_equal(print(&f, true, 0).len, 0);
    diag_print_json(&f.out, &f.sources, &f.diags);
    assert_str(strbuf_str(&f.out), "{\"version\":1,\"diagnostics\":[]}\n");
}

static void as_json(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("d\"x"), STR("one\nt\xC5\xB7 \x93\n"));
    struct diag *d = diag_add(&f.diags, DIAG_BAD_NAME,
                              (struct span){4, 7, 1}, "`t\xC5\xB7` \\");
    diag_label(&f.diags, d, (struct span){0, 3, 1}, "here");
    diag_label(&f.diags, d, (struct span){0, 0, 0}, "nowhere");
    diag_note(&f.diags, d, "first");
    diag_note(&f.diags, d, "second");
    diag_fix(&f.diags, d, (struct span){8, 9, 1}, STR("\""), "write it");
    diag_add(&f.diags, DIAG_SYNTAX, (struct span){0, 0, 0}, "\x93\n");
    diag_print_json(&f.out, &f.sources, &f.diags);
    assert_str(
        strbuf_str(&f.out),
        "{\"version\":1,\"diagnostics\":["
        "{\"id\":\"bad-name\",\"severity\":\"error\","
        "\"message\":\"`t\xC5\xB7` \\\\\",\"path\":\"d\\\"x\","
        "\"span\":{\"from\":4,\"to\":7},"
        "\"start\":{\"line\":2,\"column\":1},"
        "\"end\":{\"line\":2,\"column\":3},"
        "\"labels\":[{\"message\":\"here\",\"path\":\"d\\\"x\","
        "\"span\":{\"from\":0,\"to\":3},\"start\":{\"line\":1,\"column\":1},"
        "\"end\":{\"line\":1,\"column\":4}},{\"message\":\"nowhere\"}],"
        "\"notes\":[\"first\",\"second\"],"
        "\"fix\":{\"text\":\"\\\"\",\"why\":\"write it\",\"path\":\"d\\\"x\","
        "\"span\":{\"from\":8,\"to\":9},\"start\":{\"line\":2,\"column\":4},"
        "\"end\":{\"line\":2,\"column\":5}}},"
        "{\"id\":\"syntax\",\"severity\":\"error\","
        "\"message\":\"\xEF\xBF\xBD\\n\",\"labels\":[],\"notes\":[]}]}\n");
}

/* The value of the first `"column":` after the `n`th record's id. */
static unsigned column_of_record(str json, size_t n) {
    const char *at = json.at;
    for (size_t i = 0; i <= n; i++)
        at = strstr(at, "\"id\":") + 1;
    return (unsigned)strtoul(strstr(at, "\"column\":") + 9, NULL, 10);
}

/* `at`, or the next offset at which a character begins. */
static uint32_t at_character(str text, uint32_t at) {
    return at + (at < text.len && text.at[at] == '\xB7');
}

/* Whatever the order, columns are those that source_place tells. */
static void columns_of_json_in_any_order(void **state) {
    struct fixture f;
    begin(&f, state);
    struct strbuf text;
    strbuf_init(&text, *state);
    for (int i = 0; i < 300; i++)
        strbuf_add_c(&text, i % 50 == 49 ? "\n" : "a\xC5\xB7\x93");
    source_add(&f.sources, STR("x"), strbuf_str(&text));
    source_add(&f.sources, STR("y"), strbuf_str(&text));
    uint32_t seed = 11;
    for (int i = 0; i < 500; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t from = (seed >> 8) % 1100, to = from + (seed >> 4) % 60;
        struct span span = {at_character(strbuf_str(&text), from),
                            at_character(strbuf_str(&text), to),
                            (source_id)(1 + (seed >> 30) % 2)};
        diag_add(&f.diags, DIAG_SYNTAX, span, "m");
    }
    diag_print_json(&f.out, &f.sources, &f.diags);
    strbuf_c(&f.out);
    for (size_t i = 0; i < f.diags.len; i++) {
        struct span span = f.diags.at[i]->at;
        const struct source *source = source_get(&f.sources, span.source);
        assert_int_equal(column_of_record(strbuf_str(&f.out), i),
                         source_place(source, span.from).column);
    }
}

static void json_of_a_huge_line_is_quick(void **state) {
    struct fixture f;
    begin(&f, state);
    source_add(&f.sources, STR("x"),
               long_line(*state, "\xC5\xB7", 1u << 20, 1u << 20));
    for (uint32_t i = 0; i < DIAG_MAX_RECORDS; i++)
        add(&f, 1000 + 4000 * i, 1004 + 4000 * i);
    clock_t start = clock();
    diag_print_json(&f.out, &f.sources, &f.diags);
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
    strbuf_c(&f.out);
    assert_int_equal(column_of_record(strbuf_str(&f.out), 10), 20501);
}

static void showing(void **state) {
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"", ""},
        {"plain t\xC5\xB7", "plain t\xC5\xB7"},
        {"w\xCC\x82", "w\xCC\x82"},
        {"a\tb", "a<U+0009>b"},
        {"\x7F", "<U+007F>"},
        {"\xEF\xBB\xBF", "<U+FEFF>"},
        {"a\xE2\x80\x8D" "b", "a<U+200D>b"},
        {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9",
         "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"},
        {"a\xF3\xA0\x81\xA1", "a<U+E0061>"},
        {"\xE2\x80\xA8", "<U+2028>"},
        {"\xC5", "<byte C5>"},
        {"\xED\xA0\x80", "<byte ED><byte A0><byte 80>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct strbuf b;
        strbuf_init(&b, *state);
        show_add(&b, str_of(rows[i].text));
        assert_str(strbuf_str(&b), rows[i].shown);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_whole_shape),
        ARENA_TEST(in_colour),
        ARENA_TEST(excerpts),
        ARENA_TEST(long_lines_are_cut_round_the_caret),
        ARENA_TEST(cuts_are_marked),
        ARENA_TEST(huge_lines_are_quick),
        ARENA_TEST(line_numbers_of_any_length),
        ARENA_TEST(fixes),
        ARENA_TEST(what_is_nowhere),
        ARENA_TEST(labels_in_other_sources),
        ARENA_TEST(names_from_outside_cannot_act),
        ARENA_TEST(limits),
        ARENA_TEST(limits_are_for_each_severity),
        ARENA_TEST(nothing_to_say),
        ARENA_TEST(as_json),
        ARENA_TEST(columns_of_json_in_any_order),
        ARENA_TEST(json_of_a_huge_line_is_quick),
        ARENA_TEST(showing),
    };
    return cmocka_run_group_tests_name("diag_print", tests, NULL, NULL);
}
