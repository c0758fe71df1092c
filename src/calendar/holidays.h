/* holidays.h: from `holiday` lines to days, year by year.
 *
 * A holiday has a day of its own each year (or the dates it lists).  On these:
 *
 *   - a holiday without a substitute stays where it falls;
 *   - one with a substitute keeps its own day when that is a working day and
 *     no other holiday's;
 *   - else it is held on the next day that is neither closed nor held by
 *     another.  The earlier own day chooses first; of equal ones, the line
 *     written first.
 *
 * What the days are called, and which of them a calendar covers, is decided
 * here; what a holiday is, by the lines of the policy alone. */
#ifndef CINP_HOLIDAYS_H
#define CINP_HOLIDAYS_H

#include "base/vec.h"
#include "calendar/calendar.h"
#include "text/diag.h"
#include "tree/tree.h"

/* One holiday of one year. */
struct holiday {
    day_number own; /* the day its line gives it */
    uint32_t order; /* of equal days: in which order they were written */
    bool substitute;
    const str *name, *substitute_name;
    struct span at; /* of the date, when it was written as one; else empty */
};

struct holidays {
    struct arena *arena;
    const struct atoms *atoms;
    struct diag_list *diags;
    day_number first, last; /* the calendar's own range */
    bool failed;            /* something was reported */
    VEC(struct holiday) all;
};

/* Adds the days of a HOLIDAY line, of every year that can reach the range: a
 * substitute may spill over from the December before. */
void holidays_add(struct holidays *h, const struct node *line);

/* Closes the draft's days. `base`: the calendar that the draft extends, or
 * NULL; its closed days count as closed for substitutes. Warns of dates that
 * were a weekend day anyway. */
void holidays_close(struct holidays *h, struct calendar_draft *draft,
                    const struct calendar *base);

#endif
