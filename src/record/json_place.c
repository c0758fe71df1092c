// SPDX-License-Identifier: MIT
/* json_place.c: a plain scanner that says where JSON goes wrong.
 *
 * simdjson tells that a text is no JSON, and not where.  The grammar is small
 * enough to walk once more, a byte at a time, with one bit a level for what
 * is open: no recursion. */
#include "record/json_place.h"

#include "record/json.h"
#include "text/utf8.h"

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Where the string that opens at `at` has its closing quote. */
static size_t closing_quote(str text, size_t at) {
    for (at++; at < text.len && text.at[at] != '"'; at++)
        if (text.at[at] == '\\')
            at++;
    return at;
}

size_t json_place_of(str text, uint32_t index) {
    bool in_word = false; /* of a number, true, false, null */
    for (size_t at = 0; at < text.len; at++) {
        char c = text.at[at];
        bool mark = is_space(c) || c == ',' || c == ':' || c == '}' || c == ']';
        bool opens = c == '"' || c == '{' || c == '[';
        if (!mark && !in_word && index-- == 0)
            return at;
        in_word = !mark && !opens;
        if (c == '"')
            at = closing_quote(text, at);
    }
    return text.len;
}

struct walk {
    str text;
    size_t at;
    const char *fault; /* NULL: none yet */
    uint64_t open;     /* bit 0: the innermost is an object */
    unsigned depth;
    bool unclosed;     /* the fault is a text without its closing quote */
    size_t huge;       /* the first number that may be too large to read */
};

static char peek(const struct walk *w) {
    return w->at < w->text.len ? w->text.at[w->at] : '\0';
}

static bool fault(struct walk *w, const char *what) {
    w->fault = w->at >= w->text.len ? "the JSON breaks off here" : what;
    return false;
}

static void skip_space(struct walk *w) {
    while (w->at < w->text.len && is_space(w->text.at[w->at]))
        w->at++;
}

/* Four hexadecimal digits: their number, or -1. */
static int32_t code_unit(struct walk *w) {
    int32_t code = 0;
    for (int i = 0; i < 4; i++, w->at++) {
        char c = peek(w);
        if (!is_hex(c)) {
            fault(w, "`\\u` takes four hexadecimal digits");
            return -1;
        }
        code = code * 16 + (is_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
    }
    return code;
}

static bool walk_code(struct walk *w) {
    int32_t code = code_unit(w);
    if (code < 0)
        return false;
    if (code < 0xD800 || code > 0xDFFF)
        return true;
    if (code < 0xDC00 && w->at + 1 < w->text.len && w->text.at[w->at] == '\\' &&
        w->text.at[w->at + 1] == 'u') {
        w->at += 2;
        code = code_unit(w);
        if (code < 0)
            return false;
        if (code >= 0xDC00 && code <= 0xDFFF)
            return true;
    }
    return fault(w, "half a character: `\\uD800` to `\\uDFFF` come in pairs");
}

static bool walk_escape(struct walk *w) {
    w->at++;
    switch (peek(w)) {
    case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r':
    case 't':
        w->at++;
        return true;
    case 'u':
        w->at++;
        return walk_code(w);
    default:
        return fault(w, "there is no such escape after `\\`");
    }
}

static bool walk_text(struct walk *w) {
    size_t start = w->at++;
    while (w->at < w->text.len) {
        char c = w->text.at[w->at];
        if (c == '"') {
            w->at++;
            return true;
        }
        if (c == '\\') {
            if (!walk_escape(w))
                return false;
        } else if ((unsigned char)c < 0x20) {
            return fault(w, c == '\n' ? "the text is not closed on its line"
                                      : "a control character inside a text");
        } else {
            w->at++;
        }
    }
    w->at = start;
    w->unclosed = true;
    return fault(w, "this text is not closed");
}

static bool walk_digits(struct walk *w) {
    if (!is_digit(peek(w)))
        return fault(w, "expected a digit");
    while (is_digit(peek(w)))
        w->at++;
    return true;
}

/* More digits than an integer has, or any exponent: what simdjson may refuse
 * although it is JSON. */
static void note_if_huge(struct walk *w, size_t start, bool has_exponent) {
    bool huge = has_exponent || w->at - start > 19;
    if (huge && w->huge == w->text.len)
        w->huge = start;
}

static bool walk_number(struct walk *w) {
    size_t start = w->at;
    w->at += peek(w) == '-';
    if (peek(w) == '0') {
        w->at++;
        if (is_digit(peek(w)))
            return fault(w, "a number does not begin with 0");
    } else if (!walk_digits(w)) {
        return false;
    }
    if (peek(w) == '.') {
        w->at++;
        if (!walk_digits(w))
            return false;
    }
    if ((peek(w) | 32) == 'e') {
        w->at++;
        w->at += peek(w) == '+' || peek(w) == '-';
        if (!walk_digits(w))
            return false;
        note_if_huge(w, start, true);
    }
    note_if_huge(w, start, false);
    return true;
}

static bool walk_word(struct walk *w) {
    static const char *const words[] = {"true", "false", "null"};
    str rest = {w->text.at + w->at, w->text.len - w->at};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!str_starts_with(rest, str_of(words[i])))
            continue;
        w->at += str_of(words[i]).len;
        return true;
    }
    return fault(w, "expected a value: a text in double quotes, a number, "
                    "true, false, null, `{` or `[`");
}

static bool walk_key(struct walk *w) {
    if (peek(w) != '"')
        return fault(w, "expected a key in double quotes");
    if (!walk_text(w))
        return false;
    skip_space(w);
    if (peek(w) != ':')
        return fault(w, "expected `:` after the key");
    w->at++;
    return true;
}

/* Past the bracket that opens an array or object, and to its first value.
 * `*done` when it is empty. */
static bool walk_open(struct walk *w, bool *done) {
    if (w->depth == JSON_MAX_DEPTH)
        return fault(w, "nested more than 64 deep");
    bool object = peek(w) == '{';
    w->open = w->open << 1 | object;
    w->depth++;
    w->at++;
    skip_space(w);
    *done = peek(w) == (object ? '}' : ']');
    return *done || !object || walk_key(w);
}

/* Behind a value: closes what ends here, up to where the next value is due or
 * nothing is open. */
static bool walk_close(struct walk *w) {
    while (w->depth) {
        bool object = w->open & 1;
        skip_space(w);
        char c = peek(w);
        if (c == ',') {
            w->at++;
            skip_space(w);
            return !object || walk_key(w);
        }
        if (c != (object ? '}' : ']'))
            return fault(w, object ? "expected `,` or `}`"
                                   : "expected `,` or `]`");
        w->at++;
        w->open >>= 1;
        w->depth--;
    }
    return true;
}

static bool walk_value(struct walk *w) {
    bool done = true;
    skip_space(w);
    char c = peek(w);
    if (c == '{' || c == '[') {
        if (!walk_open(w, &done))
            return false;
        return !done || walk_close(w);
    }
    bool good = c == '"' ? walk_text(w)
                : c == '-' || is_digit(c) ? walk_number(w)
                                          : walk_word(w);
    return good && walk_close(w);
}

size_t json_place_of_fault(str text, const char **what) {
    struct walk w = {.text = text, .huge = text.len};
    size_t bad = utf8_first_bad(text, 0);
    if (bad < text.len)
        w.text.len = bad; /* whatever is wrong before it comes first */
    do {
        if (!walk_value(&w))
            break;
    } while (w.depth);
    if (!w.fault)
        skip_space(&w);
    if (!w.fault && w.at < w.text.len)
        fault(&w, "there is more behind the end of the JSON text");
    if (bad < text.len && (!w.fault || w.at >= bad || w.unclosed)) {
        *what = "this is not UTF-8 text";
        return bad;
    }
    if (!w.fault && w.huge < text.len) {
        *what = "a number too large to read";
        return w.huge;
    }
    *what = w.fault ? w.fault : "";
    return w.fault ? w.at : text.len;
}
