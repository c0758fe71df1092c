// SPDX-License-Identifier: MIT
/* bug.c: the end of the line for a broken invariant.
 *
 * Streams are not flushed and no exit handler runs: once something that
 * cannot happen has happened, the less is done the better. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_BUG = 70 }; /* EX_SOFTWARE */

void bug(const char *file, int line, const char *what) {
    fprintf(stderr, "cinp: bug at %s:%d: %s\n", file, line, what);
    _Exit(EXIT_BUG);
}
