/* hours.h: limits in hours, which need the time of day; for src/eval/ only.
 *
 * A date without a time is the whole day: in time if it surely was, late if
 * it surely was, else nobody can tell until the time is recorded.  Hours are
 * counted as they pass on a clock that is never put back or forward. */
#ifndef CINP_HOURS_H
#define CINP_HOURS_H

#include "eval/judge.h"

/* Does this way count in hours? Then *hours is how many. */
bool counts_in_hours(const struct claim *c, rule_id governs, int32_t *hours);
/* Was T within so many hours of the trigger? */
enum tri within_hours(const struct claim *c, const struct occurrence *t,
                      int32_t hours);
/* Are so many hours since the trigger over at the end of the as-at day? */
enum tri hours_are_over(const struct claim *c, int32_t hours);

#endif
