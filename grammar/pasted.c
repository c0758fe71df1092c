// SPDX-License-Identifier: MIT
/* pasted.c: what a word processor put into the text, taken out again.
 *
 * Curly quotes, dashes, no-break spaces: each is reported with what to write
 * instead, and in the scanner's copy what was meant stands in its place, so
 * that a pasted line costs no further error.  The copy is as long as the
 * source, and offsets are the same in both.  The same goes for what cannot be
 * seen, and for characters that no word of cinp is made of.
 *
 * Inside texts and comments all this may stand; so this file, too, knows where
 * they begin and end. */
#include "grammar.h"

#include <string.h>

#include "text/show.h"
#include "text/utf8.h"

struct copy {
    struct parse *p;
    str from;
    char *to;
    size_t at;
};

static struct span span_of(const struct copy *c, size_t at, size_t len) {
    return (struct span){(uint32_t)at, (uint32_t)(at + len), c->p->source->id};
}

static bool is_line_end(const struct copy *c, size_t at) {
    return at >= c->from.len || c->from.at[at] == '\n';
}

static size_t line_end(const struct copy *c, size_t at) {
    const char *end = memchr(c->from.at + at, '\n', c->from.len - at);
    return end ? (size_t)(end - c->from.at) : c->from.len;
}

/* Replaces `len` bytes by `with` and what fills the rest. */
static void put(struct copy *c, size_t at, size_t len, const char *with,
                char fill) {
    size_t n = strlen(with);
    memcpy(c->to + at, with, n);
    memset(c->to + at + n, fill, len - n);
    if (fill == PADDING)
        c->p->padded = true;
}

/* A text begins after the blanks, and ends before them. */
static void put_quote(struct copy *c, size_t at, size_t len, bool opening) {
    memset(c->to + at, ' ', len);
    c->to[opening ? at + len - 1 : at] = '"';
}

static void report(struct copy *c, size_t at, size_t len,
                   const struct word_character *found, const char *meant) {
    struct diag *d =
        diag_add(c->p->diags, DIAG_WORD_CHARACTER, span_of(c, at, len),
                 "%s, as a word processor writes it", found->name);
    str fixed = str_of(meant);
    diag_fix(c->p->diags, d, span_of(c, at, len), fixed,
             str_is(fixed, "_")   ? "a name has letters, digits and `_`"
             : str_is(fixed, " ") ? "write a plain space"
             : fixed.len          ? "write it plainly"
                                  : "remove it");
}

static bool is_quote(const struct word_character *w, const char *ascii) {
    return w && !strcmp(w->ascii, ascii);
}

/* The end of a text that began with a pasted quote: the next quote of its
 * kind, pasted or plain, on the line. False when there is none. */
static bool find_close(const struct copy *c, size_t at, const char *ascii,
                       size_t *close, struct utf8_char *quote) {
    for (; !is_line_end(c, at); at += quote->len) {
        *quote = utf8_next(c->from, at);
        *close = at;
        if (c->from.at[at] == *ascii ||
            is_quote(utf8_word_character(quote->code), ascii))
            return true;
    }
    return false;
}

/* `at` is after the opening quote. */
static void close_text(struct copy *c, size_t at, const char *ascii) {
    size_t close;
    struct utf8_char quote;
    if (!find_close(c, at, ascii, &close, &quote)) {
        c->at = line_end(c, at);
        return;
    }
    const struct word_character *w = utf8_word_character(quote.code);
    if (w)
        report(c, close, quote.len, w, "\"");
    put_quote(c, close, quote.len, false);
    c->at = close + quote.len;
}

/* A text with a plain quote; only if no plain one closes it does a pasted one
 * count, the last of the line. */
static void skip_text(struct copy *c) {
    size_t from = c->at + 1, end = from;
    while (!is_line_end(c, end) && c->from.at[end] != '"')
        end++;
    if (end < c->from.len && c->from.at[end] == '"') {
        c->at = end + 1;
        return;
    }
    size_t last = 0, next;
    struct utf8_char quote;
    for (size_t at = from; find_close(c, at, "\"", &next, &quote);
         at = next + quote.len)
        last = next;
    c->at = end;
    if (last)
        close_text(c, last, "\"");
}

static bool in_name(const struct copy *c, size_t at) {
    return at < c->from.len &&
           utf8_is_name_continue(utf8_next(c->from, at).code);
}

/* Between two characters of a word. */
static bool joins(const struct copy *c, size_t at, size_t len) {
    size_t before = at;
    while (before > 0 && (c->from.at[before - 1] & 0xC0) == 0x80)
        before--;
    return at > 0 && in_name(c, before - 1) && in_name(c, at + len);
}

/* An apostrophe in a word, else the quote of a text. */
static void replace_single_quote(struct copy *c, size_t at, size_t len,
                                 const struct word_character *w) {
    size_t close;
    struct utf8_char quote;
    if (joins(c, at, len)) {
        report(c, at, len, w, "_");
        put(c, at, len, "_", PADDING);
    } else if (find_close(c, at + len, "'", &close, &quote)) {
        report(c, at, len, w, "\"");
        put_quote(c, at, len, true);
        close_text(c, at + len, "'");
    } else {
        report(c, at, len, w, "");
        put(c, at, len, "", JUNK);
    }
}

static void replace(struct copy *c, size_t at, size_t len,
                    const struct word_character *w) {
    char meant = w->ascii[0];
    if (meant == '"') {
        report(c, at, len, w, "\"");
        put_quote(c, at, len, true);
        close_text(c, at + len, "\"");
    } else if (meant == '\'') {
        replace_single_quote(c, at, len, w);
    } else {
        bool plain = meant == ' ' || meant == '<' || meant == '>' ||
                     (meant == '-' && joins(c, at, len));
        report(c, at, len, w, plain ? w->ascii : "");
        if (plain)
            put(c, at, len, w->ascii, meant == '-' ? PADDING : ' ');
        else
            put(c, at, len, "", JUNK);
    }
}

static void report_other(struct copy *c, size_t at, struct utf8_char found) {
    struct span span = span_of(c, at, found.len);
    str text = {c->from.at + at, found.len};
    struct diag *d;
    if (utf8_is_bidi_control(found.code)) {
        put(c, at, found.len, "", PADDING); /* source_check reported it */
    } else if (utf8_is_invisible(found.code)) {
        d = diag_add(c->p->diags, DIAG_INVISIBLE_CHARACTER, span,
                     "the character U+%04X cannot be seen",
                     (unsigned)found.code);
        diag_fix(c->p->diags, d, span, STR(""), "remove it");
        put(c, at, found.len, "", PADDING);
    } else {
        struct strbuf shown;
        strbuf_init(&shown, c->p->arena);
        show_add(&shown, text);
        diag_add(c->p->diags, DIAG_STRAY_CHARACTER, span,
                 "`%s` means nothing here", strbuf_c(&shown));
        put(c, at, found.len, "", JUNK);
    }
}

static void copy_character(struct copy *c) {
    size_t at = c->at;
    struct utf8_char next = utf8_next(c->from, at);
    c->at += next.len;
    const struct word_character *w = utf8_word_character(next.code);
    if (w)
        replace(c, at, next.len, w);
    else if (!utf8_is_name_continue(next.code))
        report_other(c, at, next);
}

void replace_pasted(struct parse *p) {
    str from = p->source->text;
    char *to = NEW_ARRAY(p->arena, char, from.len);
    memcpy(to, from.at, from.len);
    p->text = (str){to, from.len};
    struct copy c = {p, from, to, 0};
    while (c.at < from.len) {
        unsigned char byte = (unsigned char)from.at[c.at];
        if (byte == '"')
            skip_text(&c);
        else if (byte == '#')
            c.at = line_end(&c, c.at);
        else if (byte >= 0x7F || (byte < ' ' && !strchr("\t\r\n", byte)))
            copy_character(&c);
        else
            c.at++;
    }
}
