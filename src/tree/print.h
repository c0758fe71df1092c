/* print.h: a tree as canonical text, and as an indented dump.
 *
 * Printing follows the layouts of tree.def: parsing what was printed gives an
 * equal tree (spans aside).  The dump shows kinds, slots and values, one node
 * a line; it is for tests and for people who work on cinp. */
#ifndef CINP_PRINT_H
#define CINP_PRINT_H

#include "tree/tree.h"

void tree_print_node(struct strbuf *out, const struct atoms *atoms,
                     const struct node *node);
/* Every LINE of a list on a line of its own. */
void tree_print(struct strbuf *out, const struct atoms *atoms,
                const struct node *lines);
void tree_dump(struct strbuf *out, const struct atoms *atoms,
               const struct node *lines);

#endif
