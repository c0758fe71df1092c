// SPDX-License-Identifier: MIT
/* json_write.c: a comma is due after every value, and after nothing else. */
#include "text/json_write.h"

#include <inttypes.h>

#include "text/utf8.h"

struct json json_begin(struct strbuf *out) {
    return (struct json){out, false};
}

static void begin_value(struct json *json) {
    if (json->comma)
        strbuf_add_byte(json->out, ',');
    json->comma = true;
}

static void open_with(struct json *json, char bracket) {
    begin_value(json);
    strbuf_add_byte(json->out, bracket);
    json->comma = false;
}

static void close_with(struct json *json, char bracket) {
    strbuf_add_byte(json->out, bracket);
    json->comma = true;
}

void json_object(struct json *json) {
    open_with(json, '{');
}

void json_object_end(struct json *json) {
    close_with(json, '}');
}

void json_array(struct json *json) {
    open_with(json, '[');
}

void json_array_end(struct json *json) {
    close_with(json, ']');
}

void json_key(struct json *json, const char *key) {
    json_str(json, str_of(key));
    strbuf_add_byte(json->out, ':');
    json->comma = false;
}

void json_str(struct json *json, str text) {
    begin_value(json);
    json_string(json->out, text);
}

void json_int(struct json *json, int64_t number) {
    begin_value(json);
    strbuf_addf(json->out, "%" PRId64, number);
}

void json_bool(struct json *json, bool yes) {
    begin_value(json);
    strbuf_add(json->out, yes ? STR("true") : STR("false"));
}

void json_null(struct json *json) {
    begin_value(json);
    strbuf_add(json->out, STR("null"));
}

void json_key_str(struct json *json, const char *key, str text) {
    json_key(json, key);
    json_str(json, text);
}

void json_key_int(struct json *json, const char *key, int64_t number) {
    json_key(json, key);
    json_int(json, number);
}

void json_key_bool(struct json *json, const char *key, bool yes) {
    json_key(json, key);
    json_bool(json, yes);
}

/* The bytes from `at` on that stand for themselves. */
static size_t plain_run(str text, size_t at) {
    size_t end = at;
    while (end < text.len && text.at[end] >= ' ' && text.at[end] < 0x7F &&
           text.at[end] != '"' && text.at[end] != '\\')
        end++;
    return end - at;
}

static void add_escape(struct strbuf *out, char byte) {
    switch (byte) {
    case '"': strbuf_add(out, STR("\\\"")); break;
    case '\\': strbuf_add(out, STR("\\\\")); break;
    case '\n': strbuf_add(out, STR("\\n")); break;
    case '\r': strbuf_add(out, STR("\\r")); break;
    case '\t': strbuf_add(out, STR("\\t")); break;
    default: strbuf_addf(out, "\\u%04x", (unsigned)byte); break;
    }
}

void json_string(struct strbuf *out, str text) {
    strbuf_add_byte(out, '"');
    for (size_t at = 0; at < text.len;) {
        size_t run = plain_run(text, at);
        if (run) {
            strbuf_add(out, (str){text.at + at, run});
            at += run;
            continue;
        }
        struct utf8_char c = utf8_next(text, at);
        if (c.code < 0)
            strbuf_add(out, STR("\xEF\xBF\xBD"));
        else if (c.code < 0x80)
            add_escape(out, (char)c.code);
        else
            strbuf_add(out, (str){text.at + at, c.len});
        at += c.len;
    }
    strbuf_add_byte(out, '"');
}
