/* utf8.h: what cinp knows about Unicode; the only user of utf8proc.
 *
 * Text is bytes.  Three ways of counting it meet here and are never mixed:
 * bytes (offsets), code points (columns) and cells (places on a terminal).
 * Every function takes any bytes: one that is not UTF-8 is a character of its
 * own, with code -1 and length 1.  Nothing here depends on the locale. */
#ifndef CINP_UTF8_H
#define CINP_UTF8_H

#include "base/str.h"

struct utf8_char {
    int32_t code; /* code point; -1: a byte that is not UTF-8 */
    uint32_t len; /* bytes; 0 at the end of the text */
};

/* The character at byte `at`. */
struct utf8_char utf8_next(str text, size_t at);
/* Offset of the first byte, from `at` on, that is not UTF-8; text.len when
 * there is none. Overlong forms and surrogates are not UTF-8. */
size_t utf8_first_bad(str text, size_t at);
/* Characters, as utf8_next tells them. */
size_t utf8_count(str text);
void utf8_add(struct strbuf *out, int32_t code);

/* What a reader sees as one character: a letter with its marks, a flag. */
struct utf8_cluster {
    uint32_t len;   /* bytes; 0 at the end of the text */
    uint32_t cells; /* 0, 1 or 2; a tab or control character has 0 */
};

/* The cluster at byte `at`. It ends early before an invisible character,
 * unless that is part of a pictograph, and after 128 bytes. */
struct utf8_cluster utf8_cluster(str text, size_t at);
/* Cells of a whole text. */
size_t utf8_width(str text);

/* Names: letters of any script, letter numbers and `_`; after the first also
 * marks, digits and connectors. Never a character that cannot be seen. */
bool utf8_is_name_start(int32_t code);
bool utf8_is_name_continue(int32_t code);

/* C0, DEL and C1, tab and line ends included. */
bool utf8_is_control(int32_t code);
/* Changes the order in which text is shown, unseen. */
bool utf8_is_bidi_control(int32_t code);
/* Zero width, soft hyphen, joiner, a byte order mark inside the text, a
 * filler, a line separator: seen as nothing, or as a line end that is none.
 * Not the bidi and other control characters. */
bool utf8_is_invisible(int32_t code);

/* Normal form C, in which equal names have equal bytes. `text` itself when it
 * is that already, or is not UTF-8; otherwise new text, perhaps longer. */
str utf8_nfc(struct arena *arena, str text);

/* What word processors write in place of what was typed. */
struct word_character {
    int32_t code;
    const char *ascii; /* what was meant */
    const char *name;  /* "a curly quote" */
};
/* NULL when `code` is none. */
const struct word_character *utf8_word_character(int32_t code);

#endif
