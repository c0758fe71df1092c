/* parse.h: from a source to a tree.
 *
 * Every line is parsed on its own (a syntax error costs its own line only),
 * so the tree holds all lines that could be read, in order.  Diagnostics go
 * to the list; the caller asks it whether there were errors. */
#ifndef CINP_PARSE_H
#define CINP_PARSE_H

#include "text/diag.h"
#include "tree/tree.h"

/* What the grammar does not see and the formatter must not lose. */
enum trivia_kind { TRIVIA_COMMENT, TRIVIA_DOC_COMMENT, TRIVIA_BLANK_LINE };
struct trivia {
    enum trivia_kind kind;
    struct span at; /* a comment from its # to the end of its line; blank
                       lines in a row are one, with their line ends */
};

struct tree {
    const struct source *source;
    struct node *lines; /* LINE nodes */
    struct trivia *trivia;
    size_t trivia_count;
};

/* Checks a source as text and parses all of it; never NULL, but without lines
 * when the text is not fit to be read (source_check.h).  Nodes, trivia and the
 * tree live in `arena`; names are interned in `atoms` (NFC-normalised). */
struct tree *parse_source(struct arena *arena, struct atoms *atoms,
                          const struct source *source, struct diag_list *diags);

#endif
