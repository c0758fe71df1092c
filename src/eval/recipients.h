/* recipients.h: `to PEOPLE`: on which day has T reached everyone? For
 * src/eval/ only.
 *
 * The recipients of several T's are united; it is done on the day all are
 * covered.  Where nobody recorded whom a T reached (or whether someone had to
 * be), there are two answers: the earliest it could be, and the latest. */
#ifndef CINP_RECIPIENTS_H
#define CINP_RECIPIENTS_H

#include "eval/judge.h"

/* The T that completes the list, on `first` or later: at the earliest and at
 * the latest; NULL while somebody is missing. Both are `first` when the rule
 * has no `to`. */
struct reached {
    const struct occurrence *earliest, *latest;
};
struct reached reached_everyone(const struct claim *c,
                                const struct occurrence *first);
/* For a round of `every`: moves what discharges it, found before, to the T that
 * completes the list, read as this run of the evaluator reads the unknown. */
void hold_reached(struct claim *c, day_number cut);
/* Settles every option with either answer. */
void claim_settle_reached(struct claim *c, const struct options *options,
                          struct reached reached);
/* Names who is still missing, as reasons, from the T's since `first`. */
void note_unreached(struct claim *c, const struct occurrence *first);

/* claim_finish, naming them where it is not done. */
struct instance *finish_reached(struct claim *c,
                                const struct occurrence *first);

#endif
