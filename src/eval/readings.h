/* readings.h: what would be otherwise if the unclear were read otherwise.
 *
 * A policy may leave something unclear and say which reading it takes.  The
 * case is judged again under each other reading, one at a time; an answer
 * that would differ gets a reason that says so, and stays as it is. */
#ifndef CINP_READINGS_H
#define CINP_READINGS_H

#include "eval/eval.h"

struct readings;

/* NULL when the program has no other readings. */
struct readings *readings_new(struct arena *arena,
                              struct block_allocator scratch,
                              const struct program *program);
/* Gives the scratch memory back; NULL is allowed. */
void readings_free(struct readings *r);

/* `own` with a REASON_READING wherever the status or the due day would be
 * another, or the instance would not be there. Lasts until the next call;
 * borrows what `own` does. */
const struct results *readings_compare(struct readings *r,
                                       const struct results *own);

#endif
