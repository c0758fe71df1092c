// SPDX-License-Identifier: MIT
/* source.c: reading files, and finding places in them.
 *
 * Lines end at a line feed; a carriage return before it belongs to the line
 * end, any other is white space.  A text that ends in a line feed has an empty
 * last line, so every offset up to the length lies on some line. */
#include "text/source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "text/utf8.h"

enum { FIRST_READ = 64 << 10, TAB_CELLS = 8 };

#define BYTE_ORDER_MARK STR("\xEF\xBB\xBF")

void source_set_init(struct source_set *set, struct arena *arena) {
    *set = (struct source_set){.arena = arena};
}

/* Where the line after the one at `from` begins; SIZE_MAX after the last. */
static size_t next_line(str text, size_t from) {
    const char *end =
        from < text.len ? memchr(text.at + from, '\n', text.len - from) : NULL;
    return end ? (size_t)(end - text.at) + 1 : SIZE_MAX;
}

static void find_lines(struct source *source, struct arena *arena) {
    uint32_t count = 0;
    for (size_t at = 0; at != SIZE_MAX; at = next_line(source->text, at))
        count++;
    source->line_count = count;
    source->line_starts = NEW_ARRAY(arena, uint32_t, count);
    count = 0;
    for (size_t at = 0; at != SIZE_MAX; at = next_line(source->text, at))
        source->line_starts[count++] = (uint32_t)at;
}

/* `text` is in the set's arena already. */
static struct source *add_kept(struct source_set *set, str path, str text) {
    if (set->len == UINT16_MAX)
        BUG("more sources than ids");
    if (text.len > UINT32_MAX - 1)
        BUG("a source of more than 4 GiB");
    if (str_starts_with(text, BYTE_ORDER_MARK)) {
        text.at += BYTE_ORDER_MARK.len;
        text.len -= BYTE_ORDER_MARK.len;
    }
    struct source *source = NEW(set->arena, struct source);
    source->path = str_copy(set->arena, path);
    source->text = text;
    find_lines(source, set->arena);
    vec_push(set->arena, set, source);
    source->id = (source_id)set->len;
    return source;
}

struct source *source_add(struct source_set *set, str path, str text) {
    return add_kept(set, path, str_copy(set->arena, text));
}

const struct source *source_get(const struct source_set *set, source_id id) {
    return id && id <= set->len ? set->at[id - 1] : NULL;
}

/* Reads up to one byte more than source_check lets pass. */
static str read_stream(struct arena *arena, FILE *in) {
    size_t limit = SOURCE_MAX_BYTES + BYTE_ORDER_MARK.len + 1;
    size_t cap = FIRST_READ, len = 0;
    char *at = arena_alloc(arena, cap);
    for (;;) {
        len += fread(at + len, 1, MIN(cap, limit) - len, in);
        if (len < cap || len == limit)
            return (str){at, len};
        at = arena_grow(arena, at, cap, cap * 2);
        cap *= 2;
    }
}

static const char *why_unreadable(int error) {
    switch (error) {
    case ENOENT: return "there is no such file";
    case EACCES: return "reading it is not permitted";
    case EISDIR: return "it is a folder";
    default: return strerror(error);
    }
}

static struct source *unreadable(struct source_set *set, str path,
                                 const char *why, str *problem) {
    *problem =
        str_format(set->arena, "cannot read `%.*s`: %s", STR_ARG(path), why);
    return NULL;
}

struct source *source_read(struct source_set *set, str path, str *problem) {
    if (set->len == UINT16_MAX)
        return unreadable(set, path, "too many files at once", problem);
    if (path.len && memchr(path.at, '\0', path.len))
        return unreadable(set, path, why_unreadable(ENOENT), problem);
    bool is_stdin = str_is(path, "-");
    errno = 0;
    FILE *in = is_stdin ? stdin : fopen(str_to_c(set->arena, path), "rb");
    if (!in)
        return unreadable(set, path, why_unreadable(errno), problem);
    str text = read_stream(set->arena, in);
    int error = ferror(in) ? (errno ? errno : EIO) : 0;
    if (!is_stdin)
        fclose(in);
    if (error)
        return unreadable(set, path, why_unreadable(error), problem);
    return add_kept(set, path, text);
}

str source_span_text(const struct source_set *set, struct span span) {
    const struct source *source = source_get(set, span.source);
    if (!source)
        return STR("");
    size_t to = MIN(span.to, source->text.len);
    size_t from = MIN(span.from, to);
    return (str){source->text.at + from, to - from};
}

uint32_t source_line_at(const struct source *source, uint32_t offset) {
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

static uint32_t cells_of(str text) {
    size_t cells = 0;
    while (text.len) {
        const char *tab = memchr(text.at, '\t', text.len);
        size_t run = tab ? (size_t)(tab - text.at) : text.len;
        cells += utf8_width((str){text.at, run});
        if (tab)
            cells = (cells / TAB_CELLS + 1) * TAB_CELLS;
        run += tab != NULL;
        text.at += run;
        text.len -= run;
    }
    return (uint32_t)cells;
}

/* The text from the start of `line` to `offset`. */
static str line_until(const struct source *source, uint32_t line,
                      uint32_t offset) {
    uint32_t start = source->line_starts[line - 1];
    size_t end = MIN(offset, source->text.len);
    return (str){source->text.at + start, end - start};
}

uint32_t source_column_at(const struct source *source, uint32_t offset) {
    uint32_t line = source_line_at(source, offset);
    return (uint32_t)utf8_count(line_until(source, line, offset)) + 1;
}

struct place source_place(const struct source *source, uint32_t offset) {
    uint32_t line = source_line_at(source, offset);
    str before = line_until(source, line, offset);
    return (struct place){
        .line = line,
        .column = (uint32_t)utf8_count(before) + 1,
        .cell = cells_of(before),
    };
}

str source_line(const struct source *source, uint32_t line) {
    if (line < 1 || line > source->line_count)
        BUG("no such line");
    uint32_t from = source->line_starts[line - 1];
    if (line == source->line_count)
        return (str){source->text.at + from, source->text.len - from};
    uint32_t to = source->line_starts[line] - 1;
    if (to > from && source->text.at[to - 1] == '\r')
        to--;
    return (str){source->text.at + from, to - from};
}

struct span span_join(struct span a, struct span b) {
    if (!a.source || !b.source)
        return a.source ? a : b;
    if (a.source != b.source)
        BUG("a span over two sources");
    return (struct span){MIN(a.from, b.from), MAX(a.to, b.to), a.source};
}
