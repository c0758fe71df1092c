// SPDX-License-Identifier: MIT
/* excerpt.c: choosing, measuring and printing the visible part of a line.
 *
 * All three walk over the same pieces (a character as shown, or a tab), so
 * they cannot disagree about where a cell is. */
#include "text/excerpt.h"

#include "text/show.h"
#include "text/utf8.h"

enum {
    WIDTH = 100,      /* cells, with the marks of cuts */
    AHEAD = 40,       /* cells kept for what follows the caret */
    BACK = 40,        /* cells shown before it in a line cut on both sides */
    MAX_BYTES = 2000, /* shown: characters without width are many to a cell */
    MAX_BACK = 800,
    TAB_CELLS = 8
};

struct piece {
    size_t at;
    uint32_t cell; /* where it begins */
    uint32_t cells;
    struct shown shown;
    bool is_tab;
};

/* The piece at `at`, which begins at `cell`; its shown.len is 0 at the end. */
static struct piece piece_at(str line, size_t at, uint32_t cell) {
    struct piece res = {.at = at, .cell = cell};
    if (at < line.len && line.at[at] == '\t') {
        res.is_tab = true;
        res.shown.len = 1;
        res.cells = TAB_CELLS - cell % TAB_CELLS;
    } else {
        res.shown = show_next(line, at);
        res.cells = res.shown.cells;
    }
    return res;
}

static struct piece first_piece(const struct excerpt *e) {
    return piece_at(e->line, e->from, e->from > 0); /* after the mark */
}

static struct piece next_piece(const struct excerpt *e, struct piece p) {
    return piece_at(e->line, p.at + p.shown.len, p.cell + p.cells);
}

/* Sets the end of what is shown so that it ends by cell `width`. */
static void fit(struct excerpt *e, uint32_t width) {
    struct piece p = first_piece(e);
    while (p.shown.len && p.cell + p.cells <= width &&
           p.at + p.shown.len - e->from <= MAX_BYTES)
        p = next_piece(e, p);
    e->to = p.at;
}

/* The cell at which the piece over byte `at` of the line begins. */
static uint32_t cell_of(const struct excerpt *e, size_t at) {
    struct piece p = first_piece(e);
    while (p.at < e->to && p.at + p.shown.len <= at)
        p = next_piece(e, p);
    return p.cell;
}

/* Start of the character that ends at `at`. */
static size_t step_back(str line, size_t at) {
    size_t from = at - 1;
    while (from > 0 && at - from < 4 &&
           ((unsigned char)line.at[from] & 0xC0) == 0x80)
        from--;
    return utf8_next(line, from).len == at - from ? from : at - 1;
}

/* A place at most `width` cells before `at`. Characters are measured one by
 * one, which never makes them narrower than they are together. */
static size_t go_back(str line, size_t at, uint32_t width) {
    size_t from = at;
    uint32_t cells = 0;
    while (from > 0 && at - from < MAX_BACK) {
        size_t before = step_back(line, from);
        cells += piece_at(line, before, 0).cells;
        if (cells > width)
            break;
        from = before;
    }
    return from;
}

/* Cells from `at` to the end of the line, or some number above `enough`. */
static uint32_t cells_after(str line, size_t at, uint32_t enough) {
    struct piece p = piece_at(line, at, 0);
    size_t limit = at + MAX_BACK;
    while (p.shown.len && p.cell <= enough) {
        if (p.at > limit)
            return enough + 1;
        p = piece_at(line, p.at + p.shown.len, p.cell + p.cells);
    }
    return p.cell;
}

/* Shows all of a line that fits, else its start if `at` is well within it,
 * else a part round `at`, or the end of the line. */
static void choose(struct excerpt *e, size_t at) {
    fit(e, WIDTH);
    if (e->to == e->line.len)
        return;
    fit(e, WIDTH - 1);
    if (at < e->to && cell_of(e, at) <= WIDTH - AHEAD)
        return;
    uint32_t ahead = WIDTH - 2 - BACK;
    uint32_t after = cells_after(e->line, at, ahead);
    e->from = go_back(e->line, at, WIDTH - 2 - MIN(after, ahead));
    fit(e, WIDTH - 1);
}

struct excerpt excerpt_make(const struct source *source, struct span around) {
    uint32_t number = source_line_at(source, around.from);
    struct excerpt e = {
        .source = source,
        .number = number,
        .line_start = source->line_starts[number - 1],
        .line = source_line(source, number),
    };
    choose(&e, MIN(around.from - e.line_start, e.line.len));
    return e;
}

bool excerpt_shows(const struct excerpt *e, struct span span) {
    if (span.source != e->source->id || span.from < e->line_start ||
        source_line_at(e->source, span.from) != e->number)
        return false;
    size_t at = MIN(span.from - e->line_start, e->line.len);
    return at >= e->from && at <= e->to;
}

struct cells excerpt_cells(const struct excerpt *e, struct span span) {
    size_t from = span.from - e->line_start;
    size_t to = MIN(span.to - e->line_start, e->to);
    struct piece p = first_piece(e);
    while (p.at < e->to && p.at + p.shown.len <= from)
        p = next_piece(e, p);
    uint32_t first = p.cell;
    while (p.at < to)
        p = next_piece(e, p);
    return (struct cells){first, MAX(p.cell - first, 1)};
}

void excerpt_print(struct strbuf *out, const struct excerpt *e) {
    if (e->from > 0)
        strbuf_add(out, STR("…"));
    for (struct piece p = first_piece(e); p.at < e->to; p = next_piece(e, p)) {
        if (p.is_tab)
            strbuf_addf(out, "%*s", (int)p.cells, "");
        else if (p.shown.as_code)
            strbuf_add_c(out, p.shown.code);
        else
            strbuf_add(out, (str){e->line.at + p.at, p.shown.len});
    }
    if (e->to < e->line.len)
        strbuf_add(out, STR("…"));
}
