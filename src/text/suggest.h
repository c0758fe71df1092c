/* suggest.h: which name was meant.
 *
 * The distance of two names is the number of slips between them: a byte left
 * out, put in, put for another, or two neighbours exchanged (Damerau and
 * Levenshtein's distance, each place changed once at most).  Names are
 * compared as bytes in normal form C. */
#ifndef CINP_SUGGEST_H
#define CINP_SUGGEST_H

#include "base/str.h"

/* Longer names get no suggestion, and only so many candidates are looked at:
 * the work for one name is bounded whatever the input. */
enum { SUGGEST_MAX_LEN = 64, SUGGEST_MAX_CANDIDATES = 1000 };

/* The distance, or any number above `limit` when it is more than that. Names
 * longer than SUGGEST_MAX_LEN are beyond every limit, unless equal. */
size_t suggest_distance(str a, str b, size_t limit);

/* The candidate nearest to `name`, the first of equals; empty when none is
 * within a third of its length. One that differs only in the case of ASCII
 * letters is nearest of all; one that is equal is no suggestion. */
str suggest_best(str name, const str *candidates, size_t n);

#endif
