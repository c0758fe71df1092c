/* source_check.h: whether a text may be scanned at all.
 *
 * Reports what is wrong with a source as text, whatever language it is in:
 * bytes that are not UTF-8 (with the Windows character they were, where that
 * can be guessed), zero bytes, bidi controls, too many bytes.  What is wrong
 * only outside quotes and comments is for the scanner to say. */
#ifndef CINP_SOURCE_CHECK_H
#define CINP_SOURCE_CHECK_H

#include "text/diag.h"

/* True when the text is UTF-8 without zero bytes and of a size that cinp
 * reads: only then may it be scanned. A bidi control is an error, but leaves
 * the text fit to be scanned. */
bool source_check(const struct source *source, struct diag_list *diags);

#endif
