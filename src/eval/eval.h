/* eval.h: judging one case against a program.
 *
 * An evaluator holds the scratch memory of one thread; the program may be
 * shared.  Evaluating after warm-up allocates nothing: every array it needs
 * stops growing at the largest case seen.
 *
 * The meaning is docs/language.md's: derived events, conditions with three
 * values, rounds and changes, and the eleven statuses. */
#ifndef CINP_EVAL_H
#define CINP_EVAL_H

#include "eval/result.h"

struct evaluator;

struct evaluator *evaluator_new(struct arena *arena,
                                struct block_allocator scratch,
                                const struct program *program);
/* Gives the scratch memory back. */
void evaluator_free(struct evaluator *e);

/* Judges the case as at the end of day `as_at`. The results borrow the
 * timeline and last until the evaluator's next call. */
const struct results *evaluate(struct evaluator *e, const struct timeline *t,
                               day_number as_at);

#endif
