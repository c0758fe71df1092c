/* merge.h: putting together the answers of two readings of one case; for
 * src/eval/ only. */
#ifndef CINP_MERGE_H
#define CINP_MERGE_H

#include "eval/judge.h"

/* Orders the instances from `first` on by trigger day; stable. */
void sort_by_trigger(struct results *results, size_t first);

/* Merges `other` into `into`: instances are matched by rule and trigger day;
 * where they agree that is the answer, with both due days; else cannot_tell,
 * naming what was doubtful in `world` or unknown in scope. */
void merge_results(struct evaluator *e, struct results *into,
                   const struct results *other, const struct world *world);

/* For each rule the set of events (bit e) that its answer may rest on. */
uint64_t **events_of_rules(struct arena *arena, const struct program *p);

#endif
