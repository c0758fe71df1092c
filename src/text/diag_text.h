/* diag_text.h: diagnostics for people, in the form that editors parse.
 *
 *     FILE:LINE:COLUMN: SEVERITY: MESSAGE [SLUG]
 *        12 |   the line, cut to about a hundred cells
 *           |       ^~~~~
 *           |       the proposed text
 *        = note: NOTE
 *     FILE:LINE:COLUMN: note: LABEL
 *         3 | its line
 *
 * Columns count code points from 1; carets stand by display cells.  A label
 * on the line that is shown gets a row of its own under it. */
#ifndef CINP_DIAG_TEXT_H
#define CINP_DIAG_TEXT_H

#include "text/diag.h"

struct diag_text_options {
    bool colour;    /* ANSI sequences */
    unsigned limit; /* records shown of each severity; 0: 20 */
};

/* In the order of the list; ends with "… and N more" when some were left. */
void diag_print_text(struct strbuf *out, const struct source_set *sources,
                     const struct diag_list *list,
                     struct diag_text_options options);

#endif
