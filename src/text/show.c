// SPDX-License-Identifier: MIT
/* show.c: telling what is seen from what is not. */
#include "text/show.h"

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

static bool is_seen(struct utf8_char c) {
    return c.code >= 0 && !utf8_is_control(c.code) &&
           !utf8_is_bidi_control(c.code) && !utf8_is_invisible(c.code);
}

static struct shown show_code(struct utf8_char c, unsigned char byte) {
    struct shown res = {.len = c.len, .as_code = true};
    if (c.code < 0)
        snprintf(res.code, sizeof res.code, "<byte %02X>", byte);
    else
        snprintf(res.code, sizeof res.code, "<U+%04lX>",
                 (unsigned long)c.code & 0x1FFFFF);
    res.cells = (uint32_t)strlen(res.code);
    return res;
}

struct shown show_next(str text, size_t at) {
    struct utf8_char c = utf8_next(text, at);
    if (!c.len)
        return (struct shown){0};
    if (!is_seen(c))
        return show_code(c, (unsigned char)text.at[at]);
    struct utf8_cluster cluster = utf8_cluster(text, at);
    return (struct shown){.len = cluster.len, .cells = cluster.cells};
}

/* The bytes from `at` on that may be copied without a look. */
static size_t plain_run(str text, size_t at) {
    size_t end = at;
    while (end < text.len && text.at[end] >= ' ' && text.at[end] < 0x7F)
        end++;
    return end - at;
}

void show_add(struct strbuf *out, str text) {
    for (size_t at = 0; at < text.len;) {
        size_t run = plain_run(text, at);
        if (run) {
            strbuf_add(out, (str){text.at + at, run});
            at += run;
            continue;
        }
        struct shown next = show_next(text, at);
        if (next.as_code)
            strbuf_add_c(out, next.code);
        else
            strbuf_add(out, (str){text.at + at, next.len});
        at += next.len;
    }
}
