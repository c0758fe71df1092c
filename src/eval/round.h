/* round.h: how the due day of a running round moves; for src/eval/ only.
 *
 * Both kinds of `every` (series.c, grid.c) judge a round afresh on the days
 * on which its conditions change. */
#ifndef CINP_ROUND_H
#define CINP_ROUND_H

#include "eval/judge.h"

/* What governs from `day` on, given what stood until then: tightening bites
 * at once; relaxing counts only on or before the day that stood. */
struct option option_changed(const struct option *was, const struct option *now,
                             day_number day);
/* Adds a possible day; of several the earliest and the latest are kept. */
void options_keep(struct options *out, struct option o);
/* A day on which conditions may have changed: `before` is what governed until
 * then (updated), `now` what would govern from it on. When they are the same
 * nothing moves. */
void round_change(struct claim *c, struct options *standing,
                  struct options *before, const struct options *now,
                  day_number day, uint32_t phase);
/* What ends the series of an anchor: until, a new anchor, the case's closing.
 */
struct ending series_end_of(struct evaluator *e, const struct rule *r,
                            const struct occurrence *anchor);

/* Windows on fixed dates from `begin` on: a whole rule's, or a last phase's. */
void judge_windows(struct evaluator *e, rule_id rule,
                   const struct occurrence *anchor, day_number begin,
                   uint32_t phase);

#endif
