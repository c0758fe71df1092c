// SPDX-License-Identifier: MIT
/* utf8.c: utf8proc behind cinp's own questions.
 *
 * Nearly every byte of a policy is ASCII, so each loop has a way past those
 * that does not ask the library. */
#include "text/utf8.h"

#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"

enum {
    MAX_CLUSTER = 128, /* bytes; longer is not for reading */
    TEXT_SELECTOR = 0xFE0E,
    EMOJI_SELECTOR = 0xFE0F
};

static bool is_ascii(str text, size_t at) {
    return (unsigned char)text.at[at] < 0x80;
}

struct utf8_char utf8_next(str text, size_t at) {
    if (at >= text.len)
        return (struct utf8_char){-1, 0};
    if (is_ascii(text, at))
        return (struct utf8_char){text.at[at], 1};
    size_t left = MIN(text.len - at, 4);
    int32_t code;
    utf8proc_ssize_t len = utf8proc_iterate(
        (const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)left, &code);
    if (len <= 0)
        return (struct utf8_char){-1, 1};
    return (struct utf8_char){code, (uint32_t)len};
}

/* The first offset from `at` on whose byte is not ASCII. */
static size_t skip_ascii(str text, size_t at) {
    uint64_t eight;
    for (; text.len - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, text.at + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < text.len && is_ascii(text, at))
        at++;
    return at;
}

size_t utf8_first_bad(str text, size_t at) {
    while (at < text.len && (at = skip_ascii(text, at)) < text.len) {
        struct utf8_char c = utf8_next(text, at);
        if (c.code < 0)
            return at;
        at += c.len;
    }
    return text.len;
}

size_t utf8_count(str text) {
    size_t count = 0;
    for (size_t at = 0; at < text.len;) {
        size_t next = skip_ascii(text, at);
        count += next - at;
        at = next;
        if (at < text.len) {
            count++;
            at += utf8_next(text, at).len;
        }
    }
    return count;
}

void utf8_add(struct strbuf *out, int32_t code) {
    char bytes[4];
    utf8proc_ssize_t len =
        utf8proc_encode_char(code, (utf8proc_uint8_t *)bytes);
    strbuf_add(out, (str){bytes, (size_t)len});
}

static bool is_pictograph(int32_t code) {
    return utf8proc_get_property(code)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* True when `code` may stand, unseen, in the cluster that `base` begins. */
static bool may_join(int32_t base, int32_t code) {
    return code == EMOJI_SELECTOR || code == TEXT_SELECTOR ||
           !utf8_is_invisible(code) || is_pictograph(base);
}

/* An emoji is wider than its code points say, a flag or family narrower. */
struct utf8_cluster utf8_cluster(str text, size_t at) {
    struct utf8_char base = utf8_next(text, at), last = base;
    if (base.code < 0 || utf8_is_control(base.code))
        return (struct utf8_cluster){base.len, 0};
    uint32_t len = base.len;
    int cells = utf8proc_charwidth(base.code);
    if (utf8_is_invisible(base.code))
        return (struct utf8_cluster){len, (uint32_t)cells};
    int32_t state = 0;
    while (len < MAX_CLUSTER) {
        struct utf8_char next = utf8_next(text, at + len);
        if (next.code < 0 ||
            utf8proc_grapheme_break_stateful(last.code, next.code, &state) ||
            !may_join(base.code, next.code))
            break;
        cells += utf8proc_charwidth(next.code);
        if (next.code == EMOJI_SELECTOR)
            cells = 2;
        len += next.len;
        last = next;
    }
    return (struct utf8_cluster){len, (uint32_t)MIN(cells, 2)};
}

/* True for a printable ASCII character that nothing combines with. */
static bool is_plain(str text, size_t at) {
    return text.at[at] >= ' ' && text.at[at] < 0x7F &&
           (at + 1 == text.len || is_ascii(text, at + 1));
}

size_t utf8_width(str text) {
    size_t cells = 0;
    for (size_t at = 0; at < text.len;) {
        if (is_plain(text, at)) {
            cells++;
            at++;
            continue;
        }
        struct utf8_cluster cluster = utf8_cluster(text, at);
        cells += cluster.cells;
        at += cluster.len;
    }
    return cells;
}

static bool is_ascii_letter(int32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static bool has_category(int32_t code, unsigned categories) {
    const utf8proc_property_t *property = utf8proc_get_property(code);
    return categories >> property->category & 1 && !property->ignorable;
}

enum {
    NAME_START = 1u << UTF8PROC_CATEGORY_LU | 1u << UTF8PROC_CATEGORY_LL |
                 1u << UTF8PROC_CATEGORY_LT | 1u << UTF8PROC_CATEGORY_LM |
                 1u << UTF8PROC_CATEGORY_LO | 1u << UTF8PROC_CATEGORY_NL,
    NAME_CONTINUE = NAME_START | 1u << UTF8PROC_CATEGORY_MN |
                    1u << UTF8PROC_CATEGORY_MC | 1u << UTF8PROC_CATEGORY_ND |
                    1u << UTF8PROC_CATEGORY_PC
};

bool utf8_is_name_start(int32_t code) {
    if (code < 0x80)
        return is_ascii_letter(code) || code == '_';
    return has_category(code, NAME_START);
}

bool utf8_is_name_continue(int32_t code) {
    if (code < 0x80)
        return is_ascii_letter(code) || code == '_' ||
               (code >= '0' && code <= '9');
    return has_category(code, NAME_CONTINUE);
}

bool utf8_is_control(int32_t code) {
    return (code >= 0 && code < 0x20) || (code >= 0x7F && code < 0xA0);
}

bool utf8_is_bidi_control(int32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

bool utf8_is_invisible(int32_t code) {
    if (code < 0x80 || utf8_is_bidi_control(code))
        return false;
    bool separates_lines = code == 0x2028 || code == 0x2029;
    bool annotates = code >= 0xFFF9 && code <= 0xFFFB;
    return separates_lines || annotates ||
           utf8proc_get_property(code)->ignorable;
}

/* utf8proc_map would do both steps, but takes its memory from malloc. */
str utf8_nfc(struct arena *arena, str text) {
    if (skip_ascii(text, 0) == text.len)
        return text;
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.at;
    utf8proc_ssize_t len = (utf8proc_ssize_t)text.len;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, len, NULL, 0, options);
    if (count < 0)
        return text;
    struct arena_mark mark = arena_mark(arena);
    int32_t *codes = NEW_ARRAY(arena, int32_t, (size_t)count + 1);
    utf8proc_decompose(bytes, len, codes, count, options);
    utf8proc_ssize_t out = utf8proc_reencode(codes, count, options);
    if (out < 0)
        BUG("utf8proc does not compose");
    str normal = {(const char *)codes, (size_t)out};
    if (!str_eq(normal, text))
        return normal;
    arena_rewind(arena, mark);
    return text;
}

static const struct word_character word_characters[] = {
    {0x00A0, " ", "a no-break space"},
    {0x00AB, "\"", "an angle quote"},
    {0x00BB, "\"", "an angle quote"},
    {0x2002, " ", "an en space"},
    {0x2003, " ", "an em space"},
    {0x2007, " ", "a figure space"},
    {0x2009, " ", "a thin space"},
    {0x2010, "-", "a typographic hyphen"},
    {0x2011, "-", "a no-break hyphen"},
    {0x2013, "-", "an en dash"},
    {0x2014, "-", "an em dash"},
    {0x2018, "'", "a curly quote"},
    {0x2019, "'", "a curly quote"},
    {0x201A, "'", "a curly quote"},
    {0x201B, "'", "a curly quote"},
    {0x201C, "\"", "a curly quote"},
    {0x201D, "\"", "a curly quote"},
    {0x201E, "\"", "a curly quote"},
    {0x201F, "\"", "a curly quote"},
    {0x2026, "...", "an ellipsis"},
    {0x202F, " ", "a narrow no-break space"},
    {0x2212, "-", "a minus sign"},
    {0x2264, "<=", "a less-or-equal sign"},
    {0x2265, ">=", "a greater-or-equal sign"},
};

const struct word_character *utf8_word_character(int32_t code) {
    for (size_t i = 0; i < ARRAY_LEN(word_characters); i++)
        if (word_characters[i].code == code)
            return &word_characters[i];
    return NULL;
}
