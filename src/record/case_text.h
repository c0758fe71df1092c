/* case_text.h: cases written by hand.
 *
 * A .cinc file holds one or more cases, each a `case ID` line followed by
 * dated events, `fact` lines and acts; a policy's `test` holds the same
 * lines.  Reading resolves them against a program. */
#ifndef CINP_CASE_TEXT_H
#define CINP_CASE_TEXT_H

#include "record/timeline.h"
#include "text/diag.h"

/* Resets, fills and seals a timeline from case lines; its id is left empty.
 * False when any line was at fault: each fault is reported where it stands.
 * The lines are nodes of kind CASE_EVENT, CASE_FACT, CASE_ACT, whose names
 * are of the table `atoms` (the program's own, or that of another parse). */
bool case_from_lines(struct timeline *t, const struct atoms *atoms,
                     const struct node *const *lines, uint32_t count,
                     struct diag_list *diags);

#endif
