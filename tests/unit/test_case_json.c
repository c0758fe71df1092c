// SPDX-License-Identifier: MIT
/* Cases as JSON: the files of tests/golden/cases/ and what is made of them,
 * hostile bytes, large cases, and random damage. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <fcntl.h>
#include <unistd.h>

#include "case_file.h"
#include "record/case_json.h"
#include "record/input.h"
#include "record/json_place.h"

#define PATH "test_case_json.tmp"

static void files(void **state) {
    static const char *const names[] = {
        "good.jsonl", "faults.jsonl",      "malformed.jsonl", "array.json",
        "pretty.json", "two_objects.json", "broken_array.json", "same.jsonl",
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        case_file_golden(*state, names[i]);
}

static void bytes(void **state) {
    const struct {
        str bytes;
        const char *expected;
    } rows[] = {
        {STR("\xEF\xBB\xBF{\"case\":\"A\",\"events\":[]}"), "case A\n"},
        {STR("\r\n\t {\"case\":\"A\",\"events\":[]}\r\n\r\n"), "case A\n"},
        {STR("{\"case\":\"A\",\r\n\"events\":[]}\r\n"), "case A\n"},
        {STR("[]"), ""},
        {STR(" [ ] "), ""},
        {STR("{\"case\":\"a\xFF\"}"),
         PATH ":1:11: error: this is not UTF-8 text\n"},
        {STR("{\"case\":\"a\xC3\xA9\xED\xA0\x80\"}"),
         PATH ":1:12: error: this is not UTF-8 text\n"},
        {STR("{\"case\":1 2 \"\xFF\"}"),
         PATH ":1:11: error: expected `,` or `}`\n"},
        {STR("{\"case\":\"a\1\"}"),
         PATH ":1:11: error: a control character inside a text\n"},
        {STR("{\"case\":\"a\0\"}"),
         PATH ":1:11: error: a control character inside a text\n"},
        {STR("{\"case\":\"A\"}\0"),
         PATH ":1:13: error: case A: there is more behind the end of the JSON text\n"},
        {STR("{\"case\":\"A\",\n\"b\n\":1}"),
         PATH ":2:3: error: the text is not closed on its line\nbroken\n"},
        {STR("{"), PATH ":1:2: error: the JSON breaks off here\n"},
        {STR("["), PATH ":1:2: error: the JSON breaks off here\nbroken\n"},
        {STR("{\"case\":\"A\\"), PATH ":1:12: error: the JSON breaks off here\n"},
        {STR("{\"events\":[],\"case\" : \"A-5\",\"facts\":{"),
         PATH ":1:38: error: case A-5: the JSON breaks off here\n"},
        {STR("{\"case\":\"A\",\"events\":[]}\n{\"case\""),
         "case A\n" PATH ":2:8: error: the JSON breaks off here\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_str(case_file_try(*state, PATH, rows[i].bytes),
                   rows[i].expected);
}

static str nested(struct arena *arena, int depth) {
    struct strbuf out;
    strbuf_init(&out, arena);
    strbuf_add_c(&out, "{\"case\":\"A\",\"events\":[],\"x\":");
    for (int i = 1; i < depth; i++)
        strbuf_add_byte(&out, '[');
    for (int i = 1; i < depth; i++)
        strbuf_add_byte(&out, ']');
    strbuf_add_byte(&out, '}');
    return strbuf_str(&out);
}

static void nesting(void **state) {
    assert_str(case_file_try(*state, PATH, nested(*state, 64)),
               PATH ":1:25: error: case A: `x` is no part of a case\n");
    assert_str(case_file_try(*state, PATH, nested(*state, 65)),
               PATH ":1:92: error: case A: nested more than 64 deep\n");
    assert_str(case_file_try(*state, PATH, nested(*state, 100000)),
               PATH ":1:92: error: case A: nested more than 64 deep\n");
}

static void files_that_cannot_be_read(void **state) {
    assert_str(case_file_read(*state, "no_such_file.jsonl"),
               "not opened: cannot read `no_such_file.jsonl`: there is no "
               "such file");
    assert_str(case_file_read(*state, "/"),
               "not opened: cannot read `/`: it is a folder");
}

static void standard_input(void **state) {
    case_file_write(PATH, STR("{\"case\":\"A\",\"events\":[{}]}\n"));
    int kept = dup(STDIN_FILENO), fd = open(PATH, O_RDONLY);
    assert_true(fd >= 0 && dup2(fd, STDIN_FILENO) >= 0);
    assert_str(case_file_read(*state, "-"),
               "-:1:23: error: case A: this event has no name, "
               "`\"event\": NAME`\n");
    dup2(kept, STDIN_FILENO);
    close(kept);
    close(fd);
    remove(PATH);
}

/* -- lines -- */

static void long_lines(void **state) {
    struct strbuf text;
    strbuf_init(&text, *state);
    strbuf_add_c(&text, "short\n");
    for (int i = 0; i < 700000; i++)
        strbuf_add_byte(&text, 'x');
    strbuf_add_c(&text, "\n\nanother\n");
    for (int i = 0; i < 600000; i++)
        strbuf_add_byte(&text, 'y');
    strbuf_add_c(&text, "\nlast");
    case_file_write(PATH, strbuf_str(&text));
    struct input in;
    str problem, line;
    assert_true(input_open(&in, *state, str_of(PATH), &problem));
    assert_int_equal(input_line(&in, 600000, &line), LINE_READ);
    assert_str(line, "short");
    assert_int_equal(input_line(&in, 600000, &line), LINE_TOO_LONG);
    assert_int_equal(input_line(&in, 600000, &line), LINE_READ);
    assert_str(line, "");
    assert_int_equal(input_line(&in, 600000, &line), LINE_READ);
    assert_str(line, "another");
    assert_int_equal(input_line(&in, 600000, &line), LINE_READ);
    assert_int_equal(line.len, 600000);
    assert_int_equal(input_line(&in, 600000, &line), LINE_READ);
    assert_str(line, "last");
    assert_int_equal(input_line(&in, 600000, &line), LINE_END);
    input_close(&in);
    remove(PATH);
}

static void a_large_case(void **state) {
    enum { EVENTS = 100000 };
    struct strbuf text;
    strbuf_init(&text, *state);
    strbuf_add_c(&text, "{\"case\":\"A\",\"events\":[");
    for (int i = 0; i < EVENTS; i++)
        strbuf_addf(&text, "%s{\"event\":\"visit\",\"date\":\"20%02d-01-%02d\"}",
                    i ? "," : "", 10 + i % 80, 1 + i % 28);
    strbuf_add_c(&text, "]}\n");
    case_file_write(PATH, strbuf_str(&text));
    const struct program *program = case_program(*state);
    struct timeline t;
    timeline_init(&t, process_allocator, program);
    str problem;
    struct case_reader *r =
        case_reader_open(*state, program, str_of(PATH), &problem);
    assert_int_equal(case_reader_next(r, &t, &problem), CASE_READ);
    assert_int_equal(t.rows.len, EVENTS);
    assert_int_equal(case_reader_next(r, &t, &problem), CASE_END);
    assert_int_equal(case_reader_next(r, &t, &problem), CASE_END);
    case_reader_close(r);
    timeline_fini(&t);
    remove(PATH);
}

/* -- memory -- */

static void *counted_get(void *host, size_t size) {
    ++*(size_t *)host;
    return malloc(size);
}

static void counted_put(void *host, void *block) {
    (void)host;
    free(block);
}

static void no_memory_after_the_largest_case(void **state) {
#ifdef CINP_ARENA_STRESS
    return; /* there, every object is asked for */
#endif
    enum { LINES = 3000, WARM = 50 };
    struct strbuf text;
    strbuf_init(&text, *state);
    for (int i = 0; i < LINES; i++) {
        strbuf_addf(&text, "{\"case\":\"C-%d\",\"facts\":{\"disabled\":true},"
                           "\"events\":[", i);
        for (int k = 0; k < (i * 7 + 40) % 41; k++)
            strbuf_addf(&text,
                        "%s{\"event\":\"cin_meeting\",\"date\":\"2024-01-%02d\","
                        "\"chair\":\"health\",\"source\":\"School\"}",
                        k ? "," : "", 1 + (i + k) % 31);
        strbuf_add_c(&text, "]}\n");
    }
    case_file_write(PATH, strbuf_str(&text));
    size_t gets = 0, warm = 0;
    struct block_allocator counted = {counted_get, counted_put, &gets};
    struct arena arena;
    arena_init(&arena, counted);
    const struct program *program = case_program(*state);
    struct timeline t;
    timeline_init(&t, counted, program);
    str problem;
    struct case_reader *r =
        case_reader_open(&arena, program, str_of(PATH), &problem);
    for (int i = 0; i < LINES; i++) {
        assert_int_equal(case_reader_next(r, &t, &problem), CASE_READ);
        if (i == WARM)
            warm = gets;
    }
    assert_int_equal(gets, warm);
    assert_int_equal(case_reader_next(r, &t, &problem), CASE_END);
    case_reader_close(r);
    timeline_fini(&t);
    arena_fini(&arena);
    remove(PATH);
}

/* -- places -- */

static bool begins_as(enum json_kind kind, char c) {
    switch (kind) {
    case JSON_NULL: return c == 'n';
    case JSON_YES_NO: return c == 't' || c == 'f';
    case JSON_NUMBER:
    case JSON_NOT_EXACT: return c == '-' || (c >= '0' && c <= '9');
    case JSON_TEXT: return c == '"';
    case JSON_ARRAY: return c == '[';
    case JSON_OBJECT: return c == '{';
    }
    return false;
}

/* A text with room behind it, as json_read wants it. */
static char *padded(struct arena *arena, str text) {
    char *at = arena_alloc(arena, text.len + JSON_PADDING);
    memcpy(at, text.at, text.len);
    return at;
}

static void places(void **state) {
    str text = STR(" {\"a\\\"\":[1,-2.5e1,true],\"{,\":null , \"c\":{},"
                   "\"d\":[[],false,\"x\\\\\",0.00001]}");
    struct json_reader *reader = json_reader_open(*state);
    struct json_doc doc;
    assert_int_equal(json_read(reader, padded(*state, text), text.len, &doc),
                     JSON_READ);
    assert_int_equal(doc.count, 16);
    size_t before = 0;
    for (uint32_t i = 0; i < doc.count; i++) {
        size_t at = json_place_of(text, i);
        assert_true(at > before || i == 0);
        assert_true(begins_as((enum json_kind)doc.nodes[i].kind, text.at[at]));
        before = at;
    }
    assert_int_equal(json_place_of(text, doc.count), text.len);
    json_reader_close(reader);
}

/* -- damage -- */

static uint32_t random_below(uint64_t *seed, uint32_t n) {
    *seed = *seed * UINT64_C(6364136223846793005) +
            UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % n;
}

static size_t damage(char *at, size_t len, uint64_t *seed) {
    static const char marks[] = "{}[]:,\"\\0123456789.eE+-tfnu \n\t\xC3\xFF\1";
    uint32_t where = random_below(seed, (uint32_t)len);
    switch (random_below(seed, 4)) {
    case 0:
        at[where] = marks[random_below(seed, sizeof marks)];
        return len;
    case 1:
        at[where] = (char)(at[where] ^ 1 << random_below(seed, 8));
        return len;
    case 2:
        memmove(at + where, at + where + 1, len - where - 1);
        return len - 1;
    default:
        return where + 1;
    }
}

/* Whatever happens to a text, it is read or its fault is found, and then
 * simdjson and the search for the fault agree; nothing is read out of
 * bounds (which a sanitizer sees). */
static void random_damage(void **state) {
    static const char text[] =
        "{\"events\":[{\"chair\":\"health\",\"date\":\"2024-03-20T14:00\","
        "\"event\":\"cin_meeting\",\"size\":1.25e0},{\"event\":\"visit\",\"date"
        "\":\"2024-01-01\",\"booked\":true}],\"case\":\"C-\\u0041\\ud83d\\ude00"
        "\",\"facts\":{\"team\":{\"value\":\"N\\\"\xC3\xA9\",\"from\":"
        "\"2024-01-01\"},\"disabled\":[{\"value\":true,\"until\":"
        "\"2024-01-31\"}],\"lead\":null,\"helpers\":[{\"role\":\"health\"}]}}";
    enum { LEN = sizeof text - 1, TURNS = 30000 };
    struct arena scratch;
    arena_init(&scratch, process_allocator);
    const struct program *program = case_program(*state);
    struct json_reader *reader = json_reader_open(*state);
    struct timeline t;
    timeline_init(&t, process_allocator, program);
    uint64_t seed = 1;
    int sound = 0, unread = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        arena_reset(&scratch);
        char *at = padded(&scratch, (str){text, LEN});
        size_t len = LEN;
        for (uint32_t n = random_below(&seed, 3) + 1; n && len > 1; n--)
            len = damage(at, len, &seed);
        struct json_doc doc;
        const char *what;
        size_t fault = json_place_of_fault((str){at, len}, &what);
        enum json_outcome outcome = json_read(reader, at, len, &doc);
        assert_int_not_equal(outcome, JSON_NO_MEMORY);
        bool huge = strcmp(what, "a number too large to read") == 0;
        if (!huge)
            assert_int_equal(outcome == JSON_READ, *what == '\0');
        assert_true(fault <= len);
        if (outcome != JSON_READ) {
            unread++;
            continue;
        }
        struct case_problems problems;
        bool good = case_from_json(&t, &doc, 0, &problems);
        assert_int_equal(good, problems.count == 0);
        sound += good;
        for (uint32_t i = 0; i < MIN(problems.count, CASE_MAX_PROBLEMS); i++) {
            assert_true(problems.at[i].node < doc.count);
            assert_true(json_place_of((str){at, len},
                                      problems.at[i].node) < len);
        }
    }
    assert_in_range(sound, 300, TURNS);
    assert_in_range(unread, TURNS / 3, TURNS);
    json_reader_close(reader);
    timeline_fini(&t);
    arena_fini(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(files),
        ARENA_TEST(bytes),
        ARENA_TEST(nesting),
        ARENA_TEST(files_that_cannot_be_read),
        ARENA_TEST(standard_input),
        ARENA_TEST(long_lines),
        ARENA_TEST(a_large_case),
        ARENA_TEST(no_memory_after_the_largest_case),
        ARENA_TEST(places),
        ARENA_TEST(random_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
