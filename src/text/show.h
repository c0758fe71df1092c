/* show.h: text as it may be put before a person.
 *
 * A text from outside can hold what a terminal obeys or an eye does not see:
 * escape sequences, characters that reorder a line, zero-width spaces, bytes
 * that are not UTF-8.  Shown, each becomes visible, `<U+202E>` or `<byte 93>`,
 * and what was visible stays as it is.  Everything cinp prints for people
 * passes through here. */
#ifndef CINP_SHOW_H
#define CINP_SHOW_H

#include "base/str.h"

/* One character as the reader sees it. */
struct shown {
    uint32_t len;   /* bytes of the text that it stands for; 0 at the end */
    uint32_t cells; /* cells it takes up */
    bool as_code;   /* shown by its number: print `code` for it */
    char code[12];
};

/* The character at byte `at`. A tab is shown by its number: a caller that
 * knows the cell it stands in deals with it first. */
struct shown show_next(str text, size_t at);
/* The whole of `text`, shown. */
void show_add(struct strbuf *out, str text);

#endif
