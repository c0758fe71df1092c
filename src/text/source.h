/* source.h: the bytes of a file, and places in them.
 *
 * A source is a file's bytes in memory, checked once to be UTF-8 (a byte
 * order mark at the start is skipped).  A span is a half-open range of byte
 * offsets in one source; lines, columns and display cells are derived only
 * when a diagnostic is rendered.  Sources live in the arena of their set. */
#ifndef CINP_SOURCE_H
#define CINP_SOURCE_H

#include "base/str.h"

#define SOURCE_MAX_BYTES (4u << 20) /* one policy file or case text */

typedef uint16_t source_id; /* 1 upwards; 0 is "nowhere" */

struct span {
    uint32_t from, to; /* byte offsets, half open */
    source_id source;
};

struct source {
    source_id id;
    str path;              /* as the user gave it; "-" is standard input */
    str text;              /* all bytes after a byte order mark */
    uint32_t *line_starts; /* offset of each line's first byte */
    uint32_t line_count;   /* line feeds + 1 */
};

struct source_set {
    struct arena *arena;
    struct source **at; /* at[id - 1] */
    size_t len, cap;
};

/* A place as a person counts: line and column from 1, the column in code
 * points; `cell` is the display column from 0, tabs to the next multiple
 * of 8. */
struct place {
    uint32_t line, column, cell;
};

void source_set_init(struct source_set *set, struct arena *arena);

/* Adds a text already in memory (copied). Its faults - bytes that are not
 * UTF-8, NUL, too long - are for source_check to report. */
struct source *source_add(struct source_set *set, str path, str text);
const struct source *source_get(const struct source_set *set, source_id id);

/* Reads a whole file ("-" for standard input), or as much of it as shows that
 * it is too large. On failure returns NULL and sets *problem to a sentence for
 * the user (in the set's arena). */
struct source *source_read(struct source_set *set, str path, str *problem);

str source_span_text(const struct source_set *set, struct span span);
/* An offset past the end counts as the end. The cell costs the most to find:
 * where a line may be megabytes long, ask for line and column alone. */
struct place source_place(const struct source *source, uint32_t offset);
uint32_t source_line_at(const struct source *source, uint32_t offset);
uint32_t source_column_at(const struct source *source, uint32_t offset);
/* The text of a line (from 1) without its line end. */
str source_line(const struct source *source, uint32_t line);

/* The smallest span over both, which are of one source or nowhere. */
struct span span_join(struct span a, struct span b);

#endif
