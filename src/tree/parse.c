// SPDX-License-Identifier: MIT
/* parse.c: puts the parts of the grammar to work on a source. */
#include "tree/parse.h"

#include "grammar.h"
#include "text/source_check.h"

struct tree *parse_source(struct arena *arena, struct atoms *atoms,
                          const struct source *source,
                          struct diag_list *diags) {
    struct tree *tree = NEW(arena, struct tree);
    tree->source = source;
    if (!source_check(source, diags))
        return tree;
    struct parse *p = NEW(arena, struct parse);
    p->arena = arena;
    p->atoms = atoms;
    p->source = source;
    p->diags = diags;
    parse_lines(p);
    tree->lines = p->lines.first;
    tree->trivia = p->trivia.at;
    tree->trivia_count = p->trivia.len;
    return tree;
}
