// SPDX-License-Identifier: MIT
/* source_check.c: one pass over the bytes, before anybody else sees them.
 *
 * The usual fault is a file saved by an editor on Windows: UTF-16 as a whole,
 * or Windows-1252, where a curly quote, a dash or an accented letter is one
 * byte above 0x7F.  Both are named, since "invalid byte" helps nobody. */
#include "text/source_check.h"

#include <string.h>

#include "text/utf8.h"

#define SAVE_AS_UTF8 \
    "save the file as UTF-8 (in Notepad: Save as, Encoding, UTF-8)"

struct check {
    const struct source *source;
    struct diag_list *diags;
    bool fit; /* to be scanned */
};

/* Code points of the Windows-1252 bytes 0x80 to 0x9F; 0: not in use. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static int32_t windows_character(unsigned char byte) {
    return byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

static struct span span_of(const struct check *c, size_t from, size_t to) {
    return (struct span){(uint32_t)from, (uint32_t)to, c->source->id};
}

/* Offset after the bad bytes that begin at `at`. */
static size_t end_of_bad(str text, size_t at) {
    while (at < text.len && utf8_next(text, at).code < 0)
        at++;
    return at;
}

static void report_windows_byte(struct check *c, size_t at, int32_t code) {
    struct span span = span_of(c, at, at + 1);
    struct strbuf meant;
    strbuf_init(&meant, c->diags->arena);
    const struct word_character *word = utf8_word_character(code);
    if (word)
        strbuf_add_c(&meant, word->ascii);
    else
        utf8_add(&meant, code);
    unsigned byte = (unsigned char)c->source->text.at[at];
    struct diag *d;
    if (word)
        d = diag_add(c->diags, DIAG_NOT_UTF8, span,
                     "the byte %02X is not UTF-8; in Windows-1252 it is %s",
                     byte, word->name);
    else
        d = diag_add(c->diags, DIAG_NOT_UTF8, span,
                     "the byte %02X is not UTF-8; in Windows-1252 it is `%s`",
                     byte, strbuf_c(&meant));
    diag_note(c->diags, d, SAVE_AS_UTF8);
    diag_fix(c->diags, d, span, strbuf_str(&meant), "write it in UTF-8");
}

static size_t report_bad(struct check *c, size_t at) {
    str text = c->source->text;
    size_t end = end_of_bad(text, at);
    c->fit = false;
    int32_t code = windows_character((unsigned char)text.at[at]);
    if (end - at == 1 && code) {
        report_windows_byte(c, at, code);
        return end;
    }
    struct diag *d = diag_add(c->diags, DIAG_NOT_UTF8, span_of(c, at, end),
                              end - at == 1 ? "a byte that is not UTF-8"
                                            : "bytes that are not UTF-8");
    diag_note(c->diags, d, SAVE_AS_UTF8);
    return end;
}

static size_t report_nul(struct check *c, size_t at) {
    str text = c->source->text;
    size_t end = at;
    while (end < text.len && !text.at[end])
        end++;
    c->fit = false;
    struct span span = span_of(c, at, end);
    struct diag *d = diag_add(c->diags, DIAG_NUL_BYTE, span,
                              end - at == 1 ? "a zero byte in the text"
                                            : "zero bytes in the text");
    diag_fix(c->diags, d, span, STR(""), "remove it");
    return end;
}

static void report_bidi(struct check *c, size_t at, struct utf8_char found) {
    struct span span = span_of(c, at, at + found.len);
    struct diag *d = diag_add(
        c->diags, DIAG_BIDI_CONTROL, span,
        "the invisible character U+%04X makes the text look like another",
        (unsigned)found.code);
    diag_fix(c->diags, d, span, STR(""), "remove it");
}

/* Every other byte zero, or a byte order mark of two bytes. */
static bool is_utf16(str text) {
    if (text.len < 4)
        return false;
    return str_starts_with(text, STR("\xFF\xFE")) ||
           str_starts_with(text, STR("\xFE\xFF")) ||
           (!text.at[0] && text.at[1] && !text.at[2] && text.at[3]) ||
           (text.at[0] && !text.at[1] && text.at[2] && !text.at[3]);
}

/* True for a fault of the whole file, which makes all others moot. */
static bool check_whole(const struct check *c) {
    if (c->source->text.len > SOURCE_MAX_BYTES) {
        diag_add(c->diags, DIAG_TOO_LARGE, span_of(c, 0, 0),
                 "this file is larger than the %u MiB that cinp reads",
                 SOURCE_MAX_BYTES >> 20);
        return true;
    }
    if (is_utf16(c->source->text)) {
        struct diag *d = diag_add(c->diags, DIAG_NOT_UTF8, span_of(c, 0, 0),
                                  "this file is UTF-16, not UTF-8");
        diag_note(c->diags, d, SAVE_AS_UTF8);
        return true;
    }
    return false;
}

/* Checks the character at `at`; returns the offset after it. */
static size_t check_character(struct check *c, size_t at) {
    str text = c->source->text;
    struct utf8_char next = utf8_next(text, at);
    if (next.code < 0)
        return report_bad(c, at);
    if (next.code == 0)
        return report_nul(c, at);
    if (utf8_is_bidi_control(next.code))
        report_bidi(c, at, next);
    return at + next.len;
}

bool source_check(const struct source *source, struct diag_list *diags) {
    struct check c = {source, diags, true};
    if (check_whole(&c))
        return false;
    for (size_t at = 0; at < source->text.len;) {
        /* most characters are plain, and need no looking up */
        unsigned char byte = (unsigned char)source->text.at[at];
        at = byte > 0 && byte < 0x80 ? at + 1 : check_character(&c, at);
    }
    return c.fit;
}
