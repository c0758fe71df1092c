/* report.h: the answer for one case, for the person who works on it.
 *
 * One screen for an ordinary case, most urgent first: overdue, not kept, due
 * soon, due, cannot tell, to consider; the rest as a line of counts, unless
 * everything is asked for.  Under each entry stand its reasons, the rule's own
 * words and its source. */
#ifndef CINP_REPORT_H
#define CINP_REPORT_H

#include "eval/result.h"

struct report_options {
    bool all;     /* also what is met, not needed, not started */
    bool explain; /* every reason, with how the days were counted */
    bool colour;
    unsigned statuses; /* bit per enum status: only these; 0: as above */
    int soon_days;     /* what is due within so many days is "due soon" */
};

void report_case(struct strbuf *out, const struct source_set *sources,
                 const struct results *r, struct report_options options);

#endif
