/* str.h: views of text, and a builder for making text.
 *
 * A `str` never owns its bytes: it borrows from a source, an arena or a
 * literal, and is not NUL-terminated.  A `struct strbuf` grows in an arena. */
#ifndef CINP_STR_H
#define CINP_STR_H

#include <stdarg.h>

#include "base/base.h"

struct arena;

typedef struct {
    const char *at;
    size_t len;
} str;

#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).len, (s).at /* for "%.*s" */

str str_of(const char *c_string);
bool str_eq(str a, str b);
bool str_is(str a, const char *c_string);
bool str_starts_with(str a, str prefix);
/* Byte order, shorter first on a tie: <0, 0, >0. */
int str_cmp(str a, str b);
str str_copy(struct arena *arena, str s);
/* A NUL-terminated copy; bytes after an embedded NUL are kept but unseen. */
char *str_to_c(struct arena *arena, str s);
str str_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
str str_vformat(struct arena *arena, const char *format, va_list args)
    PRINTF_LIKE(2, 0);

struct strbuf {
    struct arena *arena;
    char *at;
    size_t len, cap;
};

void strbuf_init(struct strbuf *b, struct arena *arena);
void strbuf_add(struct strbuf *b, str s);
void strbuf_add_c(struct strbuf *b, const char *c_string);
void strbuf_add_byte(struct strbuf *b, char byte);
void strbuf_addf(struct strbuf *b, const char *format, ...) PRINTF_LIKE(2, 3);
/* The text so far: valid until the next addition. */
str strbuf_str(const struct strbuf *b);
/* The text so far, NUL-terminated: valid until the next addition. */
const char *strbuf_c(struct strbuf *b);

#endif
