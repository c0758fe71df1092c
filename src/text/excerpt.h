/* excerpt.h: one line of a source, cut to what fits on a screen.
 *
 * An excerpt shows the line on which a span begins.  A line of more than
 * about a hundred cells is shown by a part of it round the span, with `…`
 * where it was cut; what lies outside is not even looked at.  Tabs become
 * spaces up to the next multiple of 8 and characters that cannot be seen are
 * shown by number, so cells are those of the excerpt, not of the line. */
#ifndef CINP_EXCERPT_H
#define CINP_EXCERPT_H

#include "text/source.h"

struct excerpt {
    const struct source *source;
    uint32_t number;     /* of the line, from 1 */
    uint32_t line_start; /* offset in the source */
    str line;
    size_t from, to; /* the bytes of the line that are shown */
};

/* A run of cells, counted from the start of the excerpt. */
struct cells {
    uint32_t from, count;
};

struct excerpt excerpt_make(const struct source *source, struct span around);
/* True when the span begins in what is shown, or right at its end. */
bool excerpt_shows(const struct excerpt *e, struct span span);
/* The cells of a span that is shown, to the end of the line at most; one cell
 * when it is empty. */
struct cells excerpt_cells(const struct excerpt *e, struct span span);
void excerpt_print(struct strbuf *out, const struct excerpt *e);

#endif
