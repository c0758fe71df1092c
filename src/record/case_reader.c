// SPDX-License-Identifier: MIT
/* case_reader.c: telling formats apart, and going from case to case.
 *
 * JSON that begins with `{` is JSON lines if its first line stands alone;
 * otherwise it is one object over many lines, and read whole. */
#include "record/case_reader.h"

#include <string.h>

#include "record/case_file.h"
#include "record/case_json.h"
#include "record/input.h"
#include "record/json_place.h"
#include "text/show.h"
#include "text/utf8.h"

enum mode {
    MODE_END,   /* nothing, or nothing more */
    MODE_TEXT,  /* .cinc */
    MODE_LINES, /* JSON, a case a line */
    MODE_WHOLE, /* JSON, a case or an array of them: not yet read */
    MODE_ARRAY, /* read: `next` is the next element */
    MODE_BROKEN /* .cinc that is no text: `broken` says why */
};

struct case_reader {
    struct arena *arena;
    const struct program *program;
    str path;
    enum mode mode;
    struct input input;
    struct arena scratch; /* the problem of the last call */
    struct case_file *file;
    str broken;
    struct json_reader *json;
    struct json_doc doc;
    str text;       /* that `doc` was read from */
    uint32_t line;  /* of its first byte, from 1 */
    uint32_t next;
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static str trimmed(str text) {
    while (text.len && is_space(text.at[0]))
        text.at++, text.len--;
    while (text.len && is_space(text.at[text.len - 1]))
        text.len--;
    return text;
}

/* -- what sort of file is it? -- */

/* Past the byte order mark and white space, counting lines. A text of nothing
 * else is .cinc without a case. */
static char skip_to_first(struct case_reader *r, str *before) {
    static const str mark = {"\xEF\xBB\xBF", 3};
    while (r->input.to < mark.len && input_more(&r->input))
        ;
    size_t at = str_starts_with(input_seen(&r->input), mark) ? mark.len : 0;
    for (;;) {
        str seen = input_seen(&r->input);
        for (; at < seen.len; at++) {
            if (!is_space(seen.at[at])) {
                *before = (str){seen.at, at};
                return seen.at[at];
            }
        }
        if (at > SOURCE_MAX_BYTES || !input_more(&r->input)) {
            *before = (str){input_seen(&r->input).at, at};
            return '\0';
        }
    }
}

static uint32_t count_line_feeds(str text) {
    uint32_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.at[i] == '\n';
    return n;
}

/* Does the object that begins `text` end in it? Braces alone are counted. */
static bool stands_alone(str text) {
    int64_t depth = 0;
    bool quoted_now = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (quoted_now) {
            i += c == '\\';
            quoted_now = c != '"';
        } else {
            quoted_now = c == '"';
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            if (depth == 0)
                return true;
        }
    }
    return false;
}

/* The length of the first line, read as far as that takes. */
static size_t first_line(struct case_reader *r) {
    size_t at = 0;
    for (;;) {
        str seen = input_seen(&r->input);
        const char *end = seen.len > at
                              ? memchr(seen.at + at, '\n', seen.len - at)
                              : NULL;
        if (end)
            return (size_t)(end - seen.at);
        at = seen.len;
        if (at > CASE_MAX_LINE || !input_more(&r->input))
            return at;
    }
}

/* The first byte from `at` on that is no white space; 0 if there is none. */
static char first_from(struct case_reader *r, size_t at) {
    for (;;) {
        str seen = input_seen(&r->input);
        for (; at < seen.len; at++)
            if (!is_space(seen.at[at]))
                return seen.at[at];
        if (at > CASE_MAX_WHOLE || !input_more(&r->input))
            return '\0';
    }
}

/* A first line that is cut short must not make one text of all lines: it is a
 * part of something larger only if it ends where JSON goes on. No more is read
 * than the answer takes, for a pipe may be slow. */
static bool is_in_lines(struct case_reader *r) {
    size_t len = first_line(r);
    str line = trimmed((str){input_seen(&r->input).at, len});
    if (stands_alone(line))
        return true;
    char last = line.at[line.len - 1]; /* the line begins with `{` */
    bool goes_on = last == '{' || last == '[' || last == ',' || last == ':';
    char after = first_from(r, len);
    return after == '\0' || (!goes_on && after == '{');
}

static bool open_json(struct case_reader *r, char first, str before,
                      str *problem) {
    r->json = json_reader_open(r->arena);
    if (!r->json) {
        *problem = str_format(r->arena,
                              "cannot read `%.*s`: this cinp was built without "
                              "JSON input",
                              STR_ARG(r->path));
        return false;
    }
    r->line = 1 + count_line_feeds(before);
    input_skip(&r->input, before.len);
    r->mode = first == '{' && is_in_lines(r) ? MODE_LINES : MODE_WHOLE;
    if (r->mode == MODE_LINES)
        r->line--; /* of the line before */
    return true;
}

static void open_text(struct case_reader *r) {
    str text;
    if (!input_rest(&r->input, SOURCE_MAX_BYTES + 4, &text))
        text = (str){input_seen(&r->input).at, SOURCE_MAX_BYTES + 4};
    r->file = case_file_open(r->arena, r->path, text, &r->broken);
    r->mode = r->file ? MODE_TEXT : MODE_BROKEN;
}

static bool open_file(struct case_reader *r, str *problem) {
    if (!input_open(&r->input, r->arena, r->path, problem))
        return false;
    str before;
    char first = skip_to_first(r, &before);
    bool is_json = first == '{' || first == '[';
    if (!is_json)
        open_text(r);
    if (r->input.error) {
        *problem = input_problem(r->arena, r->path, r->input.error);
        return false;
    }
    return !is_json || open_json(r, first, before, problem);
}

struct case_reader *case_reader_open(struct arena *arena,
                                     const struct program *program, str path,
                                     str *problem) {
    struct case_reader *r = NEW(arena, struct case_reader);
    r->arena = arena;
    r->program = program;
    r->path = str_copy(arena, path);
    arena_init(&r->scratch, arena->from);
    if (open_file(r, problem))
        return r;
    case_reader_close(r);
    return NULL;
}

void case_reader_close(struct case_reader *r) {
    input_close(&r->input);
    if (r->json)
        json_reader_close(r->json);
    r->json = NULL;
    arena_fini(&r->scratch);
}

/* -- what is wrong -- */

/* "path:line:col: error: case C-1042: ..."; the column counts characters. */
static void say(struct case_reader *r, struct strbuf *out, size_t offset,
                str id, str what) {
    str before = {r->text.at, offset};
    size_t start = offset;
    while (start && r->text.at[start - 1] != '\n')
        start--;
    str on_line = {r->text.at + start, offset - start};
    show_add(out, r->path);
    strbuf_addf(out, ":%u:%zu: error: ", r->line + count_line_feeds(before),
                utf8_count(on_line) + 1);
    if (id.len) {
        strbuf_add_c(out, "case ");
        show_add(out, id);
        strbuf_add_c(out, ": ");
    }
    show_add(out, what);
    strbuf_add_byte(out, '\n');
}

static size_t skip_blanks(str text, size_t at) {
    while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t' ||
                             text.at[at] == '\n' || text.at[at] == '\r'))
        at++;
    return at;
}

/* The id in the part of a broken record that can be read: what follows the
 * key "case"; empty when it is not there, or not plain. */
static str id_of_broken(str text) {
    static const char key[] = "\"case\"";
    for (size_t i = 0; i + sizeof key - 1 <= text.len; i++) {
        if (memcmp(text.at + i, key, sizeof key - 1) != 0)
            continue;
        size_t at = skip_blanks(text, i + sizeof key - 1);
        if (at >= text.len || text.at[at] != ':')
            continue;
        at = skip_blanks(text, at + 1);
        if (at >= text.len || text.at[at] != '"')
            continue;
        size_t from = ++at;
        while (at < text.len && text.at[at] != '"' && text.at[at] != '\\')
            at++;
        if (at < text.len && text.at[at] == '"')
            return (str){text.at + from, at - from};
    }
    return STR("");
}

static str say_once(struct case_reader *r, size_t offset, const char *what) {
    struct strbuf out;
    strbuf_init(&out, &r->scratch);
    str before = {r->text.at, offset};
    /* a text of many cases does not tell which of them breaks off */
    say(r, &out, offset,
        r->mode == MODE_LINES ? id_of_broken(before) : STR(""), str_of(what));
    return strbuf_str(&out);
}

static str say_unread(struct case_reader *r, enum json_outcome outcome) {
    if (outcome == JSON_NO_MEMORY)
        return say_once(r, 0, "there is not enough memory to read this");
    const char *what;
    size_t at = json_place_of_fault(r->text, &what);
    if (!*what)
        what = "this is not JSON";
    return say_once(r, at, what);
}

static str say_problems(struct case_reader *r, str id,
                        const struct case_problems *problems) {
    struct strbuf out;
    strbuf_init(&out, &r->scratch);
    uint32_t shown = MIN(problems->count, (uint32_t)CASE_MAX_PROBLEMS);
    for (uint32_t i = 0; i < shown; i++)
        say(r, &out, json_place_of(r->text, problems->at[i].node), id,
            problems->at[i].text);
    if (problems->count > shown)
        say(r, &out, 0, id, STR("and more problems than are shown"));
    return strbuf_str(&out);
}

/* -- from case to case -- */

static enum case_outcome next_node(struct case_reader *r, struct timeline *t,
                                   uint32_t node, str *problem) {
    struct case_problems problems;
    if (case_from_json(t, &r->doc, node, &problems))
        return CASE_READ;
    *problem = say_problems(r, t->id, &problems);
    return CASE_FAULTY;
}

static bool read_json(struct case_reader *r, str *problem) {
    enum json_outcome outcome =
        json_read(r->json, r->text.at, r->text.len, &r->doc);
    if (outcome != JSON_READ)
        *problem = say_unread(r, outcome);
    return outcome == JSON_READ;
}

static enum case_outcome broken(struct case_reader *r, str problem,
                                str *out) {
    r->mode = MODE_END;
    *out = problem;
    return CASE_BROKEN;
}

static enum case_outcome unreadable(struct case_reader *r, str *out) {
    str why = input_problem(&r->scratch, r->path, r->input.error);
    return broken(r, str_format(&r->scratch, "%.*s\n", STR_ARG(why)), out);
}

static enum case_outcome next_line(struct case_reader *r, struct timeline *t,
                                   str *problem) {
    for (;;) {
        enum line_outcome outcome =
            input_line(&r->input, CASE_MAX_LINE, &r->text);
        r->line++;
        if (r->input.error)
            return unreadable(r, problem);
        if (outcome == LINE_END)
            return CASE_END;
        if (outcome == LINE_TOO_LONG) {
            r->text = STR("");
            *problem = say_once(r, 0, "this line is longer than 128 MiB");
            return CASE_FAULTY;
        }
        if (!trimmed(r->text).len)
            continue;
        if (!read_json(r, problem))
            return CASE_FAULTY;
        return next_node(r, t, 0, problem);
    }
}

static enum case_outcome next_element(struct case_reader *r,
                                      struct timeline *t, str *problem) {
    if (r->next == r->doc.nodes[0].end)
        return CASE_END;
    uint32_t node = r->next;
    r->next = r->doc.nodes[node].end;
    return next_node(r, t, node, problem);
}

static enum case_outcome read_whole(struct case_reader *r, struct timeline *t,
                                    str *problem) {
    if (!input_rest(&r->input, CASE_MAX_WHOLE, &r->text)) {
        r->text = STR("");
        return broken(r,
                      say_once(r, 0, "this JSON text is larger than 256 MiB; "
                                     "write a case a line instead"),
                      problem);
    }
    if (r->input.error)
        return unreadable(r, problem);
    if (!read_json(r, problem))
        return broken(r, *problem, problem);
    bool is_array = r->doc.nodes[0].kind == JSON_ARRAY;
    r->mode = is_array ? MODE_ARRAY : MODE_END;
    r->next = 1;
    return is_array ? next_element(r, t, problem)
                    : next_node(r, t, 0, problem);
}

enum case_outcome case_reader_next(struct case_reader *r, struct timeline *t,
                                   str *problem) {
    arena_reset(&r->scratch);
    switch (r->mode) {
    case MODE_END: return CASE_END;
    case MODE_TEXT: return case_file_next(r->file, t, &r->scratch, problem);
    case MODE_LINES: return next_line(r, t, problem);
    case MODE_WHOLE: return read_whole(r, t, problem);
    case MODE_ARRAY: return next_element(r, t, problem);
    case MODE_BROKEN: return broken(r, r->broken, problem);
    }
    BUG("mode");
}
