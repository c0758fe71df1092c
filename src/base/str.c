// SPDX-License-Identifier: MIT
/* str.c: views of text, and the builder.
 *
 * An empty view may have a NULL pointer, which the mem functions must not be
 * given even with length 0: each use is guarded. */
#include "base/str.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_CAP = 64 }; /* bytes */

str str_of(const char *c_string) {
    return (str){c_string, strlen(c_string)};
}

bool str_eq(str a, str b) {
    return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

bool str_is(str a, const char *c_string) {
    return str_eq(a, str_of(c_string));
}

bool str_starts_with(str a, str prefix) {
    return a.len >= prefix.len && str_eq((str){a.at, prefix.len}, prefix);
}

int str_cmp(str a, str b) {
    size_t shared = MIN(a.len, b.len);
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

str str_copy(struct arena *arena, str s) {
    return (str){str_to_c(arena, s), s.len};
}

char *str_to_c(struct arena *arena, str s) {
    char *copy = arena_alloc(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    return copy;
}

void strbuf_init(struct strbuf *b, struct arena *arena) {
    *b = (struct strbuf){.arena = arena};
}

/* Room for `more` bytes and a NUL after them. */
static char *room_for(struct strbuf *b, size_t more) {
    if (more > SIZE_MAX / 4 - b->len)
        BUG("text too large");
    if (b->cap - b->len <= more) {
        size_t cap = MAX(b->cap * 2, MAX(b->len + more + 1, FIRST_CAP));
        b->at = arena_grow(b->arena, b->at, b->cap, cap);
        b->cap = cap;
    }
    return b->at + b->len;
}

void strbuf_add(struct strbuf *b, str s) {
    char *end = room_for(b, s.len);
    if (s.len)
        memcpy(end, s.at, s.len);
    b->len += s.len;
}

void strbuf_add_c(struct strbuf *b, const char *c_string) {
    strbuf_add(b, str_of(c_string));
}

void strbuf_add_byte(struct strbuf *b, char byte) {
    *room_for(b, 1) = byte;
    b->len++;
}

/* Bytes that `format` makes, without the NUL. */
PRINTF_LIKE(1, 0)
static size_t formatted_len(const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        BUG("format");
    return (size_t)len;
}

void strbuf_addf(struct strbuf *b, const char *format, ...) {
    va_list args;
    va_start(args, format);
    size_t len = formatted_len(format, args);
    vsnprintf(room_for(b, len), len + 1, format, args);
    b->len += len;
    va_end(args);
}

str strbuf_str(const struct strbuf *b) {
    return (str){b->at, b->len};
}

const char *strbuf_c(struct strbuf *b) {
    *room_for(b, 0) = '\0';
    return b->at;
}

str str_vformat(struct arena *arena, const char *format, va_list args) {
    size_t len = formatted_len(format, args);
    char *at = arena_alloc(arena, len + 1);
    vsnprintf(at, len + 1, format, args);
    return (str){at, len};
}

str str_format(struct arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    str res = str_vformat(arena, format, args);
    va_end(args);
    return res;
}
